"""Feeds that are followed: kept, claimed to be polled, and what came of each poll."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, exists, func, insert, or_, select, update

from intake.feeds.feed import Alternate, Rhythm
from store.archive import Session, add_row
from store.feed_tables import feed_entries, feeds
from store.fetches import DONE, FAILED, fetches
from store.keys import digest
from store.revisits import revisits
from store.tables import articles

NEW, FOLLOWING = "new", "following"  # not read yet; polled
STOPPED, ENDED, FAILED_OVER, REFUSED = "stopped", "ended", "failed", "refused"
POLLED = (NEW, FOLLOWING)


@dataclass(frozen=True, slots=True)
class StoredFeed:
    """A feed that is followed or was. `state` is new (not read yet), following, stopped (by a
    person), ended (its site took it away), failed (too often) or refused (it never was one)."""

    id: int
    workspace: str
    url: str
    host: str
    person: str
    answer_to: str | None
    added_at: datetime
    title: str | None
    site: str | None
    kind: str | None
    state: str
    state_by: str | None
    notice: str | None
    choices: tuple[Alternate, ...]
    why: str | None
    status: int | None
    failures: int
    failing_since: datetime | None
    etag: str | None
    last_modified: str | None
    rhythm: Rhythm | None
    next_at: datetime
    leased_until: datetime | None
    polled_at: datetime | None
    read_at: datetime | None
    newest_at: datetime | None
    entries: int
    polls: int
    fresh: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many articles a feed named: read, on their way, failed; and why the last one failed."""

    read: int = 0
    waiting: int = 0
    failed: int = 0
    why: str | None = None


def add(
    db: Session,
    workspace: str,
    url: str,
    host: str,
    person: str,
    now: datetime,
    *,
    title: str | None = None,
    answer_to: str | None = None,
) -> int:
    """Follow a feed from now on; its number."""
    return add_row(
        db,
        insert(feeds).values(
            workspace=workspace,
            url=url,
            url_key=digest(url),
            host=host[:253],
            person=person,
            answer_to=answer_to,
            added_at=now,
            title=title,
            state=NEW,
            failures=0,
            next_at=now,
            entries=0,
            polls=0,
            fresh=True,
        ),
    )


def find(db: Session, workspace: str, id: int) -> StoredFeed | None:
    """The feed of that number."""
    return _first(db, feeds.c.workspace == workspace, feeds.c.id == id)


def find_by_url(db: Session, workspace: str, url: str) -> StoredFeed | None:
    """The feed at that address."""
    return _first(db, feeds.c.workspace == workspace, feeds.c.url_key == digest(url))


def of_workspace(db: Session, workspace: str) -> tuple[StoredFeed, ...]:
    """All feeds, in the order in which they were added."""
    rows = db.execute(select(feeds).where(feeds.c.workspace == workspace).order_by(feeds.c.id))
    return tuple(_stored(row) for row in rows)


def is_due(db: Session, now: datetime) -> bool:
    """Whether any feed of any workspace is to be polled."""
    return db.execute(select(feeds.c.id).where(*_due(now)).limit(1)).first() is not None


def claim(
    db: Session,
    now: datetime,
    lease: timedelta,
    most: int,
    ids: Sequence[int] | None = None,
) -> tuple[StoredFeed, ...]:
    """Feeds that are the caller's to poll until the lease ends, those that wait longest first; of
    one host one at a time. `ids` narrows it to some.

    The poll counts as a failure until it is recorded, and of a process that dies each time the
    next attempt comes later.
    """
    leased = select(feeds.c.host).where(feeds.c.leased_until > now)
    busy = set(db.execute(leased).scalars())
    query = select(feeds).where(*_due(now)).order_by(feeds.c.next_at, feeds.c.id)
    if ids is not None:
        query = query.where(feeds.c.id.in_(ids))
    claimed: list[StoredFeed] = []
    for row in db.execute(query):
        if row.host in busy:
            continue
        busy.add(row.host)
        claimed.append(_stored(row))
        if len(claimed) == most:
            break
    for one in claimed:
        change(
            db,
            one.id,
            leased_until=now + lease,
            next_at=now + lease * (1 + min(one.failures, 50)),
            failures=one.failures + 1,
            failing_since=one.failing_since or now,
        )
    return tuple(claimed)


def never_finished(db: Session, now: datetime, since: timedelta, failures: int) -> tuple[int, ...]:
    """Feeds whose polls began so often in so long a time, with nobody to say what came of them."""
    rows = db.execute(
        select(feeds.c.id).where(
            *_due(now),
            feeds.c.why.is_(None),
            feeds.c.failures >= failures,
            feeds.c.failing_since <= now - since,
        )
    )
    return tuple(rows.scalars())


def change(db: Session, id: int, **values: object) -> None:
    """Write some columns of a feed."""
    db.execute(update(feeds).where(feeds.c.id == id).values(values))


def move(db: Session, feed: StoredFeed, url: str, host: str) -> bool:
    """A feed is at another address for good; False where one there is followed already."""
    if find_by_url(db, feed.workspace, url) is not None:
        return False
    change(db, feed.id, url=url, url_key=digest(url), host=host[:253])
    return True


