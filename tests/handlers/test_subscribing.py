"""A digest is proposed before it is set up, changed in a form, and only by who may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.answers import SubscriptionView
from desk.requests import Asker, Subscribe
from handlers.arguments import parse
from handlers.orders import KINDS, read_words, write_order
from handlers.typed import Setting
from tests.handlers.room import WORKSPACE, Room, open_room

ADMIN = Asker(WORKSPACE, "U0DANA", admin=True)
SETTING = Setting(datetime(2025, 4, 15, 9, tzinfo=UTC).astimezone(ZoneInfo("UTC")), "UTC", "C1")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path) as found:
        yield found


def orders(room: Room) -> tuple[SubscriptionView, ...]:
    return room.desk.digests.standing(ADMIN)


def test_a_proposal_shows_what_would_come_and_sets_up_nothing(room: Room) -> None:
    reply = room.slack.command("/digest subscribe severity:hard include:people at 7:30am daily")
    assert reply.ephemeral
    assert "This channel would get a digest at 07:30 (America/New_York) every day" in reply.plain
    assert "severity: hard · only with: people" in reply.plain
    assert "how many people" in reply.plain
    assert "how many cats" not in reply.plain
    assert reply.buttons == ["Confirm", "Edit", "Cancel"]
    assert orders(room) == ()
    assert "Nothing was set up." in room.slack.click(reply, "Cancel").plain
    assert orders(room) == ()
    assert len(room.slack.messages()) == 0


def test_a_proposal_is_changed_before_it_is_confirmed(room: Room) -> None:
    proposed = room.slack.command("/digest subscribe at 09:00 Europe/London weekdays")
    modal = room.slack.click(proposed, "Edit").modal
    assert modal is not None
    again = room.slack.submit(modal, {"topic": "Leeds", "days": ["5", "6"], "empty": "say"})
    assert "on Saturday and Sunday" in again.plain
    assert "topic: Leeds" in again.plain
    assert "When there is nothing new, it says so." in again.plain
    room.slack.click(again, "Confirm")
    (view,) = orders(room)
    assert (view.topic, view.days, view.say_empty) == ("Leeds", (5, 6), True)
    assert (view.at, view.zone, view.person) == (time(9), "Europe/London", "U0DANA")


def test_the_form_holds_every_field_as_it_is_and_changes_nothing_by_itself(room: Room) -> None:
    line = (
        "/digest subscribe Leeds kind:number,date severity:hard include:fire,star exclude:sport "
        "empty:say at 08:15 Europe/Paris mon,wed"
    )
    room.slack.click(room.slack.command(line), "Confirm")
    (before,) = orders(room)
    modal = room.slack.click(room.slack.command("/digest list"), "Edit").modal
    assert modal is not None
    edited = room.slack.submit(modal, {})
    assert "is changed" in edited.plain
    (after,) = orders(room)
    assert after == before


def test_what_is_wrong_in_the_form_is_said_beside_the_field(room: Room) -> None:
    room.slack.click(room.slack.command("/digest subscribe include:fire"), "Confirm")
    modal = room.slack.click(room.slack.command("/digest list"), "Edit").modal
    assert modal is not None
    answer = room.slack.submit(modal, {"zone": "Atlantis", "exclude": "Fire, sport"})
    assert answer.modal is not None
    errors = dict(answer.modal.errors)
    assert "There is no time zone Atlantis" in errors["zone"]
    assert "“fire” cannot be included and excluded" in errors["exclude"]
    too_many = ",".join(f"w{n}" for n in range(30))
    answer = room.slack.submit(modal, {"include": too_many})
    assert answer.modal is not None
    assert "more than 20 words" in dict(answer.modal.errors)["include"]
    (view,) = orders(room)
    assert view.exclude == ()


def test_only_who_made_it_or_an_admin_changes_a_digest(room: Room) -> None:
    asked = room.slack.command("/digest subscribe at 9am", user="dana")
    room.slack.click(asked, "Confirm")
    listed = room.slack.command("/digest list", user="robin")
    for button in ("Pause", "Unsubscribe", "Edit"):
        reply = room.slack.click(listed, button)
        assert "Digest 1 was set up by somebody else" in reply.plain, button
    assert "somebody else" in room.slack.command("/digest pause 1", user="robin").plain
    assert not orders(room)[0].paused
    own = room.slack.command("/digest subscribe at 10am", user="robin")
    room.slack.click(own, "Confirm")
    assert "is paused" in room.slack.command("/digest pause 2", user="robin").plain
    assert "goes on" in room.slack.command("/digest resume 2", user="dana").plain  # an admin


def test_unsubscribing_can_be_taken_back_by_who_may(room: Room) -> None:
    room.subscribe()
    stopped = room.slack.command("/digest unsubscribe 1")
    assert "is stopped" in stopped.plain
    assert room.next_morning() == 0
    room.slack.click(stopped, "Undo")
    assert room.next_morning() == 1


def test_a_digest_moves_to_the_direct_messages_in_the_form(room: Room) -> None:
    room.subscribe()
    modal = room.slack.click(room.slack.command("/digest list"), "Edit").modal
    assert modal is not None
    room.slack.submit(modal, {"to": "me"})
    (view,) = orders(room)
    assert view.channel == "D0DANA"
    modal = room.slack.click(room.slack.command("/digest list", channel="@app"), "Edit").modal
    assert modal is not None
    room.slack.submit(modal, {"severity": "hard"})
    (view,) = orders(room)
    assert (view.channel, view.severity) == ("D0DANA", "hard")


words = st.lists(st.sampled_from(("fire", "The Star", "São Paulo")), max_size=3, unique=True)


@given(
    st.builds(
        Subscribe,
        st.just("C1"),
        st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        st.sampled_from(("UTC", "Europe/London", "America/New_York")),
        st.lists(st.integers(0, 6), min_size=1, unique=True).map(lambda days: tuple(sorted(days))),
        st.sampled_from(("", "Leeds", "at nine", "fire: what now", "kind of odd")),
        st.lists(st.sampled_from(KINDS), max_size=4, unique=True).map(tuple),
        st.sampled_from((None, "hard", "soft")),
        words.map(tuple),
        words.map(tuple),
        st.booleans(),
        st.booleans(),
    )
)
def test_an_order_is_read_back_from_its_line(order: Subscribe) -> None:
    assert parse(write_order(order), SETTING) == order


@given(st.text(max_size=100))
def test_words_are_read_from_anything_that_is_not_too_long(text: str) -> None:
    for word in read_words(text[:60]):
        assert word == " ".join(word.split()) != ""
