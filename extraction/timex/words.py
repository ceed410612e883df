"""A text in; its words, and a string with one letter a word that says what each can mean, out.

The grammar of time expressions is written over that string, so its rules see classes of words
(MONTH, NUMBER, UNIT), never spellings, and scanning costs one dictionary look-up a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

MONTHS = {
    name: number
    for number, names in enumerate(
        """january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|
        september sept sep|october oct|november nov|december dec""".split("|"),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        "monday mon|tuesday tue tues|wednesday wed|thursday thu thur thurs|friday fri|"
        "saturday sat|sunday sun".split("|")
    )
    for name in names.split()
}
UNITS = {  # TIMEX3's letters; clock units bear a T
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D",
    "weekend": "WE", "week": "W", "month": "M", "quarter": "Q", "year": "Y",
    "decade": "DE", "century": "CE", "fortnight": "2W", "millennium": "ML",
}  # fmt: skip
PLURALS = {unit + "s": code for unit, code in UNITS.items()} | {"centuries": "CE", "nights": "D"}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "MI",
    "mornings": "MO", "afternoons": "AF", "evenings": "EV", "nights": "NI", "dawn": "MO",
    "nighttime": "NI", "daytime": "DT", "lunchtime": "MI", "dusk": "EV",
}  # fmt: skip
_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
CARDINALS = {word: n for n, word in enumerate(_ONES)} | {
    word: 10 * n for n, word in enumerate(_TENS, start=2)
}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_FIRSTS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()
ORDINALS = {word: n for n, word in enumerate(_FIRSTS, start=1)} | {
    "thirtieth": 30, "last": -1, "final": -1,
}  # fmt: skip
DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7,
    "eighties": 8, "nineties": 9,
}  # fmt: skip
ZONES = {  # hours from UTC
    "utc": 0, "gmt": 0, "z": 0, "bst": 1, "cet": 1, "cest": 2, "est": -5, "edt": -4, "et": -5,
    "cst": -6, "cdt": -5, "ct": -6, "mst": -7, "mdt": -6, "mt": -7, "pst": -8, "pdt": -7,
    "pt": -8, "ist": 5.5, "jst": 9, "msk": 3, "aest": 10, "aedt": 11,
}  # fmt: skip
FREQUENCIES = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W",
    "fortnightly": "P2W", "monthly": "P1M", "bimonthly": "P2M", "yearly": "P1Y", "annually": "P1Y",
    "annual": "P1Y",
}  # fmt: skip # "quarterly" mostly names a thing: "a quarterly dividend"

#: Classes of the grammar and their words. A word may belong to several.
CLASSES: dict[str, Iterable[str]] = {
    "UNIT": UNITS, "UNITS": PLURALS, "SEASON": SEASONS, "SEASONS": ["summers", "winters"],
    "PART": PARTS, "CARD": [*CARDINALS], "SCALE": SCALES, "ORD": ORDINALS, "DECADE": DECADES,
    "OFTEN": FREQUENCIES,
    "DET": ["the", "a", "an"],
    "THE": ["the"],
    "A": ["a", "an"],
    "POSS": ["its", "his", "her", "their", "our", "your", "my"],
    "THIS": ["this"],
    "THAT": ["that", "same"],
    "LAST": ["last", "past", "previous", "preceding", "latest"],
    "PAST": ["last", "past", "previous", "preceding"],
    "NEXT": ["next", "coming", "upcoming", "following"],
    "SOON": ["next", "coming", "upcoming"],
    "NOW": ["current", "present"],
    "EARLY": ["early", "late", "mid", "earlier", "later"],
    "FEW": ["several", "few", "many", "some", "couple", "couples", "dozens", "numerous"],
    "NEARLY": ["nearly", "almost"],
    "PREP": """in since until till by of from to before after during through for between and or
        on at as over around about throughout post pre around than within into through
        starting beginning ending""".split(),
    "EDGE": ["beginning", "start", "end", "middle", "close", "outset", "half"],
}  # fmt: skip

# Numbers of every kind that `number_letter` tells apart.
_EVERY_KIND = """0 1 12 24 00 31 99 45 100 0800 0999 1000 1500 1860 1360 1300 1459 1460 1980 1955
    1999 2000 2060 2099 2100 2360 2399 2400 2460 9999 12345""".split()
_PUNCTUATION = {
    ".": "DOT", ",": "COMMA", "-": "DASH", "–": "DASH", "—": "DASH", "'": "APOS", "’": "APOS",
    "‘": "APOS", "(": "OPEN", ")": "CLOSE", "+": "PLUS", "/": "SLASH",
}  # fmt: skip

#: Each alternative is tried where its first character can stand, blanks after a word are passed
#: over with it: half of the time goes into this pattern.
_WORD = re.compile(
    r"""(?:(?P<ampm>(?:(?<=\d)|(?<=\d\s))(?:[AaPp]\.\s?[Mm]\b\.?|[AaPp][Mm]\b))
      | (?P<letters>[^\W\d_]+)
      | (?=\d)(?:
          (?P<iso>\d{4}-\d\d-\d\d(?!\d))
        | (?P<slashed>\d{1,2}/\d{1,2}/\d{2,4}(?!\d))
        | (?P<clock>\d{1,2}:\d\d(?::\d\d)?(?!\d))
        | (?P<decade>\d{0,3}0s\b)
        | (?P<nth>\d{1,2}(?:st|nd|rd|th)\b)
        | (?P<other>\d{1,12}(?:[.,]\d{1,6}){0,4}[%°]|\d{1,3}(?:,\d{3})+(?:\.\d+)?)
        | (?P<decimal>\d+\.\d+)
        | (?P<number>\d+))
      | (?P<sum>[$£€¥#][ ]?\d+(?:[.,]\d+)*)
      | (?P<possessive>['’]s\b)
      | (?P<punctuation>[^\s])
      | (?P<gap>\n))[^\S\n]*""",
    re.VERBOSE,
)
_LETTERS, _NUMBER, _PUNCTUATED, _GAP, _OTHER, _SUM = (
    _WORD.groupindex[name] for name in ("letters", "number", "punctuation", "gap", "other", "sum")
)
_MET = 50_000  # spellings that are remembered
_JOINED = re.compile(r"\n[ \t]*(?=[a-z0-9])")
OTHER = "x"  # a word that no rule mentions
_FIRST_LETTER = 0x4E00  # letters for classes: one code point each, none that regexes treat apart


class Word(NamedTuple):
    """A word of the text, lower-cased, and where it stands; a tuple, as texts have so many."""

    text: str
    start: int
    end: int
    title: bool  # begins with a capital


_Met = tuple[str, str, bool]


class Vocabulary:
    """Which letter stands for which combination of classes; grown while the grammar is read."""

    def __init__(self) -> None:
        self._classes: dict[str, set[str]] = {}
        self._letters: dict[frozenset[str], str] = {}
        self._words: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        for name, words in CLASSES.items():
            for word in words:
                self._classes.setdefault(word, set()).add(name)
        for name in ("MONTH", "MAY", "WEEKDAY", "WD", "WEEKDAYS"):
            self._letter(frozenset({name}))
        self._fixed: dict[str, str] = {}
        self._met: dict[str, _Met] = {}

    def add(self, literal: str) -> None:
        """Let the grammar name a word by its spelling."""
        self._classes.setdefault(literal, set()).add(f"'{literal}'")

    def close(self) -> None:
        """Give every word and every kind of number its letter; nothing may be added after."""
        for word, classes in self._classes.items():
            self._words[word] = self._letter(frozenset(classes))
        for name in (*_PUNCTUATION.values(), "AMPM", "CLOCK", "ISO", "SLASHED", "DECADES", "NTH",
                     "DECIMAL", "S", "ZONE", "GAP"):  # fmt: skip
            self._fixed[name] = self._letter(frozenset({name}))
        for digits in _EVERY_KIND:
            self.number_letter(digits)

    def _letter(self, classes: frozenset[str]) -> str:
        return self._letters.setdefault(classes, chr(_FIRST_LETTER + len(self._letters)))

    def letters(self, name: str) -> str:
        """Every letter of the words of a class (or of a literal, in quotes)."""
        found = "".join(letter for classes, letter in self._letters.items() if name in classes)
        if not found:
            raise ValueError(f"no word has the class {name}")
        return found

    def number_letter(self, digits: str) -> str:
        """The letter of a plain number."""
        known = self._numbers.get(digits)
        if known:
            return known
        value, size = int(digits[:6]), len(digits)
        found = {"INT"}
        if size <= 2 and value <= 24:
            found.add("HOUR")
        if size <= 2 and 1 <= value <= 31:
            found.add("DAY")
        if size == 2:
            found.add("YY")
        if size <= 3:
            found.add("SMALL")
        if size == 4:
            found.add("FOUR")
            if 1900 <= value <= 2099:
                found.add("YEAR")
            elif 1400 <= value < 1900:
                found.add("OLDYEAR")
            if value < 2400 and value % 100 < 60:
                found.add("HHMM")
        letter = self._letter(frozenset(found))
        if size <= 4:
            self._numbers[digits] = letter  # at most 11,110 of them
        return letter

    def read(self, text: str) -> tuple[list[Word], str]:
        """The words of a text and the string of their letters, one letter a word."""
        words: list[Word] = []
        letters: list[str] = []
        fixed, met, new = self._fixed, self._met, tuple.__new__
        if len(met) > _MET:
            met = self._met = {}
        add, note = words.append, letters.append
        for match in _WORD.finditer(text):
            kind = match.lastindex or 0
            spelled = match[kind]
            start, end = match.span(kind)
            if kind == _LETTERS:
                lower, letter, title = met.get(spelled) or self._meet(met, spelled)
            else:
                lower, title = spelled, False
                if kind == _PUNCTUATED:
                    letter = fixed[_PUNCTUATION[spelled]] if spelled in _PUNCTUATION else OTHER
                elif kind == _NUMBER:
                    letter = self.number_letter(spelled)
                elif kind == _GAP:
                    if _JOINED.match(text, start) and not _ends(text, start):
                        continue
                    letter = fixed["GAP"]
                elif kind in (_OTHER, _SUM):
                    letter = OTHER
                else:
                    letter = fixed[_FIXED[match.lastgroup or ""]]
                    lower, title = spelled.lower(), spelled[:1].isupper()
            add(new(Word, (lower, start, end, title)))
            note(letter)
        return words, "".join(letters)

    def _meet(self, met: dict[str, _Met], spelled: str) -> _Met:
        """A run of letters in lower case, its letter, and whether it begins with a capital."""
        lower = spelled.lower()
        letter = self._words.get(lower) or self._name(lower, spelled)
        met[spelled] = lower, letter, spelled[:1].isupper()
        return met[spelled]

    def _name(self, lower: str, spelled: str) -> str:
        if lower not in _NAMES:
            return OTHER
        if lower in MONTHS and spelled[0].isupper():
            doubtful = lower in ("may", "march", "mar", "april", "june", "august", "jan")
            return self._letter(frozenset({"MAY"} if doubtful else {"MONTH"}))
        if lower in WEEKDAYS and (len(lower) > 5 or spelled[0].isupper()):
            return self._letter(frozenset({"WEEKDAY"} if len(lower) > 5 else {"WD"}))
        if lower.endswith("days") and lower[:-1] in WEEKDAYS:
            return self._letter(frozenset({"WEEKDAYS"}))
        if lower in ZONES and spelled.isupper():
            return self._fixed["ZONE"]
        return OTHER


_NAMES = {*MONTHS, *WEEKDAYS, *(f"{day}s" for day in WEEKDAYS), *ZONES}
_FIXED = {
    "iso": "ISO", "slashed": "SLASHED", "clock": "CLOCK", "ampm": "AMPM", "decade": "DECADES",
    "nth": "NTH", "decimal": "DECIMAL", "possessive": "S",
}  # fmt: skip


def _ends(text: str, at: int) -> bool:
    """Whether a line that breaks at `at` ends a sentence there."""
    return at > 0 and text[at - 1] in '.!?:"”'


def spans(letters: str, core: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Stretches of words that rules mention and that hold a word of `core`."""
    for match in re.finditer(f"[^{OTHER}]+", letters):
        if not core.isdisjoint(match[0]):
            yield match.span()
