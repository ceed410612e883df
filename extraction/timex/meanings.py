"""The resolver of every form of the grammar."""

from __future__ import annotations

from collections.abc import Callable

from extraction.timex import amounts, clocks, days, periods
from extraction.timex.found import Found, Meaning

#: Forms that mean nothing by themselves: matched so that no part of them is.
SKIPPED = frozenset({"age", "black day"})

RESOLVERS: dict[str, Callable[[Found], Meaning | None]] = {
    "iso date": days.read_iso_date,
    "slashed date": days.read_slashed_date,
    "nine eleven": days.read_nine_eleven,
    "month day": days.read_month_day,
    "further day": days.read_further_day,
    "weekday": days.read_weekday,
    "weekday of week": days.read_weekday_of_week,
    "weekday of month": days.read_weekday_of_month,
    "today": days.read_today,
    "holiday": days.read_holiday,
    "this unit": periods.read_this_unit,
    "the unit": periods.read_the_unit,
    "nth day": periods.read_nth_day,
    "week of": periods.read_week_of,
    "edge week": periods.read_edge_week,
    "month": periods.read_month,
    "season": periods.read_season,
    "quarter": periods.read_quarter,
    "same quarter": periods.read_same_quarter,
    "half": periods.read_half,
    "year": periods.read_year,
    "short year": periods.read_short_year,
    "decade": periods.read_decade,
    "century": periods.read_century,
    "ago": amounts.read_ago,
    "earlier": amounts.read_earlier,
    "part of day": clocks.read_part_of_day,
    "overnight": clocks.read_overnight,
    "clock": clocks.read_clock,
    "duration": amounts.read_duration,
    "duration range": amounts.read_duration_range,
    "span": amounts.read_span,
    "past units": amounts.read_past_units,
    "units": amounts.read_units,
    "every": amounts.read_every,
    "often": amounts.read_often,
    "reference": amounts.read_reference,
}
