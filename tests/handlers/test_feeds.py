"""Feeds in Slack: followed by a command, told of where they were asked for, changed by buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import BoltRequest
from slack_sdk import WebClient

from bot.fetching import Fetcher
from bot.schedule import fetch_entries, poll_feeds
from desk.desk import Desk
from desk.errors import BadRequest, UnknownWord
from desk.pacing import OVER_AFTER
from desk.requests import Asker
from handlers.app import make_app, make_client
from handlers.asked import ChangeFeed, ExportFeeds, FollowFeed, ListFeeds, ShowFeed, ShowLinks
from handlers.blocks.feeds import OVER_DAYS
from handlers.index_words import read_words
from handlers.reception import Reception
from intake.feeds.opml import read_opml
from sandbox.testing import BOT_TOKEN, SIGNING_SECRET, Sandbox, WatchedExecutor
from tests.desk.newsroom import COLLATION, MORNING, Clock, read
from tests.desk.test_feeds import URL, Outlet
from tests.intake.pages import page
from tests.intake.web import Web, answer, site
from tests.store.archives import fresh_archive

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


@dataclass
class Newsroom:
    """The bot with a real desk, before a web of one site."""

    slack: Sandbox
    desk: Desk
    client: WebClient
    outlet: Outlet
    clock: Clock

    def tick(self, **units: float) -> None:
        self.clock.pass_by(**units)
        poll_feeds(self.desk, self.client)
        fetch_entries(self.desk)


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    with ExitStack() as stack:
        archive = stack.enter_context(fresh_archive("sqlite", tmp_path))
        outlet, clock = Outlet(), Clock()
        web = Web(stack.enter_context(site(outlet)))
        fetcher = Fetcher(clock, web.network(), lambda seconds: None)
        desk = Desk(archive, read, clock, COLLATION, fetcher, web=fetcher)
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
        outlet.feed(("/a", MORNING - timedelta(hours=1)))
        outlet.pages("/a")
        yield Newsroom(slack, desk, client, outlet, clock)


def test_a_feed_is_followed_by_a_command_and_told_of_there(newsroom: Newsroom) -> None:
    reply = newsroom.slack.command(f"/index feed {URL}")
    assert reply.ephemeral
    assert f"Looking at {URL}" in reply.plain
    newsroom.tick()
    told = newsroom.slack.messages(user="dana")[-1]
    assert told.ephemeral
    assert "Following Orrin Herald. 1 article of its last three days" in told.plain
    listed = newsroom.slack.command("/index feeds")
    assert "1 feed is followed." in listed.plain
    assert "1 article read" in listed.plain
    count = len(newsroom.slack.messages(user="dana"))
    newsroom.tick()
    assert len(newsroom.slack.messages(user="dana")) == count


def test_what_is_no_feed_is_told_in_a_sentence(newsroom: Newsroom) -> None:
    newsroom.slack.command("/index feed http://herald.example/a")
    newsroom.tick()
    told = newsroom.slack.messages(user="dana")[-1].plain
    assert "is not followed. This is no feed, and no page that names one." in told
    assert "No feed is followed yet" in newsroom.slack.command("/index feeds").plain


def test_a_page_with_several_feeds_offers_them_with_buttons(newsroom: Newsroom) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/{0}" title="{0} <b>">'
    newsroom.outlet.answers["/home"] = answer(page(head=link.format("feed") + link.format("x")))
    newsroom.slack.command("/index feed http://herald.example/home")
    newsroom.tick()
    told = newsroom.slack.messages(user="dana")[-1]
    assert "names several feeds" in told.plain
    assert told.buttons.count("Follow") == 2
    assert "Looking at" in newsroom.slack.click(told, action_id="feed_follow.2").plain
    (view,) = newsroom.desk.feeds.listing(Asker("newsroom"))
    assert view.url == "http://herald.example/x"


def test_the_buttons_of_the_list_change_it_in_place(newsroom: Newsroom) -> None:
    newsroom.slack.command(f"/index feed {URL}")
    newsroom.tick()
    listed = newsroom.slack.command("/index feeds")
    assert {"Poll now", "Stop", "Latest articles"} <= set(listed.buttons)
    newsroom.slack.click(listed, "Stop")
    stopped = newsroom.slack.messages(user="dana")[-1]
    assert "Stopped." in stopped.plain
    assert {"Resume", "Remove"} <= set(stopped.buttons)
    newsroom.slack.click(stopped, "Resume")
    assert "Poll now" in newsroom.slack.messages(user="dana")[-1].buttons


def test_one_feed_shows_its_latest_articles(newsroom: Newsroom) -> None:
    newsroom.slack.command(f"/index feed {URL}")
    newsroom.tick()
    shown = newsroom.slack.command("/index feed 1")
    assert "News /a" in shown.plain
    assert "Timeline" in shown.buttons
    # links of feeds are not among those that people asked for
    assert "No link has been indexed yet" in newsroom.slack.command("/index status").plain


def test_a_feed_that_fails_is_in_app_home_and_who_added_it_is_told_in_the_end(
    newsroom: Newsroom,
) -> None:
    newsroom.slack.command(f"/index feed {URL}")
    newsroom.tick()
    newsroom.outlet.answers["/feed"] = answer(b"", "500 Oh")
    newsroom.tick(hours=2)
    home = newsroom.slack.open_home()
    assert "1 feed is followed; 1 of them cannot be read now." in home.plain
    assert "herald.example cannot answer just now (500)" in home.plain
    for _ in range(60):
        newsroom.tick(hours=5)
    told = newsroom.slack.direct_messages()[-1]
    assert "Orrin Herald is no longer followed." in told.plain
    assert "Resume" in told.buttons


def test_all_feeds_are_exported_as_a_file(newsroom: Newsroom) -> None:
    newsroom.slack.command(f"/index feed {URL}")
    newsroom.tick()
    reply = newsroom.slack.command("/index feeds export")
    assert "feeds.opml is in our direct messages: 1 feed, as OPML." in reply.plain
    (file,) = newsroom.slack.files
    content = file.content if isinstance(file.content, bytes) else file.content.encode()
    assert [one.url for one in read_opml(content)] == [URL]


def test_plain_words_follow_a_feed(newsroom: Newsroom) -> None:
    reply = newsroom.slack.mention(f"please follow {URL}")
    assert "Looking at" in reply.plain
    newsroom.tick()
    assert "Following Orrin Herald" in newsroom.slack.thread(reply)[-1].plain


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("feed https://a.example/x", FollowFeed("https://a.example/x")),
        ("feeds follow https://a.example/x", FollowFeed("https://a.example/x")),
        ("feeds", ListFeeds()),
        ("feed list", ListFeeds()),
        ("feed 3", ShowFeed(3)),
        ("feeds show #3", ShowFeed(3)),
        ("feeds stop 3", ChangeFeed(3, "stop")),
        ("feed pause #3", ChangeFeed(3, "stop")),
        ("feed poll 3", ChangeFeed(3, "poll")),
        ("feed delete 3", ChangeFeed(3, "remove")),
        ("feeds export", ExportFeeds()),
        ("status", ShowLinks()),
    ],
)
def test_what_is_typed_is_understood(line: str, question: object) -> None:
    assert read_words(line.split()) == question


@pytest.mark.parametrize(
    ("line", "error", "why"),
    [
        ("feed herald.example/feed", BadRequest, "Type the whole of it"),
        ("feed stop", BadRequest, "by its number"),
        ("feed stop it", BadRequest, "no number of a feed"),
        ("feeds exprt", UnknownWord, "Did you mean export"),
        ("feed https://a.example https://b.example", BadRequest, "one feed at a time"),
        ("feeds import", BadRequest, "parallax feeds import"),
    ],
)
def test_what_is_not_is_said(line: str, error: type[Exception], why: str) -> None:
    with pytest.raises(error, match=why):
        read_words(line.split())


def test_the_days_that_are_told_are_those_that_hold() -> None:
    assert timedelta(days=OVER_DAYS) == OVER_AFTER
