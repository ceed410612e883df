"""Editions claimed and posted: one row a (subscription, day), and what each edition told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from store.archive import Session, add_row
from store.tables import deliveries, told


@dataclass(frozen=True, slots=True)
class StoredDelivery:
    """One edition's fate. `state` is claimed, posted, empty or given up."""

    id: int
    workspace: str
    subscription: int
    slot: str
    due_at: datetime
    state: str
    process: str
    leased_until: datetime
    decided_at: datetime
    attempts: int
    ts: str | None
    parts: int
    why: str | None


def _stored(row: Row[Any]) -> StoredDelivery:  # Any: a row of whichever columns
    return StoredDelivery(
        row.id,
        row.workspace,
        row.subscription_id,
        row.slot,
        row.due_at,
        row.state,
        row.process,
        row.leased_until,
        row.decided_at,
        row.attempts,
        row.ts,
        row.parts,
        row.why,
    )


def of_slots(db: Session, slots: Iterable[str]) -> dict[str, StoredDelivery]:
    """What became of these slots so far."""
    wanted = sorted(set(slots))
    found: dict[str, StoredDelivery] = {}
    for at in range(0, len(wanted), 500):
        rows = db.execute(select(deliveries).where(deliveries.c.slot.in_(wanted[at : at + 500])))
        found |= {row.slot: _stored(row) for row in rows}
    return found


def claimed(db: Session) -> tuple[StoredDelivery, ...]:
    """Editions that somebody claimed and nobody finished, by number."""
    rows = db.execute(
        select(deliveries).where(deliveries.c.state == "claimed").order_by(deliveries.c.id)
    )
    return tuple(_stored(row) for row in rows)


def find(db: Session, workspace: str, id: int) -> StoredDelivery | None:
    """The delivery of that number."""
    row = db.execute(
        select(deliveries).where(deliveries.c.workspace == workspace, deliveries.c.id == id)
    ).first()
    return None if row is None else _stored(row)


@dataclass(frozen=True, slots=True)
class Claim:
    """A slot to be claimed. `empty`: there is nothing to post, and so nothing to claim."""

    workspace: str
    subscription: int
    slot: str
    due_at: datetime
    process: str
    leased_until: datetime
    empty: bool


def claim(db: Session, new: Claim, now: datetime) -> int:
    """Claim a slot nobody has; its number. To be called by a writer that looked before."""
    return add_row(
        db,
        insert(deliveries).values(
            workspace=new.workspace,
            subscription_id=new.subscription,
            slot=new.slot,
            due_at=new.due_at,
            state="empty" if new.empty else "claimed",
            process=new.process,
            leased_until=new.leased_until,
            decided_at=now,
            attempts=1,
            parts=0,
        ),
    )


def take_over(db: Session, id: int, process: str, leased_until: datetime) -> None:
    """Another process, or another attempt, goes on with the edition."""
    db.execute(
        update(deliveries)
        .where(deliveries.c.id == id)
        .values(process=process, leased_until=leased_until, attempts=deliveries.c.attempts + 1)
    )


def record(db: Session, id: int, **values: object) -> None:
    """Write what became of an edition: ts, parts, state, why, leased_until."""
    db.execute(update(deliveries).where(deliveries.c.id == id).values(values))


def give_up(db: Session, id: int) -> None:
    """The edition will never be posted: what it would have told is for the next one."""
    record(db, id, state="given up")
    db.execute(delete(told).where(told.c.delivery_id == id))


def last_decided(db: Session, subscription: int) -> datetime | None:
    """Until when the last edition that was posted, or was empty, looked; None before the first."""
    query = select(func.max(deliveries.c.decided_at)).where(
        deliveries.c.subscription_id == subscription, deliveries.c.state != "given up"
    )
    return db.execute(query).scalar()


def tell(
    db: Session, workspace: str, subscription: int, delivery: int, shown: dict[int, bool]
) -> None:
    """Record what an edition tells, by discrepancy; False where it only counts it as more.

    What was put off after an earlier edition told it is this one's from now on.
    """
    if shown:
        db.execute(
            delete(told).where(
                told.c.subscription_id == subscription, told.c.discrepancy_id.in_(tuple(shown))
            )
        )
        db.execute(
            insert(told),
            [
                {
                    "workspace": workspace,
                    "subscription_id": subscription,
                    "delivery_id": delivery,
                    "discrepancy_id": id,
                    "shown": seen,
                }
                for id, seen in shown.items()
            ],
        )


def told_by(db: Session, delivery: int) -> dict[int, bool]:
    """What an edition tells, by discrepancy, and whether it is shown."""
    rows = db.execute(
        select(told.c.discrepancy_id, told.c.shown)
        .where(told.c.delivery_id == delivery)
        .order_by(told.c.discrepancy_id)
    )
    return {row.discrepancy_id: row.shown for row in rows}


def already_told(db: Session, subscription: int, ids: Iterable[int]) -> dict[int, datetime]:
    """Which of these discrepancies an edition of the subscription told, and when it was made."""
    wanted = sorted(set(ids))
    found: dict[int, datetime] = {}
    for at in range(0, len(wanted), 500):
        rows = db.execute(
            select(told.c.discrepancy_id, deliveries.c.decided_at)
            .join(deliveries, deliveries.c.id == told.c.delivery_id)
            .where(
                told.c.subscription_id == subscription,
                told.c.discrepancy_id.in_(wanted[at : at + 500]),
            )
        )
        found |= {row.discrepancy_id: row.decided_at for row in rows}
    return found
