"""A claim in its sentence in; whether it is affirmed, denied, hedged or left open there, out.

Factuality as in FactBank (Saurí & Pustejovsky 2009): the polarity and the certainty of a claim are
those of its clause and of what it is embedded under. "Rejected claims that the tests violate it"
denies; "questions about whether he is disappointed", "why he did not", a condition and a question
leave open, and whatever is left open is no side of a contradiction.
"""

from __future__ import annotations

import re
from enum import StrEnum

from collation.coverage import Covered
from extraction.annotations import Claim, Span

_REACH = 90  # characters before a claim within which what it is embedded under stands
_PAUSE = re.compile(r"[;:–—]|,\s+(?:but|and|while|although|though)\s", re.IGNORECASE)
#: What makes the claim after it a question, a condition, a wish or a search.
_OPEN = re.compile(
    r"\b(?:whether|if|unless|until|why|how|ask(?:ed|s|ing)?|questions?|questioned|wonder\w*|"
    r"would|should|could|can|may|might|must|to determine|determine|decide[sd]?|think(?:s|ing)?|"
    r"thought|hope[sd]?|want(?:s|ed)?|wish\w*|possib\w+|potential|plan(?:s|ned)? to|"
    r"investigat\w+|prove|evidence|senses? in which|suppos\w+|imagine|pretend\w*|had not|"
    r"avoid(?:s|ed|ing)?|as if|as though|rather than|instead of|"
    r"before(?!\s+(?:\w+ly\s+)?\w{2,}ing\b)|in order)\b",
    re.IGNORECASE,
)
_DENYING = re.compile(
    r"\b(?:den(?:y|ied|ies|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:e|es|ed|ing)|"
    r"refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?|contradict(?:s|ed|ing)?|debunk(?:s|ed|ing)?|"
    r"ruled? out|ruling out|false(?:ly)?|untrue|not true|no truth|no evidence|not believe)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"(?:\bnot|n['’]t|\bnever|\bno longer)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_NO = re.compile(r"\b(?:not|no|never|nor|neither|nobody|none|without)\b|n['’]t\b", re.IGNORECASE)
#: What is not said is neither so nor not so.
_UNSAID = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bnor)\s+(?:\w+\s+){0,3}?(?:say|said|stated?|suggest(?:ed)?|claim(?:ed)?|"
    r"argued?|impl(?:y|ied)|mean|meant)\b",
    re.IGNORECASE,
)
#: Behind a denial: another verb, whose claim the denial does not govern.
_FRESH = re.compile(
    r"\b(?:and|but|instead)\s+\w+|\b(?:maintain\w*|insist\w*|saying|said)\b", re.IGNORECASE
)
_HEDGED = re.compile(
    r"\b(?:apparent(?:ly)?|alleged(?:ly)?|reportedly|purported(?:ly)?|presumabl[ey]|seeming(?:ly)?|"
    r"supposed(?:ly)?|(?:appear|seem)(?:s|ed|ing)?|(?:believed|thought|suspected|said)\s+to|likely|"
    r"probabl[ey]|perhaps|maybe|unconfirmed)\b",
    re.IGNORECASE,
)
#: Hedges of the verb itself: what stands before it, or within the claim.
_OF_THE_VERB = re.compile(
    r"\b(?:apparently|allegedly|reportedly|purportedly|presumably|seemingly|supposedly|"
    r"likely(?! voters?| to (?!have))|"
    r"(?:appear|seem)(?:s|ed)?\s+to(?:\s+have)?(?:\s+be(?:en)?)?|(?:may|might)\s+have|"
    r"(?:is|are|was|were)\s+(?:believed|thought|suspected|said|reported|alleged)\s+to|"
    r"(?:accused|suspected)\s+of(?:\s+having)?|claim(?:s|ed|ing)?\s+to(?:\s+have)?|"
    r"apparent\s+(?:self|suicide))\b",
    re.IGNORECASE,
)
#: A word of each of these: with none in its sentence no claim has a hedge of its own.
HEDGING = tuple(
    "apparent allege reported purported presumabl seem supposed likely appear may might believed "
    "thought suspected said accused claim".split()
)
#: What makes the whole sentence somebody's account, or a guess: no flat word of the outlet's own.
_ATTRIBUTED = re.compile(
    r"\b(?:report(?:s|ed|ing)? that|according to|describ\w+|affidavits?|claim(?:s|ed|ing)\b|"
    r"argu\w+|contend\w*|accus\w+|alleg\w+|suggest\w*|testif\w+|(?:said|says|saying|told|"
    r"indicat\w+)\b(?! by)|possib\w+|potential\w*|likely|suspect\w*|suspici\w+|rumou?r\w*|"
    r"may have|might have|could have|appear\w*|seem\w*|reportedly|believ\w+|assert\w*|"
    r"purported\w*|so-called)\b",
    re.IGNORECASE,
)
#: A hedge of what was thought before, which the same sentence may settle.
_SETTLED = re.compile(
    r"\b(?:prior|earlier|previous|initial|first|past) (?:\w+ )?(?:reports?|accounts?|"
    r"statements?)\b|\b(?:acknowledg\w+|confirm\w+|turned out|later (?:said|learned|found))\b",
    re.IGNORECASE,
)
_GERUND = re.compile(r"^\W*(?:\w+ly\s+)?\w{2,}ing\b")
_AUXILIARY = re.compile(
    r"(?:\b(?:is|are|was|were|been|be|keeps?|kept)|['’](?:s|re|m))\s+(?:\w+\s+)?$"
)
#: Behind which a participle tells what came of it or how time was spent.
_FOLLOWS = re.compile(
    r"\w,\s+(?:\w+ly\s+)?$|\bspen(?:t|ds?|ding)\s+(?:\w+\s+){1,5}$", re.IGNORECASE
)
_UNSETTLED = re.compile(r"\b(?:whether|if|not|n['’]t|never)\b", re.IGNORECASE)
_NOT_DENYING = re.compile(r"\b(?:no doubt|not only|not just|no less)\b", re.IGNORECASE)
_UNDER = 35  # characters before a claim within which a hedge of its verb stands
_ASKED = re.compile(r"\?[”\"’']*\s*$")


class Factuality(StrEnum):
    """What the one who tells it makes of a claim."""

    AFFIRMED = "affirmed"
    DENIED = "denied"
    HEDGED = "hedged"
    OPEN = "open"


def factuality(covered: Covered, claim: Claim) -> Factuality:
    """How a claim stands where it is printed, with what governs it in its sentence."""
    before = _governing(covered, claim)
    words = covered.text(claim.span)
    if _ASKED.search(covered.text(claim.sentence)) or _OPEN.search(before):
        return Factuality.OPEN
    if _UNSAID.search(before):
        return Factuality.OPEN
    if claim.modality in ("possible", "considered", "unreal", "necessary", "future", "impossible"):
        return Factuality.OPEN
    denial = _DENYING.search(before)
    if denial is not None and not _FRESH.search(before, denial.end()):
        # A gerund or a "that" after "denied" is read as negated by extraction already.
        if _NOT.search(before[: denial.start()]) or (not claim.polarity and _NO.search(words)):
            return Factuality.OPEN  # two negations: too much to be sure
        return Factuality.DENIED
    if not claim.polarity:
        negated = not _NOT_DENYING.search(words)
        return Factuality.DENIED if negated else Factuality.OPEN
    if claim.modality == "alleged" or _HEDGED.search(before[-40:]) or _HEDGED.search(words):
        return Factuality.HEDGED
    return Factuality.AFFIRMED


def denial_before(covered: Covered, claim: Claim) -> int | None:
    """Where the word stands under which the claim is denied; None where there is none."""
    before = _governing(covered, claim)
    denial = _DENYING.search(before)
    return None if denial is None else claim.span.start - len(before) + denial.start()


def _governing(covered: Covered, claim: Claim) -> str:
    """What stands before the claim in its sentence, from the last pause on."""
    low = max(claim.sentence.start, claim.span.start - _REACH)
    return _PAUSE.split(covered.article.text[low : claim.span.start])[-1]


def hedge_of(covered: Covered, claim: Claim) -> int | None:
    """Where the hedge of a claim's own verb starts; None where it has none, or is left open."""
    before = _governing(covered, claim)[-_UNDER:]
    words = covered.text(claim.span)
    inside, ahead = _OF_THE_VERB.search(words), None
    if inside is not None and words[: inside.start()].rstrip().endswith(","):
        inside = None  # "was fired, reportedly over a quarrel": why is what is hedged
    for match in _OF_THE_VERB.finditer(before):
        ahead = match
    if inside is None and ahead is None:
        return None
    if _ASKED.search(covered.text(claim.sentence)) or claim.modality == "unreal":
        return None
    if _UNSETTLED.search(before + words):
        return None
    if ahead is not None and re.fullmatch(r"\s*(?:[^\s,]+\s*)?", before[ahead.end() :]):
        return claim.span.start - len(before) + ahead.start()
    return None if inside is None else claim.span.start + inside.start()


def attributed(covered: Covered, sentence: Span) -> bool:
    """Whether a sentence is somebody's account or a guess, by any word of it."""
    return bool(_ATTRIBUTED.search(covered.text(sentence)))


def settled(covered: Covered, sentence: Span) -> bool:
    """Whether a sentence with a hedge tells what was thought before, or what became of it."""
    return bool(_SETTLED.search(covered.text(sentence)))


def asserts(covered: Covered, claim: Claim) -> bool:
    """Whether a claim's words say that it is so: "indicting a president" says nothing."""
    low = max(claim.sentence.start, claim.span.start - _UNDER)
    before = covered.article.text[low : claim.span.start]
    return not _GERUND.match(covered.text(claim.span)) or bool(_AUXILIARY.search(before))


def tells(covered: Covered, claim: Claim) -> bool:
    """The same, with the participles that tell what followed: "crashed, killing all aboard"."""
    low = max(claim.sentence.start, claim.span.start - _UNDER)
    return asserts(covered, claim) or bool(
        _FOLLOWS.search(covered.article.text, low, claim.span.start)
        and _GERUND.match(covered.text(claim.span))
    )
