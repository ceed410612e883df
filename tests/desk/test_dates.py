"""Dates claim no more than is known."""

from __future__ import annotations

from datetime import date

import pytest

from desk.dates import opens, when


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
        ("2025-04-01", "2025-04-30", "early month", "early April 2025"),
        ("2025-05-01", "2025-05-31", "mid month", "mid-May 2025"),
        ("2025-03-01", "2025-03-31", "about month", "about March 2025"),
        ("2016-01-01", "2016-12-31", "late year", "late 2016"),
        ("2025-01-01", "2025-12-31", "end year", "end of 2025"),
        ("1990-01-01", "1999-12-31", "late decade", "late 1990s"),
        ("1990-01-01", "1999-12-31", "end decade", "end of the 1990s"),
        ("1801-01-01", "1900-12-31", "early century", "early 19th century"),
        ("2025-06-01", "2025-08-31", "late season", "late summer 2025"),
        ("2025-04-07", "2025-04-13", "early week", "early in the week of 7 April 2025"),
        ("2025-04-07", "2025-04-13", "end week", "end of the week of 7 April 2025"),
        ("2025-04-01", "2025-06-30", "mid quarter", "middle of the second quarter of 2025"),
        (None, None, "", ""),
    ],
)
def test_a_date_is_shown_as_precisely_as_it_is_known(
    begin: str | None, end: str | None, precision: str, shown: str
) -> None:
    first, last = (date.fromisoformat(day) if day else None for day in (begin, end))
    assert when(first, last, precision) == shown


def test_a_part_of_a_time_stands_where_it_begins() -> None:
    first, last = date(2016, 1, 1), date(2016, 12, 31)
    assert opens(first, last, "year") == opens(first, last, "early year") == first
    assert date(2016, 4, 1) < opens(first, last, "mid year") < date(2016, 7, 1)
    assert date(2016, 8, 1) < opens(first, last, "late year") < opens(first, last, "end year")
    assert opens(first, None, "about day") == first
