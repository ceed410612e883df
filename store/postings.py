"""Messages in Slack that show discrepancies: where each stands, what it showed, what is due."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    UniqueConstraint,
    and_,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)

from store.archive import Session, add_row
from store.columns import Moment, Words
from store.tables import discrepancies, metadata

postings = Table(
    "postings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("channel", String(64), nullable=False),
    Column("ts", String(64), nullable=False),
    Column("thread", String(64)),  # the message it replies to
    Column("form", String(16), nullable=False),  # digest, card, answer
    Column("shape", Words, nullable=False),  # JSON: how it is to be rendered again
    Column("delivery_id", Integer),  # of a digest, its edition
    Column("posted_at", Moment, nullable=False),
    Column("rendered_at", Moment, nullable=False),  # it shows what held then
    Column("leased_until", Moment),  # while somebody edits it
    Column("gone", Boolean, nullable=False),  # deleted in Slack, or out of our reach
    UniqueConstraint("workspace", "channel", "ts"),
    Index(None, "posted_at"),
)

#: Which discrepancies a message shows, in which order, and how each stood then.
posting_items = Table(
    "posting_items",
    metadata,
    Column("posting_id", Integer, ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True),
    Column("discrepancy_id", Integer, primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("place", Integer, nullable=False),
    Column("stood", Words, nullable=False),  # in the words of the desk
    Column("seen_at", Moment),  # when it had changed last, as the message knows
    Index(None, "discrepancy_id"),
)

#: What a thread was told of a change: a row is written first, so that nothing is told twice.
tidings = Table(
    "tidings",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("channel", String(64), primary_key=True),
    Column("thread", String(64), primary_key=True),
    Column("discrepancy_id", Integer, primary_key=True),
    Column("stamp", Moment, primary_key=True),  # when it changed
    Index(None, "discrepancy_id"),
)


@dataclass(frozen=True, slots=True)
class Posting:
    """A message that shows discrepancies. `shape` is whatever its form needs, as JSON holds it."""

    channel: str
    ts: str
    thread: str | None
    form: str  # digest, card, answer
    shape: Mapping[str, Any]  # Any: JSON
    delivery: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A discrepancy in a message: how it stood, and when it had changed last; None: never."""

    discrepancy: int
    stood: str
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class StoredPosting:
    """A posting by its number, with what it shows: (discrepancy, how it stood), in order."""

    id: int
    workspace: str
    posting: Posting
    rendered_at: datetime
    items: tuple[tuple[int, str], ...]


def keep(db: Session, workspace: str, new: Posting, items: Sequence[Item], now: datetime) -> int:
    """Remember a message and what it shows; another page in the same message takes its place."""
    where = (
        postings.c.workspace == workspace,
        postings.c.channel == new.channel,
        postings.c.ts == new.ts,
    )
    known = db.execute(select(postings.c.id).where(*where)).scalar()
    values = {
        "thread": new.thread,
        "form": new.form,
        "shape": json.dumps(dict(new.shape)),
        "delivery_id": new.delivery,
        "rendered_at": now,
        "leased_until": None,
        "gone": False,
    }
    if known is None:
        place = {"workspace": workspace, "channel": new.channel, "ts": new.ts, "posted_at": now}
        id = add_row(db, insert(postings).values(values | place))
    else:
        id = int(known)
        db.execute(update(postings).where(postings.c.id == id).values(values))
    set_items(db, workspace, id, items)
    return id


def set_items(db: Session, workspace: str, id: int, items: Sequence[Item]) -> None:
    """What the message shows now."""
    db.execute(delete(posting_items).where(posting_items.c.posting_id == id))
    rows = [
        {
            "posting_id": id,
            "discrepancy_id": one.discrepancy,
            "workspace": workspace,
            "place": place,
            "stood": one.stood,
            "seen_at": one.seen_at,
        }
        for place, one in enumerate({one.discrepancy: one for one in items}.values())
    ]
    if rows:
        db.execute(insert(posting_items), rows)


