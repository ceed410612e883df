"""What an outlet changed in an article, as it is shown: frozen views, ready to be rendered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.sources import StoryView

#: How the note of a discrepancy ends that is an outlet against its own earlier printing.
WITHOUT_NOTE = "changed by the outlet without a note"
WITH_NOTE = "changed by the outlet, with a note"


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change: the words before and after, "" where there were none, and which of them differ,
    as [start, end) in those words. `at` is where they stand in the text of `article`."""

    kind: str
    before: str
    after: str
    gone: tuple[tuple[int, int], ...]
    new: tuple[tuple[int, int], ...]
    article: int
    at: int
    link: str | None


@dataclass(frozen=True, slots=True)
class RevisionView:
    """One step from a printing to the next. `noted`: the outlet says that it changed something,
    `note` with these words where they stand in the article. `more` changes are not shown."""

    id: int
    outlet: str
    title: str | None
    url: str | None
    story: StoryView | None
    read_at: datetime  # when it was read as it was before
    found_at: datetime
    noted: bool
    note: str | None
    rewritten: bool
    kept: int
    sentences: int
    changes: tuple[ChangeView, ...]
    more: int
