"""A thread pool that says when its work is done, so that a test need not guess."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class WatchedExecutor(ThreadPoolExecutor):
    """An executor that knows when all its work is done; give it to Bolt as listener_executor."""

    def __init__(self, max_workers: int = 8) -> None:
        super().__init__(max_workers=max_workers, thread_name_prefix="bot")
        self._running = 0
        self._changed = threading.Condition()

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        with self._changed:
            self._running += 1
        future = super().submit(fn, *args, **kwargs)
        future.add_done_callback(self._done)
        return future

    def wait_idle(self, seconds: float) -> bool:
        """Whether all work was done before the time was up."""
        with self._changed:
            return self._changed.wait_for(lambda: self._running == 0, seconds)

    def _done(self, future: Future[Any]) -> None:  # Any: whatever the work returns
        with self._changed:
            self._running -= 1
            self._changed.notify_all()
