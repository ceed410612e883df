"""A sandbox running in a thread of its own: started, waited for, disturbed, stopped.

Its public side, with the verbs of a person, is `sandbox.testing.Sandbox`.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Self, TypeVar

from sandbox.clock import Clock
from sandbox.credentials import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from sandbox.delivery import ACK_SECONDS, Envelope
from sandbox.display import reader_for
from sandbox.faults import ANY_METHOD, Failure
from sandbox.http_delivery import InProcess
from sandbox.manifest import Manifest, parse_manifest, read_manifest
from sandbox.outcome import Impossible, Outcome
from sandbox.people import Channel, User
from sandbox.seen import Modal, Reply, see_message, see_view
from sandbox.server import Server
from sandbox.service import Service, Setup

R = TypeVar("R")

START = datetime.fromisoformat("2025-04-15T09:00:00-04:00")
DEADLINE = 10.0  # seconds until a verb gives up


class Background:
    def __init__(
        self,
        manifest: Path | str | Mapping[str, Any] | Manifest,  # Any: parsed YAML
        *,
        bot: str | InProcess | None = None,
        idle: Callable[[float], bool] | None = None,
        start: datetime = START,
        ticking: bool = False,
        ack_seconds: float = ACK_SECONDS,
        deadline: float = DEADLINE,
        port: int = 0,
        examples: tuple[str, ...] = (),
    ) -> None:
        if isinstance(manifest, Path | str):
            manifest = read_manifest(Path(manifest))
        elif not isinstance(manifest, Manifest):
            manifest = parse_manifest(dict(manifest))
        self.deadline = deadline
        self._idle = idle
        self._port = port
        self._setup = Setup(
            manifest,
            Clock(start, ticking=ticking),
            target=bot,
            examples=examples,
            ack_seconds=ack_seconds,
            retry_seconds=(0.0, 0.0, 0.0),
        )
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="sandbox", daemon=True)
        self._service: Service | None = None
        self._server: Server | None = None
        self.url = ""

    def __enter__(self) -> Self:
        self._thread.start()
        self._call(self._start())
        return self

    def __exit__(self, *exception: object) -> None:
        if self._server is not None:
            self._call(self._server.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(self.deadline)
        # asyncio names no public way to a connection that was let in and never handed over
        for transport in list(getattr(self._loop, "_transports", {}).values()):
            transport.abort()
        for _ in range(3):
            self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    # How a bot gets here

    @property
    def api_url(self) -> str:
        """The base URL for the bot's web client, with its closing slash."""
        return self.url + "/api/"

    def environment(self) -> dict[str, str]:
        """The three secrets under their usual names, for a bot in its own process."""
        return {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        }

    def attach(self, bot: str | InProcess, idle: Callable[[float], bool] | None = None) -> None:
        """Says where the bot is once it exists: it may need `api_url` to be built at all."""
        self._idle = idle or self._idle
        self._read(lambda: self.service.attach(bot))

    def wait_for_bot(self, connections: int = 1, seconds: float | None = None) -> None:
        """Until the bot listens at its request URL, or holds so many Socket Mode connections.

        Raises AssertionError.
        """
        wait = self._deadline(seconds)
        if self.service.http is not None:
            there = self._call(self.service.http.wait_for_listener(wait))
        else:
            there = self._call(self.service.socket.wait_for_connections(connections, wait))
        if not there:
            raise AssertionError(f"the bot was not there within {wait:g} s")

    def disconnect(self) -> None:
        """Closes every Socket Mode connection with notice, as the platform does now and then."""
        self._call(self.service.socket.disconnect())

    def drop_connections(self) -> None:
        """The same without notice, as a broken network does."""
        self._call(self.service.socket.close())

    def ping_connections(self) -> None:
        """A client that waits to read wakes up."""
        self._call(self.service.socket.ping())

    def hang_up(self, close: Callable[[], object]) -> None:
        """Runs a Socket Mode client's `close`, waking its reader meanwhile.

        Bolt's built-in client holds a lock while it reads, for up to 3 s at a time.
        """
        closing = threading.Thread(target=close)
        closing.start()
        while closing.is_alive():
            self.ping_connections()
            closing.join(0.02)

    # Waiting

    def wait_for(
        self, condition: Callable[[], Any], why: str = "", seconds: float | None = None
    ) -> None:
        """Until the condition holds, asked after every change. Raises AssertionError."""
        wait = self._deadline(seconds)
        journal = self.service.workspace.journal
        finish = self._loop.time() + wait
        while not condition():
            revision = journal.revision
            left = finish - self._loop.time()
            changed = left > 0 and self._call(
                journal.until(lambda seen=revision: journal.revision > seen, left)  # type: ignore[misc]
            )
            if not changed and not condition():
                raise AssertionError(f"after {wait:g} s still not: {why or condition}")

    # Clock and faults

    @property
    def now(self) -> datetime:
        return self.service.workspace.clock.now()

    def advance(self, by: timedelta) -> None:
        """Moves the workspace's clock: triggers and response URLs expire by it."""
        self._read(lambda: self.service.workspace.clock.advance(by))

    def fail(
        self,
        method: str = ANY_METHOD,
        *,
        status: int = 500,
        times: int = 1,
        retry_after: int = 1,
        error: str = "",
    ) -> None:
        """The next `times` calls of a method answer so; with status 200 and `error`, a refusal."""
        failure = Failure(method, times, status, error, retry_after)
        self._read(lambda: self.service.faults.plan(failure))

    def slow(self, method: str = ANY_METHOD, *, seconds: float, times: int = 1) -> None:
        """The next `times` calls of a method take so much longer."""
        failure = Failure(method, times, delay=seconds)
        self._read(lambda: self.service.faults.plan(failure))

    def outage(self, calls: int = 100) -> None:
        """The next calls of any method answer 503, until `recover`."""
        self.fail(ANY_METHOD, status=503, times=calls)

    def deliver_twice(self, events: int = 1, copies: int = 2) -> None:
        """Each of the next events is delivered `copies` times, with the marks of a retry."""
        self._read(lambda: self.service.faults.deliver_copies(copies, events))

    def lose_events(self, events: int = 1) -> None:
        self._read(lambda: self.service.faults.lose(events))

    def recover(self) -> None:
        """No more faults."""
        self._read(self.service.faults.clear)

    @property
    def delivered(self) -> list[Envelope]:
        """What was sent to the bot, oldest first."""
        return list(self.service.courier.sent)

    # Helpers

    @property
    def service(self) -> Service:
        if self._service is None:
            raise AssertionError("the sandbox runs only within `with Sandbox(…) as sandbox:`")
        return self._service

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    async def _start(self) -> None:
        self._service = Service(self._setup)
        self._server = Server(self._service)
        self.url = await self._server.start(self._port)

    def _call(self, work: Coroutine[Any, Any, R]) -> R:  # Any: as asyncio types coroutines
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def _read(self, work: Callable[[], R]) -> R:
        """Run a function in the server's thread."""

        async def run() -> R:
            return work()

        return self._call(run())

    def _act(
        self,
        who: User,
        gesture: Coroutine[Any, Any, Outcome],  # Any: as asyncio types coroutines
        until: Callable[[Reply], bool] | None,
        seconds: float | None,
    ) -> Reply:
        wait = self._deadline(seconds)
        finish = self._loop.time() + wait
        before = self.service.workspace.journal.revision
        with _as_assertion():
            outcome = self._call(gesture)
            self._call(self.service.courier.settled())
        if self._idle is not None and outcome.delivered and not self._idle(wait):
            raise AssertionError(f"the bot was still at work after {wait:g} s")
        condition = until
        if condition is None:
            silent = self._idle is not None or outcome.error or not outcome.delivered
            condition = (lambda reply: True) if silent else (lambda reply: bool(reply))
        reply = self._read(lambda: self._reply(who, outcome, before))
        journal = self.service.workspace.journal
        while not condition(reply):
            left = finish - self._loop.time()
            revision = reply.revision
            if left <= 0 or not self._call(
                journal.until(lambda seen=revision: journal.revision > seen, left)  # type: ignore[misc]
            ):
                raise AssertionError(
                    f"the bot acknowledged but after {wait:g} s had shown only: {reply.plain!r}"
                )
            reply = self._read(lambda: self._reply(who, outcome, before))
        return reply

    def _reply(self, who: User, outcome: Outcome, before: int) -> Reply:
        workspace = self.service.workspace
        changes = [one for one in workspace.journal.since(before, who.id) if one.by_bot]
        fresh = [
            message
            for message in workspace.log
            if message.revision > before
            and (message.from_bot or message.from_system)
            and message.only_for in (None, who.id)
            and who.id in workspace.channels[message.channel].members
        ]
        fresh.sort(key=lambda message: message.revision)
        modal_changed = any(one.kind == "modal" for one in changes)
        home_changed = any(one.kind == "home" for one in changes)
        return Reply(
            messages=tuple(see_message(workspace, one, who) for one in fresh),
            modal=self._modal(who) if modal_changed else None,
            home=self._home(who) if home_changed else None,
            error=outcome.error,
            acknowledged=outcome.delivered and not outcome.error,
            asked=see_message(workspace, outcome.message, who) if outcome.message else None,
            gone=tuple((one.channel, one.ts) for one in changes if one.kind == "gone"),
            revision=workspace.journal.revision,
        )

    def _modal(self, who: User) -> Modal | None:
        view = self.service.workspace.views.modal(who.id)
        return see_view(view, reader_for(self.service.workspace, who)) if view else None

    def _home(self, who: User) -> Modal | None:
        view = self.service.workspace.views.home(who.id)
        return see_view(view, reader_for(self.service.workspace, who)) if view else None

    def _user(self, name: str) -> User:
        user = self.service.workspace.user_called(name)
        if user is None or user.is_bot:
            raise AssertionError(f"there is nobody called {name!r}")
        return user

    def _channel(self, name: str, user: str) -> Channel:
        workspace = self.service.workspace
        if name in ("@app", "@" + workspace.bot.handle):
            channel = workspace.direct_channel(self._user(user).id)
        else:
            channel = workspace.channel_called(name)
        if channel is None:
            raise AssertionError(f"there is no channel called {name!r}")
        return channel

    def _deadline(self, seconds: float | None) -> float:
        return self.deadline if seconds is None else seconds


@contextmanager
def _as_assertion() -> Iterator[None]:
    """What a person cannot do is a failure of the test, not of the sandbox."""
    try:
        yield
    except Impossible as error:
        raise AssertionError(str(error)) from error
