"""Dates, times, zones and weekdays as people type them in; values, out."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time
from functools import cache
from zoneinfo import available_timezones

from desk.errors import BadDate, BadRequest

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_DAYS |= {name[:3].lower(): number for number, name in enumerate(calendar.day_name)}
_DAYS |= {"tues": 1, "thur": 3, "thurs": 3}
_MONTH, _WEEKDAY = (rf"(?:{'|'.join(sorted(some, key=len)[::-1])})" for some in (_MONTHS, _DAYS))
_NTH, _IN = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:,?\s+(?:19|20)\d\d)?"
#: A date of several words: "14 April", "April 14, 2025", "March 2025", "last monday", "2 days ago".
SPELT = re.compile(
    rf"(?:{_NTH}\s+(?:of\s+)?{_MONTH}\.?{_IN}|{_MONTH}\.?\s+{_NTH}{_IN}"
    rf"|{_MONTH}\.?\s+(?:19|20)\d\d|(?:last|past|this)\s+(?:{_WEEKDAY}|week|month|year)"
    r"|(?:\d{1,3}|an?)\s+(?:day|week|month|year)s?\s+ago)(?!\S)",
    re.IGNORECASE,
)
_DAY_SETS = {
    "daily": (0, 1, 2, 3, 4, 5, 6),
    "everyday": (0, 1, 2, 3, 4, 5, 6),
    "weekdays": (0, 1, 2, 3, 4),
    "weekday": (0, 1, 2, 3, 4),
    "weekends": (5, 6),
    "weekend": (5, 6),
}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap]\.?m\.?)?", re.IGNORECASE)
_ZONE_WORDS = {"utc": "UTC", "gmt": "UTC", "et": "America/New_York", "est": "America/New_York"}
_ZONE_WORDS |= {"edt": "America/New_York", "pt": "America/Los_Angeles", "cet": "Europe/Paris"}


def read_day(text: str, now: datetime, *, last: bool) -> date:
    """The day somebody means; `last` takes the last day of a month or year (for until:).

    `now` is aware, in the asker's zone. Raises BadDate.
    """
    words = text.strip().lower()
    whole = _month_or_year(words, now, last)
    if whole is not None:
        return whole
    try:
        return date.fromisoformat(words)
    except ValueError:
        pass
    if not words or not any(sign.isalnum() for sign in words) or len(words) > 60:
        raise _bad(text)
    import dateparser  # half a second to import, and most lines hold no date

    found = dateparser.parse(
        words,
        languages=["en"],
        settings={
            "RELATIVE_BASE": now.replace(tzinfo=None),
            "PREFER_DATES_FROM": "past",
            "DATE_ORDER": "DMY",
        },
    )
    if found is None or not 1900 <= found.year <= 2100:
        raise _bad(text)
    return found.date()


def read_clock(text: str) -> time | None:
    """ "9", "9am", "09:00", "7.30pm", "noon"; None where it is no time of day."""
    words = text.strip().lower()
    if words in ("noon", "midday"):
        return time(12)
    if words == "midnight":
        return time(0)
    match = _CLOCK.fullmatch(words)
    if not match:
        return None
    hour, minute = int(match.group(1)), int(match.group(2) or 0)
    half = (match.group(3) or "").replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_zone(text: str) -> str | None:
    """An IANA zone by its name, its city ("london") or a usual abbreviation; None if neither."""
    word = text.strip().lower().replace(" ", "_")
    if word in _ZONE_WORDS:
        return _ZONE_WORDS[word]
    return _zones().get(word)


def read_days(text: str) -> tuple[int, ...] | None:
    """ "weekdays", "mon,wed", "mon-wed,fri", "tuesdays"; Monday is 0. None where it is neither."""
    days: set[int] = set()
    for part in text.strip().lower().strip(",").split(","):
        some = _some_days(part)
        if some is None:
            return None
        days.update(some)
    return tuple(sorted(days))


def check_zone(name: str) -> str:
    """The zone's own name. Raises BadRequest with what to type instead."""
    zone = read_zone(name)
    if zone is None:
        raise BadRequest(
            f"There is no time zone {name}. Type it by its name, such as Europe/London."
        )
    return zone


def _some_days(word: str) -> tuple[int, ...] | None:
    """One part between commas: a set, a span or a day."""
    if word in _DAY_SETS:
        return _DAY_SETS[word]
    first, dash, final = word.replace("–", "-").partition("-")
    begin, end = _day(first), _day(final) if dash else _day(first)
    if begin is None or end is None:
        return None
    return tuple((begin + step) % 7 for step in range((end - begin) % 7 + 1))


def _day(word: str) -> int | None:
    return _DAYS.get(word, _DAYS.get(word.removesuffix("s")))


def _month_or_year(words: str, now: datetime, last: bool) -> date | None:
    """The first or last day of "april", "april 2025", "2025-04" or "2025"."""
    year = re.fullmatch(r"(19|20)\d\d", words)
    if year:
        return date(int(words), 12, 31) if last else date(int(words), 1, 1)
    short = re.fullmatch(r"((?:19|20)\d\d)-(\d{1,2})", words)
    named = re.fullmatch(r"([a-z]{3,9})\.?(?:\s+((?:19|20)\d\d))?", words)
    if short and 1 <= int(short.group(2)) <= 12:
        number, in_year = int(short.group(2)), int(short.group(1))
    elif named and named.group(1) in _MONTHS:
        number = _MONTHS[named.group(1)]
        past = now.year if number <= now.month else now.year - 1
        in_year = int(named.group(2)) if named.group(2) else past
    else:
        return None
    return date(in_year, number, calendar.monthrange(in_year, number)[1] if last else 1)


def _bad(text: str) -> BadDate:
    return BadDate(
        f"“{text}” is no date I can read. Type 2025-04-14, 14 April, yesterday or last monday."
    )


@cache
def _zones() -> dict[str, str]:
    """Zones by lower-case name, and by city where only one region has it."""
    known = sorted(available_timezones())
    by_city: dict[str, set[str]] = {}
    regions = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Pacific")
    for zone in known:
        if zone.split("/")[0] in regions:
            by_city.setdefault(zone.rsplit("/", 1)[1].lower(), set()).add(zone)
    cities = {city: zones.pop() for city, zones in by_city.items() if len(zones) == 1}
    return cities | {zone.lower(): zone for zone in known}
