"""What outlets changed: one row for each step from a printing to the next, compared or to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    func,
    insert,
    select,
    update,
)

from collation.revision import Revision
from store.archive import Session
from store.columns import Moment, Packed
from store.tables import articles, metadata

revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("outlet_id", Integer, ForeignKey("outlets.id"), nullable=False),
    Column("before_id", Integer, ForeignKey("articles.id"), nullable=False),
    Column("after_id", Integer, ForeignKey("articles.id"), nullable=False),
    Column("found_at", Moment, nullable=False),
    Column("shown", Boolean),  # whether it is more than typography; NULL: not compared yet
    Column("noted", Boolean),  # whether the newer text says so
    Column("body", Packed(Revision)),
    Index(None, "workspace", "found_at"),
    Index(None, "before_id"),
    Index(None, "after_id"),
    Index(None, "outlet_id"),
)

#: Which changes each edition told: no subscription is told one twice.
told_changes = Table(
    "told_changes",
    metadata,
    Column(
        "delivery_id", Integer, ForeignKey("deliveries.id", ondelete="CASCADE"), primary_key=True
    ),
    Column(
        "revision_id", Integer, ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("workspace", String(64), nullable=False),
    Column("subscription_id", Integer, nullable=False),
    UniqueConstraint("subscription_id", "revision_id"),
    Index(None, "revision_id"),
)

_newer = articles.alias("newer")
_current = articles.alias("now_printed")


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """A step from one printing to the next. `revision` None: not compared yet."""

    id: int
    before: int  # article ids
    after: int
    found_at: datetime
    noted: bool
    revision: Revision | None
    story: int | None


@dataclass(frozen=True, slots=True)
class WantedChanges:
    """Which changes are asked for. None: of any outlet, of any story, since ever.

    `since` is the first moment at which they were found, `until` the first at which no more.
    """

    outlets: tuple[int, ...] | None = None
    stories: tuple[int, ...] | None = None
    since: datetime | None = None
    until: datetime | None = None


def begin(
    db: Session, workspace: str, before: Iterable[int], after: int, outlet: int, now: datetime
) -> None:
    """A source prints another text: to be compared soon."""
    rows = [
        {
            "workspace": workspace,
            "outlet_id": outlet,
            "before_id": one,
            "after_id": after,
            "found_at": now,
        }
        for one in before
        if one != after
    ]
    if rows:
        db.execute(insert(revisions), rows)


def waiting(db: Session, workspace: str) -> tuple[StoredRevision, ...]:
    """What is to be compared, the oldest first."""
    query = _query().where(revisions.c.workspace == workspace, revisions.c.shown.is_(None))
    return tuple(_stored(row) for row in db.execute(query.order_by(revisions.c.id)))


def settle(db: Session, id: int, revision: Revision, *, noted: bool) -> None:
    """Write what the comparison found."""
    db.execute(
        update(revisions)
        .where(revisions.c.id == id)
        .values(body=revision, shown=revision.shown, noted=noted)
    )


def of_story(db: Session, workspace: str, story: int) -> tuple[StoredRevision, ...]:
    """What was changed in the articles of a story, compared already, the oldest first."""
    query = _query().where(
        revisions.c.workspace == workspace,
        revisions.c.shown.is_(True),
        _current.c.story_id == story,
    )
    return tuple(_stored(row) for row in db.execute(query.order_by(revisions.c.id)))


def since(db: Session, workspace: str, printings: Iterable[int]) -> tuple[StoredRevision, ...]:
    """The steps away from these printings, and on from where they lead, the oldest first."""
    found: dict[int, StoredRevision] = {}
    wanted = set(printings)
    while wanted:
        query = _query().where(
            revisions.c.workspace == workspace,
            revisions.c.shown.is_(True),
            revisions.c.before_id.in_(sorted(wanted)),
        )
        steps = [_stored(row) for row in db.execute(query)]
        wanted = {one.after for one in steps if one.id not in found}
        found |= {one.id: one for one in steps}
    return tuple(found[id] for id in sorted(found))


def find(
    db: Session, workspace: str, wanted: WantedChanges, most: int, skip: int = 0
) -> tuple[StoredRevision, ...]:
    """Changes that are more than typography, the newest first."""
    query = (
        _query()
        .where(*_conditions(workspace, wanted))
        .order_by(revisions.c.found_at.desc(), revisions.c.id.desc())
        .limit(most)
        .offset(skip)
    )
    return tuple(_stored(row) for row in db.execute(query))


def count(db: Session, workspace: str, wanted: WantedChanges) -> tuple[int, int]:
    """How many there are, and how many of them without a note."""
    query = select(func.count(), func.count().filter(revisions.c.noted.is_(False))).select_from(
        _joined()
    )
    row = db.execute(query.where(*_conditions(workspace, wanted))).one()
    return int(row[0]), int(row[1])


def load(db: Session, workspace: str, ids: Iterable[int]) -> dict[int, StoredRevision]:
    """Changes by id."""
    query = _query().where(revisions.c.workspace == workspace, revisions.c.id.in_(sorted(set(ids))))
    return {row.id: _stored(row) for row in db.execute(query)}


def of_stories(db: Session, workspace: str, stories: Sequence[int]) -> dict[int, int]:
    """In how many steps the articles of these stories were changed; none are left out."""
    rows = db.execute(
        select(_current.c.story_id, func.count())
        .select_from(_joined())
        .where(*_conditions(workspace, WantedChanges(stories=tuple(stories))))
        .group_by(_current.c.story_id)
    )
    return {row[0]: int(row[1]) for row in rows}


def tell(db: Session, workspace: str, subscription: int, delivery: int, ids: Iterable[int]) -> None:
    """Record which changes an edition tells."""
    rows = [
        {
            "workspace": workspace,
            "subscription_id": subscription,
            "delivery_id": delivery,
            "revision_id": id,
        }
        for id in ids
    ]
    if rows:
        db.execute(insert(told_changes), rows)


def untell(db: Session, delivery: int) -> None:
    """The edition will never be posted: the next one tells its changes."""
    db.execute(delete(told_changes).where(told_changes.c.delivery_id == delivery))


def told_by(db: Session, delivery: int) -> tuple[int, ...]:
    """Which changes an edition tells."""
    rows = db.execute(
        select(told_changes.c.revision_id)
        .where(told_changes.c.delivery_id == delivery)
        .order_by(told_changes.c.revision_id)
    )
    return tuple(rows.scalars())


def already_told(db: Session, subscription: int) -> frozenset[int]:
    """Which changes the editions of a subscription told."""
    rows = db.execute(
        select(told_changes.c.revision_id).where(told_changes.c.subscription_id == subscription)
    )
    return frozenset(rows.scalars())


def _joined() -> Any:  # Any: a join of SQLAlchemy's
    """With the newer printing, and what its source prints now: that one is in a story."""
    same = and_(
        _current.c.workspace == _newer.c.workspace,
        _current.c.source_key == _newer.c.source_key,
        _current.c.current.is_(True),
    )
    return revisions.join(_newer, _newer.c.id == revisions.c.after_id).outerjoin(_current, same)


def _query() -> Any:  # Any: a selection of whichever columns
    return select(
        revisions.c.id,
        revisions.c.before_id,
        revisions.c.after_id,
        revisions.c.found_at,
        revisions.c.noted,
        revisions.c.body,
        _current.c.story_id,
    ).select_from(_joined())


def _conditions(workspace: str, wanted: WantedChanges) -> list[ColumnElement[bool]]:
    found = [revisions.c.workspace == workspace, revisions.c.shown.is_(True)]
    if wanted.outlets is not None:
        found.append(revisions.c.outlet_id.in_(wanted.outlets))
    if wanted.stories is not None:
        found.append(_current.c.story_id.in_(wanted.stories))
    if wanted.since is not None:
        found.append(revisions.c.found_at >= wanted.since)
    if wanted.until is not None:
        found.append(revisions.c.found_at < wanted.until)
    return found


def _stored(row: Row[Any]) -> StoredRevision:  # Any: a row of whichever columns
    return StoredRevision(
        row.id,
        row.before_id,
        row.after_id,
        row.found_at,
        bool(row.noted),
        row.body,
        row.story_id,
    )
