"""A name as printed in; its words as they are compared, and whether two can be one person's, out.

Pure, and a function of the two names alone: what else speaks for or against one person (an office
that both hold, a gender, somebody else of the name) is weighed by whoever asks.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib import resources

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NICKNAME = re.compile(r"[“\"‘(][^”\"’)]*[”\"’)]")
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?=\s|$)")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}|^[A-Z]{2}(?= [A-Z][a-z])")
_SHORTEST_VARIANT = 5  # letters of a name of which one may be spelt otherwise


class Agreement(IntEnum):
    """How far two full names speak for one person."""

    NONE = 0  # two people
    KIN = 1  # one or father and son: "Joe Roe" and "Joe Roe Jr."
    SPELT = 2  # a letter of difference: "Zelensky" and "Zelenskiy", but "Hansen" and "Hanson" too
    SHORT = 3  # one stands for the other: "J. Roe", "Joe Roe" and "Joseph Roe"
    SURE = 4  # one, unless somebody else of the name is about: "Jane A. Roe" and "Jane Roe"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared: small letters without accents, hyphens read as blanks."""

    words: tuple[str, ...]  # without titles and suffix; the surname is the last
    suffix: str = ""  # "jr", "sr", "ii", …
    titles: tuple[str, ...] = ()  # words before the name that are none of it
    gender: str | None = None  # "female" or "male" where a title tells
    odd: bool = False  # no name, by the small letters in it: "Roe on Zoom"

    @property
    def full(self) -> bool:
        """Whether there is more than a surname."""
        return len(self.words) > 1 and not self.odd

    @property
    def surname(self) -> str:
        """The last word, "" of nothing."""
        return self.words[-1] if self.words else ""


@lru_cache(maxsize=1 << 16)
def read_name(name: str) -> Name:
    """The words of a printed name: no titles, nationality or lower-case words in front, no `Jr.`.

    A pope's or king's title is part of the name: "Pope Francis" is no surname.
    """
    bare = _NICKNAME.sub(" ", name).strip() or name
    head, _, tail = bare.partition(",")
    if not _words(head):
        head = bare
    # "J.D. Roe" and "JD Roe" are J D Roe.
    head = _INITIALS.sub(lambda m: " ".join(m.group().replace(".", "")) + " ", head)
    printed = _WORD.findall(_POSSESSIVE.sub("", head).replace("-", " "))
    words = [fold(word) for word in printed]
    titles: list[str] = []
    inner = [at for at, word in enumerate(words[:-2]) if word in kind("inner_title")]
    if inner:  # "Kentucky Sen. Jane Roe"
        titles += words[: inner[-1]]
        words, printed = words[inner[-1] :], printed[inner[-1] :]
    while len(words) > 1 and (_is_title(words) or _is_description(printed)):
        if words[0] in kind("regnal") and _regnal(words):
            break
        titles.append(words.pop(0))
        printed.pop(0)
    suffix = ""
    ends = kind("suffix")
    if len(words) > 1 and words[-1] in ends and words[0] not in kind("regnal"):
        suffix = ends[words.pop()]
    elif (behind := _words(tail)) and behind[0] in ends:
        suffix = ends[behind[0]]
    genders = {kind("courtesy").get(title) for title in titles} - {None}
    gender = genders.pop() if len(genders) == 1 else None
    return Name(tuple(words), suffix, tuple(titles), gender, _is_odd(printed))


def fold(text: str) -> str:
    """Small letters without accents and without the marks inside a name: "O’Roe" is "oroe"."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("ł", "l"))
    return "".join(char for char in apart if char.isalnum() or char.isspace())


def agree(one: Name, other: Name) -> Agreement:
    """Whether two full names can be one person's.

    The surname is the same and no first name speaks against it. The shorter must be in the longer
    in order, its first name first: "Maria Abrego Garcia" is not "Kilmar Abrego Garcia".
    """
    if not (one.full and other.full) or (
        one.suffix and other.suffix and one.suffix != other.suffix
    ):
        return Agreement.NONE
    found = _agree(*sorted((one.words, other.words), key=lambda words: (len(words), words)))
    if one.suffix == other.suffix:
        return found
    kin = {one.suffix, other.suffix} & {"jr", "sr"}
    return min(found, Agreement.KIN if kin else Agreement.SHORT)


def _agree(shorter: tuple[str, ...], longer: tuple[str, ...]) -> Agreement:
    if shorter == longer or _turned(shorter, longer):
        return Agreement.SURE
    if "".join(shorter) == "".join(longer):  # "Jong-un" and "Jongun"
        return Agreement.SURE
    if {shorter[0], longer[0]} & kind("regnal").keys():
        return Agreement.NONE
    if is_family_first(Name(longer)) and max(map(len, longer[1:-1]), default=1) > 1:
        return Agreement.NONE  # "Kim Jong Il" is not "Kim Il"
    last = _same_spelling(shorter[-1], longer[-1])
    first = _same_first(shorter[0], longer[0])
    if min(first, last) is Agreement.NONE or not _in_order(shorter[1:-1], longer[1:-1]):
        return Agreement.NONE
    if last is not Agreement.SURE and shorter[0] != longer[0]:
        return Agreement.NONE  # two differences are two people
    return min(first, last)


def shortened(one: Name, other: Name) -> bool:
    """Whether one lacks the last of two surnames: "Kilmar Abrego" is "Kilmar Abrego Garcia"."""
    shorter, longer = sorted((one.words, other.words), key=len)
    return 1 < len(shorter) < len(longer) and longer[: len(shorter)] == shorter


def rare(name: Name) -> bool:
    """Whether the first name is no frequent one: then one letter of difference is a spelling."""
    return len(name.words[0]) >= _SHORTEST_VARIANT and name.words[0] not in given_names()


def likely_gender(name: Name) -> str | None:
    """The gender that title or given name hint at, never to be shown: only to keep two apart."""
    return name.gender or (given_names().get(name.words[0]) if name.full else None)


def surname_key(name: Name) -> str:
    """Equal for surnames of which one may be a spelling of the other."""
    return squeezed(name.surname)


def is_family_first(name: Name) -> bool:
    """Whether the first word is the surname, as in "Kim Jong Un" and "Xi Jinping"."""
    return 1 < len(name.words) < 4 and name.words[0] in kind("family_first")


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


def _is_title(words: list[str]) -> bool:
    return words[0] in kind("title") or words[0] in kind("regnal")


def _regnal(words: list[str]) -> bool:
    """ "Pope Francis", "King Charles III", but not "Prince Michael Roe"."""
    return len(words) == 2 or words[2] in kind("suffix") or words[2] in ("v", "vi", "xvi")


def _is_description(printed: list[str]) -> bool:
    """Whether the first of at least three words is none of the name: "Salvadoran", "lawyer"."""
    if len(printed) < 3:
        return False
    first = fold(printed[0])
    return first in _nationalities() or (printed[0].islower() and first not in kind("particle"))


def _is_odd(printed: list[str]) -> bool:
    inner = printed[1:-1] if printed and printed[0][:1].isupper() else printed[:-1]
    return any(word.islower() and fold(word) not in kind("particle") for word in inner)


def _turned(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one has the surname first: "Jinping Xi"."""
    return (
        len(one) == len(other) == 2
        and one == other[::-1]
        and bool({one[0], other[0]} & kind("family_first").keys())
    )


