"""A text in; the numerals in it, in digits or in words, with their values, out.

A numeral is the bare number: `139`, `nine`, `6.5 billion`, `a couple of dozen`, `third`,
`two-thirds`, `hundreds`. What it measures, and how firmly, is read by `extraction.numbers`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12.0, "lakh": 1e5, "crore": 1e7,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "twentieth": 20,
}  # fmt: skip
PARTS = {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4,
         "fourth": 4, "fourths": 4, "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10}  # fmt: skip

#: What a vague word may stand for, both ends included (FACTS: dozens are 24 to 99).
VAGUE = {
    "a couple": (2, 3), "a few": (3, 9), "several": (3, 9), "a handful": (3, 9),
    "dozens": (24, 99), "scores": (40, 99), "tens": (20, 99), "hundreds": (200, 999),
    "thousands": (2e3, 9999), "millions": (2e6, 9_999_999), "billions": (2e9, 9_999_999_999),
}  # fmt: skip

_LONGEST = 120  # characters of a numeral: what is longer is no number anybody reads
_GREATEST = 1e18
_SLACK = 2  # per cent either way of a share in words
_WHOLE = 100  # "one in 500" is a chance, and too small a share for that slack
_DOZENS = 2  # either way of several dozens
_FEW_DOZENS = 100


class Form(StrEnum):
    """How the numeral is put."""

    EXACT = "exact"
    ORDINAL = "ordinal"
    FRACTION = "fraction"  # value is a share of 100
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral at [start, end). `low` and `high` are what the bare words allow."""

    start: int
    end: int
    form: Form
    value: float
    low: float
    high: float


_SMALL = "|".join(sorted([*UNITS, *TENS], key=len, reverse=True))
_BIG = r"hundred|thousand|million|billion|trillion|dozen|lakh|crore"
_ONES = "|".join(list(UNITS)[1:10])
_SPELT = (
    rf"(?:{_SMALL})(?:-(?:{'|'.join(UNITS)})|(?<=ty)\s(?:{_ONES})(?![\w-]|\s+(?:of|in|out)\b))?"
)
_TAIL = rf"(?:(?:\s+|-)(?:{_BIG}))*(?:(?:\s+and\s+|\s+)(?:{_SPELT})(?:(?:\s+|-)(?:{_BIG}))+)*"
#: "12 000": with a plain space only before zeros, else "May 12 300 people" would be one.
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)"
    r"|\d{1,3}(?:\x20\d{3})*\x20000(?![\d,.]*\d)|\d+(?:\.\d+)?"
)
_PART = "|".join(sorted(PARTS, key=len, reverse=True))
_VAGUE = (
    r"(?:several|a\s+few|a\s+couple(?:\s+of)?|a\s+handful(?:\s+of)?)"
    r"(?:\s+(?:dozen|hundred|thousand|million|billion))?"
    r"|(?:tens|hundreds)\s+of\s+(?:thousands|millions|billions)"
    r"|dozens|scores(?=\s+of\b)|hundreds|thousands|millions|billions"
)

_PERIOD = r"(?:minute|hour|day|night|week|month|year|season|game|match|race|attempt)s?\b"

