"""A story's card in Slack: shown, merged, split and put back, with who did it for all to see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.errors import BadRequest, UnknownWord
from desk.grouped import (
    GroupingChange,
    MergeStories,
    Regrouped,
    ShowStory,
    SplitStory,
    StoryArticle,
    StoryCard,
    StoryChoice,
    UndoStory,
)
from handlers.arguments import parse, write
from handlers.asked import ShowStories
from handlers.blocks import story
from handlers.questions import understand
from handlers.typed import Setting
from sandbox.limits import faults_of_view
from tests.desk.newsroom import article
from tests.handlers.conftest import NOW
from tests.handlers.room import Room, open_room
from tests.handlers.test_every_message_fits import (
    accepted,
    counts,
    days,
    links,
    pages,
    stories,
    texts,
)

SETTING = Setting(NOW, "UTC")
DAM = article("dam", "Dams hold. There were 6 people.", date(2025, 4, 13), title="Flood in York")
WALL = article("wall", "Walls hold. They met 3 cats.", date(2025, 4, 13), title="Flood in York")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """Story 1 of the Star and the Post (Leeds), story 2 of the Dam and the Wall (York)."""
    with open_room(tmp_path) as found:
        found.index(DAM, WALL)
        yield found


# The line.


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("/parallax stories", ShowStories()),
        ("/parallax story", ShowStories()),
        ("/parallax story 3", ShowStory(3)),
        ("/parallax story:3", ShowStory(3)),
        ("/parallax story #3 page:2", ShowStory(3, 2)),
        ("/parallax story 3 merge 7", MergeStories(3, 7)),
        ("/parallax story 3 merge with story 7", MergeStories(3, 7)),
        ("/parallax story:3 merge story:7", MergeStories(3, 7)),
        ("/parallax story 3 join #7", MergeStories(3, 7)),
        ("/parallax story 3 merge Flood in York", MergeStories(3, "Flood in York")),
        ("/parallax story 3 merge 7 dams", MergeStories(3, "7 dams")),
        ("/parallax story 3 split 12, 15 and #16", SplitStory(3, ("12", "15", "#16"))),
        ('/parallax story 3 split off article 12 "The Star"', SplitStory(3, ("12", "The Star"))),
        (
            "/parallax story 3 split <https://a.example/x?y=1&amp;z=2|a.example/x>",
            SplitStory(3, ("https://a.example/x?y=1&z=2",)),
        ),
        ("/parallax story 3 split", SplitStory(3, ())),
        ("/parallax story 3 undo", UndoStory(3)),
    ],
)
def test_a_line_is_read(line: str, question: object) -> None:
    assert parse(line, SETTING) == question
    assert understand(f"<@U0BOT> {line.removeprefix('/')}", SETTING) == question
    if " 3" in line:
        assert understand(line.removeprefix("/parallax "), SETTING) == question


@pytest.mark.parametrize(
    ("line", "says", "instead"),
    [
        ("/parallax story 3 mrege 7", "Did you mean merge?", "/parallax story 3 merge 7"),
        ("/parallax story 3 splti 1 2", "Did you mean split?", "/parallax story 3 split 1 2"),
        ("/parallax stroy 3 merge 7", "Did you mean story?", "/parallax story 3 merge 7"),
        ("/parallax story 3 frobnicate", "knows no word frobnicate. Type the number", ""),
    ],
)
def test_a_slip_is_answered_with_the_line_that_was_meant(
    line: str, says: str, instead: str
) -> None:
    with pytest.raises(UnknownWord, match=says) as raised:
        parse(line, SETTING)
    assert raised.value.instead == instead


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/parallax story three", "“three” is no number of a story"),
        ("/parallax story 3 merge", "Say with which one"),
        ("/parallax story 3 merge 7 8", "Merge two stories at a time"),
        ("/parallax story 99999999999", "takes a number"),
    ],
)
def test_what_is_no_line_is_said(line: str, says: str) -> None:
    with pytest.raises(BadRequest, match=says):
        parse(line, SETTING)


def test_a_line_that_asks_for_a_story_is_read_back() -> None:
    for question in (ShowStory(3), ShowStory(3, 2)):
        assert parse(write(question), SETTING) == question


# In Slack.


def test_a_card_shows_articles_outlets_dates_and_how_to_change_it(room: Room) -> None:
    card = room.slack.command("/parallax story 1")
    assert card.ephemeral
    assert "2 articles, 2 independent sources · 14 April 2025 · story:1" in card.plain
    assert "The Star, 14 April 2025: Fire in Leeds · article 1" in card.plain
    assert {"Merge with…", "Split…", "Share to channel"} <= set(card.buttons)
    assert "Undo" not in card.buttons


def test_from_lists_and_answers_the_card_is_one_press_away(room: Room) -> None:
    room.index(article("rain", "Rain fell on 3 March 2025."))
    listed = room.slack.command("/parallax stories").message
    home = room.slack.open_home()
    for shown in (listed, home):
        first = next(one.action_id for one in shown.elements if one.text == "Articles")
        assert "article 1" in room.slack.click(shown, action_id=first).plain
    for answer in (
        room.slack.command("/discrepancies story:1"),
        room.slack.mention("discrepancies id:1"),
        room.slack.command("/timeline story:1"),
    ):
        assert "article 1" in room.slack.click(answer, "The story …").plain


def test_two_are_merged_in_a_modal_and_put_back(room: Room) -> None:
    slack = room.slack
    card = slack.command("/parallax story 1")
    slack.submit(slack.click(card, "Merge with…"), {"other": "2"})
    merged = slack.refresh(card)
    assert "Story 2 (2 articles) is part of story 1 now." in merged.plain
    assert "4 articles" in merged.plain
    assert "merged into this one by" in merged.plain
    assert "Flood in York" in slack.command("/parallax story 2").plain
    assert "Story 2 went into this one" in slack.command("/parallax story 2").plain
    slack.click(merged, "Undo")
    back = slack.refresh(card)
    assert "Taken back: story 2 is a story of its own again, of 2 articles." in back.plain
    assert "undone by" in back.plain
    opened = slack.click(back, "Open story 2").plain
    assert "The Dam, 13 April 2025" in opened
    assert "story:2" in opened


def test_articles_are_split_off_in_a_modal_and_put_back(room: Room) -> None:
    slack = room.slack
    card = slack.command("/parallax story 1")
    slack.submit(slack.click(card, "Split…"), {"articles": ["2"]})
    split = slack.refresh(card)
    assert "1 article is story 3 now, no longer part of story 1." in split.plain
    assert "Split…" not in split.buttons
    assert "Split off story 1 by" in slack.click(split, "Open story 3").plain
    slack.click(slack.refresh(card), "Undo")
    assert "what was story 3 is part of story 1 again" in slack.refresh(card).plain


def test_a_line_merges_and_splits_as_the_buttons_do(room: Room) -> None:
    slack = room.slack
    assert "is part of story 1 now" in slack.command("/parallax story 2 merge 1").plain
    assert "1 article is story 3 now" in slack.command('/parallax story 1 split "The Wall"').plain
    assert "is part of story 1 again" in slack.command("/parallax story 3 undo").plain
    assert "of its own again" in slack.direct_message("story 1 undo").plain


def test_all_in_the_channel_see_who_decided(room: Room) -> None:
    card = room.slack.mention("story 1")
    room.slack.submit(room.slack.click(card, "Merge with…"), {"typed": "flood in York"})
    told = room.slack.thread(card)[-1].plain
    assert "Story 2 (2 articles) is part of story 1 now." in told
    assert "dana" in told.lower()


def test_what_is_wrong_is_said_beside_the_field(room: Room) -> None:
    slack = room.slack
    card = slack.command("/parallax story 1")
    for typed, says in (
        ({"typed": "1"}, "That is story 1 itself"),
        ({"typed": "story 99"}, "There is no story 99"),
        ({}, "Choose a story"),
    ):
        refused = slack.submit(slack.click(card, "Merge with…"), typed)
        assert refused.modal is not None
        assert says in str(refused.modal.errors)
        slack.close(refused)
    refused = slack.submit(slack.click(card, "Split…"), {"articles": ["1", "2"]})
    assert refused.modal is not None
    assert "One article has to stay" in str(refused.modal.errors)


def test_pressed_twice_undo_takes_back_one(room: Room) -> None:
    slack = room.slack
    slack.command("/parallax story 1 merge 2")
    card = slack.command("/parallax story 1")
    second = slack.command("/parallax story 1")
    slack.click(card, "Undo")
    assert "undone already" in slack.click(second, "Undo").plain


def test_a_posted_list_is_edited_when_its_stories_are_merged(room: Room) -> None:
    card = room.slack.mention("discrepancies id:1")
    assert "in “Fire in Leeds”" in card.plain
    room.slack.command("/parallax story 1 merge 2")
    assert room.tick() >= 1
    assert "see #" in room.slack.refresh(card).plain.replace("`", "")


def test_guests_are_refused(room: Room) -> None:
    refused = room.slack.command("/parallax story 1 merge 2", user="gale")
    assert "you are a guest here" in refused.plain
    assert "story:2" in room.slack.command("/parallax story 2").plain


def test_help_tells_of_it(room: Room) -> None:
    assert "/parallax story 3" in room.slack.command("/parallax help").plain


def test_a_story_is_shared_without_doing_anything_again(room: Room) -> None:
    merged = room.slack.command("/parallax story 1 merge 2")
    room.slack.click(merged, "Share to channel")
    shared = room.slack.messages()[-1]
    assert "4 articles" in shared.plain
    assert "Shared by" in shared.plain


# Whatever it holds.

articles = st.builds(StoryArticle, st.integers(1, 10**9), texts, texts, days, links, st.booleans())
changes = st.builds(
    GroupingChange,
    st.integers(1, 9),
    st.sampled_from(("merged", "split")),
    texts,
    st.just(NOW),
    st.integers(1, 10**9),
    st.integers(1, 10**9),
    st.integers(0, 10**6),
    st.one_of(st.none(), texts),
    st.just(NOW),
)
cards = st.builds(
    StoryCard,
    stories,
    st.lists(articles, max_size=30).map(tuple),
    pages,
    counts,
    st.lists(changes, max_size=5).map(tuple),
    st.one_of(st.none(), st.integers(1, 9)),
    st.one_of(st.none(), st.integers(1, 9)),
)
dones = st.builds(
    Regrouped,
    st.integers(1, 10**9),
    st.integers(1, 10**9),
    st.sampled_from(("merged", "split")),
    st.integers(0, 10**6),
    st.booleans(),
    st.booleans(),
)
choices = st.builds(StoryChoice, st.integers(1, 10**9), texts, st.integers(0, 10**6), days)


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(cards, dones, st.lists(choices, max_size=90), st.lists(articles, min_size=1, max_size=100))
def test_any_story_gives_messages_and_modals_that_slack_takes(
    view: StoryCard, done: Regrouped, found: list[StoryChoice], shown: list[StoryArticle]
) -> None:
    turn = ("/parallax story 3", "/parallax story 3 page:3")
    for message in (
        story.card(view, turn, done=done, share=True),
        story.card(view, share=True, shared_by="<@U0DANA>"),
        story.said(view, "U0DANA", done),
    ):
        accepted(message)
    large = replace(view, page=replace(view.page, total=101))
    for modal in (
        story.merge_modal(view, found, "{}"),
        story.split_modal(view, shown, "{}"),
        story.split_modal(large, shown, "{}"),
    ):
        assert faults_of_view(modal) == []
