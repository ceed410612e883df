"""A text stream in; its lines, one at a time and without blocking the event loop, out."""

from __future__ import annotations

import asyncio
import threading
from typing import TextIO


class LineInput:
    """Reads in a daemon thread: a read that waits must not keep the program from ending."""

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self._loop = asyncio.get_running_loop()

    def read(self) -> asyncio.Future[str]:
        """The next line with its line break; empty at the end of the input."""
        future: asyncio.Future[str] = self._loop.create_future()
        threading.Thread(target=self._read, args=(future,), daemon=True).start()
        return future

    def _read(self, future: asyncio.Future[str]) -> None:
        line = self._source.readline()
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._give, future, line)

    @staticmethod
    def _give(future: asyncio.Future[str], line: str) -> None:
        if not future.done():
            future.set_result(line)
