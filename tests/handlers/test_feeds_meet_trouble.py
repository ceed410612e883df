"""Feeds that lead in circles, that two people type, or that are read while Slack is away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from bot.schedule import poll_feeds
from desk.feeds import WAITING
from desk.requests import Asker
from handlers import feeds, links
from handlers.replies import Place
from tests.desk.newsroom import MORNING
from tests.desk.test_feeds import URL
from tests.handlers.test_feeds import Newsroom, newsroom
from tests.intake.pages import page
from tests.intake.web import answer

__all__ = ["newsroom"]

HOST = "http://herald.example"
PLACE = Place("T1", "U0DANA", "C0NEWSROOM", "1744722000.000100")


def names(path: str) -> bytes:
    """A page that names what stands there as its feed."""
    return answer(page(head=f'<link rel="alternate" type="application/rss+xml" href="{path}">'))


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("/b", "/a", f"{HOST}/a names it as its feed, but it is a web page, too."),
        ("/b", "/c", f"{HOST}/a names it as its feed, but it is a web page, too."),
        ("/b", "/b", "This is a web page that names itself as its feed."),
        ("/a", "/a", "This is a web page that names itself as its feed."),
    ],
)
def test_pages_that_name_each_other_are_looked_at_once(
    newsroom: Newsroom, first: str, second: str, why: str
) -> None:
    newsroom.outlet.answers |= {"/a": names(first), "/b": names(second), "/c": names("/a")}
    newsroom.slack.command(f"/index feed {HOST}/a")
    newsroom.slack.command(f"/index feed {URL}")
    newsroom.tick()
    said = [one.plain for one in newsroom.slack.messages(user="dana")]
    assert any("is not followed." in one and why in one for one in said)
    assert any("Following Orrin Herald" in one for one in said), "no other feed waits for it"


def test_a_page_that_led_to_no_feed_may_lead_to_one_later(newsroom: Newsroom) -> None:
    newsroom.outlet.answers |= {"/a": names("/b"), "/b": names("/a")}
    newsroom.slack.command(f"/index feed {HOST}/a")
    newsroom.tick()
    newsroom.outlet.answers["/a"] = names("/feed")
    newsroom.slack.command(f"/index feed {HOST}/a")
    newsroom.tick()
    assert "Following Orrin Herald" in newsroom.slack.messages(user="dana")[-1].plain


def test_two_people_who_type_a_feed_at_once_are_both_told(newsroom: Newsroom) -> None:
    newsroom.slack.command(f"/index feed {URL}")
    newsroom.slack.command(f"/index feed {URL}", user="robin")
    newsroom.slack.direct_message(f"index feed {URL}", user="robin")
    newsroom.tick()
    for person in ("dana", "robin"):
        seen = newsroom.slack.messages(user=person)
        assert "Following Orrin Herald" in seen[-1].plain
    assert "Following Orrin Herald" in newsroom.slack.direct_messages(user="robin")[-1].plain


def test_who_types_a_feed_of_an_imported_list_is_told(newsroom: Newsroom) -> None:
    newsroom.desk.feeds.import_all(Asker("newsroom", "command line"), [(URL, "Orrin")])
    newsroom.slack.command(f"/index feed {URL}")
    newsroom.tick()
    assert "Following Orrin Herald" in newsroom.slack.messages(user="dana")[-1].plain


def test_however_often_a_feed_is_typed_few_places_are_remembered(newsroom: Newsroom) -> None:
    for number in range(WAITING * 2):
        newsroom.desk.feeds.follow(Asker("newsroom", "U0DANA"), URL, f"place {number}")
    newsroom.desk.feeds.poll_due()
    (notice,) = newsroom.desk.feeds.notices()
    assert len(notice.answer_to) == WAITING


@pytest.mark.parametrize("what", ["feed", "links"])
def test_what_came_of_it_is_told_when_slack_is_there_again(newsroom: Newsroom, what: str) -> None:
    dana = Asker("newsroom", "U0DANA")
    tell: Callable[[], int]
    if what == "feed":
        newsroom.desk.feeds.follow(dana, URL, feeds.packed(PLACE))
        newsroom.desk.feeds.poll_due()
        tell = partial(feeds.tell, newsroom.client, newsroom.desk)
    else:
        newsroom.desk.links.ask(dana, [f"{HOST}/a"], links.packed(PLACE))
        newsroom.desk.links.fetch_due()
        tell = partial(links.tell_finished, newsroom.client, newsroom.desk)
    newsroom.slack.outage(calls=2)
    assert tell() == 0
    assert tell() == 0
    assert tell() == 1
    assert tell() == 0


def test_what_a_removed_feed_named_is_read_no_more_and_nobody_asked_for_it(
    newsroom: Newsroom,
) -> None:
    newsroom.outlet.feed(*((f"/{n}", MORNING - timedelta(hours=n)) for n in range(1, 6)))
    newsroom.outlet.pages("/1", "/2")
    newsroom.slack.command(f"/index feed {URL}")
    newsroom.clock.pass_by(minutes=1)
    poll_feeds(newsroom.desk, newsroom.client)
    newsroom.desk.feeds.remove(Asker("newsroom", "U0DANA"), 1)
    assert "No link has been indexed yet" in newsroom.slack.command("/index status").plain
    newsroom.tick(minutes=1)
    assert newsroom.desk.links.fetch_due() == 0


def test_what_a_removed_feed_brought_stays_and_is_looked_at_again(newsroom: Newsroom) -> None:
    newsroom.slack.command(f"/index feed {URL}")
    newsroom.tick()
    newsroom.desk.feeds.remove(Asker("newsroom", "U0DANA"), 1)
    assert newsroom.desk.status(Asker("newsroom")).articles == 1
    asked = newsroom.desk.changes.look_due()
    newsroom.clock.pass_by(days=2)
    assert asked + newsroom.desk.changes.look_due() >= 1


def test_one_article_is_being_read(newsroom: Newsroom) -> None:
    newsroom.slack.command(f"/index feed {URL}")
    newsroom.tick()
    assert "1 article of its last three days is" in newsroom.slack.messages(user="dana")[-1].plain


def test_a_feed_that_is_followed_again_tells_no_old_articles_as_new(newsroom: Newsroom) -> None:
    newsroom.slack.command(f"/index feed {URL}")
    newsroom.tick()
    newsroom.desk.feeds.stop(Asker("newsroom", "U0DANA"), 1)
    newsroom.outlet.feed(("/a", MORNING - timedelta(hours=1)))
    newsroom.slack.command(f"/index feed {URL}")
    newsroom.tick(minutes=1)
    said = newsroom.slack.messages(user="dana")[-1].plain
    assert "1 article read; new ones are read as they come." in said
