"""A story's card says which of its articles print one dispatch, and shows the words by which."""

from __future__ import annotations

from dataclasses import replace

from collation.copies import cover
from desk.desk import Desk
from desk.grouped import ShowStory
from handlers.blocks import story
from store.archive import Archive
from tests.desk.newsroom import ASKER, COLLATION, Clock, article, read

FIRE = (
    "The old mill at Orrin burned to the ground on Tuesday night after a boiler in its cellar "
    "burst and set the wooden floors above it alight within a few minutes."
)
BRIGADE = (
    "Three fire engines came from the neighbouring towns and pumped water out of the river until "
    "dawn, but could save neither the wheel nor the flour that was stored for the winter."
)
OWN = "Nobody in Orrin slept, and at dawn the baker gave away whatever he had left in the shop."


def card(archive: Archive, clock: Clock, *texts: str) -> str:
    desk = Desk(archive, read, clock, collation=replace(COLLATION, cover=cover))
    desk.index(
        ASKER, [article(f"{n}.txt", text, outlet=f"Paper {n}") for n, text in enumerate(texts)]
    )
    return str(story.card(desk.grouping.card(ASKER, ShowStory(1))).blocks)


def test_a_card_shows_the_passage_by_which_two_articles_are_one_dispatch(
    archive: Archive, clock: Clock
) -> None:
    shown = card(archive, clock, f"{FIRE}\n\n{BRIGADE}", f"{OWN}\n\n{FIRE}\n\n{BRIGADE}", OWN)
    assert "Paper 0 and Paper 1 print one dispatch: " in shown
    assert "reprint, 100% of the shorter word by word." in shown
    assert "The old mill at Orrin burned" in shown
    assert "Show in context" in shown


def test_a_card_of_independent_articles_shows_none(archive: Archive, clock: Clock) -> None:
    assert "print one dispatch" not in card(archive, clock, FIRE, BRIGADE)
