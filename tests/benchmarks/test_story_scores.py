"""Draws of stories keep what they are drawn from, but for the days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from benchmarks import story_scores
from collation.features import StoryItem

DAY = date(2015, 3, 1)


def stories(number: int) -> story_scores.Stories:
    """Each of four articles: on one day, two days and two months later, and without a day."""
    return [
        (
            f"s{n}",
            [
                StoryItem(f"{n}-{place}", day, ((f"w{n}", 1),), ((f"n{n}", 1),))
                for place, day in enumerate((DAY, DAY + timedelta(2), DAY + timedelta(60), None))
            ],
        )
        for n in range(number)
    ]


def test_pressed_stories_begin_within_ten_days_and_go_on_for_three() -> None:
    pressed = story_scores.press(stories(150), 1)
    assert len({story for story, _ in pressed}) == story_scores.PRESSED
    begun = [items[0].day or date.min for _, items in pressed]
    assert {day - story_scores.FIRST_DAY for day in begun} == {timedelta(n) for n in range(10)}
    for day, (_, items) in zip(begun, pressed, strict=True):
        later = [(item.day or date.min) - day for item in items]
        assert later == [timedelta(0), timedelta(2), timedelta(3), timedelta(0)]


def test_spread_stories_keep_their_days() -> None:
    given = stories(250)
    drawn = story_scores.spread(given, 1)
    assert len(drawn) == story_scores.SPREAD
    assert all(story in given for story in drawn)


def test_a_draw_is_the_same_for_its_seed_and_another_for_another() -> None:
    given = stories(150)
    assert story_scores.press(given, 1) == story_scores.press(given, 1)
    assert story_scores.press(given, 1) != story_scores.press(given, 2)


def test_means_are_told_apart_for_odd_and_even_seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    shares = {1: 0.1, 2: 0.2, 3: 0.3, 4: 0.8}
    monkeypatch.setattr(story_scores, "score", lambda drawn: (shares[len(drawn)],) * 3)
    rows = list(story_scores.drawn("x", stories(9), lambda all, seed: all[:seed], range(1, 5)))
    assert rows[0] == "x  1: P  10.0  R  10.0  F1  10.0"
    assert rows[4:] == [
        "x, mean of the 2 odd seeds: P  20.0  R  20.0  F1  20.0",
        "x, mean of the 2 even seeds: P  50.0  R  50.0  F1  50.0",
    ]


def test_stories_are_scored_as_they_come_together() -> None:
    one = [StoryItem(id, DAY, (("mill", 3), ("burn", 3)), (("orrin", 2),)) for id in "ab"]
    other = [StoryItem(id, DAY, (("vote", 3), ("bridge", 3)), (("tarn", 2),)) for id in "cd"]
    assert story_scores.score([("s", one), ("t", other)]) == (1, 1, 1)
    assert story_scores.score([("s", [*one, *other])]) == (1, 0.5, pytest.approx(2 / 3))
