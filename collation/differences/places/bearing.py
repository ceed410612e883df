"""How far and in what direction from a town something happened, by several accounts in;
directions that do not agree, out.

"230 km (140 miles) west of San José" and "130 miles northwest of San José". Neighbouring points
of the compass are a soft difference, others a hard one where the distance is the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from collation.coverage import Covered
from collation.differences.scene import Scene, difference
from collation.differences.words import stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span

_KM = {"mi": 1.609, "ki": 1.0, "km": 1.0}
_POINTS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_BEARING = re.compile(
    r"\b(?:(?:about|roughly|some|around|nearly|approximately)\s+)?(?P<n>\d[\d,.]*)\s*"
    r"(?P<unit>miles?|kilomet(?:er|re)s?|km)\s+(?:\([^)]{1,25}\)\s+)?(?:to\s+the\s+)?"
    r"(?P<point>(?:north|south)[- ]?(?:east|west)|north|south|east|west)\s+of\s+"
    r"(?:(?:the\s+)?(?:[a-z]+\s+){0,3}?(?:of\s+)?)(?P<place>[A-Z][\w.]+(?:\s+[A-Z]\w+)*)"
)
_SIGN = ("north", "south", "east", "west")
_SAME_DISTANCE = 1.3  # ratio up to which two distances are of one spot
_ADJACENT = 1  # steps of the compass


@dataclass(frozen=True, slots=True)
class _Bearing:
    covered: Covered
    km: float
    point: int
    span: Span
    sentence: Span
    value: str


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Directions from one town that differ, one discrepancy a town."""
    towns: dict[str, list[_Bearing]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for sentence in scene.having(covered, _SIGN):
            for match in _BEARING.finditer(covered.text(sentence.span)):
                point = re.sub(r"[- ]", "", match["point"].lower())
                km = float(match["n"].replace(",", "").rstrip(".") or 0)
                start = sentence.span.start
                towns[match["place"].lower()].append(
                    _Bearing(
                        covered, km * _KM[match["unit"][:2]], _POINTS.index(point),
                        Span(start + match.start(), start + match.end()), sentence.span,
                        f"{match['n']} {match['unit']} {point}",
                    )
                )  # fmt: skip
    for town, found in sorted(towns.items()):
        yield from _compared(scene, town, found)


def _compared(scene: Scene, town: str, found: list[_Bearing]) -> Iterator[Discrepancy]:
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if one.covered.group == other.covered.group or one.point == other.point:
                continue
            low, high = sorted((one.km, other.km))
            if not low or high / low > _SAME_DISTANCE:
                continue
            shared = scene.stems(one.covered, one.sentence) & scene.stems(
                other.covered, other.sentence
            )
            if not shared - set(map(stem, (*town.split(), "mile", *_POINTS))):
                continue
            steps = abs(one.point - other.point)
            near = min(steps, len(_POINTS) - steps) <= _ADJACENT
            yield difference(
                scene,
                Kind.PLACE,
                Severity.SOFT if near else Severity.HARD,
                f"in what direction from {town.title()}",
                [Evidence(b.covered.id, b.span, b.sentence, b.value) for b in (one, other)],
                0.7,
                note="one direction may be told more exactly" if near else None,
            )
            return
