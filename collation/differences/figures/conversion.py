"""Sums given in two currencies in; one sum that two accounts convert to different amounts, out.

"100 reals ($20)" and "100 reals (about US $33)" cannot both be right on one day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from collation.coverage import Covered
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Figure, Span

_LEAST = 1.1  # ratio of two conversions: below it they are rounded, or of another day
_BETWEEN = re.compile(r"\s*\(\s*(?:or\s+|worth\s+)?$")


@dataclass(frozen=True, slots=True)
class _Converted:
    covered: Covered
    first: Figure
    second: Figure


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Sums whose conversions differ, one discrepancy a sum."""
    sums: dict[tuple[str, float, str], list[_Converted]] = defaultdict(list)
    for covered in scene.coverage.articles:
        money = [f for f in covered.reading.figures if f.quantity == "money"]
        for first, second in pairwise(money):
            between = covered.article.text[first.number.end : second.number.start]
            if first.unit != second.unit and _BETWEEN.fullmatch(between):
                key = (first.unit, first.value, second.unit)
                sums[key].append(_Converted(covered, first, second))
    for (unit, value, other), found in sorted(sums.items()):
        low = min(found, key=lambda c: (c.second.value, c.covered.id))
        high = max(found, key=lambda c: (c.second.value, c.covered.id))
        if low.covered.group == high.covered.group:
            continue
        if low.second.high >= high.second.low or high.second.value < _LEAST * low.second.value:
            continue
        yield difference(
            scene,
            Kind.NUMBER,
            Severity.HARD,
            f"what {value:,.0f} {unit} are worth in {other}",
            [_evidence(c) for c in found],
            0.9,
        )


def _evidence(converted: _Converted) -> Evidence:
    span = Span(converted.first.number.start, converted.second.number.end)
    value = converted.covered.text(converted.second.number)
    return Evidence(converted.covered.id, span, converted.first.sentence, value)
