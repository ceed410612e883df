"""TIMEX3 values in; the days they denote, their precision and the arithmetic between them, out."""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = 12
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, as northern newsrooms count
_DAY = timedelta(days=1)

_VALUE = re.compile(
    r"""(?P<year>\d{4})
        (?: -(?P<month>\d\d)(?:-(?P<day>\d\d)(?P<time>T.*)?)?
          | -W(?P<week>\d\d)(?P<weekend>-WE)?
          | -Q(?P<quarter>[1-4])
          | -H(?P<half>[12])
          | -(?P<season>SP|SU|FA|WI) )?""",
    re.VERBOSE,
)
_DECADE = re.compile(r"\d{3}")
_CENTURY = re.compile(r"\d{2}")

Interval = tuple[date, date, str]


def interval_of(value: str) -> Interval | None:
    """First day, last day and precision of a calendar value; None for all other values.

    Values are TIMEX3's (ISO 8601 with its additions: `2008-W42-WE`, `1998-FA`, `1989-Q3`,
    `198` for a decade, `19` for a century).
    """
    try:
        if match := _VALUE.fullmatch(value):
            return _calendar(match)
        if _DECADE.fullmatch(value) and value >= "001":
            first = int(value) * 10
            return date(first, 1, 1), date(first + 9, 12, 31), "decade"
        if _CENTURY.fullmatch(value) and value >= "01":
            first = int(value) * 100
            return date(first, 1, 1), date(first + 99, 12, 31), "century"
    except (ValueError, OverflowError):  # the text names a day or week that does not exist
        return None
    return None


def _calendar(match: re.Match[str]) -> Interval | None:
    year = int(match["year"])
    if year == 0:
        return None
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day, _clock_precision(match["time"] or "")
    if match["month"]:
        return *months(year, int(match["month"]), 1), "month"
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        first = monday + 5 * _DAY if match["weekend"] else monday
        return first, monday + 6 * _DAY, "day" if match["weekend"] else "week"
    if match["quarter"]:
        return *months(year, 3 * int(match["quarter"]) - 2, 3), "quarter"
    if match["half"]:
        return *months(year, 6 * int(match["half"]) - 5, 6), "quarter"
    if match["season"]:
        return *months(year, SEASONS[match["season"]], 3), "season"
    return date(year, 1, 1), date(year, 12, 31), "year"


def _clock_precision(clock: str) -> str:
    if not clock:
        return "day"
    if clock[1:2].isalpha():
        return "part of day"
    return "minute" if ":" in clock else "hour"


def months(year: int, month: int, count: int) -> tuple[date, date]:
    """First and last day of `count` months from `month` of `year` on."""
    first = date(year, month, 1)
    year, month = _moved(year, month, count)
    return first, date(year, month, 1) - _DAY


def _moved(year: int, month: int, by: int) -> tuple[int, int]:
    months_since = year * MONTHS + month - 1 + by
    return months_since // MONTHS, months_since % MONTHS + 1


def day_value(day: date) -> str:
    """`2025-04-14`."""
    return day.isoformat()


def week_value(day: date) -> str:
    """The ISO week that holds `day`: `2008-W42`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_value(day: date, by: int = 0) -> str:
    """The month `by` months after that of `day`."""
    year, month = _moved(day.year, day.month, by)
    return f"{year:04d}-{month:02d}"


def quarter_value(day: date, by: int = 0) -> str:
    """The calendar quarter `by` quarters after that of `day`."""
    quarters = day.year * 4 + (day.month - 1) // 3 + by
    return f"{quarters // 4:04d}-Q{quarters % 4 + 1}"


def shifted(day: date, unit: str, by: int) -> str | None:
    """The value of the unit `by` units from `day`, in that unit's own precision.

    `unit` is TIMEX3's: D, WE, W, M, Q, Y, DE (decade), CE (century). None past the calendar.
    """
    try:
        if unit == "D":
            return day_value(day + by * _DAY)
        if unit in ("W", "WE"):
            value = week_value(day + 7 * by * _DAY)
            return value + "-WE" if unit == "WE" else value
        if unit == "M":
            return month_value(day, by)
        if unit == "Q":
            return quarter_value(day, by)
        year = day.year + by * {"Y": 1, "DE": 10, "CE": 100}[unit]
    except (OverflowError, ValueError):
        return None
    if not 1000 <= year <= 9999:
        return None
    return f"{year:04d}"[: {"Y": 4, "DE": 3, "CE": 2}[unit]]


def weekday_near(day: date, weekday: int, forward: bool) -> date:
    """The nearest such weekday (0 is Monday) on or before `day`; after it where `forward`."""
    if forward:
        return day + ((weekday - day.weekday() - 1) % 7 + 1) * _DAY
    return day - ((day.weekday() - weekday) % 7) * _DAY


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The `number`-th such weekday of the month, the last one for -1."""
    if number > 0:
        first = date(year, month, 1)
        return first + ((weekday - first.weekday()) % 7 + 7 * (number - 1)) * _DAY
    return weekday_near(months(year, month, 1)[1], weekday, forward=False)


def easter(year: int) -> date:
    """Western Easter Sunday (Meeus/Jones/Butcher; valid for the Gregorian calendar)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
