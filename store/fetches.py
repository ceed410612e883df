"""Links that were to be fetched: a row each, from the asking to what it became or why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    and_,
    insert,
    or_,
    select,
    update,
)

from store.archive import Session, add_row
from store.columns import Moment, Words
from store.tables import metadata

QUEUED, FETCHING, DONE, FAILED = "queued", "fetching", "done", "failed"
TRIES = 3  # times that a fetch may be begun and never finished, because the process died

fetches = Table(
    "fetches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("url", Words, nullable=False),  # as it was typed
    Column("person", String(64), nullable=False),  # who asked for it
    Column("asked_at", Moment, nullable=False),
    Column("batch", Integer, nullable=False),  # the first row that was asked for with it
    Column("answer_to", Words),  # where the asker waits, in the words of the Slack edge
    Column("told", Boolean, nullable=False),  # whether the asker knows what became of it
    Column("state", String(16), nullable=False),  # queued, fetching, done, failed
    Column("tries", Integer, nullable=False),
    Column("leased_until", Moment),  # while fetching: after that the process counts as dead
    Column("finished_at", Moment),
    Column("status", Integer),  # of HTTP, if the site answered
    Column("wire", Integer),  # bytes received
    Column("media_type", String(80)),
    Column("found_at", Words),  # the URL after all redirects
    Column("outcome", String(16)),  # new, changed, unchanged
    Column("article_id", Integer, ForeignKey("articles.id", ondelete="SET NULL")),
    Column("why", Words),  # the sentence, where it failed
    Index(None, "state"),
    Index(None, "told", "batch"),
    Index(None, "workspace", "id"),
)


@dataclass(frozen=True, slots=True)
class StoredFetch:
    """One link's fate so far. `batch` is the number of the first link asked for with it."""

    id: int
    workspace: str
    url: str
    person: str
    asked_at: datetime
    batch: int
    answer_to: str | None
    state: str
    tries: int
    finished_at: datetime | None
    status: int | None
    wire: int | None
    media_type: str | None
    found_at: str | None
    outcome: str | None
    article: int | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """What came back, as far as anything did."""

    status: int | None = None
    wire: int | None = None
    media_type: str | None = None
    found_at: str | None = None
    outcome: str | None = None
    article: int | None = None
    why: str | None = None  # None: done


def queue(
    db: Session,
    workspace: str,
    urls: Sequence[str],
    person: str,
    now: datetime,
    answer_to: str | None = None,
) -> tuple[int, ...]:
    """Ask for links together; their numbers. Nobody is told of them where nobody waits."""
    ids: list[int] = []
    for url in urls:
        row = insert(fetches).values(
            workspace=workspace,
            url=url,
            person=person,
            asked_at=now,
            batch=ids[0] if ids else 0,
            answer_to=answer_to,
            told=answer_to is None,
            state=QUEUED,
            tries=0,
        )
        ids.append(add_row(db, row))
    if ids:
        db.execute(update(fetches).where(fetches.c.id == ids[0]).values(batch=ids[0]))
    return tuple(ids)


def is_due(db: Session, now: datetime) -> bool:
    """Whether any link of any workspace waits to be fetched."""
    return db.execute(select(fetches.c.id).where(_due(now)).limit(1)).first() is not None


def claim(
    db: Session,
    now: datetime,
    leased_until: datetime,
    most: int,
    ids: Sequence[int] | None = None,
) -> tuple[StoredFetch, ...]:
    """Links that are the caller's to fetch until the lease ends, the oldest first: queued ones,
    and those of a process that died. `ids` narrows it to some. What was begun `TRIES` times and
    never finished fails instead.
    """
    query = select(fetches).where(_due(now)).order_by(fetches.c.id).limit(most)
    if ids is not None:
        query = query.where(fetches.c.id.in_(ids))
    claimed: list[int] = []
    for row in db.execute(query).all():
        if row.tries >= TRIES:
            why = f"It was begun {TRIES} times and never finished."
            finish(db, row.id, Result(why=why), now)
            continue
        db.execute(
            update(fetches)
            .where(fetches.c.id == row.id)
            .values(state=FETCHING, tries=row.tries + 1, leased_until=leased_until)
        )
        claimed.append(row.id)
    return load(db, claimed)


def finish(db: Session, id: int, result: Result, now: datetime) -> None:
    """Record what became of a link."""
    db.execute(
        update(fetches)
        .where(fetches.c.id == id)
        .values(
            state=DONE if result.why is None else FAILED,
            leased_until=None,
            finished_at=now,
            status=result.status,
            wire=result.wire,
            media_type=result.media_type and result.media_type[:80],
            found_at=result.found_at,
            outcome=result.outcome,
            article_id=result.article,
            why=result.why,
        )
    )


def find(db: Session, workspace: str, id: int) -> StoredFetch | None:
    """The link of that number."""
    found = load(db, [id])
    return found[0] if found and found[0].workspace == workspace else None


def load(db: Session, ids: Sequence[int]) -> tuple[StoredFetch, ...]:
    """Links by their numbers, in the order in which they were asked for."""
    rows = db.execute(select(fetches).where(fetches.c.id.in_(ids)).order_by(fetches.c.id))
    return tuple(_stored(row) for row in rows)


def newest(db: Session, workspace: str, most: int) -> tuple[StoredFetch, ...]:
    """The latest links, newest first."""
    rows = db.execute(
        select(fetches)
        .where(fetches.c.workspace == workspace)
        .order_by(fetches.c.id.desc())
        .limit(most)
    )
    return tuple(_stored(row) for row in rows)


def untold(db: Session) -> tuple[tuple[StoredFetch, ...], ...]:
    """Links asked for together of which none is on its way and the asker knows nothing yet."""
    rows = db.execute(
        select(fetches).where(fetches.c.told.is_(False)).order_by(fetches.c.batch, fetches.c.id)
    )
    batches: dict[int, list[StoredFetch]] = {}
    for row in rows:
        batches.setdefault(row.batch, []).append(_stored(row))
    over = (DONE, FAILED)
    return tuple(
        tuple(batch) for batch in batches.values() if all(one.state in over for one in batch)
    )


def tell(db: Session, batch: int) -> None:
    """The asker knows what became of the links; where they waited is forgotten."""
    db.execute(update(fetches).where(fetches.c.batch == batch).values(told=True, answer_to=None))


def _due(now: datetime) -> Any:  # Any: a clause of SQLAlchemy's
    dead = and_(fetches.c.state == FETCHING, fetches.c.leased_until <= now)
    return or_(fetches.c.state == QUEUED, dead)


def _stored(row: Row[Any]) -> StoredFetch:  # Any: a row of whichever columns
    return StoredFetch(
        id=row.id,
        workspace=row.workspace,
        url=row.url,
        person=row.person,
        asked_at=row.asked_at,
        batch=row.batch,
        answer_to=row.answer_to,
        state=row.state,
        tries=row.tries,
        finished_at=row.finished_at,
        status=row.status,
        wire=row.wire,
        media_type=row.media_type,
        found_at=row.found_at,
        outcome=row.outcome,
        article=row.article_id,
        why=row.why,
    )
