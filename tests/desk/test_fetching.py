"""Links: each a row, from the asking to what it became; nothing is lost when a process dies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from desk.desk import Desk
from desk.errors import BadRequest, NoMatch
from desk.fetching import LEASE, MOST
from desk.requests import Asker
from intake.fetch import Absence, Absent, Fetched, Outcome, Validators
from intake.fetching.faults import NotPublic, TooSlow
from store import fetches
from store.archive import Archive
from tests.desk.newsroom import COLLATION, Clock, read
from tests.intake.pages import PARAGRAPHS, linked, page

DANA = Asker("newsroom", "U0DANA")
MILL = "https://herald.example/mill"
OTHER = (
    "A lorry overturned at Penny Bridge on Monday, the county council said, and spilled its milk.",
    *PARAGRAPHS[1:],
)


def fetched(url: str, body: bytes) -> Fetched:
    return Fetched(url, body, "text/html", "utf-8", Validators(), len(body) + 200, permanent=True)


def mill(url: str) -> bytes:
    """A page that calls itself by one address, wherever it is found."""
    head = linked(datePublished="2025-04-14T09:00:00Z", publisher={"name": "Orrin Herald"})
    return page(head=f'<link rel="canonical" href="{MILL}">{head}')


class Web:
    """What links lead to; what was fetched is remembered."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.dies = False

    def __call__(self, url: str) -> Outcome:
        self.asked.append(url)
        if self.dies:
            raise KeyboardInterrupt
        if "gone" in url:
            return Absent(url, 410, Absence.GONE, "herald.example has taken it away (410).", None)
        if "inside" in url:
            raise NotPublic("10.0.0.1 is no address on the public internet.")
        if "odd" in url:
            raise ZeroDivisionError
        if "empty" in url:
            return fetched(url, b"<html><body></body></html>")
        if "lorry" in url:
            return fetched(url, page(paragraphs=OTHER, title="Lorry overturns at Penny Bridge"))
        return fetched(url, mill(url))


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def desk(archive: Archive, clock: Clock, web: Web) -> Desk:
    return Desk(archive, read, clock, COLLATION, web)


def test_a_link_is_queued_fetched_and_becomes_an_article(desk: Desk, web: Web) -> None:
    queued = desk.links.ask(DANA, [MILL], "the thread")
    assert [link.state for link in queued.links] == ["queued"]
    assert web.asked == []
    assert desk.links.finished() == ()
    assert desk.links.fetch_due() == 1
    (link,) = desk.links.newest(DANA).links
    assert (link.state, link.outcome, link.tries, link.status) == ("done", "new", 1, 200)
    assert (link.title, link.outlet) == ("Old mill burns down in Orrin", "Orrin Herald")
    assert str(link.published) == "2025-04-14"
    assert link.story is not None
    assert link.wire == len(mill(MILL)) + 200
    assert desk.status(DANA).articles == 1
    assert desk.links.fetch_due() == 0
    assert web.asked == [MILL]


def test_the_asker_is_told_once_when_all_links_are_over(desk: Desk) -> None:
    queued = desk.links.ask(DANA, [MILL, "https://herald.example/gone"], "the thread")
    desk.links.fetch_due()
    (finished,) = desk.links.finished()
    assert (finished.answer_to, finished.person) == ("the thread", "U0DANA")
    assert finished.batch == queued.batch
    assert [link.state for link in finished.links] == ["done", "failed"]
    desk.links.told(finished)
    assert desk.links.finished() == ()


def test_the_same_article_by_two_links_is_one(desk: Desk) -> None:
    desk.links.ask(DANA, [MILL + "?utm_source=a", "https://herald.example/amp/mill"])
    desk.links.fetch_due()
    second, first = desk.links.newest(DANA).links
    assert (first.outcome, second.outcome) == ("new", "unchanged")
    assert first.article == second.article
    assert desk.status(DANA).articles == 1


