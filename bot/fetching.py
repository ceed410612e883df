"""A link in; what it leads to on the real internet, out.

What is known of sites' robots.txt is kept for all links of the process.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake.fetch import Outcome
    from intake.fetching.network import Network
    from intake.fetching.robots import Rules

ORIGINS = 2_000  # of which the rules are kept; then all are asked for again


class Fetcher:
    """Fetches links. Threads may share one; nothing is opened before the first link comes."""

    def __init__(self, now: Callable[[], datetime], network: Network | None = None) -> None:
        """`network` is the internet if left out."""
        self._now = now
        self._network = network
        self._rules: dict[str, Rules] = {}
        self._lock = threading.Lock()

    def __call__(self, url: str) -> Outcome:
        """What `intake.fetch.fetch` gives and raises."""
        from intake.fetch import fetch
        from intake.fetching.network import the_internet

        with self._lock:
            if len(self._rules) > ORIGINS:
                self._rules.clear()
            known = dict(self._rules)
        try:
            return fetch(url, self._network or the_internet(), known, self._now())
        finally:
            with self._lock:
                self._rules.update(known)
