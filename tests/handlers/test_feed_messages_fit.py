"""What is said of feeds fits Slack and holds no markup, whatever a feed calls itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desk.answers import ArchiveStatus
from desk.feed_views import Choice, FeedNotice, FeedView
from desk.links import LinksView, LinkView
from handlers.blocks import feeds, home
from handlers.blocks import links as link_blocks
from sandbox.limits import faults_of_view
from tests.handlers.test_every_message_fits import accepted, hostile, texts

moments = st.datetimes(
    # Bounds without a zone, as hypothesis wants them: the zone comes from the next line.
    datetime.fromisoformat("2000-01-01"),
    datetime.fromisoformat("2030-01-01"),
    timezones=st.just(UTC),
)
maybe = st.one_of(st.none(), moments)
addresses = st.one_of(texts, st.just("https://herald.example/" + "a|b>c" * 700))
feed_views = st.builds(
    FeedView,
    st.integers(1, 10**6),
    addresses,
    st.one_of(st.none(), texts),
    st.one_of(st.none(), texts),
    st.sampled_from((None, "RSS", "Atom", "JSON Feed")),
    st.sampled_from(("new", "following", "stopped", "ended", "failed", "refused")),
    st.one_of(st.none(), texts),
    texts,
    moments,
    st.one_of(st.none(), texts),
    st.one_of(st.none(), st.integers(100, 599)),
    st.integers(0, 99),
    maybe,
    maybe,
    maybe,
    maybe,
    st.integers(0, 500),
    st.timedeltas(timedelta(0), timedelta(days=2)),
    st.integers(0, 9_999),
    st.integers(0, 99),
    st.integers(0, 99),
    st.one_of(st.none(), texts),
)
link_views = st.builds(
    LinkView,
    st.integers(1, 9),
    addresses,
    texts,
    moments,
    st.sampled_from(("queued", "done", "failed")),
    st.integers(0, 9),
    st.one_of(st.none(), st.integers(100, 599)),
    st.none(),
    st.one_of(st.none(), texts),
    st.none(),
    again_at=maybe,
)


@hostile
@given(st.lists(feed_views, max_size=60), st.lists(link_views, max_size=10))
def test_feeds_fit(views: list[FeedView], links: list[LinkView]) -> None:
    accepted(feeds.listing(views, "Europe/London"))
    for view in views[:3]:
        accepted(feeds.one(view, LinksView(tuple(links), None), "UTC"))
        accepted(feeds.begun(view))
        accepted(feeds.changed(view, "UTC"))
        accepted(feeds.removed(view))
    accepted(link_blocks.listing(LinksView(tuple(links), None), "UTC"))


@hostile
@given(
    feed_views,
    st.sampled_from(("followed", "trouble", "choose", "refused", "over")),
    st.lists(st.builds(Choice, addresses, texts), max_size=10).map(tuple),
)
def test_what_is_told_of_a_feed_fits(
    view: FeedView, what: str, choices: tuple[Choice, ...]
) -> None:
    accepted(feeds.notice(FeedNotice("newsroom", "U0DANA", (), what, view, choices)))


@hostile
@given(st.lists(feed_views, max_size=20))
def test_feeds_in_app_home_fit(views: list[FeedView]) -> None:
    status = ArchiveStatus(5, 1, 40, 12, date(2025, 4, 15), ())
    front = home.Front(status, followed=tuple(views))
    assert not faults_of_view(home.render(front))