@pytest.mark.parametrize(
    ("url", "status", "why"),
    [
        ("https://herald.example/gone", 410, "taken it away"),
        ("https://inside.example/", None, "no address on the public internet"),
        ("https://odd.example/", None, "could not be fetched (ZeroDivisionError)"),
        ("https://empty.example/", 200, "article"),
        ("https://[", None, "in brackets"),
    ],
)
def test_a_link_that_fails_says_why_and_stops_no_other(
    archive: Archive, clock: Clock, web: Web, url: str, status: int | None, why: str
) -> None:
    from intake.fetching.links import parse_link

    def fetch(wanted: str) -> Outcome:
        parse_link(wanted)
        return web(wanted)

    desk = Desk(archive, read, clock, COLLATION, fetch)
    desk.links.ask(DANA, [url, MILL])
    desk.links.fetch_due()
    good, bad = desk.links.newest(DANA).links
    assert (bad.state, bad.status, bad.article) == ("failed", status, None)
    assert why in str(bad.why)
    assert good.state == "done"


def test_a_process_that_dies_leaves_a_link_that_the_next_one_fetches(
    archive: Archive, clock: Clock, web: Web
) -> None:
    desk = Desk(archive, read, clock, COLLATION, web)
    desk.links.ask(DANA, [MILL], "the thread")
    web.dies = True
    with pytest.raises(KeyboardInterrupt):
        desk.links.fetch_due()
    assert desk.links.newest(DANA).links[0].state == "fetching"
    web.dies = False
    assert desk.links.fetch_due() == 0  # somebody may still be at it
    clock.time += LEASE
    assert desk.links.fetch_due() == 1
    (link,) = desk.links.newest(DANA).links
    assert (link.state, link.tries) == ("done", 2)


def test_a_link_that_kills_every_process_is_given_up(desk: Desk, clock: Clock, web: Web) -> None:
    desk.links.ask(DANA, [MILL], "the thread")
    web.dies = True
    for _ in range(fetches.TRIES):
        with pytest.raises(KeyboardInterrupt):
            desk.links.fetch_due()
        clock.time += LEASE
    assert desk.links.fetch_due() == 0
    (link,) = desk.links.newest(DANA).links
    assert (link.state, link.why) == ("failed", "It was begun 3 times and never finished.")
    assert len(web.asked) == fetches.TRIES
    assert len(desk.links.finished()) == 1


def test_a_failed_link_can_be_tried_again(desk: Desk, web: Web) -> None:
    desk.links.ask(DANA, ["https://herald.example/gone"])
    desk.links.fetch_due()
    failed = desk.links.newest(DANA).links[0]
    desk.links.try_again(DANA, failed.id, "the thread")
    desk.links.fetch_due()
    assert web.asked == ["https://herald.example/gone"] * 2
    assert [link.state for link in desk.links.newest(DANA).links] == ["failed", "failed"]
    with pytest.raises(NoMatch, match="No link has the number 99"):
        desk.links.try_again(DANA, 99)


def test_links_of_another_workspace_are_not_seen(desk: Desk) -> None:
    queued = desk.links.ask(DANA, [MILL])
    elsewhere = Asker("another", "U1")
    with pytest.raises(NoMatch):
        desk.links.try_again(elsewhere, queued.links[0].id)
    desk.links.ask(elsewhere, [MILL])
    desk.links.fetch_due()
    assert [link.outcome for link in desk.links.newest(elsewhere).links] == ["new"]
    assert [link.outcome for link in desk.links.newest(DANA).links] == ["new"]


def test_many_links_are_all_fetched_and_two_stories_told_apart(desk: Desk) -> None:
    urls = [f"https://herald.example/gone/{number}" for number in range(9)]
    answer = desk.links.fetch_now(DANA, [*urls, MILL, "https://herald.example/lorry"])
    assert [link.state for link in answer.links] == ["failed"] * 9 + ["done"] * 2
    assert [link.url for link in answer.links][-1] == "https://herald.example/lorry"
    assert desk.links.finished() == ()  # nobody waits


