"""The claims of several articles in; judgements and duties that exclude each other, out.

An act called wrong by some and lawful by others; a duty that one account affirms (must, ordered
to) and another takes away (could not be forced to).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collation.coverage import Covered
from collation.differences.scene import Scene, difference
from collation.differences.words import load, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Span, Voice

#: A duty towards others: "new applications", "any other state".
_OTHERS = re.compile(r"\b(?:new|other|further|additional|more|any)\s+\w+", re.IGNORECASE)
#: What is lawful in one place or time may be unlawful in another.
_LIMITED = re.compile(r"\b(?:where|there|states|countries|when|until|since)\b", re.IGNORECASE)
_OWNING = 16  # characters behind "his" in which what is his is named
_ROOT = 5  # letters by which a noun is found again


@dataclass(frozen=True, slots=True)
class _Use:
    covered: Covered
    claim: Claim
    value: str
    span: Span


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Judgements and duties that differ."""
    yield from _judgements(scene)
    yield from _duties(scene)


def _independent(uses: Sequence[_Use]) -> bool:
    return any(
        a.value != b.value and a.covered.group != b.covered.group for a in uses for b in uses
    )


def _both(uses: Sequence[_Use], *, quoted: bool = False) -> bool:
    """Whether an article in its own voice, or `quoted`, or any sentence, tells of both states.

    Then they are stages, or it is open which ("had resigned or was fired").
    """
    values: dict[str, set[str]] = defaultdict(set)
    sentences: dict[tuple[str, Span], set[str]] = defaultdict(set)
    for use in uses:
        sentences[use.covered.id, use.claim.sentence].add(use.value)
    if any(len(found) > 1 for found in sentences.values()):
        return True
    for use in uses:
        if quoted or use.claim.voice is Voice.OUTLET:
            values[use.covered.id].add(use.value)
    return any(len(found) > 1 for found in values.values())


def _judgements(scene: Scene) -> Iterator[Discrepancy]:
    """ "Wrongly deported" against "the deportation was legal"."""
    words = load("opposed")["judgement"]
    acts: dict[str, list[_Use]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for claim in covered.reading.claims:
            act, value = "", ""
            if set(claim.modifiers) & set(words["act_wrong"]):
                act, value = stem(claim.predicate), "wrong"
            elif set(claim.modifiers) & set(words["act_right"]):
                act, value = stem(claim.predicate), "lawful"
            elif claim.predicate == "be" and claim.object in words["right"]:
                act, value = stem(claim.subject), "lawful" if claim.polarity else "wrong"
            elif claim.predicate == "be" and claim.object in words["wrong"]:
                act, value = stem(claim.subject), "wrong" if claim.polarity else "lawful"
            if (
                act and len(act) > 2 and (value == "wrong" or claim.modality == "actual")
                and not _LIMITED.search(covered.text(claim.sentence))
            ):  # fmt: skip
                acts[act].append(_Use(covered, claim, value, claim.span))
    for _, found in sorted(acts.items()):
        own = {use.value for use in found if use.claim.voice is Voice.OUTLET}
        if own and _independent(found) and not _both(found, quoted=True):  # else opinions
            noun = next(
                (u.claim.subject for u in found if u.claim.predicate == "be"),
                found[0].claim.predicate,
            )
            asked = f"whether the {noun}{_of_whom(scene, found)} was wrong or lawful"
            yield _told(scene, found, Severity.HARD, asked, 0.75)


def _duties(scene: Scene) -> Iterator[Discrepancy]:
    """What somebody must do in one account and need not do in another."""
    need_not = frozenset(load("opposed")["duty"]["need_not"])
    musts: list[_Use] = []
    releases: list[_Use] = []
    for covered in scene.coverage.articles:
        for claim in covered.reading.claims:
            if _releases(claim, need_not):
                releases.append(_Use(covered, claim, "cannot be forced", claim.span))
            elif (
                claim.modality == "necessary" and claim.polarity and claim.object
                and claim.predicate not in need_not and _binds(covered, claim)
            ):  # fmt: skip
                musts.append(_Use(covered, claim, "must", claim.span))
    told: set[str] = set()
    for release in releases:
        if _OTHERS.search(release.covered.text(release.claim.sentence)):
            continue
        stems = scene.stems(release.covered, release.claim.sentence)
        against = [
            must
            for must in musts
            if must.covered.id != release.covered.id
            and stem(must.claim.predicate) in stems
            and stem(must.claim.object) in stems
        ]
        if not _independent([*against, release]):
            continue
        act = against[0].claim
        others = [
            r for r in releases
            if r is not release
            and stem(act.predicate) in scene.stems(r.covered, r.claim.sentence)
            and stem(act.object) in scene.stems(r.covered, r.claim.sentence)
        ]  # fmt: skip
        subject = f"whether there is a duty to {act.predicate} the {act.object}"
        if subject not in told:
            told.add(subject)
            uses = [*against, release, *others]
            subject += _of_whom(scene, uses)
            yield _told(scene, uses, Severity.HARD, subject, 0.8)


def _of_whom(scene: Scene, uses: Sequence[_Use]) -> str:
    """ " of Jane Roe" where most that tell to whom it is done, or whose it is, name her: a pronoun
    may be read wrong once."""
    named: Counter[str] = Counter()
    for use in uses:
        people = {
            person.number
            for person in use.covered.reading.people
            if any(_owns(use, mention) for mention in person.mentions)
        }
        if use.claim.object_person is not None:
            people.add(use.claim.object_person)
        named.update({scene.somebody(use.covered, number) or "" for number in people} - {""})
    first, second = [*named.most_common(2), ("", 0), ("", 0)][:2]
    return f" of {first[0]}" if first[1] > second[1] else ""


def _owns(use: _Use, mention: Span) -> bool:
    """Whether somebody is printed as whose the act's object or the act itself is: "his return"."""
    text = use.covered.article.text
    if not use.claim.sentence.covers(mention):
        return False
    behind = text[mention.end : mention.end + _OWNING].lower().lstrip("'’s ")
    owned = text[mention.start : mention.end].lower()
    if owned not in ("his", "her") and not owned.endswith(("'s", "’s")) and (
        text[mention.end : mention.end + 1] not in ("'", "’")
    ):  # fmt: skip
        return False
    things = (use.claim.object, use.claim.subject)
    return any(thing and behind.startswith(thing[:_ROOT]) for thing in things)


def _binds(covered: Covered, claim: Claim) -> bool:
    """Whether a word of duty stands before the act: "has a week to file" binds nobody."""
    words = covered.article.text[claim.sentence.start : claim.span.end].lower()
    return any(re.search(rf"\b{word}", words) for word in load("opposed")["duty"]["must"])


def _releases(claim: Claim, need_not: frozenset[str]) -> bool:
    if claim.predicate in need_not and not claim.polarity and claim.passive:
        return True
    return claim.predicate == "be" and not claim.polarity and claim.object in (
        "obligated", "obliged", "required", "bound",
    )  # fmt: skip


def _told(
    scene: Scene, uses: Sequence[_Use], severity: Severity, subject: str, confidence: float
) -> Discrepancy:
    evidence = [Evidence(u.covered.id, u.span, u.claim.sentence, u.value) for u in uses]
    voices = [(u.claim.voice, scene.person(u.covered, u.claim.holder), u.value) for u in uses]
    return difference(scene, Kind.STATUS, severity, subject, evidence, confidence, voices)
