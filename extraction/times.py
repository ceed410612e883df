"""One article's text in; its time expressions, resolved against its publication date, out."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from extraction.annotations import Span, TimeExpression
from extraction.timex.anchoring import NEARBY, Anchors, printed_years
from extraction.timex.calendar import interval_of
from extraction.timex.found import Found, Meaning
from extraction.timex.grammar import Grammar
from extraction.timex.meanings import RESOLVERS, SKIPPED
from extraction.timex.modifiers import find_mod
from extraction.timex.words import Word, spans
from intake.article import Article, PartKind

#: How often the value of a form is right, from news annotated by hand, slips of its annotators
#: set aside. Sure is >= .9.
CONFIDENCE = {
    "iso date": 0.99, "month day": 0.97, "month": 0.95, "today": 0.97, "weekday": 0.95,
    "year": 0.97, "this unit": 0.9, "ago": 0.6, "earlier": 0.5, "the unit": 0.5, "season": 0.85,
    "quarter": 0.85, "holiday": 0.85, "clock": 0.85, "part of day": 0.85, "slashed date": 0.8,
    "weekday of week": 0.95, "decade": 0.9, "century": 0.9, "same quarter": 0.5,
}  # fmt: skip
_OTHERWISE = 0.7
LONGEST = 40  # words that one expression can have; keeps the search linear
FIRST_YEAR, LAST_YEAR = 1500, 2500  # a publication date outside is a slip of the keys
_DAYS = ("month day", "further day")
_COMPARED = ("same quarter", "ago", "earlier", "half")  # periods that others are set against


def find_times(article: Article) -> tuple[TimeExpression, ...]:
    """All time expressions of an article's text, in text order, never overlapping.

    Relative ones count from the publication date; in an undated article they bear anchor "none"
    and a value with X for what is not known (`XXXX-03-12`). The date line is no part of the text.
    Never raises for any text; time is linear in its length.
    """
    start = max((p.end for p in article.parts if p.kind is PartKind.DATE_LINE), default=0)
    return resolve_times(article.text, article.published, start)


def resolve_times(text: str, published: date | None, start: int = 0) -> tuple[TimeExpression, ...]:
    """The time expressions of `text` from the character `start` on."""
    grammar = _grammar()
    if published and not FIRST_YEAR <= published.year <= LAST_YEAR:
        published = None
    words, letters = grammar.vocabulary.read(text)
    anchors = Anchors(words, published, printed_years(words))
    found: list[TimeExpression] = []
    for first, last in spans(letters, grammar.core):
        at = first
        while at < last:
            taken = None if words[at].start < start else _longest(text, words, letters, at, anchors)
            if taken is None:
                at += 1
                continue
            expression, at = taken
            if expression is not None:
                found.append(expression)
    return tuple(found)


@cache
def _grammar() -> Grammar:
    return Grammar()


def _longest(
    text: str, words: list[Word], letters: str, at: int, anchors: Anchors
) -> tuple[TimeExpression | None, int] | None:
    """The longest form at word `at` that means something, and the word after it."""
    end = min(len(letters), at + LONGEST)
    matches = []
    grammar = _grammar()
    for number in grammar.matcher.at(letters, at, end):
        form = grammar.forms[number]
        match = form.pattern.match(letters, at, end)
        if match and match.end() > at:
            matches.append((at - match.end(), number, form, match))
    for _, _, form, match in sorted(matches, key=lambda item: item[:2]):
        if form.name in SKIPPED:
            return None, match.end()
        anchors.counted_from = anchors.previous_at
        found = Found(at, match.end(), _parts(form.groups, match, words), anchors, text)
        meaning = RESOLVERS[form.name](found)
        if meaning is None:
            continue
        days = interval_of(meaning.value)
        begin, last, precision = days if days else (None, None, "")
        if begin:
            anchors.ended_at = match.end() if form.name in _DAYS else -1
            compared = form.name in _COMPARED
            anchors.remember(meaning.value, begin, precision, at, compared)
        expression = TimeExpression(
            span=Span(words[at].start, words[match.end() - 1].end),
            type=meaning.type,
            value=meaning.value,
            begin=begin,
            end=last,
            precision=precision,
            form=form.name,
            anchor=meaning.anchor,
            confidence=_confidence(form.name, meaning, anchors, at),
            mod=find_mod(form.name, precision, words, at, match.end()),
        )
        return expression, match.end()
    return None


def _confidence(form: str, meaning: Meaning, anchors: Anchors, at: int) -> float:
    """How sure the value is: less where it counts from a date some sentences back."""
    confidence = CONFIDENCE.get(form, _OTHERWISE) * meaning.doubt
    if meaning.anchor != "previous" or form == "further day":
        return confidence
    return min(confidence, 0.6 if at - anchors.counted_from <= NEARBY else 0.4)


def _parts(
    groups: tuple[str, ...], match: re.Match[str], words: list[Word]
) -> dict[str, tuple[Word, ...]]:
    parts: dict[str, tuple[Word, ...]] = {}
    for group in groups:
        start, end = match.span(group)
        if end > start >= 0:
            parts[group.rstrip("0123456789")] = tuple(words[start:end])
    return parts
