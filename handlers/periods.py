"""When something happened, as people type it, in; the days meant, with their precision, out."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta

from desk.dates import ABOUT
from desk.errors import BadDate
from desk.requests import Period
from handlers.dates import read_day

LONGEST = 80  # characters

_ABOUT = re.compile(r"(?:about|around|approximately|approx\.?|roughly|circa|ca?\.|~)\s*")
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3}
_QUARTERS |= {"4th": 4, "last": 4}
_YEAR = r"(?:1\d|20)\d\d"
_DASH = r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\band\b)\s*"
# Within an ISO date a hyphen parts nothing: between two dates it needs room on both sides.
_SPAN = re.compile(r"(?:from|between)?\s*(.+?)(?:\s-\s|\s*[–—]\s*|\s(?:to|until|till|and)\s)(.+)")
_SHORT = re.compile(rf"(?:from|between)?\s*(\d\d?){_DASH}(\d\d?) ({_MONTH}(?: {_YEAR})?)")


def read_period(text: str, now: datetime) -> Period:
    """ "12 March 2025", "March 2025", "2025", "about 10 April", "spring 2025", "10–12 April".

    `now` is aware, in the asker's zone; a date without a year is the last one of that name.
    Raises BadDate.
    """
    words = " ".join(text.lower().replace(",", " ").split())
    if not words or len(words) > LONGEST:
        raise _bad(text)
    about = _ABOUT.match(words)
    if about and about.end() < len(words):
        exact = read_period(words[about.end() :], now)
        return Period(exact.begin, exact.end, ABOUT + exact.precision.removeprefix(ABOUT))
    found = _whole(words, now) or _span(words, now)
    if found is None:
        try:
            day = read_day(words, now, last=False)
        except BadDate:
            raise _bad(text) from None
        found = Period(day, day, "day")
    if found.end < found.begin:
        raise BadDate("That ends before it begins. Turn the two dates round.")
    return found


def _whole(words: str, now: datetime) -> Period | None:
    """A year, month, week, season, quarter or decade by its usual names."""
    words = words.removeprefix("in ").removeprefix("the ")
    if match := re.fullmatch(rf"({_YEAR})s", words):
        year = int(match.group(1))
        return Period(date(year, 1, 1), date(year + 9, 12, 31), "decade")
    if re.fullmatch(_YEAR, words):
        return _year(int(words))
    if match := re.fullmatch(rf"({_MONTH})(?: (?:of )?({_YEAR}))?", words):
        number = _MONTHS[match.group(1).rstrip(".")]
        past = now.year if number <= now.month else now.year - 1
        return _month(int(match.group(2) or past), number)
    if match := re.fullmatch(rf"({_YEAR})[-/](\d\d?)|(\d\d?)[-/]({_YEAR})", words):
        year, number = int(match.group(1) or match.group(4)), int(match.group(2) or match.group(3))
        if not 1 <= number <= 12:
            raise _bad(words)
        return _month(year, number)
    if match := re.fullmatch(rf"({'|'.join(_SEASONS)}) (?:of )?({_YEAR})", words):
        return _season(_SEASONS[match.group(1)], int(match.group(2)))
    return _quarter(words) or _week(words, now) or _relative(words, now)


def _year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), "year")


def _month(year: int, number: int) -> Period:
    last = calendar.monthrange(year, number)[1]
    return Period(date(year, number, 1), date(year, number, last), "month")


def _season(first: int, year: int) -> Period:
    begin = date(year, first, 1)
    next_one = date(year + (first == 12), (first + 3) % 12 or 12, 1)
    return Period(begin, next_one - timedelta(days=1), "season")


def _quarter(words: str) -> Period | None:
    match = re.fullmatch(rf"q([1-4]) ({_YEAR})|({_YEAR}) q([1-4])", words)
    if match:
        number, year = int(match.group(1) or match.group(4)), int(match.group(2) or match.group(3))
    else:
        named = re.fullmatch(rf"({'|'.join(_QUARTERS)}) quarter (?:of )?({_YEAR})", words)
        if named is None:
            return None
        number, year = _QUARTERS[named.group(1)], int(named.group(2))
    return Period(_month(year, 3 * number - 2).begin, _month(year, 3 * number).end, "quarter")


def _week(words: str, now: datetime) -> Period | None:
    match = re.fullmatch(r"week (?:of|beginning|from) (.+)", words)
    if match is None:
        return None
    begin = read_day(match.group(1), now, last=False)
    return Period(begin, begin + timedelta(days=6), "week")


def _relative(words: str, now: datetime) -> Period | None:
    match = re.fullmatch(r"(this|last) (week|month|year)", words)
    if match is None:
        return None
    back = match.group(1) == "last"
    today = now.date()
    if match.group(2) == "year":
        return _year(today.year - back)
    if match.group(2) == "month":
        within = today.replace(day=1) - timedelta(days=1) if back else today
        return _month(within.year, within.month)
    monday = today - timedelta(days=today.weekday() + 7 * back)
    return Period(monday, monday + timedelta(days=6), "week")


def _span(words: str, now: datetime) -> Period | None:
    """ "10–12 April 2025", "10 April to 3 May", "March to May 2025", ISO dates on both sides."""
    short = _SHORT.fullmatch(words)
    if short:
        first, last, month = short.groups()
        return _between(f"{first} {month}", f"{last} {month}", now)
    if match := re.fullmatch(rf"({_MONTH}) (\d\d?){_DASH}(\d\d?)(?: ({_YEAR}))?", words):
        month, first, last, year = match.groups()
        rest = f"{month} {year}" if year else month
        return _between(f"{first} {rest}", f"{last} {rest}", now)
    match = _SPAN.fullmatch(words)
    return _between(match.group(1), match.group(2), now) if match else None


def _between(first: str, last: str, now: datetime) -> Period | None:
    try:
        end = read_period(last, now)
        year = "" if re.search(rf"\b{_YEAR}\b", first) else f" {end.end.year}"
        begin = read_period(f"{first}{year}", now)
    except BadDate:
        return None
    whole = begin.precision == end.precision and begin.precision in ("month", "year")
    return Period(begin.begin, end.end, begin.precision if whole else "day")


def _bad(text: str) -> BadDate:
    shown = " ".join(text.split())[:40]
    return BadDate(
        f"“{shown}” is no date that I can read. Type it as 12 March 2025, March 2025, 2025, "
        "about 10 April or 10–12 April 2025."
        if shown
        else "Say when it happened: 12 March 2025, March 2025, about 10 April."
    )
