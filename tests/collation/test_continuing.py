"""Undated sentences that tell a dated event again, and nouns that name an event's day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from collation.acts import names_act
from collation.continuing import find_continued
from collation.naming import named_days
from collation.occasions import Occasion, Weights
from extraction.annotations import EventKind, Span

MONDAY = date(2024, 5, 13)


def occasion(
    article: str,
    event: int,
    act: str,
    words: str,
    *,
    day: date | None = None,
    until: date | None = None,
    doer: str = "Jane Roe",
    kind: EventKind = EventKind.STATEMENT,
    passing: bool = False,
) -> Occasion:
    """One event, in the sentence that bears its number."""
    return Occasion(
        article=article, event=event, kind=kind, sentence=Span(100 * event, 100 * event + 50),
        begin=day, end=until or day, precision="week" if until else "day" if day else "",
        sure=True, known=True, confidence=0.95, people=frozenset({doer} - {""}), act=act,
        words=frozenset(word[:6] for word in words.split()), place="", passing=passing,
        doer=doer, at=event,
    )  # fmt: skip


def continued(*occasions: Occasion) -> dict[tuple[str, int], tuple[str, int]]:
    return find_continued(occasions, Weights(occasions))


SAID = occasion("ann", 1, "say", "road close", day=MONDAY)


def test_who_was_dated_speaking_goes_on_in_the_next_sentences() -> None:
    on = occasion("ann", 2, "say", "bridge repair", passing=True)
    assert continued(SAID, on) == {on.key: SAID.key}


@pytest.mark.parametrize(
    "other",
    [
        occasion("ann", 2, "say", "bridge repair", doer="John Doe", passing=True),
        occasion("ann", 5, "say", "bridge repair", passing=True),
        occasion("ann", 2, "tell", "bridge interview", passing=True),
        occasion("ann", 2, "leave", "town", kind=EventKind.HAPPENING, passing=True),
    ],
)
def test_another_speaker_place_medium_or_act_is_another_occasion(other: Occasion) -> None:
    assert continued(SAID, other) == {}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"hours": "AF"}, {"hours": "NI"}),
        ({"bodies": frozenset({"The Leeds Post"})}, {"bodies": frozenset({"The York Mail"})}),
    ],
)
def test_another_part_of_the_day_or_another_paper_is_another_occasion(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    on = occasion("ann", 2, "say", "bridge repair", passing=True)
    assert continued(replace(SAID, **first), replace(on, **second)) == {}
    assert continued(replace(SAID, **first), replace(on, **first)) == {on.key: SAID.key}


def test_a_date_between_two_sentences_ends_the_occasion() -> None:
    later = occasion("ann", 2, "resign", "post", day=date(2024, 5, 14), kind=EventKind.HAPPENING)
    on = occasion("ann", 3, "say", "bridge repair", passing=True)
    assert continued(SAID, later, on) == {}


def test_the_same_act_in_the_same_words_is_told_again_elsewhere() -> None:
    fire = occasion("ann", 1, "arrest", "arrest thief market square", day=MONDAY,
                    kind=EventKind.HAPPENING)  # fmt: skip
    again = occasion("bob", 7, "detain", "detain thief market square",
                     kind=EventKind.HAPPENING, passing=True)  # fmt: skip
    loose = occasion("bob", 8, "praise", "praise square", kind=EventKind.HAPPENING, passing=True)
    assert continued(fire, again, loose) == {again.key: fire.key}


def test_a_noun_gives_the_day_of_what_another_outlet_dates_by_the_week() -> None:
    upheld = occasion("ann", 1, "uphold", "uphold law", day=MONDAY, until=date(2024, 5, 19),
                      kind=EventKind.HAPPENING, doer="court")  # fmt: skip
    ruling = occasion("bob", 4, "ruling", "ruling", day=date(2024, 5, 16), passing=True, doer="")
    other = occasion("bob", 5, "ruling", "ruling", day=date(2024, 5, 17), passing=True, doer="")
    vote = occasion("bob", 6, "vote", "vote", day=date(2024, 5, 15), passing=True, doer="")
    assert named_days([upheld], [ruling, vote]) == [ruling]
    assert named_days([upheld], [ruling, other]) == []


@pytest.mark.parametrize(
    ("noun", "act", "same"),
    [
        ("appointment", "appoint", True),
        ("meeting", "meet", True),
        ("ruling", "uphold", True),
        ("visit", "vote", False),
    ],
)
def test_a_noun_names_a_verb(noun: str, act: str, same: bool) -> None:
    assert names_act(noun, act) is same


def test_a_sentence_that_prints_another_day_or_stands_in_the_perfect_does_not_go_on() -> None:
    on = occasion("ann", 2, "say", "bridge repair", passing=True)
    other = MONDAY - timedelta(days=7)
    assert continued(SAID, replace(on, printed=((other, other),))) == {}
    assert continued(SAID, replace(on, marks=("perfect",))) == {}
    both = replace(on, printed=((other, other), (MONDAY, MONDAY)))
    assert continued(SAID, both) == {on.key: SAID.key}
