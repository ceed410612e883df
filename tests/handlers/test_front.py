"""App Home, first steps, settings, shortcuts, the search and plain questions: on real coverage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from bot.schedule import refresh_homes
from desk.requests import Asker, ShowDiscrepancies
from sandbox.testing import Modal, Reply
from tests.handlers.mill import Mill, mill

DANA = Asker("newsroom", "U0DANA", "America/New_York")


@pytest.fixture(scope="module")
def room(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mill]:
    with mill(nlp, tmp_path_factory.mktemp("front")) as room:
        yield room


@pytest.fixture
def empty(nlp: Language, tmp_path: Path) -> Iterator[Mill]:
    with mill(nlp, tmp_path, ()) as room:
        yield room


def opened(reply: Reply) -> Modal:
    assert reply.modal is not None
    return reply.modal


# Plain questions.


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("who said the owners were told?", "We told the owners"),
        ("how many were killed?", "12 workers"),
        ("how many people did the mill employ?", "240 people"),
        ("when was the manager arrested?", "3 March 2026"),
        ("what do they disagree about?", "two hours"),
        ("did Petrov say they stopped running?", "They never stopped running"),
        ("what did Roe say about doors?", "in January"),
        ("who is Omar Diaz?", "Omar Diaz"),
    ],
)
def test_a_plain_question_is_answered_with_its_sources(
    room: Mill, asked: str, answered: str
) -> None:
    reply = room.slack.mention(asked)
    assert answered in reply.plain
    assert any(outlet in reply.plain for outlet in ("Harlow Post", "Herald", "Star", "Dunmore"))


def test_every_value_of_a_count_is_told_with_who_prints_it(room: Mill) -> None:
    shown = room.slack.direct_message("how many were killed?").plain
    assert "Fifteen" in shown
    assert "12 workers" in shown
    assert "Where figures differ" in room.slack.direct_message("how many were killed?").buttons


def test_what_is_not_understood_is_answered_with_questions_that_have_an_answer(room: Mill) -> None:
    reply = room.slack.direct_message("penguins on bicycles")
    lines = [one for one in reply.message.buttons if one.startswith("/")]
    assert 2 <= len(lines) <= 3
    assert "sorry" not in reply.plain.lower()
    for line in lines:
        answer = room.slack.click(reply, line)
        assert "No " not in answer.plain[:3], line


def test_suggestions_name_whoever_the_question_names(room: Mill) -> None:
    reply = room.slack.direct_message("Roe mill why")
    assert '/who-said by:"Roe"' in reply.message.buttons


def test_help_has_examples_from_the_archive(room: Mill) -> None:
    reply = room.slack.command("/parallax help")
    lines = [one for one in reply.message.buttons if one.startswith("/")]
    assert lines
    assert room.slack.click(reply, lines[0]).plain
    for word in ("person", "outlet", "verdicts", "guests", "changes", "privacy"):
        assert f"/parallax {word}" in reply.plain


def test_thanks_are_answered_in_a_word(room: Mill) -> None:
    assert room.slack.direct_message("Thanks!").plain.startswith("You are welcome.")


def test_a_misspelt_filter_comes_with_the_line_that_was_meant(room: Mill) -> None:
    reply = room.slack.command("/who-said doors outlets:Herald")
    assert "Did you mean outlet:?" in reply.plain
    assert "January" in room.slack.click(reply, "/who-said doors outlet:Herald").plain


# The search.


def test_the_search_shows_results_in_its_modal_and_posts_them_to_the_asker(room: Mill) -> None:
    form = opened(room.slack.shortcut("search_coverage"))
    found = opened(room.slack.submit(form, {"words": "doors", "by": "Roe"}))
    assert "We told the owners" in found.plain
    before = len(room.slack.direct_messages())
    room.slack.click(found, "Post to me")
    assert len(room.slack.direct_messages()) == before + 1
    assert "We told the owners" in room.slack.direct_messages()[-1].plain
    shown = room.slack.modal()
    assert shown is not None
    assert "Posted to our direct messages" in shown.plain


def test_an_empty_search_is_told_what_to_fill_in(room: Mill) -> None:
    form = opened(room.slack.shortcut("search_coverage"))
    refused = room.slack.submit(form, {})
    assert "Fill in words that were said" in str(refused)
    found = opened(room.slack.submit(form, {"what": "timeline"}))
    assert "Search again" in found.buttons


def test_a_search_by_outlet_and_day_is_narrowed(room: Mill) -> None:
    form = opened(room.slack.shortcut("search_coverage"))
    found = opened(
        room.slack.submit(form, {"what": "discrepancies", "words": "mill", "since": "2026-03-01"})
    )
    assert "two hours" in found.plain
    again = opened(room.slack.click(found, "Search again"))
    none = opened(room.slack.submit(again, {"words": "zebra", "what": "who-said"}))
    assert "Search again" in none.buttons


def test_the_search_turns_pages_in_place_and_opens_the_article_on_top(room: Mill) -> None:
    form = opened(room.slack.shortcut("search_coverage"))
    found = opened(room.slack.submit(form, {"outlet": "Herald"}))
    top = opened(room.slack.click(found, action_id="show_context"))
    assert top.id != found.id
    room.slack.close(top)
    below = room.slack.modal()
    assert below is not None
    assert below.id == found.id


# Menus of messages.


def test_the_links_of_a_message_are_indexed_from_its_menu(room: Mill) -> None:
    room.slack.message("See https://herald.example/a and https://star.example/b for more.")
    posted = room.slack.messages()[-1]
    reply = room.slack.shortcut("index_links", posted)
    assert reply.ephemeral
    assert "Indexing 2 links" in reply.plain
    asked = {link.url for link in room.desk.links.newest(DANA).links}
    assert {"https://herald.example/a", "https://star.example/b"} <= asked


def test_a_message_without_a_link_gets_a_sentence(room: Mill) -> None:
    room.slack.message("Nothing to read here.")
    reply = room.slack.shortcut("index_links", room.slack.messages()[-1])
    assert "holds no link" in reply.plain


# App Home.


def test_home_has_every_section(room: Mill) -> None:
    shown = room.slack.open_home().plain
    for words in (
        "Newest discrepancies",
        "Stories",
        "Digests",
        "Feeds",
        "Settings",
        "How to ask",
        "America/New_York",
        "Harlow Post",
    ):
        assert words in shown


def test_home_is_shown_anew_when_something_changes(room: Mill) -> None:
    room.slack.open_home(user="robin")
    assert refresh_homes(room.reception) == 0
    first = room.desk.discrepancies(DANA, ShowDiscrepancies()).items[0]
    room.desk.decide(DANA, first.id, "dismiss")
    assert refresh_homes(room.reception) >= 1
    home = room.slack.home("robin")
    assert home is not None
    assert f"`#{first.id}`" not in str(home)
    room.desk.decide(DANA, first.id, "undo")


def test_a_zone_is_chosen_and_used_from_then_on(room: Mill) -> None:
    home = room.slack.open_home()
    form = opened(room.slack.click(home, "Change my zone"))
    wrong = opened(room.slack.submit(form, {"zone": "Atlantis"}))
    assert "Did you mean" in str(wrong.errors)
    room.slack.submit(wrong, {"zone": "Asia/Tokyo"})
    shown = room.slack.home()
    assert shown is not None
    assert "Asia/Tokyo" in shown.plain
    assert "chosen by you" in shown.plain
    room.desk.front.choose_zone(DANA, None)


def test_an_outlet_is_named_in_the_settings(room: Mill) -> None:
    home = room.slack.open_home()
    form = opened(room.slack.click(home, "Name an outlet"))
    room.slack.submit(form, {"old": "Star", "new": "Evening Star"})
    assert "Evening Star" in room.desk.outlets(DANA)
    shown = room.slack.home()
    assert shown is not None
    assert "Evening Star" in shown.plain
    room.desk.rename_outlet(DANA, "Evening Star", "Star")


def test_a_digest_is_subscribed_from_home(room: Mill) -> None:
    home = room.slack.open_home()
    form = opened(room.slack.click(home, "Subscribe a digest"))
    refused = opened(room.slack.submit(form, {"where": "G0EDITORS"}))
    assert "/invite" in str(refused.errors)
    room.slack.submit(refused, {"where": "C0NEWSROOM"})
    assert [order.channel for order in room.desk.digests.standing(DANA)] == ["C0NEWSROOM"]
    shown = room.slack.home()
    assert shown is not None
    assert "C0NEWSROOM" in str(shown) or "09:00" in shown.plain


def test_an_empty_archive_says_what_to_do_and_its_three_buttons_work(empty: Mill) -> None:
    home = empty.slack.open_home()
    assert {"Try an example", "Index a link", "Subscribe a digest"} <= set(home.buttons)
    assert "What you can ask" in empty.slack.click(home, "Try an example").plain
    form = opened(empty.slack.click(home, "Index a link"))
    wrong = opened(empty.slack.submit(form, {"links": "no link"}))
    assert "is no link" in str(wrong.errors)
    reply = empty.slack.submit(wrong, {"links": "https://herald.example/a"})
    assert "Indexing 1 link" in reply.plain
    asked = empty.slack.command("/who-said doors")
    assert "No article has been indexed yet" in asked.plain
    assert "Index a link" in asked.message.buttons


# What Slack refuses.


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("not_in_channel", "not in this channel"),
        ("channel_not_found", "private channel"),
        ("is_archived", "archived"),
        ("missing_scope", "lacks"),
    ],
)
def test_what_slack_refuses_is_told_with_what_to_do(room: Mill, error: str, words: str) -> None:
    room.slack.fail("chat.postMessage", status=200, error=error)
    assert words in room.slack.mention("who said doors?").plain