def outdated(
    db: Session,
    now: datetime,
    posted_after: datetime,
    workspace: str | None = None,
    discrepancy: int | None = None,
    most: int = 200,
) -> tuple[StoredPosting, ...]:
    """Messages that show a discrepancy as it no longer is, and that nobody is editing, the first
    posted first; of one workspace, or with one discrepancy in them, where that is given."""
    wanted = [
        postings.c.gone.is_(False),
        postings.c.posted_at > posted_after,
        _free(now),
        or_(
            exists().where(
                posting_items.c.posting_id == postings.c.id,
                discrepancies.c.id == posting_items.c.discrepancy_id,
                _changed(now),
            ),
            exists().where(posting_items.c.posting_id == postings.c.id, _forgotten()),
        ),
    ]
    if workspace is not None:
        wanted.append(postings.c.workspace == workspace)
    if discrepancy is not None:
        held = and_(
            posting_items.c.posting_id == postings.c.id,
            posting_items.c.discrepancy_id == discrepancy,
        )
        wanted.append(exists().where(held))
    first = (postings.c.posted_at, postings.c.id)
    rows = db.execute(select(postings).where(*wanted).order_by(*first).limit(most)).all()
    items = _items(db, [row.id for row in rows])
    return tuple(_stored(row, items.get(row.id, ())) for row in rows)


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(postings.c.leased_until.is_(None), postings.c.leased_until <= now)


def _changed(now: datetime) -> ColumnElement[bool]:
    """Whether a discrepancy changed after a message saw it last, or its snooze ended since."""
    over = and_(
        discrepancies.c.state == "snoozed",
        discrepancies.c.until > postings.c.rendered_at,
        discrepancies.c.until <= now,
    )
    # Compared one by one: of two that change at once, a message may have seen but one.
    return or_(discrepancies.c.changed_at.is_distinct_from(posting_items.c.seen_at), over)


def _forgotten() -> ColumnElement[bool]:
    """Whether a discrepancy was deleted, as with an article that is to be forgotten."""
    return ~exists().where(discrepancies.c.id == posting_items.c.discrepancy_id).correlate(
        posting_items
    )


def claim(db: Session, id: int, now: datetime, until: datetime) -> bool:
    """Take a message to edit; False where somebody else has it."""
    taken = db.execute(
        update(postings).where(postings.c.id == id, _free(now)).values(leased_until=until)
    )
    return taken.rowcount == 1


def rendered(db: Session, workspace: str, id: int, items: Sequence[Item], at: datetime) -> None:
    """The message shows what held at that moment."""
    db.execute(
        update(postings)
        .where(postings.c.workspace == workspace, postings.c.id == id)
        .values(rendered_at=at, leased_until=None)
    )
    set_items(db, workspace, id, items)


def release(db: Session, id: int, *, gone: bool, until: datetime | None = None) -> None:
    """It was not edited: it is gone, or to be tried again after a while."""
    db.execute(update(postings).where(postings.c.id == id).values(gone=gone, leased_until=until))


def tell(
    db: Session, workspace: str, channel: str, thread: str, discrepancy: int, stamp: datetime
) -> bool:
    """Write down that a thread is told of a change; False where it was before."""
    place = {
        "workspace": workspace,
        "channel": channel,
        "thread": thread,
        "discrepancy_id": discrepancy,
        "stamp": stamp,
    }
    known = db.execute(
        select(tidings.c.stamp).where(*(tidings.c[name] == value for name, value in place.items()))
    ).first()
    if known is not None:
        return False
    db.execute(insert(tidings).values(place))
    return True


def untell(
    db: Session, workspace: str, channel: str, thread: str, discrepancy: int, stamp: datetime
) -> None:
    """Slack did not take it: it may be told again."""
    db.execute(
        delete(tidings).where(
            tidings.c.workspace == workspace,
            tidings.c.channel == channel,
            tidings.c.thread == thread,
            tidings.c.discrepancy_id == discrepancy,
            tidings.c.stamp == stamp,
        )
    )


def forget(db: Session, discrepancies: Sequence[int]) -> None:
    """Keep no words of what is deleted, only that messages show it: so they are edited."""
    for at in range(0, len(discrepancies), 500):
        some = discrepancies[at : at + 500]
        db.execute(
            update(posting_items)
            .where(posting_items.c.discrepancy_id.in_(some))
            .values(stood="", seen_at=None)
        )


def _items(db: Session, ids: Sequence[int]) -> dict[int, tuple[tuple[int, str], ...]]:
    found: dict[int, list[tuple[int, str]]] = {}
    rows = db.execute(
        select(posting_items)
        .where(posting_items.c.posting_id.in_(ids))
        .order_by(posting_items.c.posting_id, posting_items.c.place)
    )
    for row in rows:
        found.setdefault(row.posting_id, []).append((row.discrepancy_id, row.stood))
    return {id: tuple(items) for id, items in found.items()}


def _stored(row: Row[Any], items: tuple[tuple[int, str], ...]) -> StoredPosting:
    shape = json.loads(row.shape)
    posting = Posting(row.channel, row.ts, row.thread, row.form, shape, row.delivery_id)
    return StoredPosting(row.id, row.workspace, posting, row.rendered_at, items)
