"""A draft's acts in; who prints of the same people that the very thing was not so, out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from collation.coverage import Covered
from collation.differences.acts import LIGHT, act
from collation.differences.scene import Scene
from collation.discrepancy import Between, Evidence, Kind, Severity
from collation.drafts.checked import Against, Checked, Claimed, draft_of, others_of
from collation.drafts.terms import SAYING
from extraction.annotations import Claim, Span, Voice

#: What stands between people to whom one thing was done: "two swimmers, Roe and Poe".
_JOINS = re.compile(r"[\s,]*(?:and)?\s*")
_WEAK = frozenset((*LIGHT, *SAYING))


def deny(scene: Scene, claims: list[Checked]) -> None:
    """Put to each act of a person what denies it, if nobody tells it as the draft does.

    It joins the claim that holds the act, else it is a claim of its own.
    """
    told: dict[str, list[tuple[Covered, Claim]]] = defaultdict(list)
    for covered in others_of(scene.coverage):
        for claim in covered.reading.claims:
            if _is_plain(claim):
                told[act(scene, covered, claim).predicate].append((covered, claim))
    draft = draft_of(scene)
    for claim in draft.reading.claims:
        if not _is_plain(claim) or claim.predicate in _WEAK:
            continue
        alike = [
            (covered, other)
            for covered, other in told[act(scene, draft, claim).predicate]
            if _of_the_same(scene, draft, claim, covered, other)
        ]
        denying = [one for one in alike if one[1].polarity != claim.polarity]
        if denying and len(denying) == len(alike):
            _put(claims, draft, claim, denying)


def _is_plain(claim: Claim) -> bool:
    return claim.voice is Voice.OUTLET and claim.modality == "actual"


def _of_the_same(
    scene: Scene, draft: Covered, claim: Claim, covered: Covered, other: Claim
) -> bool:
    """Whether it was done to one person, or by one person to the same thing."""
    if claim.particle != other.particle:
        return False
    whom = scene.somebody(draft, claim.object_person)
    if whom is not None:
        return whom in _named(scene, covered, other)
    who = scene.somebody(draft, claim.subject_person)
    return (
        who is not None
        and who == scene.somebody(covered, other.subject_person)
        and bool(claim.object)
        and claim.object == other.object
    )


def _named(scene: Scene, covered: Covered, claim: Claim) -> set[str]:
    """Everybody whom a claim's own words name: "Roe and Poe were not charged"."""
    found = {scene.somebody(covered, claim.object_person)}
    end = claim.span.end
    mentions = sorted((m, p.number) for p in covered.reading.people for m in p.mentions)
    for mention, number in mentions:
        beside = end <= mention.start and _JOINS.fullmatch(covered.text(Span(end, mention.start)))
        if claim.span.covers(mention) or (beside and mention.end <= claim.sentence.end):
            found.add(scene.somebody(covered, number))
            end = max(end, mention.end)
    return {name for name in found if name is not None}


def _put(
    claims: list[Checked],
    draft: Covered,
    claim: Claim,
    denying: Sequence[tuple[Covered, Claim]],
) -> None:
    beside = [c for c in claims if c.span.overlaps(claim.span)]
    if any(one.kind is Kind.NEGATION for c in beside for one in c.against):
        return  # a finder has told it
    against = Against(
        Kind.NEGATION,
        Severity.HARD,
        Between.OUTLETS,
        "whether it is so",
        " ".join(draft.text(claim.span).split()),
        tuple(
            Evidence(covered.id, other.span, other.sentence, " ".join(text.split()))
            for covered, other in denying
            for text in (covered.text(other.span),)
        ),
    )
    held = [c for c in beside if c.kind is Claimed.STATUS]
    if held and not held[0].support:
        held[0].against.append(against)
    else:
        claims.append(Checked(Claimed.STATUS, claim.span, claim.sentence, against=[against]))
