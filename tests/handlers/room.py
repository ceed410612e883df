"""A room for tests: the real desk over articles written by hand, behind the real bot, in Slack."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slack_bolt import App, BoltRequest
from slack_sdk import WebClient

from bot.schedule import deliver_due, renew_messages
from desk.desk import Desk
from desk.requests import Asker
from handlers.app import make_app, make_client
from handlers.reception import Reception
from intake.article import Article
from sandbox.testing import BOT_TOKEN, SIGNING_SECRET, Sandbox, SeenMessage, WatchedExecutor
from tests.desk.newsroom import Clock, article
from tests.desk.newsroom import desk as open_desk
from tests.store.archives import fresh_archive

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
WORKSPACE = "newsroom"
STAR = article("star", "There were 4 people. They met 1 cats.")
POST = article("post", "There were 5 people. They met 2 cats.")


@dataclass
class Room:
    """A bot with its archive and its Slack, and a clock that a test sets."""

    slack: Sandbox
    desk: Desk
    clock: Clock
    client: WebClient

    def index(self, *items: Article) -> None:
        """Articles come in a minute later."""
        self.clock.pass_by(minutes=1)
        self.desk.index(Asker(WORKSPACE), items)

    def tick(self) -> int:
        """The schedule a minute later: how many messages it edited."""
        self.clock.pass_by(minutes=1)
        return renew_messages(self.desk, self.client)

    def subscribe(self, line: str = "", **where: Any) -> None:
        """A digest every day at nine, confirmed; then the clock goes to the next day's."""
        asked = self.slack.command(
            f"/digest subscribe {line} at 09:00 America/New_York daily", **where
        )
        self.slack.click(asked, "Confirm")

    def next_morning(self) -> int:
        """How many editions came."""
        self.clock.pass_by(days=1)
        return deliver_due(self.desk, self.client, "a")

    def headline(self) -> SeenMessage:
        """The newest edition."""
        return [one for one in self.slack.messages() if "Differences in the coverage" in one.plain][
            -1
        ]


@contextmanager
def open_room(folder: Path) -> Iterator[Room]:
    """Two articles have come in, that differ on people (hard) and on cats (soft)."""
    with ExitStack() as stack:
        clock = Clock()
        archive = stack.enter_context(fresh_archive("sqlite", folder))
        desk = open_desk(archive, clock)
        executor = WatchedExecutor()
        stack.callback(executor.shutdown)
        apps: list[App] = []

        def answer(method: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any, str]:
            found = apps[0].dispatch(BoltRequest(body=body.decode(), headers=dict(headers)))
            return found.status, found.headers, found.body

        bot: Callable[..., tuple[int, Any, str]] = answer
        slack = stack.enter_context(
            Sandbox(MANIFEST, bot=bot, idle=executor.wait_idle, start=clock())
        )
        client = make_client(BOT_TOKEN, slack.api_url)
        apps.append(make_app(client, Reception(desk, clock, WORKSPACE), SIGNING_SECRET, executor))
        desk.index(Asker(WORKSPACE), [STAR, POST])
        clock.pass_by(minutes=1)
        yield Room(slack, desk, clock, client)
