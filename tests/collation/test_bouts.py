"""Two games of the same teams are two events; two accounts of one game are one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from collation.bouts import are_two, bouts_of
from collation.stories import group_stories
from tests.collation.test_stories import DAY, items


@pytest.mark.parametrize(
    ("title", "account", "marks"),
    [
        ("Comets edge Rovers 24-20", "The Comets beat the Rovers 24-20.", ("score 24-20",)),
        ("Rovers lose", "The Rovers lost to the Comets, 20-24, on Sunday.", ("score 24-20",)),
        ("Comets win Game 1", "They won Game One. Game 2 is on Sunday.", ("game 1",)),
        ("Rivals meet", "Doe and Roe met in the second televised debate.", ("debate 2",)),
        ("Orrin Motors profit falls", "Profit fell in the third quarter.", ("quarter 3",)),
        ("Rovers trail", "They trailed in the third quarter of the game.", ()),
        ("Council votes", "The vote was 24-20, and the road from 7-9 a.m. is shut.", ()),
        ("Twins born", "The twins were born at 24 and 20 minutes past two.", ()),
    ],
)
def test_what_an_article_tells_by_its_beginning(
    title: str, account: str, marks: tuple[str, ...]
) -> None:
    assert bouts_of(title, account) == marks


def test_games_long_past_further_down_are_not_looked_at() -> None:
    assert bouts_of("", "word " * 80 + "They won Game 7.") == ()
    assert bouts_of("", "word " * 70 + "They won Game 7.") == ("game 7",)


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        (("game 1",), ("game 2",), True),
        (("game 1", "score 24-20"), ("score 24-20",), False),
        (("game 1", "score 24-20"), ("game 1", "score 20-17"), True),
        (("game 1",), ("debate 2",), False),
        (("game 1",), (), False),
    ],
)
def test_two_of_a_kind_are_two(one: tuple[str, ...], other: tuple[str, ...], two: bool) -> None:
    assert are_two(one, other) is two
    assert are_two(other, one) is two


def test_two_games_of_the_same_teams_are_two_stories() -> None:
    first = {
        "a1": ("Comets beat Rovers 24-20", "Ann Doe scored as the Comets beat the Rovers 24-20."),
        "a2": ("Doe leads Comets past Rovers 24-20", "Ann Doe led the Comets over the Rovers."),
    }
    second = {
        "b1": ("Comets beat Rovers 38-10", "Ann Doe scored as the Comets beat the Rovers 38-10."),
        "b2": ("Doe leads Comets past Rovers 38-10", "Ann Doe led the Comets over the Rovers."),
    }
    games = [*items(first), *items(second, DAY + timedelta(days=3))]
    assert set(group_stories(games)) == {("a1", "a2"), ("b1", "b2")}
