"""A word in; its stem, and the family of words that outlets use for the same thing, out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import Stemmer

DATA = Path(__file__).parent / "data"
_STEMMER = Stemmer.Stemmer("english")
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*[A-Za-z]|[A-Za-z]")

#: Words that say nothing of what a sentence is about.
STOP = frozenset(
    "a an the this that these those and or but if then than as at by for from in into of off on "
    "onto out over to up with without about after before between during through under until "
    "while who whom whose which what when where why how he she it they we you i him her them us "
    "me his its their our your my is are was were be been being am do does did done have has had "
    "having will would shall should can could may might must not no nor n't so too very just "
    "also only even more most less least much many few several some any all both each other "
    "another such own same there here now said say says saying told tell added according "
    "reported reports statement mr mrs ms dr new one two three four five six seven eight nine ten "
    "first second third last next year years day days week weeks month months time monday "
    "tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december".split()
)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The Snowball stem of a word in lower case."""
    return str(_STEMMER.stemWord(word.lower().replace("’", "'").removesuffix("'s")))


def content_stems(text: str) -> frozenset[str]:
    """Stems of the words of `text` that say what it is about."""
    return frozenset(filter(None, map(_content, _WORD.findall(text))))


@lru_cache(maxsize=50_000)
def _content(word: str) -> str | None:
    return stem(word) if word.lower() not in STOP and len(word) > 1 else None


@cache
def load(name: str) -> Mapping[str, Any]:  # Any: a TOML table
    """A data file of this folder, read once."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def classes(name: str) -> Mapping[str, str]:
    """The first word of its class for each stem of a list; a stem stands in the first class."""
    found: dict[str, str] = {}
    for line in load(name)["classes"]:
        words = line.split()
        for word in words:
            found.setdefault(stem(word), words[0])
    return found


@cache
def _families(kind: str) -> Mapping[str, str]:
    table: dict[str, str] = {}
    for family in load("families")[kind]:
        for word in family:
            table.setdefault(word, family[0])
    return table


_GAP = re.compile(r"[\s-]")


def closed(word: str) -> str:
    """A compound as one word: "crew member" and "crew-member" are "crewmember"."""
    return _GAP.sub("", word.lower())


@lru_cache(maxsize=20_000)
def family(kind: str, word: str) -> str:
    """The name of the word's family ("counted" or "predicate"), the word itself if it has none."""
    one, table = closed(word), _families(kind)
    return table.get(one) or table.get(one.removesuffix("s"), one)


@cache
def _states() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for words in load("kinds")["states"]:
        for word in words:
            table.setdefault(stem(word), words[0])
    return table


def state_of(word: str) -> str:
    """The state in which a word puts those that are counted: "aboard", "dead"; "" for none."""
    return _states().get(stem(word), "")
