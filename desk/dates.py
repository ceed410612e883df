"""Days and how precisely they are known in; words that claim no more than that, out."""

from __future__ import annotations

from datetime import date, timedelta

ABOUT = "about "  # before a precision: the days are not meant exactly

#: Parts of a longer time, and where in it they begin.
_PARTS = {"early": 0.0, "start": 0.0, "mid": 1 / 3, "late": 2 / 3, "end": 5 / 6}
_THE = ("week", "quarter", "decade", "century")
_SEASONS = {12: "winter", 3: "spring", 6: "summer", 9: "autumn"}


def when(begin: date | None, end: date | None, precision: str) -> str:
    """ "12 March 2025", "March 2025", "week of 7 April 2025"; "" for what has no day.

    `precision` as in Event; with `ABOUT` before it the days are shown as "about 10 April 2025",
    with a part of them as that: "early April 2025", "mid-May 2025", "end of 2016".
    """
    if begin is None:
        return ""
    end = end or begin
    part, _, rest = precision.partition(" ")
    if part in _PARTS:
        return _part(part, rest, when(begin, end, rest))
    if precision.startswith(ABOUT):
        return ABOUT + when(begin, end, precision.removeprefix(ABOUT))
    if precision == "month":
        return _months(begin, end)
    if precision == "week":
        return f"week of {_day(begin)}"
    if precision == "quarter":
        return f"{_ORDINALS[(begin.month - 1) // 3]} quarter of {begin.year}"
    if precision == "season" and begin.month in _SEASONS:
        return f"{_SEASONS[begin.month]} {begin.year}"
    if precision == "year":
        return str(begin.year) if begin.year == end.year else f"{begin.year}–{end.year}"
    if precision == "decade":
        return f"{begin.year // 10 * 10}s"
    if precision == "century":
        return f"{_ordinal((begin.year - 1) // 100 + 1)} century"
    return _days(begin, end)


_ORDINALS = ("first", "second", "third", "fourth")


def opens(begin: date, end: date | None, precision: str) -> date:
    """Where a date stands in order: "late 2016" after September, though its days are the year's."""
    share = _PARTS.get(precision.partition(" ")[0], 0.0)
    return begin + timedelta(days=int(((end or begin) - begin).days * share))


def _part(part: str, precision: str, whole: str) -> str:
    if part in ("start", "end"):
        return f"{part} of {'the ' * (precision in _THE)}{whole}"
    if precision in ("week", "quarter"):
        return f"{part} in the {whole}" if part != "mid" else f"middle of the {whole}"
    return f"mid-{whole}" if part == "mid" else f"{part} {whole}"


def _months(begin: date, end: date) -> str:
    if _same_month(begin, end):
        return f"{begin:%B} {begin.year}"
    if begin.day > 1 or (end + timedelta(days=1)).day > 1:
        return _days(begin, end)
    if begin.year == end.year:
        return f"{begin:%B} – {end:%B} {end.year}"
    return f"{begin:%B} {begin.year} – {end:%B} {end.year}"


def _days(begin: date, end: date) -> str:
    if begin == end:
        return _day(begin)
    if _same_month(begin, end):
        return f"{begin.day}–{_day(end)}"
    if begin.year == end.year:
        return f"{begin.day} {begin:%B} – {_day(end)}"
    return f"{_day(begin)} – {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def _ordinal(number: int) -> str:
    ending = (
        "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{ending}"
