"""The claims of an account in; the acts that it affirms or denies, in normal forms, out.

One act has many constructions: "violated the treaty", "was in violation of it", "committed no
violation"; "demolished the bridge", "Saturday's demolition was called off". Each is brought to a
key (a class of `data/undone.toml`, else a concept), whoever does it, whatever it is done to, what
else its clause says, its day, and whether it is so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from collation.coverage import Covered
from collation.differences.acts import LIGHT
from collation.differences.concepts import concept, concept_of_root, concept_weight, concepts_in
from collation.differences.events.party import NOBODY, Party, party, singular
from collation.differences.events.polarity import (
    holder_of,
    is_refused,
    nobody,
    polarity_of,
)
from collation.differences.factuality import denial_before
from collation.differences.scene import Scene
from collation.differences.words import classes, load, stem
from extraction.annotations import Claim, Span

#: Of each that denies, beside what extraction reads as negated.
_SIGN = tuple(
    "not never no none nobody nothing neither nor without den reject dismiss disput refut rebut "
    "false untrue wrong incorrect inaccurate baseless unfounded groundless fabricat invent "
    "nonsense lie fiction rubbish absurd myth hoax fake zero yet fail refus declin neglect omit "
    "forgot unable chose decid opted elected held stopped fell refrain stay skip cancel scrap "
    "abandon shelv postpon called put scrub abort un".split()
)
_TAIL = 90  # characters behind a claim that may belong to its clause
_LEAD = 40  # characters before a claim that leaves its subject out
_TELLS = 0.5  # weight of a concept from which it says something
_PAUSE = re.compile(r"[;:!?—–“”\"()]|(?<!\d)\.|,(?!\d)")
_NEXT = re.compile(r"\b(?:so|and|but|or|while|when|after|before|because|as|which|who|that)\b", re.I)
_THERE = re.compile(r"\W*there\b", re.IGNORECASE)
_OF_IT = re.compile(r"\W*(?:of|about|with|on|between|against|to|for|into|over|in|from)\b", re.I)
_PARTICLES = frozenset("off out up down ahead away over back".split())
_WHERE = frozenset(
    "at on into with to over from of about against in for through onto behind near".split()
)
_SAYING = frozenset(
    "say tell add announce report write tweet note claim argue insist state declare explain "
    "describe comment respond reply urge suggest deny cite speak talk believe think "
    "reject dispute expect want hope fear ask wonder seem appear".split()
)
_STOPS = re.compile(
    r"(?:in|at|on|of|from|who|which|that|to|by|with|for|was|were|is|are|had|has|have|did|do|does|"
    r"\w+ed|could|will|would|can|may|might)",
    re.IGNORECASE,
)
_UN = re.compile(r"un[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Affirmed:
    """An act as an account tells it; `total` where it denies every act of the kind."""

    covered: Covered
    claim: Claim
    key: str
    noun: bool  # the act is named by a noun: whom it is done to stands in `rest`
    denied: bool
    total: bool
    doer: Party
    whom: Party
    rest: frozenset[str]  # concepts of the clause but of act, doer and whom
    holder: str | None  # who says so; None for the outlet
    turned_down: bool  # somebody is said to deny it
    own: bool  # who denies it denies an act of his own, or is said to
    nobody: bool  # it is denied of everybody
    refused: bool  # it was not done by whoever was to do it: "failed to"


@lru_cache(maxsize=50_000)
def act_of(word: str) -> str:
    """The class of acts a verb or a noun belongs to, a concept where it has none."""
    root = stem(word)
    return classes("undone").get(root) or concept_of_root(root)


@lru_cache(maxsize=50_000)
def is_act(noun: str) -> bool:
    """Whether a noun names an act of a class: "demolition"."""
    return stem(noun) in classes("undone")


@cache
def _total() -> re.Pattern[str]:
    return re.compile(load("undone")["total"], re.IGNORECASE)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("undone")[name])


def denied_keys(scene: Scene, covered: Covered) -> Iterator[tuple[str, Claim]]:
    """What an account may deny: the keys of the claims with a word that denies about them."""
    signed = {sentence.span for sentence in scene.having(covered, _SIGN)}
    for claim in covered.reading.claims:
        if (not claim.polarity or claim.sentence in signed) and _is_told(claim):
            for key, _, denied, _ in _keys(covered, claim, claim.polarity):
                if denied or claim.sentence in signed:
                    yield key, claim


def keys_of(covered: Covered, claim: Claim) -> Iterator[str]:
    """The acts that a claim may tell of."""
    if _is_told(claim):
        for key, *_ in _keys(covered, claim, True):
            yield key


def affirmed(scene: Scene, covered: Covered, claim: Claim, wanted: str) -> Affirmed | None:
    """A claim as the act of that key; None where it leaves it open."""
    polarity = polarity_of(covered, claim)
    if polarity is None:
        return None
    for key, noun, denied, alone in _keys(covered, claim, polarity):
        if key != wanted:
            continue
        doer = NOBODY if alone else _doer(scene, covered, claim)
        whom = NOBODY if alone else Party() if noun else _whom(scene, covered, claim)
        words = concepts_in(covered, clause_of(covered, claim))
        if denied and claim.passive and claim.object not in covered.text(claim.span).lower():
            words |= concepts_in(covered, _lead(covered, claim))
        taken = {key, concept(claim.predicate), doer.head, whom.head, *doer.names, *whom.names}
        taken |= {concept(name) for name in (*doer.names, *whom.names)}
        if key == act_of(claim.object or "-"):
            taken.add(concept(claim.object))
        cue = denial_before(covered, claim) is not None
        return Affirmed(
            covered,
            claim,
            key,
            noun,
            denied,
            denied and bool(_total().search(covered.text(claim.span))),
            doer,
            whom,
            frozenset(w for w in words - taken if _tells(w, key)),
            holder_of(scene, covered, claim),
            cue,
            cue and not claim.passive,
            bool({claim.subject, claim.object} & nobody()),
            denied and is_refused(covered, claim) is not None,
        )
    return None


def _lead(covered: Covered, claim: Claim) -> Span:
    """The words before a claim that tell whose it is: "consumer goods" before "are not hit"."""
    low = max(claim.sentence.start, claim.span.start - _LEAD)
    pauses = [match.end() for match in _PAUSE.finditer(covered.article.text, low, claim.span.start)]
    return Span(pauses[-1] if pauses else low, claim.span.start)


def _is_told(claim: Claim) -> bool:
    return bool(
        claim.predicate and claim.predicate not in _SAYING and (claim.subject or claim.passive)
    )


def _tells(word: str, key: str) -> bool:
    """Whether a concept of a clause says something beside its act."""
    return act_of(word) != key and concept_weight(word) > _TELLS and word not in _idle()


@cache
def _idle() -> frozenset[str]:
    return frozenset(concept(word) for word in load("undone")["idle"].split())


def _keys(covered: Covered, claim: Claim, polarity: bool) -> Iterator[tuple[str, bool, bool, bool]]:
    """The acts of a claim: (key, by a noun, denied, of nobody: "there was no struggle")."""
    particle = _particle(claim)
    verb = f"{claim.predicate} {particle}".strip()
    patient = claim.object if claim.passive or claim.object else claim.subject
    if claim.predicate == "be":
        yield from _being(covered, claim, polarity)
        return
    if verb in _words("called_off") and patient:
        if is_act(patient):
            yield act_of(patient), True, polarity, True
        yield f"happen {act_of(patient)}", True, polarity, True
        return
    if verb in _words("taking_place") and patient:
        if is_act(patient):
            yield act_of(patient), True, not polarity, True
        yield f"happen {act_of(patient)}", True, not polarity, True
        return
    if claim.predicate in _words("carrying") and claim.object and is_act(claim.object):
        yield act_of(claim.object), True, not polarity, False
        return
    if claim.predicate in _words("motion") and not particle:
        for preposition, _ in claim.obliques:
            if preposition in ("over", "into", "through", "across", "onto", "under"):
                yield f"move {preposition}", False, not polarity, False
        if claim.predicate in LIGHT:
            return
    if claim.predicate in LIGHT and not (claim.object or claim.obliques or particle):
        return
    key = act_of(claim.predicate)
    yield (f"{key} {particle}" if particle else key), False, not polarity, False


def _being(
    covered: Covered, claim: Claim, polarity: bool
) -> Iterator[tuple[str, bool, bool, bool]]:
    """The acts that "is", "was", "there were" tell of."""
    name = claim.object
    if name and _UN.fullmatch(name) and is_act(name[2:]):
        yield act_of(name[2:]), False, polarity, False
    elif name and is_act(name):
        yield act_of(name), _is_noun(covered, claim, name), not polarity, False
    elif name:
        yield f"be {act_of(name)}", False, not polarity, False
    for preposition, word in claim.obliques:
        if preposition in ("in", "under") and is_act(word):
            yield act_of(word), True, not polarity, False
    if claim.subject and _THERE.match(covered.text(claim.span)):
        yield act_of(claim.subject), True, not polarity, True


def _particle(claim: Claim) -> str:
    return claim.particle or next((w for w in claim.modifiers if w in _PARTICLES), "")


def _is_noun(covered: Covered, claim: Claim, word: str) -> bool:
    """Whether a word behind "was" stands as a noun: "was no violation", not "was drunk"."""
    found = re.search(rf"\b(?:an?|the|no|any)\s+(?:[\w-]+\s+)?{re.escape(word[:4])}",
                      covered.text(claim.span), re.IGNORECASE)  # fmt: skip
    return found is not None


def told_of(claim: Claim) -> tuple[str, ...]:
    """The verb of a claim, with its particle, and with its object: "end", "end strike"."""
    verb = f"{claim.predicate} {_particle(claim)}".strip()
    others = tuple(f"{verb} {preposition} {word}" for preposition, word in claim.obliques)
    linked = (f"be {claim.object}",) if claim.predicate == "be" else ()
    return verb, f"{verb} {claim.object}", *others, *linked


def _doer(scene: Scene, covered: Covered, claim: Claim) -> Party:
    if claim.passive and not claim.subject:
        return Party()
    word = of_them(covered, claim, claim.subject)
    return party(scene, covered, claim, word, claim.subject_person)


def _whom(scene: Scene, covered: Covered, claim: Claim) -> Party:
    """What it is done to: the object, else what a preposition joins to the verb."""
    if claim.object:
        if act_of(claim.object) == act_of(claim.predicate):
            return Party()  # "fired a single shot"
        word = of_them(covered, claim, claim.object)
        return party(scene, covered, claim, word, claim.object_person)
    for preposition, word in claim.obliques:
        if preposition in _WHERE and not _is_time(covered, claim, word):
            return party(scene, covered, claim, of_them(covered, claim, word), None)
    return Party()


def of_them(covered: Covered, claim: Claim, word: str) -> str:
    """The noun a word of how many leaves behind "of": "none of the visitors"; else the word."""
    if word not in _words("amounts") and word not in _words("parts"):
        return word
    found = re.search(
        rf"\b{re.escape(word)}\s+of\s+(?:(?:the|his|her|its|their|these|those|our|my)\s+)?(?P<them>[^,;.:]+)",
        covered.text(claim.sentence),
        re.IGNORECASE,
    )
    if found is None:
        return word
    noun = ""
    for one in re.findall(r"[A-Za-z-]+", found.group("them")):
        if _STOPS.fullmatch(one):
            break
        noun = one
    return singular(noun.lower()) or word


def _is_time(covered: Covered, claim: Claim, word: str) -> bool:
    return any(
        claim.sentence.covers(time.span) and word.lower() in covered.text(time.span).lower()
        for time in covered.reading.times
    )


def clause_of(covered: Covered, claim: Claim) -> Span:
    """The claim with what follows it up to the next pause or clause."""
    text = covered.article.text
    end = min(claim.sentence.end, claim.span.end + _TAIL)
    stop = _PAUSE.search(text, claim.span.end, end)
    end = stop.start() if stop else end
    stop = _NEXT.search(text, claim.span.end, end)
    return Span(claim.span.start, stop.start() if stop else end)
