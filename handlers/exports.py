"""A question in; its whole answer, all pages, as a CSV file: to the asker or into the thread."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from desk.answers import Citation, Page
from desk.errors import BadRequest
from desk.requests import Asker, ShowDiscrepancies, ShowTimeline, WhoSaid
from handlers.actions import value_of
from handlers.arguments import parse
from handlers.asked import Question
from handlers.blocks.elements import EXPORT
from handlers.blocks.notices import sentence
from handlers.reception import Reception
from handlers.replies import Place, place_of, reply

if TYPE_CHECKING:
    from desk.desk import Desk

PAGES = 50  # a thousand entries: more than anybody reads
SOURCE = ("outlet", "published", "sentence", "link")
Row = tuple[str, ...]


def register(app: App, reception: Reception) -> None:
    """The button *Export CSV*."""

    @app.action(re.compile(rf"^{EXPORT}(?:\.\d+)?$"))
    def export(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        place = place_of(body)
        asker = reception.asker(client, place)
        question = parse(value_of(action), reception.setting(asker, place))
        name, text = export_csv(reception.desk, asker, question)
        _upload(client, place, name, text)
        if place.ephemeral:
            reply(client, place, sentence(f"{name} is in our direct messages."))


def export_csv(desk: Desk, asker: Asker, question: Question) -> tuple[str, str]:
    """The file's name and its text. Raises ParallaxError where there is no answer."""
    match question:
        case WhoSaid():
            return "who-said.csv", _written(
                ("speaker", "kind", "words", "said as", *SOURCE), _said(desk, asker, question)
            )
        case ShowTimeline():
            return "timeline.csv", _written(
                ("when", "begin", "end", "kind", "dates that do not agree", *SOURCE),
                _dated(desk, asker, question),
            )
        case ShowDiscrepancies():
            return "discrepancies.csv", _written(
                ("number", "severity", "kind", "subject", "value", "note", "state", *SOURCE),
                _differing(desk, asker, question),
            )
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


def _dated(desk: Desk, asker: Asker, question: ShowTimeline) -> Iterator[Row]:
    for answer in _pages(lambda n: desk.timeline(asker, replace(question, page=n))):
        for entry in answer.entries:
            days = (str(entry.begin or ""), str(entry.end or ""))
            for citation in entry.citations:
                row = (entry.when, *days, entry.kind, entry.conflict or "")
                yield (*row, *_source(citation))


def _differing(desk: Desk, asker: Asker, question: ShowDiscrepancies) -> Iterator[Row]:
    for answer in _pages(lambda n: desk.discrepancies(asker, replace(question, page=n))):
        for view in answer.items:
            for side in view.sides:
                for citation in side.citations:
                    row = (str(view.id), view.severity, view.kind, view.subject, side.value)
                    yield (*row, view.note or "", view.state, *_source(citation))


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
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _upload(client: WebClient, place: Place, name: str, text: str) -> None:
    """Into the thread that all see, else to the asker's direct messages."""
    channel, thread = place.channel, place.thread or place.message
    if place.ephemeral or not channel:
        opened = client.conversations_open(users=place.person)
        channel, thread = str(opened["channel"]["id"]), None
    elif place.direct:
        thread = place.thread
    client.files_upload_v2(
        channel=channel, thread_ts=thread, filename=name, title=name, content=text
    )
