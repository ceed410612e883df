"""A text in; its number expressions, with quantity, unit, hedge and the interval they allow, out.

Own grammar: quantulum3 reads "35 am" as attometres and loses hedges. A hedge is an interval
(FACTS): "more than N" is (N, 1.5N], "at least N" [N, inf), "nearly N" [.9N, N), "about N" 7 per
cent either way, "up to N" (0, N]. Calendar dates are no number expressions; `find_times` has them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from babel import Locale

from extraction.numerals import Form, Numeral, find_numerals, round_interval

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
_AFTER = re.compile(r"\+|\s+or\s+(?P<more>more|so|fewer|less)\b", re.IGNORECASE)
_AFTER_HEDGES = {None: "at least", "more": "at least", "so": "about", "fewer": "up to",
                 "less": "up to"}  # fmt: skip
_LOOK_BACK = 36  # characters before a number in which its hedge and sign stand

UNITS = {
    "mph": r"miles?\s+(?:per|an)\s+hour|mph|m\.p\.h\.",
    "km/h": r"(?:kilomet(?:er|re)s?|km)\s+(?:per|an)\s+hour|km/h|kph|kmh",
    "mi": r"miles?", "km": r"kilomet(?:er|re)s?|km", "m": r"met(?:er|re)s?",
    "ft": r"feet|foot|ft\.?", "in": r"inch(?:es)?", "cm": r"centimet(?:er|re)s?|cm",
    "yd": r"yards?", "acre": r"acres?", "ha": r"hectares?",
    "sq mi": r"square\s+miles?", "km2": r"square\s+(?:kilomet(?:er|re)s?|km)",
    "sq ft": r"square\s+(?:feet|foot)", "gal": r"gallons?", "l": r"lit(?:er|re)s?",
    "bbl": r"barrels?", "lb": r"pounds?(?=\s+of\b)|lbs?\.?", "kg": r"kilo(?:gram)?s?|kg",
    "g": r"grams?", "t": r"(?:metric\s+)?(?:tons?|tonnes?)", "oz": r"ounces?",
    "C": r"degrees?\s+(?:Celsius|centigrade)|°\s?C", "F": r"degrees?(?:\s+Fahrenheit)?|°\s?F",
    "MW": r"megawatts?", "GW": r"gigawatts?",
}  # fmt: skip
_UNIT = re.compile(
    "|".join(
        f"(?P<u{n}>{pattern})"
        for n, pattern in sorted(enumerate(UNITS.values()), key=lambda item: -len(item[1]))
    ),
    re.IGNORECASE,
)
_UNIT_NAMES = tuple(UNITS)
_UNIT_AFTER = re.compile(rf"[\s-]?(?:{_UNIT.pattern})(?![\w])", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\(([^()]{2,30})\)")
_RATE_AFTER = re.compile(r"\s+(?:per|an)\s+hour\b")

_PERCENT_AFTER = re.compile(r"\s?%|[\s-]per\s?cent\b|\s+percent\b|\s+percentage\s+points?\b")
_SIGN_BEFORE = re.compile(
    r"(?:\b(?P<code>[A-Z]{1,3})\s?)?(?P<sign>[$€£¥₹₽₩])\s?$|\b(?P<iso>[A-Z]{3})\s$"
)
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW"}
_DOLLARS = {"A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "HK": "HKD", "NZ": "NZD",
            "S": "SGD", "US": "USD", "R": "BRL", "MX": "MXN", "NT": "TWD"}  # fmt: skip

_CLOCK = re.compile(
    r"\b(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?\s?(?P<half>[ap])\.?m\b\.?|"
    r"(?:(?<=\bat )|(?<=\bby )|(?<=around ))(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)\b(?!:\d)|"
    r"\b(?P<noon>noon|midnight)\b|\b\d{4}\s(?:GMT|UTC|local time)\b",
    re.IGNORECASE,
)
_CLOCKED = re.compile(r"\d|[Nn][Oo][Oo][Nn]|[Mm][Ii][Dd][Nn][Ii][Gg][Hh][Tt]")
_STAMP = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?\b")  # of a video, where no clock time
_PAIR = re.compile(r"\b(?P<a>\d{1,3})\s?(?:-|–|—|\sto\s)\s?(?P<b>\d{1,3})\b(?![-–/\d])")
_VOTE_NEAR = re.compile(
    r"\b(?:vot(?:e|ed|es|ing)|rul(?:ed|ing)|decision|approved|passed|party-line)\b", re.IGNORECASE
)
_WON_NEAR = re.compile(
    r"\b(?:beat|beats|beaten|won|win|wins|lost|lose|loss|victory|defeat(?:ed|s)?|lead|led|leads|"
    r"score|tied|draw|drew|record|final)\b",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"[\s-]years?[\s-]old\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"\b(?:aged?|age\s+of)\s+$", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"[A-Z][\w’'.-]+,\s$")
_AGE_STOP = re.compile(r"\s*(?:,|\.|;|\)|$|\b(?:of|who|and|was|were)\b)")
_TO = re.compile(r"\s?(?:-|–|\s+to\s+|\s+or\s+)\s?[$€£]?$|\s?(?:-|–)\s?$")
_YEAR = range(1500, 2101)


@cache
def _currencies() -> re.Pattern[str]:
    """Names of currencies as babel has them ("Brazilian reals", "Mexican pesos"), and short."""
    names: dict[str, str] = {}
    locale = Locale("en")
    for code, name in locale.currencies.items():
        if "(" in name or len(code) != 3 or not name.isascii():
            continue
        names[name.lower()] = code
    long = "|".join(sorted((re.escape(n) + "s?" for n in names), key=len, reverse=True))
    return re.compile(rf"[\s-](?P<long>{long})\b|[\s-](?P<short>{'|'.join(_SHORT)})\b", re.I)


_SHORT = {
    "(?:u\\.?s\\.? )?dollars?": "USD", "euros?": "EUR", "pounds?(?! of)": "GBP", "yen": "JPY",
    "yuan": "CNY", "rubles?": "RUB", "roubles?": "RUB", "rupees?": "INR", "reals": "BRL",
    "reais": "BRL", "pesos?": "peso", "francs?": "franc", "cents?": "cent", "won": "KRW",
}  # fmt: skip


@cache
def _codes() -> dict[str, str]:
    return {name.lower(): code for code, name in Locale("en").currencies.items()}


def find_numbers(text: str) -> tuple[Number, ...]:
    """Number expressions in text order; they do not overlap."""
    taken, masked = [], []
    if _CLOCKED.search(text):  # few paragraphs: the patterns below try every place
        taken = list(_pairs_and_clocks(text))
        masked = [match.span() for match in _STAMP.finditer(text)]
    stretches = sorted([*((n.start, n.end) for n in taken), *masked])
    found: list[Number] = []
    skip_to, at = 0, 0
    for numeral in find_numerals(text):
        while at < len(stretches) and stretches[at][1] <= numeral.start:
            at += 1
        if numeral.start < skip_to or (at < len(stretches) and stretches[at][0] < numeral.end):
            continue
        number = _dressed(text, numeral)
        if number is None:
            continue
        skip_to = number.end
        if found and _is_range(text, found[-1], number):
            found[-1] = _range(found[-1], number)
        else:
            found.append(number)
    return tuple(sorted([*taken, *found], key=lambda number: number.start))


def _pairs_and_clocks(text: str) -> Iterator[Number]:
    """Clock times, scores, votes and hyphened ranges: what a numeral alone would be misread as."""
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
        hedge, start = _hedge_before(text, match.start())
        if hedge == "":
            low, high = float(minutes), float(minutes)
        else:
            low, high = minutes - 20.0, minutes + 20.0
        yield Number(start, match.end(), match.span(), "clock", minutes, low, high, hedge, "")
    for match in _PAIR.finditer(text):
        first, second = int(match["a"]), int(match["b"])
        near = text[max(0, match.start() - 60) : match.end() + 40]
        quantity = "vote" if _VOTE_NEAR.search(near) else "score" if _WON_NEAR.search(near) else ""
        spaced = "to" in match.group()
        if quantity and (first >= second or quantity == "vote") and (
            not spaced or re.search(r"\bvote\w*\s+(?:of\s+)?$", text[: match.start()])
        ):  # fmt: skip
            value = first * 1000.0 + second
            yield Number(
                match.start(), match.end(), match.span(), quantity, value, value, value, "", ""
            )
        elif not quantity and not spaced and first < second:  # "15-20 people"
            percent = _PERCENT_AFTER.match(text, match.end())
            kind = "percent" if percent else "count"
            yield Number(match.start(), percent.end() if percent else match.end(), match.span(),
                         kind, (first + second) / 2, first, second, "range",
                         "percent" if percent else "")  # fmt: skip


def _dressed(text: str, numeral: Numeral) -> Number | None:
    """The numeral with its sign, unit and hedge; None where it is a year or a bare "one"."""
    start, end = numeral.start, numeral.end
    quantity, unit = "count", ""
    if numeral.form is Form.ORDINAL:
        if numeral.value == 2 and re.match(r"s?\s+(?:ago|later|left)\b", text[end:]):
            return None
        return Number(start, end, (start, end), "rank", numeral.value, numeral.low, numeral.high,
                      "", "", ordinal=True)  # fmt: skip
    after = text[end : end + 40]
    sign = _SIGN_BEFORE.search(text[max(0, start - 6) : start])
    currency = _currencies().match(after)
    measure = _UNIT_AFTER.match(after)
    percent = _PERCENT_AFTER.match(after)
    age = _AGE_AFTER.match(after)
    if numeral.form is Form.FRACTION:
        quantity, unit = "percent", "percent"
    elif sign and (sign["sign"] or sign["iso"] in _iso_codes()):
        quantity, unit = "money", _sign_unit(sign)
        start -= len(sign.group())
        if currency:
            end += currency.end()
    elif percent:
        quantity, unit, end = "percent", "percent", end + percent.end()
    elif age or (
        5 <= numeral.value <= 110
        and (
            _AGE_BEFORE.search(text[max(0, start - 10) : start])
            or (
                text[start].isdigit()
                and _NAME_BEFORE.search(text[max(0, start - 30) : start])
                and _AGE_STOP.match(after)
            )
        )
    ):
        quantity, unit, end = "age", "year", end + (age.end() if age else 0)
    elif currency:
        quantity, unit, end = "money", _name_unit(currency), end + currency.end()
    elif measure:
        quantity, unit, end = "measure", _measured(measure), end + measure.end()
    elif text[numeral.start].isdigit() and _is_year(text, numeral):
        return None
    if quantity == "count" and numeral.value < 0:
        return None
    number = Number(
        start,
        end,
        (numeral.start, numeral.end),
        quantity,
        numeral.value,
        numeral.low,
        numeral.high,
        "",
        unit,
        vague=numeral.form is Form.VAGUE,
    )
    return _hedged(text, _with_brackets(text, number))


def _is_year(text: str, numeral: Numeral) -> bool:
    words = text[numeral.start : numeral.end]
    return len(words) == 4 and int(numeral.value) in _YEAR and not re.match(
        r"\s+(?:people|men|women|workers|troops|homes|members|others|students|jobs)\b",
        text[numeral.end : numeral.end + 12],
    )  # fmt: skip


@cache
def _iso_codes() -> frozenset[str]:
    return frozenset(Locale("en").currencies) - {"ALL", "TOP", "THE", "ZAR"}


def _sign_unit(sign: re.Match[str]) -> str:
    if sign["iso"]:
        return sign["iso"]
    if sign["sign"] == "$" and sign["code"]:
        return _DOLLARS.get(sign["code"], "USD")
    return _SIGNS[sign["sign"]]


def _name_unit(currency: re.Match[str]) -> str:
    if currency["long"]:
        name = currency["long"].lower()
        return _codes().get(name) or _codes()[name.removesuffix("s")]
    short = currency["short"].lower()
    return next(code for pattern, code in _SHORT.items() if re.fullmatch(pattern, short))


def _measured(measure: re.Match[str]) -> str:
    return next(_UNIT_NAMES[int(k[1:])] for k, v in measure.groupdict().items() if v)


def _with_brackets(text: str, number: Number) -> Number:
    """ "59 miles (95 km) per hour": the bracket belongs to the measure, so does what follows."""
    bracket = _IN_BRACKETS.match(text, number.end)
    if bracket is None or number.quantity not in ("measure", "money"):
        return number
    if not re.search(r"\d", bracket[1]) or not re.search(r"[a-z$€£%]", bracket[1]):
        return number
    rate = _RATE_AFTER.match(text, bracket.end())
    if number.quantity == "measure":
        unit = {"mi": "mph", "km": "km/h"}.get(number.unit, number.unit) if rate else number.unit
        return replace(number, end=rate.end() if rate else bracket.end(), unit=unit)
    return number  # money repeated in another currency stays two figures: rates differ


def _hedge_before(text: str, start: int) -> tuple[str, int]:
    before = text[max(0, start - _LOOK_BACK) : start]
    for pattern, hedge in _BEFORE:
        match = pattern.search(before)
        if match:
            return hedge, start - len(before) + match.start()
    return "", start


def _hedged(text: str, number: Number) -> Number:
    hedge, start = _hedge_before(text, number.start)
    end = number.end
    if hedge == "":
        match = _AFTER.match(text, end)
        if match and (match["more"] or number.quantity != "percent"):
            hedge, end = _AFTER_HEDGES[match["more"] and match["more"].lower()], match.end()
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


def _is_range(text: str, first: Number, second: Number) -> bool:
    between = text[first.end : second.start]
    return (
        len(between) <= 5
        and _TO.fullmatch(between) is not None
        and first.quantity in (second.quantity, "count")
        and first.value < second.value
        and not first.ordinal
        # "rose from 15 to 20" tells of two numbers, "between 15 and 20" of one
        and not re.search(r"\bfrom\s+[$€£]?$", text[max(0, first.start - 8) : first.start])
    )


def _range(first: Number, second: Number) -> Number:
    low, high = min(first.low, second.low), max(first.high, second.high)
    return replace(
        second,
        start=first.start,
        numeral=(first.numeral[0], second.numeral[1]),
        value=(first.value + second.value) / 2,
        low=low,
        high=high,
        hedge="range",
    )


__all__ = ["Number", "find_numbers", "round_interval"]
