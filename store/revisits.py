"""Articles that are looked at again: when each is due next, and what the site answered last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    UniqueConstraint,
    and_,
    exists,
    insert,
    or_,
    select,
    update,
)

from store.archive import Session
from store.columns import Moment, Words
from store.fetches import DONE, fetches
from store.tables import articles, metadata

READ_ANEW = "read anew"

revisits = Table(
    "revisits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("source_key", String(64), nullable=False),
    Column("article_id", Integer, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("url", Words, nullable=False),  # where the article was found
    Column("first_at", Moment, nullable=False),  # when it was read first
    Column("step", Integer, nullable=False),  # of the schedule, that comes next
    Column("due_at", Moment),  # NULL: it is looked at no more
    Column("leased_until", Moment),  # while somebody looks; after that the process counts as dead
    Column("tries", Integer, nullable=False),  # of this step, begun or failed
    Column("etag", Words),
    Column("last_modified", Words),
    Column("read_at", Moment),
    Column("status", Integer),  # of HTTP, if the site answered
    Column("outcome", String(16)),  # unchanged, changed, failed, read anew
    Column("why", Words),  # the sentence, where it failed
    Column("note", Words),  # that the page says it was corrected, where its article does not
    Column("reader", String(16)),  # which code read the page: another one reads it otherwise
    UniqueConstraint("workspace", "source_key"),
    Index(None, "due_at"),
    Index(None, "article_id"),
)


@dataclass(frozen=True, slots=True)
class Revisit:
    """One article that is due: what it is, and what the site is asked with."""

    id: int
    workspace: str
    source_key: str
    article: int
    url: str
    first_at: datetime
    step: int
    tries: int
    etag: str | None
    last_modified: str | None
    reader: str | None


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking, and when to look again (None: never)."""

    step: int
    due_at: datetime | None
    tries: int = 0
    etag: str | None = None
    last_modified: str | None = None
    status: int | None = None
    outcome: str = "unchanged"
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Unwatched:
    """An article that a link led to, and that nobody looks at again so far."""

    workspace: str
    source_key: str
    article: int
    url: str
    first_at: datetime


def unwatched(db: Session, since: datetime, most: int) -> tuple[Unwatched, ...]:
    """Articles that links led to since then and that are not looked at again yet, oldest first."""
    known = exists().where(
        revisits.c.workspace == articles.c.workspace,
        revisits.c.source_key == articles.c.source_key,
    )
    rows = db.execute(
        select(
            articles.c.workspace,
            articles.c.source_key,
            articles.c.id,
            fetches.c.found_at,
            articles.c.indexed_at,
        )
        .join(fetches, fetches.c.article_id == articles.c.id)
        .where(
            fetches.c.state == DONE,
            fetches.c.found_at.isnot(None),
            articles.c.indexed_at >= since,
            articles.c.current.is_(True),
            ~known,
        )
        .order_by(fetches.c.id)
        .limit(most)
    )
    found = {(row.workspace, row.source_key): Unwatched(*row) for row in reversed(rows.all())}
    return tuple(reversed(found.values()))


def watch(db: Session, one: Unwatched, due_at: datetime | None, reader: str) -> None:
    """Look at the article again from then on; nothing where it is looked at already. `reader` is
    the code that read it."""
    known = select(revisits.c.id).where(
        revisits.c.workspace == one.workspace, revisits.c.source_key == one.source_key
    )
    if db.execute(known).first() is None:
        row = insert(revisits).values(
            workspace=one.workspace,
            source_key=one.source_key,
            article_id=one.article,
            url=one.url,
            first_at=one.first_at,
            step=0,
            due_at=due_at,
            tries=0,
            reader=reader,
        )
        db.execute(row)


def is_due(db: Session, now: datetime) -> bool:
    """Whether any article of any workspace is to be looked at."""
    return db.execute(select(revisits.c.id).where(_due(now)).limit(1)).first() is not None


def claim(db: Session, now: datetime, leased_until: datetime, most: int) -> tuple[Revisit, ...]:
    """Articles that are the caller's to look at until the lease ends, the most overdue first:
    also those of a process that died."""
    rows = db.execute(
        select(revisits).where(_due(now)).order_by(revisits.c.due_at, revisits.c.id).limit(most)
    ).all()
    for row in rows:
        db.execute(
            update(revisits)
            .where(revisits.c.id == row.id)
            .values(leased_until=leased_until, tries=row.tries + 1)
        )
    return tuple(_revisit(row) for row in rows)


def settle(db: Session, id: int, looked: Looked, now: datetime) -> None:
    """Record what came of looking."""
    db.execute(
        update(revisits)
        .where(revisits.c.id == id)
        .values(
            leased_until=None,
            read_at=now,
            step=looked.step,
            due_at=looked.due_at,
            tries=looked.tries,
            etag=looked.etag,
            last_modified=looked.last_modified,
            status=looked.status,
            outcome=looked.outcome,
            why=looked.why,
        )
    )


def before_index(db: Session, id: int, note: str | None, reader: str, *, read_anew: bool) -> None:
    """What must be known when the new text is compared: what the page says of a correction outside
    of its article, which code read it, and whether that is another code than the last time."""
    outcome = READ_ANEW if read_anew else None
    db.execute(
        update(revisits)
        .where(revisits.c.id == id)
        .values(note=note, reader=reader, outcome=outcome)
    )


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How the newest text of a source was come by."""

    note: str | None = None
    read_anew: bool = False


def circumstances(db: Session, workspace: str, source_key: str) -> Circumstances:
    """What `before_index` kept."""
    query = select(revisits.c.note, revisits.c.outcome).where(
        revisits.c.workspace == workspace, revisits.c.source_key == source_key
    )
    row = db.execute(query).first()
    return Circumstances() if row is None else Circumstances(row.note, row.outcome == READ_ANEW)


def _due(now: datetime) -> Any:  # Any: a clause of SQLAlchemy's
    free = or_(revisits.c.leased_until.is_(None), revisits.c.leased_until <= now)
    return and_(revisits.c.due_at <= now, free)


def _revisit(row: Row[Any]) -> Revisit:  # Any: a row of whichever columns
    return Revisit(
        row.id,
        row.workspace,
        row.source_key,
        row.article_id,
        row.url,
        row.first_at,
        row.step,
        row.tries + 1,
        row.etag,
        row.last_modified,
        row.reader,
    )
