"""An error in any listener in; the sentence that the person sees, out. The one place for it."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from desk.errors import ParallaxError, UnknownWord
from handlers.blocks.fitting import Message
from handlers.blocks.notices import sentence
from handlers.replies import place_of, refused_entry, reply

_log = logging.getLogger("parallax.faults")

OUTSIDE = (
    "I may not post in this channel. Type /invite and my name here, then try again; in a private "
    "channel a member has to."
)


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
    if isinstance(error, ParallaxError):
        return sentence(str(error))
    if isinstance(error, SlackApiError) and refused_entry(error):
        return sentence(OUTSIDE)
    reference = uuid.uuid4().hex[:8]
    _log.error("unexpected reference=%s", reference, exc_info=error)
    return sentence(
        f"Something went wrong here, and nothing was changed. Reference {reference}: whoever runs "
        "this bot finds it in the log."
    )
