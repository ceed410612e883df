"""The main job, end to end: the five seeds are in the archive, and Slack gets answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Newsroom = Any  # of conftest.py
WAYS = ("in process", "http", "socket mode")


@pytest.mark.parametrize("way", WAYS)
def test_who_said_preposterous(open_newsroom: Callable[..., Newsroom], way: str) -> None:
    reply = open_newsroom(way).slack.command("/who-said preposterous")
    assert reply.ephemeral
    assert reply.text.startswith("Nayib Bukele")
    assert "5 articles, 4 independent sources" in reply.plain
    assert "print one dispatch" in reply.plain
    assert (
        sum(block["type"] == "rich_text" for block in reply.blocks) >= 6
    )  # a title, five versions


def test_who_said_by_name_and_by_phrase(newsroom: Newsroom) -> None:
    assert newsroom.slack.command("/who-said by:Rubio").text.startswith("Marco Rubio")
    phrase = newsroom.slack.command('/who-said "hell of a president"')
    assert phrase.text.startswith("Donald Trump")


@pytest.mark.parametrize("way", WAYS)
def test_the_timeline_of_the_case(open_newsroom: Callable[..., Newsroom], way: str) -> None:
    newsroom = open_newsroom(way)
    reply = newsroom.slack.mention("when was Abrego Garcia deported?")
    assert reply.thread_ts is not None
    shown = newsroom.slack.command("/timeline Abrego Garcia").plain
    for day in ("12 March 2025", "15 March 2025", "10 April 2025", "14 April 2025"):
        assert day in shown
    assert "Baltimore" in shown


def test_a_plain_question_is_answered_with_nothing_rather_than_with_something_else(
    newsroom: Newsroom,
) -> None:
    ask = newsroom.slack.direct_message
    assert "thousands" not in ask("how many people were killed?").plain  # they were jailed
    deported = ask("when was Abrego Garcia deported?")
    assert "15 March 2025" in deported.plain
    assert "10 more people" not in deported.plain
    assert "this answer is useful" in newsroom.slack.click(deported, "Useful").plain
    assert "10 April" not in ask("when was Bukele in Washington?").plain


def test_every_entry_of_the_timeline_cites_a_sentence_that_an_article_prints(
    newsroom: Newsroom, seed_articles: Any
) -> None:
    reply = newsroom.slack.command("/timeline Abrego Garcia")
    quotes = [
        "".join(run["text"] for run in part["elements"])
        for block in reply.blocks
        if block["type"] == "rich_text"
        for part in block["elements"]
        if part["type"] == "rich_text_quote"
    ]
    assert len(quotes) >= 7
    texts = [" ".join(article.text.split()) for article in seed_articles]
    for quote in quotes:
        words = " ".join(quote.removesuffix(" […]").removeprefix("[…] ").split())
        assert any(words in text for text in texts), quote


@pytest.mark.parametrize("way", WAYS)
def test_discrepancies_come_with_sources(open_newsroom: Callable[..., Newsroom], way: str) -> None:
    reply = open_newsroom(way).slack.direct_message("what differs?")
    assert "Contradiction" in reply.plain
    assert reply.channel.startswith("D")
    plain = reply.plain.lower()
    assert "resident" in plain
    assert "illegal alien" in plain


def test_one_discrepancy_opens_with_a_table_of_its_sources(newsroom: Newsroom) -> None:
    found = newsroom.slack.command("/discrepancies")
    card = newsroom.slack.click(found.message, action_id="ask")
    table = next(block for block in card.blocks if block["type"] == "table")
    assert len(table["rows"]) >= 3


def test_a_sentence_is_shown_in_its_article(newsroom: Newsroom) -> None:
    reply = newsroom.slack.command("/who-said preposterous")
    opened = newsroom.slack.click(reply.message, action_id="show_context")
    assert opened.modal is not None
    assert "preposterous" in opened.modal.plain


def test_a_decision_survives_and_the_list_knows_it(newsroom: Newsroom) -> None:
    slack = newsroom.slack
    card = slack.mention("discrepancies id:1")
    slack.click(card, "Resolve")
    assert "✔ Resolved" in slack.refresh(card).plain
    assert "`#1`" not in slack.command("/discrepancies").plain
    slack.click(slack.refresh(card), "Undo")
    assert "Resolve" in slack.refresh(card).buttons


def test_an_event_delivered_twice_is_answered_once(newsroom: Newsroom) -> None:
    newsroom.slack.deliver_twice()
    reply = newsroom.slack.mention("who said preposterous?")
    assert len(newsroom.slack.thread(reply)) == 2


def test_an_outlet_named_by_hand_is_called_so_from_then_on(newsroom: Newsroom) -> None:
    slack = newsroom.slack
    reply = slack.command('/parallax outlet "003" "Latin America Reports"')
    assert "on 1 article" in reply.plain
    assert "Latin America Reports" in slack.command("/who-said preposterous").plain


def test_app_home_shows_stories_and_differences(newsroom: Newsroom) -> None:
    home = newsroom.slack.open_home()
    assert "5 articles in 1 story" in home.plain
    assert "Contradiction" in home.plain


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/who-said zzzzqqq", "zzzzqqq"),
        ("/who-said outlets:x y", "Did you mean outlet:?"),
        ("/timeline story:999", "999"),
        ("/discrepancies kind:nmber", "Did you mean kind:number?"),
        ("/discrepancies id:99999", "99999"),
    ],
)
def test_what_has_no_answer_gets_a_sentence(newsroom: Newsroom, line: str, sentence: str) -> None:
    reply = newsroom.slack.command(line)
    assert sentence in reply.plain
    assert "Something went wrong" not in reply.plain


def test_an_empty_archive_says_how_to_fill_it(
    open_newsroom: Callable[..., Newsroom], tmp_path: Any
) -> None:
    empty = open_newsroom(path=tmp_path / "empty.sqlite3").slack
    for line in ("/who-said x", "/timeline x", "/discrepancies"):
        assert "index" in empty.command(line).plain
    assert "No article has been indexed yet." in empty.open_home().plain
