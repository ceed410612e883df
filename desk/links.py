"""What the desk says of links that were to be fetched: asked for, on their way, done or failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class LinkView:
    """One link. `state` is queued, fetching, done or failed; `why` the sentence where it failed;
    `outcome` new, changed or unchanged where it is done, with what the article is.

    `article` is None where it was deleted since. `story` is its story's number, if it has one.
    `again_at` is when a queued link that failed, for the reason `why`, is tried again by itself.
    """

    id: int
    url: str  # as it was typed
    person: str
    asked_at: datetime
    state: str
    tries: int
    status: int | None  # of HTTP
    wire: int | None  # bytes received
    why: str | None
    outcome: str | None
    article: int | None = None
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    story: int | None = None
    story_title: str | None = None
    again_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LinksView:
    """Links, and the first of those asked for together if they were."""

    links: tuple[LinkView, ...]
    batch: int | None


@dataclass(frozen=True, slots=True)
class FinishedLinks:
    """Links asked for together, each over or to be tried again, and where the asker waits."""

    workspace: str
    batch: int
    person: str
    answer_to: str
    links: tuple[LinkView, ...]
