"""Editions claimed before they are posted, taken over from the dead, told and finished."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from desk.answers import Delivery
from desk.digest import changes, compose, news
from desk.editions import LEASE, Slot, Step, decide, due_slot, next_attempt
from desk.requests import Asker
from store import deliveries, revisions, subscriptions
from store.archive import Archive, Session
from store.deliveries import Claim, StoredDelivery
from store.subscriptions import StoredSubscription


def claim_due(archive: Archive, process: str, now: datetime) -> Iterator[Delivery]:
    """Editions that are this process's to post from now on, each in a transaction of its own."""
    with archive.reading() as db:
        orders = subscriptions.load(db)
        slots = [slot for order in orders if (slot := due_slot(order, now)) is not None]
        known = deliveries.of_slots(db, [slot.name for slot in slots])
        unfinished = deliveries.claimed(db)
    standing = {order.id: order for order in orders}
    # First, so that what is given up is told by the edition that is due now.
    for delivery in unfinished:
        with archive.writing() as db:
            taken = _take_over(db, delivery, process, now)
        if taken is not None:
            yield taken
    for slot in slots:
        if slot.name not in known:
            with archive.writing() as db:
                claimed = _claim(db, standing[slot.subscription], slot, process, now)
            if claimed is not None:
                yield claimed


def _claim(
    db: Session, order: StoredSubscription, slot: Slot, process: str, now: datetime
) -> Delivery | None:
    """The edition, where nobody was quicker and there is something to tell."""
    current = subscriptions.find(db, order.workspace, order.id)
    if current is None or deliveries.of_slots(db, [slot.name]):
        return None
    if decide(None, now, active=not current.paused) is not Step.CLAIM:
        return None
    shown = news(db, order.workspace, current.order, order.id, now)
    changed = changes(db, order.workspace, current.order, order.id, now)
    claim = Claim(
        workspace=order.workspace,
        subscription=order.id,
        slot=slot.name,
        due_at=slot.due_at,
        process=process,
        leased_until=now + LEASE,
        empty=not shown and not changed and not current.order.say_empty,
    )
    id = deliveries.claim(db, claim, now)
    if claim.empty:
        return None
    deliveries.tell(db, order.workspace, order.id, id, shown)
    revisions.tell(db, order.workspace, order.id, id, changed)
    return _delivery(db, current, id, slot.day, taken_over=False, now=now)


def _take_over(db: Session, before: StoredDelivery, process: str, now: datetime) -> Delivery | None:
    delivery = deliveries.find(db, before.workspace, before.id)
    order = subscriptions.find(db, before.workspace, before.subscription)
    active = order is not None and not order.paused
    step = decide(delivery, now, active=active) if delivery is not None else Step.LEAVE
    if step is Step.GIVE_UP:
        deliveries.give_up(db, before.id)
        revisions.untell(db, before.id)
    if step is not Step.TAKE_OVER or order is None:
        return None
    deliveries.take_over(db, before.id, process, now + LEASE)
    day = date.fromisoformat(before.slot.partition(":")[2])
    return _delivery(db, order, before.id, day, taken_over=True, now=now)


def _delivery(
    db: Session,
    order: StoredSubscription,
    id: int,
    day: date,
    *,
    taken_over: bool,
    now: datetime,
) -> Delivery | None:
    stored = deliveries.find(db, order.workspace, id)
    if stored is None:
        return None
    reader = Asker(order.workspace, order.person, order.order.zone)
    shown = deliveries.told_by(db, id)
    return Delivery(
        id=id,
        subscription=order.id,
        workspace=order.workspace,
        channel=order.order.channel,
        slot=stored.slot,
        digest=compose(db, reader, order.order.topic, day, shown, now, id),
        taken_over=taken_over,
        ts=stored.ts,
        parts=stored.parts,
    )


def posted(db: Session, delivery: Delivery, ts: str, parts: int, now: datetime) -> None:
    """The headline stands at `ts`, and so many parts of its thread; the lease begins anew."""
    deliveries.record(db, delivery.id, ts=ts, parts=parts, leased_until=now + LEASE)


def delivered(db: Session, delivery: Delivery, ts: str) -> None:
    """All of the edition is posted."""
    deliveries.record(db, delivery.id, ts=ts, state="posted", why=None)


def failed(db: Session, delivery: Delivery, why: str, now: datetime) -> None:
    """The edition, or a part of it, could not be posted: it is handed out again in a while."""
    stored = deliveries.find(db, delivery.workspace, delivery.id)
    if stored is not None and stored.state == "claimed":
        again = next_attempt(stored.attempts, now)
        deliveries.record(db, delivery.id, why=why, leased_until=again)
