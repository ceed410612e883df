"""The articles of a story in; what somebody denies in words and somebody else says is so, out.

"Denied that he misled them", "rejected claims that the ban had lapsed", "no evidence that the
group was behind it": what is denied stands behind the cue (the cue and the scope of a negation,
Morante & Daelemans 2012) and is found again, by its verb and its concepts, in a claim that another
account, which has no denial, affirms. Names alone prove nothing: they are of the
whole story.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from collation.coverage import Covered
from collation.differences.acts import LIGHT
from collation.differences.concepts import concept, concepts_in, weigh_concepts
from collation.differences.factuality import Factuality, factuality
from collation.differences.onesided import denier, without_denial
from collation.differences.scene import Scene
from collation.differences.words import load
from collation.discrepancy import Discrepancy, Evidence
from extraction.annotations import Claim, Span

_REACH = 130  # characters behind a cue that may tell what is denied
_SHOWN = 90  # characters of a denial that are shown
_LEAST = 4.0  # weight of what is denied, names left out
_COVERED = 0.6  # of it that the affirmation has
_NEAR = 0.8  # of the best affirmation's score, for one that is shown beside it
_MOST = 3  # affirmations that are shown
_PAUSE = re.compile(
    r"[;.!?—–“”\"]|,\s+(?:but|and|though|although|while|which|who|he|she|they|according|\w+ing|"
    r"\w+ said)\b|\b(?:but|before|after|when|because|saying|insisting|calling|as|"
    r"and (?:plead\w*|said|says|insist\w*))\b",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"(?:\bnot|\bnever|n['’]t|\bneither|\bnor|\bcannot)\s+(?:\w+\s+)?$|"
    r"\b(?:if|whether|unless|asked)\b[^,;]{0,30}$",
    re.IGNORECASE,
)
#: Within an affirmation, or close before: then it is none.
_OPEN = re.compile(
    r"\b(?:not|never|no|nor|neither|investigat\w*|potential|possib\w*|whether|if|den[iy]\w*|"
    r"allegations?|acknowledg\w*|admi(?:ts?|tted|ssion)|purpose)\b|"
    r"n['’]t\b",
    re.IGNORECASE,
)
_CLAUSAL = re.compile(r"\bthat\s*$|\bto\s", re.IGNORECASE)
_OWN = re.compile(r"\W*(?:that\s+)?(?:he|she|they|it)\b", re.IGNORECASE)
_RULING = re.compile(r"\b(?:judges?|justices?|courts?|jury)\b", re.IGNORECASE)
_BLAME = re.compile(
    r"\b(?:blam|accus|alleg|responsib|behind|implicat|suspect|order(?:ed|ing)|carried out|charg|"
    r"link(?:ed|s) to|admit|claim|involve)\w*",
    re.IGNORECASE,
)
_STALE = 60  # days before publication from which what somebody denied then is no news now
_ROOT = 5  # letters: "Russian", "Russia"
_PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we"))
#: Of each cue: that somebody denies or rejects it, or what there is none of.
_SIGN = tuple(
    "deny denie reject dismiss disput refut rebut push brush contradict debunk call "
    "evidence indication proof sign truth information".split()
)
_BEFORE = 25  # characters before an affirmation that may leave it open


@dataclass(frozen=True, slots=True)
class _Denied:
    covered: Covered
    sentence: Span
    shown: Span
    concepts: frozenset[str]
    verbs: frozenset[str]  # concepts of the verbs of what is denied
    who: str  # denies it; empty where only evidence is lacking
    clausal: bool  # what is denied is a clause: that something was done
    own: bool  # the clause is of whoever denies it: "that he was at sea"
    doing: bool  # somebody's act: that the thing was done, by nobody named, affirms nothing


@dataclass(frozen=True, slots=True)
class _Said:
    covered: Covered
    claim: Claim
    score: float


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy for each denial whose matter somebody else affirms."""
    names = {
        concept(word)
        for covered in scene.coverage.articles
        for name in covered.reading.names
        if not scene.in_headline(covered, name.span.start)
        for word in name.text.split()
    }
    known = frozenset(names | {concept(word) for word in scene.central})
    claims: dict[str, list[tuple[Claim, frozenset[str]]]] = {}
    matters: dict[tuple[str, Span], tuple[list[_Denied], list[_Said]]] = {}
    for covered in scene.coverage.articles:
        for denied in _denials(scene, covered):
            if not claims:
                claims = {
                    c.id: [
                        (claim, concepts_in(c, claim.span))
                        for claim in c.reading.claims if claim.polarity
                    ]
                    for c in scene.coverage.articles
                }  # fmt: skip
            said = _chosen(_affirmed(scene, denied, known, claims))
            if said:
                first = (said[0].covered.id, said[0].claim.span)
                matters.setdefault(first, ([], said))[0].append(denied)
    for _, (denials, said) in sorted(matters.items()):
        denials.sort(key=lambda one: not one.who)
        if not any(one.who or one.clausal for one in denials):
            continue  # "no sign of it" is of a thing, not of what was done
        told = _told(scene, denials, said)
        if told is not None:
            yield told


