"""The three secrets a bot needs here, the same on every machine because they guard nothing."""

from typing import Final

BOT_TOKEN: Final = "xoxb-sandbox"
APP_TOKEN: Final = "xapp-sandbox"
SIGNING_SECRET: Final = "sandbox-signing-secret"
VERIFICATION_TOKEN: Final = "sandbox-verification"
CLIENT_ID: Final = "1.1"
CLIENT_SECRET: Final = "sandbox-client-secret"
