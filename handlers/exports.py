"""A question in; its whole answer as a file where it was asked, out: CSV, TimelineJS, picture."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App
from slack_sdk import WebClient

from desk.answers import Citation, Decision, DiscrepancyView, EntryView, Page, TimelineAnswer
from desk.errors import BadRequest
from desk.own_days import of
from desk.requests import Asker, ShowDiscrepancies, ShowTimeline, WhoSaid
from desk.timeline import LARGEST
from handlers.actions import value_of
from handlers.arguments import parse
from handlers.asked import OpenDiscrepancy, Question
from handlers.blocks import course
from handlers.blocks.elements import EXPORT, PICTURE, TIMELINE_JS
from handlers.blocks.notices import sentence
from handlers.names import names_in, names_of
from handlers.pictures.plan import alt_text
from handlers.reception import Reception
from handlers.replies import reply
from handlers.timeline_js import timeline_js, told
from handlers.uploads import File, upload

if TYPE_CHECKING:
    from desk.desk import Desk

PAGES = 50  # a thousand entries: more than anybody reads
DATED = (
    *("when", "begin", "end", "precision", "date taken from", "gives the day", "kind", "what"),
    *("dates that do not agree", "names the topic", "independent sources", "changed by people"),
    *("counted", "value", "as of"),
)
DIFFERING = (
    *("number", "severity", "kind", "subject", "value", "note", "state", "found", "decided"),
    *("not in", "story", "between", "independent sources", "quoting"),
)
SOURCE = ("outlet", "published", "sentence", "link")
Row = tuple[str, ...]


def register(app: App, reception: Reception) -> None:
    """The buttons *Export CSV*, *Export TimelineJS* and *Picture*."""

    @app.action(re.compile(rf"^(?:{EXPORT}|{TIMELINE_JS}|{PICTURE})(?:\.\d+)?$"))
    def export(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()  # at once: a file takes longer than Slack waits
        asker, place = reception.who(client, body)
        question = parse(value_of(action), reception.setting(asker, place))
        wanted = str(action["action_id"]).split(".")[0]
        if wanted == EXPORT:
            file = export_csv(reception.desk, asker, question, client)
        elif isinstance(question, ShowTimeline):
            make = export_picture if wanted == PICTURE else export_timeline_js
            file = make(reception.desk, asker, question, client)
        else:
            raise BadRequest("Only timelines are drawn.")
        upload(client, place, file)
        if place.ephemeral:
            reply(client, place, sentence(f"{file.name} is in our direct messages."))


def export_picture(
    desk: Desk, asker: Asker, question: ShowTimeline, client: WebClient | None = None
) -> File:
    """All entries, drawn. Raises ParallaxError where there is no answer."""
    from handlers.pictures.timeline import draw  # Pillow takes a while to import

    answer = _whole(desk, asker, question)
    names = names_in(client, answer) if client else {}
    return File(f"timeline-{answer.story.id}.png", draw(answer, names), alt_text(answer))


def export_timeline_js(
    desk: Desk, asker: Asker, question: ShowTimeline, client: WebClient | None = None
) -> File:
    """All entries in the format of TimelineJS. Raises ParallaxError where there is no answer."""
    answer = _whole(desk, asker, question)
    names = names_in(client, answer) if client else {}
    return File(f"timeline-{answer.story.id}.json", timeline_js(answer, names))


def _whole(desk: Desk, asker: Asker, question: ShowTimeline) -> TimelineAnswer:
    return desk.timeline(asker, replace(question, page=1, size=LARGEST))


def export_csv(
    desk: Desk, asker: Asker, question: Question, client: WebClient | None = None
) -> File:
    """All pages as a table (RFC 4180). Raises ParallaxError where there is no answer."""
    match question:
        case WhoSaid():
            head: Row = ("speaker", "kind", "words", "said as", *SOURCE)
            return File("who-said.csv", _written(head, _said(desk, asker, question)))
        case ShowTimeline():
            answer = _whole(desk, asker, question)
            names = names_in(client, answer) if client else {}
            return File("timeline.csv", _written((*DATED, *SOURCE), _dated(answer, names)))
        case ShowDiscrepancies():
            found = tuple(_found(desk, asker, question))
            rows = _differing(found, asker.zone, _deciders(client, found))
            return File("discrepancies.csv", _written((*DIFFERING, *SOURCE), rows))
        case OpenDiscrepancy():
            view = desk.discrepancy(asker, question.id)
            names = _deciders(client, (view,))
            rows = _differing((view,), asker.zone, names)
            return File(f"discrepancy-{view.id}.csv", _written((*DIFFERING, *SOURCE), rows))
        case _:
            raise BadRequest("Only quotations, timelines and discrepancies can be exported.")


def _said(desk: Desk, asker: Asker, question: WhoSaid) -> Iterator[Row]:
    for answer in _pages(lambda n: desk.who_said(asker, replace(question, page=n))):
        for utterance in answer.utterances:
            for version in utterance.versions:
                words = "".join(word.text for word in version.words).strip()
                cue = " ".join(filter(None, (version.speaker_printed, version.cue)))
                row = (utterance.speaker or "not attributed", version.kind, words, cue)
                yield (*row, *_source(version.citation))


def _dated(answer: TimelineAnswer, names: Mapping[str, str]) -> Iterator[Row]:
    for entry in answer.entries:
        by_people = " | ".join(told(one, names) for one in entry.by_people)
        row = (
            entry.kind,
            entry.what or course.told(entry),
            entry.conflict or "",
            "yes" if entry.names_topic else "no",
            str(entry.count.sources),
            by_people,
            entry.counted,
        )
        for citation in entry.citations:
            value = course.value_of(entry, citation)
            yield (entry.when, *_days(entry, citation), *row, *value, *_source(citation))
        if not entry.citations:
            days = (str(entry.begin or ""), str(entry.end or ""), entry.precision, "", "")
            yield (entry.when, *days, *row, "", "", "", "", "", entry.link or "")


def _days(entry: EntryView, citation: Citation) -> Row:
    """What this source itself gives, whence it has it, and whether it counts for the entry's day.

    The entry's own days where they are a person's, or those of a count.
    """
    found = of(entry.own, citation.article, citation.at)
    if found is None or (found.counts and not found.borrowed):
        own = (str(entry.begin or ""), str(entry.end or ""), entry.precision)
        if found is not None and found.begin is not None and not entry.counted:
            own = (str(found.begin), str(found.end), found.precision)
        return (*own, "", "yes" if entry.begin else "")
    own = (str(found.begin or ""), str(found.end or ""), found.precision)
    return (*own, "the other reports" if found.borrowed else "", "yes" if found.counts else "no")


def _found(desk: Desk, asker: Asker, question: ShowDiscrepancies) -> Iterator[DiscrepancyView]:
    for answer in _pages(lambda n: desk.discrepancies(asker, replace(question, page=n))):
        yield from answer.items


def _deciders(client: WebClient | None, found: Iterable[DiscrepancyView]) -> dict[str, str]:
    """The names of all who decided about what is exported, or to whom it is assigned."""
    made = [one for view in found for one in (*view.decisions, *view.confirmed)]
    told = [id for one in made for id in re.findall(r"<@(\w+)>", one.note)]
    return names_of(client, [*(one.person for one in made), *told]) if client else {}


def _differing(
    found: Iterable[DiscrepancyView], zone: str, names: Mapping[str, str]
) -> Iterator[Row]:
    """A row for each sentence of each side; moments are those of the reader's zone."""
    for view in found:
        decided = " | ".join(
            " ".join(filter(None, (_moment(made.at, zone), made.action, _who(made, names))))
            for made in (*view.decisions, *view.confirmed)
        )
        state = view.state if view.present else f"found no more: {view.gone}".removesuffix(": ")
        counted = view.count.sentence if view.count is not None else ""
        for side in view.sides:
            holders = side.holders or ("",) * len(side.citations)
            for citation, holder in zip(side.citations, holders, strict=True):
                row = (str(view.id), view.severity, view.kind, view.subject, side.value)
                more = (view.note or "", state, _moment(view.found_at, zone), decided)
                absent = ", ".join(view.absent_in)
                about = (view.story.title, view.between, counted, holder)
                yield (*row, *more, absent, *about, *_source(citation))


def _who(made: Decision, names: Mapping[str, str]) -> str:
    note = re.sub(r"<@(\w+)>", lambda found: names.get(found[1], found[1]), made.note)
    who = f"by {names.get(made.person, made.person)}" if made.person else ""
    return " ".join(part for part in (who, f"({note})" if note else "") if part)


def _moment(value: datetime, zone: str) -> str:
    return f"{value.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M %Z}"


def _pages(ask: Callable[[int], Any]) -> Iterator[Any]:  # Any: one of the desk's answers
    number = 1
    while number <= PAGES:
        answer = ask(number)
        yield answer
        page: Page = answer.page
        if number >= page.pages:
            return
        number += 1


def _source(citation: Citation) -> Row:
    return (
        citation.outlet,
        str(citation.published or "undated"),
        " ".join(citation.sentence.split()),
        citation.link or "",
    )


def _written(head: Row, rows: Iterable[Row]) -> str:
    """CSV with a byte-order mark, by which spreadsheets know UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return "\ufeff" + file.getvalue()


def _harmless(cell: str) -> str:
    """What a spreadsheet would take for a formula becomes text."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") else cell