def _is_stale(covered: Covered, sentence: Span) -> bool:
    """Whether a sentence is dated long before its account: what was denied then is known now."""
    published = covered.article.published
    return published is not None and any(
        sentence.covers(time.span) and time.end is not None
        and (published - time.end).days > _STALE
        for time in covered.reading.times
    )  # fmt: skip


@cache
def _cue() -> re.Pattern[str]:
    table = load("rebuttal")
    shell = "(?:" + "|".join(sorted(map(re.escape, table["saying"]), key=len, reverse=True)) + ")s?"
    apart = "on|in|at|as|from|during|last|this|and|or|before|after|when"
    of_it = rf"(?!(?:{apart})\b)(?:that\s+|of\s+|about\s+)?"
    named = rf"(?:[\w’'.]+\s+){{0,4}}?{shell}\s+{of_it}"
    whose = "his|her|the|their|its|he|she|it|they"
    clause = rf"(?:{whose})\s+(?:\w+\s+){{0,2}}(?:was|were|is|are|had|has|did)\b"
    sign = "evidence|indication|proof|sign|truth|information"
    return re.compile(
        rf"\bden(?:y|ies|ied|ying)\s+(?:ever\s+)?(?:that\s+|having\s+|(?={clause})|"
        rf"(?=\w{{2,}}ing\b)|(?=(?:any|all)\b(?! wrongdoing))|{named})|"
        rf"\b(?:{'|'.join(table['rejecting'])})\s+{named}|"
        rf"\bno (?:\w+ )?(?:{sign})s?\s+(?:yet\s+|so far\s+)?"
        r"(?:that\s+|of\s+|about\s+|to (?:the|suggest|indicate|show|support)\s+(?:that\s+)?)",
        re.IGNORECASE,
    )


@cache
def _empty() -> frozenset[str]:
    return frozenset(concept(word) for word in load("rebuttal")["empty"])


@cache
def _saying() -> frozenset[str]:
    return frozenset(load("rebuttal")["telling"])


