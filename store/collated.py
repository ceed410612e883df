"""By which machine a story was collated last, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from store.archive import Session
from store.tables import articles, stories


@dataclass(frozen=True, slots=True)
class Collated:
    """The last time. `machine` None: never, or an article of it was read anew since."""

    machine: str | None
    at: datetime | None


def last(db: Session, story: int) -> Collated:
    """When and by what a story was collated."""
    query = select(stories.c.machine, stories.c.collated_at).where(stories.c.id == story)
    return Collated(*db.execute(query).one())


def record(db: Session, story: int, collated: Collated) -> None:
    """It was collated now."""
    db.execute(
        update(stories)
        .where(stories.c.id == story)
        .values(machine=collated.machine, collated_at=collated.at)
    )


def arrived(db: Session, workspace: str, story: int, since: datetime) -> frozenset[str]:
    """The keys of a story's articles that were indexed since then."""
    rows = db.execute(
        select(articles.c.key).where(
            articles.c.workspace == workspace,
            articles.c.story_id == story,
            articles.c.indexed_at > since,
        )
    )
    return frozenset(rows.scalars())


def read_anew(db: Session, story_ids: Sequence[int]) -> None:
    """Articles of these stories have another reading: they are to be collated again."""
    db.execute(
        update(stories).where(stories.c.id.in_(tuple(story_ids))).values(machine=None, stale=True)
    )


def parted(db: Session, origin: int, target: int) -> None:
    """Articles of one story are another from now on: what is found by that alone is no news."""
    at = select(stories.c.collated_at).where(stories.c.id == origin).scalar_subquery()
    db.execute(update(stories).where(stories.c.id == target).values(collated_at=at))
    read_anew(db, (origin, target))


def trimmed(db: Session, workspace: str, story: int) -> frozenset[str]:
    """The keys of a story's articles of whose text only what is cited is kept."""
    rows = db.execute(
        select(articles.c.key).where(
            articles.c.workspace == workspace,
            articles.c.story_id == story,
            articles.c.trimmed_at.isnot(None),
        )
    )
    return frozenset(rows.scalars())
