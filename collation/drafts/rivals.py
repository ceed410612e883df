"""A draft's figures in; who gives another number of the very same thing, out.

A number that only accounts of another day print bears nothing out, and where articles agree on
one number of a thing the draft's other one is told beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from collation.coverage import Covered
from collation.differences.figures.number import KINDS
from collation.differences.figures.slots import (
    Ref,
    disjoint,
    interval,
    refer,
    same_place,
    same_slot,
    same_time,
    similarity,
)
from collation.differences.scene import Scene
from collation.discrepancy import Between, Evidence, Kind, Severity
from collation.drafts.checked import Against, Checked, Claimed, draft_of, others_of
from extraction.annotations import Figure, Voice

SURE = 0.8  # how sure two figures must be of one slot for another value to be told
LIKELY = 0.6  # the same for a value that a sure one has, too
FEWEST = 2  # source groups that print it for the draft to be contradicted, or for a lone value
ALIKE = 0.25  # share of the words around two sums of money that count nothing
RETOLD = 0.5  # share of content from which two sentences tell one thing, whatever their days
_ALONE = frozenset(("measure", "clock", "money", "percent"))  # quantities of which one value may do


def contest(scene: Scene, claims: Sequence[Checked]) -> None:
    """Put to each figure that no account of the same day bears out what they give instead."""
    draft = draft_of(scene)
    refs: list[Ref] | None = None
    for claim in claims:
        figures = _figures(draft, claim)
        if claim.against or len(figures) != 1:
            continue
        refs = _refs(scene) if refs is None else refs
        own = refer(scene, draft, figures[0])
        rivals = _rivals(own, refs)
        _dismiss(claim, own, refs, rivals)
        if not claim.support and rivals:
            claim.against.append(_against(own, rivals))


def _figures(draft: Covered, claim: Checked) -> list[Figure]:
    """The figure that a claim is; the hour of a dated event that nobody puts at that hour."""
    if claim.kind is Claimed.FIGURE:
        return [f for f in draft.reading.figures if f.span == claim.span and f.quantity in KINDS]
    if claim.kind is Claimed.DATE and not claim.support:
        return [
            figure
            for figure in draft.reading.figures
            if claim.span.covers(figure.number) and figure.quantity == "clock"
        ]
    return []


def _refs(scene: Scene) -> list[Ref]:
    return [
        refer(scene, covered, figure)
        for covered in others_of(scene.coverage)
        for figure in covered.reading.figures
        if figure.quantity in KINDS and not figure.negated
    ]


def _dismiss(claim: Checked, own: Ref, refs: Sequence[Ref], rivals: Sequence[Ref]) -> None:
    """Leave no support of another day or place, if another number is told of the draft's own."""
    closest = max((len(own.stems & ref.stems) for ref in rivals), default=0)
    for evidence in tuple(claim.support):
        alike = [
            ref
            for ref in refs
            if ref.id == evidence.article
            and evidence.sentence.covers(ref.figure.number)
            and _of_one_kind(ref.figure, own.figure)
            and not disjoint(ref.figure, own.figure)
        ]
        if not alike or any(_may_be_one(own, ref) for ref in alike):
            continue
        dated = (
            own.figure.quantity == "count"
            and interval(own) is not None
            and any(interval(ref) is not None for ref in alike)
            and max(similarity(own, ref) for ref in alike) < RETOLD
        )
        if dated or max(len(own.stems & ref.stems) for ref in alike) <= closest:
            claim.support.remove(evidence)
            claim.near.append(evidence)


def _may_be_one(own: Ref, ref: Ref) -> bool:
    return same_time(own, ref) and same_place(own.figure, ref.figure)


def _rivals(own: Ref, refs: Sequence[Ref]) -> list[Ref]:
    """The figures of the draft's slot that exclude its number."""
    slots = {
        n: same_slot(own, ref)
        for n, ref in enumerate(refs)
        if ref.counted == own.counted and _of_one_kind(ref.figure, own.figure)
    }
    if any(_gives(own, refs[n], slot) for n, slot in slots.items()):
        return []
    sure = {refs[n].figure.value for n, slot in slots.items() if slot >= SURE}
    found = [
        refs[n]
        for n, slot in slots.items()
        if _excludes(own.figure, refs[n].figure)
        and _may_be_one(own, refs[n])
        and (slot >= SURE or (slot >= LIKELY and refs[n].figure.value in sure))
    ]
    return found or _lone(own, [refs[n] for n in slots])


def _gives(own: Ref, ref: Ref, slot: float) -> bool:
    """Whether an account of the same day and place has the draft's number of the same thing."""
    return slot >= LIKELY and own.figure.value == ref.figure.value and _may_be_one(own, ref)


def _lone(own: Ref, alike: Sequence[Ref]) -> list[Ref]:
    """What all accounts give of a measure, a sum or an hour, of the same doing, if that is one."""
    if own.figure.quantity not in _ALONE:
        return []
    near = [ref for ref in alike if _may_be_one(own, ref)]
    done = [ref for ref in near if own.predicates & ref.predicates]
    if own.figure.quantity in ("money", "percent"):
        near = done = [ref for ref in done if similarity(own, ref) >= ALIKE]
    pool = near if _agree(near) else done
    if not done or not _agree(pool) or len({ref.covered.group for ref in pool}) < FEWEST:
        return []
    return [ref for ref in pool if _excludes(own.figure, ref.figure)]


def _agree(refs: Sequence[Ref]) -> bool:
    return not any(_excludes(a.figure, b.figure) for a, b in combinations(refs, 2))


def _of_one_kind(one: Figure, other: Figure) -> bool:
    return (one.quantity, one.unit) == (other.quantity, other.unit)


def _excludes(one: Figure, other: Figure) -> bool:
    """Whether neither number lies within what the other's words allow: "dozens" allow many."""
    if "vague" in (one.hedge, other.hedge):
        return False
    return not (one.low <= other.value <= one.high or other.low <= one.value <= other.high)


def _against(own: Ref, rivals: Sequence[Ref]) -> Against:
    """Hard where independent sources agree on another count; a measure may be rounded."""
    exact = [ref for ref in rivals if not ref.figure.hedge and ref.figure.voice is not Voice.QUOTED]
    hard = (
        own.figure.quantity == "count"
        and len({ref.figure.value for ref in exact}) == 1
        and len({ref.covered.group for ref in exact}) >= FEWEST
    )
    first: dict[str, Ref] = {}
    for ref in rivals:
        first.setdefault(ref.id, ref)
    printed: dict[float, list[str]] = {}
    for ref in first.values():
        printed.setdefault(ref.figure.value, []).append(_number(ref))
    return Against(
        Kind.NUMBER,
        Severity.HARD if hard else Severity.SOFT,
        Between.OUTLETS,
        "the figure",
        _number(own),
        tuple(
            Evidence(
                ref.id, ref.figure.span, ref.figure.sentence,
                min(printed[ref.figure.value], key=lambda words: (len(words), words)),
            )
            for ref in first.values()
        ),
    )  # fmt: skip


def _number(ref: Ref) -> str:
    return " ".join(ref.covered.text(ref.figure.number).split())
