"""What an utterance is: one thing that somebody said, as every outlet prints it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extraction.annotations import Span


class WordStatus(StrEnum):
    """How a printed word stands to the other printings of the utterance."""

    SAME = "same"  # every version that covers this stretch has it (case and marks aside)
    SPELLED = "spelled"  # the same, but another version spells it otherwise
    CHANGED = "changed"  # another version has another word here
    ADDED = "added"  # some version that covers this stretch lacks it
    OUTSIDE = "outside"  # no other version covers this stretch


@dataclass(frozen=True, slots=True)
class AlignedWord:
    """A word as printed, its place in the text, and its status."""

    span: Span
    text: str
    status: WordStatus
    column: int  # words of several versions that correspond share a column
    run: int = 0  # the stretch in quotation marks it stands in; -1: outside, the outlet's word


@dataclass(frozen=True, slots=True)
class Version:
    """One printing: `quotations` index the article's Reading.quotations, in text order."""

    article: str  # Covered.id
    quotations: tuple[int, ...]
    words: tuple[AlignedWord, ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing somebody said. `differences` says in words how the versions differ."""

    speaker: str | None  # full name across the articles; None: nobody could be named surely
    versions: tuple[Version, ...]  # sorted by article id
    differences: tuple[str, ...]
