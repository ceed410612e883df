"""Standing orders, what became of their editions, and the time in; what is to be done, out.

Pure: desk/deliveries.py does it. An edition is due from its time of day until that day ends in
its zone, and for an hour at least; once claimed it is posted before the next day's falls due,
or given up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from store.deliveries import StoredDelivery
from store.subscriptions import Order, StoredSubscription

LEASE = timedelta(minutes=10)  # a shorter one is not exactly-once on a busy machine
GRACE = timedelta(hours=1)  # a late digest beats none
GIVE_UP = timedelta(hours=22)  # after that tomorrow's edition tells it; days may have 23 hours
_SLOWEST = timedelta(minutes=10)  # between attempts while Slack refuses


@dataclass(frozen=True, slots=True)
class Slot:
    """An edition by its day, in the zone of the subscription."""

    subscription: int
    day: date
    due_at: datetime  # UTC

    @property
    def name(self) -> str:
        """ "subscription:day": what is claimed once, and borne by the message."""
        return slot_name(self.subscription, self.day)


def slot_name(subscription: int, day: date) -> str:
    """What the edition of a day is claimed by."""
    return f"{subscription}:{day.isoformat()}"


class Step(StrEnum):
    """What a process does about an edition."""

    CLAIM = "claim"  # nobody has it
    TAKE_OVER = "take over"  # somebody had it and did not finish in time
    GIVE_UP = "give up"  # its time is over, or the order ended
    LEAVE = "leave"  # somebody has it, or it is done


def due_slot(subscription: StoredSubscription, now: datetime) -> Slot | None:
    """The edition whose time has come and is not over; None if there is none.

    Where two days' editions are open, as late in the evening, the newer.
    """
    if subscription.paused:
        return None
    order = subscription.order
    today = now.astimezone(ZoneInfo(order.zone)).date()
    for day in (today, today - timedelta(days=1)):
        due_at = _moment(day, order)
        ends = max(_moment_of_midnight(day + timedelta(days=1), order), due_at + GRACE)
        if day.weekday() in order.days and due_at <= now < ends:
            # Who subscribes at ten gets no edition of nine o'clock.
            return (
                Slot(subscription.id, day, due_at) if due_at >= subscription.active_since else None
            )
    return None


def next_at(
    subscription: StoredSubscription, now: datetime, had: date | None = None
) -> datetime | None:
    """When the next edition falls due, UTC; None while paused. `had`: a day whose edition was
    claimed already, whatever its time."""
    order = subscription.order
    if subscription.paused:
        return None
    today = now.astimezone(ZoneInfo(order.zone)).date()
    for ahead in range(9):
        day = today + timedelta(days=ahead)
        if day != had and day.weekday() in order.days and _moment(day, order) > now:
            return _moment(day, order)
    return None


def decide(delivery: StoredDelivery | None, now: datetime, *, active: bool = True) -> Step:
    """What to do about an edition that is due, or was claimed; `active`: the order still stands."""
    if delivery is None:
        return Step.CLAIM if active else Step.LEAVE
    if delivery.state != "claimed" or now < delivery.leased_until:
        return Step.LEAVE
    if not active or now >= delivery.due_at + GIVE_UP:
        return Step.GIVE_UP
    return Step.TAKE_OVER


def next_attempt(attempts: int, now: datetime) -> datetime:
    """When to try again after so many attempts: 2, 4, 8, then every ten minutes."""
    return now + min(timedelta(minutes=2 ** min(attempts, 5)), _SLOWEST)


def _moment(day: date, order: Order) -> datetime:
    # A time that the clock skips in spring is taken an hour later, as PEP 495 reads it.
    return datetime.combine(day, order.at, ZoneInfo(order.zone)).astimezone(UTC)


def _moment_of_midnight(day: date, order: Order) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(order.zone)).astimezone(UTC)
