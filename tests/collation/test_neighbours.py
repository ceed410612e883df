"""What is looked at again when an article comes: what may be of one story with it, no more."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from collation.features import Frequencies, count_frequencies
from collation.neighbours import SPREAD, find_neighbours
from collation.stories import StoryItem, group_stories
from tests.collation.test_stories import DAY, items

ALL = items()
MILL = {"orrin1", "orrin2", "orrin3"}


@pytest.mark.parametrize("new", ["orrin1", "lesk2", "vote1"])
def test_the_articles_of_its_story_are_neighbours_and_other_matters_are_not(new: str) -> None:
    found = find_neighbours({new}, ALL, count_frequencies(ALL))
    story = {item.id for item in ALL if item.id[:-1] == new[:-1]}
    assert story <= found
    apart = {"vote1", "vote2"} if new != "vote1" else {item.id for item in ALL} - story
    assert not apart & found


def test_order_has_no_meaning_and_the_new_are_always_among_them() -> None:
    counted = count_frequencies(ALL)
    expected = find_neighbours({"orrin2", "vote2"}, ALL, counted)
    assert {"orrin2", "vote2"} <= expected
    for order in list(permutations(ALL))[::500]:
        assert find_neighbours({"orrin2", "vote2"}, order, counted) == expected
    assert find_neighbours(set(), ALL, counted) == frozenset()


def test_a_word_that_many_have_finds_nobody() -> None:
    def item(number: int, own: str) -> StoryItem:
        return StoryItem(f"a{number}", DAY, ((own, 1.0), ("jury", 1.0), ("verdict", 1.0)), ())

    held = [item(n, f"own{n}") for n in range(3)]
    few = Frequencies(10_000, {"jury": 9, "verdict": SPREAD})
    many = Frequencies(10_000, {"jury": 9, "verdict": SPREAD + 1})
    assert find_neighbours({"a0"}, held, few) == {"a0", "a1", "a2"}
    assert find_neighbours({"a0"}, held, many) == {"a0"}  # by one word alone it is not found


def test_neighbours_alone_are_grouped_as_they_are_among_all() -> None:
    counted = count_frequencies(ALL)
    near = find_neighbours({"orrin3"}, ALL, counted)
    among = group_stories([item for item in ALL if item.id in near], counted)
    whole = group_stories(ALL, counted)
    assert tuple(sorted(MILL)) in among
    assert tuple(sorted(MILL)) in whole
    assert group_stories(ALL) == whole


def test_days_do_not_part_neighbours() -> None:
    later = [*ALL[:-1], *items({"far": ("Orrin mill", "")}, DAY + timedelta(days=50))]
    assert find_neighbours({"far"}, later, count_frequencies(later)) >= MILL