def _same_first(one: str, other: str) -> Agreement:
    if one == other:
        return Agreement.SURE
    if 1 in (len(one), len(other)):  # "R. Roe" is Robert, or Bob
        fitting = one[0] == other[0] or min(one, other, key=len) in (
            _initials(one) | _initials(other)
        )
        return Agreement.SHORT if fitting else Agreement.NONE
    if _families(one) & _families(other):
        return Agreement.SHORT
    return _same_spelling(one, other)


def _same_spelling(one: str, other: str) -> Agreement:
    """SHORT where transliteration varies so ("Zelensky", "Zelenskiy"), SPELT for another letter."""
    if one == other:
        return Agreement.SURE
    if min(len(one), len(other)) < _SHORTEST_VARIANT or one[0] != other[0]:
        return Agreement.NONE
    if squeezed(one) == squeezed(other):
        return Agreement.SHORT
    return Agreement.SPELT if _one_letter_apart(one, other) else Agreement.NONE


_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def squeezed(word: str) -> str:
    """A word without what transliteration varies: doubled letters, y for i, ou for u, kh for h."""
    for old, new in (("ou", "u"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("ph", "f"), ("ck", "k"),
                     ("y", "i"), ("q", "k"), ("w", "v")):  # fmt: skip
        word = word.replace(old, new)
    return _DOUBLED.sub(r"\1", word)


def _one_letter_apart(one: str, other: str) -> bool:
    """Levenshtein's distance is 1."""
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    at = next((n for n, char in enumerate(shorter) if char != longer[n]), len(shorter))
    return shorter[at + (len(shorter) == len(longer)) :] == longer[at + 1 :]


def _in_order(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether the middle names of one are among the other's, in their order."""
    at = 0
    for word in shorter:
        while at < len(longer) and not _same_middle(word, longer[at]):
            at += 1
        if at == len(longer):
            return False
        at += 1
    return True


def _same_middle(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


@cache
def kind(name: str) -> dict[str, str]:
    """The words of one kind of name_words.tsv, each with what it stands for (itself, as a rule)."""
    for row in _rows("name_words.tsv"):
        label, _, words = row.partition("\t")
        if label == name:
            pairs = [word.partition(":") for word in words.split()]
            return {word: meaning or word for word, _, meaning in pairs}
    return {}


@cache
def countries() -> dict[str, str]:
    """Names and adjectives of countries, in small letters: the country's name."""
    found = {}
    for row in _rows("countries.tsv"):
        country, _, others = row.partition("\t")
        for other in (country, *(word.replace("_", " ") for word in others.split())):
            found[fold(other)] = country
    return found


def stand_for(one: str, other: str) -> bool:
    """Whether two first names are short forms of one: "Steve" and "Steven"."""
    return bool(_families(one) & _families(other))


@cache
def _nationalities() -> frozenset[str]:
    """Adjectives of one word that are no given name: "German Lopez" keeps his."""
    names = set(countries().values())
    return frozenset(
        word for word in countries() if word not in names and word not in ("german", "us", "uk")
    )


def _families(name: str) -> frozenset[int]:
    return _nicknames().get(name, frozenset())


@lru_cache(maxsize=10_000)
def _initials(name: str) -> frozenset[str]:
    """The first letters of the names that one stands for, or that stand for it."""
    mine = _families(name)
    return frozenset(other[0] for other, numbers in _nicknames().items() if mine & set(numbers))


@cache
def _nicknames() -> dict[str, frozenset[int]]:
    families: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(_rows("nicknames.txt")):
        for name in row.split():
            families[name].add(number)
    return {name: frozenset(numbers) for name, numbers in families.items()}


@cache
def given_names() -> dict[str, str]:
    """Frequent given names in small letters, each with the gender that it hints at."""
    rows = [row.split("\t") for row in _rows("given_names.tsv", "extraction.speech")]
    return {name: row[0] for row in rows if len(row) == 2 for name in row[1].split()}


def _rows(file: str, folder: str = "collation") -> list[str]:
    raw = resources.files(folder).joinpath(file).read_text(encoding="utf-8")
    return [row for row in raw.splitlines() if row and not row.startswith("#")]
