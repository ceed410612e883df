"""Printed words in, the stems out under which they are stored and searched."""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import snowballstemmer

from collation.spelling import TENS, UNITS, expand
from store.keys import words_of

#: A word with what belongs to it: initials, thousands, apostrophes, hyphens.
_PRINTED = re.compile(r"(?:[^\W\d_]\.){2,}|\d{1,3}(?:,\d{3})+%?|[^\W_]+(?:['’ʼ‘‐‑-][^\W_]+)*%?")
_HYPHEN = re.compile(r"[‐‑-]")
_ONE_NUMBER = frozenset(f"{ten}-{unit}" for ten in TENS for unit in UNITS[1:10])
_LONGEST = 64  # characters of a stem that are kept: no word is longer


class _Stemmers(threading.local):
    """A stemmer a thread: it keeps the word it works on in itself."""

    def __init__(self) -> None:
        self.english = snowballstemmer.stemmer("english")


_stemmers = _Stemmers()


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words in order, by Porter's English stemmer (Snowball).

    Each in one spelling, as printings are compared: "don't" is "do not", "U.S." "united states",
    "ten" "10", "colour" "color". A hyphen parts two words: "Trump-era" is found by "Trump".
    """
    return tuple(
        stem
        for printed in _PRINTED.findall(text)
        for stem in (_stems_of(printed) if len(printed) <= _LONGEST else _plain(printed))
    )


@lru_cache(maxsize=200_000)
def _stems_of(printed: str) -> tuple[str, ...]:
    if not _HYPHEN.search(printed):  # most words
        return tuple(_stem(word) for form in expand(printed) for word in words_of(form))
    if printed.lower() in _ONE_NUMBER:
        return tuple(_stem(word) for word in expand(printed))
    parts = [part for part in _HYPHEN.split(printed) if part]
    found = []
    for part in parts:
        found += [_stem(word) for form in expand(part) for word in words_of(form)]
    return tuple(found)


def _plain(printed: str) -> tuple[str, ...]:
    return tuple(_stem(word) for word in words_of(printed))


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return str(_stemmers.english.stemWord(word[:_LONGEST]))
