"""The claims of several articles in; what one tells flatly and another thinks or confirms, out.

Two claims are aligned by their predicate's concept and their arguments ("apparently killed
himself", "before taking his own life"); one stands flat, the other under a hedge of its own verb
(Hyland 2005). And a report that one account calls unconfirmed may be confirmed in another.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collation.coverage import Covered
from collation.differences.acts import Act
from collation.differences.concepts import (
    SUICIDE,
    concept,
    concept_weight,
    concepts_in,
    is_suicide,
    weigh_concepts,
)
from collation.differences.factuality import (
    HEDGING,
    Factuality,
    attributed,
    factuality,
    hedge_of,
    settled,
    tells,
)
from collation.differences.phrasing import clause, leans
from collation.differences.propositions import (
    Proposition,
    count_hedged,
    names_somebody,
    proposition,
    shared,
    told_again,
)
from collation.differences.scene import Scene, difference
from collation.differences.words import stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Span, Voice

_LIGHT = frozenset(
    "be have do get make give take come go think believe include accuse charge allege "
    "suspect".split()
)
_EMPTY = frozenset("role part place way step case action talk question chance time".split())
_ACCUSED = re.compile(
    r"\b(?:accus|alleg|indict|suspect(?:ed|s) of|charged with|charges? (?:of|that))\w*",
    re.IGNORECASE,
)
#: A hedge that governs what somebody is said to have done: whose name its subject is, is not told.
_OF_SOMEBODY = re.compile(r"(?:accused|suspected)\s+of\b", re.IGNORECASE)
#: Somebody else's account in a headline: "Democrats to probe the report Roe ordered it".
_RETOLD = re.compile(r"\b(?:reports?|story|book|claims?)\s+(?:that\s+)?[A-Z]")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|stands?|stood)\s+(?:\w+\s+)?$")
#: A noun that is itself hedged: "a possible meteor streaked".
_NOUN = re.compile(
    r"\b(?:(?:an?|the|this)\s+)?(?P<hedge>possible|reported)"
    r"\s+(?P<noun>(?:[\w-]+\s+){0,3}?[\w-]+)",
    re.IGNORECASE,
)
_HEDGING_NOUN = ("possible", "reported")
_SHOWN = 60  # characters of a side
_SURE, _CONFIRMED = 0.7, 0.65
_NEAR = 5.0  # weight of what a report and its confirmation share
#: What speaks or is confirmed: a ministry that does so says nothing of the matter.
_OFFICES = frozenset(
    concept(word) for word in "confirm state department official media agency report".split()
)
_COMMON = 0.4  # the part of its weight that a name of the whole story keeps there
_COMPOUND = re.compile(r"\b\w+-(\w+)\b")
_UNCONFIRMED = re.compile(
    r"\bif (?!they |he |she )(?:\w+ ){0,6}(?:was |were |is |are |proves? |found )?"
    r"(?:confirmed|true|verified|accurate)\b|"
    r"\b(?:has|have|had|could|was|were)(?: not|n['’]t) "
    r"(?:yet |been |be |immediately |independently )*"
    r"(?:confirm(?:ed)?|verif(?:y|ied)|corroborated)\b|"
    r"\byet to be (?:confirmed|verified)\b",
    re.IGNORECASE,
)
_CONFIRMS = re.compile(
    r"\b(?:officials?|sources?|police|authorities|spokes\w+|agency|officers?|department|ministry|office|"
    r"military|company|coroner)(?: \w+){0,3} (?:confirm(?:ed|s|ing)|corroborated)\b"
    r"(?! (?:by|as|to (?:be|have|the|a) (?:post|court|job)|in the Senate))",
    re.IGNORECASE,
)
#: What all of these have in common.
_SETTLES = ("confirm", "verif", "corroborat", "true", "accurate")
_NOMINEE = re.compile(
    r"\b(?:if confirmed as|nomin\w+|Senate|hearings?|appointe\w+)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Told:
    said: Proposition
    cue: int | None  # where the hedge starts

    @property
    def act(self) -> Act:
        return self.said.act

    @property
    def covered(self) -> Covered:
        return self.said.covered


def find(scene: Scene) -> Iterator[Discrepancy]:
    """What is hedged here and flat there, then what is unconfirmed here and confirmed there."""
    yield from _aligned(scene)
    yield from _confirmed(scene)


def _aligned(scene: Scene) -> Iterator[Discrepancy]:
    central = frozenset(concept(word) for word in scene.central)
    claims: dict[str, list[tuple[Covered, Claim]]] = defaultdict(list)
    hedged: dict[str, list[_Told]] = defaultdict(list)
    for covered in scene.coverage.articles:
        may_hedge = {sentence.span for sentence in scene.having(covered, HEDGING)}
        may_hedge_noun = {sentence.span for sentence in scene.having(covered, _HEDGING_NOUN)}
        for claim in covered.reading.claims:
            suicide = is_suicide(covered, claim)
            if not claim.polarity or (claim.predicate in _LIGHT and not suicide):
                continue
            key = SUICIDE if suicide else _key(covered, claim)
            cue = hedge_of(covered, claim) if claim.sentence in may_hedge else None
            if cue is None and claim.sentence in may_hedge_noun:
                cue = _hedged_noun(covered, claim)
            if cue is None:
                claims[key].append((covered, claim))
            elif not settled(covered, claim.sentence):
                hedged[key].append(_told(scene, covered, claim, cue))
    flat = {
        key: [
            _told(scene, covered, claim, None)
            for covered, claim in claims[key]
            if claim.voice is not Voice.QUOTED
            and tells(covered, claim)
            and not attributed(covered, claim.sentence)
            and not _ACCUSED.search(covered.text(claim.sentence))
            and not _RETOLD.search(covered.text(claim.sentence))
            and factuality(covered, claim) is Factuality.AFFIRMED
        ]
        for key in hedged
    }
    for key, ones in sorted(hedged.items()):
        pairs = [
            (weight, one, other)
            for one in ones
            for other in flat[key]
            if not (one.act.saying or other.act.saying)
            and (weight := _match(one, other, central, key == SUICIDE))
        ]
        if not pairs:
            continue
        rows = [(one, "hedged") for _, one, _ in pairs] + [(o, "flat") for _, _, o in pairs]
        best = max(pairs, key=lambda row: (row[0], row[1].covered.id, row[1].act.claim.span))[1]
        kept = _unmixed(rows)
        if {value for _, value in kept} == {"hedged", "flat"}:
            told = [clause(scene, t.covered, _shown(t)) for t in (best, *(t for _, t, _ in pairs))]
            words = next((one for one in told if not leans(one)), told[0])
            yield difference(
                scene,
                Kind.HEDGING,
                Severity.SOFT,
                f"how sure it is: “{words}”",
                [Evidence(t.covered.id, _shown(t), t.act.claim.sentence, v) for t, v in kept],
                _SURE,
            )


def _told(scene: Scene, covered: Covered, claim: Claim, cue: int | None) -> _Told:
    accused = cue is not None and _accuses(covered.article.text, cue)
    return _Told(proposition(scene, covered, claim, doer_open=accused), cue)


def _accuses(text: str, cue: int) -> bool:
    """Whether a hedge's own subject is who accuses: "they accused Roe of …", not "Roe is"."""
    return bool(_OF_SOMEBODY.match(text, cue)) and not _PASSIVE.search(text, max(0, cue - 20), cue)


