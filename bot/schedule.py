"""The desk in; every edition posted when it is due, by whichever process claims it, out.

The scheduler is a clock and no more: its one job asks which editions are due and tries to claim
them. No job store is shared; what is due, claimed or posted stands in the archive.
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
from handlers.digests import deliver

if TYPE_CHECKING:
    from desk.desk import Desk

_log = logging.getLogger("parallax.schedule")

EVERY = timedelta(seconds=15)
POSTING = 8  # editions at a time; Slack takes about one message a second in each channel
MISFIRE_GRACE = timedelta(hours=1)  # a late digest beats none


def start_clock(desk: Desk, client: WebClient) -> BackgroundScheduler:
    """A running scheduler; shut it down at the end."""
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
    scheduler.start()
    return scheduler


def deliver_due(desk: Desk, client: WebClient, process: str) -> int:
    """Claim what is due and post it; how many editions were posted.

    What fails is recorded and handed out again later; a busy archive is tried again next time.
    """
    try:
        claimed = desk.claim_due(process)
        # At once, so that none waits for the others until its lease has ended.
        with ThreadPoolExecutor(POSTING, thread_name_prefix="edition") as pool:
            return sum(pool.map(lambda delivery: deliver(client, desk, delivery), claimed))
    except ParallaxError as error:
        _log.warning("editions not finished why=%s", error)
        return 0


def process_name() -> str:
    """A name that no other process has, now or after a restart."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
