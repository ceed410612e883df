"""A text in; its number expressions, with quantity, unit, hedge and the interval they allow, out.

Own grammar: quantulum3 reads "35 am" as attometres and loses hedges, which `extraction.hedges`
has. Calendar dates are no number expressions; `find_times` has them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from babel import Locale

from extraction.hedges import Number, hedged
from extraction.numerals import Form, Numeral, find_numerals, round_interval
from extraction.pairs import PERCENT_AFTER, SIGNS, pairs_and_clocks

#: What people are called of whom an age is given.
PERSON = (
    r"(?:driver|pilot|rider|passenger|cyclist|motorist|pedestrian|gunm[ae]n|shooter|attacker|suspect"
    r"|assailant|bomber|defendant|victim|survivor|witness|officer|deputy|soldier|teacher|student"
    r"|teenager|man|woman|boy|girl|child|baby|infant|mother|father|son|daughter|brother|sister|wife"
    r"|husband|grandmother|grandfather|owner|worker|employee|player|actor|actress|singer|doctor|nurse"
    r"|lawyer|judge|priest|farmer|businessm[ae]n)"
)

UNITS = {
    "mph": r"miles?\s+(?:per|an)\s+hour|mph|m\.p\.h\.",
    "km/h": r"(?:kilomet(?:er|re)s?|km)\s+(?:per|an)\s+hour|km/h|kph|kmh",
    "mi": r"miles?", "km": r"kilomet(?:er|re)s?|km", "m": r"met(?:er|re)s?",
    "ft": r"feet|foot|ft\.?", "in": r"inch(?:es)?", "cm": r"centimet(?:er|re)s?|cm",
    "yd": r"yards?", "acre": r"acres?", "ha": r"hectares?",
    "sq mi": r"square\s+miles?", "km2": r"square\s+(?:kilomet(?:er|re)s?|km)",
    "sq ft": r"square\s+(?:feet|foot)", "gal": r"gallons?", "l": r"lit(?:er|re)s?",
    "bbl": r"barrels?", "lb": r"pounds?(?=\s+of\b)|(?<=-)pounds?(?=[\s-])|lbs?\.?",
    "kg": r"kilo(?:gram)?s?|kg",
    "g": r"grams?", "t": r"(?:metric\s+)?(?:tons?|tonnes?)", "oz": r"ounces?",
    "C": r"degrees?\s+(?:Celsius|centigrade|C\b)|°\s?C|(?-i:C)(?=[\s,.])",
    "F": r"degrees?(?:\s+(?:Fahrenheit|F\b))?|°\s?F|(?-i:F)(?=[\s,.])",
    "magnitude": r"(?<=-)magnitude",
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

_RUPEES = re.compile(r"\bRs\.?\s?$")
_SIGN_BEFORE = re.compile(
    r"(?:\b(?P<code>[A-Z]{1,3})\s?)?(?P<sign>[$€£¥₹₽₩])\s?$|\b(?P<iso>[A-Z]{3})\s$"
)
_DOLLARS = {"A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "HK": "HKD", "NZ": "NZD",
            "S": "SGD", "US": "USD", "R": "BRL", "MX": "MXN", "NT": "TWD"}  # fmt: skip

_AGE_AFTER = re.compile(r"[\s-]years?[\s-]old\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"\b(?:ages?|aged|age\s+of)\s+$", re.IGNORECASE)
#: "Jane Roe, 54", "Roe (54)", "the driver, 54", "who is 54".
_NAME_BEFORE = re.compile(
    rf"[A-Z][\w’'.-]+(?:,\s|\s\()$|\b{PERSON}(?:,\s|\s\()$|\bwho\s(?:is|was)\s$"
)
_AT_AGE = re.compile(r"(?:^|[.!?”\"]\s+|\n)(?:At|Now|Aged)\s$")  # "At 54, Roe …"
_COMMA = re.compile(r",\s+(?:[A-Z]|s?he\b|they\b)")
_MAGNITUDE = re.compile(r"\bmagnitude(?:\s+of)?\s+$", re.IGNORECASE)
_MEASURED = re.compile(
    r"\b(?:quake|tremor|aftershock)\s+(?:had\s+)?measur(?:ed|ing)\s+$", re.IGNORECASE
)
_MINUS = re.compile(r"\bminus\s+$|[−-]$", re.IGNORECASE)
_BELOW_ZERO = re.compile(r"\s+below\s+zero\b", re.IGNORECASE)
_AGE_STOP = re.compile(r"\s*(?:,|\.|;|\)|$|\b(?:of|who|and|was|were)\b)")
_BETWEEN = re.compile(r"\bbetween\s+[$€£]?$", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+[$€£]?$")
_TO = re.compile(r"\s?(?:-|–|\s+to\s+|\s+or\s+)\s?[$€£]?$|\s?(?:-|–)\s?$")
_CLOCKED = re.compile(
    r"\d|[Nn][Oo][Oo][Nn]|[Mm][Ii][Dd][Nn][Ii][Gg][Hh][Tt]|[Cc][Ll][Oo][Cc][Kk]|[Qq]uarter|[Hh]alf"
    r"|-(?:nil|one|two|three|four|five|six|seven|eight|nine|ten)"
)
#: Of a video, where no clock time; and hours that do not say which half of the day.
_STAMP = re.compile(
    r"\b\d{1,2}:\d\d(?::\d\d)?\b|\b\w+\s+o['’]clock\b"
    r"|\b(?:half|(?:a\s+)?quarter)\s+(?:past|to|after)\s+(?:\w+)\b(?!\s*(?:million|percent))",
    re.IGNORECASE,
)
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
    "(?:u\\.?s\\.? )?dollars?": "USD", "euros?": "EUR", "(?<!-)pounds?(?! of)": "GBP", "yen": "JPY",
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
        taken = list(pairs_and_clocks(text))
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
    rupees = _RUPEES.search(text[max(0, start - 6) : start])
    currency = _currencies().match(after)
    measure = _UNIT_AFTER.match(after)
    percent = PERCENT_AFTER.match(after)
    age = _AGE_AFTER.match(after)
    if numeral.form is Form.FRACTION:
        quantity, unit = "percent", "percent"
    elif sign and (sign["sign"] or sign["iso"] in _iso_codes()):
        quantity, unit = "money", _sign_unit(sign)
        start -= len(sign.group())
        if currency:
            end += currency.end()
    elif rupees:
        quantity, unit, start = "money", "INR", start - len(rupees.group())
    elif percent:
        quantity, unit, end = "percent", "percent", end + percent.end()
    elif age or (5 <= numeral.value <= 110 and _is_age(text, start, after)):
        quantity, unit, end = "age", "year", end + (age.end() if age else 0)
    elif currency:
        quantity, unit, end = "money", _name_unit(currency), end + currency.end()
    elif measure:
        quantity, unit, end = "measure", _measured(measure), end + measure.end()
    elif _MAGNITUDE.search(text[max(0, start - 20) : start]) or (
        _MEASURED.search(text[max(0, start - 20) : start]) and "." in text[start:end]
    ):
        quantity, unit = "measure", "magnitude"
    elif text[numeral.start].isdigit() and _is_year(text, numeral):
        return None
    sign_of = 1
    if unit in ("C", "F"):
        minus, below = _MINUS.search(text[max(0, start - 8) : start]), _BELOW_ZERO.match(text, end)
        if minus or below:
            sign_of = -1
            start -= len(minus.group()) if minus else 0
            end = below.end() if below else end
    low, high = sorted((sign_of * numeral.low, sign_of * numeral.high))
    number = Number(
        start,
        end,
        (numeral.start, numeral.end),
        quantity,
        sign_of * numeral.value,
        low,
        high,
        "",
        unit,
        vague=numeral.form is Form.VAGUE,
    )
    return hedged(text, _with_brackets(text, number))


def _is_age(text: str, start: int, after: str) -> bool:
    """Whether a bare number is somebody's age: "aged 54", "Roe, 54, said", "At 54, Roe"."""
    if _AGE_BEFORE.search(text[max(0, start - 10) : start]):
        return True
    before = text[max(0, start - 30) : start]
    if not text[start].isdigit():
        return False
    told = _NAME_BEFORE.search(before) and _AGE_STOP.match(after)
    return bool(told or (_AT_AGE.search(before) and _COMMA.match(after)))


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
    return SIGNS[sign["sign"]]


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


def _is_range(text: str, first: Number, second: Number) -> bool:
    between = text[first.end : second.start]
    joined = _TO.fullmatch(between) or (
        _AND.fullmatch(between) and _BETWEEN.search(text[max(0, first.start - 12) : first.start])
    )
    return (
        len(between) <= 6
        and joined is not None
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
