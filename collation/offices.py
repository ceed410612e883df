"""What an article calls somebody in; the office in it, comparable across articles, out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from collation.names import countries, fold

_WORD = re.compile(r"(?:[^\W\d_]\.)+(?:[^\W\d_])?|[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
#: Words that say nothing of which office it is.
_FORMER = frozenset("former ex late then previous past onetime".split())
_EMPTY = frozenset(
    "the a an of for and to in s current acting interim mr mrs ms own first second incoming "
    "outgoing longtime republican democratic democrat conservative liberal gop".split()
)
#: What belongs to a country's own press as "the": no place by which an office is told.
_HOME = frozenset(("united states",))
_LONGEST = 4  # words of an office's name


@dataclass(frozen=True, slots=True, order=True)
class Office:
    """An office and what it is of: ("president", "el salvador"), ("secretary", "defense")."""

    title: str
    field: str = ""  # words in small letters, a country by its name
    former: bool = False

    @property
    def sole(self) -> bool:
        """Whether it has one holder at a time where the field is known."""
        return self.title in _sole()

    def like(self, other: Office) -> bool:
        """Whether both can be one office: the same title, no field against it."""
        if self.title != other.title:
            return False
        one, two = set(self.field.split()) - _PLACELESS, set(other.field.split()) - _PLACELESS
        return not one or not two or bool(one & two)

    def __str__(self) -> str:
        return f"{self.title}|{self.field}"


_PLACELESS = frozenset("united states american house senate white us federal national".split())


@lru_cache(maxsize=1 << 14)
def read_office(printed: str) -> Office | None:
    """The office in "Salvadoran President", "president of El Salvador", "Defense Secretary".

    None where there is none: "friend", "45-year-old".
    """
    words = [_POSSESSIVE.sub("", word) for word in _WORD.findall(printed.replace("-", " "))]
    plain = [fold(word) for word in words if fold(word)]
    former = bool(_FORMER & set(plain))
    plain = [word for word in plain if word not in _FORMER]
    if not plain:
        return None
    head, behind = plain, []
    for sign in ("of", "for"):
        if sign in plain[1:]:
            at = plain.index(sign, 1)
            if _title_at_end(plain[:at]) is not None:
                head, behind = plain[:at], plain[at + 1 :]
                break
    found = _title_at_end(head)
    if found is None:
        return None
    title, size = found
    return Office(title, _field([*head[: len(head) - size], *behind]), former)


def offices(roles: Iterable[str]) -> frozenset[Office]:
    """The offices among what somebody is called."""
    return frozenset(office for role in roles if (office := read_office(role)) is not None)


def share_office(one: Iterable[Office], other: Iterable[Office]) -> bool:
    """Whether both hold, or held, what can be one office."""
    others = tuple(other)
    return any(mine.like(theirs) for mine in one for theirs in others)


def named_office(description: str) -> Office | None:
    """The office that a description without a name tells exactly: "El Salvador's president".

    None where there may be several holders, or where it does not say of what.
    """
    office = read_office(description)
    if office is None or not office.sole or not office.field or office.former:
        return None
    return office


def is_office(printed: str) -> bool:
    """Whether the words are an office and nothing more: "President", "Secretary of State"."""
    words = [fold(word) for word in printed.split()]
    return " ".join(words) in _titles() or printed.casefold() in _OFFICES_OF


def ends_in_office(printed: str) -> bool:
    """Whether the last words are an office: "White House chief of staff", "deputy mayor"."""
    return _title_at_end([fold(word) for word in printed.split()]) is not None


_OFFICES_OF = frozenset(("secretary of state", "chief of staff", "speaker of the house"))


def _title_at_end(words: list[str]) -> tuple[str, int] | None:
    for size in range(min(_LONGEST, len(words)), 0, -1):
        title = _titles().get(" ".join(words[-size:]))
        if title is not None:
            return title, size
    return None


def _field(words: list[str]) -> str:
    """The words that say of what, a country by its name, in the order of the alphabet."""
    kept: list[str] = []
    at = 0
    known = countries()
    while at < len(words):
        pair = " ".join(words[at : at + 2])
        if pair in known and len(words) > at + 1:
            kept.append(known[pair])
            at += 2
            continue
        word = words[at]
        if word in known:
            kept.append(known[word])
        elif word not in _EMPTY:
            kept.append(word)
        at += 1
    return " ".join(sorted({word for word in kept if word not in _HOME}))


@cache
def _titles() -> dict[str, str]:
    return {form.replace("_", " "): row[0] for row in _rows() for form in row[2].split()}


@cache
def _sole() -> frozenset[str]:
    return frozenset(row[0] for row in _rows() if row[1] == "sole")


def _rows() -> list[list[str]]:
    raw = resources.files("collation").joinpath("offices.tsv").read_text(encoding="utf-8")
    return [row.split("\t") for row in raw.splitlines() if row and not row.startswith("#")]
