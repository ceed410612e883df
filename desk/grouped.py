"""What is asked and answered about which articles are one story, and who decided it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from desk.answers import Page, SourceCount, StoryView
from desk.dispatches import SharedDispatch

MERGED, SPLIT = "merged", "split"


@dataclass(frozen=True, slots=True)
class ShowStory:
    """`/parallax story 3`: its articles, and what people decided about it."""

    id: int
    page: int = 1


@dataclass(frozen=True, slots=True)
class MergeStories:
    """`/parallax story 3 merge 7`: they are one. `other` is a number, or words of a title."""

    id: int
    other: int | str


@dataclass(frozen=True, slots=True)
class SplitStory:
    """`/parallax story 3 split 12 15`: these articles are a story of their own.

    Each of `parts` is an article's number, its link, or an outlet, whose articles are meant.
    """

    id: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UndoStory:
    """`/parallax story 3 undo`: take back the newest decision about it, or the one of a number."""

    id: int
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """One article of a story. `link` opens it; None where it has no address."""

    id: int
    outlet: str
    title: str  # where it has none, how it begins
    published: date | None
    link: str | None
    shared: bool  # others of the story print the same dispatch


@dataclass(frozen=True, slots=True)
class GroupingChange:
    """What somebody decided about a story; `undone_by` took it back.

    `other` is the number that ended in the story, or began with it.
    """

    id: int
    action: str  # merged, split
    person: str
    at: datetime
    story: int
    other: int
    articles: int  # that came or went by it, those that were forgotten since left out
    undone_by: str | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story with a page of its articles, newest first, and its decisions, oldest first.

    `asked` is the number it was asked for by, where that went into another since; `undo` the
    decision that can be taken back.
    """

    story: StoryView
    articles: tuple[StoryArticle, ...]
    page: Page
    count: SourceCount
    changes: tuple[GroupingChange, ...] = ()
    undo: int | None = None
    asked: int | None = None
    dispatches: tuple[SharedDispatch, ...] = ()


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What was done: `story` is the number to go on with, `other` the one that ended or began.

    `unmoved`: taken back, yet no article moved, for another decision says the same.
    """

    story: int
    other: int
    action: str  # merged, split
    articles: int
    undone: bool = False
    unmoved: bool = False
    went: int = 0  # entries added to the timeline by hand that went with what was parted
    stayed: int = 0  # and that stayed, for nothing tells with which part they belong


@dataclass(frozen=True, slots=True)
class StoryChoice:
    """A story that may be the same as another one."""

    id: int
    title: str
    articles: int
    last: date | None
