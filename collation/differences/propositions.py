"""Two claims in; how much of one thing both tell, in whatever words and order, out.

Predicates are one concept before they come here. A claim is read to the end of its clause, since
its shortest words leave out what it is about; who does it and to whom may be told by another noun
("Norland", "the Norland coastguard"), where the rest of the clause is the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from collation.coverage import Covered
from collation.differences.acts import Act, act
from collation.differences.concepts import (
    concept,
    concepts_in,
    concepts_of,
    weigh_concepts,
)
from collation.differences.scene import Scene
from collation.differences.words import load
from extraction.annotations import Claim, Span

_LEAST = 2  # concepts that both have, names of the whole story and the predicate left out
_LIGHTEST = 5.0  # weight of them
_MANY, _HEAVY = 3, 9.0  # of them, and their weight, where neither subject nor object is the same
_COVERED = 0.4  # of the lighter clause's weight that the other has
_DIGITS = 3  # of a number by which two clauses are of one thing
_BEFORE = 30  # characters before a claim in which who does it is counted
_ROOT = 4  # letters by which a country and its people are one: "Norland", "Norlanders"
_CLAUSE = re.compile(
    r"[;:.!?—–(]|,\s|\b(?:but|because|although|while|whether|that|who|which)\b", re.IGNORECASE
)
_NUMBER = re.compile(
    r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|twenty|thirty|forty|fifty|dozens?|hundreds?|thousands?)\b",
    re.IGNORECASE,
)


#: What happened more than once, so that a flat account may tell of another time.
_AGAIN = re.compile(
    r"\b(?:twice|three times|repeatedly|(?:in|over) the (?:past|last)\b|(?:months|years) ago)\b",
    re.IGNORECASE,
)
_THOUGHT = re.compile(r"(?:(?:is|are|was|were|be)\s+(?:\w+\s+)?)?(?:thought|believed|may|might)\b")
_COUNTED = re.compile(
    r"\b(?:\d[\d,]*|dozens|hundreds|thousands)\s+(?:[\w-]+\s+){0,3}"
    r"(?:(?:is|are|was|were)\s+(?:\w+\s+)?)?$"
)


@dataclass(frozen=True, slots=True)
class Proposition:
    """A claim as an act and as the concepts of its clause; `open` where its doer is not told."""

    act: Act
    words: str  # of the clause, in lower case
    concepts: frozenset[str]
    numbers: frozenset[str]
    open: bool = False

    @property
    def covered(self) -> Covered:
        return self.act.covered

    @property
    def claim(self) -> Claim:
        return self.act.claim


def proposition(
    scene: Scene, covered: Covered, claim: Claim, *, doer_open: bool = False
) -> Proposition:
    """The claim read to the end of its clause."""
    end = _CLAUSE.search(covered.article.text, claim.span.end, claim.sentence.end)
    span = Span(claim.span.start, end.start() if end else claim.sentence.end)
    words = covered.text(span)
    said = (claim.subject if not doer_open else "", claim.object, *(w for _, w in claim.obliques))
    found = concepts_in(covered, span) | concepts_of(scene, covered, claim)
    found |= {concept(word) for word in said if len(word) > 2}
    found -= _hedges()
    return Proposition(
        act(scene, covered, claim),
        words.lower(),
        found,
        numbers_in(covered.text(Span(_doer_from(covered, claim), span.end))),
        doer_open,
    )


def _doer_from(covered: Covered, claim: Claim) -> int:
    """Where the words before the verb begin that may count who does it."""
    low = max(claim.sentence.start, claim.span.start - _BEFORE)
    pauses = [m.end() for m in _CLAUSE.finditer(covered.article.text, low, claim.span.start)]
    return pauses[-1] if pauses else low


def other_matter(hedged: str, flat: str) -> bool:
    """Whether two sentences tell of other numbers, or the flat one of what was done repeatedly."""
    ours, theirs = numbers_in(hedged), numbers_in(flat)
    return bool(ours and theirs and ours.isdisjoint(theirs)) or told_again(hedged, flat)


def told_again(hedged: str, flat: str) -> bool:
    """Whether the flat sentence alone tells of what was done repeatedly."""
    return bool(_AGAIN.search(flat)) and not _AGAIN.search(hedged)


def count_hedged(text: str, cue: int) -> bool:
    """Whether a hedge covers how many it is: "about 150 were thought to be trapped"."""
    low = max(0, cue - _BEFORE)
    return bool(_THOUGHT.match(text, cue)) and bool(_COUNTED.search(text, low, cue))


def numbers_in(words: str) -> frozenset[str]:
    """The numbers that some words hold, as printed."""
    return frozenset(match.group().lower() for match in _NUMBER.finditer(words))


@cache
def _hedges() -> frozenset[str]:
    """The words of hedges, which tell nothing of what they cover."""
    phrases = [*load("hedges")["noun"], *load("hedges")["verb"], "likely", "possible"]
    return frozenset(concept(word) for phrase in phrases for word in phrase.split())


def shared(one: Proposition, other: Proposition, central: frozenset[str]) -> float:
    """The weight of what two clauses of one predicate share; 0 where they are not of one thing."""
    if one.covered.group == other.covered.group or (
        one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers)
    ):
        return 0.0
    key = {concept(one.claim.predicate), concept(other.claim.predicate)} & one.concepts
    own = (one.concepts & other.concepts) - central - key
    weight = weigh_concepts(own | key)
    agreed = _agreed(one, other)
    enough = len(own) >= _LEAST and weight >= _LIGHTEST
    if True not in agreed or False in agreed:
        enough = (len(own) >= _MANY and weight >= _HEAVY) or _figures(one, other)
    lighter = min(weigh_concepts((p.concepts | key) - central) for p in (one, other))
    return weight if enough and weight >= _COVERED * max(1.0, lighter) else 0.0


def _figures(one: Proposition, other: Proposition) -> bool:
    """Whether both have one number that is rarely printed: "all 150 aboard"."""
    return any(len(re.sub(r"\D", "", number)) >= _DIGITS for number in one.numbers & other.numbers)


def _agreed(one: Proposition, other: Proposition) -> tuple[bool | None, bool | None]:
    """Whether subject and object are the same: None where one is not told or says nothing."""
    doer = None if one.open or other.open else _same(one.act.subject, other.act.subject, one, other)
    return doer, _same(one.act.object, other.act.object, one, other)


def _same(a: str, b: str, one: Proposition, other: Proposition) -> bool | None:
    if not a or not b:
        return None
    if a == b or concept(a) == concept(b) or set(a.split()) & set(b.split()):
        return True
    if _anybody(a) or _anybody(b):
        return None
    return _printed(a, other) or _printed(b, one)


def _printed(noun: str, told: Proposition) -> bool:
    """Whether a clause has the noun, or the people of the country: "Norland", "Norlanders"."""
    return len(noun) >= _ROOT and re.search(rf"\b{re.escape(noun[:_ROOT])}", told.words) is not None


def _anybody(noun: str) -> bool:
    """Whether a noun may be anybody: "suspect" and a name may be one man."""
    return " " not in noun and (noun in load("referents")["anybody"] or names_somebody(noun))


def names_somebody(noun: str) -> bool:
    """Whether a noun tells a person: "gunman", no "meteor"."""
    one, words = noun.lower().removesuffix("s"), load("referents")
    return one not in words["things"] and (
        one in words["also"] or one.endswith(tuple(words["ending"]))
    )
