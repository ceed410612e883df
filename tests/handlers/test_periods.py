"""What people type for a time is read in the precision they mean, and shown in no other."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.dates import when
from desk.errors import BadDate
from handlers.periods import read_period

NOW = datetime(2025, 4, 15, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("12 March 2025", "12 March 2025"),
        ("April 10, 2025", "10 April 2025"),
        ("2025-03-12", "12 March 2025"),
        ("12/03/2025", "12 March 2025"),
        ("yesterday", "14 April 2025"),
        ("March 2025", "March 2025"),
        ("may", "May 2024"),  # the last one of that name
        ("2025-03", "March 2025"),
        ("03/2025", "March 2025"),
        ("2025", "2025"),
        ("1798", "1798"),
        ("the 1960s", "1960s"),
        ("spring 2025", "spring 2025"),
        ("Winter of 2024", "winter 2024"),
        ("Q1 2025", "first quarter of 2025"),
        ("fourth quarter of 2024", "fourth quarter of 2024"),
        ("week of 7 April 2025", "week of 7 April 2025"),
        ("last week", "week of 7 April 2025"),
        ("last month", "March 2025"),
        ("last year", "2024"),
        ("about 10 April 2025", "about 10 April 2025"),
        ("c. 1990", "about 1990"),
        ("~ March 2025", "about March 2025"),
        ("10–12 April 2025", "10–12 April 2025"),
        ("April 10-12, 2025", "10–12 April 2025"),
        ("between 1 and 3 March 2025", "1–3 March 2025"),
        ("10 March to 3 April 2025", "10 March – 3 April 2025"),
        ("2025-03-12 to 2025-03-14", "12–14 March 2025"),
        ("March to May 2025", "March – May 2025"),
        ("2019 to 2021", "2019–2021"),
    ],
)
def test_a_time_is_shown_as_it_was_meant(typed: str, shown: str) -> None:
    found = read_period(typed, NOW)
    assert when(found.begin, found.end, found.precision) == shown


@pytest.mark.parametrize(
    "typed",
    ["", " ", "xyz", "about", "about about", "31 February 2025", "99999", "🔥", "<!channel>", "-",
     "3 May 2025 to 1 May 2025", "10 April 2025 " * 40, "\x00", "13/2025"],
)  # fmt: skip
def test_what_is_no_time_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(BadDate) as refusal:
        read_period(typed, NOW)
    assert len(str(refusal.value)) < 200


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=30))
def test_no_text_raises_anything_else(typed: str) -> None:
    try:
        found = read_period(typed, NOW)
    except BadDate:
        return
    assert found.begin <= found.end
