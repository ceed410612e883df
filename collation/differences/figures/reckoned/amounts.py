"""Words of an amount or a share in; the interval that they allow, out.

Patterns for other patterns to be built of: `AMOUNT` is a number in digits or words with its hedge,
`SHARE` a part of a whole as percentage, fraction or "N in M". An interval is (low, high), both
included; what is printed is rounded, so that 82 per cent is anything that rounds to it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import inf

from extraction.numerals import PARTS, TENS, UNITS

Interval = tuple[float, float]

_ONES = "|".join(sorted((word for word in UNITS if word != "zero"), key=len, reverse=True))
_SPELT = rf"(?:{'|'.join(TENS)})(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|{_ONES}"
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:{_SPELT})\b|a\s+(?:single|dozen)\b)"
HEDGE = (
    r"(?:(?:no\s+)?(?:more|fewer|less)\s+than|at\s+least|at\s+most|up\s+to|as\s+many\s+as"
    r"|just\s+over"
    r"|just\s+under|well\s+over|over|under|above|below|nearly|almost|close\s+to|about|around|some"
    r"|roughly|approximately|only|just|exactly)"
)
AMOUNT = rf"(?:{HEDGE}\s+)?{NUMBER}"
PERCENT = r"(?:\s?%|[\s-]per\s?cent(?:age\s+points?)?\b|\s+percent\b)"
_PART = "|".join(sorted(PARTS, key=len, reverse=True))
SHARE = (
    rf"(?:(?:{HEDGE}\s+)?(?:{NUMBER}{PERCENT}|(?:an?|one|two|three|four)[\s-](?:{_PART})\b|half\b"
    rf"|{NUMBER}\s+(?:in|out\s+of)\s+(?:every\s+)?{NUMBER}))"
)
_READ = re.compile(rf"(?:(?P<hedge>{HEDGE})\s+)?(?P<number>{NUMBER})", re.IGNORECASE)
_READ_SHARE = re.compile(
    rf"(?:(?P<hedge>{HEDGE})\s+)?(?:(?P<cent>{NUMBER}){PERCENT}|(?P<n>an?|one|two|three|four)[\s-]"
    rf"(?P<part>{_PART})\b|(?P<half>half)\b|(?P<of>{NUMBER})\s+(?:in|out\s+of)\s+(?:every\s+)?"
    rf"(?P<whole>{NUMBER}))",
    re.IGNORECASE,
)
_ABOVE = ("more than", "over", "well over", "above", "at least", "no fewer than", "no less than")
_BELOW = ("under", "below", "fewer than", "less than", "up to", "as many as", "at most",
          "no more than")  # fmt: skip
_NEARLY = ("nearly", "almost", "just under", "close to")
_ABOUT = ("about", "around", "some", "roughly", "approximately")
_FURTHEST = 1.5  # times a number that "more than" it may be
_SLACK = 0.1  # of a number, either way of "about"
_LOOSE = 0.03  # of the whole, either way of a share in words


@lru_cache(maxsize=4096)
def number(words: str) -> float:
    """The value of a number in digits or words. Raises ValueError for what is no `NUMBER`."""
    small = " ".join(words.lower().replace("-", " ").replace(",", "").split())
    if small[:1].isdigit():
        return float(small)
    if small in ("a single", "a dozen"):
        return 1.0 if small == "a single" else 12.0
    values = {**UNITS, **TENS}
    try:
        return float(sum(values[word] for word in small.split()))
    except KeyError:
        raise ValueError(words) from None


def amount(words: str) -> Interval:
    """What an `AMOUNT` may be. Raises ValueError for what is none."""
    match = _READ.fullmatch(words.strip())
    if match is None:
        raise ValueError(words)
    value = number(match["number"])
    return _widened(match["hedge"], value, value, inf)


def share(words: str) -> Interval:
    """What a `SHARE` may be of 1. Raises ValueError for what is none."""
    match = _READ_SHARE.fullmatch(words.strip())
    if match is None:
        raise ValueError(words)
    if match["cent"]:
        value = number(match["cent"])
        half = 0.5 * 10.0 ** -len(match["cent"].partition(".")[2])
        return _widened(match["hedge"], (value - half) / 100, (value + half) / 100, 1.0)
    if match["part"]:
        first = match["n"].lower()
        top = 1.0 if first in ("a", "an") else number(first)
        value = top / PARTS[match["part"].lower()]
    elif match["half"]:
        value = 0.5
    else:
        value = number(match["of"]) / max(1.0, number(match["whole"]))
    return _widened(match["hedge"], value - _LOOSE, value + _LOOSE, 1.0)


def _widened(hedge: str | None, low: float, high: float, most: float) -> Interval:
    word = " ".join((hedge or "").lower().split())
    if word in _ABOVE:
        return low, min(most, _FURTHEST * high)
    if word == "just over":
        return low, min(most, (1 + _SLACK) * high)
    if word in _BELOW:
        return low / 2, high
    if word in _NEARLY:
        return (1 - _SLACK) * low, high
    if word in _ABOUT:
        return (1 - _SLACK) * low, min(most, (1 + _SLACK) * high)
    return low, min(most, high)


def disjoint(one: Interval, other: Interval) -> bool:
    """Whether no number is in both."""
    return one[1] < other[0] or other[1] < one[0]
