"""Resolve, dismiss, snooze, assign, note, undo: buttons and modals on a discrepancy's card."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from desk.answers import DiscrepancyView
from desk.requests import Asker
from handlers.actions import value_of
from handlers.blocks import decisions, discrepancies
from handlers.blocks.elements import DECIDE
from handlers.reception import Reception
from handlers.replies import Place, place_of, post, refused_entry, replace

AT_ONCE = ("resolve", "dismiss", "undo")
ASKED_FOR = ("snooze", "assign", "note")
WORDS = {
    "resolve": "resolved this",
    "dismiss": "dismissed this",
    "snooze": "put this off",
    "assign": "assigned this",
    "note": "left a note",
    "undo": "took the last decision back",
}


def register(app: App, reception: Reception) -> None:
    """Buttons that act at once, buttons that open a modal, and the modal itself."""

    @app.action(re.compile(rf"^{DECIDE}_(?:{'|'.join(AT_ONCE)})(?:\.\d+)?$"))
    def decide_at_once(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        place = place_of(body)
        asker = reception.asker(client, place)
        verb = _verb(str(action["action_id"]))
        view = reception.desk.decide(asker, int(value_of(action)), verb)
        _show(client, asker, place, view, verb)

    @app.action(re.compile(rf"^{DECIDE}_(?:{'|'.join(ASKED_FOR)})(?:\.\d+)?$"))
    def ask_for_more(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        place = place_of(body)
        asker = reception.asker(client, place)
        verb = _verb(str(action["action_id"]))
        view = reception.desk.discrepancy(asker, int(value_of(action)))
        carried = json.dumps(carried_of(view.id, verb, place))
        modal = decisions.modal(view, verb, carried)
        client.views_open(trigger_id=body["trigger_id"], view=modal)

    @app.view(decisions.CALLBACK)
    def decide_with_more(
        ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        carried = json.loads(view["private_metadata"])
        place = carried_place(carried, body)
        asker = reception.asker(client, place)
        verb = str(carried["verb"])
        note, days = decisions.read(view["state"]["values"])
        until: datetime | None = reception.now() + timedelta(days=days) if days else None
        decided = reception.desk.decide(asker, int(carried["id"]), verb, note, until)
        _show(client, asker, place, decided, verb)


def _show(client: WebClient, asker: Asker, place: Place, view: DiscrepancyView, verb: str) -> None:
    """The card again as it stands now; a word in the thread where all can see it."""
    shareable = place.ephemeral and not place.direct
    replace(client, place, discrepancies.card(view, zone=asker.zone, share=shareable))
    if not place.ephemeral and place.message and not place.direct:
        said = decisions.said(view, place.person, WORDS[verb])
        try:
            post(client, place.channel, said, place.thread or place.message)
        except SlackApiError as error:
            if not refused_entry(error):  # shared to a channel without us: the card says it all
                raise


def _verb(action_id: str) -> str:
    return action_id.split(".")[0].removeprefix(f"{DECIDE}_")


def carried_of(id: int, verb: str, place: Place) -> dict[str, Any]:
    """What the modal has to remember of the card: a submission comes without its message."""
    return {
        "id": id,
        "verb": verb,
        "channel": place.channel,
        "message": place.message,
        "thread": place.thread,
        "url": place.response_url,
        "ephemeral": place.ephemeral,
    }


def carried_place(carried: Mapping[str, Any], body: Mapping[str, Any]) -> Place:
    """The place again that `carried_of` remembered."""
    return Place(
        str((body.get("team") or {}).get("id", "")),
        str((body.get("user") or {}).get("id", "")),
        str(carried["channel"]),
        carried["thread"],
        carried["message"],
        carried["url"],
        bool(carried["ephemeral"]),
    )
