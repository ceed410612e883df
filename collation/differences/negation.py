"""The claims of several articles in; what one account affirms and another denies, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from collation.differences.acts import LIGHT, Act, act, likeness
from collation.differences.scene import Scene, difference
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity

_LEAST = 0.62
_LOOSE = 0.66  # where only one of subject and object is named
_SAME_WEEK = 7  # days; what is true of a thing changes with time


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One act told with and without a "not", by two sources about the same people and things."""
    acts: dict[str, list[Act]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for claim in covered.reading.claims:
            if claim.modality != "actual" or not claim.predicate:
                continue
            one = act(scene, covered, claim)
            if one.saying or not (one.object or one.subject):
                continue
            if claim.predicate in LIGHT and not (one.object and one.subject):
                continue
            acts[one.predicate].append(one)
    for _, found in sorted(acts.items()):
        if {a.claim.polarity for a in found} == {True, False}:
            yield from _denied(scene, found)


def _denied(scene: Scene, found: list[Act]) -> Iterator[Discrepancy]:
    done: set[tuple[str, str]] = set()
    for denial in (a for a in found if not a.claim.polarity):
        against = [
            (likeness(denial, a), a)
            for a in found
            if a.claim.polarity and a.subject == denial.subject and a.object == denial.object
            and a.covered.group != denial.covered.group
            and scene.days_apart(a.covered, denial.covered) <= _SAME_WEEK
            and a.covered.text(a.claim.span) != denial.covered.text(denial.claim.span)
        ]  # fmt: skip
        against = [
            (score, a) for score, a in against
            if score >= (_LEAST if denial.subject and denial.object else _LOOSE)
        ]  # fmt: skip
        key = (denial.subject, denial.object)
        if not against or key in done:
            continue
        if any(
            a.claim.polarity and a.covered.id == denial.covered.id and a.holder == denial.holder
            and a.subject == denial.subject and a.object == denial.object
            for a in found
        ):  # fmt: skip
            continue  # one account, one voice, both: two occasions
        done.add(key)
        rows = [(denial, "no")] + [(a, "yes") for _, a in against]
        affirmed = max(against, key=lambda row: (row[0], row[1].covered.id))[1]
        words = " ".join(affirmed.covered.text(affirmed.claim.span).split())
        subject = f"whether or not: {words}"
        told = difference(
            scene,
            Kind.NEGATION,
            Severity.HARD,
            subject,
            [Evidence(a.covered.id, a.claim.span, a.claim.sentence, v) for a, v in rows],
            max(score for score, _ in against),
            [(a.claim.voice, a.holder, v) for a, v in rows],
        )
        if told.between is not Between.SELF:
            yield told
