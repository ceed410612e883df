"""The figures of several accounts in; one rare figure that is put in two places, out.

A number of three digits and more ("51.88 inches") or a time of day ("2:35 a.m.") that two accounts
print stands for one thing; where each gives it one place, and neither place holds the other or is
named elsewhere in the other account, one of them is wrong, or one is a part of the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from collation.coverage import Covered
from collation.differences.places.gazetteer import Containment, containment, is_region
from collation.differences.scene import Scene, difference
from collation.differences.telling import weigh
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Figure, Name, Span

_AT = re.compile(r"\b(?:in|near|outside|off|at)\s(?:the\s|downtown\s)?$")
_BEFORE = 18  # characters before a place's name in which its preposition stands
_DIGITS = 3  # of a number that hardly counts two things
_YEARS = range(1900, 2101)
_SHARED = 7.0  # weight of what the two sentences share beside the figure
_SURE = 0.7


@dataclass(frozen=True, slots=True)
class _Anchored:
    covered: Covered
    figure: Figure
    name: Name
    span: Span


def find_anchored(scene: Scene) -> Iterator[Discrepancy]:
    """Rare figures with a place in two accounts of which neither lies in the other."""
    found: dict[tuple[str, float], list[_Anchored]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for row in _anchored(covered):
            found[row.figure.quantity, row.figure.value].append(row)
    for _, rows in sorted(found.items()):
        yield from _compared(scene, rows)


def _anchored(covered: Covered) -> Iterator[_Anchored]:
    text = covered.article.text
    places: dict[Span, list[tuple[Name, Span]]] = defaultdict(list)
    for name in covered.reading.names:
        start = max(0, name.span.start - _BEFORE)
        match = _AT.search(text[start : name.span.start])
        if name.kind == "place" and match is not None:
            span = Span(start + match.start(), name.span.end)
            places[covered.sentence_at(name.span.start)].append((name, span))
    for figure in covered.reading.figures:
        its = places.get(figure.sentence, [])
        if len(its) == 1 and _is_rare(covered.text(figure.number), figure):
            yield _Anchored(covered, figure, *its[0])


def _is_rare(printed: str, figure: Figure) -> bool:
    if figure.quantity == "clock":
        return True
    digits = re.sub(r"\D", "", printed).strip("0")
    return len(digits) >= _DIGITS and int(figure.value) not in _YEARS


def _compared(scene: Scene, rows: list[_Anchored]) -> Iterator[Discrepancy]:
    for at, one in enumerate(rows):
        for other in rows[at + 1 :]:
            if one.covered.group == other.covered.group or not _apart(one, other):
                continue
            shared = scene.stems(one.covered, one.figure.sentence) & scene.stems(
                other.covered, other.figure.sentence
            )
            if weigh(root for root in shared if not root[0].isdigit()) < _SHARED:
                continue
            known = containment(one.name.text, other.name.text) is Containment.APART
            number = one.covered.text(one.figure.number)
            counted = "" if one.figure.unit else one.figure.counted
            yield difference(
                scene,
                Kind.PLACE,
                Severity.HARD if known and one.figure.quantity != "clock" else Severity.SOFT,
                f"where: {number} {counted}".strip(),
                [
                    Evidence(row.covered.id, row.span, row.figure.sentence, row.name.text)
                    for row in (one, other)
                ],
                _SURE,
                note=None if known else "one place may lie within the other",
            )
            return


def _apart(one: _Anchored, other: _Anchored) -> bool:
    """Whether neither place may hold the other, and neither account names both."""
    a, b = one.name.text, other.name.text
    if a.lower() in b.lower() or b.lower() in a.lower():
        return False
    how = containment(a, b)
    if how not in (Containment.APART, Containment.UNKNOWN):
        return False
    if how is Containment.UNKNOWN and (is_region(a) or is_region(b)):
        return False
    return not (_mentions(one.covered, b) or _mentions(other.covered, a))


def _mentions(covered: Covered, place: str) -> bool:
    return re.search(rf"\b{re.escape(place)}\b", covered.article.text) is not None
