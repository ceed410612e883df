"""Where no discrepancy fits, the answer says what would, and what it says is so."""

from __future__ import annotations

from datetime import date

import pytest

from desk.desk import Desk
from desk.errors import NoDiscrepancy
from desk.requests import Filters, ShowDiscrepancies
from handlers.blocks import discrepancies as blocks
from tests.desk.newsroom import ASKER, article

NONE_OF_KIND = ShowDiscrepancies(kinds=("date",))


@pytest.fixture
def newsroom(desk: Desk) -> Desk:
    """Two differences, both of numbers: of people (hard) and of cats (soft)."""
    desk.index(
        ASKER,
        [
            article("star", "There were 4 people. They met 1 cats."),
            article("post", "There were 5 people. They met 2 cats."),
        ],
    )
    return desk


def refused(desk: Desk, request: ShowDiscrepancies) -> NoDiscrepancy:
    with pytest.raises(NoDiscrepancy) as raised:
        desk.discrepancies(ASKER, request)
    for wider in raised.value.wider:
        assert desk.discrepancies(ASKER, wider).items
    return raised.value


def test_a_kind_that_there_is_none_of_is_left_out(newsroom: Desk) -> None:
    error = refused(newsroom, NONE_OF_KIND)
    assert str(error) == "No open discrepancy fits. There are 2 without kind:date."
    assert error.wider == (ShowDiscrepancies(),)


def test_each_filter_that_alone_is_in_the_way_is_named(newsroom: Desk) -> None:
    request = ShowDiscrepancies(
        kinds=("date",), severity="hard", filters=Filters(until=date(2025, 4, 20))
    )
    error = refused(newsroom, request)
    assert str(error) == "No open discrepancy fits. There is 1 without kind:date."
    late = Filters(since=date(2030, 1, 1), outlet="star")
    error = refused(newsroom, ShowDiscrepancies(filters=late))
    assert str(error) == "No open discrepancy fits. There are 2 without since:."


def test_what_was_decided_on_is_offered(newsroom: Desk) -> None:
    for one in newsroom.discrepancies(ASKER, ShowDiscrepancies()).items:
        newsroom.decide(ASKER, one.id, "resolve", "")
    error = refused(newsroom, ShowDiscrepancies())
    assert str(error).endswith("There are 2 decided on already (state:all).")
    assert error.wider == (ShowDiscrepancies(state="all"),)


def test_what_is_doubtful_is_offered(newsroom: Desk) -> None:
    newsroom.index(ASKER, [article("mole", "And 1 moles."), article("hill", "And 2 moles.")])
    error = refused(newsroom, ShowDiscrepancies(filters=Filters(outlet="hill")))
    assert str(error) == (
        "No open discrepancy fits. There is 1 doubtful (state:doubtful) and 2 without outlet:."
    )


def test_of_all_states_it_is_said_how_many_doubtful_ones_there_are(newsroom: Desk) -> None:
    newsroom.index(ASKER, [article("mole", "And 1 moles."), article("hill", "And 2 moles.")])
    every = newsroom.discrepancies(ASKER, ShowDiscrepancies(state="all"))
    assert every.doubtful == 1
    shown = str(blocks.render(every, "/x").blocks)
    assert "Kept besides and not sure: 1, see state:doubtful." in shown
    assert newsroom.discrepancies(ASKER, ShowDiscrepancies()).doubtful == 0


def test_where_several_are_in_the_way_all_are_left_out(newsroom: Desk) -> None:
    late = Filters(since=date(2030, 1, 1))
    error = refused(newsroom, ShowDiscrepancies(kinds=("date",), filters=late))
    assert str(error) == "No discrepancy fits. There are 2 without all these filters."
    assert error.wider == (ShowDiscrepancies(),)


def test_where_there_is_none_at_all_that_is_said(desk: Desk) -> None:
    desk.index(ASKER, [article("star", "There were 4 people.")])
    error = refused(desk, NONE_OF_KIND)
    assert (str(error), error.wider) == ("No discrepancy has been found in the coverage yet.", ())
