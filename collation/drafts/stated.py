"""What a draft calls people and says was done to them in; who says the same, out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from collation.coverage import Covered
from collation.differences.acts import LIGHT, Act, act, likeness
from collation.differences.scene import Scene
from collation.differences.words import content_stems, load
from collation.discrepancy import Evidence
from collation.drafts.bearing import altering, mood
from collation.drafts.checked import Checked, Claimed, draft_of, others_of
from extraction.annotations import Claim, Label, Span, Voice

LEAST = 0.55  # how sure two claims must be of one act
LONGEST = 90  # characters of a label: a longer one is a sentence of its own
_BEFORE = re.compile(r"(?:by|for|from|with|to|of|and|as|at|on|in)\b", re.IGNORECASE)
_YEARS = re.compile(r"\byears? old\b", re.IGNORECASE)
_DUTY = ("necessary", "impossible")
_BEFORE_DATES = frozenset(("on", "in", "at", "by", "since", "until", "from", "during"))


def check(scene: Scene) -> Iterator[Checked]:
    """Labels of people, then what was done to them or they must do; in text order each."""
    yield from _labels(scene)
    yield from _acts(scene)


def _labels(scene: Scene) -> Iterator[Checked]:
    draft = draft_of(scene)
    called: dict[str, list[tuple[Covered, Label]]] = defaultdict(list)
    for covered in others_of(scene.coverage):
        for label in covered.reading.labels:
            person = scene.somebody(covered, label.target)
            if person is not None and not label.negated:
                called[person].append((covered, label))
    met: set[tuple[str, frozenset[str]]] = set()
    for label in draft.reading.labels:
        person = scene.somebody(draft, label.target)
        own = content_stems(label.text)
        if person is None or label.negated or label.voice is Voice.QUOTED or (person, own) in met:
            continue
        if not own or label.span.end - label.span.start > LONGEST or _is_cut(draft, label):
            continue
        if _BEFORE.match(label.text) or _YEARS.search(label.text):
            continue  # "by retired judge", "43 years old": of a clause that says it whole
        met.add((person, own))
        checked = Checked(Claimed.STATUS, label.span, label.sentence)
        for covered, other in called[person]:
            if _calls_so(scene, label, covered, other):
                checked.support.append(Evidence(covered.id, other.span, other.sentence, other.text))
        yield checked


def _calls_so(scene: Scene, label: Label, covered: Covered, other: Label) -> bool:
    """Whether another label holds this one; "deputy chief of staff" is no chief of staff."""
    own, theirs = content_stems(label.text), content_stems(other.text)
    if altering(label.text) != altering(other.text):
        return False
    return own <= theirs or (
        label.head == other.head and own <= theirs | scene.stems(covered, other.sentence)
    )


def _is_cut(draft: Covered, label: Label) -> bool:
    """Whether a title goes on behind the label and is no claim alone: "Attorney" General Roe."""
    text = draft.article.text
    begins = label.span.end + 1
    if not text[label.span.end : begins].isspace() or not text[begins : begins + 1].isupper():
        return False
    person = draft.reading.people[label.target] if label.target is not None else None
    return person is None or all(m.start != begins for m in person.mentions)


def _acts(scene: Scene) -> Iterator[Checked]:
    draft = draft_of(scene)
    told: dict[str, list[Act]] = defaultdict(list)
    for covered in others_of(scene.coverage):
        for claim in covered.reading.claims:
            one = act(scene, covered, claim)
            told[one.predicate].append(one)
    states = frozenset(load("opposed")["standing"]["verbs"])
    for claim in draft.reading.claims:
        own = act(scene, draft, claim)
        if claim.voice is Voice.QUOTED or claim.modality == "unreal" or own.saying:
            continue
        if not _is_status(scene, draft, claim, states):
            continue
        checked = Checked(Claimed.STATUS, _without_time(draft, claim), claim.sentence)
        for other in told[own.predicate]:
            if likeness(own, other) < LEAST:
                continue
            evidence = Evidence(
                other.covered.id, other.claim.span, other.claim.sentence, _value(other)
            )
            same = other.claim.polarity == claim.polarity and mood(other.claim) == mood(claim)
            held = same and _bears_out(claim, other.claim)
            (checked.support if held else checked.near).append(evidence)
        yield checked


def _without_time(draft: Covered, claim: Claim) -> Span:
    """The claim up to a date in it, which is a claim of its own: "was freed", not "on Monday"."""
    span = claim.span
    for time in draft.reading.times:
        if span.start < time.span.start < span.end:
            words = draft.text(Span(span.start, time.span.start)).rstrip()
            head = words.rpartition(" ")
            kept = head[0].rstrip() if head[2].lower() in _BEFORE_DATES else words
            if kept.strip(" ,"):
                return Span(span.start, span.start + len(kept.rstrip(" ,")))
    return span


def _is_status(scene: Scene, draft: Covered, claim: Claim, states: frozenset[str]) -> bool:
    """Whether a claim says how somebody stands: done to a person, a post left, a duty."""
    who = scene.somebody(draft, claim.object_person) or scene.somebody(draft, claim.subject_person)
    if who is None:
        return False
    if claim.predicate in states or claim.modality in _DUTY:
        return True
    return claim.passive and claim.predicate not in LIGHT


def _bears_out(claim: Claim, other: Claim) -> bool:
    """ "Deported" does not bear out "wrongly deported"."""
    judged = load("opposed")["judgement"]
    words = {*judged["act_wrong"], *judged["act_right"]}
    return bool(set(claim.modifiers) & words) <= bool(set(other.modifiers) & words)


def _value(one: Act) -> str:
    return " ".join(one.covered.text(one.claim.span).split())
