"""An article's figures and time expressions in; its lengths of time as intervals of days, out.

How far the true length may be from the printed one: half of its unit to either side ("three days"
are 2.5 to 3.5), but two sevenths of a single unit ("a week" is 5 to 9 days), a sixth of half a
unit ("half an hour" is 25 to 35 minutes), a tenth of decades ("four decades" are 36 to 44 years),
and for multiples of five from 15 on two and a half, or a twentieth if that is more. A hedge widens
that: "about N" by a tenth of it, "more than N" reaches to 1.5 N, "nearly N" begins at 0.9 N.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from collation.coverage import Covered
from extraction.annotations import Figure, Span, TimeExpression, TimeType

_DAYS = {
    "second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0,
    "month": 30.44, "year": 365.25, "decade": 3652.5,
}  # fmt: skip
_NOUN = r"(?:second|minute|hour|day|night|week|month|year|decade)"
_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty)"
_ISO = re.compile(r"P(T?)(\d+|X)([YMWDHS])$")
_UNITS = {"Y": "year", "W": "week", "D": "day", "H": "hour", "S": "second"}
_LARGER = {"minute": "hour", "month": "year", "year": "decade"}
_UNIT = re.compile(
    rf"[\s-]*(?:(?:long|full|straight|consecutive)[\s-]+)?{_NOUN}s?(?![a-z])", re.IGNORECASE
)
_LONG = re.compile(rf"{_NOUN}-?long$", re.IGNORECASE)  # "a day-long siege"
_SINGLE = re.compile(r"\b(?:an?|the|past|last)\b|long$|^\w+$", re.IGNORECASE)
_HALF = re.compile(r"(?:\b(?:about|nearly|almost|just|over|than|under)\s+)?half\b", re.IGNORECASE)
#: Right before and right behind what is only a part of a length, or one end of a range: "12 hours
#: and 52 minutes", "five- to seven-year", "eight-and-a-half-minute".
_PART = re.compile(
    rf"\b(?:{_NOUN}s?,?(?:\s+and)?|(?:\d+|{_NUMBER})-?\s+(?:to|or)|(?:between|"
    rf"from)(?:\s+\w+\s+(?:and|to))?)\s+$"
    r"|\bhalf[\s-]*$|\band[\s-]+a[\s-]+$",
    re.IGNORECASE,
)
_PARTED = re.compile(rf"[\s-]*(?:and|to|or|-|–)[\s-]+(?:a[\s-]+half|\d|\w+[\s-]+{_NOUN})")
_AGE = re.compile(r"[\s-]*(?:old|olds|older|younger)\b", re.IGNORECASE)
_DATE = re.compile(r"\s+(?:ago|earlier|later|hence|from now)\b", re.IGNORECASE)
_HEDGES = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        ("more than", "more than|over|at least|upwards? of"),
        ("under", "less than|under|fewer than|within"),
        ("up to", "up to|as (?:much|many|long) as|maximum"),
        ("nearly", "nearly|almost|close to|just short of"),
        ("about", "about|around|roughly|approximately|some|or so"),
    )
)
_SAME_HEDGE = {"at least": "more than", "just over": "more than"}
_AROUND = 16  # characters in which stand hedges, and what makes it no length
_MOST = 40  # lengths of one article: more are a table


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time as printed; `low` and `high` are the days that its words allow."""

    covered: Covered
    span: Span  # the number with its unit
    sentence: Span
    days: float
    low: float
    high: float
    unit: str
    hedge: str  # "", "more than", "under", "up to", "nearly", "about" or "vague"

    @property
    def id(self) -> str:
        """The article's."""
        return self.covered.id

    @property
    def value(self) -> str:
        """The length in the article's words."""
        return " ".join(self.covered.text(self.span).split())

    def excludes(self, other: Length) -> bool:
        """Whether no length satisfies both; intervals that only touch share none."""
        return self.high <= other.low * _TOUCH or other.high <= self.low * _TOUCH

    def allows(self, other: Length) -> bool:
        """Whether the other's number is one that its words allow."""
        return self.low <= other.days <= self.high


