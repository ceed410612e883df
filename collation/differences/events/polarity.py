"""A claim in its sentence in; whether it is affirmed or denied there, and who says so, out.

Stricter than `factuality`: what takes part in a contradiction must be a clause that says so itself.
"A bill approved by the house", "those who stay away" and "to pay" say nothing; "has yet to pay" and
"the claim that he paid is untrue" deny; a denial under another denial is left open.
"""

from __future__ import annotations

import re
from functools import cache

from collation.coverage import Covered
from collation.differences.factuality import Factuality, asserts, denial_before, factuality
from collation.differences.onesided import denier
from collation.differences.scene import Scene
from collation.differences.words import load, stem
from extraction.annotations import Claim, Voice

_BEFORE = 40  # characters before a claim in which a verb that undoes it stands
#: Between what denies and the clause it denies.
_DENIED = re.compile(
    r"(?:den(?:y|ied|ies|ying)\s+(?:(?:on|again|repeatedly|ever|having|that|any|all|\w+ly|\w+day)\s+)*|"
    r"(?:reject|dismiss|disput|refut|rebut)\w*\s+(?:[\w’']+\s+){0,4}?"
    r"(?:claims?|reports?|allegations?|accusations?|suggestions?|charges?|assertions?|rumou?rs?|"
    r"statements?)\s+(?:that|of)\s+(?:having\s+)?|"
    r"(?:untrue|false|not true|no truth)\b[^,;]{0,40}?\bthat\s+)"
    r"(?:(?:the|an?|his|her|its|their|he|she|it|they)\s+)?",
    re.IGNORECASE,
)
#: Told of a wish, an instruction or a case that is put.
_NESTED = re.compile(
    r"\b(?:walk\w* back|retract\w*|recant\w*|took back|withdrew)\b|"
    r"\bto (?:say|state|tell|dispute|claim|deny|create|pretend|suggest|believe)\b|"
    r"\b(?:stating|record|either|means?|meaning|having|allow\w*|lets?|letting|help\w*)\b[^,;]{0,25}$",
    re.IGNORECASE,
)
_UNREAL = re.compile(r"\b(?:would|could|should|may|might|if|unless|whether)\b[^,;]*$", re.I)
_NO_NOUN = re.compile(r"(?:n['’]t|\b(?:no|not|never|without|nor|neither))\b[^,;.]*\bthat\s+$", re.I)
_TO = re.compile(r"\bto\s+$", re.IGNORECASE)
_FEW = re.compile(r"\b(?:few|little|hardly|barely|scarcely|scant|almost|nearly)\b", re.IGNORECASE)
_WHICH = re.compile(
    r"\b(?!said|says|say|denied|insist\w*|claim\w*|know|argu\w*|add\w*|told|think|believe\w*|found|show\w*)[a-z]+\s+(?:that|who|which)\s*$",
    re.IGNORECASE,
)  # no comma: it says which
_ANY_NO = re.compile(
    r"\b(?:not|never|no|without|nor|neither|cannot|nobody|none|nothing|zero)\b|n['’]t\b",
    re.IGNORECASE,
)
_NEAR = 20  # characters before a claim in which its own "not" stands
_NEITHER = re.compile(r"\b(?:neither|nor|zero)\b", re.IGNORECASE)
_EXCEPT = re.compile(
    r"\b(?:nothing|nobody|none|no one|not|n['’]t)\s+"
    r"(?:but|except|only|just|merely|simply|solely)\b|"
    r"n['’]t\s+(?:only|just|merely|simply|solely)\b|\b(?:never|non|no)-\w",
    re.IGNORECASE,
)
_ANY_NOT = re.compile(r"\b(?:not|never|no|without|nor|cannot)\b|n['’]t\b", re.IGNORECASE)
_THOSE = re.compile(
    r"\b(?:those|anyone|anybody|people|any\s+\w+|every\s+\w+)\s+(?:that|who|which)\s*$|"
    r"\ban?\s+(?:\w+\s+){0,2}\w+\s+who\s*$",
    re.IGNORECASE,
)
_THEN_WHICH = re.compile(r"\s+(?:who|that|which|whom)\b", re.IGNORECASE)  # what is denied is less
_SAID = re.compile(
    r"\b(?:claim|report|allegation|suggestion|accusation|rumou?r|idea|notion|charge|belief|story|"
    r"stories|account)s?\s+(?:that|of)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|got|gets|get)\b|['’](?:s|re)\b", re.I
)
_AUX_BEFORE = 25  # characters


