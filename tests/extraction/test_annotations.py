"""Spans share characters, or only a border."""

from __future__ import annotations

import pytest

from extraction.annotations import Span

SPAN = Span(4, 8)


@pytest.mark.parametrize(
    ("other", "overlaps", "covers"),
    [
        (Span(0, 4), False, False),
        (Span(0, 5), True, False),
        (Span(4, 8), True, True),
        (Span(5, 7), True, True),
        (Span(3, 9), True, False),
        (Span(7, 9), True, False),
        (Span(8, 9), False, False),
    ],
)
def test_a_border_is_no_character_in_common(other: Span, overlaps: bool, covers: bool) -> None:
    assert SPAN.overlaps(other) is other.overlaps(SPAN) is overlaps
    assert SPAN.covers(other) is covers
