"""Useful or wrong: buttons under every answer, the form that asks why, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from desk.answers import EntryView, UtteranceView
from desk.errors import NothingFound
from desk.requests import Asker, ShowDiscrepancies, ShowTimeline, WhoSaid
from desk.verdicts import Judgement, VerdictView
from handlers import decisions
from handlers.actions import numbered, value_of
from handlers.arguments import parse
from handlers.asked import OpenDiscrepancy, Question
from handlers.blocks import verdicts
from handlers.blocks.discrepancies import one_sentence
from handlers.blocks.elements import UNDO_VERDICT, USEFUL
from handlers.carried import pack, unpack
from handlers.reception import Reception
from handlers.replies import Place, replace, reply

if TYPE_CHECKING:
    from desk.desk import Desk


def register(app: App, reception: Reception) -> None:
    """The two buttons, the form, and *Undo*."""

    @app.action(numbered(f"{USEFUL}_yes"))
    def useful(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        line = value_of(action)
        shown = _shown(reception, asker, place, line)
        of = next(iter(shown.items.values())) if len(shown.items) == 1 else None
        given = Judgement("useful", of, line=line)
        kept = reception.desk.verdicts.judge(asker, given)
        reply(client, place, verdicts.thanks(kept))
        _decided(reception, client, asker, place, kept)

    @app.action(numbered(f"{USEFUL}_no"))
    def ask_why(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        line = value_of(action)
        shown = _shown(reception, asker, place, line)
        view = verdicts.form(shown.about, shown.texts, pack(place, line=line))
        client.views_open(trigger_id=str(body["trigger_id"]), view=view)

    @app.view(verdicts.CALLBACK)
    def wrong(
        ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        carried, place = unpack(view, body)
        asker = reception.asker(client, place)
        item, reason, note = verdicts.read(view["state"]["values"])
        line = str(carried["line"])
        shown = _shown(reception, asker, place, line)
        only = next(iter(shown.items), "")
        of = shown.items.get(item or only)
        kept = reception.desk.verdicts.judge(asker, Judgement("wrong", of, reason, note, line))
        reply(client, place, verdicts.thanks(kept))
        _decided(reception, client, asker, place, kept)

    @app.action(numbered(UNDO_VERDICT))
    def undo(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        taken = reception.desk.verdicts.undo(asker, int(value_of(action)))
        replace(client, place, verdicts.undone(taken))
        _decided(reception, client, asker, place, taken)


@dataclass(frozen=True, slots=True)
class Shown:
    """What an answer shows, each thing by a value that a menu can carry."""

    about: str  # discrepancy, quotation, entry, answer
    items: dict[str, int | UtteranceView | EntryView]
    texts: tuple[tuple[str, str], ...]  # (in a few words, value)


def _shown(reception: Reception, asker: Asker, place: Place, line: str) -> Shown:
    """What the answer to a command shows; a plain question's is judged as a whole."""
    if not line.startswith("/"):
        return Shown("answer", {}, ())
    return shown_by(reception.desk, asker, parse(line, reception.setting(asker, place)))


def shown_by(desk: Desk, asker: Asker, question: Question) -> Shown:
    """What the answer to a question shows now; as a whole where it has no parts to judge."""
    try:
        match question:
            case OpenDiscrepancy():
                view = desk.discrepancy(asker, question.id)
                return Shown("discrepancy", {str(view.id): view.id}, _text(one_sentence(view), 1))
            case ShowDiscrepancies():
                found = desk.discrepancies(asker, question).items
                texts = tuple((f"#{one.id} {one.subject}", str(one.id)) for one in found)
                return Shown("discrepancy", {str(one.id): one.id for one in found}, texts)
            case WhoSaid():
                said = dict(enumerate(desk.who_said(asker, question).utterances))
                texts = tuple((verdicts.quotation(one), str(at)) for at, one in said.items())
                return Shown("quotation", {str(at): one for at, one in said.items()}, texts)
            case ShowTimeline():
                dated = dict(enumerate(desk.timeline(asker, question).entries))
                texts = tuple((verdicts.entry(one), str(at)) for at, one in dated.items())
                return Shown("entry", {str(at): one for at, one in dated.items()}, texts)
    except NothingFound:
        pass  # what it showed is gone meanwhile: the verdict is on the answer
    return Shown("answer", {}, ())


def _text(words: str, value: int) -> tuple[tuple[str, str], ...]:
    return ((words, str(value)),)


def _decided(
    reception: Reception, client: WebClient, asker: Asker, place: Place, kept: VerdictView
) -> None:
    """A discrepancy that is confirmed, kept back or neither now changes wherever it is posted."""
    if kept.about == "discrepancy" and kept.number is not None:
        decisions.tell_everywhere(reception, client, asker, kept.number)