@cache
def nobody() -> frozenset[str]:
    """The nouns that deny: "none", "nobody"."""
    return frozenset(load("undone")["nobody"])


@cache
def _refusing() -> re.Pattern[str]:
    """What undoes the verb it stands right before: "has yet to pay"."""
    return re.compile(rf"\b(?:{load('undone')['refusing']})\s*(?:\w+ly\s+)?$", re.IGNORECASE)


@cache
def _untrue() -> re.Pattern[str]:
    return re.compile(rf"[^.;:]{{0,40}}?\b{load('undone')['untrue']}", re.IGNORECASE)


def polarity_of(covered: Covered, claim: Claim) -> bool | None:
    """Whether a claim is affirmed; None where it is open, hedged or a saying."""
    text = covered.article.text
    words = covered.text(claim.span)
    before = text[max(claim.sentence.start, claim.span.start - _BEFORE) : claim.span.start]
    if (
        _THOSE.search(before)
        or _NESTED.search(before)
        or _UNREAL.search(before)
        or _EXCEPT.search(words)
    ):
        return None
    undone = is_refused(covered, claim)
    if undone:
        open_ = claim.modality not in ("unreal", "necessary", "actual", "impossible")
        return None if open_ or "had " in undone.group() else False
    told = factuality(covered, claim)
    cue = denial_before(covered, claim)
    if cue is not None:
        flat = told is Factuality.DENIED and _DENIED.fullmatch(text, cue, claim.span.start)
        return False if flat else None
    if told is Factuality.DENIED:
        if not _ANY_NO.search(words) and not _ANY_NO.search(before[-_NEAR:]):
            return None  # a "no" of another clause: "no sign of him as the town stays shut"
        if _WHICH.search(before) or _THEN_WHICH.match(text, claim.span.end):
            return None
        return False if _states(covered, claim) else None
    if told is not Factuality.AFFIRMED or claim.modality not in ("actual", "alleged"):
        return None
    if _NO_NOUN.search(before) or _TO.search(before) or _FEW.search(words):
        return None
    if _untrue().match(text[claim.span.end : claim.sentence.end]):
        return False
    if {claim.subject, claim.object} & nobody() or _NEITHER.search(words):
        return False if _states(covered, claim) else None
    return True if _states(covered, claim) and not _ANY_NOT.search(words) else None


def is_refused(covered: Covered, claim: Claim) -> re.Match[str] | None:
    """What undoes a claim's verb: "has yet to", "failed to"; None where nothing does."""
    low = max(claim.sentence.start, claim.span.start - _BEFORE)
    before = covered.article.text[low : claim.span.start]
    return _refusing().search(before) or _refusing().search(_head(covered, claim))


def _states(covered: Covered, claim: Claim) -> bool:
    """Whether a claim has a verb that says so: not "a bill approved by the house", "using gas"."""
    if not asserts(covered, claim):
        return False
    if not claim.passive:
        return True
    low = max(claim.sentence.start, claim.span.start - _AUX_BEFORE)
    return _AUXILIARY.search(covered.article.text, low, claim.span.end) is not None


def holder_of(scene: Scene, covered: Covered, claim: Claim) -> str | None:
    """Who says so; None for the outlet, "?" for somebody who is not named."""
    cue = denial_before(covered, claim)
    if cue is not None:
        return denier(scene, covered, claim.sentence, cue).lower() or "?"
    if claim.voice is Voice.OUTLET:
        low = max(claim.sentence.start, claim.span.start - _BEFORE)
        return "?" if _SAID.search(covered.article.text, low, claim.span.start) else None
    if claim.holder is None:
        return "?"
    return (
        scene.person(covered, claim.holder) or covered.reading.people[claim.holder].name
    ).lower()


def _head(covered: Covered, claim: Claim) -> str:
    """The words of a claim up to its verb, where they can be told."""
    words = covered.text(claim.span)
    root = stem(claim.predicate)
    for match in re.finditer(r"[A-Za-z]+", words):
        if stem(match.group()) == root:
            return words[: match.start()]
    return ""
