"""Guests, and people of other workspaces in shared channels: refused in a sentence, everywhere,
unless an admin lets them in."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.blocks.fitting import Message
from handlers.blocks.notices import sentence
from handlers.reception import Reception
from handlers.replies import Place, place_of, reply

_log = logging.getLogger("parallax.guests")

REFUSALS = {
    "guest": (
        "I answer members of this workspace, and you are a guest here. An admin can let guests "
        "ask: /parallax guests allow."
    ),
    "elsewhere": (
        "I answer members of the workspace that installed me, and you belong to another one. An "
        "admin there can let you ask: /parallax guests allow."
    ),
}


def register(app: App, reception: Reception) -> None:
    """A middleware before all listeners: commands, mentions, messages, buttons, forms, Home."""

    @app.middleware
    def let_in(
        body: Mapping[str, Any],
        context: BoltContext,
        client: WebClient,
        next: Callable[[], BoltResponse],
    ) -> BoltResponse:
        place = place_of(body)
        if not place.person or _is_ours(context, place.person):
            return next()
        own = getattr(context.authorize_result, "team_id", None)
        who = reception.visitor(client, place.person, str(own or ""))
        if not who.outsider or reception.desk.rules.guests_may_ask(reception.workspace):
            return next()
        _log.info("refused why=%s", who.outsider)
        _refuse(client, body, place, sentence(REFUSALS[who.outsider]))
        return BoltResponse(status=200, body="")


def _is_ours(context: BoltContext, person: str) -> bool:
    return person == context.bot_user_id


def _refuse(client: WebClient, body: Mapping[str, Any], place: Place, message: Message) -> None:
    """To them alone: in the channel as a message that only they see, in Home as its only line."""
    event = body.get("event") or {}
    try:
        if event.get("type") == "app_home_opened":
            if event.get("tab") == "home":
                view = {"type": "home", "blocks": list(message.blocks)}
                client.views_publish(user_id=place.person, view=view)
        elif event and not place.direct:
            client.chat_postEphemeral(
                channel=place.channel,
                user=place.person,
                thread_ts=event.get("thread_ts"),
                text=message.text,
                blocks=list(message.blocks),
            )
        elif event.get("subtype") not in ("message_changed", "message_deleted"):
            reply(client, place, message)
    except SlackApiError as error:
        _log.info("refusal not told why=%s", error.response.get("error"))
