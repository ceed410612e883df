"""A draft's figures in; who gives the same of the same thing, out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from collation.coverage import Covered
from collation.differences.figures.number import KINDS
from collation.differences.figures.slots import Ref, disjoint, refer, same_slot, similarity
from collation.differences.scene import Scene
from collation.discrepancy import Evidence
from collation.drafts.checked import Checked, Claimed, draft_of, others_of
from extraction.annotations import Figure, Voice

SLOT = 0.6  # how sure two figures must be of one thing for the other to stand near
TIED = 0.3  # the same where both give one number: that is a tie by itself
SHARED = 2  # telling words of two sentences with one number for the other to stand near
_YEARS = re.compile(r"\b(\d{1,3}) years old\b")
ALIKE = 0.25  # of the words around two sums of one number that count nothing


def check(scene: Scene) -> Iterator[Checked]:
    """One claim a figure, in text order; those within marks are the quotation's."""
    draft = draft_of(scene)
    buckets: dict[tuple[str, str], list[Ref]] = defaultdict(list)
    for covered in others_of(scene.coverage):
        for figure in covered.reading.figures:
            if figure.quantity in KINDS and not figure.negated:
                buckets[figure.quantity, figure.unit].append(refer(scene, covered, figure))
    ages = _ages(scene)
    for figure in draft.reading.figures:
        if figure.negated or figure.voice is Voice.QUOTED:
            continue
        checked = Checked(Claimed.FIGURE, figure.span, figure.sentence)
        if figure.quantity == "age":
            who = _of_whom(scene, draft, figure)
            if who is None:
                continue  # "the driver, 61": accounts may call him otherwise
            _compare_ages(checked, figure, ages.get(who, ()))
        elif figure.quantity in KINDS:
            own = refer(scene, draft, figure)
            _compare(scene, checked, own, buckets[figure.quantity, figure.unit])
        else:
            continue
        yield checked
    yield from _told_ages(scene, ages)


def _told_ages(
    scene: Scene, ages: Mapping[str | None, Sequence[tuple[Covered, Figure]]]
) -> Iterator[Checked]:
    """Ages that are the whole of a clause, and no figure of the reading: "Roe is 43 years old"."""
    draft = draft_of(scene)
    for claim in draft.reading.claims:
        years = _YEARS.search(draft.text(claim.span))
        who = scene.somebody(draft, claim.subject_person)
        if claim.predicate != "be" or years is None or who is None or not claim.polarity:
            continue
        if any(
            figure.quantity == "age" and claim.span.overlaps(figure.number)
            for figure in draft.reading.figures
        ):
            continue  # compared already
        checked = Checked(Claimed.FIGURE, claim.span, claim.sentence)
        for covered, figure in ages.get(who, ()):
            alike = figure.value == float(years.group(1))
            (checked.support if alike else checked.near).append(_evidence(covered, figure))
        yield checked


def _compare(scene: Scene, checked: Checked, own: Ref, others: Sequence[Ref]) -> None:
    alike: list[tuple[int, Evidence]] = []
    words = scene.stems(own.covered, own.figure.sentence)
    for ref in others:
        evidence = _evidence(ref.covered, ref.figure)
        if ref.counted == own.counted and _supports(own, ref):
            checked.support.append(evidence)
        elif ref.counted == own.counted and same_slot(own, ref) >= SLOT:
            checked.near.append(evidence)  # of another hour, or no proof of more than it says
        elif ref.figure.value == own.figure.value:
            shared = words & scene.stems(ref.covered, ref.figure.sentence)
            if len(shared) >= SHARED:
                alike.append((-len(shared), evidence))
    if not checked.near:
        checked.near.extend(evidence for _, evidence in sorted(alike, key=lambda one: one[0]))


def _ages(scene: Scene) -> dict[str | None, list[tuple[Covered, Figure]]]:
    """Who is how old where, by the key of the person across the story."""
    found: dict[str | None, list[tuple[Covered, Figure]]] = defaultdict(list)
    for covered in others_of(scene.coverage):
        for figure in covered.reading.figures:
            if figure.quantity == "age" and not figure.negated:
                found[_of_whom(scene, covered, figure)].append((covered, figure))
    found.pop(None, None)
    return found


def _of_whom(scene: Scene, covered: Covered, figure: Figure) -> str | None:
    numbers = {person.name.lower(): person.number for person in covered.reading.people}
    return scene.somebody(covered, numbers.get(figure.counted))


def _compare_ages(checked: Checked, own: Figure, others: Sequence[tuple[Covered, Figure]]) -> None:
    """One age supports; what else is printed of one person's age contradicts, as accounts do."""
    for covered, figure in others:
        alike = own.low <= figure.value <= own.high if own.hedge else figure.value == own.value
        (checked.support if alike else checked.near).append(_evidence(covered, figure))


def _evidence(covered: Covered, figure: Figure) -> Evidence:
    value = " ".join(covered.text(figure.number).split())
    return Evidence(covered.id, figure.span, figure.sentence, value)


def _supports(own: Ref, other: Ref) -> bool:
    """Whether the other's number lies within what the draft's words allow, of one thing."""
    score = same_slot(own, other)
    if own.figure.value == other.figure.value and _as_exact(own.figure, other.figure):
        if not own.counted:
            return score >= TIED or similarity(own, other) >= ALIKE
        return score >= TIED or bool(own.predicates & other.predicates)
    return score >= SLOT and _within(other.figure, own.figure)


def _as_exact(own: Figure, other: Figure) -> bool:
    """ "Nearly 400" does not bear out "more than 400", nor "more than 250" just "250"."""
    if own.hedge == other.hedge:
        return own.value == other.value
    return not disjoint(own, other) and _within(other, own)


def _within(inner: Figure, outer: Figure) -> bool:
    return outer.low <= inner.low and inner.high <= outer.high
