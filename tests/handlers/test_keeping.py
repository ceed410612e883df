"""A posted message tells what holds: edited when it no longer does, its thread told once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from desk.desk import Desk
from sandbox.testing import Reply, Sandbox, SeenMessage
from tests.desk.newsroom import article
from tests.handlers.room import POST, STAR, Room, open_room


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path) as found:
        yield found


def card_of(slack: Sandbox, edition: SeenMessage, subject: str) -> SeenMessage:
    return next(one for one in slack.thread(edition)[1:] if subject in one.plain)


def struck(message: SeenMessage) -> str:
    """What of it is struck through, as it was sent."""
    return " ".join(
        line
        for block in message.blocks
        if block["type"] == "section"
        for line in block["text"]["text"].splitlines()
        if line.startswith("~")
    )


def told(room: Room, message: SeenMessage, words: str) -> list[SeenMessage]:
    return [one for one in room.slack.thread(message) if words in one.plain]


def test_what_is_resolved_is_struck_through_in_the_headline_and_told_in_the_thread_once(
    room: Room,
) -> None:
    room.subscribe()
    assert room.next_morning() == 1
    edition = room.headline()
    room.clock.pass_by(minutes=1)
    room.slack.click(card_of(room.slack, edition, "how many people"), "Resolve", user="robin")
    assert "how many people" in struck(room.slack.refresh(edition))
    assert "how many cats" not in struck(room.slack.refresh(edition))
    assert "Resolved by @Robin Reporter" in room.slack.refresh(edition).plain
    assert len(told(room, edition, "resolved this")) == 1
    before = len(room.slack.thread(edition))
    assert room.tick() == 0, "all of it was done at once"
    assert len(room.slack.thread(edition)) == before


def test_an_undone_decision_is_no_longer_struck_and_told_once_more(room: Room) -> None:
    room.subscribe()
    room.next_morning()
    edition = room.headline()
    card = card_of(room.slack, edition, "how many people")
    room.clock.pass_by(minutes=1)
    room.slack.click(card, "Resolve")
    room.clock.pass_by(minutes=1)
    room.slack.click(room.slack.refresh(card), "Undo")
    assert struck(room.slack.refresh(edition)) == ""
    assert len(told(room, edition, "took the last decision back")) == 1
    assert "Resolve" in room.slack.refresh(card).buttons


def test_a_decision_changes_every_answer_that_shows_it(room: Room) -> None:
    mention = room.slack.mention("discrepancies")
    room.clock.pass_by(minutes=1)
    shared = room.slack.command("/discrepancies")
    room.slack.click(shared, "Share to channel")
    posted = room.slack.messages()[-1]
    direct = room.slack.direct_message("discrepancies id:2", user="robin")
    card = room.slack.click(room.slack.command("/discrepancies"), action_id="ask")
    room.clock.pass_by(minutes=1)
    dismiss(room, card, "minor", "Two people were late.")
    for seen in (mention.message, posted, direct.message):
        plain = room.slack.refresh(seen).plain
        assert "Dismissed by @Dana Editor: Too small to matter. Two people were late." in plain


def dismiss(room: Room, card: Reply | SeenMessage, reason: str, note: str = "") -> Reply:
    modal = room.slack.click(card, "Dismiss")
    return room.slack.submit(modal, {"reason": reason, **({"note": note} if note else {})})


def test_what_is_found_no_more_is_struck_through_and_told_by_the_schedule_once(
    room: Room,
) -> None:
    room.subscribe()
    room.next_morning()
    edition = room.headline()
    room.index(article("post", "There were 4 people. They met 2 cats."))  # a correction
    assert room.tick() == 3, "the headline, its card, and the card that cites the other text"
    assert "how many people" in struck(room.slack.refresh(edition))
    assert "It is no longer found" in room.slack.refresh(edition).plain
    assert len(told(room, edition, "people is no longer found")) == 1
    assert room.tick() == 0


def test_values_that_change_are_shown_with_the_new_ones(room: Room) -> None:
    room.subscribe()
    room.next_morning()
    edition = room.headline()
    card = card_of(room.slack, edition, "how many people")
    room.index(article("post", "There were 7 people. They met 2 cats."))
    assert room.tick() == 3
    assert "how many people" in struck(room.slack.refresh(edition))
    (line,) = told(room, edition, "the values changed")
    assert "“7”" in line.plain
    assert "Now: Contradiction" in room.slack.refresh(card).plain
    assert "7 | The Post" in room.slack.click(room.slack.refresh(card), action_id="ask").plain


def test_a_restarted_process_goes_on_where_the_other_was(room: Room) -> None:
    room.subscribe()
    room.next_morning()
    edition = room.headline()
    room.index(article("post", "There were 4 people. They met 2 cats."))
    room.slack.fail("chat.update", status=500)
    assert room.tick() == 2, "one was refused: it is left for later"
    again = Desk(room.desk._archive, room.desk._read, room.clock, room.desk._collation)
    room.desk = again
    room.clock.pass_by(minutes=10)
    assert room.tick() == 1
    assert "how many people" in struck(room.slack.refresh(edition))
    assert len(told(room, edition, "people is no longer found")) == 1


def test_a_message_that_was_deleted_is_not_tried_again(room: Room) -> None:
    room.slack.mention("discrepancies id:2")
    room.slack.fail("chat.update", status=200, error="message_not_found")
    room.index(article("post", "There were 4 people. They met 2 cats."))
    assert room.tick() == 0
    room.clock.pass_by(hours=1)
    assert room.tick() == 0


def test_what_was_put_off_comes_back_in_the_digest_and_is_marked(room: Room) -> None:
    room.subscribe()
    room.next_morning()
    edition = room.headline()
    card = card_of(room.slack, edition, "how many people")
    until = str(int(room.clock().timestamp()) + 2 * 86_400 - 3_600)
    modal = room.slack.click(card, "Snooze")
    room.slack.submit(modal, {"span": "other", "until": until})
    assert "💤 Snoozed by @Dana Editor" in room.slack.refresh(edition).plain
    assert room.next_morning() == 0, "nothing new, and it is still put off"
    assert room.next_morning() == 1
    second = room.headline()
    assert second.ts != edition.ts
    assert "1 new difference in 1 story" in second.plain
    assert "💤 Back: @Dana Editor put it off" in second.plain
    assert room.tick() >= 1, "the messages of before show that it is back"
    assert "💤 Snoozed by" not in room.slack.refresh(edition).plain
    assert room.next_morning() == 0, "it comes back once"


def test_who_shares_where_the_bot_is_no_member_is_not_failed(room: Room) -> None:
    answer = room.slack.command("/discrepancies id:2", channel="#general")
    room.slack.click(answer, "Share to channel")
    card = room.slack.messages("#general")[-1]
    room.slack.click(card, "Resolve")
    assert "✔ Resolved" in room.slack.refresh(card).plain


def test_home_shows_a_decision_at_once(room: Room) -> None:
    assert "how many people" in room.slack.open_home().plain
    card = room.slack.mention("discrepancies id:2", user="robin")
    room.clock.pass_by(minutes=1)
    room.slack.click(card, "Resolve", user="robin")
    home = room.slack.home()
    assert home is not None
    assert "how many people" not in home.plain


def test_more_than_five_soft_ones_are_behind_a_button(room: Room) -> None:
    animals = ("cows", "hens", "ducks", "geese", "pigs", "dogs")
    counted = [" ".join(f"They met {n} {one}." for one in animals) for n in (1, 2)]
    room.index(
        article("star", f"{STAR.text} {counted[0]}"), article("post", f"{POST.text} {counted[1]}")
    )
    room.subscribe()
    room.next_morning()
    edition = room.headline()
    assert "Show 2 more" in edition.buttons
    assert len(room.slack.thread(edition)) == 1 + 6  # one hard, five soft
    more = room.slack.click(edition, "Show 2 more")
    assert more.ephemeral
    assert "2 more differences" in more.plain
    shown = [one for one in (*animals, "cats") if f"how many {one}" in more.plain]
    assert len(shown) == 2
    assert not any(f"how many {one}" in edition.plain for one in shown)


def test_an_edition_with_nothing_new_comes_where_that_was_asked_for(room: Room) -> None:
    room.subscribe("empty:say")
    assert room.next_morning() == 1
    assert room.next_morning() == 1
    assert "nothing new" in room.headline().text
    assert "Nothing new since the last edition" in room.headline().plain


def test_a_digest_for_oneself_comes_in_the_direct_message(room: Room) -> None:
    room.subscribe("to:me", user="robin")
    assert room.next_morning() == 1
    direct = room.slack.direct_messages("robin")
    assert any("Differences in the coverage" in one.plain for one in direct)
    assert "Differences in the coverage" not in "".join(one.plain for one in room.slack.messages())
    listed = room.slack.command("/digest list", user="dana", channel="@app")
    assert "No digests here yet" in listed.plain, "it is nobody else's to know"
    assert "You · at 09:00" in room.slack.command("/digest list", user="robin").plain
    assert "No digests here yet" in room.slack.command("/digest list", user="dana").plain


def test_a_digest_takes_what_names_an_outlet_or_a_word_and_leaves_out_the_rest(
    room: Room,
) -> None:
    room.subscribe("include:cats")
    room.subscribe('exclude:"the star"')
    assert room.next_morning() == 1
    assert "how many cats" in room.headline().plain
    assert "how many people" not in room.headline().plain


def test_a_message_loses_what_was_forgotten(room: Room) -> None:
    card = room.slack.mention("discrepancies id:2")
    listed = room.slack.mention("discrepancies")
    with room.desk._archive.writing() as db:
        for table in ("discrepancy_articles", "discrepancies"):
            column = "discrepancy_id" if table == "discrepancy_articles" else "id"
            db.execute(text(f"DELETE FROM {table} WHERE {column} = 2"))
    assert room.tick() == 2
    assert "was forgotten" in room.slack.refresh(card).plain
    assert "how many people" not in room.slack.refresh(listed).plain
    assert "how many cats" in room.slack.refresh(listed).plain
    assert room.tick() == 0


def test_two_that_change_at_one_moment_are_both_shown(room: Room) -> None:
    listed = room.slack.mention("discrepancies")
    for id in (1, 2):
        room.slack.click(room.slack.command(f"/discrepancies id:{id}"), "Resolve")
    assert room.slack.refresh(listed).plain.count("✔ Resolved by") == 2