@pytest.mark.parametrize(
    "urls", [[], [" "], [f"https://herald.example/{number}" for number in range(MOST + 1)]]
)
def test_no_links_or_too_many_are_refused(desk: Desk, urls: list[str]) -> None:
    with pytest.raises(BadRequest):
        desk.links.ask(DANA, urls)
    assert desk.links.newest(DANA).links == ()


def test_the_same_link_twice_in_one_request_is_fetched_once(desk: Desk, web: Web) -> None:
    desk.links.ask(DANA, [MILL, MILL + " "])
    desk.links.fetch_due()
    assert web.asked == [MILL]


def test_a_desk_without_a_web_says_so(archive: Archive, clock: Clock) -> None:
    make: Callable[[], Desk] = lambda: Desk(archive, read, clock, COLLATION)  # noqa: E731
    (link,) = make().links.fetch_now(DANA, [MILL]).links
    assert link.why == "Links are not fetched here."


class Passing(Web):
    """A site that cannot answer just now."""

    def __init__(self, *outcomes: Outcome | Exception) -> None:
        super().__init__()
        self.outcomes = list(outcomes)

    def __call__(self, url: str) -> Outcome:
        if "gone" in url:
            return super().__call__(url)
        outcome = self.outcomes.pop(0) if self.outcomes else fetched(url, mill(url))
        self.asked.append(url)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def busy(retry_after: float | None = None) -> Absent:
    why = "herald.example cannot answer just now (503)."
    return Absent(MILL, 503, Absence.LATER, why, retry_after)


def test_a_link_that_fails_for_a_while_is_tried_again_by_itself(
    archive: Archive, clock: Clock
) -> None:
    web = Passing(busy(), TooSlow("herald.example did not answer in time."))
    desk = Desk(archive, read, clock, COLLATION, web)
    desk.links.ask(DANA, [MILL, "https://herald.example/gone"], "the thread")
    desk.links.fetch_due()
    (_, link) = desk.links.newest(DANA).links
    assert (link.state, link.status, link.why) == ("queued", 503, busy().why)
    assert link.again_at == clock.time + timedelta(minutes=1)
    (told,) = desk.links.finished()  # at once, and that it is tried again
    desk.links.told(told)
    assert desk.links.finished() == ()
    assert desk.links.fetch_due() == 0
    clock.pass_by(minutes=1)
    assert desk.links.fetch_due() == 1
    assert desk.links.newest(DANA).links[1].again_at == clock.time + timedelta(minutes=4)
    assert desk.links.finished() == ()
    clock.pass_by(minutes=4)
    desk.links.fetch_due()
    (_, link) = desk.links.newest(DANA).links
    assert (link.state, link.outcome, link.tries, link.again_at) == ("done", "new", 3, None)
    (told,) = desk.links.finished()  # the asker learns what became of it
    assert [one.url for one in told.links] == [MILL]
    assert (told.answer_to, told.person) == ("the thread", "U0DANA")


def test_a_link_has_failed_after_three_more_tries(archive: Archive, clock: Clock) -> None:
    web = Passing(*[busy()] * 9)
    desk = Desk(archive, read, clock, COLLATION, web)
    desk.links.ask(DANA, [MILL])
    for _ in range(9):
        desk.links.fetch_due()
        clock.pass_by(hours=1)
    (link,) = desk.links.newest(DANA).links
    assert (link.state, link.why, len(web.asked)) == ("failed", busy().why, 4)


@pytest.mark.parametrize(("asked", "waits"), [(600.0, 600), (5.0, 60), (86_400.0, None)])
def test_a_site_that_says_when_is_asked_then(
    archive: Archive, clock: Clock, asked: float, waits: int | None
) -> None:
    desk = Desk(archive, read, clock, COLLATION, Passing(busy(asked)))
    desk.links.ask(DANA, [MILL])
    desk.links.fetch_due()
    (link,) = desk.links.newest(DANA).links
    if waits is None:
        assert link.state == "failed"
    else:
        assert link.again_at == clock.time + timedelta(seconds=waits)
