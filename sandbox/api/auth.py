"""api.test, auth.*, oauth.*, apps.*: who is calling, and how the app is installed."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.api.call import Call, Method, Refused
from sandbox.credentials import BOT_TOKEN, CLIENT_ID, CLIENT_SECRET
from sandbox.messages import Json
from sandbox.people import APP, BOT, BOT_USER, TEAM, TEAM_NAME

OAUTH_CODE = "sandbox-code"


def api_test(call: Call) -> Json:
    if call.text("error"):
        raise Refused(call.text("error"))
    return {"args": {name: str(value) for name, value in call.arguments.items()}}


def auth_test(call: Call) -> Json:
    return {
        "url": call.workspace.url,
        "team": TEAM_NAME,
        "user": call.workspace.bot.handle,
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT,
        "is_enterprise_install": False,
    }


def oauth_access(call: Call) -> Json:
    """Installs anew: one code, `sandbox-code`, is good for any number of installations."""
    if call.text("client_id") not in ("", CLIENT_ID):
        raise Refused("invalid_client_id")
    if call.text("client_secret") not in ("", CLIENT_SECRET):
        raise Refused("bad_client_secret")
    if call.text("code") != OAUTH_CODE:
        raise Refused("invalid_code")
    call.workspace.installed = True
    return {
        "access_token": BOT_TOKEN,
        "token_type": "bot",
        "scope": ",".join(call.workspace.manifest.scopes),
        "bot_user_id": BOT_USER,
        "app_id": APP,
        "team": {"id": TEAM, "name": TEAM_NAME},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": "U0DANA"},
    }


def revoke(call: Call) -> Json:
    call.workspace.installed = False
    return {"revoked": True}


METHODS: Mapping[str, Method] = {
    "api.test": Method(api_test),
    "auth.test": Method(auth_test),
    "auth.revoke": Method(revoke),
    "oauth.v2.access": Method(oauth_access),
}
WITHOUT_TOKEN = frozenset({"api.test", "oauth.v2.access"})
