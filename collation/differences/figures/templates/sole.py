"""The articles of a story in; figures that alone of their sort differ between two of them, out.

"A bidder paid $3.1 million for it" says what sum it is, "it brought $2.2 million" does not; where
neither account has another sum that the other lacks, it is the same one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from collation.coverage import Covered
from collation.differences.figures.measuring import dimension
from collation.differences.figures.templates.given import Given, give
from collation.differences.figures.templates.quantities import (
    Quantity,
    Row,
    sort_of,
    zone_of,
)
from collation.differences.scene import Scene
from collation.differences.times.length import is_timed
from collation.differences.words import family, load
from extraction.annotations import Figure, Span

_SAME = 0.005  # share by which two prints of one number differ
_SORTS = frozenset({"count", "money", "measure"})
_MOST = 14  # figures of an article: one with more is no short account of one thing

_Any = tuple[Quantity | None, Figure, Span]


def alone(scene: Scene, known: Mapping[str, list[Row]]) -> Iterator[tuple[Given, Given]]:
    """Pairs of figures, one at least of a known quantity, that are the only ones to differ.

    `known` are the figures of each article whose quantity a wording tells.
    """
    rows = {covered.id: _rows(covered, known[covered.id]) for covered in scene.coverage.articles}
    for a, b in combinations(scene.coverage.articles, 2):
        if a.group == b.group:
            continue
        for sort in sorted(rows[a.id].keys() & rows[b.id].keys()):
            one, other = _left(rows[a.id][sort], rows[b.id][sort])
            if len(one) != 1 or len(other) != 1:
                continue
            (mine, theirs) = one[0], other[0]
            quantity = _common(mine[0], theirs[0])
            if quantity is not None and _may_be_one(mine[1], theirs[1]):
                yield (
                    give(scene, a, quantity, mine[1], mine[2]),
                    give(scene, b, quantity, theirs[1], theirs[2]),
                )


def _rows(covered: Covered, given: Sequence[Row]) -> Mapping[tuple[str, str], list[_Any]]:
    """The figures of an account by sort, each with its quantity where a wording tells it."""
    figures = covered.reading.figures
    found: dict[tuple[str, str], list[_Any]] = defaultdict(list)
    if len(figures) > _MOST:
        return found
    known = {figure.number: quantity for quantity, figure, _ in given}
    for figure in figures:
        if figure.quantity in _SORTS and not is_timed(figure):
            sort = _sort(figure)
            if sort is not None:
                zone = zone_of(figure, figures)
                found[sort].append((known.get(figure.number), figure, zone))
    return found


def _sort(figure: Figure) -> tuple[str, str] | None:
    """What two figures must have in common: currency, dimension, or the thing that is counted."""
    if figure.quantity == "measure":
        return "measure", dimension(figure)
    if sort_of(figure) != "count":
        return sort_of(figure), figure.unit or figure.counted
    noun = family("counted", figure.counted) if figure.counted else ""
    return None if not noun or noun in _people() else ("count", noun)


def _people() -> frozenset[str]:
    return frozenset(load("kinds")["kinds"][0]) | frozenset(load("kinds")["general"])


def _left(one: Sequence[_Any], other: Sequence[_Any]) -> tuple[list[_Any], list[_Any]]:
    """Those of each account whose value the other has not."""
    return (
        [row for row in one if not any(_equal(row[1], each[1]) for each in other)],
        [row for row in other if not any(_equal(row[1], each[1]) for each in one)],
    )


def _may_be_one(a: Figure, b: Figure) -> bool:
    """Whether they are not shares or sums of two things with a name: "of funds", "of patients"."""
    return not a.counted or not b.counted or a.counted == b.counted


def _equal(a: Figure, b: Figure) -> bool:
    return abs(a.value - b.value) <= _SAME * max(abs(a.value), abs(b.value))


def _common(one: Quantity | None, other: Quantity | None) -> Quantity | None:
    """The quantity of both, where one only has its wording, or theirs are two words for one."""
    if one is None or other is None:
        return one or other
    if one is other:
        return None  # compared among all of the quantity
    sets = load("quantities")["near"]["sets"]
    return one if any({one.name, other.name} <= set(names) for names in sets) else None
