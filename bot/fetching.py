"""A link in; what it leads to on the real internet, out.

What is known of sites' robots.txt is kept for all links of the process. A host is asked for one
thing at a time; what feeds name is asked for with a pause before it, as long as the host wants.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from intake.fetch import Outcome, Validators
    from intake.fetching.network import Network
    from intake.fetching.robots import Rules

ORIGINS = 2_000  # of which the rules are kept; then all are asked for again
PAUSE = 1.0  # seconds between two requests to one host for what feeds name
PATIENCE = 8.0  # seconds that a thread waits; whoever wants more is asked again later
LONGEST_PAUSE = 3_600.0  # seconds of a Crawl-delay that are heeded


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    asked: float | None = None  # when the last request ended, in seconds of the clock


class Fetcher:
    """Fetches links. Threads may share one; nothing is opened before the first link comes."""

    def __init__(
        self,
        now: Callable[[], datetime],
        network: Network | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """`network` is the internet if left out."""
        self._now = now
        self._network = network
        self._wait = wait
        self._rules: dict[str, Rules] = {}
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def __call__(self, url: str) -> Outcome:
        """What a person asked for: as soon as nobody else asks its host. What
        `intake.fetch.fetch` gives and raises."""
        with self._turn(url, calmly=False):
            return self._fetch(url)

    def entry(self, url: str) -> Outcome:
        """What a feed named, after a pause.

        Raises:
            NotNow: its host wants a longer one.
            NotFetched: as `intake.fetch.fetch`.
        """
        with self._turn(url, calmly=True):
            return self._fetch(url)

    def page(self, url: str, validators: Validators) -> Outcome:
        """A page that was read before, or that nothing has changed. Raises as `entry`."""
        with self._turn(url, calmly=True):
            return self._fetch(url, validators=validators)

    def feed(self, url: str, validators: Validators) -> Outcome:
        """A feed, or that nothing has changed. Raises as `entry`."""
        from intake.fetch import FEEDS

        with self._turn(url, calmly=True):
            return self._fetch(url, FEEDS, validators)

    def _fetch(
        self, url: str, types: tuple[str, ...] = (), validators: Validators | None = None
    ) -> Outcome:
        from intake.fetch import PAGES, Validators, fetch

        with self._lock:
            if len(self._rules) > ORIGINS:
                self._rules.clear()
            known = dict(self._rules)
        try:
            return fetch(
                url,
                self._internet(),
                known,
                self._now(),
                types=types or PAGES,
                validators=validators or Validators(),
            )
        finally:
            with self._lock:
                self._rules.update(known)

    @contextmanager
    def _turn(self, url: str, *, calmly: bool) -> Iterator[None]:
        """Alone with the host, until the block ends."""
        name = _host_of(url)
        with self._lock:
            if len(self._hosts) > ORIGINS:
                self._hosts = {n: h for n, h in self._hosts.items() if h.lock.locked()}
            host = self._hosts.setdefault(name, _Host())
        clock = self._internet().clock
        with host.lock:
            if calmly and host.asked is not None:
                self._pause(name, host.asked + self._pause_of(name) - clock())
            try:
                yield
            finally:
                host.asked = clock()

    def _pause(self, name: str, seconds: float) -> None:
        from intake.fetching.faults import NotNow

        if seconds > PATIENCE:
            raise NotNow(f"{name} asks for time between two requests.", seconds)
        if seconds > 0:
            self._wait(seconds)

    def _pause_of(self, name: str) -> float:
        from intake.fetch import AGENT

        with self._lock:
            known = [self._rules.get(f"{scheme}://{name}") for scheme in ("https", "http")]
        asked = [rules.delay(AGENT) or 0.0 for rules in known if rules is not None]
        return min(max(asked, default=0.0), LONGEST_PAUSE) or PAUSE

    def _internet(self) -> Network:
        from intake.fetching.network import the_internet

        if self._network is None:
            self._network = the_internet()
        return self._network


def _host_of(url: str) -> str:
    try:
        return urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""
