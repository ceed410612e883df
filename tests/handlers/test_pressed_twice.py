"""Buttons pressed twice, or on a card that is no longer what it was: done once, and told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest

from desk.answers import SubscriptionView
from desk.errors import NoMatch
from desk.requests import Asker, Subscribe
from desk.verdicts import Judgement
from tests.handlers.room import Room, open_room

ORDER = "/digest subscribe at 09:00 Europe/London weekdays"
DANA = Asker("newsroom", "U0DANA")
ADMIN = Asker("newsroom", "U0ADMIN", admin=True)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path) as found:
        yield found


def orders(room: Room) -> tuple[SubscriptionView, ...]:
    return room.desk.digests.standing(DANA)


def test_a_digest_confirmed_twice_is_set_up_and_announced_once(room: Room) -> None:
    asked = [room.slack.command(ORDER) for _ in range(2)]
    before = len(room.slack.messages())
    said = [room.slack.click(one, "Confirm").plain for one in asked]
    assert len(orders(room)) == 1
    assert len(room.slack.messages()) == before + 1
    assert all("gets a digest at 09:00" in one for one in said)


def test_you_get_what_is_for_you_alone(room: Room) -> None:
    asked = room.slack.command("/digest subscribe at 09:00 to:me")
    assert "You get a digest at 09:00" in room.slack.click(asked, "Confirm").plain


def test_a_preview_points_to_no_thread(room: Room) -> None:
    shown = room.slack.command("/digest now").plain
    assert "in the thread" not in shown
    assert "/discrepancies shows their sources" in shown
    room.subscribe()
    assert room.next_morning() == 1
    assert "Sources are in the thread." in room.headline().plain
    assert "Change or stop this digest: /digest list." in room.headline().plain


def test_the_same_digest_is_set_up_again_after_it_was_stopped(room: Room) -> None:
    for _ in range(2):
        room.slack.click(room.slack.command(ORDER), "Confirm")
        room.slack.command("/digest unsubscribe")
    room.slack.click(room.slack.command(ORDER), "Confirm")
    assert len(orders(room)) == 1


def test_a_digest_like_one_that_is_paused_goes_on(room: Room) -> None:
    room.slack.click(room.slack.command(ORDER), "Confirm")
    room.slack.command("/digest pause")
    assert "It is paused" not in room.slack.click(room.slack.command(ORDER), "Confirm").plain
    assert [one.paused for one in orders(room)] == [False]


def test_undo_pressed_on_two_cards_takes_back_one_decision(room: Room) -> None:
    card = room.slack.direct_message("discrepancies id:1").message
    room.slack.submit(room.slack.click(card, "Assign"), {"person": "U0ROBIN"})
    room.clock.pass_by(minutes=1)
    room.slack.click(room.slack.refresh(card), "Resolve")
    room.clock.pass_by(minutes=1)
    stale = room.slack.command("/discrepancies id:1")
    room.slack.click(room.slack.refresh(card), "Undo")
    said = room.slack.click(stale, "Undo")
    assert "nothing more was undone" in said.plain
    assert "Assigned to" in room.slack.refresh(card).plain
    room.slack.click(room.slack.refresh(card), "Undo")
    assert "Assigned to" not in room.slack.refresh(card).plain.split("found 15 April")[0]


def test_a_note_does_not_keep_an_older_card_from_undoing(room: Room) -> None:
    room.slack.click(room.slack.command("/discrepancies id:1"), "Resolve")
    room.clock.pass_by(minutes=1)
    stale = room.slack.command("/discrepancies id:1")
    modal = room.slack.click(room.slack.command("/discrepancies id:1"), "Add note")
    room.slack.submit(modal, {"note": "Called the mayor."})
    room.slack.click(stale, "Undo")
    assert "Resolve" in room.slack.command("/discrepancies id:1").buttons


def test_resolved_twice_is_undone_by_one_undo(room: Room) -> None:
    cards = [room.slack.command("/discrepancies id:1") for _ in range(2)]
    for card in cards:
        room.slack.click(card, "Resolve")
        room.clock.pass_by(minutes=1)
    room.slack.click(room.slack.command("/discrepancies id:1"), "Undo")
    now = room.slack.command("/discrepancies id:1")
    assert "Resolve" in now.buttons
    assert "Undo" not in now.buttons


def test_an_answer_called_useful_twice_is_one_verdict(room: Room) -> None:
    for line in ("/timeline Leeds", "/timeline Leeds", "/timeline York"):
        room.desk.verdicts.judge(DANA, Judgement("useful", line=line))
    room.desk.verdicts.judge(ADMIN, Judgement("useful", line="/timeline York"))
    found = room.desk.verdicts.listing(DANA)
    assert sorted((one.person, one.line) for one in found) == [
        ("U0ADMIN", "/timeline York"),
        ("U0DANA", "/timeline Leeds"),
        ("U0DANA", "/timeline York"),
    ]


@pytest.mark.parametrize("number", ["²", "9" * 12, "9" * 30, "#٣", "-1"])
@pytest.mark.parametrize("verb", ["now", "pause", "edit", "unsubscribe"])
def test_no_number_of_a_digest_is_answered_in_a_sentence(
    room: Room, verb: str, number: str
) -> None:
    said = room.slack.command(f"/digest {verb} {number}").plain
    assert "Something went wrong" not in said


def test_what_somebody_is_told_alone_is_nobody_elses_to_preview(room: Room) -> None:
    room.slack.click(room.slack.command("/digest subscribe cats at 09:00 to:me"), "Confirm")
    assert "There is no digest 1" in room.slack.command("/digest now 1", user="robin").plain
    assert "of cats" in room.slack.command("/digest now 1").plain
    with pytest.raises(NoMatch):
        room.desk.digests.preview(Asker("newsroom", "U0ROBIN"), 1)


def test_an_admin_who_has_a_digest_sent_to_themselves_owns_it(room: Room) -> None:
    order = Subscribe("C0NEWSROOM", time(9), "Europe/London", (0,))
    made = room.desk.digests.subscribe(DANA, order)
    theirs = Subscribe("D0ADMIN", time(9), "Europe/London", (0,), to_me=True)
    room.desk.digests.change(ADMIN, made.id, theirs)
    assert orders(room) == ()
    assert [one.person for one in room.desk.digests.standing(ADMIN)] == ["U0ADMIN"]


def test_an_edition_that_came_is_not_promised_again_for_a_later_hour_of_its_day(
    room: Room,
) -> None:
    room.subscribe()
    assert room.next_morning() == 1  # 09:01 on Wednesday
    (before,) = orders(room)
    later = Subscribe("C0NEWSROOM", time(15), before.zone, before.days)
    after = room.desk.digests.change(DANA, before.id, later)
    assert after.next_at is not None
    assert (after.next_at - room.clock()).days >= 1
