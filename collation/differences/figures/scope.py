"""How much or how many of a thing is meant, by several accounts in; unlike answers out.

"All flights were cancelled" and "most flights were cancelled"; "based partly on test scores" and
"based on test scores". Soft: a scalar word does not exclude what is above it (Horn 1972).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from collation.coverage import Covered
from collation.differences.acts import LIGHT
from collation.differences.question import question
from collation.differences.scene import Scene, difference
from collation.differences.uses import Use
from collation.differences.words import STOP, family, load, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Span, Voice

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_BETWEEN = 3  # words between a quantifier and its noun
_SIMILAR = 0.3  # of the shorter sentence
_ADVERBIAL = re.compile(r"\b(?:in|at|of|after|above|not)\s+$", re.IGNORECASE)
_TOO = re.compile(r"\b(?:as well as|also|too|not (?:just|only|solely)|only|both)\b", re.IGNORECASE)
_TAIL = 3  # content words after an adverb that the other account has, too
_LONGEST = 60  # characters in which they stand
_WORDS = re.compile(r"(?:\S+\s+){0,3}\S*[^\W_]")  # of the adverb's tail, for the evidence
_PREPOSITIONS = "on|by|because of|due to|from|for|with|in|to|about|of"
#: Sides that an account may well use for one and the same thing.
_NEAR = frozenset({frozenset({"some", "half"}), frozenset({"most", "half"})})


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Quantifiers and adverbs of extent that differ."""
    yield from _quantified(scene)
    yield from _limited(scene)


@cache
def _scale() -> tuple[re.Pattern[str], dict[str, str]]:
    of = {word: row["value"] for row in load("scope")["scale"] for word in row["words"]}
    longest = sorted(of, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest)})\b", re.IGNORECASE), of


@cache
def _adverbs() -> tuple[re.Pattern[str], dict[str, str]]:
    of = {word: value for value, words in load("scope")["adverb"].items() for word in words}
    longest = "|".join(sorted(of, key=len, reverse=True))
    pattern = rf"\b([a-z]{{4,}})\s+({longest})\s+({_PREPOSITIONS})\s+"
    return re.compile(pattern, re.IGNORECASE), of


def _quantified(scene: Scene) -> Iterator[Discrepancy]:
    uses: dict[tuple[str, str, bool], list[Use]] = defaultdict(list)
    for covered in scene.coverage.articles:
        found: dict[Span, list[re.Match[str]]] = {}
        for claim in covered.reading.claims:
            if claim.modality != "actual" or not claim.polarity or claim.predicate in LIGHT:
                continue
            if claim.sentence not in found:
                found[claim.sentence] = list(_scale()[0].finditer(covered.text(claim.sentence)))
            scales = found[claim.sentence]
            for noun, patient in ((claim.object, True), (claim.subject, claim.passive)):
                use = _use(covered, claim, noun, scales) if len(noun) > 2 and scales else None
                if use is not None:
                    key = (family("predicate", claim.predicate), family("counted", noun), patient)
                    uses[key].append(use)
    for _, rows in sorted(uses.items()):
        pair = _differing(scene, rows)
        if pair:
            sides = [(use.covered, use.span, _quantifier(use)) for use in pair]
            yield _told(scene, pair, f"how many: “{question(scene, sides)}”", 0.65)


def _quantifier(use: Use) -> Span:
    """The quantifier alone of the words from it to its noun."""
    match = _scale()[0].match(use.covered.article.text, use.span.start)
    return use.span if match is None else Span(*match.span())


def _use(covered: Covered, claim: Claim, noun: str, scales: Sequence[re.Match[str]]) -> Use | None:
    """The quantifier before the noun, beside its clause; None where the sentence gives two.

    `scales` are all quantifiers of the sentence.
    """
    _, of = _scale()
    sentence = covered.text(claim.sentence)
    found: list[Use] = []
    for match in scales:
        if _ADVERBIAL.search(sentence[: match.start()]):
            continue  # "in all, 1,456 rockets"
        words = list(_WORD.finditer(sentence, match.end(), min(len(sentence), match.end() + 50)))
        for at, word in enumerate(words[: _BETWEEN + 1]):
            if stem(word.group()) != stem(noun):
                continue
            if any(not w.group().islower() and not w.group()[0].isupper() for w in words[:at]):
                break
            span = Span(claim.sentence.start + match.start(), claim.sentence.start + word.end())
            reach = Span(claim.span.start - 40, claim.span.end + 40)
            if not reach.overlaps(span):
                break
            value = of[match.group().lower()]
            found.append(Use(covered, value, span, claim.sentence, claim.voice, claim.holder))
            break
    return found[0] if len({use.value for use in found}) == 1 else None


