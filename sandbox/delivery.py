"""An envelope in; the bot's acknowledgement, or the error word a person sees, out."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from sandbox.faults import Faults
from sandbox.messages import Json

EnvelopeKind = Literal["slash_commands", "events_api", "interactive"]

ACK_SECONDS = 3.0
RETRY_SECONDS = (0.0, 60.0, 300.0)  # after an event that was not acknowledged, as documented


@dataclass(frozen=True, slots=True)
class Envelope:
    kind: EnvelopeKind
    payload: Json


@dataclass(frozen=True, slots=True)
class Ack:
    """`error` is empty where the bot acknowledged in time."""

    body: Json = field(default_factory=dict)
    error: Literal["", "operation_timeout", "dispatch_failed"] = ""
    status: int = 200

    @property
    def retry_reason(self) -> str:
        return "http_timeout" if self.error == "operation_timeout" else "http_error"


class Transport(Protocol):
    async def send(
        self, envelope: Envelope, seconds: float, attempt: int = 0, reason: str = ""
    ) -> Ack:
        """Waits for the acknowledgement at most `seconds`; attempt counts retries from 1."""


class Courier:
    """Delivers over one transport, with the faults asked for; retries events in the background."""

    def __init__(
        self,
        transport: Transport,
        faults: Faults,
        *,
        ack_seconds: float = ACK_SECONDS,
        retry_seconds: Sequence[float] = RETRY_SECONDS,
    ) -> None:
        self.transport = transport
        self._faults = faults
        self._ack_seconds = ack_seconds
        self._retry_seconds = tuple(retry_seconds)
        self._retries: set[asyncio.Task[None]] = set()
        self.sent: list[Envelope] = []

    async def deliver(self, envelope: Envelope) -> Ack:
        self.sent.append(envelope)
        del self.sent[:-1000]  # a long evening in the page must not fill the memory
        if envelope.kind != "events_api":
            return await self.transport.send(envelope, self._ack_seconds)
        copies = self._faults.copies_of_next()
        if copies == 0:
            return Ack(error="operation_timeout")
        ack = await self.transport.send(envelope, self._ack_seconds)
        if ack.error and self._retry_seconds:
            self._later(self._retry(envelope, ack.retry_reason))
        for attempt in range(1, copies):
            await self.transport.send(envelope, self._ack_seconds, attempt, "http_timeout")
        return ack

    async def close(self) -> None:
        for task in self._retries:
            task.cancel()
        await asyncio.gather(*self._retries, return_exceptions=True)

    async def settled(self) -> None:
        """Returns when no event waits for another attempt."""
        while self._retries:
            await asyncio.gather(*self._retries, return_exceptions=True)

    async def _retry(self, envelope: Envelope, reason: str) -> None:
        for attempt, seconds in enumerate(self._retry_seconds, start=1):
            await asyncio.sleep(seconds)
            ack = await self.transport.send(envelope, self._ack_seconds, attempt, reason)
            if not ack.error:
                return
            reason = ack.retry_reason

    def _later(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._retries.add(task)
        task.add_done_callback(self._retries.discard)
