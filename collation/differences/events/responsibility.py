"""The articles of a story in; who is said to be behind an act, by himself or others, and who finds
no sign of that or denies it, out.

"The group claimed responsibility for the blast" or "London blames Xland for it" here, "there is no
evidence that the group was involved" or "Xland denied any part in it" there. Whose word each side
is makes it a difference between sources.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from collation.coverage import Covered
from collation.differences.clause import clause_at
from collation.differences.onesided import has_denial
from collation.differences.scene import Scene, difference
from collation.differences.words import load
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span

_SURE = 0.7
_SHOWN = 80  # characters of a side
_MOST = 2  # pieces of evidence of a side and an account
_NEAR = 90  # characters around a denial in which the one who denies is named
_NAME = r"(?:[A-Z][\w-]*|[A-Z]\.[A-Z.]*)(?:\s+(?:of\s+)?[A-Z][\w-]*){0,2}"
_DEED = "|".join(load("hedges")["claimed"])
_BEHIND = re.compile(
    rf"(?P<a>{_NAME}|\b(?:group|militants|movement|rebels))\b[^.;“”\"]{{0,40}}?\b"
    r"(?:claim(?:s|ed|ing)?|took|taken|taking)\s+(?:responsibility|credit)\b(?:\s+for\s+\w+\s+\w+)?|"
    rf"\b(?i:{_DEED})\s+claimed\s+by\s+(?:the\s+)?(?P<b>{_NAME})|"
    rf"\bblam(?:es?|ed|ing)\s+(?:the\s+)?(?P<c>{_NAME})\b(?!\s+for\s+(?:its|his|her|their|every)\b)"
    r"(?:\s+for\s+\w+\s+\w+)?|"
    rf"\bblamed\s+on\s+(?:the\s+)?(?P<d>{_NAME})|"
    rf"(?P<e>{_NAME})\s+(?:was|is|were|had been|has been)\s+(?:behind|responsible\s+for)"
    r"\s+\w+\s+\w+|"
    rf"(?P<f>{_NAME})\s+bears?\s+(?:the\s+)?responsibility"
)
_SAID = re.compile(r"\b(?:says?|said|reports?|reportedly|alleged\w*)\b", re.IGNORECASE)
_SIGN = ("responsib", "credit", "claimed", "blam", "behind")  # what all that has in common
_OTHER = re.compile(
    r"\b(?:those|previous|earlier|last (?:week|month|year)|other|several|past|similar|"
    r"in (?:19|20)\d\d|not|never|no one|nobody|stopped short|if|whether)\b|n['’]t\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\bno\s+(?:\w+\s+){0,2}(?:evidence|indications?|signs?|proof)\b[^.;,]{0,80}|"
    r"\bno\s+(?:\w+\s+){0,2}(?:links?|ties|connections?)\s+(?:to|with|between)\s+[^.;,]{0,60}|"
    r"\b(?:not|n['’]t)\s+(?:discovered|found|uncovered|seen)\s+any\s+(?:links?|ties|connections?)\b|"
    r"\bden(?:ied|ies|ying)\s+(?:any\s+|all\s+)?(?:responsibility|involvement|role|part)\b[^.;,]{0,50}|"
    r"\bden(?:ied|ies|ying)\s+(?:that\s+)?(?:it|they)\s+(?:was|were)\s+(?:behind|involved|responsible)"
    r"[^.;,]{0,50}",
    re.IGNORECASE,
)
_TERROR = re.compile(
    r"\bterror\w*\b(?! (?:threats?|alerts?|warnings?))|\bextremis\w+|\bIS(?:IS|IL)\b"
)


@dataclass(frozen=True, slots=True)
class _Side:
    covered: Covered
    span: Span
    sentence: Span
    value: str
    claimed: bool = False  # by whoever is said to be behind it


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy for everybody who is behind it by one word and not by another."""
    said: dict[str, list[_Side]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for name, side in _behind(scene, covered):
            said[_key(name)].append(side)
    for name, sides in sorted(said.items()):
        yield from _flat(scene, name, [side for side in sides if side.claimed])
        claimed = any(side.claimed for side in sides)
        doubts = [d for c in scene.coverage.articles for d in _doubts(c, name, claimed)]
        if not doubts:
            continue
        doubting = {doubt.covered.id for doubt in doubts}
        stems = [
            stem
            for side in sides
            for stem in scene.stems(side.covered, side.sentence) - scene.central
        ]
        alone = [
            side for side in sides
            if side.covered.id not in doubting and not has_denial(scene, side.covered, name, stems)
        ]  # fmt: skip
        if not alone:
            continue
        rows = [*_few(alone), *_few(doubts)]
        words = clause_at(alone[0].covered, alone[0].sentence, alone[0].span)
        found = difference(
            scene,
            Kind.NEGATION,
            Severity.SOFT,
            f"told without the doubt or denial that {name} was behind it: “{words}”",
            [Evidence(s.covered.id, s.span, s.sentence, s.value) for s in rows],
            _SURE,
            absent_in=tuple(sorted({side.covered.id for side in alone})),
        )
        yield replace(found, between=Between.SOURCES, severity=Severity.SOFT)


def _flat(scene: Scene, name: str, claims: list[_Side]) -> Iterator[Discrepancy]:
    """ "A blast claimed by the group" here, "the group's attack" in a headline there."""
    pattern = re.compile(rf"\b{re.escape(name)}(?:['’]s)?\s+(?:{_DEED})\b", re.IGNORECASE)
    telling = {side.covered.id for side in claims}
    flat = [
        _side(covered, sentence.span, match, "flat")
        for covered in scene.coverage.articles
        if covered.id not in telling
        for sentence in covered.reading.sentences[:1]
        if not _SAID.search(covered.text(sentence.span))
        and (match := pattern.search(covered.text(sentence.span))) is not None
    ]
    if claims and flat:
        rows = [*flat, *(replace(side, value="hedged") for side in claims)]
        yield difference(
            scene,
            Kind.HEDGING,
            Severity.SOFT,
            f"whether {name} did it or only claims it: "
            f"“{' '.join(claims[0].covered.text(claims[0].span).split())}”",
            [Evidence(s.covered.id, s.span, s.sentence, s.value) for s in rows],
            _SURE,
        )


def _few(sides: list[_Side]) -> Iterator[_Side]:
    counted: dict[str, int] = defaultdict(int)
    for side in sides:
        counted[side.covered.id] += 1
        if counted[side.covered.id] <= _MOST:
            yield side


def _key(name: str) -> str:
    words = name.split()
    if len(words) > 1 and words[0] in ("The", "President", "Prime"):
        words = words[1:]
    return " ".join(words)


def _behind(scene: Scene, covered: Covered) -> Iterator[tuple[str, _Side]]:
    for sentence in scene.having(covered, _SIGN):
        words = covered.text(sentence.span)
        match = _BEHIND.search(words)
        if match is None:
            continue
        if _OTHER.search(words[max(0, match.start() - 40) : match.end() + 25]):
            continue
        name = next(group for group in match.groups() if group)
        side = _side(covered, sentence.span, match, "behind it")
        yield name, replace(side, claimed=bool(match["a"] or match["b"]))


def _side(covered: Covered, sentence: Span, match: re.Match[str], value: str) -> _Side:
    start, end = sentence.start + match.start(), sentence.start + match.end()
    if end - start > _SHOWN:
        end = covered.article.text.rfind(" ", start, start + _SHOWN)
    return _Side(covered, Span(start, end), sentence, value)


def _doubts(covered: Covered, name: str, claimed: bool) -> Iterator[_Side]:
    """Sentences that deny it of somebody they name, and of what is claimed that it was terror."""
    known = [word for word in name.split() if len(word) > 2]
    for sentence in covered.reading.sentences:
        words = covered.text(sentence.span)
        match = _NONE.search(words)
        if match is None:
            continue
        near = words[max(0, match.start() - _NEAR) : match.end()]
        if any(word in near for word in known) or (claimed and _TERROR.search(near)):
            yield _side(covered, sentence.span, match, "no sign of it")
