"""Claims whose subject is one of a kind, and figures that count several, in; one and many, out.

"A guard pointed a gun at the swimmers" and "two guards pointed guns at the swimmers". Soft: who
tells of one does not say that there was no other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from collation.coverage import Covered
from collation.differences.acts import LIGHT
from collation.differences.question import question
from collation.differences.scene import Scene, difference
from collation.differences.words import family, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Figure

_MOST = 5  # so few are told of one by one
_SIMILAR = 0.25  # of the shorter sentence
_SHARED = 2

_Act = tuple[str, str, str]  # predicate, subject, object


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One and several that do one thing, one discrepancy an act."""
    others: dict[_Act, list[tuple[Covered, Claim]]] = defaultdict(list)
    several: dict[_Act, list[tuple[Covered, Claim, Figure]]] = defaultdict(list)
    for covered in scene.coverage.articles:
        figures = [
            f for f in covered.reading.figures
            if f.quantity == "count" and f.role == "nsubj" and not f.hedge and 2 <= f.value <= _MOST
        ]  # fmt: skip
        for claim in covered.reading.claims:
            if claim.modality != "actual" or not claim.polarity or claim.passive:
                continue
            if claim.predicate in LIGHT or not claim.subject or not claim.object:
                continue
            key = (
                family("predicate", claim.predicate),
                family("counted", claim.subject),
                family("counted", claim.object),
            )
            counted = [
                f for f in figures
                if f.sentence == claim.sentence and family("counted", f.counted) == key[1]
                and f.predicate == claim.predicate
            ]  # fmt: skip
            if counted:
                several[key].append((covered, claim, counted[0]))
            else:
                others[key].append((covered, claim))
    for key in sorted(others.keys() & several.keys()):
        ones = [(covered, claim) for covered, claim in others[key] if _is_one(covered, claim)]
        yield from _compared(scene, key, ones, several[key])


def _is_one(covered: Covered, claim: Claim) -> bool:
    """Whether "a", "an" or "one" stands before the subject, with no more than two words between."""
    text = covered.article.text[claim.sentence.start : claim.span.end]
    noun = re.escape(claim.subject)
    return re.search(rf"\b(?:an?|one)\s+(?:[\w-]+\s+){{0,2}}{noun}\b", text, re.I) is not None


def _compared(
    scene: Scene,
    key: _Act,
    ones: list[tuple[Covered, Claim]],
    several: list[tuple[Covered, Claim, Figure]],
) -> Iterator[Discrepancy]:
    both = {c.id for c, _ in ones} & {c.id for c, *_ in several}
    ignored = set(map(stem, key))
    for covered, claim in ones:
        for other, its, figure in several:
            if covered.group == other.group or covered.id in both or other.id in both:
                continue
            a, b = scene.stems(covered, claim.sentence), scene.stems(other, its.sentence)
            shared = (a & b) - ignored
            if len(shared) < _SHARED and len(a & b) < _SIMILAR * min(len(a), len(b)):
                continue
            yield difference(
                scene,
                Kind.NUMBER,
                Severity.SOFT,
                f"how many: “{question(scene, [(other, figure.span, figure.number)])}”",
                [
                    Evidence(covered.id, claim.span, claim.sentence, "1"),
                    Evidence(other.id, its.span, its.sentence, f"{figure.value:.0f}"),
                ],
                0.65,
                [
                    (claim.voice, scene.person(covered, claim.holder), "1"),
                    (its.voice, scene.person(other, its.holder), f"{figure.value:.0f}"),
                ],
                "who tells of one may leave out the others",
            )
            return
