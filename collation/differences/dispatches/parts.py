"""Words of two printings in; what a change alters, each side cut to the words that tell it, out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from collation.differences.dispatches.edits import Edit, Side
from collation.discrepancy import Kind
from collation.wording import Word
from extraction.annotations import Quotation, Span

NEGATIONS = frozenset("not no never nobody none nothing neither nor without cannot".split())
_LONGEST = 8  # words of a value
_PHRASE = 4  # words that tell something, of a change in one thing
_BESIDE = 2  # words on either side of a place where one printing has none
_PRINTED = re.compile(r"[\w$€£][\w’'.,-]*[\w%]|\w")


@dataclass(frozen=True, slots=True)
class Part:
    """One printing's words for what was changed."""

    article: str
    span: Span
    sentence: Span
    value: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a change alters: its kind, and the words of both printings."""

    kind: Kind
    left: Part
    right: Part


def is_long(edit: Edit) -> bool:
    """Whether so much was worded anew that its parts do not stand for one another."""
    return max(len(side.telling) for side in edit.sides) > _PHRASE


def whole(kind: Kind, edit: Edit) -> Meaning:
    """All words of the change, those beside it where a printing has none."""
    return Meaning(kind, *(_part(side, _shown(side)) for side in edit.sides))


def apart(kind: Kind, edit: Edit, left: Span, right: Span) -> Meaning:
    """These words of each printing alone."""
    return Meaning(kind, _part(edit.left, left), _part(edit.right, right))


def parted(kind: Kind, edit: Edit, side: Side, span: Span) -> Meaning:
    """The words of one side, and of the other all that stand in their place."""
    left = span if side is edit.left else _shown(edit.left)
    right = span if side is edit.right else _shown(edit.right)
    return apart(kind, edit, left, right)


def _shown(side: Side) -> Span:
    """The words of a side; where none of them tells anything, those beside their place, too."""
    if side.telling:
        first, last = side.words[0], side.words[min(len(side.words), _LONGEST) - 1]
        return Span(first.span.start, last.span.end)
    text, sentence, at = side.covered.article.text, side.sentence, side.span
    before = [*_PRINTED.finditer(text, sentence.start, at.start)][-_BESIDE:]
    behind = [*_PRINTED.finditer(text, at.end, sentence.end)][: 2 * _BESIDE - len(before)]
    start = before[0].start() if before else at.start
    end = behind[-1].end() if behind else (before[-1].end() if before else at.end)
    return Span(start, max(end, start + 1))


def _part(side: Side, span: Span) -> Part:
    words = " ".join(side.covered.text(span).split())
    return Part(side.covered.id, span, side.sentence, words)


def speaks(side: Side) -> bool:
    """Whether the words name who is quoted."""
    return any(
        quotation.speaker is not None and quotation.speaker.overlaps(side.span)
        for quotation in quotations(side)
    )


def quotations(side: Side) -> list[Quotation]:
    """What is quoted in the sentence."""
    return [q for q in side.covered.reading.quotations if q.sentence.overlaps(side.sentence)]


def overlaps(word: Word, span: Span) -> bool:
    """Whether any of the word stands there."""
    return word.span.overlaps(span)