def remove(db: Session, id: int) -> None:
    """Forget a feed. What was read because of it stays, what waits to be read is read no more.

    Its links are deleted, for else they would stand among those that people asked for; but for
    those of articles that are to be looked at again, until that is arranged.
    """
    db.execute(delete(feed_entries).where(feed_entries.c.feed_id == id))
    watched = exists().where(
        articles.c.id == fetches.c.article_id,
        revisits.c.workspace == articles.c.workspace,
        revisits.c.source_key == articles.c.source_key,
    )
    done = or_(fetches.c.state != DONE, fetches.c.article_id.is_(None), watched)
    db.execute(delete(fetches).where(fetches.c.feed_id == id, done))
    db.execute(update(fetches).where(fetches.c.feed_id == id).values(feed_id=None))
    db.execute(delete(feeds).where(feeds.c.id == id))


def untold(db: Session) -> tuple[StoredFeed, ...]:
    """Feeds of all workspaces of which somebody is to be told something."""
    rows = db.execute(select(feeds).where(feeds.c.notice.is_not(None)).order_by(feeds.c.id))
    return tuple(_stored(row) for row in rows)


def tallies(db: Session, workspace: str) -> dict[int, Tally]:
    """What became of the links of each feed that named any."""
    rows = db.execute(
        select(fetches.c.feed_id, fetches.c.state, func.count(), func.max(fetches.c.id))
        .where(fetches.c.workspace == workspace, fetches.c.feed_id.is_not(None))
        .group_by(fetches.c.feed_id, fetches.c.state)
    ).all()
    last = [row[3] for row in rows if row.state == FAILED]
    named = select(fetches.c.feed_id, fetches.c.why).where(fetches.c.id.in_(last))
    reasons = {row.feed_id: row.why for row in db.execute(named)}
    found: dict[int, dict[str, int]] = {}
    for feed, state, count, _ in rows:
        counted = found.setdefault(int(feed), {DONE: 0, FAILED: 0, "waiting": 0})
        counted[state if state in (DONE, FAILED) else "waiting"] += int(count)
    return {
        feed: Tally(counted[DONE], counted["waiting"], counted[FAILED], reasons.get(feed))
        for feed, counted in found.items()
    }


# ----------------------------------------------------------------- entries


def seen(db: Session, feed: StoredFeed, keys: Sequence[str], links: Sequence[str]) -> set[str]:
    """Those of these entries' keys and links that were seen before: keys in this feed, links in
    any feed of the workspace, or as articles that are held."""
    by_key, by_link = {digest(key): key for key in keys}, {digest(link): link for link in links}
    found: set[str] = set()
    for hashes in _some(sorted(by_key)):
        rows = db.execute(
            select(feed_entries.c.key).where(
                feed_entries.c.feed_id == feed.id, feed_entries.c.key.in_(hashes)
            )
        )
        found |= {by_key[key] for key in rows.scalars()}
    for hashes in _some(sorted(by_link)):
        named = select(feed_entries.c.link_key).where(
            feed_entries.c.workspace == feed.workspace, feed_entries.c.link_key.in_(hashes)
        )
        held = select(articles.c.source_key).where(
            articles.c.workspace == feed.workspace, articles.c.source_key.in_(hashes)
        )
        for query in (named, held):
            found |= {by_link[key] for key in db.execute(query).scalars()}
    return found


def remember(
    db: Session,
    feed: StoredFeed,
    entries: Sequence[tuple[str, str]],
    fetched: Mapping[str, int],
    now: datetime,
    kept: timedelta,
) -> None:
    """These (key, link) stand in the feed now; `fetched` says by key which link was asked for.
    What has not stood in it for as long as `kept` is forgotten."""
    known: dict[str, int] = {}
    for hashes in _some(sorted({digest(key) for key, _ in entries})):
        rows = db.execute(
            select(feed_entries.c.key, feed_entries.c.id).where(
                feed_entries.c.feed_id == feed.id, feed_entries.c.key.in_(hashes)
            )
        )
        known |= {row.key: row.id for row in rows}
    for ids in _some(sorted(known.values())):
        db.execute(update(feed_entries).where(feed_entries.c.id.in_(ids)).values(seen_at=now))
    new = [
        {
            "workspace": feed.workspace,
            "feed_id": feed.id,
            "key": digest(key),
            "link_key": digest(link),
            "seen_at": now,
            "fetch_id": fetched.get(key),
        }
        for key, link in dict(entries).items()
        if digest(key) not in known
    ]
    if new:
        db.execute(insert(feed_entries), new)
    old = feed_entries.c.seen_at < now - kept
    db.execute(delete(feed_entries).where(feed_entries.c.feed_id == feed.id, old))


def _some(values: Sequence[Any], most: int = 500) -> list[Sequence[Any]]:  # Any: ids or keys
    return [values[at : at + most] for at in range(0, len(values), most)]


def _due(now: datetime) -> tuple[Any, ...]:  # Any: clauses of SQLAlchemy's
    free = or_(feeds.c.leased_until.is_(None), feeds.c.leased_until <= now)
    return feeds.c.state.in_(POLLED), feeds.c.next_at <= now, free


def _first(db: Session, *where: Any) -> StoredFeed | None:  # Any: clauses of SQLAlchemy's
    row = db.execute(select(feeds).where(*where)).first()
    return _stored(row) if row is not None else None


def _stored(row: Row[Any]) -> StoredFeed:  # Any: a row of whichever columns
    values = {name: getattr(row, name) for name in StoredFeed.__dataclass_fields__}
    return StoredFeed(**{**values, "choices": row.choices or ()})
