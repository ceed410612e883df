"""Sentences of several accounts in that say the same but for one time; the two times, out.

Where all words agree, no more is asked: a sentence may be short, and the times may lie far apart or
be no more than years. Further times and all numbers of the sentence must be equal. Only what is
printed within days of each other is compared: "The council meets on Monday" is said every week.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from collation.coverage import Covered
from collation.differences.furniture import is_furniture, is_linked
from collation.differences.question import question
from collation.differences.same_words import normal, pairs_of, what_is_said
from collation.differences.scene import Scene, difference
from collation.differences.telling import quoted_at
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span, TimeExpression, TimeType

_FEWEST = 2  # words besides the times
_MOST_TIMES = 4  # of a sentence: more are a programme
_NEAR = timedelta(days=2)  # between two articles
_KINDS = {TimeType.DATE: Kind.DATE, TimeType.TIME: Kind.TIME, TimeType.DURATION: Kind.DURATION}
_EXACT = frozenset({"minute", "hour", "day", "year"})
_HOURS = frozenset({"minute", "hour"})
#: A length told as of now grows.
_GROWING = frozenset("since now already far still".split())
_BEHIND = 16  # characters behind a time in which its zone may stand
_ZONE = re.compile(
    r"\b(?:GMT|UTC|[A-Z]{1,3}[DS]?T|local|Eastern|Central|Mountain|Pacific|[A-Z]\w+ time)\b"
)
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence by its words, "#" for each time, with its times in order."""

    covered: Covered
    sentence: Span
    words: tuple[str, ...]
    times: tuple[TimeExpression, ...]


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Times in sentences that are otherwise the same, one discrepancy a pair of accounts."""
    lines = (line for covered in scene.coverage.articles for line in _lines(covered))
    for one, other in pairs_of(lines, _is_only):
        pair = _differing(one, other) if _are_near(one, other) else None
        if pair is not None:
            yield _told(scene, (one, pair[0]), (other, pair[1]))


def _is_only(line: _Line, found: Sequence[_Line]) -> bool:
    """Whether its account says these words once: else they are a programme's."""
    return sum(other.covered.id == line.covered.id for other in found) == 1


def _are_near(one: _Line, other: _Line) -> bool:
    days = [line.covered.article.published for line in (one, other)]
    return days[0] is not None and days[1] is not None and abs(days[0] - days[1]) <= _NEAR


def _lines(covered: Covered) -> Iterator[_Line]:
    for sentence in covered.reading.sentences:
        span = sentence.span
        times = [t for t in covered.reading.times if span.start <= t.span.start < span.end]
        if not 0 < len(times) <= _MOST_TIMES or _is_off(covered.text(span)):
            continue
        said = what_is_said(covered, span)
        if any(t.span.start < said.start or t.span.end > said.end for t in times):
            continue
        words: list[str] = []
        at = said.start
        for time in times:
            words += [*normal(covered.article.text[at : time.span.start]), f"#{time.type}"]
            at = max(at, time.span.end)
        words += normal(covered.article.text[at : said.end])
        if sum(not word.startswith("#") for word in words) >= _FEWEST:
            yield _Line(covered, span, tuple(words), tuple(times))


def _is_off(words: str) -> bool:
    return is_furniture(words) or is_linked(words)


def _differing(one: _Line, other: _Line) -> tuple[TimeExpression, TimeExpression] | None:
    """The only two times of two sentences that exclude each other, the others being equal."""
    pairs = list(zip(one.times, other.times, strict=True))
    apart = [(a, b) for a, b in pairs if a.value != b.value]
    if len(apart) != 1:
        return None
    a, b = apart[0]
    if a.type not in _KINDS or a.mod or b.mod or a.precision != b.precision:
        return None
    if _printed(one, a) == _printed(other, b) or _quoted(one, a) or _quoted(other, b):
        return None  # "today", said or printed on two days
    if a.type is TimeType.DURATION:
        grows = not _GROWING.isdisjoint({*one.words, *a.span.of(one.covered.article.text).split()})
        return None if grows or a.value[-1] != b.value[-1] else (a, b)
    if a.type is TimeType.DATE and (a.precision not in _EXACT or a.begin is None or not b.begin):
        return None
    if a.type is TimeType.TIME and (
        a.precision not in _HOURS or not _has_clock(a, b) or _zoned(one, a) or _zoned(other, b)
    ):
        return None
    return a, b


def _printed(line: _Line, time: TimeExpression) -> str:
    return " ".join(line.covered.text(time.span).lower().split())


def _quoted(line: _Line, time: TimeExpression) -> bool:
    """Whether somebody else says it, counting from a day of his own."""
    return time.anchor != "absolute" and quoted_at(line.covered, time.span)


def _zoned(line: _Line, time: TimeExpression) -> bool:
    text, end = line.covered.article.text, time.span.end
    return bool(_ZONE.search(text[time.span.start : end + _BEHIND]))


def _has_clock(a: TimeExpression, b: TimeExpression) -> bool:
    """Whether both tell the same day and a clock time, each the other."""
    (day, _, hour), (its, _, other) = a.value.partition("T"), b.value.partition("T")
    return day == its and bool(hour[:1].isdigit() and other[:1].isdigit())


def _told(
    scene: Scene, one: tuple[_Line, TimeExpression], other: tuple[_Line, TimeExpression]
) -> Discrepancy:
    sides = [(line.covered, time.span, time.span) for line, time in (one, other)]
    kind = _KINDS[one[1].type]
    asked = "how long: " if kind is Kind.DURATION else ""
    return difference(
        scene,
        kind,
        Severity.HARD,
        f"{asked}“{question(scene, sides)}”",
        [
            Evidence(line.covered.id, time.span, line.sentence, line.covered.text(time.span))
            for line, time in (one, other)
        ],
        _SURE,
    )
