"""When an edition is due, for whom, and what is done about one that somebody left behind."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.editions import GIVE_UP, Slot, Step, decide, due_slot, next_at, next_attempt
from store.deliveries import StoredDelivery
from store.subscriptions import Order, StoredSubscription

WEEKDAYS = (0, 1, 2, 3, 4)
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


def subscription(
    at: time = time(9),
    zone: str = "America/New_York",
    days: tuple[int, ...] = WEEKDAYS,
    paused: bool = False,
    active_since: datetime = LONG_AGO,
) -> StoredSubscription:
    order = Order("C1", at, zone, days, "", (), None, ())
    return StoredSubscription(7, "T1", "U1", order, paused, active_since)


def delivery(state: str = "claimed", **times: datetime) -> StoredDelivery:
    due = times.get("due", datetime(2025, 4, 15, 13, tzinfo=UTC))
    return StoredDelivery(
        1,
        "T1",
        7,
        "7:2025-04-15",
        due,
        state,
        "p1",
        times.get("leased", due),
        due,
        1,
        None,
        0,
        None,
    )


def at(hour: int, minute: int = 0, day: int = 15) -> datetime:
    return datetime(2025, 4, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (at(12, 59), None),
        (at(13), date(2025, 4, 15)),
        (at(13, 59), date(2025, 4, 15)),
        (at(23), date(2025, 4, 15)),
        (at(3, 59, 16), date(2025, 4, 15)),
        (at(4, 0, 16), None),  # midnight in New York
    ],
)
def test_an_edition_is_due_until_its_day_ends(now: datetime, due: date | None) -> None:
    slot = due_slot(subscription(), now)
    assert (slot and slot.day) == due


def test_an_edition_late_in_the_evening_has_an_hour() -> None:
    late = subscription(time(23, 30), "UTC", tuple(range(7)))
    assert due_slot(late, at(0, 29, 16)) == Slot(7, date(2025, 4, 15), at(23, 30))
    assert due_slot(late, at(0, 30, 16)) is None


def test_no_edition_on_a_day_that_was_not_ordered() -> None:
    assert due_slot(subscription(), at(14, day=19)) is None  # a Saturday
    assert next_at(subscription(), at(14, day=18)) == at(13, day=21)


def test_who_subscribes_after_the_hour_waits_for_tomorrow() -> None:
    new = subscription(active_since=at(13, 1))
    assert due_slot(new, at(13, 2)) is None
    assert next_at(new, at(13, 2)) == at(13, day=16)


def test_a_paused_subscription_is_never_due() -> None:
    assert due_slot(subscription(paused=True), at(13)) is None
    assert next_at(subscription(paused=True), at(13)) is None


def test_an_hour_that_the_clock_skips_is_kept_an_hour_later() -> None:
    skipped = subscription(time(2, 30), days=tuple(range(7)))
    before = datetime(2025, 3, 9, 5, tzinfo=UTC)
    assert next_at(skipped, before) == datetime(2025, 3, 9, 7, 30, tzinfo=UTC)  # 03:30 there


def test_an_hour_that_comes_twice_is_kept_once() -> None:
    twice = subscription(time(1, 30), days=tuple(range(7)))
    first = datetime(2025, 11, 2, 5, 30, tzinfo=UTC)
    slots = {due_slot(twice, first + timedelta(minutes=m)) for m in range(0, 120, 10)}
    assert {slot.name for slot in slots if slot} == {"7:2025-11-02"}


def test_nobody_touches_what_is_leased_or_done() -> None:
    leased = delivery(leased=at(13, 10))
    assert decide(leased, at(13, 9)) is Step.LEAVE
    assert decide(leased, at(13, 10)) is Step.TAKE_OVER
    for state in ("posted", "empty", "given up"):
        assert decide(delivery(state), at(23)) is Step.LEAVE


def test_after_a_day_or_without_an_order_an_edition_is_given_up() -> None:
    assert decide(delivery(), at(13) + GIVE_UP) is Step.GIVE_UP
    assert decide(delivery(), at(14), active=False) is Step.GIVE_UP
    assert decide(None, at(13)) is Step.CLAIM


def test_attempts_come_at_longer_intervals_but_never_stop() -> None:
    waits = [next_attempt(n, at(13)) - at(13) for n in range(1, 50)]
    assert waits[:3] == [timedelta(minutes=m) for m in (2, 4, 8)]
    assert set(waits[3:]) == {timedelta(minutes=10)}


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
    st.times(),
    st.sampled_from(["America/New_York", "Europe/London", "Asia/Kathmandu", "Pacific/Apia"]),
    st.sets(st.integers(0, 6), min_size=1),
)
def test_what_is_due_was_next_before(now: datetime, hour: time, zone: str, days: set[int]) -> None:
    ordered = subscription(hour.replace(second=0, microsecond=0), zone, tuple(sorted(days)))
    slot = due_slot(ordered, now)
    if slot is not None:
        assert slot.due_at <= now < slot.due_at + timedelta(days=1, hours=1)
        assert next_at(ordered, slot.due_at - timedelta(seconds=1)) == slot.due_at
    following = next_at(ordered, now)
    assert following is not None
    assert now < following <= now + timedelta(days=9)
