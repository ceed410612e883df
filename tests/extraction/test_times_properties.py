"""What holds for time expressions in any text at all."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.times import resolve_times
from extraction.timex.calendar import interval_of
from extraction.timex.grammar import Grammar
from extraction.timex.meanings import RESOLVERS, SKIPPED

TraceFunction = Callable[[FrameType, str, Any], Any]  # Any: as typeshed has it

WORDS = [
    *"""the a last next this two three several half past Monday Friday night morning March
    May 12 31 0 29 99999 2024 1899 12:30 25:99 a.m. p.m. UTC o'clock week weeks years year decade
    century ago later earlier before after of in until every each and or - , . ' ’ ( ) / : first
    3rd 32nd February Christmas Easter day Eve quarter fiscal spring 1990s 90s '82 nineteen
    ninety-six now recently future will said 2024-13-45 13/45/99 hundred thousand couple few dozen
    Sept. Feb.""".split(),
    "\n",
]
hostile = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from([*WORDS, "\n"]), max_size=60).map(" ".join),
    st.lists(st.sampled_from([*WORDS, "\n"]), max_size=40).map("".join),
)
days = st.one_of(st.none(), st.dates())


@settings(max_examples=400, deadline=None)
@given(hostile, days)
def test_no_text_makes_it_raise_and_every_span_stands_in_the_text(
    text: str, published: date | None
) -> None:
    at = 0
    for expression in resolve_times(text, published):
        assert at <= expression.span.start < expression.span.end <= len(text)
        assert not expression.span.of(text)[0].isspace()
        assert 0 < expression.confidence <= 1
        assert (expression.begin is None) == (expression.end is None)
        if expression.begin and expression.end:
            assert expression.begin <= expression.end
            assert interval_of(expression.value) is not None
        at = expression.span.end


@settings(max_examples=100, deadline=None)
@given(hostile, days)
def test_the_same_text_gives_the_same_expressions(text: str, published: date | None) -> None:
    assert resolve_times(text, published) == resolve_times(text, published)


def count_steps(text: str) -> int:
    """The lines of Python run to find the times of a text: the same on any machine."""
    steps = 0

    def note(frame: FrameType, event: str, arg: object) -> TraceFunction:
        nonlocal steps
        steps += event == "line"
        return note

    before = sys.gettrace()
    sys.settrace(note)
    try:
        resolve_times(text, date(2024, 5, 17))
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize(
    "piece",
    [
        "two ",
        "the last ",
        "March 12 ",
        "a year ",
        "at 12:30 ",
        "twenty-",
        "May\n",
        "1.1.",
        "7/7/",
    ],
)
def test_eight_times_the_text_takes_eight_times_the_steps(piece: str) -> None:
    count_steps(piece)  # the grammar is made once
    assert count_steps(piece * 1_600) <= 8.5 * count_steps(piece * 200)


def test_every_form_of_the_grammar_has_a_resolver() -> None:
    forms = {form.name for form in Grammar().forms}
    assert forms == RESOLVERS.keys() | SKIPPED
