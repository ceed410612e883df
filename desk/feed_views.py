"""What the desk says of feeds that are followed, and of what is to be told about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class FeedView:
    """One feed. `state` is new (not read yet), following, stopped (by `state_by`), ended (its site
    took it away), failed (too often) or refused (it never was one); `why` the sentence where it is
    over or fails now.

    `read`, `waiting` and `failed` count the articles that it named, `last_failure` is why the
    last of the failed ones could not be read. `interval` is how often it is asked.
    """

    id: int
    url: str
    title: str | None
    site: str | None
    kind: str | None
    state: str
    state_by: str | None
    person: str
    added_at: datetime
    why: str | None
    status: int | None  # of HTTP
    failures: int  # in a row
    failing_since: datetime | None
    next_at: datetime | None  # None: it is not polled
    polled_at: datetime | None
    newest_at: datetime | None
    entries: int
    interval: timedelta
    read: int = 0
    waiting: int = 0
    failed: int = 0
    last_failure: str | None = None

    @property
    def name(self) -> str:
        """What it calls itself, else its address."""
        return self.title or self.url

    @property
    def fails(self) -> bool:
        """Whether it should be followed and cannot be read."""
        return self.state in ("new", "following") and self.why is not None


@dataclass(frozen=True, slots=True)
class Choice:
    """A feed that a page names, to be followed instead of the page."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class FeedNotice:
    """Something to be told to who added a feed: `what` is followed, trouble (it cannot be read now
    and is tried again), choose (it is a page with several feeds), refused or over."""

    workspace: str
    person: str
    answer_to: tuple[str, ...]  # where somebody waits: who added it, and who did so meanwhile
    what: str
    feed: FeedView
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedFeeds:
    """What became of a list of feeds: how many are new, how many were followed before, and those
    that cannot be followed, each with the sentence why."""

    new: int
    known: int
    refused: tuple[tuple[str, str], ...]
