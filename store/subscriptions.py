"""Standing orders for digests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import Row, insert, select, update

from store.archive import Session, add_row
from store.tables import subscriptions


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be sent where and when; `days` count from Monday, 0."""

    channel: str
    at: time
    zone: str
    days: tuple[int, ...]
    topic: str
    kinds: tuple[str, ...]
    severity: str | None
    exclude: tuple[str, ...]
    include: tuple[str, ...] = ()
    say_empty: bool = False  # an edition comes also when there is nothing new


@dataclass(frozen=True, slots=True)
class StoredSubscription:
    """An order by its number. No edition falls due before `active_since`."""

    id: int
    workspace: str
    person: str
    order: Order
    paused: bool
    active_since: datetime


def add(db: Session, workspace: str, person: str, order: Order, now: datetime) -> int:
    """Keep an order, active from now on; its number."""
    return add_row(
        db,
        insert(subscriptions).values(
            workspace=workspace,
            person=person,
            **_columns(order),
            paused=False,
            active_since=now,
            ended=False,
        ),
    )


def _columns(order: Order) -> dict[str, object]:
    return {
        "channel": order.channel,
        "at": order.at,
        "zone": order.zone,
        "days": "".join(str(day) for day in order.days),
        "topic": order.topic,
        "kinds": " ".join(order.kinds),
        "severity": order.severity,
        "exclude": order.exclude,
        "include": order.include,
        "say_empty": order.say_empty,
    }


def change(db: Session, id: int, order: Order, now: datetime, person: str) -> None:
    """Put another order, of this person, in place of what it was. No edition falls due before
    now."""
    db.execute(
        update(subscriptions)
        .where(subscriptions.c.id == id)
        .values(**_columns(order), active_since=now, person=person)
    )


def load(
    db: Session, workspace: str | None = None, channel: str | None = None
) -> tuple[StoredSubscription, ...]:
    """All standing orders, of one workspace or channel if named, by number."""
    query = select(subscriptions).where(subscriptions.c.ended.is_(False))
    if workspace is not None:
        query = query.where(subscriptions.c.workspace == workspace)
    if channel is not None:
        query = query.where(subscriptions.c.channel == channel)
    return tuple(_stored(row) for row in db.execute(query.order_by(subscriptions.c.id)))


def find(db: Session, workspace: str, id: int, *, ended: bool = False) -> StoredSubscription | None:
    """The standing order of that number; or, with `ended`, the one that was ended."""
    row = db.execute(
        select(subscriptions).where(
            subscriptions.c.workspace == workspace,
            subscriptions.c.id == id,
            subscriptions.c.ended.is_(ended),
        )
    ).first()
    return None if row is None else _stored(row)


def _stored(row: Row[Any]) -> StoredSubscription:  # Any: a row of whichever columns
    return StoredSubscription(
        id=row.id,
        workspace=row.workspace,
        person=row.person,
        order=Order(
            channel=row.channel,
            at=row.at,
            zone=row.zone,
            days=tuple(int(day) for day in row.days),
            topic=row.topic,
            kinds=tuple(row.kinds.split()),
            severity=row.severity,
            exclude=row.exclude,
            include=row.include or (),
            say_empty=row.say_empty,
        ),
        paused=row.paused,
        active_since=row.active_since,
    )


def end(db: Session, id: int) -> None:
    """Send no more; what was sent stays on record."""
    db.execute(update(subscriptions).where(subscriptions.c.id == id).values(ended=True))


def go_on(db: Session, id: int, now: datetime) -> None:
    """Send again from now on what was ended."""
    db.execute(
        update(subscriptions).where(subscriptions.c.id == id).values(ended=False, active_since=now)
    )


def pause(db: Session, id: int, paused: bool, now: datetime) -> None:
    """Stop sending, or send again from now on: editions missed meanwhile are not made up for."""
    values: dict[str, object] = {"paused": paused}
    if not paused:
        values["active_since"] = now
    db.execute(update(subscriptions).where(subscriptions.c.id == id).values(values))
