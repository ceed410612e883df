"""A text in; clock times, scores, votes and hyphened ranges, out.

What a numeral alone would be misread as.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.hedges import Number, hedge_before
from extraction.numerals import SCALES, UNITS

_CLOCK = re.compile(
    r"\b(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?\s?(?P<half>[ap])\.?m\b\.?|"
    r"(?:(?<=\bat )|(?<=\bby )|(?<=around ))(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)\b(?!:\d)|"
    r"\b(?P<noon>noon|midnight)\b|\b\d{4}\s(?:GMT|UTC|local time)\b",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\b(?P<a>\d{1,3})(?:\s?(?:-|–|—|\sto\s)|\s+votes\s+to)\s?(?P<b>\d{1,3})\b(?![-–/\d])"
)
_GOALS = "nil|" + "|".join(list(UNITS)[1:11])
_SPELT_PAIR = re.compile(rf"\b(?P<a>{_GOALS})[-–](?P<b>{_GOALS})\b(?!-)", re.IGNORECASE)
_VOTE_NEAR = re.compile(
    r"\b(?:vot(?:e|ed|es|ing)|rul(?:ed|ing)|decision|approved|passed|party-line)\b", re.IGNORECASE
)
_WON_NEAR = re.compile(
    r"\b(?:beat|beats|beaten|won|win|wins|lost|lose|loss|victory|defeat(?:ed|s)?|lead|led|leads|"
    r"scor(?:e|es|ed)|tied|draw|drew|record|final|trail(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
#: Before two numbers with "to" between them, which may be a range elsewhere.
_COUNTED = re.compile(r"\b(?:vot\w+|score)\s+(?:(?:of|was|is|by)\s+)?$", re.IGNORECASE)
_SCALE = re.compile(r"\s?(thousand|million|billion|trillion|[kK]|m|mn|bn|B|tn)\b")
SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW"}
PERCENT_AFTER = re.compile(r"\s?%|[\s-]per\s?cent\b|\s+percent\b|\s+percentage\s+points?\b")
_ROUND = 60, 40  # characters before and behind a pair that say what it is


def pairs_and_clocks(text: str) -> Iterator[Number]:
    """What a numeral alone would be misread as; clock times are in minutes after midnight."""
    yield from _clocks(text)
    for match in _PAIR.finditer(text):
        number = _pair(text, match)
        if number is not None:
            yield number
    for match in _SPELT_PAIR.finditer(text):
        first, second = (UNITS.get(match[name].lower(), 0) for name in ("a", "b"))
        if first >= second and _WON_NEAR.search(_near(text, match)):
            yield _result(match, "score", first, second)


def _clocks(text: str) -> Iterator[Number]:
    for match in _CLOCK.finditer(text):
        if match["half"]:
            hour = int(match["h"]) % 12 + (12 if match["half"].lower() == "p" else 0)
            minutes = hour * 60 + int(match["m"] or 0)
        elif match["h24"]:
            minutes = int(match["h24"]) * 60 + int(match["m24"])
        elif match["noon"]:
            minutes = 720 if match["noon"].lower() == "noon" else 0
        else:
            minutes = int(match.group()[:2]) * 60 + int(match.group()[2:4])
        hedge, start = hedge_before(text, match.start())
        slack = 20.0 if hedge else 0.0
        low, high = minutes - slack, minutes + slack
        yield Number(start, match.end(), match.span(), "clock", minutes, low, high, hedge, "")


def _pair(text: str, match: re.Match[str]) -> Number | None:
    """A vote, a score or a range; None for two numbers of their own."""
    first, second = int(match["a"]), int(match["b"])
    near = _near(text, match)
    quantity = "vote" if _VOTE_NEAR.search(near) else "score" if _WON_NEAR.search(near) else ""
    votes, spaced = "votes" in match.group(), "to" in match.group()
    sign, scale = (
        SIGNS.get(text[match.start() - 1 : match.start()]),
        _SCALE.match(text, match.end()),
    )
    if sign or scale:
        return None if spaced or first >= second else _scaled(match, sign, scale)
    if quantity and (first >= second or quantity == "vote"):
        if spaced and not votes and not _COUNTED.search(text[: match.start()][-_ROUND[0] :]):
            return None
        return _result(match, "vote" if votes else quantity, first, second)
    if quantity or spaced or first >= second:
        return None
    percent = PERCENT_AFTER.match(text, match.end())  # "15-20 people"
    kind, end = ("percent", percent.end()) if percent else ("count", match.end())
    unit = "percent" if percent else ""
    middle = (first + second) / 2
    return Number(match.start(), end, match.span(), kind, middle, first, second, "range", unit)


def _near(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _ROUND[0]) : match.end() + _ROUND[1]]


def _result(match: re.Match[str], quantity: str, first: int, second: int) -> Number:
    value = first * 1000.0 + second
    return Number(match.start(), match.end(), match.span(), quantity, value, value, value, "", "")


def _scaled(match: re.Match[str], sign: str | None, scale: re.Match[str] | None) -> Number:
    """ "$4-6 million": a range whose scale stands behind its second end."""
    times = SCALES[scale[1].lower()] if scale else 1.0
    low, high = int(match["a"]) * times, int(match["b"]) * times
    start, end = match.start() - bool(sign), scale.end() if scale else match.end()
    numeral = match.start(), end
    kind = "money" if sign else "count"
    return Number(start, end, numeral, kind, (low + high) / 2, low, high, "range", sign or "")
