"""Socket Mode: the bot's WebSocket connections; each envelope goes to one of them."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web

from sandbox.delivery import Ack, Envelope
from sandbox.people import APP

CONNECTION_LIMIT = 10  # of one app at a time, as documented
TICKET_LIMIT = 100  # addresses handed out and not yet used


class SocketTransport:
    """Tickets are single use: `apps.connections.open` gives one, the handshake spends it."""

    def __init__(self, changed: Callable[[], object] = lambda: None) -> None:
        """`changed` is called when a connection comes or goes."""
        self._changed = changed
        self._tickets: list[str] = []
        self._sockets: list[web.WebSocketResponse] = []
        self._turn = 0
        self._acks: dict[str, tuple[asyncio.Future[Ack], web.WebSocketResponse]] = {}
        self._sent = 0
        self._connected = asyncio.Event()
        self.late_acks = 0

    @property
    def connections(self) -> int:
        return len(self._sockets)

    def issue_ticket(self) -> str:
        ticket = secrets.token_urlsafe(18)
        self._tickets.append(ticket)
        del self._tickets[:-TICKET_LIMIT]
        return ticket

    async def wait_for_connections(self, count: int, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                while len(self._sockets) < count:
                    self._connected.clear()
                    await self._connected.wait()
        except TimeoutError:
            return False
        return True

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """The WebSocket's life; returns when it closes."""
        ticket = request.match_info["ticket"]
        if ticket not in self._tickets:
            return web.Response(status=403, text="this link was used or never given out")
        if len(self._sockets) >= CONNECTION_LIMIT:
            return web.Response(status=403, text="too many connections")
        self._tickets.remove(ticket)
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        await socket.send_json(self._hello())
        self._sockets.append(socket)
        self._connected.set()
        self._changed()
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._take_ack(message.data)
        finally:
            self._drop(socket)
        return socket

    async def send(
        self, envelope: Envelope, seconds: float, attempt: int = 0, reason: str = ""
    ) -> Ack:
        open_sockets = [socket for socket in self._sockets if not socket.closed]
        if not open_sockets:
            return Ack(error="dispatch_failed", status=0)
        self._turn += 1
        socket = open_sockets[self._turn % len(open_sockets)]
        self._sent += 1
        envelope_id = f"sandbox-{secrets.token_hex(4)}-{self._sent}"
        shape: dict[str, Any] = {  # Any: JSON
            "envelope_id": envelope_id,
            "type": envelope.kind,
            "payload": envelope.payload,
            "accepts_response_payload": envelope.kind != "events_api",
        }
        if envelope.kind == "events_api":
            shape |= {"retry_attempt": attempt, "retry_reason": reason}
        future: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        self._acks[envelope_id] = (future, socket)
        try:
            await socket.send_json(shape)
            async with asyncio.timeout(seconds):
                return await future
        except TimeoutError:
            return Ack(error="operation_timeout")
        except ConnectionError:
            return Ack(error="dispatch_failed", status=0)
        finally:
            del self._acks[envelope_id]

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tell every connection to come back, and close it; the bot reconnects by itself."""
        for socket in list(self._sockets):
            with suppress(ConnectionError):  # the bot hung up first
                await socket.send_json({"type": "disconnect", "reason": reason})
            self._drop(socket)
            await socket.close()

    async def ping(self) -> None:
        for socket in list(self._sockets):
            with suppress(ConnectionError):  # the bot is hanging up
                await socket.ping()

    async def close(self) -> None:
        """Closes every connection without a word, as a network does."""
        for socket in list(self._sockets):
            self._drop(socket)
            await socket.close()

    def _hello(self) -> dict[str, Any]:  # Any: JSON
        return {
            "type": "hello",
            "num_connections": len(self._sockets) + 1,
            "connection_info": {"app_id": APP},
            "debug_info": {"host": "sandbox", "approximate_connection_time": 18060},
        }

    def _take_ack(self, data: str) -> None:
        try:
            shape = json.loads(data)
        except ValueError:
            return
        envelope_id = shape.get("envelope_id") if isinstance(shape, dict) else None
        if not isinstance(envelope_id, str):
            return
        future, _ = self._acks.get(envelope_id, (None, None))
        if future is None or future.done():
            self.late_acks += 1
            return
        payload = shape.get("payload")
        future.set_result(Ack(body=payload if isinstance(payload, dict) else {}))

    def _drop(self, socket: web.WebSocketResponse) -> None:
        if socket in self._sockets:
            self._sockets.remove(socket)
            self._changed()
        for future, where in self._acks.values():
            if where is socket and not future.done():
                future.set_result(Ack(error="dispatch_failed", status=0))
