"""What people do with a timeline: draw it, add to it, correct it, take that back.

Whatever can be refused is refused in the modal, before it closes; the archive is written after.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace as changed
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from desk.answers import CorrectionView, EntryView, TimelineAnswer
from desk.corrections import read_link
from desk.errors import BadRequest, ParallaxError
from desk.requests import AddEntry, Asker, CorrectEntry, ShowTimeline
from desk.timeline import LARGEST
from handlers import answers
from handlers.actions import numbered, value_of
from handlers.arguments import parse
from handlers.blocks import corrections
from handlers.blocks.citations import read_place
from handlers.blocks.elements import (
    ADD_ENTRY,
    CORRECT_ENTRY,
    CORRECTIONS,
    UNDO_CORRECTION,
)
from handlers.carried import Carried, pack, unpack
from handlers.periods import read_period
from handlers.reception import Reception
from handlers.replies import Place, post_where_let, replace, reply


def register(app: App, reception: Reception) -> None:
    """The buttons under a timeline, and the modals that they open."""

    @app.action(numbered(ADD_ENTRY))
    def ask_for_an_entry(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        found = reception.desk.timeline(asker, _question(reception, asker, place, value_of(action)))
        carried = pack(place, line=value_of(action), story=found.story.id)
        modal = corrections.add_modal(found.story, carried)
        client.views_open(trigger_id=body["trigger_id"], view=modal)

    @app.view(corrections.ADD)
    def add(ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient) -> None:
        carried, place = unpack(view, body)
        asker = reception.asker(client, place)
        given = corrections.read(view["state"]["values"])
        now = reception.setting(asker, place).now
        field = "when"
        try:
            period = read_period(given["when"], now)
            field = "link"
            link = read_link(given.get("link"))
        except BadRequest as error:
            ack(response_action="errors", errors={field: str(error)})
            return
        ack()
        wanted = AddEntry(int(carried["story"]), period, given["what"], link, given.get("note", ""))
        made = reception.desk.add_entry(asker, wanted)
        _tell(reception, client, asker, place, carried, made)

    @app.action(numbered(CORRECT_ENTRY))
    def ask_which(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        found = reception.desk.timeline(asker, _question(reception, asker, place, value_of(action)))
        carried = pack(place, line=value_of(action), story=found.story.id)
        modal = corrections.choose_modal(found.entries, carried)
        client.views_open(trigger_id=body["trigger_id"], view=modal)

    @app.view(corrections.CHOOSE)
    def ask_how(
        ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
    ) -> None:
        carried, place = unpack(view, body)
        asker = reception.asker(client, place)
        given = corrections.read(view["state"]["values"])
        ack(response_action="update", view=_next_modal(reception, asker, place, carried, given))

    @app.view(corrections.CORRECT)
    def correct(
        ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
    ) -> None:
        carried, place = unpack(view, body)
        asker = reception.asker(client, place)
        given = corrections.read(view["state"]["values"])
        now = reception.setting(asker, place).now
        try:
            period = read_period(given["when"], now) if "when" in given else None
        except BadRequest as error:
            ack(response_action="errors", errors={"when": str(error)})
            return
        ack()
        wanted = CorrectEntry(
            story=int(carried["story"]),
            entry=int(carried["entry"]),
            action=str(carried["way"]),
            period=period,
            what=given.get("what", ""),
            sentence=read_place(given["sentence"]) if "sentence" in given else None,
            other=int(given["other"]) if "other" in given else None,
            note=given.get("note", ""),
        )
        made = reception.desk.correct_entry(asker, wanted)
        _tell(reception, client, asker, place, carried, made)

    @app.action(numbered(CORRECTIONS))
    def show_record(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        found = reception.desk.corrections(asker, int(value_of(action)))
        reply(client, place, corrections.record(found, asker.zone))

    @app.action(numbered(UNDO_CORRECTION))
    def undo(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        undone = reception.desk.undo_correction(asker, int(value_of(action)))
        found = reception.desk.corrections(asker, undone.story)
        replace(client, place, corrections.record(found, asker.zone))


def _question(reception: Reception, asker: Asker, place: Place, line: str) -> ShowTimeline:
    question = parse(line or "/timeline", reception.setting(asker, place))
    if not isinstance(question, ShowTimeline):
        raise BadRequest("Only a timeline has entries to correct.")
    return question


def _next_modal(
    reception: Reception, asker: Asker, place: Place, carried: Carried, given: Mapping[str, str]
) -> dict[str, Any]:
    """The second step of a correction, or why there is none."""
    story, entry, way = int(carried["story"]), int(given["entry"]), given["way"]
    try:
        entries = _all(reception, asker, place, str(carried["line"]), story).entries
    except ParallaxError as error:
        return corrections.cannot(str(error))
    places = {one.id: n for n, one in enumerate(entries)}
    if entry not in places:
        return corrections.cannot("That entry is no longer on the timeline. Ask for it again.")
    one = entries[places[entry]]
    near = sorted(entries, key=lambda other: abs(places[other.id] - places[entry]))
    others = [other for other in near if other.id != entry]
    why_not = _impossible(one, way, others)
    if why_not:
        return corrections.cannot(why_not)
    more = {key: carried[key] for key in ("line", "story")}
    packed = pack(place, **more, entry=entry, way=way)
    return corrections.correct_modal(one, way, others, packed)


def _all(reception: Reception, asker: Asker, place: Place, line: str, story: int) -> TimelineAnswer:
    """All entries of the story, background too, whatever the page showed."""
    question = _question(reception, asker, place, line)
    filters = changed(question.filters, story=story, outlet=None, since=None, until=None)
    wanted = ShowTimeline(question.topic, filters, background=True, size=LARGEST)
    return reception.desk.timeline(asker, wanted)


def _impossible(one: EntryView, way: str, others: list[EntryView]) -> str:
    if way == "merged" and not others:
        return "There is no other entry on this timeline."
    if way in ("excluded", "split") and not one.citations:
        return "No article's sentence stands behind this entry: a person added it."
    if way == "split" and len(one.citations) < 2:
        return "This entry has one sentence only; there is nothing to split off."
    return ""


def _tell(
    reception: Reception,
    client: WebClient,
    asker: Asker,
    place: Place,
    carried: Carried,
    made: CorrectionView,
) -> None:
    """The answer again as it stands now; who did what, where all can see it, with the way back."""
    line = str(carried.get("line") or f"/timeline story:{carried['story']}")
    question = _question(reception, asker, place, line)
    title = f"story:{carried['story']}"
    try:
        found = reception.desk.timeline(asker, question)
        title = found.story.title
        shown = answers.answer(reception.desk, asker, question, share=place.shareable)
        replace(client, place, shown)
    except ParallaxError:
        pass  # the last entry was hidden: the confirmation says it all
    said = corrections.confirmation(made, title)
    if place.ephemeral or place.direct:
        reply(client, place, said)
    else:
        post_where_let(client, place.channel, said, place.thread or place.message)
