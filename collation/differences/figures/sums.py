"""The figures of each account in; parts that do not add up to the total it states, out.

"888 products … Another 284 products … for the total of 1,102": two numbers of one kind, the second
on top of the first, and a total that neither the numbers nor what they may be rounded from make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from collation.coverage import Covered
from collation.differences.clause import clause_at
from collation.differences.figures.pairing import kind_of
from collation.differences.figures.slots import Ref, refer
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity

_REACH = 300  # characters from the first part to the total
_TOTAL = re.compile(
    r"\b(?:(?:a|the|grand) total(?: number)?(?: of| to)?|totall?ing|in all,?|altogether,?)\s+$",
    re.IGNORECASE,
)
_ON_TOP = re.compile(
    r"\b(?:another|an additional|a further|plus|in addition,?)\s+(?:about\s+|some\s+)?$",
    re.IGNORECASE,
)
_SLACK = 0.01  # of the total


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Totals that two parts named right before them contradict, one discrepancy a total."""
    for covered in scene.coverage.articles:
        refs = [
            refer(scene, covered, figure)
            for figure in covered.reading.figures
            if figure.quantity in ("count", "money") and not figure.negated
        ]
        for total in refs:
            if _TOTAL.search(_before(covered, total)):
                parts = _parts(covered, refs, total)
                if parts is not None and _contradict(*parts, total):
                    yield _told(scene, parts, total)


def _before(covered: Covered, ref: Ref) -> str:
    start = ref.figure.number.start
    return covered.article.text[max(0, start - 30) : start]


def _parts(covered: Covered, refs: list[Ref], total: Ref) -> tuple[Ref, Ref] | None:
    """The last two numbers of one kind before a total, the second on top of the first."""
    near = [
        ref for ref in refs
        if 0 < total.figure.number.start - ref.figure.number.start <= _REACH
        and ref.figure.quantity == total.figure.quantity
        and ref.figure.unit == total.figure.unit
    ]  # fmt: skip
    if len(near) < 2:
        return None
    first, second = near[-2:]
    if kind_of(first) != kind_of(second) or not _ON_TOP.search(_before(covered, second)):
        return None
    return first, second


def _contradict(first: Ref, second: Ref, total: Ref) -> bool:
    a, b, c = first.figure, second.figure, total.figure
    if a.hedge == "vague" or b.hedge == "vague" or c.value <= max(a.value, b.value):
        return False
    slack = _SLACK * c.value
    return a.high + b.high < c.low - slack or a.low + b.low > c.high + slack


def _told(scene: Scene, parts: tuple[Ref, Ref], total: Ref) -> Discrepancy:
    added = f"{parts[0].figure.value + parts[1].figure.value:,.0f}"
    stated = f"{total.figure.value:,.0f}"
    rows = [(ref, added) for ref in parts] + [(total, stated)]
    told = clause_at(total.covered, total.figure.sentence, total.figure.span)
    return difference(
        scene,
        Kind.NUMBER,
        Severity.HARD,
        f"whether the parts add up to the total: “{told}”",
        [Evidence(ref.id, ref.figure.span, ref.figure.sentence, value) for ref, value in rows],
        0.75,
        [(ref.figure.voice, scene.person(ref.covered, ref.figure.holder), v) for ref, v in rows],
        "the parts may not be all there are",
    )
