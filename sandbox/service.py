"""The parts of a running sandbox, wired: workspace, faults, delivery, gestures."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from sandbox.api.call import Call, Method, Refused
from sandbox.api.dispatch import METHODS
from sandbox.clock import Clock
from sandbox.delivery import ACK_SECONDS, RETRY_SECONDS, Courier, Transport
from sandbox.faults import Faults
from sandbox.gestures import Gestures
from sandbox.http_delivery import HttpTransport, InProcess
from sandbox.interactions import Interactions
from sandbox.manifest import Manifest
from sandbox.messages import Json
from sandbox.socket_mode import SocketTransport
from sandbox.workspace import Workspace

EXAMPLE_LIMIT = 3  # what an empty channel offers


@dataclass(frozen=True, slots=True)
class Setup:
    """What a sandbox is started with; `target` is None for Socket Mode."""

    manifest: Manifest
    clock: Clock
    target: str | InProcess | None = None
    examples: tuple[str, ...] = ()
    ack_seconds: float = ACK_SECONDS
    retry_seconds: Sequence[float] = RETRY_SECONDS


@dataclass(slots=True)
class Service:
    setup: Setup
    workspace: Workspace = field(init=False)
    faults: Faults = field(init=False)
    socket: SocketTransport = field(init=False)
    http: HttpTransport | None = field(init=False)
    courier: Courier = field(init=False)
    gestures: Gestures = field(init=False)
    interactions: Interactions = field(init=False)
    closing: asyncio.Event = field(init=False)

    def __post_init__(self) -> None:
        self.workspace = Workspace(self.setup.manifest, self.setup.clock)
        self.faults = Faults()
        self.socket = SocketTransport(lambda: self.workspace.journal.record("note"))
        target = self.setup.target
        self.http = HttpTransport(target) if target is not None else None
        transport: Transport = self.http or self.socket
        self.courier = Courier(
            transport,
            self.faults,
            ack_seconds=self.setup.ack_seconds,
            retry_seconds=self.setup.retry_seconds,
        )
        self.gestures = Gestures(self.workspace, self.courier)
        self.interactions = Interactions(self.workspace, self.courier)
        self.closing = asyncio.Event()

    @property
    def by_socket(self) -> bool:
        return self.http is None

    @property
    def examples(self) -> list[str]:
        """As given; else the first commands, each with the first example of its usage hint."""
        if self.setup.examples:
            return list(self.setup.examples)[:EXAMPLE_LIMIT]
        commands = self.setup.manifest.commands[:EXAMPLE_LIMIT]
        return [f"{one.name} {_first_example(one.usage_hint)}".strip() for one in commands]

    def attach(self, target: str | InProcess) -> None:
        """From now on the bot is reached here, by signed HTTP or in process."""
        self.http = HttpTransport(target)
        self.courier.transport = self.http

    @property
    def methods(self) -> dict[str, Method]:
        return {**METHODS, "apps.connections.open": Method(self._open_connection, app_token=True)}

    async def close(self) -> None:
        self.closing.set()
        self.workspace.journal.record("note")
        await self.courier.close()
        await self.socket.close()
        if self.http is not None:
            await self.http.close()

    def _open_connection(self, call: Call) -> Json:
        if not self.by_socket:
            raise Refused("socket_mode_not_enabled")
        host = self.workspace.base_url.removeprefix("http://")
        return {"url": f"ws://{host}/link/{self.socket.issue_ticket()}"}


def _first_example(hint: str) -> str:
    """Of `preposterous · by:Rubio` the first; of a grammar as `[words] [by:NAME]` no example."""
    first = hint.partition(" · ")[0].strip()
    return "help" if set("[]|<>…") & set(first) else first
