"""The desk in; what is due done by whichever process claims it: editions posted, links fetched,
feeds polled.

The scheduler is a clock and no more: its jobs ask which editions, links or feeds are due and try to
claim them. No job store is shared; what is due, claimed or posted stands in the archive.
"""

from __future__ import annotations

import logging
import os
import socket
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial, wraps
from typing import TYPE_CHECKING, ParamSpec

from apscheduler.schedulers.background import BackgroundScheduler
from slack_sdk import WebClient

from desk.errors import ParallaxError
from handlers.clients import Clients, client_of
from handlers.digests import deliver
from handlers.feeds import tell as tell_of_feeds
from handlers.keeping import renew_due
from handlers.links import tell_finished

if TYPE_CHECKING:
    from desk.answers import Delivery
    from desk.desk import Desk
    from handlers.reception import Reception

_log = logging.getLogger("parallax.schedule")

EVERY = timedelta(seconds=15)
LINKS_EVERY = timedelta(seconds=2)  # somebody waits for what becomes of a link
FEEDS_EVERY = timedelta(seconds=3)  # somebody waits for what comes of a feed that they typed
AGAIN_EVERY = timedelta(minutes=1)
UPGRADE_EVERY = timedelta(seconds=20)  # a few articles each time: people ask in between
TRIM_EVERY = timedelta(hours=1)
POSTING = 8  # editions at a time; Slack takes about one message a second in each channel
HOMES_EVERY = timedelta(seconds=10)  # somebody may be looking at what changes
MISFIRE_GRACE = timedelta(hours=1)  # a late digest beats none


def start_clock(
    desk: Desk, client: WebClient | Clients, reception: Reception | None = None
) -> BackgroundScheduler:
    """A running scheduler; shut it down at the end. `reception` keeps App Home up to date."""
    jobs: list[tuple[str, timedelta, Callable[[], int]]] = [
        ("editions", EVERY, partial(deliver_due, desk, client, process_name())),
        ("links", LINKS_EVERY, partial(fetch_links, desk, client)),
        ("feeds", FEEDS_EVERY, partial(poll_feeds, desk, client)),
        ("entries", LINKS_EVERY, partial(fetch_entries, desk)),
        ("messages", EVERY, partial(renew_messages, desk, client)),
        ("again", AGAIN_EVERY, partial(look_again, desk)),
        ("upgrade", UPGRADE_EVERY, partial(read_again, desk)),
        ("trim", TRIM_EVERY, partial(trim_texts, desk)),
    ]
    if reception is not None:
        jobs.append(("homes", HOMES_EVERY, partial(refresh_homes, reception)))
    scheduler = BackgroundScheduler(timezone="UTC")
    for id, every, job in jobs:
        scheduler.add_job(
            job,
            "interval",
            seconds=every.total_seconds(),
            id=id,
            coalesce=True,
            misfire_grace_time=int(MISFIRE_GRACE.total_seconds()),
            max_instances=1,
        )
    scheduler.start()
    return scheduler


P = ParamSpec("P")


def _or_later(what: str) -> Callable[[Callable[P, int]], Callable[P, int]]:
    """A job that says how much it did: 0, and why, where it is to be tried again next time."""

    def wrap(job: Callable[P, int]) -> Callable[P, int]:
        @wraps(job)
        def tried(*args: P.args, **settings: P.kwargs) -> int:
            try:
                return job(*args, **settings)
            except ParallaxError as error:
                _log.warning("%s why=%s", what, error)
                return 0

        return tried

    return wrap


@_or_later("editions not finished")
def deliver_due(desk: Desk, client: WebClient | Clients, process: str) -> int:
    """Claim what is due and post it; how many editions were posted.

    What fails is recorded and handed out again later; a busy archive is tried again next time.
    """
    claimed = desk.digests.claim_due(process)
    # At once, so that none waits for the others until its lease has ended.
    with ThreadPoolExecutor(POSTING, thread_name_prefix="edition") as pool:
        return sum(pool.map(lambda one: _deliver(desk, client, one), claimed))


def _deliver(desk: Desk, client: WebClient | Clients, delivery: Delivery) -> bool:
    here = client_of(client, delivery.workspace)
    if here is None:
        desk.digests.failed(delivery, "the bot is not installed there any more")
        return False
    return deliver(here, desk, delivery)


def renew_messages(desk: Desk, client: WebClient | Clients) -> int:
    """Edit the messages that show a discrepancy as it no longer is; how many it was."""
    return renew_due(lambda workspace: client_of(client, workspace), desk)


@_or_later("homes not refreshed")
def refresh_homes(reception: Reception) -> int:
    """Publish App Home anew for those who look at it while something changes; how many."""
    return reception.homes.refresh(reception)


@_or_later("links not finished")
def fetch_links(desk: Desk, client: WebClient | Clients) -> int:
    """Fetch and index the links that wait, and tell who asked; how many links it was."""
    fetched = desk.links.fetch_due()
    tell_finished(client, desk)
    return fetched


@_or_later("feeds not finished")
def poll_feeds(desk: Desk, client: WebClient | Clients) -> int:
    """Ask the feeds whose turn it is, and tell who added them; how many feeds it was."""
    polled = desk.feeds.poll_due()
    tell_of_feeds(client, desk)
    return polled


@_or_later("entries of feeds not finished")
def fetch_entries(desk: Desk) -> int:
    """Fetch and index what feeds named; how many links it was."""
    return desk.feeds.fetch_due()


@_or_later("not looked again")
def look_again(desk: Desk) -> int:
    """Look whether outlets changed what they printed; how many articles were looked at."""
    return desk.changes.look_due()


@_or_later("not read again")
def read_again(desk: Desk) -> int:
    """Read a few articles of active stories again that an older version read; how many."""
    return desk.keeping.reread_active()


@_or_later("not trimmed")
def trim_texts(desk: Desk) -> int:
    """Trim the texts that were kept for as long as the settings say; how many."""
    return desk.keeping.trim_due()


def process_name() -> str:
    """A name that no other process has, now or after a restart."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
