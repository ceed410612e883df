"""Sentences of several accounts in that say the same but for one number; the two numbers, out.

Where all words agree, no more is asked: a sentence may be short, and the numbers may be a factor of
ten or a thousand apart, since the slip of a digit or a unit is just that. Further numbers of the
sentence must be equal. Who says so may differ, and so may articles and forms of "be" and "have".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collation.coverage import Covered
from collation.differences.figures.approximation import is_moving, severity_of
from collation.differences.figures.asking import asked
from collation.differences.figures.compatible import lasts
from collation.differences.figures.measuring import (
    SLACK,
    dimension,
    in_unit,
    rate_behind,
    yearly,
)
from collation.differences.figures.pairing import is_apart, set_out
from collation.differences.figures.slots import Ref, disjoint, refer
from collation.differences.figures.updates import grows, is_update, makes_up
from collation.differences.figures.whose import are_two
from collation.differences.furniture import is_furniture
from collation.differences.question import question
from collation.differences.same_words import normal, pairs_of, what_is_said
from collation.differences.scene import Scene, difference
from collation.differences.times.length import is_timed
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Figure, Span

_QUANTITIES = frozenset({"count", "money", "percent", "measure", "rank", "score", "vote", "age"})
_FEWEST = 2  # words besides the number
_RESULT = 1  # the same of a vote or a score
_MOST = 400  # sentences with figures, of one account
_MOST_NUMBERS = 6  # of a sentence: more are a table
_CURRENCY = re.compile(r"[A-Z]{3}$")
_DOLLARS = re.compile(r"^[A-Z]{2}D$")  # "$" may stand for any of them
_PERIODS = frozenset({"hour", "day"})  # of work: nobody earns by the hour all night
_OPEN = frozenset({"more than", "at least"})
_FAR = 2.5  # ratio of two numbers that are the slip of a digit only where both are told alike
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence by its words, "#" for each number, with its figures in order."""

    covered: Covered
    words: tuple[str, ...]
    figures: tuple[Figure, ...]


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Numbers in sentences that are otherwise the same, one discrepancy a pair of accounts."""
    lines = (line for covered in scene.coverage.articles for line in _lines(covered))
    for one, other in pairs_of(lines, _is_only):
        pair = _differing(scene, one, other)
        if pair is not None:
            yield _told(scene, *pair)


def _is_only(line: _Line, found: Sequence[_Line]) -> bool:
    """Whether its account has these words with these numbers only: else they are a table's."""
    return all(
        other.covered.id != line.covered.id
        or [f.value for f in other.figures] == [f.value for f in line.figures]
        for other in found
    )


def _lines(covered: Covered) -> Iterator[_Line]:
    """The account's sentences that have figures."""
    rows: dict[Span, list[Figure]] = defaultdict(list)
    for figure in covered.reading.figures:
        rows[figure.sentence].append(figure)
    for sentence, figures in list(rows.items())[:_MOST]:
        if len(figures) > _MOST_NUMBERS or is_furniture(covered.text(sentence)):
            continue
        words = _worded(covered, sentence, figures)
        least = _RESULT if figures[0].quantity in ("vote", "score") else _FEWEST
        if len([word for word in words if not word.startswith("#")]) >= least:
            yield _Line(covered, words, tuple(figures))


def _worded(covered: Covered, sentence: Span, figures: Sequence[Figure]) -> tuple[str, ...]:
    said = what_is_said(covered, sentence)
    start, end = said.start, said.end
    taken: list[tuple[Span, str]] = []
    for figure in figures:
        if not start <= figure.number.start < end:
            return ()
        taken.append((figure.number, f"#{figure.quantity}"))
        _, rate = rate_behind(covered, figure)
        if rate is not None:
            taken.append((rate, "#rate" if figure.quantity in ("money", "measure") else ""))
    taken.sort(key=lambda row: row[0].start)
    words: list[str] = []
    at = start
    for span, mark in taken:
        words += normal(covered.article.text[at : span.start])
        words += [mark] if mark and mark != "#rate" else []
        at = max(at, span.end)
    return (*words, *normal(covered.article.text[at:end]))


