"""Links that were to be fetched: a row each, from the asking to what it became or why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

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
    false,
    insert,
    or_,
    select,
    update,
)

from store.archive import Session, add_row
from store.columns import Moment, Words
from store.feed_tables import feeds
from store.tables import metadata

QUEUED, FETCHING, DONE, FAILED = "queued", "fetching", "done", "failed"
TRIES = 3  # times that a fetch may be begun and never finished, because the process died
_LOOKED_AT = 500  # links of feeds among which hosts are looked for that nobody asks just now

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
    Column("why", Words),  # the sentence, where it failed, or why it is tried again
    Column("host", String(253)),
    Column("feed_id", Integer, ForeignKey(feeds.c.id)),  # that named it
    Column("dated", Words),  # when the feed says it was published, ISO 8601
    Column("not_before", Moment),  # while queued: when it is tried (again)
    Column("retries", Integer, nullable=False, server_default="0"),  # after passing failures
    Column("promised", Boolean, nullable=False, server_default=false()),  # the asker knows of that
    Index(None, "state"),
    Index(None, "feed_id"),
    Index(None, "article_id"),
    Index(None, "host", "state"),
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
    host: str = ""
    feed: int | None = None
    dated: str | None = None  # when its feed says it was published, ISO 8601
    not_before: datetime | None = None  # while queued: when it is tried, or tried again
    retries: int = 0  # after failures that may pass


@dataclass(frozen=True, slots=True)
class Wanted:
    """A link that a feed names: `dated` is ISO 8601, as the feed has it."""

    url: str
    dated: str | None


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
            host=host_of(url),
        )
        ids.append(add_row(db, row))
    if ids:
        db.execute(update(fetches).where(fetches.c.id == ids[0]).values(batch=ids[0]))
    return tuple(ids)


def queue_of_feed(
    db: Session, workspace: str, feed: int, wanted: Sequence[Wanted], person: str, now: datetime
) -> tuple[int, ...]:
    """Ask for links that a feed names, each by itself; their numbers. Nobody is told of them."""
    ids = [queue(db, workspace, [one.url], person, now)[0] for one in wanted]
    for id, one in zip(ids, wanted, strict=True):
        named = update(fetches).where(fetches.c.id == id)
        db.execute(named.values(feed_id=feed, dated=one.dated))
    return tuple(ids)


def is_due(db: Session, now: datetime, *, of_feeds: bool = False) -> bool:
    """Whether any link of any workspace waits to be fetched, of people or of feeds."""
    query = select(fetches.c.id).where(_due(now), _whose(of_feeds)).limit(1)
    return db.execute(query).first() is not None


def claim(
    db: Session,
    now: datetime,
    leased_until: datetime,
    most: int,
    ids: Sequence[int] | None = None,
) -> tuple[StoredFetch, ...]:
    """Links that people asked for, the caller's to fetch until the lease ends, the oldest first:
    queued ones, and those of a process that died. `ids` narrows it to some. What was begun
    `TRIES` times and never finished fails instead.
    """
    query = select(fetches).where(_due(now), _whose(False)).order_by(fetches.c.id).limit(most)
    if ids is not None:
        query = query.where(fetches.c.id.in_(ids))
    return _begin(db, db.execute(query).all(), now, leased_until)


def claim_of_feeds(
    db: Session,
    now: datetime,
    leased_until: datetime,
    most: int,
    of_one_host: int,
    feeds: Sequence[int] | None = None,
) -> tuple[StoredFetch, ...]:
    """Links that feeds name, as `claim`: none of a host of which somebody is fetching such links
    now, and not more than `of_one_host` of any. `feeds` narrows it to those of some."""
    busy = _busy_hosts(db, now)
    query = select(fetches).where(_due(now), _whose(True)).order_by(fetches.c.id).limit(_LOOKED_AT)
    if feeds is not None:
        query = query.where(fetches.c.feed_id.in_(feeds))
    taken: dict[str | None, list[Row[Any]]] = {}  # Any: a row of whichever columns
    for row in db.execute(query).all():
        rows = taken.setdefault(row.host, [])
        if row.host not in busy and len(rows) < of_one_host:
            rows.append(row)
    rows = sorted((row for some in taken.values() for row in some), key=lambda row: int(row.id))
    return _begin(db, rows[:most], now, leased_until)


def _busy_hosts(db: Session, now: datetime) -> frozenset[str | None]:
    rows = db.execute(
        select(fetches.c.host).where(
            fetches.c.state == FETCHING, fetches.c.leased_until > now, _whose(True)
        )
    )
    return frozenset(rows.scalars())


def _begin(
    db: Session,
    rows: Sequence[Row[Any]],  # Any: a row of whichever columns
    now: datetime,
    leased_until: datetime,
) -> tuple[StoredFetch, ...]:
    claimed: list[int] = []
    for row in rows:
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


def put_off(db: Session, id: int, not_before: datetime, result: Result | None = None) -> None:
    """Back into the queue until then: after a failure that may pass (`result` says which), or
    because its host asks for time between two requests (None), which counts for nothing."""
    waiting = update(fetches).where(fetches.c.id == id)
    back = {"state": QUEUED, "leased_until": None, "not_before": not_before, "tries": 0}
    db.execute(waiting.values(back))
    if result is not None:
        failed = {"why": result.why, "status": result.status, "found_at": result.found_at}
        db.execute(waiting.values(**failed, retries=fetches.c.retries + 1))


def finish(db: Session, id: int, result: Result, now: datetime) -> None:
    """Record what became of a link."""
    db.execute(
        update(fetches)
        .where(fetches.c.id == id)
        .values(
            state=DONE if result.why is None else FAILED,
            leased_until=None,
            not_before=None,
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


def newest(
    db: Session, workspace: str, most: int, feed: int | None = None
) -> tuple[StoredFetch, ...]:
    """The latest links that people asked for, or that one feed named, newest first."""
    whose = _whose(False) if feed is None else fetches.c.feed_id == feed
    rows = db.execute(
        select(fetches)
        .where(fetches.c.workspace == workspace, whose)
        .order_by(fetches.c.id.desc())
        .limit(most)
    )
    return tuple(_stored(row) for row in rows)


def untold(db: Session) -> tuple[tuple[StoredFetch, ...], ...]:
    """Links asked for together of which the asker knows nothing yet and none is on its way: each
    is over, or waits to be tried again, which the asker is told once."""
    rows = db.execute(
        select(fetches).where(fetches.c.told.is_(False)).order_by(fetches.c.batch, fetches.c.id)
    )
    batches: dict[int, list[Row[Any]]] = {}  # Any: a row of whichever columns
    for row in rows:
        batches.setdefault(row.batch, []).append(row)
    return tuple(
        tuple(_stored(row) for row in batch)
        for batch in batches.values()
        if all(_is_over(row) or (row.retries and not row.promised) for row in batch)
    )


def tell(db: Session, batch: int) -> None:
    """The asker knows what became of the links; where they waited is forgotten.

    A link that is tried again stays, by itself: the asker will be told what became of it."""
    together = update(fetches).where(fetches.c.told.is_(False), fetches.c.batch == batch)
    over = fetches.c.state.in_((DONE, FAILED))
    db.execute(together.where(over).values(told=True, answer_to=None))
    db.execute(together.where(~over).values(promised=True, batch=fetches.c.id))


def host_of(url: str) -> str:
    """The host that a link names, as it is typed; "" where it names none."""
    try:
        return (urlsplit(url).hostname or "")[:253]
    except ValueError:
        return ""


def _is_over(row: Row[Any]) -> bool:  # Any: a row of whichever columns
    return row.state in (DONE, FAILED)


def _whose(of_feeds: bool) -> Any:  # Any: a clause of SQLAlchemy's
    return fetches.c.feed_id.is_not(None) if of_feeds else fetches.c.feed_id.is_(None)


def _due(now: datetime) -> Any:  # Any: a clause of SQLAlchemy's
    dead = and_(fetches.c.state == FETCHING, fetches.c.leased_until <= now)
    may = or_(fetches.c.not_before.is_(None), fetches.c.not_before <= now)
    return or_(and_(fetches.c.state == QUEUED, may), dead)


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
        host=row.host if row.host is not None else host_of(row.url),
        feed=row.feed_id,
        dated=row.dated,
        not_before=row.not_before,
        retries=row.retries,
    )
