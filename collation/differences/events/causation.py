"""The claims of several articles in; which of two things caused the other, told both ways, out.

"The fire caused an explosion" here, "an explosion sparked the fire" there: one event cannot be the
cause and the effect of the same other (Hume's asymmetry of causes; the verbs are those of
FrameNet's Causation frame). And what the motive is: known here, not known there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from collation.coverage import Covered
from collation.differences.concepts import concept, concept_weight, concepts_in
from collation.differences.factuality import Factuality, factuality
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Span

_CAUSAL = frozenset("cause trigger spark prompt ignite unleash".split())
_CAUSAL_WITH = frozenset((("lead", "to"), ("result", "in"), ("give", "to")))
_PARTICLES = frozenset((("set", "off"), ("touch", "off"), ("bring", "about")))
_SURE, _MOTIVE = 0.75, 0.65
_SHOWN = 60  # characters of a side
_MOST = 3  # pieces of evidence of a motive
_LEAST = 1.5  # weight of an effect: "a problem" is none
_DOER = r"(?:gunm[ae]n|shooter|attacker|suspect|assailant|bomber|driver|killer|man|woman|he|she)"
_UNKNOWN = re.compile(
    r"\b(?:(?:did|do|does|would|could|can|has|have|had)(?: ?not|n['’]t) "
    r"(?:yet |immediately |publicly )?(?:disclosed?|know|known|say|said|released?|determined?|"
    r"established?|identif(?:y|ied)|speculate on|revealed?|found|given?|announced?)|"
    r"nor (?:\w+ )?(?:announced?|given?|disclosed?)|cannot yet \w+(?: on)?|"
    r"yet to (?:pin down|determine|establish|find|announce|give)|"
    r"too (?:early|soon) to (?:say|assign|speculate|give|determine)(?: (?:on|about))?|"
    r"(?:no|without an?) (?:known |clear |apparent |obvious |immediate )?|"
    r"unclear|not (?:yet |immediately )?(?:clear|known)|unknown|investigat\w+|search\w* for|"
    r"puzzl\w+|baffl\w+|still (?:trying|seeking|looking)|(?:don['’]t|not) know what)"
    r"\s*(?:[\w’']+ ){0,3}\bmotiv(?:es?|ations?|ated)\b|"
    r"\bmotiv(?:es?|ations?) (?:\w+ ){0,4}(?:was|were|is|are|remain(?:s|ed)?) (?:\w+ )?(?:unclear|"
    r"unknown|a mystery|not (?:yet |immediately )?(?:clear|known|disclosed|released))\b|"
    r"\bmotive unknown\b|"
    r"\b(?:did|do|does|could|would)(?: not|n['’]t) (?:say|know|explain) why (?:the )?"
    r"(?:gunm[ae]n|shooter|attacker|suspect|assailant|bomber|driver|killer)",
    re.IGNORECASE,
)
_WHY = ("motiv", "why")  # what all that has in common
_KNOWN = re.compile(
    r"\b(?:motivated by|motive (?:was|is|appears? to be|may have been|could have been)|"
    r"(?:broke out|stemm(?:ed|ing) from|followed|follow(?:ing|s)|over|after|arose from|because of) "
    r"(?:,? ?(?:reportedly|apparently|allegedly) )?(?:over )?"
    r"(?:an? |the |some kind of )?(?:\w+ ){0,2}(?:dispute|argument|quarrel|feud|fight|grudge|"
    r"break-?up|altercation|problem with \w+|row)|"
    r"(?:long|old|bitter|personal|years)[\w-]* (?:grudge|feud|vendetta|dispute)|"
    r"(?:grudge|vendetta) against|"
    r"in (?:revenge|retaliation) for|to avenge|out of (?:jealousy|hatred|revenge))\b|"
    rf"\b{_DOER} (?:was )?(?:angry|upset|furious|disgruntled) (?:at|with|over|about)\b",
    re.IGNORECASE,
)
#: What is not the attack itself: somebody's earlier trouble, an arrest, an answer to another thing.
_EARLIER = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:years?|months?|weeks?) (?:ago|earlier|before)|previous(?:ly)?|once|"
    r"last (?:year|month|week)|(?:was|were|been) (?:arrested|charged|convicted|divorced)|"
    r"pleaded|another (?:case|incident)|expel\w*|sanctions?|tariffs?|vot(?:e|es|ed|ing))\b",
    re.IGNORECASE,
)
#: "Had no motive to do it" is a defence.
_NO_MOTIVE = re.compile(r"\bno (?:\w+ )?(?:motive|motivation)s? (?:to|for him|for her)\b", re.I)
#: Two attacks, each with a motive of its own.
_TWO = re.compile(
    r"\b(?:two|twin|both|back-to-back|three)\s+(?:\w+\s+)?(?:shootings|attacks|massacres|bombings)\b"
    r"|\banother (?:gunman|shooter|attacker)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Cause:
    covered: Covered
    claim: Claim
    before: frozenset[str]  # concepts of what stands before the causal verb
    effect: str
    word: str  # the effect as a lemma


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Cause and effect told both ways; then a motive that only one account knows."""
    yield from _swapped(scene)
    yield from _motives(scene)