_NUMERAL = re.compile(
    rf"""
    (?P<skip> https?://\S+ | www\.\S+ | [@\#]\w+ | \b\d(?:[-.\s]\d{{3}}){{2}}[-.\s]\d{{4}}\b
      | \b\d{{3}}[-.]\d{{4}}\b | \b\d+/\d+/\d+\b | \bNo\.\s?\d+ | (?-i:\b[A-Z][A-Za-z]*-\d+\b)
      | (?-i:\b\d+-?[A-Z][\w-]*\b(?<![KMBCF])) | \b\d0['’]?s\b )
  | (?P<half> \b (?:half|(?:a|one)\s+quarter\s+of|three\s+quarters\s+of
      |(?:{_ONES}|\d+)\s+and\s+a\s+half) (?:\s+an?)?\s+(?:dozen|million|billion)\b )
  | (?P<fraction> \b (?: (?:a|one|two|three|four|nine)(?:\s+|-)(?:{_PART})(?=\s+(?:of|the|as)\b)
      | (?:one|two|three|four)-(?:{_PART}) | half(?=\s+(?:of|the|his|her|its|their|all)\b) ) \b )
  | (?P<share> \b (?:{_ONES})\s+in\s+(?:every\s+)?(?:{_ONES}|ten|\d+)\b
      (?!\s+(?:{_PERIOD})|-|\s*[,.]) )
  | (?P<vague> \b (?:{_VAGUE}) \b )
  | (?P<ordinal> \b (?: \d+(?:st|nd|rd|th) | (?:{"|".join(TENS)})-(?:{"|".join(ORDINALS)})
      | {"|".join(ORDINALS)} ) \b (?!-(?:hand|degree|class|rate)) )
  | (?P<digits> (?<![\w.,/@\#-]) (?<!No\.\s) (?:{_DIGITS})
      (?: (?:\s|-)(?:{_BIG})\b | (?:k|K|m|M|mn|bn|B|tn)\b )? (?![\d,]*\d) )
  | (?P<score> \b (?:two|three|four)\s+score(?=\s+[a-z]) )
  | (?P<words> \b (?: (?:a|an)\s+(?:{_BIG})\b{_TAIL} | (?:{_SPELT})\b{_TAIL}
      (?:(?:\s+and\s+)(?:{_SPELT})(?=\s))? ) \b )
    """,
    re.VERBOSE | re.IGNORECASE,
)

#: Where a numeral may begin; found at a tenth of the cost of trying the grammar everywhere.
_HINT = re.compile(
    r"\d|(?<![A-Za-z])(?:[Zz]ero|[Oo]ne|[Tt](?:wo|hree|en|welve|hirt|wenty|wel|hird|ent|hous)"
    r"|[Ff](?:our|ive|ift|ort|irst)|[Ss](?:ix|even|everal|cores|econd)|[Ee](?:ight|leven)"
    r"|[Nn]in|[Hh](?:alf|undreds)|[Dd]ozens|[Mm]illions|[Bb]illions"
    r"|[Aa]n?\s(?:few|couple|handful|hundred|thousand|million|billion|trillion|dozen"
    r"|half|third|quarter|fifth|tenth|fourth))"
)


def find_numerals(text: str) -> Iterator[Numeral]:
    """Numerals in text order; dates, phone numbers and numbers in names are left to others."""
    done = 0
    for hint in _HINT.finditer(text):
        if hint.start() < done:
            continue
        match = _NUMERAL.match(text, hint.start())
        if match is None:
            continue
        done = match.end()
        kind = match.lastgroup
        if kind is None or kind == "skip":
            continue
        words = match.group().lower()
        if len(words) > _LONGEST:
            continue
        numeral = _READERS[kind](words)
        if numeral is not None and numeral[1] < _GREATEST:
            form, value, low, high = numeral
            yield Numeral(match.start(), match.end(), form, value, low, high)


def round_interval(value: float) -> tuple[float, float]:
    """What a bare number allows: half a unit of its last digit if it ends in two zeros or more.

    48,000 may be anything from 47,500 to 48,500; 139 and 30 are what they are (FACTS).
    """
    if value < 100 or value > _GREATEST or value != int(value):
        return value, value
    unit = 1
    while value % (unit * 10) == 0:
        unit *= 10
    return (value - unit / 2, value + unit / 2) if unit >= 100 else (value, value)


_Read = tuple[Form, float, float, float] | None


