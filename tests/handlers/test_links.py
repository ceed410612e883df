"""Links in Slack: taken at once, and what became of them told where they were asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import BoltRequest
from slack_sdk import WebClient

from bot.schedule import fetch_links
from desk.desk import Desk
from handlers.app import make_app, make_client
from handlers.reception import Reception
from sandbox.testing import BOT_TOKEN, SIGNING_SECRET, Sandbox, WatchedExecutor
from tests.desk.newsroom import COLLATION, MORNING, Clock, read
from tests.desk.test_fetching import MILL, Web
from tests.store.archives import fresh_archive

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
GONE = "https://herald.example/gone"


@dataclass
class Newsroom:
    """The bot with a real desk, whose web is made up."""

    slack: Sandbox
    desk: Desk
    client: WebClient
    web: Web

    def tick(self) -> int:
        return fetch_links(self.desk, self.client)


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with ExitStack() as stack:
        archive = stack.enter_context(fresh_archive("sqlite", tmp_path))
        web, clock = Web(), Clock()
        desk = Desk(archive, read, clock, COLLATION, web)
        executor = WatchedExecutor()
        stack.callback(executor.shutdown)
        answers: list[Callable[..., tuple[int, Any, str]]] = []

        def bot(method: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any, str]:
            return answers[0](method, headers, body)

        slack = stack.enter_context(
            Sandbox(MANIFEST, bot=bot, idle=executor.wait_idle, start=MORNING)
        )
        client = make_client(BOT_TOKEN, slack.api_url)
        app = make_app(client, Reception(desk, clock, "newsroom"), SIGNING_SECRET, executor)

        def dispatch(method: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any, str]:
            answer = app.dispatch(BoltRequest(body=body.decode(), headers=dict(headers)))
            return answer.status, answer.headers, answer.body

        answers.append(dispatch)
        yield Newsroom(slack, desk, client, web)


def test_a_command_is_answered_at_once_and_its_result_is_told_to_the_asker_alone(
    newsroom: Newsroom,
) -> None:
    reply = newsroom.slack.command(f"/index {MILL} {GONE}")
    assert reply.ephemeral
    assert "Indexing 2 links" in reply.plain
    assert newsroom.web.asked == []
    assert newsroom.tick() == 2
    told = newsroom.slack.messages(user="dana")[-1]
    assert told.ephemeral
    assert "1 of 2 links read" in told.plain
    assert "Old mill burns down in Orrin" in told.plain
    assert "Orrin Herald · 14 April 2025 · new" in told.plain
    assert "story:" in told.plain
    assert "herald.example has taken it away (410)." in told.plain
    count = len(newsroom.slack.messages(user="dana"))
    assert newsroom.tick() == 0
    assert len(newsroom.slack.messages(user="dana")) == count


def test_a_mention_with_links_is_answered_in_its_thread(newsroom: Newsroom) -> None:
    reply = newsroom.slack.mention(f"please index {MILL}")
    assert "Indexing 1 link" in reply.plain
    newsroom.tick()
    thread = newsroom.slack.thread(reply)
    assert "Old mill burns down in Orrin" in thread[-1].plain
    assert not thread[-1].ephemeral


def test_a_direct_message_with_a_link_is_answered_there(newsroom: Newsroom) -> None:
    newsroom.slack.direct_message(MILL)
    newsroom.tick()
    assert "Old mill burns down in Orrin" in newsroom.slack.direct_messages()[-1].plain


def test_a_failed_link_is_tried_again_by_its_button(newsroom: Newsroom) -> None:
    newsroom.slack.command(f"/index {GONE}")
    newsroom.tick()
    status = newsroom.slack.command("/index status")
    assert "1 could not be read" in status.plain
    assert "status 410" in status.plain
    again = newsroom.slack.click(status, "Try again")
    assert "Indexing 1 link" in again.plain
    newsroom.tick()
    assert newsroom.web.asked == [GONE, GONE]
    assert "taken it away" in newsroom.slack.messages(user="dana")[-1].plain


def test_the_buttons_of_a_result_ask_about_its_story(newsroom: Newsroom) -> None:
    newsroom.slack.command(f"/index {MILL}")
    newsroom.tick()
    told = newsroom.slack.messages(user="dana")[-1]
    assert "Timeline" in told.buttons
    assert "Differences" in told.buttons


def test_an_empty_status_says_what_to_type(newsroom: Newsroom) -> None:
    assert "/index https://" in newsroom.slack.command("/index status").plain


def test_what_is_no_link_is_said_at_once(newsroom: Newsroom) -> None:
    assert "mill is no link" in newsroom.slack.command("/index mill").plain
    assert newsroom.tick() == 0
