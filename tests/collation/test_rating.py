"""How sure an entry of a timeline is, and what is shown without a date."""

from __future__ import annotations

from datetime import date

from collation.rating import SHOWN_FROM, rate
from collation.timeline import Entry, Witness
from extraction.annotations import EventKind, Span
from tests.collation.test_continuing import occasion

DAY, MONTH = date(2024, 5, 13), date(2024, 5, 1)


def entry(event: int, begin: date, end: date, precision: str) -> Entry:
    witness = Witness("ann", event, Span(0, 9), begin, end, precision)
    return Entry(EventKind.HAPPENING, begin, end, precision, (witness,), ("Jane Roe",))


def test_a_month_is_less_sure_than_a_day_and_least_beside_one() -> None:
    best = {
        ("ann", n): occasion("ann", n, "leave", "leave the old town hall for good", day=DAY)
        for n in (1, 2)
    }
    day = entry(1, DAY, DAY, "day")
    month = entry(2, MONTH, date(2024, 5, 31), "month")
    (alone,) = rate([month], best)
    sure, beside = rate([day, month], best)
    assert sure.confidence > alone.confidence > beside.confidence
    assert (sure.begin, sure.confidence >= SHOWN_FROM) == (DAY, True)


def test_what_is_not_sure_is_reported_on_without_a_date() -> None:
    month = entry(2, MONTH, date(2024, 5, 31), "month")
    day = entry(1, DAY, DAY, "day")
    best = {("ann", n): occasion("ann", n, "leave", "leave", day=DAY) for n in (1, 2)}
    _, unsure = rate([day, month], best)
    assert unsure.confidence < SHOWN_FROM
    assert (unsure.begin, unsure.end, unsure.precision) == (None, None, "")
    assert unsure.witnesses == month.witnesses
