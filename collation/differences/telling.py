"""The articles of a story in; their sentences as weighed words, and who lacks which word, out.

A word weighs by how rare it is in news at large (`collation.features.Rarity`): what few articles
ever print is what a sentence is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple, TypeVar

from collation.coverage import Coverage, Covered
from collation.differences.words import STOP, stem
from collation.features import Frequencies, Rarity, background_roots
from extraction.annotations import QuotationKind, Sentence, Span

_OPENING = 4  # sentences, the headline among them
FIGURE = 4.0  # the weight of a number of three digits or more: a year, a sum
T = TypeVar("T")
_WORD = re.compile(r"\d[\d,.]*\d|[A-Za-z][A-Za-z’']*[A-Za-z]")
_RARITY = Rarity(Frequencies(0, {}))
_UNKNOWN = _RARITY.of("")  # of a word that the background lacks


class Word(NamedTuple):
    """A word that says something, with its place in the article's text."""

    stem: str
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """A sentence of an article as weighed words; `number` counts sentences from 0."""

    covered: Covered
    number: int
    span: Span
    words: tuple[Word, ...]
    stems: frozenset[str]
    named: frozenset[str]  # stems of the proper names in it

    @cached_property
    def weight(self) -> float:
        """The sum of the weights of its stems."""
        return weigh(self.stems)


@dataclass(frozen=True)
class Telling:
    """What one article tells: its sentences, all its words, and the words of people's names."""

    covered: Covered
    lines: tuple[Line, ...]
    stems: frozenset[str]
    names: frozenset[str]  # stems of the names of people

    @property
    def id(self) -> str:
        return self.covered.id

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The numbers of the sentences that have a stem."""
        found: dict[str, list[int]] = defaultdict(list)
        for line in self.lines:
            for root in line.stems:
                found[root].append(line.number)
        return found

    def having(self, stems: frozenset[str]) -> list[Line]:
        """The sentences with one of these stems, in order."""
        places = self._places
        found = {number for root in stems & places.keys() for number in places[root]}
        return [self.lines[number] for number in sorted(found)]

    def at(self, sentences: Iterable[Sentence]) -> list[Line]:
        """Some sentences of the account as lines, in text order."""
        spans = {sentence.span for sentence in sentences}
        return [line for line in self.lines if line.span in spans]

    def named_in(self, lines: Iterable[Line]) -> frozenset[str]:
        """Stems of the proper names in some sentences."""
        return frozenset().union(*(line.named for line in lines))


def opened_with(told: Sequence[Telling], words: frozenset[str]) -> bool:
    """Whether half of the accounts open with one of these words: then it is what happened."""
    opening = [
        any(not line.stems.isdisjoint(words) for line in telling.lines[:_OPENING])
        for telling in told
    ]
    return 2 * sum(opening) >= len(opening)


def tellings(coverage: Coverage) -> tuple[Telling, ...]:
    """Each article of the story as a telling, in the coverage's order."""
    return tuple(_telling(covered) for covered in coverage.articles)


def _telling(covered: Covered) -> Telling:
    text = covered.article.text
    everything = words_in(text, Span(0, len(text)))
    starts = [word.start for word in everything]
    named_at = [name.span.start for name in covered.reading.names]
    lines = []
    for number, sentence in enumerate(covered.reading.sentences):
        span = sentence.span
        words = _within(everything, starts, span)
        names = _within(covered.reading.names, named_at, span)
        named = frozenset(
            word.stem
            for name in names
            for word in words
            if name.span.start <= word.start < name.span.end
        )
        stems = frozenset(word.stem for word in words)
        lines.append(Line(covered, number, span, tuple(words), stems, named))
    called = " ".join(p.name for p in covered.reading.people if p.kind == "person")
    return Telling(
        covered,
        tuple(lines),
        frozenset(word.stem for word in everything),
        frozenset(word.stem for word in words_in(called, Span(0, len(called)))),
    )


def _within(things: Sequence[T], starts: Sequence[int], span: Span) -> Sequence[T]:
    """Those of some things in text order, which start there, that begin in a stretch."""
    first = bisect_left(starts, span.start)
    return things[first : bisect_left(starts, span.end, lo=first)]


def words_in(text: str, span: Span) -> list[Word]:
    """The words of a stretch that are no function words, the halves of a compound each."""
    return [
        Word(root, *match.span())
        for match in _WORD.finditer(text, span.start, span.end)
        if (root := _root(match.group())) is not None
    ]


@lru_cache(maxsize=50_000)
def _root(printed: str) -> str | None:
    """The stem of a printed word; None for a function word or a letter."""
    small = printed.lower().replace("’", "'").removesuffix("'s")
    if small in STOP or len(small) < 2:
        return None
    return small.rstrip(".,") if small[0].isdigit() else stem(small)


@lru_cache(maxsize=50_000)
def weight(root: str) -> float:
    """How much a word tells: the logarithm of how rare it is in news."""
    if root[0].isdigit():
        return FIGURE if len(root) > 2 else 1.0
    return _known().get(root, _UNKNOWN)


@cache
def _known() -> dict[str, float]:
    """Weights of stems: the background counts stems of its own making, and the commonest counts."""
    table: dict[str, float] = {}
    for one in background_roots():
        root, rarity = stem(one), _RARITY.of(one)
        table[root] = min(rarity, table.get(root, rarity))
    return table


def weigh(stems: Iterable[str]) -> float:
    """The sum of the weights of words."""
    return sum(map(weight, sorted(stems)))


def quoted_at(covered: Covered, span: Span) -> bool:
    """Whether most of a stretch is somebody's words between marks."""
    inside = sum(
        min(piece.end, span.end) - max(piece.start, span.start)
        for quotation in covered.reading.quotations
        if quotation.kind is not QuotationKind.INDIRECT
        for piece in quotation.content
        if piece.start < span.end and span.start < piece.end
    )
    return 2 * inside > span.end - span.start
