"""Two spellings of one word give one form, and two words two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.spelling import expand


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("colours", "colors"),
        ("neighbourhood", "neighborhood"),
        ("organised", "organized"),
        ("globalisation", "globalization"),
        ("analysing", "analyzing"),
        ("centres", "centers"),
        ("travelled", "traveled"),
        ("fuelling", "fueling"),
        ("catalogue", "catalog"),
        ("defence", "defense"),
        ("grey", "gray"),
        ("García", "Garcia"),
        ("twenty-five", "25"),
        ("1st", "first"),
        ("U.N.", "UN"),
        ("10%", "10%"),
        ("don’t", "don't"),
    ],
)
def test_two_spellings_are_one_word(british: str, american: str) -> None:
    assert expand(british) == expand(american)


@pytest.mark.parametrize(
    ("one", "other"),
    [("four", "for"), ("hour", "or"), ("course", "corse"), ("filled", "filed"), ("us", "US"),
     ("1.5", "15"), ("genre", "gener"), ("journey", "jorney")],
)  # fmt: skip
def test_two_words_stay_two(one: str, other: str) -> None:
    assert expand(one) != expand(other)


@given(st.text(min_size=1, max_size=40))
def test_every_text_has_a_form(printed: str) -> None:
    assert expand(printed)
