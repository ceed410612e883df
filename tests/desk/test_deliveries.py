"""Every edition once: over eight processes, through crashes and refusals, and no news twice."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from desk.answers import Delivery
from desk.desk import Desk
from desk.errors import BadRequest, NoMatch
from desk.requests import ShowDiscrepancies, Subscribe
from store.archive import open_archive
from tests.desk.newsroom import ASKER, Clock, article
from tests.desk.newsroom import desk as open_desk
from tests.store.archives import BOTH, fresh_address

ORDER = Subscribe("C1", time(9), "America/New_York", (0, 1, 2, 3, 4))
FOUR = article("one", "There were 4 people. They met 1 cows, 1 hens, 1 ducks, 1 geese and 1 pigs.")
FIVE = article("two", "There were 5 people. They met 2 cows, 2 hens, 2 ducks, 2 geese and 2 pigs.")
DOGS = (
    article("three", "There were 4 dogs. And 1 cats."),
    article("four", "There were 5 dogs. And 2 cats."),
)


@pytest.fixture
def subscribed(desk: Desk, clock: Clock) -> Desk:
    """A desk with news, and a subscription made the evening before."""
    clock.time = datetime(2025, 4, 14, 22, tzinfo=UTC)
    desk.index(ASKER, [FOUR, FIVE])
    desk.digests.subscribe(ASKER, ORDER)
    clock.time = datetime(2025, 4, 15, 13, tzinfo=UTC)
    return desk


def subjects(delivery: Delivery) -> list[str]:
    return [item.subject for part in delivery.digest.stories for item in part.items]


def test_what_comes_to_one_person_is_listed_to_nobody_else(desk: Desk) -> None:
    other = replace(ASKER, person="U0SOMEBODY")
    desk.digests.subscribe(ASKER, ORDER)
    desk.digests.subscribe(ASKER, replace(ORDER, channel="D1"))
    assert [view.channel for view in desk.digests.standing(ASKER)] == ["C1", "D1"]
    assert [view.channel for view in desk.digests.standing(other)] == ["C1"]
    assert desk.digests.standing(other, "D1") == ()


def test_an_edition_is_claimed_once(subscribed: Desk) -> None:
    (delivery,) = subscribed.digests.claim_due("p1")
    assert (delivery.channel, delivery.slot) == ("C1", f"{delivery.subscription}:2025-04-15")
    assert (delivery.taken_over, delivery.ts, delivery.parts) == (False, None, 0)
    assert delivery.digest.day == date(2025, 4, 15)
    assert subscribed.digests.claim_due("p2") == ()
    subscribed.digests.delivered(delivery, "1.1")
    assert subscribed.digests.claim_due("p1") == ()


def test_hard_ones_come_first_and_what_is_beyond_five_soft_ones_is_counted(
    subscribed: Desk,
) -> None:
    subscribed.index(ASKER, DOGS)
    (delivery,) = subscribed.digests.claim_due("p1")
    (part,) = delivery.digest.stories
    assert [item.severity for item in part.items] == ["hard"] + ["soft"] * 5
    assert part.more == 2
    assert delivery.digest.total == 8
    assert part.count.articles == 4


def test_what_is_hardly_likely_is_told_to_who_orders_its_kind(
    subscribed: Desk, clock: Clock
) -> None:
    subscribed.index(ASKER, [article("o1", "And 1 owls."), article("o2", "And 2 owls.")])
    (delivery,) = subscribed.digests.claim_due("p1")
    assert "how many owls" not in subjects(delivery)
    (part,) = delivery.digest.stories
    assert part.more == 1
    ordered = replace(ORDER, kinds=("number",), severity="soft")
    (part,) = subscribed.digests.preview(ASKER, ordered).stories
    assert part.more == 1, "five others come first"


def test_a_story_of_which_nothing_is_likely_is_in_no_edition(desk: Desk, clock: Clock) -> None:
    clock.time = datetime(2025, 4, 14, 22, tzinfo=UTC)
    desk.index(ASKER, [article("o1", "And 1 owls."), article("o2", "And 2 owls.")])
    assert desk.digests.preview(ASKER, ORDER).total == 0
    ordered = desk.digests.preview(ASKER, replace(ORDER, kinds=("number",)))
    assert [item.subject for item in ordered.stories[0].items] == ["how many owls"]
    assert desk.discrepancies(ASKER, ShowDiscrepancies()).soft == 1


def test_the_same_news_is_never_told_twice(subscribed: Desk, clock: Clock) -> None:
    (first,) = subscribed.digests.claim_due("p1")
    subscribed.digests.delivered(first, "1.1")
    clock.pass_by(days=1)
    assert subscribed.digests.claim_due("p1") == ()
    subscribed.index(ASKER, DOGS)
    clock.pass_by(days=1)
    (second,) = subscribed.digests.claim_due("p1")
    assert subjects(second) == ["how many cats", "how many dogs"]


def test_when_the_values_change_it_is_news_again(subscribed: Desk, clock: Clock) -> None:
    (first,) = subscribed.digests.claim_due("p1")
    subscribed.digests.delivered(first, "1.1")
    subscribed.index(ASKER, [article("six", "There were 6 people.")])
    clock.pass_by(days=1)
    (second,) = subscribed.digests.claim_due("p1")
    assert subjects(second) == ["how many people"]
    assert len(second.digest.stories[0].items[0].sides) == 3


def test_an_edition_without_news_is_not_posted_and_not_asked_for_again(
    desk: Desk, clock: Clock
) -> None:
    clock.time = datetime(2025, 4, 14, 22, tzinfo=UTC)
    desk.digests.subscribe(ASKER, ORDER)
    clock.time = datetime(2025, 4, 15, 13, tzinfo=UTC)
    assert desk.digests.claim_due("p1") == ()
    desk.index(ASKER, [FOUR, FIVE])
    assert desk.digests.claim_due("p1") == (), "today's edition was empty"
    clock.pass_by(days=1)
    assert len(desk.digests.claim_due("p1")) == 1


def test_older_articles_enter_no_edition(desk: Desk, clock: Clock) -> None:
    clock.time = datetime(2025, 4, 14, 22, tzinfo=UTC)
    desk.digests.subscribe(ASKER, ORDER)
    old = [replace(one, published=date(2025, 4, 7)) for one in (FOUR, FIVE)]
    desk.index(ASKER, old)
    clock.time = datetime(2025, 4, 15, 13, tzinfo=UTC)
    assert desk.digests.claim_due("p1") == ()
    assert desk.digests.preview(ASKER, ORDER).total == 0


def test_a_late_scheduler_posts_the_edition_once(subscribed: Desk, clock: Clock) -> None:
    clock.pass_by(hours=9)
    assert len(subscribed.digests.claim_due("p1")) == 1
    assert subscribed.digests.claim_due("p1") == ()


def test_a_dead_process_is_taken_over_when_its_lease_ends(subscribed: Desk, clock: Clock) -> None:
    (first,) = subscribed.digests.claim_due("p1")
    subscribed.digests.posted(first, "1.1", parts=0)
    subscribed.digests.posted(first, "1.1", parts=1)
    clock.pass_by(minutes=9)
    assert subscribed.digests.claim_due("p2") == ()
    clock.pass_by(minutes=1)
    (second,) = subscribed.digests.claim_due("p2")
    assert second == replace(first, taken_over=True, ts="1.1", parts=1)
    assert subscribed.digests.claim_due("p3") == ()
    subscribed.digests.delivered(second, "1.1")
    clock.pass_by(hours=1)
    assert subscribed.digests.claim_due("p3") == ()


def test_an_edition_taken_over_tells_what_was_claimed_not_what_came_since(
    subscribed: Desk, clock: Clock
) -> None:
    (first,) = subscribed.digests.claim_due("p1")
    subscribed.index(ASKER, DOGS)
    clock.pass_by(minutes=11)
    (second,) = subscribed.digests.claim_due("p2")
    assert subjects(second) == subjects(first)


def test_what_slack_refuses_for_hours_is_posted_once_late(subscribed: Desk, clock: Clock) -> None:
    (delivery,) = subscribed.digests.claim_due("p1")
    for _ in range(18):
        subscribed.digests.failed(delivery, "ratelimited")
        clock.pass_by(minutes=1)
        assert subscribed.digests.claim_due("p1") == (), "not at once"
        clock.pass_by(minutes=9)
        (delivery,) = subscribed.digests.claim_due("p1")
        assert delivery.taken_over
    subscribed.digests.delivered(delivery, "1.1")
    clock.pass_by(hours=1)
    assert subscribed.digests.claim_due("p1") == ()


def test_an_edition_never_posted_is_told_by_the_next(subscribed: Desk, clock: Clock) -> None:
    (lost,) = subscribed.digests.claim_due("p1")
    subscribed.digests.failed(lost, "channel_not_found")
    clock.pass_by(days=1)
    found = [d for _ in range(3) for d in subscribed.digests.claim_due("p1")]
    clock.pass_by(days=1)
    found += [d for _ in range(3) for d in subscribed.digests.claim_due("p1")]
    assert [subjects(d) for d in found if d.slot != lost.slot][-1] == subjects(lost)


def test_a_subscription_that_ended_or_pauses_gets_nothing(subscribed: Desk, clock: Clock) -> None:
    (view,) = subscribed.digests.standing(ASKER, "C1")
    assert subscribed.digests.pause(ASKER, view.id, True).next_at is None
    assert subscribed.digests.claim_due("p1") == ()
    clock.pass_by(minutes=1)
    assert subscribed.digests.pause(ASKER, view.id, False).next_at == datetime(
        2025, 4, 16, 13, tzinfo=UTC
    )
    assert subscribed.digests.claim_due("p1") == (), "what was missed meanwhile is not made up for"
    subscribed.digests.unsubscribe(ASKER, view.id)
    clock.pass_by(days=1)
    assert subscribed.digests.claim_due("p1") == ()
    assert subscribed.digests.standing(ASKER) == ()


def test_a_preview_claims_nothing(subscribed: Desk) -> None:
    (view,) = subscribed.digests.standing(ASKER)
    seen = subscribed.digests.preview(ASKER, view.id)
    assert seen == subscribed.digests.preview(ASKER, ORDER)
    (delivery,) = subscribed.digests.claim_due("p1")
    assert delivery.digest == seen
    assert subscribed.digests.preview(ASKER, view.id).total == 0, "it has been told"


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (replace(ORDER, severity="hard"), ["how many people"]),
        (replace(ORDER, kinds=("date",)), []),
        (replace(ORDER, topic="Leeds", severity="hard"), ["how many people"]),
        (replace(ORDER, topic="Paris"), []),
        (replace(ORDER, severity="hard", exclude=("people",)), []),
        (replace(ORDER, exclude=("number",)), []),
    ],
)
def test_an_order_narrows_what_is_told(desk: Desk, order: Subscribe, told: list[str]) -> None:
    desk.index(ASKER, [FOUR, FIVE])
    digest = desk.digests.preview(ASKER, order)
    assert [i.subject for part in digest.stories for i in part.items] == told


def test_what_was_dismissed_is_not_told(subscribed: Desk) -> None:
    found = subscribed.discrepancies(ASKER, ShowDiscrepancies(severity="hard"))
    subscribed.decide(ASKER, found.items[0].id, "dismiss")
    (delivery,) = subscribed.digests.claim_due("p1")
    assert "how many people" not in subjects(delivery)


@pytest.mark.parametrize(
    "order",
    [
        replace(ORDER, zone="Europe/Lundon"),
        replace(ORDER, days=()),
        replace(ORDER, days=(7,)),
        replace(ORDER, kinds=("numbers",)),
        replace(ORDER, severity="harsh"),
    ],
)
def test_an_order_that_cannot_be_kept_is_refused_in_a_sentence(
    desk: Desk, order: Subscribe
) -> None:
    with pytest.raises(BadRequest):
        desk.digests.subscribe(ASKER, order)
    assert desk.digests.standing(ASKER) == ()


def test_nobody_ends_the_digest_of_another_workspace(subscribed: Desk) -> None:
    (view,) = subscribed.digests.standing(ASKER)
    with pytest.raises(NoMatch):
        subscribed.digests.unsubscribe(replace(ASKER, workspace="T2"), view.id)
    assert len(subscribed.digests.claim_due("p1")) == 1


def test_an_event_counts_once_and_is_forgotten_after_three_days(desk: Desk, clock: Clock) -> None:
    assert [desk.first_time("T1", "Ev1") for _ in range(3)] == [True, False, False]
    assert desk.first_time("T2", "Ev1")
    clock.pass_by(days=2)
    assert not desk.first_time("T1", "Ev1")
    clock.pass_by(days=2)
    assert desk.first_time("T1", "Ev1")


def test_one_event_that_eight_threads_receive_counts_once(desk: Desk) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: desk.first_time("T1", "Ev1"), range(24))) == 1


def _scheduler(address: str, number: int, minute: int, crashes: bool) -> list[tuple[str, str]]:
    """One process that wakes at a minute past nine: claims, and posts unless it crashes."""
    clock = Clock(datetime(2025, 4, 15, 13, minute, tzinfo=UTC))
    archive = open_archive(address)
    desk = open_desk(archive, clock)
    sent = []
    for delivery in desk.digests.claim_due(f"process {number}"):
        if not crashes:
            desk.digests.delivered(delivery, "1.1")
            sent.append((delivery.slot, ",".join(subjects(delivery))))
    archive.close()
    return sent


@pytest.mark.parametrize("dialect", BOTH)
def test_eight_processes_of_which_three_crash_post_every_edition_once(
    dialect: str, tmp_path: Path
) -> None:
    with fresh_address(dialect, tmp_path) as address:
        archive = open_archive(address)
        desk = open_desk(archive, Clock(datetime(2025, 4, 14, 22, tzinfo=UTC)))
        desk.index(ASKER, [FOUR, FIVE])
        for channel in ("C1", "C2", "C3", "C4"):
            desk.digests.subscribe(ASKER, replace(ORDER, channel=channel))
        archive.close()
        with ProcessPoolExecutor(4, multiprocessing.get_context("spawn")) as pool:
            crashes = [n in (1, 4, 6) for n in range(8)]
            sent = list(pool.map(_scheduler, [address] * 8, range(8), [0] * 8, crashes))
            sent += pool.map(_scheduler, [address] * 8, range(8), [11] * 8, [False] * 8)
    slots = sorted(slot for each in sent for slot, _ in each)
    assert len(slots) == len(set(slots)) == 4
