"""What changed in the workspace, in order; whoever waits for a change is woken by it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

KEPT = 10_000  # changes; a page that lagged further behind loads everything anew

Kind = Literal["message", "gone", "modal", "home", "channel", "clock", "note"]


@dataclass(frozen=True, slots=True)
class Change:
    revision: int
    kind: Kind
    channel: str = ""  # of message and gone
    ts: str = ""
    viewer: str | None = None  # who alone notices; None is everybody
    by_bot: bool = False
    detail: str = ""


class Journal:
    """Lives in the server's event loop; reading it from another thread is safe for ints only."""

    def __init__(self) -> None:
        self._changes: deque[Change] = deque(maxlen=KEPT)
        self._waiting: set[asyncio.Future[None]] = set()
        self.revision = 0

    def record(
        self,
        kind: Kind,
        *,
        channel: str = "",
        ts: str = "",
        viewer: str | None = None,
        by_bot: bool = False,
        detail: str = "",
    ) -> int:
        """The new revision; wakes every waiter."""
        self.revision += 1
        self._changes.append(Change(self.revision, kind, channel, ts, viewer, by_bot, detail))
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()
        return self.revision

    def since(self, revision: int, viewer: str | None = None) -> list[Change]:
        """Later changes that `viewer` notices (None: all), oldest first."""
        return [
            change
            for change in self._changes
            if change.revision > revision
            and (viewer is None or change.viewer is None or change.viewer == viewer)
        ]

    async def changed(self, after: int | None = None) -> None:
        """Returns after the next change, or the next one after revision `after`.

        Whoever waits in a task of its own gives `after`: a change may come before it starts.
        """
        if after is not None and self.revision > after:
            return
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)

    async def until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Whether the condition, asked after every change, held before the time was up."""
        try:
            async with asyncio.timeout(seconds):
                while not condition():
                    await self.changed()
        except TimeoutError:
            return condition()
        return True
