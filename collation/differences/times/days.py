"""A time expression in; the days it may mean, and whether two of them exclude each other, out.

What is told to the day means that day, "by Friday" all days before it, too. What is told to the
week, month, season or year means all its days, with some play where usage is loose: a week begins
on Sunday or on Monday, and "summer" with the weather.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from collation.coverage import Covered
from collation.differences.telling import quoted_at
from extraction.annotations import TimeExpression

_FORMS = frozenset(
    {"weekday", "month day", "date", "iso date", "weekday of week", "today", "month", "year",
     "season", "this unit", "part of day"}
)  # fmt: skip
_SURE = 0.85  # confidence of a time's value
_PLAY = {"week": 1, "season": 21}  # days by which the ends of a stretch may lie further out
_LATE = re.compile(r"\b(?:late|night|evening|midnight|overnight|p\.?m\.?)\b", re.IGNORECASE)
_EARLY = re.compile(r"\b(?:early|morning|midnight|overnight|a\.?m\.?)\b", re.IGNORECASE)
_EVER = timedelta(days=100_000)
_BOUND = re.compile(
    r"\b(by|until|till|before|after|since|from|through|than|for|to|between|ahead of|eve of|"
    r"around|about|as early as|as soon as)\s+(?:at least\s+|the\s+)?$",
    re.IGNORECASE,
)
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
#: "In April and May of 2012": the year behind the second month is that of the first.
_LISTED = re.compile(rf"(?:,| and| or| to| through|-|–|—)\s*{_MONTHS},?(?: of)? (?:19|20)\d\d")
_LAST = re.compile(r"last \w+day", re.IGNORECASE)  # the one just gone, or that of last week
_RECKONED = frozenset({"earlier", "ago"})


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day that a time may mean; `exact` for what is told to the day."""

    begin: date
    end: date
    exact: bool
    bound: str  # "by", "since" and the like before it, "" for none

    def excludes(self, other: Days) -> bool:
        """Whether no day is in both."""
        return self.end < other.begin or other.end < self.begin

    def gap(self, other: Days) -> int:
        """Days from the end of the earlier to the start of the later; 0 where they overlap."""
        return max(0, (other.begin - self.end).days, (self.begin - other.end).days)

    def told(self, covered: Covered, time: TimeExpression) -> str:
        """The day, or the words for a longer stretch."""
        return self.end.isoformat() if self.exact else covered.text(time.span)


def asked(*times: TimeExpression) -> str:
    """What differs, by the coarsest of the times: "in what month"."""
    found = {time.precision for time in times}
    coarsest = next((unit for unit in ("year", "season", "month", "week") if unit in found), "")
    return f"in what {coarsest}" if coarsest else "on what day"


def is_midnight(one: tuple[Days, str], other: tuple[Days, str]) -> bool:
    """Whether two days, each with its words, may meet at midnight: "late Friday", "Saturday"."""
    (first, evening), (second, morning) = sorted((one, other), key=lambda told: told[0].begin)
    if not (first.exact and second.exact and first.gap(second) <= 1):
        return False
    if _EARLY.search(morning):
        return True
    return _LATE.search(evening) is not None and _LATE.search(morning) is None


def days_of(covered: Covered, time: TimeExpression) -> Days | None:
    """The days a time surely means; None where they are not sure, or somebody else's words."""
    if time.begin is None or time.end is None or quoted_at(covered, time.span):
        return None
    if not _is_sure(covered, time) or _is_misread(covered, time):
        return None
    text = covered.article.text
    match = _BOUND.search(text, max(0, time.span.start - 30), time.span.start)
    bound = match.group(1).lower() if match else ""
    begin, end = _narrowed(time, time.begin, time.end)
    if _LAST.match(text, time.span.start):
        begin -= timedelta(days=7)
    play = timedelta(days=_PLAY.get(time.precision, 0))
    if time.mod == "about" or bound in ("around", "about"):
        play += end - begin + timedelta(days=1)
    exact = begin == end and not play
    if bound == "by":
        return Days(begin - _EVER, end, exact, bound)
    return Days(begin - play, end + play, exact, bound)


def _is_sure(covered: Covered, time: TimeExpression) -> bool:
    """Whether its day is sure; "two days later" has that of the date before it."""
    if time.form not in _RECKONED:
        return time.form in _FORMS and time.confidence >= _SURE
    if time.form == "ago" or time.anchor != "previous" or time.begin != time.end:
        return False
    start = covered.sentence_at(time.span.start).start
    before = [t for t in covered.reading.times if start <= t.span.start < time.span.start]
    return any(t.form in _FORMS and t.confidence >= _SURE and t.begin == t.end for t in before)


def _is_misread(covered: Covered, time: TimeExpression) -> bool:
    """Whether a month without a year is of the year printed behind its neighbour."""
    if time.form != "month" or time.anchor == "absolute":
        return False
    return _LISTED.match(covered.article.text, time.span.end) is not None


def _narrowed(time: TimeExpression, begin: date, end: date) -> tuple[date, date]:
    """ "Early 2018" is not its end, "late 2018" not its start."""
    third = (end - begin) // 3
    if time.mod in ("early", "start"):
        return begin, end - third
    if time.mod in ("late", "end"):
        return begin + third, end
    return begin, end
