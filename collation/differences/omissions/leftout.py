"""The articles of several outlets in; matters that some tell and others have no word of, out.

What a list of things does not foresee (`omission` has that): where sentences turn on a rare word
that an account lacks, and what they tell is not told there in other words. Whether an editor wants
to know of it is the chance that `untold` gives it.
"""

from __future__ import annotations

from collections.abc import Iterator

from collation.differences.omissions import omission
from collation.differences.omissions.retold import narrowed
from collation.differences.omissions.untold import Untold, choose, find_untold
from collation.differences.phrasing import begins, phrase
from collation.differences.scene import Scene, difference
from collation.differences.telling import quoted_at, weigh
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity

MATTERS = 3  # an event
_CHANCE = 0.40  # left out, two in three were right there
_TOLD = 0.5  # confidence above which the list of things has told it
_KEPT = 0.55  # what is told of them at most: kept and not shown, since an editor found half right
_WORDS = 3  # that name such a matter


def find(scene: Scene) -> Iterator[Discrepancy]:
    """What some accounts lack and no list foresees, the likeliest few of an event."""
    told = scene.told
    listed = {
        (e.article, e.sentence)
        for found in omission.find(scene) if found.confidence > _TOLD
        for e in found.evidence
    }  # fmt: skip
    rated = [
        (matter.chance, matter) for found in find_untold(told)
        if found.chance >= _CHANCE
        and (matter := narrowed(told, found)) is not None
        and listed.isdisjoint((spot.line.covered.id, spot.line.span) for spot, _ in matter.spots)
    ]  # fmt: skip
    for matter in choose(rated, MATTERS, _CHANCE):
        yield from _untold(scene, matter)


def _untold(scene: Scene, matter: Untold) -> Iterator[Discrepancy]:
    evidence = [
        Evidence(spot.line.covered.id, span, spot.line.span, "told") for spot, span in matter.spots
    ]
    rows = sorted(
        matter.spots,
        key=lambda row: (
            not begins(row[0].line, row[1]),
            quoted_at(row[0].line.covered, row[1]),
            -weigh(matter.stems & row[0].line.stems),
            row[0].line.number,
            row[0].line.covered.id,
        ),
    )
    subject = phrase(scene, ((spot.line, span) for spot, span in rows))
    if subject is None:
        return
    named = ", ".join(matter.words[:_WORDS])
    note = f"no word of it ({named}) there: it may be told otherwise"
    yield difference(
        scene, Kind.OMISSION, Severity.SOFT, f"left out: “{subject}”",
        evidence, min(matter.chance, _KEPT), absent_in=matter.lacking, note=note,
    )  # fmt: skip