def _differing(scene: Scene, one: _Line, other: _Line) -> tuple[Ref, Ref] | None:
    """The only two figures of two sentences that exclude each other, the others being equal."""
    pairs = list(zip(one.figures, other.figures, strict=True))
    apart = [(a, b) for a, b in pairs if not _equal(one.covered, a, other.covered, b)]
    if len(apart) != 1:
        return None
    first, second = apart[0]
    if first.quantity not in _QUANTITIES or is_timed(first) or is_timed(second):
        return None
    if not _exclude(one.covered, first, other.covered, second):
        return None
    a, b = refer(scene, one.covered, first), refer(scene, other.covered, second)
    if is_moving(a) or is_apart(set_out(scene, a), set_out(scene, b)):
        return None
    if is_update(a, b) or makes_up(a, b) or are_two(scene, a, b) or not _is_claimed(a):
        return None
    if scene.days_apart(a.covered, b.covered) and (_moves(a) or _moves(b)):
        return None
    first_hour, second_hour = scene.as_of(a.covered), scene.as_of(b.covered)
    if (_moves(a) or _moves(b)) and first_hour != second_hour:
        return None
    return a, b


def _equal(one: Covered, a: Figure, other: Covered, b: Figure) -> bool:
    same = a.value == b.value and a.unit == b.unit and a.hedge == b.hedge
    return same and rate_behind(one, a)[0] == rate_behind(other, b)[0]


def _exclude(one: Covered, a: Figure, other: Covered, b: Figure) -> bool:
    """Whether the numbers, in one unit and for one period, cannot both be right."""
    first, second = rate_behind(one, a)[0], rate_behind(other, b)[0]
    if a.quantity == "money" and a.unit != b.unit:
        known = all(_CURRENCY.match(figure.unit) for figure in (a, b))
        signs = _DOLLARS.match(a.unit) and _DOLLARS.match(b.unit)
        return known and not signs and a.value == b.value  # a sum is worth another one abroad
    if a.unit != b.unit:
        return dimension(a) == dimension(b) and disjoint(in_unit(a, b.unit), b)
    if first != second:
        if not first or not second or not _PERIODS.isdisjoint((first, second)):
            return False
        low, high = sorted((yearly(a.value, first), yearly(b.value, second)))
        return high > low * (1 + 2 * SLACK)
    less, more = sorted((a, b), key=lambda figure: abs(figure.value))
    if a.hedge != b.hedge and (less.hedge in _OPEN or abs(more.value) > _FAR * abs(less.value)):
        return False
    return severity_of(a, b) is Severity.HARD


def _is_claimed(ref: Ref) -> bool:
    """Whether a verb of the sentence has the number: "Photo 3 of 12" has none."""
    claims, sentence = ref.covered.reading.claims, ref.figure.sentence
    at = bisect_left(claims, sentence.start, key=lambda claim: claim.sentence.start)
    return bool(ref.figure.predicate) or (
        at < len(claims) and claims[at].sentence.start == sentence.start
    )


def _moves(ref: Ref) -> bool:
    return grows(ref) or lasts(ref) or ref.figure.quantity == "percent"


def _told(scene: Scene, a: Ref, b: Ref) -> Discrepancy:
    sides = [(ref.covered, ref.figure.span, ref.figure.number) for ref in (a, b)]
    rows = [(ref, _value(ref)) for ref in (a, b)]
    return difference(
        scene,
        Kind.NUMBER,
        Severity.HARD,
        f"{asked(a, b)}: “{question(scene, sides)}”",
        [Evidence(ref.id, ref.figure.span, ref.figure.sentence, value) for ref, value in rows],
        _SURE,
        [
            (ref.figure.voice, scene.person(ref.covered, ref.figure.holder), value)
            for ref, value in rows
        ],
    )


def _value(ref: Ref) -> str:
    """The number as printed, with its period."""
    _, rate = rate_behind(ref.covered, ref.figure)
    end = rate.end if rate is not None else ref.figure.number.end
    return " ".join(ref.covered.article.text[ref.figure.number.start : end].split())
