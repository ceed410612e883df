"""Counts that only grow: which outlets' numbers are one series, and what looks so and is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from spacy.language import Language

from collation.chronology import build_timeline
from collation.coverage import Coverage
from collation.differences import find_discrepancies
from collation.discrepancy import Kind
from collation.series import find_series
from collation.timeline import Entry
from tests.collation.test_differences import covering

SUNDAY = "At least eight people were killed when fire swept through a mill in Harwick on Sunday."
NIGHT = (
    "The fire in the Harwick mill was out. The death toll rose to 12 on Sunday night, they said."
)
MONDAY = "Fourteen people were killed in the fire at the Harwick mill, police said Monday."
TUESDAY = "The death toll from the fire at a mill in Harwick has climbed to 16."
EVENING, DAY = datetime(2025, 4, 13, 20, 30, tzinfo=UTC), timedelta(days=1)


def dated(day: int, text: str) -> str:
    return f"date 2025-04-{day}\n\n{text}"


def values(entry: Entry) -> list[tuple[float, int, str]]:
    return [(one.value, one.as_of.day.day, one.as_of.basis) for one in entry.course]


def series(nlp: Language, *texts: str) -> list[Entry]:
    return find_series(covering(nlp, *texts))


def test_a_toll_that_rises_is_one_entry_on_the_day_of_its_newest_value(nlp: Language) -> None:
    texts = dated(13, SUNDAY), dated(14, NIGHT), dated(14, MONDAY), dated(15, TUESDAY)
    (found,) = series(nlp, *texts)
    assert found.counted == "dead"
    assert values(found) == [
        (8, 13, "publication"), (12, 13, "day"), (14, 14, "day"), (16, 15, "publication")
    ]  # fmt: skip
    assert found.course[0].hedge == "at least"
    assert found.course[1].as_of.hour == 22  # night
    assert (found.begin, found.end, found.precision) == (date(2025, 4, 15),) * 2 + ("day",)
    assert len(found.witnesses) == 4
    assert all(witness.event < 0 for witness in found.witnesses)


def test_any_order_of_the_articles_gives_the_same_course(nlp: Language) -> None:
    texts = [dated(13, SUNDAY), dated(14, NIGHT), dated(15, TUESDAY)]
    one, other = series(nlp, *texts), series(nlp, *reversed(texts))
    assert values(one[0]) == values(other[0])


def test_what_a_series_tells_stands_in_no_other_entry(nlp: Language) -> None:
    coverage = covering(nlp, dated(13, SUNDAY), dated(14, NIGHT), dated(14, MONDAY))
    entries = build_timeline(coverage)
    texts = [
        {coverage.article(w.article).text(w.sentence)[:14] for w in entry.witnesses}
        for entry in entries
        if not entry.course
    ]
    assert sum(bool(entry.course) for entry in entries) == 1
    assert not any("The death toll" in told for told in texts)
    assert any("At least eight" in told for told in texts)  # what happened stays an event


def test_a_later_higher_count_is_no_discrepancy_and_a_later_lower_one_is(nlp: Language) -> None:
    up = covering(nlp, dated(13, SUNDAY), dated(14, MONDAY))
    assert [d for d in find_discrepancies(up, ()) if d.kind is Kind.NUMBER] == []
    fire = "{} people were killed in the Harwick fire on April 12."
    down = covering(nlp, dated(13, fire.format(12)), dated(14, fire.format(9)))
    assert [d.kind for d in find_discrepancies(down, ()) if d.kind is Kind.NUMBER]
    assert find_series(down) == []


def test_an_explicit_hour_comes_before_the_clock_time_of_the_article(nlp: Language) -> None:
    texts = dated(13, SUNDAY), dated(14, "The toll in Harwick stood at 15 as of 9 a.m. Monday.")
    coverage = covering(nlp, *texts)
    stamped = tuple(
        replace(one, article=replace(one.article, published_at=moment))
        for one, moment in zip(coverage.articles, (EVENING, EVENING + DAY), strict=True)
    )  # fmt: skip
    (found,) = find_series(Coverage(stamped))
    assert [(one.as_of.basis, one.as_of.hour) for one in found.course] == [
        ("update", 20.5), ("hour", 9.0)
    ]  # fmt: skip


GROWN = [
    (
        "Police arrested 30 protesters in Harwick on Sunday.",
        "Police in Harwick said Monday that 45 protesters had been arrested.",
        "protesters arrested",
    ),
    (
        "The ministry in Harwick reported 120 confirmed cases of the fever.",
        "The number of confirmed cases rose to 340, the ministry in Harwick said on Monday.",
        "confirmed cases",
    ),
    (
        "A storm over Harwick killed four people and injured 27 others.",
        "A storm over Harwick killed four people and injured 33 others.",
        "injured",
    ),
    ("Five people are missing in Harwick.", "Nine people are missing in Harwick.", "missing"),
]


@pytest.mark.parametrize(("one", "other", "counted"), GROWN)
def test_what_else_grows_is_counted_too(nlp: Language, one: str, other: str, counted: str) -> None:
    assert [e.counted for e in series(nlp, dated(13, one), dated(14, other))] == [counted]


LOOK_ALIKES = {
    "another event": (
        "Eight people were killed in a crash in Harwick on Friday.",
        "Twelve people were killed in a crash in Leeds on Sunday.",
    ),
    "another noun": (
        "Eight people were killed in the Harwick fire.",
        "Twelve children were killed in the Harwick fire.",
    ),
    "a part": (
        "Two of the people killed in the Harwick fire were children.",
        "Three people were killed in the Harwick fire.",
    ),
    "what came on top": (
        "Eight people were killed in the Harwick fire.",
        "The Harwick fire killed 12 more people.",
    ),
    "what may be": (
        "Eight people were killed in the Harwick fire.",
        "The Harwick fire could kill 12 people.",
    ),
    "a rate": (
        "Eight people were killed in the Harwick fire.",
        "Fires kill 12 people a year.",
    ),
    "one of several places": (
        "Eight people were killed in the Harwick attacks.",
        "He fled the hall in Harwick where 12 people were killed.",
    ),
    "who did it": (
        "Two gunmen killed people in Harwick.",
        "Three gunmen killed people in Harwick.",
    ),
    "a fall": (
        "Twelve people were killed in the Harwick fire.",
        "Nine people were killed in the Harwick fire.",
    ),
    "the same": (
        "Twelve people were killed in the Harwick fire.",
        "At least 12 people were killed in the Harwick fire.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", LOOK_ALIKES)
def test_look_alikes_are_no_series(nlp: Language, why: str) -> None:
    one, other = LOOK_ALIKES[why]
    assert series(nlp, dated(13, one), dated(14, other)) == []


def test_counts_of_one_day_without_an_hour_are_no_course(nlp: Language) -> None:
    one, other = "Eight people were killed in the Harwick fire.", MONDAY
    assert series(nlp, dated(14, one), dated(14, other)) == []


def test_an_undated_article_and_one_with_two_values_are_left_out(nlp: Language) -> None:
    two = "The fire in Harwick killed 14 people. It killed 17 people, others said."
    found = series(nlp, dated(13, SUNDAY), dated(14, two), dated(15, TUESDAY), MONDAY)
    assert [one.value for one in found[0].course] == [8, 16]


def test_a_lagging_outlet_is_shown_where_it_is_not_far_below(nlp: Language) -> None:
    late = "The fire at a mill in Harwick killed 15 people."
    (found,) = series(nlp, dated(13, SUNDAY), dated(15, TUESDAY), dated(16, late))
    assert [one.value for one in found.course] == [8, 16, 15]
    assert found.begin == date(2025, 4, 15)
