"""Two printings of one dispatch in; where the wording of a sentence of both was changed, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from collation.coverage import Covered
from collation.matched import Line, Matched, match_sentences
from collation.wording import Word, is_function
from extraction.annotations import Span
from intake.article import PartKind

_LEAST = 5  # words in common: fewer make no sentence of one dispatch
_SHARE = 0.5  # of the longer sentence's words: below it a passage was written anew
_BETWEEN = 1  # function words between two changes that are one: "airport of A", "port of B"
_RUN = 12  # words: a longer stretch was written anew, and says more than one thing


@dataclass(frozen=True, slots=True)
class Side:
    """One printing's part of a change: the words that the other printing has not, in order."""

    covered: Covered
    sentence: Span
    words: tuple[Word, ...]
    forms: frozenset[str]  # of the whole sentence, aside from case and marks
    at: int  # where the words stand, or would

    @property
    def span(self) -> Span:
        """From the first of the words to the last; empty where there is none."""
        if not self.words:
            return Span(self.at, self.at)
        return Span(self.words[0].span.start, self.words[-1].span.end)

    @property
    def telling(self) -> tuple[Word, ...]:
        """The words without those that any sentence may have."""
        return tuple(
            word for word in self.words if not all(is_function(key.root) for key in word.keys)
        )

    def has(self, word: Word) -> bool:
        """Whether the sentence has a word, wherever it stands."""
        return all(key.form in self.forms for key in word.keys)


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of one sentence that two printings word otherwise; a side may have no words."""

    left: Side
    right: Side
    instead: bool = False  # one sentence stands for another: they tell two things

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both."""
        return self.left, self.right


def find_edits(one: Covered, other: Covered) -> Iterator[Edit]:
    """What was changed between two printings, in the order of the second.

    Only in sentences that share most of their words, for what one of two writers added is no edit;
    and, whole, sentences that stand for one another behind one that both have.
    """
    matched = match_sentences(one.article, one.reading, other.article, other.reading)
    for left, right in matched.pairs:
        if left.forms != right.forms and _is_paragraph(one, left) and _is_paragraph(other, right):
            yield from _within(one, left, other, right)
    yield from _replaced(one, other, matched)


def _replaced(one: Covered, other: Covered, matched: Matched) -> Iterator[Edit]:
    """Sentences of which each has no partner, and which follow on the two of one pair."""
    followed = {left.span: right.span for left, right in matched.pairs}
    instead = {_before(other, line.span): line for line in reversed(matched.added)}
    for line in matched.removed:
        before = _before(one, line.span)
        partner = followed.get(before) if before is not None else None
        now = instead.get(partner) if partner is not None else None
        if now is not None and max(len(line.words), len(now.words)) <= _RUN:
            left, right = _side(one, line, 0, len(line.words)), _side(other, now, 0, len(now.words))
            yield Edit(left, right, instead=True)


def _before(covered: Covered, span: Span) -> Span | None:
    """The sentence before; None for the first."""
    before = [s.span for s in covered.reading.sentences if s.span.start < span.start]
    return before[-1] if before else None


def _is_paragraph(covered: Covered, line: Line) -> bool:
    return any(
        part.kind is PartKind.PARAGRAPH and part.start <= line.span.start < part.end
        for part in covered.article.parts
    )


def _within(one: Covered, left: Line, other: Covered, right: Line) -> Iterator[Edit]:
    here, there = _forms(left), _forms(right)
    matcher = SequenceMatcher(None, here, there, autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks())
    if common < _LEAST or common < _SHARE * max(len(here), len(there)):
        return
    for a, b, c, d in _joined(matcher.get_opcodes(), left.words):
        if max(b - a, d - c) <= _RUN:
            yield Edit(_side(one, left, a, b), _side(other, right, c, d))


def _forms(line: Line) -> list[str]:
    return [" ".join(key.form for key in word.keys) for word in line.words]


def _joined(
    codes: Sequence[tuple[str, int, int, int, int]], words: Sequence[Word]
) -> list[tuple[int, int, int, int]]:
    """The changes as places in both sentences; two with only a function word between are one."""
    found: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in codes:
        if tag == "equal":
            continue
        if found:
            before = found[-1]
            between = words[before[1] : a]
            if len(between) <= _BETWEEN and all(
                is_function(key.root) for word in between for key in word.keys
            ):
                found[-1] = (before[0], b, before[2], d)
                continue
        found.append((a, b, c, d))
    return found


def _side(covered: Covered, line: Line, first: int, last: int) -> Side:
    at = line.words[first].span.start if first < len(line.words) else line.span.end
    return Side(covered, line.span, line.words[first:last], frozenset(line.forms), at)