def _swapped(scene: Scene) -> Iterator[Discrepancy]:
    causes = [
        cause
        for covered in scene.coverage.articles
        for claim in covered.reading.claims
        for cause in _cause(covered, claim)
    ]
    told: set[frozenset[str]] = set()
    for one in causes:
        for other in causes:
            pair = frozenset((one.effect, other.effect))
            if (
                one.covered.group < other.covered.group
                and len(pair) == 2
                and pair not in told
                and one.effect in other.before
                and other.effect in one.before
                and scene.days_apart(one.covered, other.covered) <= 7
            ):
                told.add(pair)
                first, second = sorted((one.word, other.word))
                rows = [
                    (one, f"the {one.word} came second"),
                    (other, f"the {other.word} came second"),
                ]
                yield difference(
                    scene,
                    Kind.CAUSE,
                    Severity.HARD,
                    f"which caused the other: the {first} or the {second}",
                    [
                        Evidence(c.covered.id, _shown(c), c.claim.sentence, value)
                        for c, value in rows
                    ],
                    _SURE,
                    [
                        (c.claim.voice, scene.person(c.covered, c.claim.holder), value)
                        for c, value in rows
                    ],
                    f"there may have been more than one {first} or {second}",
                )


def _cause(covered: Covered, claim: Claim) -> Iterator[_Cause]:
    effect = claim.object
    if claim.predicate in _CAUSAL or (claim.predicate, claim.particle) in _PARTICLES:
        pass
    else:
        word = next((w for p, w in claim.obliques if (claim.predicate, p) in _CAUSAL_WITH), "")
        if not word:
            return
        effect = word
    name = concept(effect) if effect else ""
    if not name or concept_weight(name) < _LEAST or claim.passive:
        return
    if factuality(covered, claim) not in (Factuality.AFFIRMED, Factuality.HEDGED):
        return
    at = covered.article.text.find(effect, claim.span.start, claim.sentence.end)
    end = claim.span.end if at < 0 else at
    before = covered.article.text[claim.sentence.start : end].rstrip()
    if at >= 0 and before and before[-1].isalnum():  # "the impeachment inquiry" is one effect
        end = claim.sentence.start + max(0, before.rfind(" "))
    yield _Cause(
        covered, claim, concepts_in(covered, Span(claim.sentence.start, end)) - {name}, name, effect
    )


def _shown(cause: _Cause) -> Span:
    span = cause.claim.span
    return Span(max(span.start, span.end - _SHOWN), span.end)


def _may_be_unknown(scene: Scene, covered: Covered) -> bool:
    """Whether a sentence of an account says that a motive is not known."""
    sentences = scene.having(covered, _WHY)
    return any(_UNKNOWN.search(covered.text(sentence.span)) for sentence in sentences)


def _motives(scene: Scene) -> Iterator[Discrepancy]:
    """A motive that one account gives and another says is not known."""
    rows: list[tuple[Covered, str, Span, Span]] = []
    if not any(_may_be_unknown(scene, covered) for covered in scene.coverage.articles):
        return
    if any(_TWO.search(covered.article.text) for covered in scene.coverage.articles):
        return
    for covered in scene.coverage.articles:
        for sentence in covered.reading.sentences:
            text = covered.text(sentence.span)
            for value, pattern in (("not known", _UNKNOWN), ("known", _KNOWN)):
                match = pattern.search(text)
                aside = _EARLIER if value == "known" else _NO_MOTIVE
                if match is not None and not aside.search(text):
                    end = min(match.end(), match.start() + _SHOWN)
                    span = Span(sentence.span.start + match.start(), sentence.span.start + end)
                    rows.append((covered, value, span, sentence.span))
                    break
    silent = {covered.id for covered, value, *_ in rows if value == "not known"}
    knowing = [row for row in rows if row[1] == "known" and row[0].id not in silent]
    unknown = [row for row in rows if row[1] == "not known"]
    told = [*knowing[:_MOST], *unknown]
    if knowing and any(a[0].group != b[0].group for a in knowing for b in unknown):
        yield difference(
            scene,
            Kind.CAUSE,
            Severity.SOFT,
            "whether the motive is known",
            [Evidence(c.id, span, sentence, value) for c, value, span, sentence in told],
            _MOTIVE,
        )
