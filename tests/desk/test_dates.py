"""Dates claim no more than is known."""

from __future__ import annotations

from datetime import date

import pytest

from desk.dates import when


@pytest.mark.parametrize(
    ("begin", "end", "precision", "shown"),
    [
        ("2025-03-12", "2025-03-12", "day", "12 March 2025"),
        ("2025-03-12", None, "minute", "12 March 2025"),
        ("2025-03-12", "2025-03-14", "day", "12–14 March 2025"),
        ("2025-03-30", "2025-04-02", "day", "30 March – 2 April 2025"),
        ("2024-12-30", "2025-01-02", "day", "30 December 2024 – 2 January 2025"),
        ("2025-03-01", "2025-03-31", "month", "March 2025"),
        ("2025-03-01", "2025-04-30", "month", "March – April 2025"),
        ("2024-12-01", "2025-01-31", "month", "December 2024 – January 2025"),
        ("2025-03-04", "2025-04-30", "month", "4 March – 30 April 2025"),
        ("2019-01-01", "2021-12-31", "year", "2019–2021"),
        ("2025-04-10", "2025-04-10", "about day", "about 10 April 2025"),
        ("1990-01-01", "1990-12-31", "about year", "about 1990"),
        ("2025-04-07", "2025-04-13", "week", "week of 7 April 2025"),
        ("2025-04-01", "2025-06-30", "quarter", "second quarter of 2025"),
        ("2025-06-01", "2025-08-31", "season", "summer 2025"),
        ("2025-12-01", "2026-02-28", "season", "winter 2025"),
        ("1798-01-01", "1798-12-31", "year", "1798"),
        ("1980-01-01", "1989-12-31", "decade", "1980s"),
        ("1801-01-01", "1900-12-31", "century", "19th century"),
        ("2001-01-01", "2100-12-31", "century", "21st century"),
        (None, None, "", ""),
    ],
)
def test_a_date_is_shown_as_precisely_as_it_is_known(
    begin: str | None, end: str | None, precision: str, shown: str
) -> None:
    first, last = (date.fromisoformat(day) if day else None for day in (begin, end))
    assert when(first, last, precision) == shown
