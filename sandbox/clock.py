"""A starting time in; the workspace's present and its message timestamps, out."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """The only clock of the workspace; it ticks along, or stands until `advance`.

    Message timestamps come from it and are unique: a second one asked for within the same
    microsecond is one microsecond later, so that order of posting is order of timestamps.
    """

    def __init__(
        self,
        start: datetime,
        *,
        ticking: bool = True,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        """`start` is aware; `elapsed` counts seconds and is read only while ticking."""
        if start.tzinfo is None:
            raise ValueError("the clock needs a time with its zone, e.g. 2025-04-15T09:00:00-04:00")
        self._start = start.astimezone(UTC)
        self._elapsed = elapsed
        self._ticking = ticking
        self._began = elapsed() if ticking else 0.0
        self._advanced = timedelta()
        self._last_stamp = 0

    def now(self) -> datetime:
        """Aware UTC."""
        ran = timedelta(seconds=self._elapsed() - self._began) if self._ticking else timedelta()
        return self._start + ran + self._advanced

    def advance(self, by: timedelta) -> None:
        if by < timedelta():
            raise ValueError("the clock does not run backwards")
        self._advanced += by

    def next_ts(self) -> str:
        """A message timestamp, `seconds.microseconds`, later than any given before."""
        stamp = max(round(self.now().timestamp() * 1_000_000), self._last_stamp + 1)
        self._last_stamp = stamp
        return f"{stamp // 1_000_000}.{stamp % 1_000_000:06d}"
