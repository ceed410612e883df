"""The real bot on the real desk with the five seeds, talked to through the sandbox."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App, BoltRequest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.running import listening
from bot.settings import load
from desk.desk import Desk
from desk.requests import Asker
from extraction.annotations import Reading
from handlers.app import make_app, make_client
from handlers.reception import Reception
from intake.article import Article
from sandbox.testing import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Sandbox, WatchedExecutor
from store.archive import open_archive

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
MORNING = datetime(2025, 4, 15, 13, tzinfo=UTC)  # 09:00 in New York, the day after the event
WORKSPACE = "newsroom"
Read = Callable[[Iterable[Article]], Iterable[Reading]]


@dataclass
class Clock:
    """Stands still until it is moved."""

    at: datetime = MORNING

    def __call__(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        self.at += by


@dataclass
class Newsroom:
    """A bot in its own workspace: what a test needs of both."""

    slack: Sandbox
    desk: Desk
    clock: Clock
    client: WebClient
    archive: Path


def no_reading(articles: Iterable[Article]) -> Iterable[Reading]:
    raise AssertionError("nothing is indexed while the bot answers")


@pytest.fixture(scope="session")
def seeded(
    tmp_path_factory: pytest.TempPathFactory,
    seed_articles: tuple[Article, ...],
    seed_readings: tuple[Reading, ...],
) -> Path:
    """An archive that holds the five seeds."""
    path = tmp_path_factory.mktemp("archive") / "seeds.sqlite3"
    readings = {
        article.source: reading
        for article, reading in zip(seed_articles, seed_readings, strict=True)
    }
    archive = open_archive(str(path))
    desk = Desk(archive, lambda items: [readings[item.source] for item in items], Clock())
    answer = desk.index(Asker(WORKSPACE), seed_articles)
    assert [item.outcome for item in answer.items] == ["new"] * 5
    archive.close()
    return path


@pytest.fixture
def archive(seeded: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copy(seeded, tmp_path / "archive.sqlite3"))


@pytest.fixture
def open_newsroom(archive: Path) -> Iterator[Callable[..., Newsroom]]:
    """Start one: "in process", "http" or "socket mode"."""
    with ExitStack() as stack:

        def start(
            way: str = "in process", path: Path = archive, read: Read = no_reading
        ) -> Newsroom:
            return stack.enter_context(running(way, path, read))

        yield start


@pytest.fixture
def newsroom(open_newsroom: Callable[..., Newsroom]) -> Newsroom:
    return open_newsroom()


class running:
    """A newsroom within a block."""

    def __init__(self, way: str, path: Path, read: Read = no_reading) -> None:
        self._way, self._path, self._read = way, path, read
        self._stack = ExitStack()

    def __enter__(self) -> Newsroom:
        stack = self._stack
        clock = Clock()
        store = open_archive(str(self._path))
        stack.callback(store.close)
        desk = Desk(store, self._read, clock)
        executor = WatchedExecutor()
        stack.callback(executor.shutdown)
        apps: list[App] = []

        def dispatch(method: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any, str]:
            answer = apps[0].dispatch(BoltRequest(body=body.decode(), headers=dict(headers)))
            return answer.status, answer.headers, answer.body

        port = free_port()
        bots: dict[str, Any] = {
            "in process": dispatch,
            "http": f"http://127.0.0.1:{port}/slack/events",
            "socket mode": None,
        }
        sandbox = stack.enter_context(
            Sandbox(MANIFEST, bot=bots[self._way], idle=executor.wait_idle, start=MORNING)
        )
        client = make_client(BOT_TOKEN, sandbox.api_url)
        secret = "" if self._way == "socket mode" else SIGNING_SECRET
        apps.append(make_app(client, Reception(desk, clock, WORKSPACE), secret, executor))
        if self._way == "http":
            settings = replace(load({}, self._path.parent), port=port)
            stack.enter_context(listening(apps[0], settings, http=True))
        if self._way == "socket mode":
            handler = SocketModeHandler(apps[0], APP_TOKEN)
            stack.callback(hang_up, handler, sandbox)
            handler.connect()
            sandbox.wait_for_bot()
        return Newsroom(sandbox, desk, clock, client, self._path)

    def __exit__(self, *exception: object) -> None:
        self._stack.close()


def hang_up(handler: SocketModeHandler, sandbox: Sandbox) -> None:
    """Close the bot's side at once: its reader waits for up to 3 s unless it is woken."""
    closing = threading.Thread(target=handler.close)
    closing.start()
    while closing.is_alive():
        sandbox.ping_connections()
        closing.join(0.02)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
