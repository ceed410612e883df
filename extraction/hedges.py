"""A number in its text in; its hedge ("nearly", "or more") and the interval it allows, out.

A hedge is an interval (FACTS): "more than N" is (N, 1.5N], "at least N" [N, inf), "nearly N"
[.9N, N), "about N" 7 per cent either way, "up to N" (0, N].
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

_ABOUT = 0.07
_TINY = 1e-6  # an open end of an interval, as a share of the value


@dataclass(frozen=True, slots=True)
class Number:
    """A number expression at [start, end): hedge, sign, numeral and unit, as printed.

    `numeral` is where the numeral alone stands; `quantity`, `unit`, `hedge` and the interval are
    those of `annotations.Figure`. A clock time is in minutes after midnight. Where the text
    repeats a measure in another unit ("59 miles (95 km) per hour"), only the first is given.
    """

    start: int
    end: int
    numeral: tuple[int, int]
    quantity: str
    value: float
    low: float
    high: float
    hedge: str
    unit: str
    ordinal: bool = False
    vague: bool = False


_HEDGES = (
    (r"more\s+than|over|upwards?\s+of|in\s+excess\s+of|above|well\s+over|topping", "more than"),
    (r"just\s+over|a\s+little\s+(?:over|more\s+than)|slightly\s+(?:over|more\s+than)", "just over"),
    (r"at\s+least|no\s+(?:fewer|less)\s+than|a\s+minimum\s+of|not\s+less\s+than", "at least"),
    (r"nearly|almost|close\s+to|just\s+(?:under|below)|approaching|not\s+quite", "nearly"),
    (
        r"about|around|approximately|roughly|some|an\s+estimated|estimated|circa|or\s+so"
        r"|in\s+the\s+region\s+of",
        "about",
    ),
    (
        r"up\s+to|as\s+many\s+as|as\s+much\s+as|no\s+more\s+than|at\s+most|a\s+maximum\s+of"
        r"|not\s+more\s+than",
        "up to",
    ),
    (r"fewer\s+than|less\s+than|under|below", "under"),
)
_BEFORE = tuple(
    (re.compile(rf"\b(?:{pattern})\s+(?:the\s+|a\s+total\s+of\s+)?$", re.IGNORECASE), hedge)
    for pattern, hedge in sorted(_HEDGES, key=lambda pair: pair[1] != "just over")
)
_AFTER = re.compile(r"\+|-odd\b|\s+or\s+(?P<more>more|so|fewer|less)\b", re.IGNORECASE)
_AFTER_HEDGES = {None: "at least", "more": "at least", "so": "about", "fewer": "up to",
                 "less": "up to"}  # fmt: skip
_LOOK_BACK = 36  # characters before a number in which its hedge and sign stand


def hedge_before(text: str, start: int) -> tuple[str, int]:
    """The hedge right before a place, "" for none, and where it begins."""
    before = text[max(0, start - _LOOK_BACK) : start]
    for pattern, hedge in _BEFORE:
        match = pattern.search(before)
        if match:
            return hedge, start - len(before) + match.start()
    return "", start


def hedged(text: str, number: Number) -> Number:
    """The number with the hedge before or behind it and what that allows."""
    hedge, start = hedge_before(text, number.start)
    end = number.end
    if hedge == "":
        match = _AFTER.match(text, end)
        if match and (match["more"] or number.quantity != "percent"):
            odd = match.group() == "-odd"
            hedge = "about" if odd else _AFTER_HEDGES[match["more"] and match["more"].lower()]
            end = match.end()
    if hedge == "":
        return number
    low, high = _interval(hedge, number.value, number.low, number.high)
    return replace(number, start=start, end=end, hedge=hedge, low=low, high=high)


def _interval(hedge: str, value: float, low: float, high: float) -> tuple[float, float]:
    tiny = abs(value) * _TINY
    if hedge == "more than":
        return value + tiny, value * 1.5
    if hedge == "just over":
        return value + tiny, value * 1.1
    if hedge == "at least":
        return value, math.inf
    if hedge == "nearly":
        return value * 0.9, value - tiny
    if hedge == "about":
        return min(low, value * (1 - _ABOUT)), max(high, value * (1 + _ABOUT))
    if hedge == "up to":
        return tiny, value
    return value * 0.5, value - tiny  # under