def _differing(scene: Scene, found: list[Use]) -> list[Use]:
    values: dict[str, set[str]] = defaultdict(set)
    for use in found:
        values[use.covered.id].add(use.value)
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if one.covered.group == other.covered.group or one.value == other.value:
                continue
            if len(values[one.covered.id]) > 1 or len(values[other.covered.id]) > 1:
                continue
            if frozenset({one.value, other.value}) in _NEAR:
                continue
            a, b = (
                scene.stems(one.covered, one.sentence),
                scene.stems(other.covered, other.sentence),
            )
            if len(a & b) >= max(3, _SIMILAR * min(len(a), len(b))):
                return [one, other]
    return []


def _limited(scene: Scene) -> Iterator[Discrepancy]:
    """ "Based partly on students' test scores" where another says "based on" them."""
    pattern, of = _adverbs()
    sign = tuple(adverb.split()[-1] for adverb in of)
    told: set[frozenset[str]] = set()
    for covered in scene.coverage.articles:
        for sentence in scene.having(covered, sign):
            text = covered.text(sentence.span)
            for match in pattern.finditer(text):
                tail = _tail(text, match.end())
                if len(tail) < _TAIL or frozenset(tail) in told:
                    continue
                start = sentence.span.start + match.start()
                end = sentence.span.start + match.end()
                value = of[match.group(2).lower()]
                one = Use(covered, value, Span(start, end), sentence.span, Voice.OUTLET, None)
                flat = list(_flat(scene, covered, match.group(1), match.group(3), tail))
                if flat:
                    told.add(frozenset(tail))
                    at = sentence.span.start
                    adverb = Span(at + match.start(2), at + match.end(2))
                    asked = question(scene, [(covered, one.span, adverb)])
                    yield _told(scene, [one, *flat], f"wholly or {value}: “{asked}”", 0.7)


def _tail(text: str, start: int) -> list[str]:
    words = _WORD.findall(text[start : start + _LONGEST])
    return [stem(w) for w in words if w.lower() not in STOP][: _TAIL + 1]


def _flat(
    scene: Scene, covered: Covered, head: str, preposition: str, tail: list[str]
) -> Iterator[Use]:
    """The same head, preposition and words in other articles, without an adverb."""
    pattern = re.compile(rf"\b([a-z]{{4,}})\s+({preposition})\s+", re.IGNORECASE)
    for other in scene.coverage.articles:
        if other.group == covered.group:
            continue
        for sentence in other.reading.sentences:
            if not set(tail[:_TAIL]) <= scene.stems(other, sentence.span):
                continue
            text = other.text(sentence.span)
            if _TOO.search(text):
                continue  # it says how far it goes in other words
            for match in pattern.finditer(text):
                if stem(match.group(1)) != stem(head):
                    continue
                if len(set(_tail(text, match.end())) & set(tail)) < _TAIL:
                    continue
                start, end = match.start(), _WORDS.match(text, match.end())
                span = Span(
                    sentence.span.start + start,
                    sentence.span.start + (end.end() if end else match.end()),
                )
                yield Use(other, "unqualified", span, sentence.span, Voice.OUTLET, None)
                break


def _told(scene: Scene, uses: list[Use], subject: str, confidence: float) -> Discrepancy:
    return difference(
        scene,
        Kind.SCOPE,
        Severity.SOFT,
        subject,
        [Evidence(u.covered.id, u.span, u.sentence, u.value) for u in uses],
        confidence,
        [(u.voice, scene.person(u.covered, u.holder), u.value) for u in uses],
    )
