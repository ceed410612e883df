"""The sentences of two printings in; which stand, which were reworded, which have gone, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from collation.alignment import liken
from collation.notes import is_note
from collation.wording import Key, Weights, Word, find_words
from extraction.annotations import Reading, Span
from intake.article import Article, PartKind

ALIKE = 0.55  # of a sentence's weight that the other has in order: it was reworded
COMMON = 0.3  # of the rarer words in common before two sentences are compared word by word
STANDS = 0.85  # of a sentence's pairs of words that stand in the other text: it was only cut apart
MOST = 150  # sentences a side that are compared word by word: the rest has simply changed
PIECES = 3  # into which a sentence may be cut
_JOINTS = frozenset({"and", "but"})  # come and go where a sentence is cut
_TOLD = (PartKind.PARAGRAPH, PartKind.SUBHEADING)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as it is compared."""

    span: Span
    words: tuple[Word, ...]
    keys: tuple[Key, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """The words aside from case and marks."""
        return tuple(key.form for key in self.keys)


@dataclass(frozen=True, slots=True)
class Matched:
    """Pairs of one sentence (the same words or not), and what has no partner; in text order.

    `total` counts the older sentences.
    """

    pairs: tuple[tuple[Line, Line], ...]
    removed: tuple[Line, ...]
    added: tuple[Line, ...]
    total: int


def match_sentences(before: Article, old: Reading, after: Article, new: Reading) -> Matched:
    """Match the sentences of an account; notes of a correction are no part of it."""
    left, right = lines_of(before, old), lines_of(after, new)
    pairs = _same(left, right)
    gone = _without(left, [pair[0] for pair in pairs])
    come = _without(right, [pair[1] for pair in pairs])
    joined = [*_joined(gone, come), *_joined(come, gone)]
    gone, come = _without(gone, joined), _without(come, joined)
    reworded = _reworded(gone[:MOST], come[:MOST], left + right)
    gone = _without(gone, [pair[0] for pair in reworded])
    come = _without(come, [pair[1] for pair in reworded])
    removed = [line for line in gone if not _within(line, right)]
    added = [line for line in come if not _within(line, left)]
    both = sorted([*pairs, *reworded], key=lambda pair: pair[1].span)
    return Matched(tuple(both), tuple(removed), tuple(added), len(left))


def lines_of(article: Article, reading: Reading) -> list[Line]:
    """The sentences of an article's paragraphs and subheadings."""
    found = []
    for sentence in reading.sentences:
        part = article.parts[sentence.part] if sentence.part < len(article.parts) else None
        if part is not None and part.kind not in _TOLD:
            continue
        if is_note(article.text, sentence.span):
            continue
        if line := line_of(article.text, sentence.span):
            found.append(line)
    return found


def line_of(text: str, span: Span) -> Line | None:
    """A stretch of a text as it is compared; None where it has no word."""
    words = tuple(find_words(text, span.start, span.end))
    if not words:
        return None
    return Line(span, words, tuple(key for word in words for key in word.keys))


def _same(left: Sequence[Line], right: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Sentences of the same words, wherever they stand; of equal ones the first with the first."""
    waiting: dict[tuple[str, ...], list[Line]] = {}
    for line in left:
        waiting.setdefault(line.forms, []).append(line)
    found = []
    for line in right:
        if same := waiting.get(line.forms):
            found.append((same.pop(0), line))
    return found


def _joined(whole: Sequence[Line], parts: Sequence[Line]) -> Iterator[Line]:
    """Sentences that the other text prints as several on end, and those several."""
    bare = [_bare(part) for part in parts]
    for line in whole:
        wanted = _bare(line)
        for first in range(len(parts)):
            if wanted[: len(bare[first])] != bare[first]:
                continue
            for last in range(first + 2, min(first + 1 + PIECES, len(parts)) + 1):
                if wanted == [form for words in bare[first:last] for form in words]:
                    yield from (line, *parts[first:last])


def _bare(line: Line) -> list[str]:
    return [form for form in line.forms if form not in _JOINTS]


def _reworded(
    gone: Sequence[Line], come: Sequence[Line], every: Sequence[Line]
) -> list[tuple[Line, Line]]:
    """The likest pairs first, each sentence once."""
    counted = Counter(root for line in every for root in {key.root for key in line.keys})
    weights = Weights(counted, len(every))
    scored = []
    told = [_rare(line, weights) for line in come]
    for place, one in enumerate(gone):
        rare = _rare(one, weights)
        for number, other in enumerate(come):
            shared = rare & told[number]
            least = min(len(rare), len(told[number]))
            if not shared or len(shared) < COMMON * least:
                continue
            alike = liken(one.keys, other.keys, weights)
            # Of the longer one, too: “He left.” is no rewording of all that begins with “He left”.
            longer = max(_weigh(one, weights), _weigh(other, weights))
            score = min(alike.cover, 1.6 * alike.weight / longer if longer else 0.0)
            if score >= ALIKE:
                scored.append((-score, place, number))
    taken: set[tuple[str, int]] = set()
    found = []
    for _, place, number in sorted(scored):
        if {("gone", place), ("come", number)} & taken:
            continue
        taken |= {("gone", place), ("come", number)}
        found.append((gone[place], come[number]))
    return found


def _weigh(line: Line, weights: Weights) -> float:
    return sum(weights.of(key.root) for key in line.keys)


def _rare(line: Line, weights: Weights) -> frozenset[str]:
    return frozenset(key.root for key in line.keys if weights.of(key.root) > 0.5)


def _within(line: Line, others: Sequence[Line]) -> bool:
    """Whether nearly all pairs of a sentence's words stand in two neighbours of the other text."""
    forms = line.forms
    if len(forms) < 3:
        return False
    words = Counter(forms)
    wanted = Counter(pairwise(forms))
    for one, other in pairwise([None, *others, None]):
        near = [form for its in (one, other) if its is not None for form in its.forms]
        if not words <= Counter(near):
            continue
        if (wanted & Counter(pairwise(near))).total() >= STANDS * wanted.total():
            return True
    return False


def _without(lines: Sequence[Line], taken: Sequence[Line]) -> list[Line]:
    ids = {id(line) for line in taken}  # spans of two texts may be equal
    return [line for line in lines if id(line) not in ids]
