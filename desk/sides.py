"""A discrepancy and its articles in; its sides with who prints them, and who lacks it, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from collation.discrepancy import Between, Discrepancy, Evidence
from desk.answers import SideView
from desk.citations import Dispatch, cite, count_sources
from extraction.annotations import NAMED_FROM, Quotation, Reading, Span
from store.articles import Origin, Stored

Readings = Mapping[int, Reading]  # by article number
Group = tuple[int | None, int]
_WORD = re.compile(r"\w+")


def sides_of(
    found: Discrepancy,
    by_key: Mapping[str, Stored],
    origins: Mapping[int, Origin],
    zone: ZoneInfo,
    readings: Readings,
    agencies: Mapping[Dispatch, str],
) -> tuple[SideView, ...]:
    """One side a value, the one that most sources print first.

    Of each the outlets' own words come before what they quote, and first the sentence that the
    subject is taken from.
    """
    values: dict[str, list[Evidence]] = {}
    for evidence in found.evidence:
        if evidence.article in by_key:  # an article may be forgotten
            values.setdefault(evidence.value, []).append(evidence)
    sides = []
    for value, rows in values.items():
        sentences: dict[tuple[str, Span], list[Evidence]] = {}
        for row in sorted(rows, key=lambda e: (e.article, e.span)):
            sentences.setdefault((row.article, _shown(row)), []).append(row)
        whose = {
            place: ""
            if found.between is Between.DISPATCH
            else holder(readings.get(by_key[place[0]].id), [e.span for e in same])
            for place, same in sentences.items()
        }
        places = sorted(
            sentences,
            key=lambda place: (bool(whose[place]), -_told_of(found, by_key[place[0]], place[1])),
        )
        cited = {by_key[row.article].id for row in rows}
        sides.append(
            SideView(
                value=value,
                citations=tuple(
                    cite(by_key[key], span, [e.span for e in sentences[key, span]], zone)
                    for key, span in places
                ),
                count=count_sources([o for id, o in origins.items() if id in cited], agencies),
                holders=tuple(whose[place] for place in places),
            )
        )
    return tuple(
        sorted(sides, key=lambda side: (-side.count.sources, -side.count.articles, side.value))
    )


def _told_of(found: Discrepancy, stored: Stored, sentence: Span) -> int:
    """How many words of the subject a sentence has."""
    words = set(_WORD.findall(stored.article.text[sentence.start : sentence.end].casefold()))
    return len(words & set(_WORD.findall(found.subject.casefold())))


def holder(reading: Reading | None, spans: Sequence[Span]) -> str:
    """Who says what stands there, by the fullest name; "" for the outlet's own words, and where it
    is not sure enough who does, or several do."""
    if reading is None:
        return ""
    found = set()
    for span in spans:
        said = [q for q in reading.quotations if _inside(span, q)]
        said.sort(key=lambda q: q.end - q.start)
        found.add(_speaker(reading, said[0]) if said else "")
    return found.pop() if len(found) == 1 else ""


def _inside(span: Span, said: Quotation) -> bool:
    """Whether most of a stretch is what is said: a clause may go on in the outlet's own words."""
    common = sum(
        min(span.end, one.end) - max(span.start, one.start)
        for one in said.content
        if one.overlaps(span)
    )
    return 2 * common > span.end - span.start


def _speaker(reading: Reading, said: Quotation) -> str:
    """Who says it: somebody, or some body or group, and no document."""
    if said.person is None or said.confidence < NAMED_FROM:
        return ""
    speaks = reading.people[said.person].kind in ("person", "organisation", "group")
    return (said.speaker_name or "") if speaks else ""


def absent(
    found: Discrepancy,
    by_key: Mapping[str, Stored],
    outlets: Mapping[int, frozenset[str]],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The outlets that lack it, and those that cut it from a dispatch that another one tells.

    An outlet lacks it where no article of it in the story has it: `outlets` gives the keys of all
    those, by the outlet's number. What only one of two articles has, the outlet has.
    """
    told = {_group(by_key[e.article]) for e in found.evidence if e.article in by_key}
    lacking = [by_key[key] for key in found.absent_in if key in by_key]
    if found.between is not Between.SELF:
        lacking = [
            one for one in lacking
            if outlets.get(one.outlet_id, frozenset()) <= {*found.absent_in}
        ]  # fmt: skip
    cut = [one for one in lacking if found.between is not Between.SELF and _group(one) in told]
    without = [one for one in lacking if one not in cut]
    return _names(without), _names(cut)


def edited(sides: Sequence[SideView], groups: Mapping[int, Group]) -> tuple[tuple[int, ...], ...]:
    """The sides, by number, on which printings of one dispatch stand, where those are several."""
    on: dict[Group, set[int]] = {}
    for number, side in enumerate(sides):
        for citation in side.citations:
            if citation.article in groups:
                on.setdefault(groups[citation.article], set()).add(number)
    printings = {
        group: {c.article for s in sides for c in s.citations if groups.get(c.article) == group}
        for group in on
    }
    return tuple(
        tuple(sorted(numbers))
        for group, numbers in on.items()
        if len(numbers) > 1 and len(printings[group]) > 1
    )


def _group(stored: Stored) -> Group:
    return stored.story, stored.group


def _names(held: Iterable[Stored]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.outlet for one in held))


def _shown(row: Evidence) -> Span:
    """The sentence, and whatever of the words that differ stands outside of it."""
    return Span(min(row.sentence.start, row.span.start), max(row.sentence.end, row.span.end))
