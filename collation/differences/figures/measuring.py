"""A figure in; the same in another unit of its dimension, and what a rate comes to in a year, out.

A converted figure is as exact as 3 per cent: outlets round what they convert.
"""

from __future__ import annotations

import re
from dataclasses import replace

from collation.coverage import Covered
from extraction.annotations import Figure, Span

SLACK = 0.03  # by which a number is rounded that somebody converted
#: Units by dimension: how many of the first a unit is.
_SIZES = {
    "speed": {"km/h": 1.0, "mph": 1.609344},
    "length": {"m": 1.0, "km": 1000.0, "mi": 1609.344, "ft": 0.3048, "in": 0.0254, "cm": 0.01,
               "yd": 0.9144},
    "area": {"ha": 1.0, "acre": 0.404686, "km2": 100.0, "sq mi": 258.999, "sq ft": 9.2903e-6},
    "volume": {"l": 1.0, "gal": 3.785412, "bbl": 158.9873},
    "mass": {"kg": 1.0, "lb": 0.453592, "g": 0.001, "t": 1000.0, "oz": 0.0283495},
    "power": {"MW": 1.0, "GW": 1000.0},
}  # fmt: skip
_DIMENSIONS = {unit: name for name, units in _SIZES.items() for unit in units}
_YEARLY = {"hour": 8766.0, "day": 365.25, "week": 52.18, "month": 12.0, "quarter": 4.0, "year": 1.0}
_WORDS = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month",
          "quarterly": "quarter", "yearly": "year", "annually": "year"}  # fmt: skip
_RATE = re.compile(
    r"[\s-](?:(?:an?|per|each|every)[\s-](hour|day|week|month|quarter|year)\b"
    r"|(hourly|daily|weekly|monthly|quarterly|yearly|annually)\b)",
    re.IGNORECASE,
)


def dimension(figure: Figure) -> str:
    """What the figure's unit is a unit of ("length"); the unit itself where it stands alone."""
    return "temperature" if figure.unit in ("C", "F") else _DIMENSIONS.get(figure.unit, figure.unit)


def in_unit(figure: Figure, unit: str) -> Figure:
    """The figure in another unit of its dimension, 3 per cent wider at either end."""
    if figure.unit == unit:
        return figure
    if dimension(figure) == "temperature":
        value, low, high = (_degrees(x, unit) for x in (figure.value, figure.low, figure.high))
        slack = 1.0  # degree
        return replace(figure, unit=unit, value=value, low=low - slack, high=high + slack)
    sizes = _SIZES[dimension(figure)]
    times = sizes[figure.unit] / sizes[unit]
    return replace(
        figure, unit=unit, value=figure.value * times, low=figure.low * times * (1 - SLACK),
        high=figure.high * times * (1 + SLACK),
    )  # fmt: skip


def _degrees(value: float, unit: str) -> float:
    return (value - 32) / 1.8 if unit == "C" else value * 1.8 + 32


def rate_behind(covered: Covered, figure: Figure) -> tuple[str, Span | None]:
    """The period that a figure is counted by and where it stands: "week" of "$4 million a week"."""
    end = max(figure.span.end if not figure.counted else figure.number.end, figure.number.end)
    for at in (figure.number.end, figure.phrase.end, end):
        match = _RATE.match(covered.article.text, at, figure.sentence.end)
        if match is not None:
            period = match.group(1) or _WORDS[match.group(2).lower()]
            return period.lower(), Span(match.start(), match.end())
    return "", None


def yearly(value: float, period: str) -> float:
    """What a rate comes to in a year."""
    return value * _YEARLY[period]
