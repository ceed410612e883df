"""The places of acts in several articles in; places that exclude each other, out.

A place within the other is none ("in Baltimore" and "in Maryland"), nor is one that the other
account mentions too. What the gazetteer lacks may lie within what it has: told as soft.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from collation.coverage import Covered
from collation.differences.acts import LIGHT, Act, act, likeness
from collation.differences.figures.anchored import find_anchored
from collation.differences.places.gazetteer import Containment, containment, is_region
from collation.differences.question import question
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Name, Span

_LEAST = 0.6
_SURE = 0.7
_REACH = 60  # characters between a verb's words and its place


@dataclass(frozen=True, slots=True)
class _Placed:
    act: Act
    name: Name
    place: str


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Acts put in places of which neither holds the other."""
    acts: dict[str, list[_Placed]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for placed in _placed(scene, covered):
            acts[placed.act.predicate].append(placed)
    for _, found in sorted(acts.items()):
        yield from _compared(scene, found)
    yield from find_anchored(scene)


def _placed(scene: Scene, covered: Covered) -> Iterator[_Placed]:
    text = covered.article.text
    claims: dict[Span, list[Claim]] = defaultdict(list)
    for claim in covered.reading.claims:
        claims[claim.sentence].append(claim)
    for name in covered.reading.names:
        if name.kind != "place" or not re.search(
            r"\bin\s$", text[max(0, name.span.start - 4) : name.span.start]
        ):
            continue
        before = [
            claim
            for claim in claims[covered.sentence_at(name.span.start)]
            if claim.span.start < name.span.start and name.span.start - claim.span.end <= _REACH
        ]
        if not before:
            continue
        claim = max(before, key=lambda c: c.span)
        one = act(scene, covered, claim)
        if claim.modality != "actual" or not claim.polarity or one.saying:
            continue
        if claim.predicate not in LIGHT and (one.subject or one.object):
            yield _Placed(one, name, name.text.lower())


def _compared(scene: Scene, found: list[_Placed]) -> Iterator[Discrepancy]:
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if one.act.covered.group == other.act.covered.group or one.place == other.place:
                continue
            if one.place in other.place or other.place in one.place:
                continue
            score = likeness(one.act, other.act)
            how = containment(one.place, other.place)
            if how is Containment.WITHIN or (how is Containment.NEAR and score < _SURE):
                continue
            if how is Containment.UNKNOWN and _is_region(one, other):
                continue
            if score < _LEAST or _mentions(one, other) or _mentions(other, one):
                continue
            rows = [one, other] + [
                p for p in found
                if p not in (one, other) and p.place in (one.place, other.place)
                and max(likeness(p.act, one.act), likeness(p.act, other.act)) >= _LEAST
            ]  # fmt: skip
            yield difference(
                scene,
                Kind.PLACE,
                Severity.HARD if how is Containment.APART else Severity.SOFT,
                f"where: “{_asked(scene, one, other)}”",
                [
                    Evidence(
                        p.act.covered.id,
                        Span(p.name.span.start - 3, p.name.span.end),
                        p.act.claim.sentence,
                        p.name.text,
                    )
                    for p in rows
                ],
                score,
                [(p.act.claim.voice, p.act.holder, p.name.text) for p in rows],
                None if how is Containment.APART else "one place may lie within the other",
            )
            return


def _is_region(one: _Placed, other: _Placed) -> bool:
    """Whether one of them is a country or state, which can hold what the gazetteer lacks."""
    return any(is_region(p.place) for p in (one, other))


def _mentions(one: _Placed, other: _Placed) -> bool:
    """Whether the article of `one` names the place of `other`; "Ridge School" is no "Ridge"."""
    place = re.escape(other.name.text)
    return re.search(rf"\b{place}\b(?!\s+[A-Z])", one.act.covered.article.text) is not None


def _asked(scene: Scene, *placed: _Placed) -> str:
    """The act that is put in two places, with a blank for the place."""
    return question(
        scene,
        [
            (
                p.act.covered,
                Span(p.act.claim.span.start, max(p.act.claim.span.end, p.name.span.end)),
                p.name.span,
            )
            for p in placed
        ],
    )
