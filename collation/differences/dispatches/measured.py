"""A change between two printings in; the other figures, dates and times that it gives, out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from collation.differences.dispatches.edits import Edit, Side
from collation.differences.dispatches.parts import Meaning, apart, overlaps
from collation.discrepancy import Kind
from collation.wording import Word
from extraction.annotations import Figure, TimeExpression, TimeType

_WEEK = timedelta(days=7)
_ROUND = 1_000  # from here on the same number may be printed rounded
_TIMES = {TimeType.DATE: Kind.DATE, TimeType.TIME: Kind.TIME, TimeType.DURATION: Kind.DURATION}


def find_times(edit: Edit) -> Iterator[Meaning]:
    """Another day, hour or length of time and not another way to print the same."""
    for one, other in zip(_expressions(edit.left), _expressions(edit.right), strict=False):
        if one.type is other.type and one.type in _TIMES and _differ(one, other):
            yield apart(_TIMES[one.type], edit, one.span, other.span)


def _expressions(side: Side) -> list[TimeExpression]:
    return [
        time
        for time in side.covered.reading.times
        if any(overlaps(word, time.span) for word in side.words)
    ]


def _differ(one: TimeExpression, other: TimeExpression) -> bool:
    if one.value == other.value:
        return False
    if one.type is TimeType.DURATION:
        return "X" not in one.value + other.value and one.value[-1] == other.value[-1]
    if one.begin and one.end and other.begin and other.end:
        if one.precision == other.precision == "week" and abs(one.begin - other.begin) <= _WEEK:
            return False  # "this week" on a Monday is the eve's "coming week"
        return (
            one.begin > other.end
            or other.begin > one.end
            or (one.type is TimeType.TIME and one.precision == other.precision)
        )
    return one.precision == other.precision


def find_figures(edit: Edit) -> Iterator[Meaning]:
    """Another number, and not the same in words or rounded."""
    left, right = _numbers(edit.left), _numbers(edit.right)
    if len(left) != len(right):
        return
    for (word, value), (other_word, other) in zip(left, right, strict=True):
        if value != other and not _rounded(value, other):
            yield apart(Kind.NUMBER, edit, word.span, other_word.span)


def _numbers(side: Side) -> list[tuple[Word, float]]:
    """The words that are numbers and tell no time, each with its value."""
    timed = _expressions(side)
    found = []
    for word in side.words:
        if any(overlaps(word, time.span) for time in timed):
            continue
        figure = _figure(side, word)
        value = figure.value if figure is not None else _value(word)
        if value is not None:
            found.append((word, value))
    return found


def _figure(side: Side, word: Word) -> Figure | None:
    for figure in side.covered.reading.figures:
        if figure.number.covers(word.span) and _value(word) is not None:
            return figure
    return None


def _value(word: Word) -> float | None:
    form = word.keys[0].form.strip("$€£")
    try:
        return float(form) if form[:1].isdigit() else None
    except ValueError:
        return None


def _rounded(one: float, other: float) -> bool:
    """Whether one of two numbers may be the other, rounded: 6.5 and 6.47, 12,000 and 11,960."""
    if min(one, other) < _ROUND and one == int(one) and other == int(other):
        return False
    return any(f"{one:.{digits}g}" == f"{other:.{digits}g}" for digits in (1, 2)) and (
        abs(one - other) < 0.05 * max(one, other)
    )
