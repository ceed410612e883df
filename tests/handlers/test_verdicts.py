"""Useful or wrong: what is judged is kept, kept back elsewhere, listed and exported as gold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.requests import Asker
from sandbox.testing import Reply
from tests.desk.newsroom import article
from tests.handlers.room import WORKSPACE, Room, open_room

DANA = Asker(WORKSPACE, "U0DANA")
ELSEWHERE = (
    article("times", "In York there were 4 people. Then it rained.", title="Flood in York"),
    article("globe", "In York there were 5 people. Then it rained.", title="Flood in York"),
)
AGAIN = (
    article("mail", "In York it is dry. There were 4 people.", title="Fire in York"),
    article("sun", "In York it is dry. There were 5 people.", title="Fire in York"),
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path) as found:
        yield found


def wrong(room: Room, line: str = "/discrepancies id:2", **values: str) -> Reply:
    answer = room.slack.command(line)
    room.clock.pass_by(minutes=1)
    return room.slack.submit(room.slack.click(answer, "Wrong"), values)


def test_a_useful_answer_is_noted_with_what_it_showed_and_can_be_taken_back(room: Room) -> None:
    thanks = room.slack.click(room.slack.command("/discrepancies id:2"), "Useful")
    assert "Noted: this difference “how many people” is useful." in thanks.plain
    assert thanks.ephemeral
    (event,) = room.desk.verdicts.gold(DANA)
    (found,) = event["discrepancies"]
    assert (found["kind"], found["severity"], found["subject"]) == (
        "number",
        "hard",
        "how many people",
    )
    assert {(one["article"], one["start"], one["end"]) for one in found["values"]} == {
        ("file:post", 11, 19),
        ("file:star", 11, 19),
    }
    assert "people" not in json.dumps(found["values"]), "words are hashes"
    assert {len(one["sha256"]) for one in found["values"]} == {16}
    room.slack.click(thanks, "Undo")
    assert room.desk.verdicts.gold(DANA) == []


def test_wrong_asks_why_by_the_kind_of_answer(room: Room) -> None:
    room.index(article("times", "“Stay calm today” said Ann Roe. It burned on 12 March 2025."))
    said = room.slack.click(room.slack.command("/who-said calm"), "Wrong").modal
    assert said is not None
    assert "Somebody else said it" in str(said.blocks)
    room.slack.submit(said, {"reason": "speaker", "note": "It was Bob Poe."})
    dated = room.slack.click(room.slack.command("/timeline"), "Wrong").modal
    assert dated is not None
    assert "The date is wrong" in str(dated.blocks)
    listed = room.slack.command("/parallax verdicts")
    assert "0 useful, 1 wrong" in listed.plain
    assert "quotation of Ann Roe" in listed.plain
    assert "Somebody else said it. It was Bob Poe." in listed.plain
    event = room.desk.verdicts.gold(DANA)[0]
    assert event["verdicts"][0]["reason"] == "speaker"


def test_which_of_several_is_wrong_is_chosen(room: Room) -> None:
    modal = room.slack.click(room.slack.command("/discrepancies"), "Wrong").modal
    assert modal is not None
    assert "Which difference?" in modal.plain
    room.slack.submit(modal, {"item": "1", "reason": "approximation"})
    shown = room.slack.command("/discrepancies").plain
    assert "how many people" in shown
    assert "how many cats" not in shown


def test_a_false_alarm_is_kept_back_with_its_reason_until_that_is_undone(room: Room) -> None:
    thanks = wrong(room, reason="subset", note="One counts the crew.")
    assert "how many people" not in room.slack.command("/discrepancies").plain
    dismissed = room.slack.command("/discrepancies state:dismissed").plain
    assert "how many people" in dismissed
    assert "One is a part of the other. One counts the crew." in dismissed
    (event,) = room.desk.verdicts.gold(DANA)
    (negative,) = event["negatives"]
    assert (negative["looks_like"], negative["cls"]) == ("number", "subset")
    room.clock.pass_by(minutes=1)
    room.slack.click(thanks, "Undo")
    assert "how many people" in room.slack.command("/discrepancies").plain
    assert room.desk.verdicts.gold(DANA) == []


def test_what_is_rated_wrongly_is_still_shown(room: Room) -> None:
    wrong(room, reason="severity")
    assert "how many people" in room.slack.command("/discrepancies").plain
    (found,) = room.desk.verdicts.gold(DANA)[0]["discrepancies"]
    assert found["severity"] == "soft"


def test_the_same_sentences_in_another_story_are_the_same_false_alarm(room: Room) -> None:
    wrong(room, reason="different_subject")
    room.index(*AGAIN)  # prints the same two sentences
    assert "people" not in room.slack.command("/discrepancies").plain
    dismissed = room.slack.command("/discrepancies state:dismissed").plain
    assert dismissed.count("how many people") == 2
    assert "the same false alarm as #2, which @Dana Editor judged wrong" in dismissed


def test_other_sentences_with_the_same_values_in_another_story_are_shown(room: Room) -> None:
    wrong(room, reason="different_subject")
    room.index(*ELSEWHERE)
    assert "how many people" in room.slack.command("/discrepancies").plain


def test_a_false_alarm_that_is_already_there_elsewhere_is_kept_back_too(room: Room) -> None:
    room.index(*AGAIN)
    both = room.slack.command("/discrepancies kind:number severity:hard").plain
    assert both.count("how many people") == 2
    card = room.slack.command("/discrepancies id:2")
    room.clock.pass_by(minutes=1)
    room.slack.submit(room.slack.click(card, "Dismiss"), {"reason": "not_a_difference"})
    assert "people" not in room.slack.command("/discrepancies").plain


def test_one_that_is_kept_back_can_be_brought_back_alone(room: Room) -> None:
    wrong(room, reason="different_subject")
    room.index(*AGAIN)
    card = room.slack.command("/discrepancies id:3")
    assert "judged wrong" in card.plain
    room.slack.click(card, "Undo")
    shown = room.slack.command("/discrepancies").plain
    assert shown.count("how many people") == 1
    room.index(article("echo", "In York it is dry. There were 4 people."))
    assert "how many people" in room.slack.command("/discrepancies").plain, "it stays so"


def test_undoing_the_first_brings_back_what_was_kept_back_by_it(room: Room) -> None:
    wrong(room, reason="different_subject")
    room.index(*AGAIN)
    room.slack.click(room.slack.command("/discrepancies id:2"), "Undo")
    assert room.slack.command("/discrepancies").plain.count("how many people") == 2


def test_a_false_alarm_is_no_news_for_a_digest(room: Room) -> None:
    wrong(room, reason="different_subject")
    room.subscribe()
    room.index(*AGAIN)
    room.next_morning()
    assert "how many people" not in room.headline().plain


def test_dismissing_for_another_reason_keeps_nothing_back(room: Room) -> None:
    card = room.slack.command("/discrepancies id:2")
    room.slack.submit(room.slack.click(card, "Dismiss"), {"reason": "minor"})
    room.index(*AGAIN)
    assert "how many people" in room.slack.command("/discrepancies").plain


def test_a_verdict_of_another_workspace_keeps_nothing_back(room: Room) -> None:
    other = Asker("another", "U9")
    room.desk.index(other, [article("star", "There were 4 people."), AGAIN[1]])
    wrong(room, reason="different_subject")
    assert room.desk.verdicts.gold(other) == []
