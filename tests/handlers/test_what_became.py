"""What became of a posted discrepancy: a correction, a verdict, a story parted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.requests import Asker
from handlers.asked import OpenDiscrepancy
from handlers.exports import export_csv
from intake.article import Article
from sandbox.testing import SeenMessage
from tests.desk.newsroom import article
from tests.handlers.room import WORKSPACE, Room, open_room

NOTE = "Correction: An earlier version of this article misstated how many people there were."


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """Two outlets differ on people at York; a digest told it."""
    with open_room(tmp_path) as found:
        found.index(printed("mail", "6"), printed("globe", "7"))
        found.subscribe()
        found.next_morning()
        yield found


def printed(outlet: str, people: str, more: str = "") -> Article:
    url = f"https://{outlet}.example/1"
    text = f"In York there were {people} people.\n\n{more}".strip()
    return article(outlet, text, title="Flood in York", url=url)


def number(room: Room, state: str = "all") -> int:
    from desk.requests import ShowDiscrepancies

    found = room.desk.discrepancies(Asker(WORKSPACE), ShowDiscrepancies(state=state)).items
    return next(view.id for view in found if "York" in view.story.title)


def thread(room: Room) -> list[SeenMessage]:
    return room.slack.thread(room.headline())


def lists(room: Room, state: str) -> str:
    return room.slack.command(f"/discrepancies state:{state}").plain


def test_a_printed_correction_resolves_it_and_is_told_once_and_can_be_undone(room: Room) -> None:
    said = "The Mail corrected “6” to “7” on 16 April 2025"
    room.index(printed("mail", "7", NOTE))
    assert room.tick() > 0
    assert f"Resolved by a correction: {said}" in room.headline().plain
    assert sum(f": ✔ Resolved by a correction: {said}" in one.plain for one in thread(room)) == 1
    assert room.tick() == 0
    id = number(room)
    assert said in lists(room, "resolved")
    card = room.slack.command(f"/discrepancies id:{id}")
    assert said in card.plain
    room.clock.pass_by(minutes=1)
    room.slack.click(card, "Undo")
    assert room.desk.discrepancy(Asker(WORKSPACE), id).state == "open"
    room.index(article("gazette", "It rains in York.", title="Flood in York"))
    assert room.desk.discrepancy(Asker(WORKSPACE), id).state == "open", "nobody resolves it again"


def test_who_now_prints_what_the_other_side_prints_resolves_it_without_a_note(room: Room) -> None:
    room.index(printed("mail", "7"))
    assert "The Mail changed “6” to “7” on 16 April 2025, without a note" in lists(room, "resolved")


def test_a_change_elsewhere_in_the_article_is_not_taken_for_the_correction(room: Room) -> None:
    id = number(room)
    room.index(printed("mail", "6", "It rained for hours."))
    assert room.desk.discrepancy(Asker(WORKSPACE), id).decisions == ()
    room.clock.pass_by(days=1)
    room.index(printed("mail", "7", "It rained for hours."))
    (made,) = room.desk.discrepancy(Asker(WORKSPACE), id).decisions
    assert made.note == "The Mail changed “6” to “7” on 17 April 2025, without a note"


def test_a_correction_that_leaves_a_difference_is_told_and_resolves_nothing(room: Room) -> None:
    id = number(room)
    room.index(printed("star-of-york", "6"))
    room.tick()
    room.index(printed("mail", "7", NOTE))
    room.tick()
    view = room.desk.discrepancy(Asker(WORKSPACE), id)
    assert (view.state, view.present) == ("open", True)
    said = "The Mail corrected “6” to “7” on 16 April 2025"
    assert said in room.slack.command(f"/discrepancies id:{id}").plain
    assert sum(f"{said}. It still differs" in one.plain for one in thread(room)) == 1


def test_a_sentence_taken_out_is_told_with_its_outlet_and_resolves_nothing(room: Room) -> None:
    id = number(room)
    room.index(article("mail", "It rains in York.", title="Flood in York",
                       url="https://mail.example/1"))  # fmt: skip
    room.tick()
    view = room.desk.discrepancy(Asker(WORKSPACE), id)
    assert (view.state, view.present) == ("open", False)
    said = "The Mail changed “6” on 16 April 2025, without a note"
    assert f"Found no more: {said}" in room.headline().plain
    assert sum(f"is found no more: {said}" in one.plain for one in thread(room)) == 1


def test_a_story_parted_by_hand_says_so(room: Room) -> None:
    id = number(room)
    story = room.desk.discrepancy(Asker(WORKSPACE), id).story.id
    parted = room.desk.discrepancy(Asker(WORKSPACE), id).sides[0].citations[0].article
    room.slack.command(f"/parallax story {story} split {parted}")
    room.tick()
    assert "parted into two stories by hand" in room.slack.command(f"/discrepancies id:{id}").plain


def test_useful_confirms_it_wherever_it_is_shown_until_that_is_undone(room: Room) -> None:
    id = number(room)
    room.clock.pass_by(minutes=1)
    room.slack.click(room.slack.command(f"/discrepancies id:{id}"), "Useful", user="robin")
    assert "👍 Confirmed by @Robin Reporter" in room.headline().plain
    assert "Flood in York" in lists(room, "confirmed")
    assert "Fire in Leeds" not in lists(room, "confirmed")
    exported = str(export_csv(room.desk, Asker(WORKSPACE), OpenDiscrepancy(id)).content)
    assert "confirmed by" in exported
    room.clock.pass_by(minutes=1)
    room.slack.click(room.slack.command("/parallax verdicts"), "Undo")
    assert "Confirmed" not in room.headline().plain
    assert "No confirmed discrepancy fits" in lists(room, "confirmed")
