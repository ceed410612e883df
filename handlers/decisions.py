"""Resolve, dismiss, snooze, assign, note, undo: buttons and modals on a discrepancy's card."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from desk.answers import DiscrepancyView
from desk.postings import Change
from desk.requests import Asker
from handlers.actions import value_of
from handlers.blocks import decisions, discrepancies
from handlers.blocks.elements import DECIDE
from handlers.carried import pack, unpack
from handlers.keeping import keep, renew_about, tell
from handlers.reception import Reception
from handlers.replies import Place, post, post_where_let, replace

_log = logging.getLogger("parallax.decisions")

AT_ONCE = ("resolve", "undo")
ASKED_FOR = ("dismiss", "snooze", "assign", "note")
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
        asker, place = reception.who(client, body)
        verb = _verb(str(action["action_id"]))
        number, _, known = value_of(action).partition(":")
        before = reception.desk.discrepancy(asker, int(number))
        seen = int(known) if known else None
        view = reception.desk.decide(asker, before.id, verb, known=seen)
        _show(reception, client, asker, place, view, verb)
        _tell_unassigned(client, place, before, view)

    @app.action(re.compile(rf"^{DECIDE}_(?:{'|'.join(ASKED_FOR)})(?:\.\d+)?$"))
    def ask_for_more(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        verb = _verb(str(action["action_id"]))
        view = reception.desk.discrepancy(asker, int(value_of(action)))
        carried = pack(place, id=view.id, verb=verb)
        modal = decisions.modal(view, verb, carried, reception.now(), asker.zone)
        client.views_open(trigger_id=body["trigger_id"], view=modal)

    @app.view(decisions.CALLBACK)
    def decide_with_more(
        ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
    ) -> None:
        carried, place = unpack(view, body)
        verb = str(carried["verb"])
        given = decisions.read(view["state"]["values"])
        faults = decisions.fault(verb, given, reception.now())
        if faults:
            ack(response_action="errors", errors=faults)
            return
        ack()
        asker = reception.asker(client, place)
        to = f"<@{given.person}> " if given.person else ""
        decided = reception.desk.decide(
            asker, int(carried["id"]), verb, f"{to}{given.note}".strip(), given.until, given.reason
        )
        _show(reception, client, asker, place, decided, verb)
        if given.person and given.person != asker.person:
            _tell_assigned(reception, client, asker, given.person, decided)


def tell_everywhere(
    reception: Reception, client: WebClient, asker: Asker, discrepancy: int
) -> None:
    """Every message that shows it, and every App Home that is looked at, as it stands now."""
    renew_about(client, reception.desk, asker, discrepancy)
    reception.homes.refresh(reception)


def _show(
    reception: Reception,
    client: WebClient,
    asker: Asker,
    place: Place,
    view: DiscrepancyView,
    verb: str,
) -> None:
    """The card again as it stands now; a word in its thread; then wherever else it stands."""
    if place.message:
        replace(client, place, discrepancies.card(view, zone=asker.zone, share=place.shareable))
    if place.seen_by_all:
        _tell_thread(reception, client, asker, place, view, verb)
    tell_everywhere(reception, client, asker, view.id)


def _tell_thread(
    reception: Reception,
    client: WebClient,
    asker: Asker,
    place: Place,
    view: DiscrepancyView,
    verb: str,
) -> None:
    """Who did what, once: a change of state is not told again by whoever edits the message."""
    said = decisions.said(view, place.person, WORDS[verb])
    thread = place.thread or str(place.message)
    if verb not in ("note", "assign") and view.changed_at is not None:
        where, change = (place.channel, thread), Change(view, view.state, view.changed_at)
        tell(client, reception.desk, asker.workspace, where, change, said)
        return
    post_where_let(client, place.channel, said, thread)


def _tell_assigned(
    reception: Reception,
    client: WebClient,
    asker: Asker,
    person: str,
    view: DiscrepancyView,
) -> None:
    """To whom it is assigned, in a direct message that is kept up to date as any other."""
    their = reception.asker(client, Place("", person, ""))
    head = decisions.assigned(view, asker.person)
    card = discrepancies.card(view, zone=their.zone)
    try:
        opened = client.conversations_open(users=person)
        channel = str(opened["channel"]["id"])
        post(client, channel, head)
        ts = post(client, channel, card)
    except SlackApiError as error:
        _log.info("assigned person not told why=%s", error.response.get("error"))
        return
    keep(reception.desk, their, channel, None, ts, card)


def _tell_unassigned(
    client: WebClient, place: Place, before: DiscrepancyView, after: DiscrepancyView
) -> None:
    """Who was told that it is theirs is told that it is not."""
    whose = decisions.whose(before)
    if whose and whose != decisions.whose(after) and whose != place.person:
        post_where_let(client, whose, decisions.unassigned(after, place.person))


def _verb(action_id: str) -> str:
    return action_id.split(".")[0].removeprefix(f"{DECIDE}_")
