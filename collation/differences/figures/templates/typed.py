"""Several accounts in; one quantity of one event to which they give figures that exclude, out.

"Fourteen people drowned" and "the sinking claimed 17 lives", "it paid £4.2m in cash" and "a deal
worth £4.8 million": what ties the figures is the quantity that their wordings give, not a word
that they share. An account has one figure of each quantity, or it is left out. Where two who are
quoted differ, it is they who do: soft. Soft, too, is one figure that is certain here and possible
there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from collation.coverage import Covered
from collation.differences.figures.approximation import severity_of
from collation.differences.figures.compatible import ratio
from collation.differences.figures.measuring import dimension, in_unit
from collation.differences.figures.number import PLAYER
from collation.differences.figures.templates.apart import (
    are_apart,
    are_of_two_hours,
    is_given_elsewhere,
    say_two,
)
from collation.differences.figures.templates.given import Given, give
from collation.differences.figures.templates.quantities import Row, given
from collation.differences.figures.templates.sole import alone
from collation.differences.question import question
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Voice

_MOST = 60  # figures of one article that give a quantity: more are a table
_SAME = 0.005  # share by which two prints of one number differ
_CLOSE = 1.1  # ratio of two counts that grow, up to which they are no two hours' counts
_ROUGHLY = 1.25  # ratio within which "nearly 80" may be the count of another hour
_SURE, _FAIR = 0.8, 0.7


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Figures of one quantity that differ, one discrepancy a quantity."""
    rows = {covered.id: _rows(covered) for covered in scene.coverage.articles}
    yield from _of_quantities(scene, rows)
    yield from _alone(scene, rows)


def _rows(covered: Covered) -> list[Row]:
    found = [
        row for row in given(covered) if not PLAYER.search(covered.text(row[1].sentence))
    ]  # fmt: skip
    return found[:_MOST]


def _of_quantities(scene: Scene, rows: Mapping[str, list[Row]]) -> Iterator[Discrepancy]:
    """Figures whose wordings tell one quantity."""
    found: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for covered in scene.coverage.articles:
        for row in rows[covered.id]:
            quantity, figure, _ = row
            unit = dimension(figure) if figure.quantity == "measure" else figure.unit
            found[quantity.name, unit][covered.id].append(row)
    for _, giving in sorted(found.items()):
        if len(giving) > 1:
            known = {
                covered.id: [give(scene, covered, *row) for row in giving[covered.id]]
                for covered in scene.coverage.articles
                if covered.id in giving
            }
            yield from _compared(scene, known)


def _compared(scene: Scene, rows: dict[str, list[Given]]) -> Iterator[Discrepancy]:
    chosen = [one for _, row in sorted(rows.items()) if (one := _only(row)) is not None]
    every = [one for row in rows.values() for one in row]
    best: tuple[int, Given, Given, Severity] | None = None
    for a, b in combinations(chosen, 2):
        if a.covered.group == b.covered.group:
            continue
        if _is_hedged_apart(a, b):
            yield _told_unsure(scene, a, b)
            continue
        severity = _severity(scene, a, b)
        if (
            severity is not None
            and not are_apart(scene, a, b)
            and not any(
                are_of_two_hours(scene, one, other)
                for one in rows[a.ref.id]
                for other in rows[b.ref.id]
                if _is_same(one, a) and _is_same(other, b)
            )
        ):
            rank = severity is not Severity.HARD
            if best is None or rank < best[0]:
                best = (rank, a, b, severity)
    if best is not None:
        yield _told(scene, *best[1:], every)


def _alone(scene: Scene, rows: Mapping[str, list[Row]]) -> Iterator[Discrepancy]:
    """Figures that alone of their sort differ, where the wording of one tells what it is."""
    for a, b in alone(scene, rows):
        severity = _severity(scene, a, b)
        if (
            severity is not None
            and "foreseen" not in a.stages | b.stages
            and not are_apart(scene, a, b)
            and not are_of_two_hours(scene, a, b)
        ):
            yield _told(scene, a, b, severity, ())


def _only(row: Sequence[Given]) -> Given | None:
    """The account's one figure of a quantity; None where it has several that differ.

    Of several of one value the first that is exact; the first of all where it is a total of which
    the others are parts.
    """
    first = row[0]
    if all(_is_same(one, first) for one in row):
        exact = [one for one in row if not one.figure.hedge and not one.ref.headline]
        return (exact or [*row])[0]
    parts = [one for one in row if not _is_same(one, first)]
    if first.figure.quantity == "count" and all(
        one.figure.value < first.figure.value and "more" in one.stages for one in parts
    ):
        return first
    return None


