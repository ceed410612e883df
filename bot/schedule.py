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
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

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
    process = process_name()
    scheduler = BackgroundScheduler(timezone="UTC")
    scheduler.add_job(
        deliver_due,
        "interval",
        args=(desk, client, process),
        seconds=EVERY.total_seconds(),
        id="editions",
        coalesce=True,
        misfire_grace_time=int(MISFIRE_GRACE.total_seconds()),
        max_instances=1,
    )
    scheduler.add_job(
        fetch_links,
        "interval",
        args=(desk, client),
        seconds=LINKS_EVERY.total_seconds(),
        id="links",
        coalesce=True,
        misfire_grace_time=int(MISFIRE_GRACE.total_seconds()),
        max_instances=1,
    )
    for id, job, every in (
        ("feeds", poll_feeds, FEEDS_EVERY),
        ("entries", fetch_entries, LINKS_EVERY),
        ("messages", renew_messages, EVERY),
    ):
        scheduler.add_job(
            job,
            "interval",
            args=(desk, client),
            seconds=every.total_seconds(),
            id=id,
            coalesce=True,
            misfire_grace_time=int(MISFIRE_GRACE.total_seconds()),
            max_instances=1,
        )
    for id, task, every in (
        ("again", look_again, AGAIN_EVERY),
        ("upgrade", read_again, UPGRADE_EVERY),
        ("trim", trim_texts, TRIM_EVERY),
    ):
        scheduler.add_job(
            task,
            "interval",
            args=(desk,),
            seconds=every.total_seconds(),
            id=id,
            coalesce=True,
            misfire_grace_time=int(MISFIRE_GRACE.total_seconds()),
            max_instances=1,
        )
    if reception is not None:
        scheduler.add_job(
            refresh_homes,
            "interval",
            args=(reception,),
            seconds=HOMES_EVERY.total_seconds(),
            id="homes",
            coalesce=True,
            misfire_grace_time=int(MISFIRE_GRACE.total_seconds()),
            max_instances=1,
        )
    scheduler.start()
    return scheduler


def deliver_due(desk: Desk, client: WebClient | Clients, process: str) -> int:
    """Claim what is due and post it; how many editions were posted.

    What fails is recorded and handed out again later; a busy archive is tried again next time.
    """
    try:
        claimed = desk.digests.claim_due(process)
        # At once, so that none waits for the others until its lease has ended.
        with ThreadPoolExecutor(POSTING, thread_name_prefix="edition") as pool:
            return sum(pool.map(lambda one: _deliver(desk, client, one), claimed))
    except ParallaxError as error:
        _log.warning("editions not finished why=%s", error)
        return 0


def renew_messages(desk: Desk, client: WebClient | Clients) -> int:
    """Edit the messages that show a discrepancy as it no longer is; how many it was."""
    return renew_due(lambda workspace: client_of(client, workspace), desk)


def _deliver(desk: Desk, client: WebClient | Clients, delivery: Delivery) -> bool:
    here = client_of(client, delivery.workspace)
    if here is None:
        desk.digests.failed(delivery, "the bot is not installed there any more")
        return False
    return deliver(here, desk, delivery)


def refresh_homes(reception: Reception) -> int:
    """Publish App Home anew for those who look at it while something changes; how many."""
    try:
        return reception.homes.refresh(reception)
    except ParallaxError as error:
        _log.warning("homes not refreshed why=%s", error)
        return 0


def fetch_links(desk: Desk, client: WebClient | Clients) -> int:
    """Fetch and index the links that wait, and tell who asked; how many links it was.

    What a busy archive does not take is done the next time.
    """
    try:
        fetched = desk.links.fetch_due()
        tell_finished(client, desk)
    except ParallaxError as error:
        _log.warning("links not finished why=%s", error)
        return 0
    return fetched


def poll_feeds(desk: Desk, client: WebClient | Clients) -> int:
    """Ask the feeds whose turn it is, and tell who added them; how many feeds it was."""
    try:
        polled = desk.feeds.poll_due()
        tell_of_feeds(client, desk)
    except ParallaxError as error:
        _log.warning("feeds not finished why=%s", error)
        return 0
    return polled


def fetch_entries(desk: Desk, client: WebClient | Clients) -> int:
    """Fetch and index what feeds named; how many links it was."""
    try:
        return desk.feeds.fetch_due()
    except ParallaxError as error:
        _log.warning("entries of feeds not finished why=%s", error)
        return 0


def look_again(desk: Desk) -> int:
    """Look whether outlets changed what they printed; how many articles were looked at."""
    try:
        return desk.changes.look_due()
    except ParallaxError as error:
        _log.warning("not looked again why=%s", error)
        return 0


def read_again(desk: Desk) -> int:
    """Read a few articles of active stories again that an older version read; how many."""
    try:
        return desk.keeping.reread_active()
    except ParallaxError as error:
        _log.warning("not read again why=%s", error)
        return 0


def trim_texts(desk: Desk) -> int:
    """Trim the texts that were kept for as long as the settings say; how many."""
    try:
        return desk.keeping.trim_due()
    except ParallaxError as error:
        _log.warning("not trimmed why=%s", error)
        return 0


def process_name() -> str:
    """A name that no other process has, now or after a restart."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
