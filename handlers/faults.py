"""An error in any listener in; the sentence that the person sees, out. The one place for it."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from desk.errors import EmptyArchive, NoDiscrepancy, ParallaxError, UnknownWord
from handlers.arguments import write
from handlers.blocks import onboarding
from handlers.blocks.fitting import Message
from handlers.blocks.notices import sentence
from handlers.replies import place_of, reply

_log = logging.getLogger("parallax.faults")

OUTSIDE = (
    "I am not in this channel and may not post here. Type /invite and my name here, then try "
    "again. Commands answer you anywhere."
)
PRIVATE = (
    "I cannot see this channel. It is a private channel without me, or it is gone: a member types "
    "/invite and my name there. Commands answer you anywhere."
)
ARCHIVED = "This channel is archived: nobody can post here. Ask me in another one or directly."
RESTRICTED = (
    "Only some people may post in this channel, and I am none of them. Ask whoever manages it, or "
    "ask me in a direct message."
)
REVOKED = (
    "Slack no longer takes the bot's token. Whoever runs the bot installs the app again and "
    "restarts it with the new token."
)
EXPIRED = "That took too long: Slack lets a form open for three seconds only. Press again."
_SENTENCES = {
    "not_in_channel": OUTSIDE,
    "channel_not_found": PRIVATE,
    "is_archived": ARCHIVED,
    "restricted_action": RESTRICTED,
    "restricted_action_read_only_channel": RESTRICTED,
    "restricted_action_thread_only_channel": RESTRICTED,
    "token_revoked": REVOKED,
    "invalid_auth": REVOKED,
    "account_inactive": REVOKED,
    "expired_trigger_id": EXPIRED,
    "exchanged_trigger_id": EXPIRED,
}


def register(app: App) -> None:
    """Bolt's error handler."""

    @app.error
    def tell(error: Exception, body: Mapping[str, Any], client: WebClient) -> None:
        message = message_for(error)
        try:
            reply(client, place_of(body), message)
        except SlackApiError as failure:
            _log.warning("could not tell the person why=%s", failure.response.get("error"))


def message_for(error: Exception) -> Message:
    """Our own errors are sentences already; anything else gets a reference that the log has too."""
    if isinstance(error, UnknownWord):
        lines = (error.instead, "/parallax help") if error.instead else ("/parallax help",)
        return sentence(str(error), suggestions=lines)
    if isinstance(error, NoDiscrepancy):
        return sentence(str(error), suggestions=[write(one) for one in error.wider])
    if isinstance(error, EmptyArchive):
        return onboarding.empty(str(error))
    if isinstance(error, ParallaxError):
        return sentence(str(error))
    if isinstance(error, SlackApiError):
        told = refusal(error)
        if told:
            return sentence(told)
    reference = uuid.uuid4().hex[:8]
    _log.error("unexpected reference=%s", reference, exc_info=error)
    return sentence(
        f"Something went wrong here, and nothing was changed. Reference {reference}: whoever runs "
        "this bot finds it in the log."
    )


def refusal(error: SlackApiError) -> str:
    """What Slack refused and what to do, in a sentence; "" for what nobody can help."""
    why = str(error.response.get("error") or "")
    if why == "missing_scope":
        needed = str(error.response.get("needed") or "a scope").replace(",", " or ")
        return (
            f"The bot's token lacks {needed}. Whoever runs the bot adds it at OAuth & Permissions "
            "and installs the app again; `parallax doctor` lists all it needs."
        )
    return _SENTENCES.get(why, "")