def _hedged_noun(covered: Covered, claim: Claim) -> int | None:
    """Where the hedge of a claim's subject starts: not of people, for whom it is the law's word."""
    text, span = covered.article.text, claim.span
    for match in _NOUN.finditer(text, max(claim.sentence.start, span.start - 30), span.end):
        last = match["noun"].split()[-1].lower()
        for noun in (claim.subject, claim.object if claim.passive else ""):
            if noun and stem(noun) == stem(last) and not names_somebody(last):
                return match.start("hedge")
    return None


def _key(covered: Covered, claim: Claim) -> str:
    """The concept of the verb: of the whole of it in "test-fired"."""
    for match in _COMPOUND.finditer(covered.text(claim.span)):
        if stem(match.group(1)) == stem(claim.predicate):
            whole = concept(match.group())
            if whole != stem(match.group()):
                return whole
    return concept(claim.predicate) + claim.particle


def _match(one: _Told, other: _Told, central: frozenset[str], suicide: bool) -> float:
    """The weight of what two claims share, 0 where they are not of one thing."""
    if one.covered.group == other.covered.group:
        return 0.0
    if one.act.object in _EMPTY and one.act.subject != other.act.subject:
        return 0.0  # "played a role": who did is what it is about
    if suicide:  # "the Marine", "the shooter": one may be two words for him, two names may not
        a, b = one.act.subject, other.act.subject
        if " " in a and " " in b and a != b and concept(a) != concept(b):
            return 0.0
        return weigh_concepts(one.said.concepts & other.said.concepts)
    told = [t.covered.text(t.act.claim.sentence) for t in (one, other)]
    if one.cue is not None and count_hedged(one.covered.article.text, one.cue):
        return 0.0
    if told_again(*told):
        return 0.0
    return shared(one.said, other.said, central)


