"""Who gives the day of an entry, and what the others say of it."""

from __future__ import annotations

from datetime import date

from collation.timeline import Entry, Witness
from desk.own_days import OwnDays, counted, of, own_days
from extraction.annotations import EventKind, Span

DAY = date(2024, 5, 12)
MONTH = date(2024, 5, 1), date(2024, 5, 31)


def witness(begin: date | None, end: date | None, precision: str, *, known: bool = True) -> Witness:
    return Witness("a", 0, Span(0, 9), begin, end, precision, known)


EXACT = witness(DAY, DAY, "day")
BORROWED = witness(DAY, DAY, "day", known=False)
COARSE = witness(*MONTH, "month")
COARSE_BORROWED = witness(*MONTH, "month", known=False)
UNDATED = witness(None, None, "")


def judged(
    *witnesses: Witness, begin: date | None = DAY, end: date | None = DAY, decided: bool = False
) -> tuple[OwnDays, ...]:
    precision = "day" if begin == end else "month"
    entry = Entry(EventKind.HAPPENING, begin, end, precision, witnesses, ())
    return own_days(entry, [(n, 0, w) for n, w in enumerate(witnesses)], decided=decided)


def test_only_who_gives_the_day_is_counted() -> None:
    found = judged(EXACT, COARSE, UNDATED, COARSE_BORROWED, BORROWED, EXACT)
    assert counted(found) == {0, 5}
    assert [one.words for one in found] == [
        "",
        "says only May 2024",
        "gives no day",
        "says only May 2024, counted from the dates of the other reports",
        "its date taken from the other reports",
        "",
    ]


def test_a_day_counts_for_its_month_and_not_the_month_for_its_day() -> None:
    assert counted(judged(COARSE, EXACT, begin=MONTH[0], end=MONTH[1])) == {0, 1}
    assert counted(judged(COARSE, EXACT)) == {1}


def test_another_day_is_named_and_not_counted() -> None:
    other = witness(date(2024, 5, 13), date(2024, 5, 13), "day")
    found = judged(EXACT, other)
    assert counted(found) == {0}
    assert found[1].words == "says 13 May 2024"


def test_where_nobody_else_gives_the_day_undated_articles_do_then_whoever_has_a_date() -> None:
    assert counted(judged(BORROWED, COARSE, UNDATED)) == {0}
    found = judged(COARSE, UNDATED)  # the day is that of a noun elsewhere: "Sunday's ruling"
    assert counted(found) == {0}
    assert found[0].words == "says only May 2024"
    assert counted(judged(UNDATED)) == {0}


def test_a_day_that_a_person_gives_or_nobody_leaves_all_counted_without_a_word() -> None:
    for found in (judged(EXACT, COARSE, decided=True), judged(COARSE, UNDATED, begin=None)):
        assert counted(found) == {0, 1}
        assert {one.words for one in found} == {""}


def test_of_two_clauses_of_a_sentence_the_one_that_gives_the_day_speaks() -> None:
    entry = Entry(EventKind.HAPPENING, DAY, DAY, "day", (COARSE, EXACT), ())
    found = own_days(entry, [(7, 3, COARSE), (7, 3, EXACT)])
    one = of(found, 7, 3)
    assert one is not None
    assert one.counts
    assert of(found, 7, 4) is None