def _digits(words: str) -> _Read:
    words = re.sub(r"(?<=\d)\s(?=\d)", "", words)
    match = re.match(r"([\d,]+(?:\.\d+)?)[\s-]*([a-z]*)", words)
    if match is None:
        return None
    value = float(match[1].replace(",", ""))
    if not match[2]:
        return Form.EXACT, value, *round_interval(value)
    scale = SCALES[match[2]]
    # 6.5 billion is good to its last printed digit: 6.45 to 6.55.
    places = len(match[1].partition(".")[2])
    slack = scale * 10.0**-places / 2 if scale > 12 else 0.0
    return Form.EXACT, value * scale, value * scale - slack, value * scale + slack


def _half(words: str) -> _Read:
    """ "Half a million", "three quarters of a million", "two and a half million"."""
    first, *rest = words.split()
    scale = SCALES[rest[-1]]
    if "half" in rest:
        share = 0.5 + float(UNITS.get(first) or first)
    else:
        share = 0.5 if first == "half" else 0.75 if first == "three" else 0.25
    value = share * scale
    slack = 1.0 if rest[-1] == "dozen" else 0.0  # half a dozen are five or seven, too
    low, high = round_interval(value)
    return Form.EXACT, value, low - slack, high + slack


def _score(words: str) -> _Read:
    value = 20.0 * UNITS[words.split()[0]]
    return Form.EXACT, value, value - _DOZENS, value + _DOZENS


def _share(words: str) -> _Read:
    above, *_, below = words.split()
    part, whole = UNITS[above], float(UNITS.get(below) or below)
    if not part < whole <= _WHOLE:
        return None
    share = 100.0 * part / whole
    return Form.FRACTION, share, share - _SLACK, share + _SLACK


def _words(words: str) -> _Read:
    total, current = 0.0, 0.0
    for word in re.split(r"[\s-]+", words):
        if word in ("a", "an"):
            current = 1
        elif word in UNITS:
            current += UNITS[word]
        elif word in TENS:
            current += TENS[word]
        elif word == "hundred" or word == "dozen":
            current = (current or 1) * SCALES[word]
        elif word in SCALES:
            total += (current or 1) * SCALES[word]
            current = 0
    value = total + current
    low, high = round_interval(value)
    if words.endswith("dozen") and value < _FEW_DOZENS:
        slack = 1.0 if value <= SCALES["dozen"] else _DOZENS  # "two dozen" may be 23
        return Form.EXACT, value, value - slack, value + slack
    return Form.EXACT, value, low, high


def _ordinal(words: str) -> _Read:
    if words[0].isdigit():
        value = float(re.sub(r"\D", "", words))
    else:
        tens, _, unit = words.rpartition("-")
        value = float(TENS.get(tens, 0) + ORDINALS[unit])
    return Form.ORDINAL, value, value, value


def _fraction(words: str) -> _Read:
    pieces = re.split(r"[\s-]+", words)
    below = PARTS[pieces[-1]]
    above = 1 if len(pieces) == 1 or pieces[0] == "a" else UNITS[pieces[0]]
    share = 100.0 * above / below
    return Form.FRACTION, share, share - _SLACK, share + _SLACK  # "a third" is 31 to 35 %


def _vague(words: str) -> _Read:
    words = re.sub(r"\s+", " ", words)
    scale = 1.0
    for ending, factor in (
        (" dozen", 12.0), (" hundred", 1e2), (" thousand", 1e3), (" million", 1e6),
        (" billion", 1e9), (" of thousands", 1e3), (" of millions", 1e6), (" of billions", 1e9),
    ):  # fmt: skip
        if words.endswith(ending):
            words, scale = words.removesuffix(ending), factor
            break
    low, high = VAGUE[words.removesuffix(" of")]
    return Form.VAGUE, math.sqrt(low * high) * scale, low * scale, high * scale


_READERS = {
    "fraction": _fraction,
    "vague": _vague,
    "ordinal": _ordinal,
    "digits": _digits,
    "half": _half,
    "score": _score,
    "share": _share,
    "words": _words,
}
