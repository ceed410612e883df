"""Hostile and huge answers give messages that Slack takes, and in which nothing is markup."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.answers import (
    ArchiveStatus,
    Citation,
    Context,
    Decision,
    Digest,
    DigestStory,
    DiscrepanciesAnswer,
    DiscrepancyView,
    EntryView,
    Indexed,
    Page,
    SideView,
    SourceCount,
    StepView,
    StoryView,
    SubscriptionView,
    TimelineAnswer,
    UtteranceView,
    VersionView,
    WhoSaidAnswer,
    WordView,
)
from desk.links import FinishedLinks, LinksView, LinkView
from desk.postings import Change
from desk.reasons import REASONS, FalseAlarm
from desk.requests import Subscribe
from desk.verdicts import VerdictView
from handlers.blocks import (
    context,
    decisions,
    digest,
    discrepancies,
    home,
    limits,
    notices,
    subscriptions,
    tidings,
    timeline,
    verdicts,
    who_said,
)
from handlers.blocks import links as link_blocks
from handlers.blocks import orders as orders_blocks
from handlers.blocks.elements import SHOW_CONTEXT
from handlers.blocks.fitting import Message, cut, escape, literal, one_line
from sandbox.limits import faults_of_message, faults_of_view

#: A moment that Slack shows in the reader's zone: the only thing of ours that begins like this.
DATES = re.compile(r"<!date\^\d+\^\{date_short_pretty\} at \{time\}\|[^<>|]*>")
NOW = datetime(2025, 4, 15, 13, tzinfo=UTC)
HOSTILE = (
    "<!channel> <@U0DANA> <!here|x> &amp; & < > *bold* _it_ `code` ~x~ :boom: <https://a.b|click>",
    "x" * 9_000,
    "word " * 4_000,
    "&" * 3_000,
    "<" * 3_100 + "*" * 3_000,
    "\u202eesrever\u202c \x00\x07 \ud800 end",
    "one\ntwo\r\nthree\u2028four\t",
    "🏳️‍🌈" * 900,
    "",
    " ",
)
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60))
small = st.integers(0, 6)
days = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2030, 1, 1)))
links = st.one_of(
    st.none(),
    st.sampled_from(
        (
            "https://example.org/a#:~:text=b",
            "javascript:alert(1)",
            "https://example.org/" + "a|b>c" * 900,
            "http://[bad",
        )
    ),
)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    sentence = draw(texts)
    marks = draw(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=3))
    return Citation(
        draw(small),
        draw(texts),
        draw(st.one_of(st.none(), texts)),
        draw(days),
        sentence,
        tuple(marks),
        draw(st.integers(0, 9_999_999)),
        draw(links),
    )


counts = st.builds(
    SourceCount,
    st.integers(0, 99),
    st.integers(0, 99),
    st.lists(st.lists(texts, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple),
)
stories = st.builds(
    StoryView,
    st.integers(1, 10**6),
    texts,
    small,
    small,
    days,
    days,
    st.lists(texts, max_size=3).map(tuple),
)
pages = st.builds(Page, st.integers(1, 9), st.integers(1, 9), st.integers(0, 999))


def few(of: st.SearchStrategy[object], most: int = 4) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=most).map(tuple)


words = st.builds(WordView, texts, st.sampled_from(("", "changed", "added", "outside")))
versions = st.builds(
    VersionView,
    citations(),
    few(words, 8),
    st.sampled_from(("direct", "mixed", "indirect")),
    st.one_of(st.none(), texts),
    st.one_of(st.none(), texts),
    days,
)
utterances = st.builds(
    UtteranceView,
    small,
    st.one_of(st.none(), texts),
    st.one_of(st.none(), texts),
    stories,
    few(versions, 20),
    counts,
    few(texts),
)
who_said_answers = st.builds(
    WhoSaidAnswer, texts, few(utterances, 20), pages, counts, st.booleans()
)
steps = st.builds(
    StepView,
    texts,
    few(st.tuples(texts, few(texts, 3)), 4),
    st.sampled_from(("", "later", "same time")),
    st.booleans(),
    st.lists(citations(), min_size=1, max_size=4).map(tuple),
    few(texts),
)
entries = st.builds(
    EntryView,
    small,
    texts,
    days,
    days,
    st.sampled_from(("happening", "statement", "plan", "background")),
    few(citations(), 8),
    counts,
    st.one_of(st.none(), texts),
    st.booleans(),
    counted=texts,
    course=st.one_of(st.just(()), few(steps, 12)),
    date_note=st.one_of(st.just(""), texts),
)
timelines = st.builds(
    TimelineAnswer, texts, stories, few(stories, 9), few(entries, 40), small, pages, counts
)
made_decisions = st.builds(
    Decision,
    texts,
    st.sampled_from(("resolved", "noted", "dismissed", "snoozed", "assigned", "undone")),
    st.just(NOW),
    st.one_of(texts, texts.map(lambda text: f"<@U0ROBIN> {text}")),
    st.none() | st.just(NOW),
)
discrepancy_views = st.builds(
    DiscrepancyView,
    st.integers(1, 10**9),
    st.sampled_from(("label", "number", "quote_wording", "odd")),
    st.sampled_from(("hard", "soft", "odd")),
    st.sampled_from(("outlets", "sources", "self", "dispatch")),
    texts,
    few(st.builds(SideView, texts, few(citations(), 6), counts), 30),
    few(texts, 9),
    st.one_of(st.none(), texts),
    stories,
    st.sampled_from(("open", "resolved", "dismissed", "snoozed")),
    st.just(datetime(2025, 4, 15, 13, tzinfo=UTC)),
    st.floats(0, 1),
    few(made_decisions, 9),
    st.booleans(),
    st.none() | st.just(NOW),
    st.none() | st.builds(FalseAlarm, st.integers(1, 99), texts, texts, st.just(NOW)),
)
discrepancies_answers = st.builds(
    DiscrepanciesAnswer, texts, few(discrepancy_views, 30), pages, small, small
)
digests = st.builds(
    Digest,
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.just("Europe/London"),
    texts,
    few(st.builds(DigestStory, stories, counts, few(discrepancy_views, 12), small), 20),
)
orders = st.builds(
    SubscriptionView,
    small,
    st.sampled_from(("C0NEWSROOM", "D0DANA")),
    st.just(time(9)),
    st.just("Europe/London"),
    st.lists(st.integers(0, 6), max_size=7).map(tuple),
    texts,
    few(texts),
    st.one_of(st.none(), texts),
    few(texts),
    st.booleans(),
    st.one_of(st.none(), st.just(datetime(2025, 4, 15, 13, tzinfo=UTC))),
)

asked_for = st.builds(
    Subscribe,
    st.just("C0NEWSROOM"),
    st.just(time(9)),
    st.just("Europe/London"),
    st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True).map(tuple),
    texts.map(lambda text: one_line(text)[:200]),
    st.just(("number", "date")),
    st.sampled_from((None, "hard")),
    few(texts.map(lambda text: one_line(text)[:60])),
    few(texts.map(lambda text: one_line(text)[:60])),
    st.booleans(),
    st.booleans(),
)
judged = st.builds(
    VerdictView,
    st.integers(1, 10**9),
    st.sampled_from(("U0DANA", "command line")),
    st.sampled_from(("useful", "wrong")),
    st.sampled_from(("discrepancy", "quotation", "entry", "answer")),
    st.none() | st.integers(1, 10**9),
    texts,
    texts,
    texts,
    texts,
    st.just(NOW),
)

hostile = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
)


def accepted(message: Message) -> None:
    """Slack would take it, and nothing in it calls anybody."""
    for blocks in (message.blocks, message.plain or message.blocks):
        faults = faults_of_message(message.text, list(blocks), text_limit=4_000)
        assert not faults, faults[:3]
        assert sum_of_text(blocks) <= limits.MESSAGE_CHARACTERS + limits.TABLE_CHARACTERS
    for text in mrkdwn_of((*message.blocks, *(message.plain or ()))):
        assert "<!" not in DATES.sub("", text)
    assert "<" not in message.text
    assert message.text.strip()
    for blocks in (message.blocks, message.plain or ()):
        called_apart(blocks)


def called_apart(blocks: Sequence[object]) -> None:
    """What a screen reader tells of two buttons is the same only where they do the same."""
    does: dict[str, tuple[object, object]] = {}
    for one in buttons_of(tuple(blocks)):
        shown = str(one["text"]["text"])
        called = str(one.get("accessibility_label", shown))
        assert called.startswith(shown.removesuffix("…").rstrip())
        action = str(one["action_id"]).partition(".")[0]
        if action != SHOW_CONTEXT:  # sentences may begin alike
            assert does.setdefault(called, (action, one["value"])) == (action, one["value"])


def buttons_of(part: object) -> list[dict[str, Any]]:  # Any: blocks
    if isinstance(part, dict):
        if part.get("type") == "button":
            return [part]
        return [found for value in part.values() for found in buttons_of(value)]
    if isinstance(part, (list, tuple)):
        return [found for value in part for found in buttons_of(value)]
    return []


def mrkdwn_of(part: object) -> list[str]:
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            return [str(part["text"])]
        return [text for value in part.values() for text in mrkdwn_of(value)]
    if isinstance(part, (list, tuple)):
        return [text for value in part for text in mrkdwn_of(value)]
    return []


def sum_of_text(blocks: Sequence[object]) -> int:
    return sum(len(text) for text in mrkdwn_of(tuple(blocks)))


@hostile
@given(who_said_answers, texts, st.booleans())
def test_who_said_fits(answer: WhoSaidAnswer, here: str, share: bool) -> None:
    accepted(who_said.render(answer, here, (here, here), share=share, shared_by="<@U1>"))


@hostile
@given(timelines, texts, st.booleans())
def test_a_timeline_fits(answer: TimelineAnswer, here: str, share: bool) -> None:
    accepted(timeline.render(answer, here[:900], (here, here), unfold=here[:900], share=share))


@hostile
@given(discrepancies_answers, texts)
def test_discrepancies_fit(answer: DiscrepanciesAnswer, here: str) -> None:
    accepted(discrepancies.render(answer, here, ("", here), share=True))


@hostile
@given(discrepancy_views)
def test_a_card_fits_with_its_table_and_without(view: DiscrepancyView) -> None:
    card = discrepancies.card(view, zone="Asia/Kathmandu", share=True, shared_by="<@U1>")
    accepted(card)
    plain = card.without_newer_blocks()
    assert plain is not None
    assert not any(block["type"] == "table" for block in plain.blocks)


@hostile
@given(digests)
def test_a_digest_and_its_thread_fit(edition: Digest) -> None:
    accepted(digest.render(edition, "1:2025-04-15"))
    for message in digest.thread(edition, "1:2025-04-15"):
        accepted(message)


@hostile
@given(st.lists(orders, max_size=30), digests)
def test_standing_orders_fit(views: list[SubscriptionView], edition: Digest) -> None:
    accepted(subscriptions.listing(views))
    for view in views[:2]:
        accepted(subscriptions.confirm(view, edition))
        accepted(subscriptions.announce(view, "U1"))
        accepted(subscriptions.changed(view))
        accepted(subscriptions.removed(view))
        accepted(subscriptions.edited(view))


@hostile
@given(
    citations(),
    st.lists(texts, min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 29), small, small), max_size=9),
)
def test_a_modal_of_context_fits(
    citation: Citation, paragraphs: list[str], marked: list[tuple[int, int, int]]
) -> None:
    marks = tuple((place, start, start + length) for place, start, length in sorted(marked))
    view = context.render(Context(citation, tuple(paragraphs), marks))
    assert not faults_of_view(view)


@hostile
@given(discrepancies_answers, st.lists(stories, max_size=9), st.lists(orders, max_size=9))
def test_app_home_fits(
    found: DiscrepanciesAnswer, held: list[StoryView], standing: list[SubscriptionView]
) -> None:
    status = ArchiveStatus(5, 1, 40, 12, None, (Indexed("x", "failed", "why"),))
    front = home.Front(
        status,
        tuple(found.items),
        tuple(held),
        tuple(standing),
        outlets=tuple(story.title for story in held),
        example="/timeline",
        beginning=bool(held),
    )
    assert not faults_of_view(home.render(front))


@hostile
@given(discrepancy_views, st.sampled_from(("snooze", "assign", "note", "dismiss")))
def test_the_modal_of_a_decision_fits(view: DiscrepancyView, verb: str) -> None:
    assert not faults_of_view(
        decisions.modal(view, verb, json.dumps({"id": view.id}), NOW, "Asia/Kathmandu")
    )


@hostile
@given(
    st.lists(stories, max_size=60), st.lists(st.builds(Indexed, texts, st.just("failed"), texts))
)
def test_short_answers_fit(held: list[StoryView], failed: list[Indexed]) -> None:
    accepted(notices.stories(held))
    accepted(notices.status(ArchiveStatus(1, 1, 1, 1, None, tuple(failed))))


@hostile
@given(
    st.lists(
        st.builds(
            LinkView,
            st.integers(1, 10**9),
            texts,
            texts,
            st.just(datetime(2025, 4, 15, tzinfo=UTC)),
            st.sampled_from(("queued", "fetching", "done", "failed")),
            st.integers(0, 3),
            st.none() | st.integers(100, 599),
            st.none() | st.integers(0, 10**9),
            st.none() | texts,
            st.none() | st.sampled_from(("new", "changed", "unchanged")),
            st.none() | st.integers(1, 10**9),
            st.none() | texts,
            st.none() | texts,
            st.none() | st.just(date(2025, 4, 14)),
            st.none() | st.integers(1, 10**9),
            st.none() | texts,
        ),
        min_size=1,
        max_size=20,
    )
)
def test_what_became_of_links_fits(views: list[LinkView]) -> None:
    accepted(link_blocks.finished(FinishedLinks("newsroom", 1, "U0DANA", "", tuple(views))))
    accepted(link_blocks.listing(LinksView(tuple(views), None), "Europe/London"))


@hostile
@given(asked_for, digests, st.booleans())
def test_a_proposal_and_the_form_of_a_digest_fit(
    order: Subscribe, edition: Digest, here: bool
) -> None:
    accepted(orders_blocks.proposal(order, edition))
    assert not faults_of_view(orders_blocks.form(order, "carried", here=here, submit="Save"))


@hostile
@given(discrepancy_views, st.sampled_from(("values", "gone", "found", "open", "dismissed")))
def test_what_a_thread_is_told_fits(view: DiscrepancyView, what: str) -> None:
    accepted(tidings.render(Change(view, what, NOW)))
    accepted(decisions.assigned(view, "U1"))
    accepted(digest.rest((view, view), "Asia/Kathmandu"))


@hostile
@given(st.sampled_from(tuple(REASONS)), st.lists(st.tuples(texts, texts.map(lambda s: s[:20]))))
def test_the_form_that_asks_why_fits(about: str, items: list[tuple[str, str]]) -> None:
    numbered = [(text, str(n)) for n, (text, _) in enumerate(items)]
    assert not faults_of_view(verdicts.form(about, numbered, "carried"))


@hostile
@given(st.lists(judged, max_size=60))
def test_verdicts_fit(views: list[VerdictView]) -> None:
    accepted(verdicts.listing(views, "Europe/London"))
    for view in views[:2]:
        accepted(verdicts.thanks(view))
        accepted(verdicts.undone(view))


@pytest.mark.parametrize("topic", ["", *notices.HELP])
def test_every_help_fits(topic: str) -> None:
    accepted(notices.help_on(topic))


@given(st.text(), st.integers(5, 80))
def test_a_cut_text_keeps_its_limit_and_says_that_it_is_cut(text: str, limit: int) -> None:
    shown = cut(text, limit)
    assert len(shown) <= limit
    assert len(text) <= limit or shown.endswith("[…]")


@given(st.text(alphabet="<>&*_`~ab ", max_size=200), st.integers(20, 200))
def test_literal_text_keeps_its_limit_and_holds_no_control_character(text: str, limit: int) -> None:
    shown = literal(text, limit)
    assert len(shown) <= limit
    assert escape(shown.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")) == (
        shown.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
    )


def test_what_is_left_out_is_said() -> None:
    story = StoryView(1, "A long story", 9, 9, None, None, ())
    citation = Citation(1, "Outlet", None, None, "Something happened. " * 20, (), 0, None)
    count = SourceCount(1, 1, ())
    entries = tuple(
        EntryView(n, f"{n} April 2025", None, None, "happening", (citation,), count, None, False)
        for n in range(1, 40)
    )
    answer = TimelineAnswer("", story, (), entries, 0, Page(1, 1, 39), count)
    message = timeline.render(answer, "/timeline")
    assert "Left out for want of room: " in json.dumps(message.blocks, ensure_ascii=False)
