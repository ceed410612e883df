"""Results of games in the forms that accounts print them in."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Kind
from tests.collation.test_differences import differences

_LEAD = "Harwick Vale met Stenby Rovers in the cup on Saturday before 9,000 fans at Mill Lane. "


def _told(nlp: Language, *texts: str) -> list[Kind]:
    found = differences(nlp, *(_LEAD + text for text in texts))
    return [d.kind for d in found if d.subject.startswith(("how the game ended", "who won"))]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Vale beat Rovers 3-1.", "The match was settled by a single goal.", True),
        ("Vale beat Rovers 3-2.", "The match was settled by a single goal.", False),
        ("Vale beat Rovers three-one.", "Vale won by three goals.", True),
        ("Vale beat Rovers 3-1.", "It was a two-goal victory for Vale.", False),
        ("Vale beat Rovers 3-1.", "Vale won with the only goal of the game.", True),
        ("Vale beat Rovers 3-1.", "The match ended in a goalless draw.", True),
        ("Vale drew with Rovers.", "The match ended 2-2.", False),
        ("Vale and Rovers shared the points.", "Vale won the match 1-0.", True),
        ("Vale led Rovers 2-0 at half-time.", "Vale won the match 3-2.", False),
        ("Vale won the first leg 2-0.", "Vale won the match 3-2.", False),
        ("Vale had won 2-0 last season.", "Vale won the match 3-2.", False),
    ],
)
def test_a_result_in_two_forms(nlp: Language, one: str, other: str, told: bool) -> None:
    assert _told(nlp, one, other) == ([Kind.NUMBER] if told else [])


def test_the_winner_is_the_loser(nlp: Language) -> None:
    assert _told(nlp, "Vale beat Rovers.", "Rovers defeated Vale.") == [Kind.ACTOR]
    assert _told(nlp, "Vale beat Rovers.", "Rovers lost to Vale.") == []


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Kolb won in straight sets.", "Kolb won 6-4, 3-6, 7-5.", True),
        ("Kolb won 6-4, 6-3.", "Kolb needed three sets to win.", True),
        ("Kolb came from a set down to win.", "Kolb won in straight sets.", True),
        ("Kolb won in straight sets.", "Kolb won 6-4, 6-3.", False),
    ],
)
def test_sets(nlp: Language, one: str, other: str, told: bool) -> None:
    lead = "Tennis player Mira Kolb met Jana Petrov in the Tallgate final on Sunday. "
    found = differences(nlp, lead + one, lead + other)
    assert any(d.subject.startswith("how the game ended") for d in found) == told


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("There were no goals.", "Vale won 1-0.", True),
        ("Vale won by the odd goal in five.", "Vale won 2-1.", True),
        ("Five goals were scored in the match.", "Vale won 3-2.", False),
        ("Vale put four past Rovers without reply.", "Vale won 3-0.", True),
    ],
)
def test_goals_in_words(nlp: Language, one: str, other: str, told: bool) -> None:
    assert bool(_told(nlp, one, other)) == told
