"""The clock asks for all that can fall due, and a busy archive stops none of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from bot import schedule
from desk.errors import ParallaxError


class Busy:
    """Whatever is asked of it, the archive is busy."""

    def __getattr__(self, name: str) -> Busy:
        return self

    def __call__(self, *asked: object, **more: object) -> NoReturn:
        raise ParallaxError("The archive is busy.")


def test_every_job_is_asked_for_at_its_pace() -> None:
    busy: Any = Busy()
    clock = schedule.start_clock(busy, busy, busy)
    try:
        paces = {job.id: job.trigger.interval.total_seconds() for job in clock.get_jobs()}
    finally:
        clock.shutdown()
    assert paces == {
        "editions": 15,
        "links": 2,
        "feeds": 3,
        "entries": 2,
        "messages": 15,
        "again": 60,
        "upgrade": 20,
        "trim": 3_600,
        "homes": 10,
    }


@pytest.mark.parametrize(
    "job",
    [
        lambda busy: schedule.deliver_due(busy, busy, "p1"),
        lambda busy: schedule.fetch_links(busy, busy),
        lambda busy: schedule.poll_feeds(busy, busy),
        lambda busy: schedule.fetch_entries(busy),
        lambda busy: schedule.renew_messages(busy, busy),
        lambda busy: schedule.look_again(busy),
        lambda busy: schedule.read_again(busy),
        lambda busy: schedule.trim_texts(busy),
        lambda busy: schedule.refresh_homes(busy),
    ],
    ids="editions links feeds entries messages again upgrade trim homes".split(),
)
def test_what_a_busy_archive_does_not_let_through_is_left_to_the_next_time(
    job: Callable[[Any], int],  # Any: a stand-in for whatever is asked
) -> None:
    assert job(Busy()) == 0
