"""A small newsroom for tests: articles written by hand, a reader and a collation by a few rules.

The reader finds quotations of the form `“…” said Ann Roe.` and events of the form `on 12 March
2025`. Two articles tell one story where both name York or neither does; they differ where
one says `4 people` and the other `5 people`, softly where one says `4 cats` and the other `5 cats`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from collation.coverage import Coverage
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from collation.features import Frequencies, StoryItem
from collation.timeline import Entry, Witness
from collation.utterance import AlignedWord, Utterance, Version, WordStatus
from desk.desk import Desk
from desk.findings import Collation
from desk.requests import Asker
from extraction.annotations import (
    Event,
    EventKind,
    Person,
    Quotation,
    QuotationKind,
    Reading,
    Sentence,
    Span,
)
from intake.article import Article, Part, PartKind
from store.archive import Archive

ASKER = Asker("T1", "U1")
MORNING = datetime(2025, 4, 15, 13, tzinfo=UTC)

_SENTENCE = re.compile(r"\S[^.!?]*[.!?]”?(?: said [A-Z]\w+ [A-Z]\w+\.)?")
_QUOTED = re.compile(r"“([^”]+)” (said) ([A-Z]\w+ [A-Z]\w+)")
_DATED = re.compile(r"on (\d{1,2}) March 2025")
_COUNTED = re.compile(r"(\d+) (people|dogs|cats|cows|hens|ducks|geese|pigs|owls|moles)")


def article(
    source: str,
    text: str,
    published: date | None = date(2025, 4, 14),
    outlet: str | None = None,
    title: str | None = "Fire in Leeds",
    url: str | None = None,
) -> Article:
    """An article of paragraphs apart by blank lines."""
    parts = tuple(
        Part(PartKind.PARAGRAPH, found.start(), found.end())
        for found in re.finditer(r"[^\n]+", text)
    )
    return Article(
        source=f"file:{source}",
        text=text,
        parts=parts,
        published=published,
        published_from="date line" if published else None,
        outlet=outlet or f"The {source.title()}",
        outlet_from="given",
        title=title,
        url=url,
    )


def read(articles: Iterable[Article]) -> Iterator[Reading]:
    """The fake reader. Raises ValueError at a text that says `unreadable`."""
    for one in articles:
        if "unreadable" in one.text:
            raise ValueError("an odd text")
        yield _read(one)


def _read(one: Article) -> Reading:
    sentences = tuple(
        Sentence(Span(part.start + m.start(), part.start + m.end()), number)
        for number, part in enumerate(one.parts)
        for m in _SENTENCE.finditer(one.text[part.start : part.end])
    )
    names = sorted({m.group(3) for m in _QUOTED.finditer(one.text)})
    people = tuple(
        Person(n, name, "person", (Span(0, 1),), ("Mayor",)) for n, name in enumerate(names)
    )
    quotations = tuple(
        Quotation(
            QuotationKind.DIRECT,
            (Span(*m.span(1)),),
            Span(*m.span(2)),
            Span(*m.span(3)),
            m.group(3),
            names.index(m.group(3)),
            0.9,
            _sentence(sentences, m.start(1)),
        )
        for m in _QUOTED.finditer(one.text)
    )
    events = tuple(
        Event(
            EventKind.BACKGROUND
            if "before" in one.text[: m.start()][-20:]
            else EventKind.HAPPENING,
            Span(*m.span()),
            _sentence(sentences, m.start()),
            "happen",
            (),
            None,
            None,
            date(2025, 3, int(m.group(1))),
            date(2025, 3, int(m.group(1))),
            "day",
            (),
            0.9,
        )
        for m in _DATED.finditer(one.text)
    )
    return Reading("test", sentences, people, quotations, (), (), (), (), (), events)


def _sentence(sentences: Sequence[Sentence], at: int) -> Span:
    return next((s.span for s in sentences if s.span.start <= at < s.span.end), Span(at, at + 1))


def near(_: Collection[str], items: Sequence[StoryItem], __: Frequencies) -> frozenset[str]:
    """All articles may be of one story."""
    return frozenset(item.id for item in items)


def group(items: Sequence[StoryItem], _: Frequencies) -> list[list[str]]:
    """One story for each town."""
    found: dict[bool, list[str]] = {}
    for item in sorted(items, key=lambda item: item.id):
        found.setdefault("york" in dict(item.names), []).append(item.id)
    return list(found.values())


def align(coverage: Coverage) -> tuple[Utterance, ...]:
    """Quotations of one speaker that begin with the same word are one utterance."""
    found: dict[tuple[str, str], list[Version]] = {}
    for covered in coverage.articles:
        for number, quotation in enumerate(covered.reading.quotations):
            content = quotation.content[0]
            words = tuple(
                AlignedWord(
                    Span(content.start + m.start(), content.start + m.end()),
                    m.group(),
                    WordStatus.SAME,
                    column,
                )
                for column, m in enumerate(re.finditer(r"\S+", covered.text(content)))
            )
            key = (quotation.speaker_name or "", words[0].text)
            found.setdefault(key, []).append(Version(covered.id, (number,), words))
    return tuple(Utterance(name or None, tuple(v), ()) for (name, _), v in sorted(found.items()))


def chronicle(coverage: Coverage) -> list[Entry]:
    """One entry a day."""
    days: dict[tuple[EventKind, date], list[Witness]] = {}
    for covered in coverage.articles:
        for number, event in enumerate(covered.reading.events):
            if event.begin is not None:
                witness = Witness(covered.id, number, event.sentence, event.begin, event.end, "day")
                days.setdefault((event.kind, event.begin), []).append(witness)
    return [Entry(kind, day, day, "day", tuple(w), ()) for (kind, day), w in sorted(days.items())]


def compare(coverage: Coverage, utterances: tuple[Utterance, ...]) -> list[Discrepancy]:
    """Counts of the same thing that are not the same number; people are serious, cats are not, and
    of owls one is hardly right, of moles too doubtful to be shown."""
    counted: dict[str, list[Evidence]] = {}
    for covered in coverage.articles:
        for m in _COUNTED.finditer(covered.article.text):
            sentence = _sentence(covered.reading.sentences, m.start())
            found = Evidence(covered.id, Span(*m.span()), sentence, m.group(1))
            counted.setdefault(m.group(2), []).append(found)
    return [
        Discrepancy(
            Kind.NUMBER,
            Severity.HARD if thing == "people" else Severity.SOFT,
            Between.OUTLETS,
            f"how many {thing}",
            tuple(evidence),
            0.2 if thing == "owls" else 0.9,
            doubtful=thing == "moles",
        )
        for thing, evidence in sorted(counted.items())
        if len({e.value for e in evidence}) > 1
    ]


COLLATION = replace(
    Collation(), near=near, group=group, align=align, chronicle=chronicle, compare=compare
)


@dataclass
class Clock:
    """A clock that a test sets."""

    time: datetime = MORNING

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, **units: float) -> None:
        """Some time goes by."""
        self.time += timedelta(**units)


def desk(archive: Archive, clock: Clock | None = None) -> Desk:
    """A desk of this newsroom."""
    return Desk(archive, read, clock or Clock(), COLLATION)
