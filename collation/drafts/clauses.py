"""A draft in; the stretches of its sentences that make one statement each, out.

Together they hold every word of a sentence, so that nothing of it is passed over unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from collation.coverage import Covered
from collation.differences.words import content_stems
from collation.drafts.terms import SAYING
from extraction.annotations import Claim, Span, Voice

FEWEST = 3  # telling words of a sentence without a verb that may say something all the same
#: What parts two statements, standing before the second.
_PARTS = re.compile(
    r"(?:[,;:–—]|\b(?:and|but|or|who|which|because|after|before|while|when|where|as|although|though"
    r"|since|until|if|whose)\b)[^.]{0,25}$",
    re.IGNORECASE,
)
#: The same before the verb of a relative clause, of whatever voice.
_RELATIVE = re.compile(r"\b(?:who|which|whose)\b[^,;.]*$", re.IGNORECASE)
_TAKEN_UP = frozenset(("it", "he", "she", "they"))
#: What makes a clause part of the one before it, if its subject is only a pronoun.
_SUBORDINATE = re.compile(
    r"\b(?:because|after|before|while|when|as|although|though|since|until|if)\s*$", re.IGNORECASE
)
_LEADING = re.compile(r"(?:[\s,;:.–—-]|\b(?:and|but|or|that)\b)+", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:[\s,;:.–—“”\"'’-]|\b(?:and|but|or|that|who|which|because|after|before|while|when|where|as"
    r"|although|though))+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement: its words, its sentence, and whether it only says that somebody spoke."""

    span: Span
    sentence: Span
    saying: bool


def find_clauses(draft: Covered) -> Iterator[Clause]:
    """The statements of a draft in text order; a line of a word or two gives none."""
    for sentence in draft.reading.sentences:
        claims = sorted(
            (c for c in draft.reading.claims if sentence.span.covers(c.span)),
            key=lambda claim: claim.span,
        )
        if claims:
            yield from _parted(draft, sentence.span, claims)
        elif len(content_stems(draft.text(sentence.span))) >= FEWEST:
            span = _trimmed(draft.article.text, sentence.span.start, sentence.span.end)
            yield Clause(span or sentence.span, sentence.span, False)


def _parted(draft: Covered, sentence: Span, claims: list[Claim]) -> Iterator[Clause]:
    text = draft.article.text
    groups: list[list[Claim]] = []
    starts: list[int] = []
    for claim in claims:
        begin = groups[-1][-1].span.start if groups else sentence.start
        if groups and not _is_apart(text, begin, claim, groups[-1]):
            groups[-1].append(claim)
            continue
        groups.append([claim])
        starts.append(claim.span.start if starts else sentence.start)
    ends = [*starts[1:], sentence.end]
    for group, start, end in zip(groups, starts, ends, strict=True):
        span = _trimmed(text, start, end)
        if span is not None:
            saying = all(c.predicate in SAYING or c.voice is Voice.QUOTED for c in group)
            yield Clause(span, sentence, saying)


def _is_apart(text: str, begin: int, claim: Claim, before: list[Claim]) -> bool:
    """Whether a claim begins a statement of its own, and does not go on with the last one."""
    relative = _RELATIVE.search(text[begin : claim.span.end]) is not None
    if claim.voice is Voice.REPORTED and not relative and _reports(before):
        return False  # "said that the gate was shut": who said it is part of it
    if claim.voice is Voice.QUOTED or before[-1].voice is Voice.QUOTED:
        return False
    if claim.predicate in SAYING and claim.voice is Voice.OUTLET:
        return False  # the same behind it: "the gate was shut, he said"
    between = text[before[-1].span.end : claim.span.start]
    if claim.subject in _TAKEN_UP and _SUBORDINATE.search(between):
        return False  # "needs approval before it can take effect": alone it says nothing
    return relative or _PARTS.search(between) is not None


def _reports(before: list[Claim]) -> bool:
    return any(one.predicate in SAYING for one in before)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    leading = _LEADING.match(words)
    start += leading.end() if leading else 0
    trailing = _TRAILING.search(text[start:end])
    end = start + trailing.start() if trailing else end
    return Span(start, end) if end > start else None
