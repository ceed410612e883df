"""The people of several accounts in; whom "the gunman" of one means in another, out.

An account that says who somebody is ("Jane Roe, the driver", "the driver was Jane Roe", "Sheriff
Roe") tells it for the others, which may name nobody: a noun that only one person of the story is
called, and that no account prints of several, stands for that person in all of its accounts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from collation.coverage import Coverage, Covered
from collation.differences.words import STOP, family, load
from collation.people import Identities, Identity

_WORD = re.compile(r"[A-Za-z][A-Za-z-]*[A-Za-z]")
_LEAST = 4  # letters of a noun for somebody


class Referents:
    """Which person of a story a noun stands for, where it can be only one."""

    def __init__(self, coverage: Coverage, people: Identities) -> None:
        """`people` are the identities of the coverage's people."""
        held: dict[str, set[Identity]] = defaultdict(set)
        printed = {
            word.lower() for c in coverage.articles for word in _WORD.findall(c.article.text)
        }
        for covered in coverage.articles:
            for noun, number in _called(covered):
                one = people.of(covered.id, number)
                if one is not None and one.kind == "person":
                    held[noun].add(one)
        many = {noun for noun in held if f"{noun}s" in printed or _men(noun) in printed}
        self._of: Mapping[str, str] = {
            noun: next(iter(whom)).name
            for noun, whom in held.items()
            if len(whom) == 1 and noun not in many
        }

    def of(self, noun: str) -> str | None:
        """The name of the one person who is called so; None where nobody is, or several are."""
        return self._of.get(family("counted", noun))


def _called(covered: Covered) -> Iterator[tuple[str, int]]:
    """The nouns that an account calls its people with a name, each with the person's number."""
    people = covered.reading.people
    for person in people:
        if person.kind == "person":
            for role in person.roles:
                noun = _head(role)
                if noun:
                    yield noun, person.number
    for label in covered.reading.labels:
        if label.target is None or label.negated or people[label.target].kind != "person":
            continue
        noun = _usable(label.head)
        if noun:
            yield noun, label.target


def _men(noun: str) -> str:
    return f"{noun[:-3]}men" if noun.endswith("man") else f"{noun}es"


def _head(role: str) -> str:
    """The noun of a role: "driver of the van" is a driver, "bus driver" too."""
    words = _WORD.findall(re.split(r"\b(?:of|for|in|at|with|on|from)\b|,", role)[0])
    return _usable(words[-1]) if words else ""


def _usable(word: str) -> str:
    small = word.lower()
    noun = family("counted", small)
    if {noun, small} & _none() or small in STOP or len(noun) < _LEAST:
        return ""
    return noun if small.endswith(_endings()) or small in _also() else ""


@cache
def _endings() -> tuple[str, ...]:
    return tuple(load("referents")["ending"])


@cache
def _also() -> frozenset[str]:
    return frozenset(load("referents")["also"])


@cache
def _none() -> frozenset[str]:
    words = load("referents")
    return frozenset(words["things"]) | frozenset(words["anybody"])
