"""Feeds: followed, polled by one process at a time, read once, stopped when they fail for days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.fetching import Fetcher
from desk.desk import Desk
from desk.errors import BadRequest, NoMatch
from desk.fetching import FROM_FEEDS
from desk.pacing import FIRST_MOST, OVER_AFTER, OVER_FAILURES
from desk.polling import LEASE
from desk.requests import Asker
from store.archive import Archive
from tests.desk.newsroom import COLLATION, MORNING, Clock, read
from tests.intake.feeds import SITE, json_feed, rss
from tests.intake.pages import PARAGRAPHS, linked, page
from tests.intake.web import Web, answer, site

DANA = Asker("newsroom", "U0DANA")
URL = "http://herald.example/feed"
XML = "application/rss+xml"
NONE = answer(b"", "404 Not Found")


@dataclass
class Outlet:
    """A site on loopback whose answers a test sets by path."""

    answers: dict[str, bytes] = field(default_factory=dict)

    def __call__(self, path: str) -> Iterable[bytes]:
        return [self.answers.get(path, NONE)]

    def feed(self, *entries: tuple[str, datetime | None], **headers: str) -> None:
        body = rss(*entries).replace(SITE.encode(), b"http://herald.example")
        self.answers["/feed"] = answer(body, content_type=XML, **headers)

    def pages(self, *paths: str, head: str = "") -> None:
        for number, path in enumerate(paths):
            text = (f"The council met about item {number} of {path} on Monday.", *PARAGRAPHS)
            self.answers[path] = answer(page(title=f"News {path}", paragraphs=text, head=head))


@dataclass
class Newsroom:
    """A desk before a web of one site; `waited` are the pauses that its fetcher made."""

    desk: Desk
    outlet: Outlet
    web: Web
    clock: Clock
    waited: list[float]

    def asked(self) -> list[str]:
        assert self.web.site is not None
        return [path for path in self.web.site.paths() if path != "/robots.txt"]

    def tick(self, **units: float) -> None:
        """Time goes by; what is due is polled and fetched."""
        self.clock.pass_by(**units)
        self.desk.feeds.poll_due()
        self.desk.feeds.fetch_due()


@pytest.fixture
def make(archive: Archive, clock: Clock) -> Iterable[Callable[[], Newsroom]]:
    """Newsrooms of one archive: each is a process of its own."""
    with ExitStack() as stack:
        outlet = Outlet()
        web = Web(stack.enter_context(site(outlet)))
        waited: list[float] = []

        def start() -> Newsroom:
            fetcher = Fetcher(clock, web.network(), waited.append)
            desk = Desk(archive, read, clock, COLLATION, fetcher, web=fetcher)
            return Newsroom(desk, outlet, web, clock, waited)

        yield start


@pytest.fixture
def room(make: Callable[[], Newsroom]) -> Newsroom:
    return make()


def hours_ago(hours: float) -> datetime:
    return MORNING - timedelta(hours=hours)


def test_a_feed_is_followed_and_its_new_entries_become_articles(room: Newsroom) -> None:
    room.outlet.feed(("/a", hours_ago(1)), ("/b", hours_ago(2)), ("/old", hours_ago(100)))
    room.outlet.pages("/a", "/b", "/old")
    view = room.desk.feeds.follow(DANA, URL, "the thread")
    assert view.state == "new"
    room.tick()
    (view,) = room.desk.feeds.listing(DANA)
    assert (view.state, view.title, view.kind) == ("following", "Orrin Herald", "RSS")
    assert (view.read, view.waiting, view.failed) == (2, 0, 0)
    assert view.newest_at == hours_ago(1)
    assert room.asked() == ["/feed", "/a", "/b"]
    assert room.desk.status(DANA).articles == 2
    (notice,) = room.desk.feeds.notices()
    assert (notice.what, notice.answer_to, notice.person) == ("followed", ("the thread",), "U0DANA")
    room.desk.feeds.told(notice)
    assert room.desk.feeds.notices() == ()


def test_the_first_poll_takes_at_most_fifty_entries_of_three_days(room: Newsroom) -> None:
    room.outlet.feed(
        *((f"/{n}", hours_ago(n)) for n in range(1, 90)),
        ("/undated", None),
        ("/future", MORNING + timedelta(days=900)),
    )
    view = room.desk.feeds.follow(DANA, URL)
    room.desk.feeds.poll_due()
    assert room.desk.feeds.listing(DANA)[0].waiting == FIRST_MOST
    room.desk.feeds.fetch_due()
    assert set(room.asked()[1:]) == {f"/{n}" for n in range(1, 51)}
    room.tick(minutes=40)  # what was old stays so
    assert len(room.asked()) == 52
    assert view.id == room.desk.feeds.listing(DANA)[0].id


def test_later_polls_take_what_is_new_also_undated_and_nothing_twice(room: Newsroom) -> None:
    room.outlet.feed(("/a", hours_ago(1)))
    room.desk.feeds.follow(DANA, URL)
    room.tick()
    body = (("/b", None), ("/a", hours_ago(1)), ("/ancient", hours_ago(24 * 30)))
    room.outlet.feed(*body)
    room.tick(hours=1.2)
    room.tick(hours=1.2)
    assert room.asked() == ["/feed", "/a", "/feed", "/b", "/feed"]


def test_validators_are_sent_and_what_has_not_changed_is_not_read(room: Newsroom) -> None:
    room.outlet.feed(("/a", hours_ago(1)), etag='"one"', last_modified="Mon, 14 Apr 2025 GMT")
    room.desk.feeds.follow(DANA, URL)
    room.tick()
    room.outlet.answers["/feed"] = answer(b"", "304 Not Modified")
    room.tick(hours=1.2)
    assert room.web.site is not None
    request = room.web.site.asked[-1]
    assert b'If-None-Match: "one"' in request
    assert b"If-Modified-Since: Mon, 14 Apr 2025 GMT" in request
    (view,) = room.desk.feeds.listing(DANA)
    assert (view.status, view.state, view.fails) == (304, "following", False)


def test_a_feed_is_asked_as_often_as_its_entries_come_and_as_it_wants(room: Newsroom) -> None:
    room.outlet.feed(*((f"/{n}", hours_ago(n / 10)) for n in range(20)))
    room.desk.feeds.follow(DANA, URL)
    room.desk.feeds.poll_due()
    assert room.desk.feeds.listing(DANA)[0].interval == timedelta(minutes=5)
    more = "<ttl>120</ttl><skipHours><hour>15</hour></skipHours>"
    body = rss(("/0", hours_ago(0)), more=more)
    room.outlet.answers["/feed"] = answer(body, content_type=XML)
    room.clock.pass_by(minutes=6)
    room.desk.feeds.poll_due()
    (view,) = room.desk.feeds.listing(DANA)
    assert view.next_at is not None
    assert view.next_at.hour == 16  # 13:06 and two hours would be 15:06


def test_two_processes_never_poll_a_feed_at_once(make: Callable[[], Newsroom]) -> None:
    one, other = make(), make()
    one.outlet.feed(("/a", hours_ago(1)))
    one.desk.feeds.follow(DANA, URL)
    seen: list[int] = []

    def meanwhile(path: str) -> Iterable[bytes]:
        if path == "/feed":
            seen.append(other.desk.feeds.poll_due())
        return Outlet(one.outlet.answers)(path)

    assert one.web.site is not None
    one.web.site._script = meanwhile
    one.desk.feeds.poll_due()
    assert seen == [0]
    assert one.asked() == ["/feed"]


def test_a_process_that_dies_while_polling_leaves_the_feed_to_the_next(
    archive: Archive, clock: Clock, make: Callable[[], Newsroom]
) -> None:
    class Dies:
        def entry(self, url: str) -> None:
            raise KeyboardInterrupt

        def feed(self, url: str, validators: object) -> None:
            raise KeyboardInterrupt

    dead = Desk(archive, read, clock, COLLATION, web=Dies())  # type: ignore[arg-type]
    dead.feeds.follow(DANA, URL)
    with pytest.raises(KeyboardInterrupt):
        dead.feeds.poll_due()
    room = make()
    room.outlet.feed(("/a", hours_ago(1)))
    room.tick()
    assert room.asked() == []
    room.clock.time += LEASE
    room.tick()
    assert room.asked() == ["/feed", "/a"]
    assert room.desk.feeds.listing(DANA)[0].state == "following"


def test_a_feed_that_kills_every_process_is_given_up(archive: Archive, clock: Clock) -> None:
    class Dies:
        polls = 0

        def entry(self, url: str) -> None:
            raise KeyboardInterrupt

        def feed(self, url: str, validators: object) -> None:
            self.polls += 1
            raise KeyboardInterrupt

    web = Dies()
    desk = Desk(archive, read, clock, COLLATION, web=web)  # type: ignore[arg-type]
    desk.feeds.follow(DANA, URL)
    for _ in range(400):
        with suppress(KeyboardInterrupt):
            desk.feeds.poll_due()
        clock.pass_by(hours=1)
    (view,) = desk.feeds.listing(DANA)
    assert view.state == "failed"
    assert OVER_FAILURES <= web.polls < 200


def test_a_feed_that_fails_says_so_and_is_stopped_after_a_week(room: Newsroom) -> None:
    room.outlet.feed(("/a", hours_ago(1)))
    room.desk.feeds.follow(DANA, URL, "the thread")
    room.tick()
    room.desk.feeds.told(room.desk.feeds.notices()[0])
    room.outlet.answers["/feed"] = answer(b"", "500 Oh")
    room.tick(hours=1.2)
    (view,) = room.desk.feeds.listing(DANA)
    assert view.fails
    assert (view.failures, view.why) == (1, "herald.example cannot answer just now (500).")
    polls = 0
    while room.desk.feeds.listing(DANA)[0].state == "following":
        room.tick(hours=1)
        polls += 1
        assert polls < 400
    assert room.clock.time - MORNING >= OVER_AFTER
    (notice,) = room.desk.feeds.notices()
    assert (notice.what, notice.feed.state, notice.answer_to) == ("over", "failed", ())
    assert OVER_FAILURES <= room.asked().count("/feed") < 40  # it was asked less and less often
    count = len(room.asked())
    room.tick(days=30)
    assert len(room.asked()) == count


def test_a_feed_that_recovers_counts_anew(room: Newsroom) -> None:
    room.outlet.feed(("/a", hours_ago(1)))
    room.desk.feeds.follow(DANA, URL)
    room.tick()
    good = room.outlet.answers.pop("/feed")
    room.tick(hours=1.2)
    assert room.desk.feeds.listing(DANA)[0].fails
    room.outlet.answers["/feed"] = good
    room.tick(hours=2)
    (view,) = room.desk.feeds.listing(DANA)
    assert (view.fails, view.failures, view.why) == (False, 0, None)


def test_retry_after_is_heeded(room: Newsroom) -> None:
    room.outlet.feed()
    room.desk.feeds.follow(DANA, URL)
    room.tick()
    room.outlet.answers["/feed"] = answer(b"", "429 Slow", retry_after="86400")
    room.tick(hours=6.7)
    assert room.asked() == ["/feed", "/feed"]
    room.tick(hours=23)
    assert room.asked() == ["/feed", "/feed"]
    room.tick(hours=1.5)
    assert len(room.asked()) == 3


def test_a_feed_that_is_gone_ends_with_a_sentence(room: Newsroom) -> None:
    room.outlet.feed(("/a", hours_ago(1)))
    room.desk.feeds.follow(DANA, URL)
    room.tick()
    room.outlet.answers["/feed"] = answer(b"", "410 Gone")
    room.tick(hours=2)
    (view,) = room.desk.feeds.listing(DANA)
    assert (view.state, view.why) == ("ended", "herald.example has taken this page away (410).")
    room.tick(days=1)
    assert room.asked().count("/feed") == 2


def test_a_json_feed_that_expired_ends(room: Newsroom) -> None:
    body = json_feed(expired=True)
    room.outlet.answers["/feed"] = answer(body, content_type="application/feed+json")
    room.desk.feeds.follow(DANA, URL)
    room.tick()
    assert room.desk.feeds.listing(DANA)[0].state == "ended"


def test_robots_txt_and_its_crawl_delay_are_obeyed(room: Newsroom) -> None:
    rules = b"User-agent: *\nCrawl-delay: 5\nDisallow: /b\n"
    room.outlet.answers["/robots.txt"] = answer(rules, content_type="text/plain")
    room.outlet.feed(("/a", hours_ago(1)), ("/b", hours_ago(2)), ("/c", hours_ago(3)))
    room.desk.feeds.follow(DANA, URL)
    room.tick()
    assert room.asked() == ["/feed", "/a", "/c"]
    assert room.waited == [5.0, 5.0, 5.0]
    (view,) = room.desk.feeds.listing(DANA)
    assert view.failed == 3  # two are missing on the site, one may not be read
    found = room.desk.feeds.show(DANA, view.id)[1]
    assert any("asks programs not to read" in str(link.why) for link in found.links)


def test_a_host_that_wants_minutes_between_requests_gets_them(
    archive: Archive, clock: Clock, room: Newsroom
) -> None:
    rules = b"User-agent: *\nCrawl-delay: 300\n"
    room.outlet.answers["/robots.txt"] = answer(rules, content_type="text/plain")
    room.outlet.feed(("/a", hours_ago(1)), ("/b", hours_ago(2)))
    ticking = room.clock

    class Since:
        def __call__(self) -> float:
            return (ticking.time - MORNING).total_seconds()

    fetcher = Fetcher(clock, room.web.network(Since()), room.waited.append)
    room.desk = Desk(archive, read, clock, COLLATION, fetcher, web=fetcher)
    room.desk.feeds.follow(DANA, URL)
    room.tick()
    assert room.asked() == ["/feed"]
    room.tick(minutes=2)
    assert room.asked() == ["/feed"]
    room.tick(minutes=3.1)
    assert room.asked() == ["/feed", "/a"]
    room.tick(minutes=5.2)
    assert room.asked() == ["/feed", "/a", "/b"]
    assert room.waited == []


def test_articles_of_one_host_are_a_second_apart(room: Newsroom) -> None:
    room.outlet.feed(*((f"/{n}", hours_ago(n)) for n in range(1, 21)))
    room.desk.feeds.follow(DANA, URL)
    room.tick()
    assert len(room.asked()) == 21
    assert room.waited == [1.0] * 20
    assert FROM_FEEDS < 20


def test_a_page_leads_to_its_feed_and_several_are_offered(room: Newsroom) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/{0}" title="{0}">'
    room.outlet.answers["/one"] = answer(page(head=link.format("feed")))
    room.outlet.answers["/two"] = answer(page(head=link.format("feed") + link.format("sport")))
    room.outlet.feed(("/a", hours_ago(1)))
    room.desk.feeds.follow(DANA, "http://herald.example/one", "here")
    room.tick()
    (view,) = room.desk.feeds.listing(DANA)
    assert (view.url, view.state) == (URL, "following")
    room.desk.feeds.told(room.desk.feeds.notices()[0])
    room.desk.feeds.follow(DANA, "http://herald.example/two", "here")
    room.tick()
    (notice,) = room.desk.feeds.notices()
    assert notice.what == "choose"
    assert [choice.title for choice in notice.choices] == ["feed", "sport"]
    room.desk.feeds.told(notice)
    assert [one.url for one in room.desk.feeds.listing(DANA)] == [URL]
    again = room.desk.feeds.follow_now(DANA, "http://herald.example/one")
    assert again is not None
    assert "followed already" in str(again.feed.why)


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (answer(page()), "no page that names one"),
        (answer(b"", "404 Not Found"), "no such page"),
        (answer(b"x" * 100, content_type="image/png"), "image/png"),
        (answer(b"", content_length="50000000"), ""),
    ],
)
def test_what_is_no_feed_is_refused_and_forgotten(room: Newsroom, sent: bytes, why: str) -> None:
    room.outlet.answers["/feed"] = sent
    notice = room.desk.feeds.follow_now(DANA, URL)
    assert notice is not None
    assert notice.what in ("refused", "trouble")
    assert why in str(notice.feed.why)
    room.desk.feeds.told(notice)
    listed = room.desk.feeds.listing(DANA)
    assert len(listed) == (notice.what == "trouble")


def test_fifty_megabytes_are_not_taken(room: Newsroom) -> None:
    body = b"<rss><channel>" + b"<item>x</item>" * 400_000
    room.outlet.answers["/feed"] = answer(body, content_type=XML)
    notice = room.desk.feeds.follow_now(DANA, URL)
    assert notice is not None
    assert (notice.what, "more than 5,000,000 bytes" in str(notice.feed.why)) == ("refused", True)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://127.0.0.1/feed", "herald", "http://a.example:22/", ""]
)
def test_what_may_not_be_asked_is_refused_at_once(room: Newsroom, url: str) -> None:
    with pytest.raises(BadRequest):
        room.desk.feeds.follow(DANA, url)
    assert room.desk.feeds.listing(DANA) == ()


def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(room: Newsroom) -> None:
    room.outlet.answers["/old"] = answer(b"", "301 Moved", location="/feed")
    room.outlet.feed(("/a", hours_ago(1)))
    room.desk.feeds.follow(DANA, "http://herald.example/old")
    room.tick()
    assert room.desk.feeds.listing(DANA)[0].url == URL


def test_an_entry_gives_its_date_to_a_page_that_has_none(room: Newsroom) -> None:
    room.outlet.feed(("/a", hours_ago(20)), ("/b", hours_ago(20)))
    room.outlet.pages("/a")
    room.outlet.pages("/b", head=linked(datePublished="2025-04-15T09:00:00Z"))
    room.desk.feeds.follow(DANA, URL)
    room.tick()
    found = room.desk.feeds.show(DANA, 1)[1]
    assert {link.url[-2:]: str(link.published) for link in found.links} == {
        "/a": "2025-04-14",
        "/b": "2025-04-15",
    }


def test_the_same_article_by_two_addresses_is_one(room: Newsroom) -> None:
    room.outlet.feed(("/a?utm_source=rss", hours_ago(1)), ("/b?session=2", hours_ago(1)))
    room.outlet.answers |= {path: answer(page()) for path in ("/a", "/b?session=2")}
    room.desk.feeds.follow(DANA, URL)
    room.tick()
    assert room.desk.status(DANA).articles == 1
    room.outlet.answers["/sport"] = room.outlet.answers["/feed"]
    room.desk.feeds.follow(DANA, "http://herald.example/sport")
    room.tick(minutes=1)
    assert room.asked().count("/a") == 1  # another feed names it, too


def test_each_workspace_sees_its_own_feeds(room: Newsroom) -> None:
    elsewhere = Asker("another", "U1")
    room.outlet.feed(("/a", hours_ago(1)))
    view = room.desk.feeds.follow(DANA, URL)
    assert room.desk.feeds.listing(elsewhere) == ()
    for ask in (room.desk.feeds.stop, room.desk.feeds.go_on, room.desk.feeds.remove):
        with pytest.raises(NoMatch):
            ask(elsewhere, view.id)
    room.desk.feeds.follow(elsewhere, URL)
    room.tick()
    assert [one.state for one in room.desk.feeds.listing(elsewhere)] == ["following"]
    assert room.desk.status(elsewhere).articles == room.desk.status(DANA).articles


def test_stopped_resumed_and_removed(room: Newsroom) -> None:
    room.outlet.feed(("/a", hours_ago(1)))
    view = room.desk.feeds.follow(DANA, URL)
    room.tick()
    stopped = room.desk.feeds.stop(DANA, view.id)
    assert (stopped.state, stopped.state_by, stopped.next_at) == ("stopped", "U0DANA", None)
    with pytest.raises(BadRequest, match="is not followed"):
        room.desk.feeds.poll_soon(DANA, view.id)
    room.tick(days=2)
    assert room.asked().count("/feed") == 1
    room.outlet.feed(("/late", MORNING + timedelta(days=2)), ("/b", hours_ago(30)))
    room.desk.feeds.go_on(DANA, view.id)
    room.tick()
    assert room.asked()[-2:] == ["/feed", "/late"]  # as at first: only the newest days
    room.desk.feeds.remove(DANA, view.id)
    assert room.desk.feeds.listing(DANA) == ()
    room.tick(days=1)
    assert room.asked().count("/feed") == 2


def test_poll_now_does_not_wait(room: Newsroom) -> None:
    room.outlet.feed(("/a", hours_ago(1)))
    view = room.desk.feeds.follow(DANA, URL)
    room.tick()
    room.desk.feeds.poll_soon(DANA, view.id)
    room.tick()
    assert room.asked().count("/feed") == 2
    assert room.desk.feeds.follow(DANA, URL).id == view.id  # followed already


def test_a_list_is_imported_and_one_bad_feed_stops_no_other(room: Newsroom) -> None:
    room.outlet.feed(("/a", hours_ago(1)))
    listed = [(URL, "Herald"), ("ftp://x", ""), (URL, ""), ("http://gone.example/x", "Gone")]
    done = room.desk.feeds.import_all(DANA, listed)
    assert (done.new, done.known) == (2, 1)
    assert [url for url, _ in done.refused] == ["ftp://x"]
    room.tick(minutes=1)
    room.tick(minutes=1)
    states = {one.url: one.state for one in room.desk.feeds.listing(DANA)}
    assert states == {URL: "following", "http://gone.example/x": "failed"}