_TOUCH = 1 + 1e-4


def days_in(unit: str) -> float:
    """How many days one of a unit is."""
    return _DAYS[unit]


def is_timed(figure: Figure) -> bool:
    """Whether a figure is a time of day ("8:20") or counts periods of time ("three days")."""
    return figure.quantity == "clock" or (figure.quantity != "age" and figure.unit in _DAYS)


def lengths_of(covered: Covered) -> list[Length]:
    """Every length of time that an article puts a number to, in text order; no ages, no dates."""
    found: list[Length] = []
    for figure in covered.reading.figures:
        if figure.quantity == "measure" and figure.unit in _DAYS and not figure.negated:
            found.extend(_of_figure(covered, figure))
    for time in covered.reading.times:
        if time.type is TimeType.DURATION and not any(time.span.overlaps(x.span) for x in found):
            found.extend(_of_time(covered, time))
    return sorted(found, key=lambda length: length.span)[:_MOST]


def _of_figure(covered: Covered, figure: Figure) -> Iterator[Length]:
    unit = _UNIT.match(covered.article.text, figure.number.end)
    hedge = _SAME_HEDGE.get(figure.hedge, figure.hedge)
    if unit is None or hedge == "range":
        return
    span = Span(figure.number.start, unit.end())
    bounds = (figure.low, figure.high) if hedge == "vague" else None
    yield from _length(covered, span, figure.value, figure.unit, hedge, bounds)


def _of_time(covered: Covered, time: TimeExpression) -> Iterator[Length]:
    iso, printed = _ISO.match(time.value), covered.text(time.span)
    if iso is None or (iso.group(2) == "X" and not _LONG.search(printed)):
        return
    unit = _UNITS.get(iso.group(3)) or ("minute" if iso.group(1) else "month")
    value = 1.0 if iso.group(2) == "X" else float(iso.group(2))
    if "decade" in printed and value % 10 == 0:
        unit, value = "decade", value / 10
    if _HALF.match(printed):
        unit, value = _LARGER.get(unit, unit), 0.5
    start = max(0, time.span.start - _AROUND)
    told = printed + " " + covered.article.text[start : time.span.start].split(",")[-1]
    hedge = next((name for name, sign in _HEDGES if sign.search(told)), "")
    yield from _length(covered, time.span, value, unit, hedge)


def _length(
    covered: Covered,
    span: Span,
    value: float,
    unit: str,
    hedge: str,
    bounds: tuple[float, float] | None = None,
) -> Iterator[Length]:
    text = covered.article.text
    before = text[max(0, span.start - _AROUND) : span.start]
    after = text[span.end : span.end + _AROUND]
    if value <= 0 or _PART.search(before) or any(x.match(after) for x in (_PARTED, _AGE, _DATE)):
        return
    low, high = bounds or _allowed(value, unit, hedge, covered.text(span))
    scale = _DAYS[unit]
    sentence = covered.sentence_at(span.start)
    yield Length(
        covered, span, sentence, value * scale, low * scale, high * scale, unit, hedge
    )  # fmt: skip


def _allowed(value: float, unit: str, hedge: str, printed: str) -> tuple[float, float]:
    """The least and the most of its unit that a printed length may stand for."""
    slack = 0.5
    if value < 1:
        slack = value / 6
    elif value == 1 and _SINGLE.search(printed):
        slack = 2 / 7
    elif unit == "decade":
        slack = value / 10
    elif value % 5 == 0 and value >= 15:
        slack = max(2.5, value / 20)
    if hedge == "more than":
        return value, 1.5 * value + 0.5
    if hedge == "nearly":
        return min(0.9 * value, value - slack), value
    if hedge in ("under", "up to"):
        return (0.5 if hedge == "under" else 0.0) * value, value
    if hedge == "about":
        slack = max(slack, value / 10)
    return value - slack, value + slack
