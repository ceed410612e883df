"""The timeline scorer: what is a right day, a wrong sentence and a false merge."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.timeline_scores import (
    GivenEntry,
    GivenSentence,
    GoldEvent,
    GoldMention,
    GoldStory,
    Verdict,
    days_of,
    judge,
)

FIRST, SECOND = days_of("2024-05-06"), days_of("2024-05-07")
TEXT = "A bridge fell on Monday and the mayor spoke on Tuesday."
FELL, SPOKE = GoldMention(0, (0, 55), (9, 13)), GoldMention(0, (0, 55), (38, 43))
STORY = GoldStory(
    (("a", "2024-05-08", TEXT),),
    (
        GoldEvent("happening", (FIRST,), True, (FELL,)),
        GoldEvent("statement", (SECOND,), True, (SPOKE,)),
    ),
)


def entry(days: tuple[date, date], *clauses: tuple[int, int]) -> GivenEntry:
    return GivenEntry("happening", days, tuple(GivenSentence(0, (0, 55), c) for c in clauses))


def verdict(*entries: GivenEntry) -> Verdict:
    found = Verdict()
    judge(STORY, entries, found)
    return found


def test_an_entry_with_the_day_and_the_clause_of_an_event_is_right() -> None:
    found = verdict(entry(FIRST, (0, 23)))
    assert (found.dates.right, found.dates.gold, found.entries.right) == (1, 2, 1)


def test_another_day_is_wrong_and_the_sentence_is_still_right() -> None:
    found = verdict(entry(SECOND, (0, 23)))
    assert (found.dates.right, found.sentences.right, found.entries.right) == (0, 1, 0)


def test_two_events_in_one_entry_are_a_false_merge() -> None:
    assert verdict(entry(FIRST, (0, 23), (28, 54))).false_merges == 1


def test_one_event_in_two_entries_is_a_missed_merge_and_right_once() -> None:
    found = verdict(entry(FIRST, (0, 23)), entry(FIRST, (0, 24)))
    assert (found.missed_merges, found.dates.right, found.dates.predicted) == (1, 1, 2)


def test_a_clause_that_tells_no_event_is_not_in_the_gold() -> None:
    found = verdict(entry(FIRST, (24, 27)))
    assert (found.not_in_gold, found.entries.right) == (1, 0)


@pytest.mark.parametrize(
    ("value", "begin", "end"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-W01", "2024-01-01", "2024-01-07"),
        ("2024-WI", "2024-12-01", "2025-02-28"),
        ("2024-05/2024-06", "2024-05-01", "2024-06-30"),
    ],
)
def test_a_value_stands_for_its_days(value: str, begin: str, end: str) -> None:
    assert days_of(value) == (date.fromisoformat(begin), date.fromisoformat(end))


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="no date: soon"):
        days_of("soon")
