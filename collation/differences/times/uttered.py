"""What several accounts quote, in; the words that two of them put into different days, out.

One may say a thing twice, but hardly in the same words: six in a row. Only a day that stands with
the saying counts, none that is quoted or belongs to something else ("before Friday's vote").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from collation.coverage import Covered
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from collation.utterance import Utterance
from extraction.annotations import Quotation, QuotationKind, Span, TimeExpression

_FORMS = frozenset({"weekday", "month day", "date", "iso date", "today"})
_SURE = 0.85  # confidence of a time's value
_ROW = 6  # words in a row that both quote
_FARTHEST = 6  # days: a week later is another Monday
_LATER = 3  # days between publications
_LONGEST = 70  # characters of cue and time together
_SHOWN = 12  # words of the quotation in the subject
_NOT = re.compile(
    r"\b(?:before|after|since|until|till|by|from|of|for|ahead of|a|an|the|his|her|their|its)\s+$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w’']+")
#: Where something is said once.
_OCCASION = re.compile(
    r"\b(address|speech|interview|statement|conference|briefing|tweet|letter|hearing|rally|"
    r"testimony|email|e-mail|memo|editorial|op-ed|debate|sermon|lecture|announcement)s?\b",
    re.IGNORECASE,
)
_PRINTED = re.compile(r"\b(?:publish|post|air|broadcast|print|releas)\w*\b", re.IGNORECASE)
_NIGHT = re.compile(r"\b(?:late|night|evening|early|midnight|overnight)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    covered: Covered
    quotation: Quotation
    time: TimeExpression
    day: date
    words: tuple[str, ...]


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy for each utterance that is given two days."""
    articles = {covered.id: covered for covered in scene.coverage.articles}
    for utterance in scene.utterances:
        if len(utterance.versions) > 1:
            yield from _compared(scene, utterance, _sides(articles, utterance))


def _sides(articles: dict[str, Covered], utterance: Utterance) -> list[_Said]:
    found = []
    for version in utterance.versions:
        covered = articles[version.article]
        for number in version.quotations:
            quotation = covered.reading.quotations[number]
            if quotation.said_on is None or quotation.kind is QuotationKind.INDIRECT:
                continue
            time = _time_of(covered, quotation)
            if time is not None:
                text = " ".join(piece.of(covered.article.text) for piece in quotation.content)
                words = tuple(word.lower() for word in _WORD.findall(text))
                found.append(_Said(covered, quotation, time, quotation.said_on, words))
    return found


def _time_of(covered: Covered, quotation: Quotation) -> TimeExpression | None:
    """The time that dates the saying, if one surely does."""
    text = covered.article.text
    for time in covered.reading.times:
        if not quotation.sentence.covers(time.span) or time.begin != quotation.said_on:
            continue
        if time.begin != time.end or time.form not in _FORMS or time.confidence < _SURE:
            continue
        if any(piece.overlaps(time.span) for piece in quotation.content):
            continue
        before = text[max(quotation.sentence.start, time.span.start - 12) : time.span.start]
        if _NOT.search(before) or text[time.span.end : time.span.end + 2] in ("'s", "’s"):
            continue
        return time
    return None


def _compared(scene: Scene, utterance: Utterance, said: list[_Said]) -> Iterator[Discrepancy]:
    days = {s.covered.id: {o.day for o in said if o.covered.id == s.covered.id} for s in said}
    for one, other in combinations(said, 2):
        if one.covered.group == other.covered.group:
            continue
        if days[one.covered.id] & days[other.covered.id]:
            continue
        if not 0 < abs((one.day - other.day).days) <= _FARTHEST:
            continue
        if scene.days_apart(one.covered, other.covered) > _LATER:
            continue
        row = _row(one.words, other.words)
        if len(row) >= _ROW:
            yield _told(scene, utterance, one, other)
            return


def _row(one: Sequence[str], other: Sequence[str]) -> Sequence[str]:
    """The longest stretch of words that both have."""
    best: Sequence[str] = ()
    lengths: dict[int, int] = {}
    for at, word in enumerate(one):
        new = {n: lengths.get(n - 1, 0) + 1 for n, its in enumerate(other) if its == word}
        for length in new.values():
            if length > len(best):
                best = one[at - length + 1 : at + 1]
        lengths = new
    return best


def _told(scene: Scene, utterance: Utterance, one: _Said, other: _Said) -> Discrepancy:
    around = [_around(side) for side in (one, other)]
    occasions = [{m.lower() for m in _OCCASION.findall(text)} for text in around]
    once = bool(occasions[0] & occasions[1]) and not any(map(_PRINTED.search, around))
    near = abs((one.day - other.day).days) == 1 and any(
        _NIGHT.search(side.time.span.of(side.covered.article.text)) for side in (one, other)
    )
    first = one.quotation.content[0].of(one.covered.article.text).split()
    words = " ".join(first[:_SHOWN]).rstrip(",") + (" …" if len(first) > _SHOWN else "")
    return difference(
        scene,
        Kind.DATE,
        Severity.HARD if once and not near else Severity.SOFT,
        f"on what day {utterance.speaker or 'the speaker'} said: “{words}”",
        [
            Evidence(s.covered.id, _pointing(s), s.quotation.sentence, s.day.isoformat())
            for s in (one, other)
        ],
        0.75 if once else 0.65,
        note=None if once else "it may have been said twice",
    )


def _around(side: _Said) -> str:
    """The sentence without what it quotes."""
    text, sentence = side.covered.article.text, side.quotation.sentence
    kept, at = [], sentence.start
    for piece in side.quotation.content:
        kept.append(text[at : max(at, piece.start)])
        at = max(at, piece.end)
    return " ".join([*kept, text[at : sentence.end]])


def _pointing(side: _Said) -> Span:
    """The words for the saying with the time, else the time."""
    cue, time = side.quotation.cue, side.time.span
    if cue is None:
        return time
    start, end = min(cue.start, time.start), max(cue.end, time.end)
    return Span(start, end) if end - start <= _LONGEST else time
