"""What a time expression says of a part of its time, or that it is not meant exactly."""

from __future__ import annotations

from datetime import date

import pytest

from extraction.times import resolve_times

CASES = [
    ("The mill closed in early April.", "early", "2025-04"),
    ("The mill closed in early April 2025.", "early", "2025-04"),
    ("The mill closed in mid-May 2024.", "mid", "2024-05"),
    ("The mill closed in late 2016.", "late", "2016"),
    ("The mill closed at the end of 2016.", "end", "2016"),
    ("The mill closed at the end of the year.", "end", "2025"),
    ("The mill closed at the beginning of March.", "start", "2025-03"),
    ("The mill closed in the late 1990s.", "late", "199"),
    ("The mill closed in the 1990s.", "", "199"),
    ("The mill closed around March 2025.", "about", "2025-03"),
    ("The mill closed around April 10.", "about", "2025-04-10"),
    ("The mill closed on or about April 10.", "about", "2025-04-10"),
    ("The mill closed in about 1990.", "about", "1990"),
    ("The mill closed in roughly 1950.", "about", "1950"),
    ("The mill closed on April 10.", "", "2025-04-10"),
    ("The mill closed in April.", "", "2025-04"),
    ("They asked him about April 10.", "", "2025-04-10"),  # what they asked of
    ("The mill closed early Monday.", "", "2025-04-14"),  # the day is exact
    ("The mill closed late on Monday.", "", "2025-04-14"),
]


@pytest.mark.parametrize(("text", "mod", "value"), CASES)
def test_a_part_of_a_time_or_an_approximate_one_is_told(text: str, mod: str, value: str) -> None:
    (found,) = resolve_times(text, date(2025, 4, 15))
    assert (found.mod, found.value[: len(value)]) == (mod, value)