def _is_same(a: Given, b: Given) -> bool:
    one, other = a.figure, b.figure
    if one.unit != other.unit:
        other = in_unit(other, one.unit)
    near = abs(one.value - other.value) <= _SAME * max(abs(one.value), abs(other.value))
    vague = "vague" in (one.hedge, other.hedge)
    return near or (vague and severity_of(one, other) is None)


def _severity(scene: Scene, a: Given, b: Given) -> Severity | None:
    """How the two figures differ; None where both can be meant."""
    one, other = a.figure, b.figure
    if one.unit != other.unit:
        other = in_unit(other, one.unit)
    severity = severity_of(one, other)
    if severity is None or one.value == other.value or is_given_elsewhere(a, b):
        return None
    lesser = min(one, other, key=lambda figure: abs(figure.value))
    if "vague" in (one.hedge, other.hedge) or lesser.hedge in ("more than", "just over"):
        return None  # "more than $1 million", and "$1.6 million" to be exact
    if lesser.hedge == "at least":
        severity = Severity.SOFT
    if say_two(a, b) or (a.quantity.grows and _may_be_of_two_hours(a, b)):
        return Severity.SOFT
    return severity


def _may_be_of_two_hours(a: Given, b: Given) -> bool:
    """Whether a count that grows is given roughly, or in articles of a day that lie far apart."""
    dated = a.covered.article.published is not None and b.covered.article.published is not None
    hedges = {a.figure.hedge, b.figure.hedge} - {"", "at least"}
    apart = ratio(a.ref, b.ref)
    return (bool(hedges) and apart < _ROUGHLY) or (dated and apart > _CLOSE)


def _is_hedged_apart(a: Given, b: Given) -> bool:
    """Whether one account has the figure as certain, and the other the same one as possible."""
    if a.figure.value != b.figure.value or a.unsure == b.unsure:
        return False
    if not (a.quantity.grows or a.quantity.lasts):
        return False
    sure, unsure = (b, a) if a.unsure else (a, b)
    exact = sure.figure.hedge in ("", "at least") and not sure.stages
    return exact and sure.figure.value > 1 and unsure.figure.hedge in ("", "up to")


def _told_unsure(scene: Scene, a: Given, b: Given) -> Discrepancy:
    sure, unsure = (b, a) if a.unsure else (a, b)
    rows = [(sure, "certain"), (unsure, "possible")]
    return difference(
        scene, Kind.HEDGING, Severity.SOFT,
        f"certain here, possible there: “{_question(scene, sure, sure)}”",
        [_evidence(one, value) for one, value in rows], _FAIR,
        [_voice(one, value) for one, value in rows],
    )  # fmt: skip


def _told(
    scene: Scene, a: Given, b: Given, severity: Severity, every: Sequence[Given]
) -> Discrepancy:
    sides = [(a, _value(a)), (b, _value(b))]
    for one in every:
        if one is not a and one is not b:
            for side in (a, b):
                if _is_same(one, side) and one.figure.hedge == side.figure.hedge:
                    sides.append((one, _value(side)))
                    break
    return difference(
        scene, Kind.NUMBER, severity, f"{a.quantity.asks}: “{_question(scene, a, b)}”",
        [_evidence(one, value) for one, value in sides],
        _SURE if severity is Severity.HARD else _FAIR,
        [_voice(one, value, said_by=a if a.voice & one.voice else one) for one, value in sides],
    )  # fmt: skip


def _question(scene: Scene, *sides: Given) -> str:
    return question(scene, [(one.covered, one.figure.span, one.figure.number) for one in sides])


def _evidence(one: Given, value: str) -> Evidence:
    figure = one.figure
    return Evidence(one.ref.id, figure.span, figure.sentence, value)


def _voice(one: Given, value: str, said_by: Given | None = None) -> tuple[Voice, str | None, str]:
    if one.voice:
        return Voice.REPORTED, (said_by or one).speaker, value
    return Voice.OUTLET, None, value


def _value(one: Given) -> str:
    """The number as its account prints it."""
    return " ".join(one.covered.text(one.figure.number).split())
