"""What an outlet changed between two printings of one article: kinds, places, and a note if any."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from collation.discrepancy import Discrepancy
from extraction.annotations import Span


class ChangeKind(StrEnum):
    """What changed. The last two tell a reader nothing new."""

    HEADLINE = "headline"
    FIGURE = "figure"
    QUOTATION = "quotation"
    NAME = "name"
    REMOVED = "removed"  # a sentence
    ADDED = "added"  # a sentence
    REWORDED = "reworded"
    NOTE = "note"  # a correction or an editor's note is there now
    MINOR = "minor"  # a word such as "the", or another form of the same word
    TYPOGRAPHY = "typography"  # marks, capitals, spelling


SILENT = frozenset({ChangeKind.MINOR, ChangeKind.TYPOGRAPHY, ChangeKind.NOTE})
#: A report that only gets longer is followed by its readers anyway.
GROWTH = SILENT | {ChangeKind.ADDED}


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `before` is a stretch of the older text, `after` of the newer one; None: it has
    nothing of the kind. `gone` and `new` are the words that differ, in the same texts."""

    kind: ChangeKind
    before: Span | None
    after: Span | None
    gone: tuple[Span, ...] = ()
    new: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """All that changed from one printing to the next, in the order of a reader's interest.

    `sentences` counts those of the older text, `kept` those of them that stand, reworded or not.
    `note` is where the newer text says that it was changed. `differences` are what the two
    printings contradict each other in, the outlet against itself.
    """

    changes: tuple[Change, ...]
    sentences: int
    kept: int
    note: Span | None
    differences: tuple[Discrepancy, ...]

    @property
    def shown(self) -> bool:
        """Whether it is more than typography."""
        return any(change.kind not in SILENT for change in self.changes)

    @property
    def news(self) -> bool:
        """Whether an edition tells it: more was changed than that sentences were added."""
        return any(change.kind not in GROWTH for change in self.changes)

    @property
    def rewritten(self) -> bool:
        """Whether most of the older text is gone, so that single sentences say little."""
        return self.sentences > 0 and self.kept < REWRITTEN * self.sentences


REWRITTEN = 0.4  # of the older sentences that stand: below it the text is another one
