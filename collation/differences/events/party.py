"""Who does something, or to whom, in two accounts in; whether they are one, out.

A pronoun and a noun that takes up what was named before ("the company", "the structure") agree
with whatever the account names; names agree by their last word or the whole, nouns by concept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from collation.coverage import Covered
from collation.differences.concepts import concept
from collation.differences.kin import himself
from collation.differences.scene import Scene
from collation.differences.words import STOP, load
from extraction.annotations import Claim

_PRONOUNS = frozenset(
    "he she it they we you i him her them us me himself herself themselves itself".split()
)
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_LETTER = re.compile(r"[^\W\d_]")
_TITLED = re.compile(r"(?:\s+[A-Z][\w’'-]+){1,3}")
_LEAST = 3  # letters of a noun whose last may be another in the plural: "company"
_ROOT = 5  # letters by which a country and its people are one


@dataclass(frozen=True, slots=True)
class Party:
    """A noun by its concept and the words of the name it has; both empty where nothing is told."""

    head: str = ""
    names: frozenset[str] = frozenset()
    vague: bool = False  # a noun for what was named before
    many: bool = False  # more than one, not named
    roles: frozenset[str] = frozenset()  # concepts of what somebody with a name is called

    def __bool__(self) -> bool:
        return bool(self.head or self.names)


#: Of an event that is told without anybody: "there was no struggle".
NOBODY = Party(vague=True)


@cache
def _anaphors() -> frozenset[str]:
    return frozenset(load("undone")["anaphors"])


@cache
def _nobody() -> frozenset[str]:
    return frozenset(load("undone")["nobody"])


def singular(noun: str) -> str:
    """A noun as a lemma, by its letters alone."""
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if noun.endswith("men"):
        return f"{noun[:-3]}man"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def party(scene: Scene, covered: Covered, claim: Claim, word: str, number: int | None) -> Party:
    """Somebody or something of a claim, in normal form."""
    aide = False
    if number is not None:
        number = himself(covered, claim, number)
        aide = number is None  # "Jane Roe's deputy" is not Jane Roe
    if number is None and word in ("i", "we") and claim.holder is not None:
        number = claim.holder
    if number is not None:
        one = covered.reading.people[number]
        name = (scene.person(covered, number) or one.name) if one.kind != "group" else ""
        names = frozenset(w.lower() for w in _CAPITAL.findall(name))
        if names:
            roles = frozenset(concept(role.split()[-1]) for role in one.roles if role.split())
            return Party("", names, False, False, roles)
    if not word or word in _PRONOUNS or word in STOP or word in _nobody():
        return Party()
    called = scene.called(word)
    if called is not None:
        return Party("", frozenset(called.lower().split()))
    shown = _printed(covered, claim, word)
    if shown is None:
        return Party(concept(word), frozenset(), word in _anaphors(), aide)
    named = _TITLED.match(covered.article.text, shown.end())
    if named is not None:  # "deputy clerk Jane Roe"
        return Party("", frozenset(w.lower() for w in _CAPITAL.findall(named.group())))
    first = not _LETTER.search(covered.article.text, claim.sentence.start, shown.start())
    if shown.group()[0].isupper() and not first:
        if not scene.in_headline(covered, claim.sentence.start):
            return Party("", frozenset((word,)))
    elif first:
        for other in covered.reading.names:
            if other.span.start == shown.start():
                return Party("", frozenset(w.lower() for w in _CAPITAL.findall(other.text)))
    many = shown.group().endswith("s") and not word.endswith("s")
    return Party(concept(word), frozenset(), word in _anaphors(), many or aide or word == "people")


def _printed(covered: Covered, claim: Claim, word: str) -> re.Match[str] | None:
    """Where a claim, else its sentence, prints a noun, in whatever number."""
    root = word[:-1] if len(word) > _LEAST else word
    for span in (claim.span, claim.sentence):
        for match in _WORD.finditer(covered.article.text, span.start, span.end):
            if match.group().lower().startswith(root) and len(match.group()) < len(word) + 3:
                return match
    return None


def same(one: Party, other: Party) -> bool | None:
    """True for one and the same, False for two, None where one of them may be anything."""
    if not one or not other:
        return None
    if one.names and other.names:
        if one.names & other.names:
            return True
        return any(
            a[:_ROOT] == b[:_ROOT] for a in one.names for b in other.names if len(a) >= _ROOT
        )
    if one.head and one.head == other.head:
        return True
    if (one.head and one.head in other.roles) or (other.head and other.head in one.roles):
        return True  # "the mayor", "Mayor Jane Roe"
    if (one.names and other.many) or (other.names and one.many):
        return False
    if one.names or other.names or one.vague or other.vague:
        return None  # "the mayor" may be Jane Roe
    return False


def unsure(one: Party, other: Party) -> bool:
    """Whether both are told, in words that need not mean one: a name here, a noun there."""
    return bool(one) and bool(other) and same(one, other) is None
