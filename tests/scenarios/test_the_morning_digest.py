"""A channel subscribes; its edition comes at nine, once, whatever the processes do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from bot.schedule import deliver_due, start_clock
from desk.desk import Desk
from store.archive import open_archive

Newsroom = Any  # of conftest.py
HEADLINE = "Differences in the coverage, Wednesday 16 April 2025"
DAY = timedelta(days=1)


@contextmanager
def another_process(newsroom: Newsroom) -> Iterator[Desk]:
    """The same archive through a connection of its own, as a second process has."""
    archive = open_archive(str(newsroom.archive))
    try:
        yield Desk(archive, lambda articles: (), newsroom.clock)
    finally:
        archive.close()


def subscribe(newsroom: Newsroom) -> None:
    asked = newsroom.slack.command("/digest subscribe at 09:00 America/New_York daily")
    reply = newsroom.slack.click(asked, "Confirm")
    assert "gets a digest at 09:00 (America/New_York) every day" in reply.plain


def headlines(newsroom: Newsroom) -> list[Any]:
    return [one for one in newsroom.slack.messages() if HEADLINE in one.plain]


def test_an_edition_comes_at_nine_with_its_sources_in_its_thread(newsroom: Newsroom) -> None:
    newsroom.clock.advance(timedelta(minutes=30))
    subscribe(newsroom)
    newsroom.clock.advance(DAY - timedelta(minutes=31))
    assert deliver_due(newsroom.desk, newsroom.client, "a") == 0  # 08:59
    newsroom.clock.advance(timedelta(minutes=1))
    assert deliver_due(newsroom.desk, newsroom.client, "a") == 1
    (headline,) = headlines(newsroom)
    assert "🔴 Contradiction" in headline.plain
    _, *cards = newsroom.slack.thread(headline)
    assert cards
    assert all(any(block["type"] == "table" for block in card.blocks) for card in cards)
    assert deliver_due(newsroom.desk, newsroom.client, "a") == 0


def test_the_next_morning_tells_nothing_twice(newsroom: Newsroom) -> None:
    subscribe(newsroom)
    newsroom.clock.advance(DAY)
    deliver_due(newsroom.desk, newsroom.client, "a")
    before = len(newsroom.slack.messages())
    newsroom.clock.advance(DAY)
    assert deliver_due(newsroom.desk, newsroom.client, "a") == 0
    assert len(newsroom.slack.messages()) == before


def test_two_processes_post_one_edition(newsroom: Newsroom) -> None:
    subscribe(newsroom)
    newsroom.clock.advance(DAY)
    with another_process(newsroom) as second:
        both = threading.Barrier(2)

        def tick(desk: Desk, name: str) -> None:
            both.wait()
            deliver_due(desk, newsroom.client, name)

        threads = [
            threading.Thread(target=tick, args=(newsroom.desk, "a")),
            threading.Thread(target=tick, args=(second, "b")),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(headlines(newsroom)) == 1


def test_a_restart_in_the_middle_goes_on_where_it_was(newsroom: Newsroom) -> None:
    subscribe(newsroom)
    newsroom.clock.advance(DAY)
    (delivery,) = newsroom.desk.digests.claim_due("the one that dies")
    ts = newsroom.client.chat_postMessage(channel=delivery.channel, text=HEADLINE)["ts"]
    newsroom.desk.digests.posted(delivery, ts, parts=0)
    with another_process(newsroom) as restarted:
        assert deliver_due(restarted, newsroom.client, "b") == 0  # the lease holds
        newsroom.clock.advance(timedelta(minutes=15))
        assert deliver_due(restarted, newsroom.client, "b") == 1
    assert len(headlines(newsroom)) == 1
    assert len(newsroom.slack.thread("#newsroom", ts)) == 1 + len(
        [item for story in delivery.digest.stories for item in story.items]
    )


def test_an_outage_delays_the_edition_and_loses_nothing(newsroom: Newsroom) -> None:
    subscribe(newsroom)
    newsroom.clock.advance(DAY)
    newsroom.slack.outage()
    assert deliver_due(newsroom.desk, newsroom.client, "a") == 0
    newsroom.slack.recover()
    newsroom.clock.advance(timedelta(minutes=30))
    assert deliver_due(newsroom.desk, newsroom.client, "a") == 1
    assert len(headlines(newsroom)) == 1


def test_a_paused_digest_is_silent(newsroom: Newsroom) -> None:
    subscribe(newsroom)
    newsroom.slack.click(newsroom.slack.command("/digest list"), "Pause")
    newsroom.clock.advance(DAY)
    assert deliver_due(newsroom.desk, newsroom.client, "a") == 0


def test_the_schedulers_of_two_processes_post_one_edition(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.schedule.EVERY", timedelta(seconds=0.1))
    subscribe(newsroom)
    with another_process(newsroom) as second:
        schedulers = [start_clock(desk, newsroom.client) for desk in (newsroom.desk, second)]
        newsroom.clock.advance(DAY)
        try:
            newsroom.slack.wait_for(lambda: headlines(newsroom), "the edition")
        finally:
            for scheduler in schedulers:
                scheduler.shutdown(wait=True)  # the thread is posted by then
    (headline,) = headlines(newsroom)
    assert "🔴 Contradiction" in headline.plain
    numbers = [card.text for card in newsroom.slack.thread(headline)[1:]]
    assert numbers
    assert len(numbers) == len(set(numbers))
