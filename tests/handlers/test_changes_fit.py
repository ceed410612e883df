"""Changes of any size and kind give messages that Slack takes, and in which nothing is markup."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collation.revision import ChangeKind
from desk.answers import Digest, Page
from desk.changes import ChangesAnswer
from desk.removal import Forget, Gone, PrivacyView, ToForget
from desk.revised import ChangeView, RevisionView
from handlers.arguments import parse, write
from handlers.blocks import changes, digest, keeping
from handlers.typed import Setting
from sandbox.limits import faults_of_view
from tests.handlers.test_every_message_fits import accepted, links, texts

NOW = datetime(2025, 4, 15, 13, tzinfo=UTC)
hostile = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def change_views(draw: st.DrawFn) -> ChangeView:
    before, after = draw(texts), draw(texts)

    def marks(text: str) -> tuple[tuple[int, int], ...]:
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
        return tuple(zip(cuts[::2], cuts[1::2], strict=False))

    kind = str(draw(st.sampled_from(ChangeKind)))
    return ChangeView(kind, before, after, marks(before), marks(after), 1, 0, draw(links))


revision_views = st.builds(
    RevisionView,
    id=st.integers(1, 9),
    outlet=texts,
    title=st.none() | texts,
    url=links,
    story=st.none(),
    read_at=st.just(NOW),
    found_at=st.just(NOW),
    noted=st.booleans(),
    note=st.none() | texts,
    rewritten=st.booleans(),
    kept=st.integers(0, 9),
    sentences=st.integers(0, 9),
    changes=st.lists(change_views(), max_size=6).map(tuple),
    more=st.integers(0, 9),
)


@hostile
@given(st.lists(revision_views, max_size=8).map(tuple))
def test_lists_of_changes_fit(views: tuple[RevisionView, ...]) -> None:
    answer = ChangesAnswer(views, Page(1, 2, 9), 3, None)
    turn = ("/parallax changes", "/parallax changes page:2")
    accepted(changes.render(answer, "/parallax changes", turn, zone="Asia/Kathmandu", share=True))


@hostile
@given(st.lists(revision_views, max_size=12).map(tuple))
def test_digests_with_changes_fit(views: tuple[RevisionView, ...]) -> None:
    accepted(digest.render(Digest(date(2025, 4, 15), "UTC", "", (), changes=views), "1:2"))


@hostile
@given(texts, st.sampled_from(("article", "outlet", "workspace")), texts)
def test_what_is_said_of_forgetting_fits(named: str, what: str, of: str) -> None:
    found = ToForget(Forget(what, of), named, (1, 2), 1)
    accepted(keeping.ask(found))
    assert not faults_of_view(keeping.dialog(found, "carried"))
    accepted(keeping.gone(Gone(found.request, named, 1, 2)))
    accepted(keeping.privacy(PrivacyView(1, 2, 3, None, "postgresql"), admin=True))


def test_a_line_that_asks_for_changes_is_read_back() -> None:
    setting = Setting(NOW, "UTC", "C1")
    line = '/parallax changes outlet:"Orrin Herald" since:2025-04-14 story:3 page:2'
    assert write(parse(line, setting)) == line
    for line in ("/parallax privacy", "/parallax forget article 12", "/parallax forget workspace"):
        assert write(parse(line, setting)) == line