def _denials(scene: Scene, covered: Covered) -> Iterator[_Denied]:
    text = covered.article.text
    for sentence in scene.having(covered, _SIGN):
        words = covered.text(sentence.span)
        match = _cue().search(words)
        if match is None or _UNDONE.search(words, 0, match.start()):
            continue
        if _RULING.search(words, 0, match.start()) or _is_stale(covered, sentence.span):
            continue  # a ruling is no denial
        doubt, who = match.group().lower().startswith("no "), ""
        if not doubt:
            who = denier(scene, covered, sentence.span, sentence.span.start + match.start())
            if not who:
                continue
        low, last = match.end(), min(len(words), match.end() + _REACH)
        pause = _PAUSE.search(words, low, last)
        inside = Span(
            sentence.span.start + low, sentence.span.start + (pause.start() if pause else last)
        )
        start = sentence.span.start + match.start()
        end = inside.end
        if end - start > _SHOWN:
            end = max(inside.start, text.rfind(" ", start, start + _SHOWN))
        told = [
            claim
            for claim in covered.reading.claims
            if claim.sentence == sentence.span
            and inside.start - 3 <= claim.span.start < inside.end
            and claim.predicate not in LIGHT
        ]
        concepts = concepts_in(covered, inside) - _empty()
        yield _Denied(
            covered,
            sentence.span,
            Span(start, end),
            concepts,
            frozenset(concept(claim.predicate) for claim in told) & concepts,
            who,
            bool(_CLAUSAL.search(match.group())),
            bool(_OWN.match(covered.text(inside))),
            any(claim.subject and not claim.passive for claim in told),
        )


def _affirmed(
    scene: Scene,
    denied: _Denied,
    names: frozenset[str],
    claims: Mapping[str, Sequence[tuple[Claim, frozenset[str]]]],
) -> Iterator[_Said]:
    """The claims that affirm it: with a verb of it, and most of what else it says."""
    matter = denied.concepts - names
    whole = weigh_concepts(matter)
    if len(denied.concepts) < 2 or whole < _LEAST:
        return
    for covered in scene.coverage.articles:
        if covered is denied.covered or scene.days_apart(covered, denied.covered) > 2:
            continue
        text = covered.article.text
        for claim, own in claims[covered.id]:
            shared = own & matter
            if not shared or (denied.verbs and denied.verbs.isdisjoint(shared)):
                continue
            if denied.doing and claim.passive and not claim.subject:
                continue
            if (
                (denied.own or not denied.clausal)
                and denied.who and not _is_of(denied, covered, claim)
            ):  # fmt: skip
                continue
            score = weigh_concepts(shared) / whole
            if score < _COVERED or len(own & denied.concepts) < 2 or claim.predicate in _saying():
                continue
            low = max(claim.sentence.start, claim.span.start - _BEFORE)
            if _OPEN.search(text, low, claim.span.end) or _cue().search(
                covered.text(claim.sentence)
            ):
                continue
            if denied.concepts & names and not (
                concepts_in(covered, claim.sentence) & denied.concepts & names
            ):
                continue
            if factuality(covered, claim) in (Factuality.AFFIRMED, Factuality.HEDGED):
                yield _Said(covered, claim, score)


def _is_of(denied: _Denied, covered: Covered, claim: Claim) -> bool:
    """Whether a claim can be of the doings of whoever denies an act or a part in it.

    "In response to the attack" says of nobody that he did it.
    """
    words = {word.lower()[:_ROOT] for word in re.findall(r"[A-Z]\w{2,}", denied.who)}
    sentence = covered.text(claim.sentence)
    near = re.findall(r"[^\W_]+", sentence.lower())
    if not denied.verbs and not _BLAME.search(sentence):
        return False
    named = not words or any(word[:_ROOT] in words for word in near)
    return named or claim.subject in _PRONOUNS


def _chosen(said: Iterable[_Said]) -> list[_Said]:
    """The best affirmations, one an account."""
    rows: dict[str, _Said] = {}
    for one in sorted(said, key=lambda s: (-s.score, s.covered.id, s.claim.span)):
        rows.setdefault(one.covered.id, one)
    ranked = list(rows.values())
    return [one for one in ranked if one.score >= _NEAR * ranked[0].score][:_MOST]


def _told(scene: Scene, denials: list[_Denied], said: list[_Said]) -> Discrepancy | None:
    return without_denial(
        scene,
        denials[0].who,
        [Evidence(d.covered.id, d.shown, d.sentence, "denied") for d in denials],
        [Evidence(s.covered.id, s.claim.span, s.claim.sentence, "said") for s in said],
    )
