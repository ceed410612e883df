"""A sentence of an account in; the days and hours that it gives, and whether two exclude, out.

An account that nobody dated has weekdays and days of the year all the same: one happening has one
weekday, so two of them differ whatever the week.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from collation.coverage import Covered
from collation.differences.telling import quoted_at
from collation.differences.times.days import Days, days_of
from collation.differences.times.hours import Hours, hours_in
from extraction.annotations import Span, TimeExpression

_NO_YEAR = 2000  # of what is told without a year in an account that nobody dated; a leap year
_WEEKDAY = re.compile(r"XXXX-WXX-(\d)")
_DATE = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?$")
_ORDINALS = {
    "first": 0,
    "opening": 0,
    "second": 1,
    "third": 2,
    "fourth": 3,
    "last": -1,
    "final": -1,
}
_WEEK = re.compile(
    r"\b(first|opening|second|third|fourth|last|final) (?:full )?week (?:of|in)\s+$", re.IGNORECASE
)
_PLAY = 2  # days by which a week of a month may begin and end elsewhere
_FORMS = frozenset({"weekday", "month day", "date", "iso date", "month", "year", "weekday of week"})
_STRETCHES = frozenset({"quarter", "edge week", "weekday of month"})
_RECKONED = frozenset({"ago", "earlier"})  # "60 days later": counted, and a few are soon lost
_RECKONING = re.compile(r"\b(?:days?|weeks?|months?|years?)\s+(?:from|after|before)\s+$")
_BOUNDS = frozenset({"", "from", "since", "by"})
_LATE = re.compile(r"\b(?:late|night|midnight|overnight)\b", re.IGNORECASE)
_EARLY = re.compile(r"\b(?:early|morning|hours|midnight|overnight)\b", re.IGNORECASE)
_OWNED = re.compile(r"^['’]s?\b")
_ARTICLE = re.compile(
    r"\b(?:an?|the|its|his|her|their|our|every|each|most|some|or)\s+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Day:
    """The days that a time of an account may mean.

    `sort` says what may be set against it: "date" for days of a calendar, "yearless" for those
    whose year nobody prints, "weekday" where only that is known. `weekday` is 1 for Monday.
    """

    time: TimeExpression
    span: Span
    sort: str
    days: Days | None
    weekday: int | None
    late: bool  # told of its evening or night
    early: bool  # of its first hours

    def excludes(self, other: Day) -> bool:
        """Whether no day is in both."""
        if self.days is None or other.days is None or self.sort != other.sort:
            if self.weekday is None or other.weekday is None:
                return False
            return self.weekday != other.weekday and not self._meets(other)
        if self.weekday is not None and other.weekday is not None:
            return self.weekday != other.weekday and not self._meets(other)
        return self.days.excludes(other.days) and not self._meets(other)

    def _meets(self, other: Day) -> bool:
        """Whether they may be two names of one night."""
        if self.gap(other) > 1:
            return False
        first, second = (self, other) if self._is_before(other) else (other, self)
        return (first.late and not second.late) or (second.early and not first.early)

    def _is_before(self, other: Day) -> bool:
        """Which of two neighbouring days comes first."""
        if self.days is None or other.days is None or self.sort != other.sort:
            return ((other.weekday or 0) - (self.weekday or 0)) % 7 == 1
        return self.days.begin < other.days.begin

    def gap(self, other: Day) -> int:
        """Days between them: round the week where only weekdays are known."""
        if self.days is None or other.days is None or self.sort != other.sort:
            if self.weekday is None or other.weekday is None:
                return 0
            away = abs(self.weekday - other.weekday)
            return min(away, 7 - away)
        return self.days.gap(other.days)


def days_in(covered: Covered, times: list[TimeExpression]) -> Iterator[Day]:
    """The days of some times of a sentence, those left out that are not sure or date a thing."""
    text = covered.article.text
    for time in times:
        if _OWNED.match(text[time.span.end : time.span.end + 3]):
            continue
        ahead = text[max(0, time.span.start - 9) : time.span.start]
        if time.form == "weekday" and _ARTICLE.search(ahead):
            continue  # "on a Monday in 2019"
        day = _day(covered, time)
        if day is not None:
            yield day


def _day(covered: Covered, time: TimeExpression) -> Day | None:
    around = covered.article.text[max(0, time.span.start - 12) : time.span.end]
    late, early = _LATE.search(around) is not None, _EARLY.search(around) is not None
    match = _WEEKDAY.match(time.value)
    weekday = int(match[1]) if match else None
    if time.begin is None or time.end is None:
        if covered.article.published is not None or quoted_at(covered, time.span):
            return None
        if weekday is not None and time.form in _FORMS:
            return Day(time, time.span, "weekday", None, weekday, late, early)
        found = _DATE.match(time.value)
        if found is None or time.form not in _FORMS:
            return None
        span, begin, end = _yearless(covered, time, int(found[1]), int(found[2] or 0))
        return Day(time, span, "yearless", Days(begin, end, begin == end, ""), None, late, early)
    span = time.span
    if time.form in _STRETCHES and not quoted_at(covered, time.span):
        days: Days | None = Days(time.begin, time.end, time.begin == time.end, "")
    else:
        days = days_of(covered, time)
        if time.form in _RECKONED or _RECKONING.search(
            covered.article.text[: time.span.start][-24:]
        ):
            return None
        if days is None or time.precision == "season" or days.bound not in _BOUNDS:
            return None
        week = _WEEK.search(covered.article.text, max(0, span.start - 30), span.start)
        if week is not None and time.form == "month":
            begin, end = _week(time.begin, week[1].lower())
            days, span = Days(begin, end, False, ""), Span(week.start(1), span.end)
    if days is None:
        return None
    if time.form == "weekday":
        weekday = time.begin.isoweekday()
    return Day(time, span, "date", days, weekday, late, early)


def _yearless(
    covered: Covered, time: TimeExpression, month: int, day: int
) -> tuple[Span, date, date]:
    last = monthrange(_NO_YEAR, month)[1]
    if day:
        found = date(_NO_YEAR, month, min(day, last))
        return time.span, found, found
    begin, end = date(_NO_YEAR, month, 1), date(_NO_YEAR, month, last)
    week = _WEEK.search(covered.article.text, max(0, time.span.start - 30), time.span.start)
    if week is not None:
        return Span(week.start(1), time.span.end), *_week(begin, week[1].lower())
    third = (end - begin) // 3
    if time.mod in ("early", "start"):
        end -= third
    elif time.mod in ("late", "end"):
        begin += third
    return time.span, begin, end


def _week(month: date, which: str) -> tuple[date, date]:
    """A week of a month, as loosely as such weeks are counted."""
    first = month.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    number = _ORDINALS[which]
    if number < 0:
        return last - timedelta(days=6 + _PLAY), last
    begin = first + timedelta(days=7 * number)
    return begin - timedelta(days=_PLAY if number else 0), begin + timedelta(days=6 + _PLAY)


def hours_of(covered: Covered, sentence: Span) -> list[Hours]:
    """The times of day of a sentence that nobody is quoted with."""
    text = covered.article.text
    return [hours for hours in hours_in(text, sentence) if not quoted_at(covered, hours.span)]
