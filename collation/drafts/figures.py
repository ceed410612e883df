"""A draft's figures in; who gives the same of the same thing, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from collation.differences.number import KINDS
from collation.differences.scene import Scene
from collation.differences.slots import Ref, disjoint, refer, same_slot, similarity
from collation.discrepancy import Between, Evidence, Kind, Severity
from collation.drafts.checked import Against, Checked, Claimed, draft_of, others_of
from extraction.annotations import Figure, Voice

SLOT = 0.6  # how sure two figures must be of one thing for the other to stand near
TIED = 0.3  # the same where both give one number: that is a tie by itself
LIFETIME = 10  # years: ages further apart are those of two people of one name
ALIKE = 0.25  # of the words around two sums of one number that count nothing


def check(scene: Scene) -> Iterator[Checked]:
    """One claim a figure, in text order; those within marks are the quotation's."""
    draft = draft_of(scene)
    buckets: dict[tuple[str, str, str], list[Ref]] = defaultdict(list)
    for covered in others_of(scene.coverage):
        for figure in covered.reading.figures:
            if figure.quantity in KINDS and not figure.negated:
                ref = refer(scene, covered, figure)
                buckets[figure.quantity, figure.unit, ref.counted].append(ref)
    for figure in draft.reading.figures:
        if figure.quantity not in KINDS or figure.negated or figure.voice is Voice.QUOTED:
            continue
        own = refer(scene, draft, figure)
        checked = Checked(Claimed.FIGURE, figure.span, figure.sentence)
        for ref in buckets[figure.quantity, figure.unit, own.counted]:
            value = " ".join(ref.covered.text(ref.figure.number).split())
            evidence = Evidence(ref.id, ref.figure.span, ref.figure.sentence, value)
            if _supports(own, ref):
                checked.support.append(evidence)
            elif _other_age(own, ref):
                _dispute_age(checked, own, evidence, abs(figure.value - ref.figure.value))
            elif same_slot(own, ref) >= SLOT:
                checked.near.append(evidence)  # of another hour, or no proof of more than it says
        yield checked


def _other_age(own: Ref, other: Ref) -> bool:
    """Whether both tell the age of one person, by full name; otherwise."""
    if own.figure.quantity != "age" or " " not in own.figure.counted:
        return False
    return 0 < abs(own.figure.value - other.figure.value) <= LIFETIME


def _dispute_age(checked: Checked, own: Ref, evidence: Evidence, apart: float) -> None:
    known = checked.against[0].evidence if checked.against else ()
    checked.against = [
        Against(
            Kind.NUMBER,
            Severity.SOFT if apart <= 1 else Severity.HARD,
            Between.OUTLETS,
            f"age of {own.figure.counted.title()}",
            " ".join(own.covered.text(own.figure.number).split()),
            (*known, evidence),
            "a birthday may lie between" if apart <= 1 else None,
        )
    ]


def _supports(own: Ref, other: Ref) -> bool:
    """Whether the other's number lies within what the draft's words allow, of one thing."""
    score = same_slot(own, other)
    if own.figure.value == other.figure.value and _as_exact(own.figure, other.figure):
        if not own.counted:
            return score >= TIED or similarity(own, other) >= ALIKE
        return score >= TIED or bool(own.predicates & other.predicates)
    return score >= SLOT and _within(other.figure, own.figure)


def _as_exact(own: Figure, other: Figure) -> bool:
    """ "Nearly 400" does not bear out "more than 400"."""
    return not disjoint(own, other) or (own.value == other.value and own.hedge == other.hedge)


def _within(inner: Figure, outer: Figure) -> bool:
    return outer.low <= inner.low and inner.high <= outer.high