def _unmixed(rows: Sequence[tuple[_Told, str]]) -> list[tuple[_Told, str]]:
    """Without what is told by an account that puts it both ways; each claim once."""
    ways: dict[str, set[str]] = defaultdict(set)
    for told, value in rows:
        ways[told.covered.id].add(value)
    seen: set[tuple[str, Span]] = set()
    kept = []
    for told, value in rows:
        at = (told.covered.id, told.act.claim.span)
        if at not in seen and (value == "hedged" or len(ways[told.covered.id]) == 1):
            seen.add(at)
            kept.append((told, value))
    return kept


def _shown(told: _Told) -> Span:
    """The claim, from its hedge on where that stands close before."""
    span = told.act.claim.span
    start = span.start if told.cue is None else min(span.start, told.cue)
    start = start if span.end - start <= _SHOWN else span.start
    return Span(start, span.end)


def _confirmed(scene: Scene) -> Iterator[Discrepancy]:
    """A report that is unconfirmed here and confirmed there."""
    central = frozenset(concept(word) for word in scene.central)
    found: list[tuple[Covered, str, Span, Span]] = []
    for covered in scene.coverage.articles:
        for sentence in scene.having(covered, _SETTLES):
            text = covered.text(sentence.span)
            open_, sure = _UNCONFIRMED.search(text), _CONFIRMS.search(text)
            match = open_ or sure
            if match is None or _NOMINEE.search(text):
                continue
            low, high = sentence.span.start + match.start(), sentence.span.start + match.end()
            end = min(sentence.span.end, high + 25)
            end = max(high, covered.article.text.rfind(" ", low, end))
            value = "unconfirmed" if open_ else "confirmed"
            found.append((covered, value, Span(low, end), sentence.span))
    ways: dict[str, set[str]] = defaultdict(set)
    for covered, value, *_ in found:
        ways[covered.id].add(value)
    rows = [row for row in found if len(ways[row[0].id]) == 1]
    near = max(
        (
            sum(
                concept_weight(c) * (_COMMON if c in central else 1)
                for c in concepts_in(one[0], one[3]) & concepts_in(other[0], other[3])
                if c not in _OFFICES
            )
            for one in rows
            for other in rows
            if one[1] < other[1] and one[0].group != other[0].group
        ),
        default=0.0,
    )
    if near >= _NEAR:
        yield difference(
            scene,
            Kind.STATUS,
            Severity.SOFT,
            "whether what is reported is confirmed",
            [Evidence(c.id, span, sentence, value) for c, value, span, sentence in rows],
            _CONFIRMED,
        )
