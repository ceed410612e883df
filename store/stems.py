"""Printed words in, the stems and forms out under which they are stored and searched."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

import Stemmer

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
        self.english = Stemmer.Stemmer("english")


_stemmers = _Stemmers()


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words in order, by Porter's English stemmer (Snowball).

    Each in one spelling, as printings are compared: "don't" is "do not", "U.S." "united states",
    "ten" "10", "colour" "color". A hyphen parts two words: "Trump-era" is found by "Trump".
    """
    return tuple(chain.from_iterable(map(_stems_of, _PRINTED.findall(text))))


def forms(text: str) -> tuple[str, ...]:
    """The same words before they are stemmed: "Humane colours" is "humane", "colors"."""
    return tuple(form for printed in _PRINTED.findall(text) for form in _split(printed))


@lru_cache(maxsize=50_000)
def _stems_of(printed: str) -> tuple[str, ...]:
    return tuple(map(_stem, _split(printed)))


def _split(printed: str) -> Sequence[str]:
    return _forms_of(printed) if len(printed) <= _LONGEST else words_of(printed)


def inflections(form: str) -> frozenset[str]:
    """A word and its inflected forms, as forms: "hope", "hopes", "hoped", "hoping".

    By the endings of Porter's first step (1980) put on and taken off again; some are no words,
    which no text holds. "humane" is no inflection of "human", though both have one stem.
    """
    bases = {form}
    for ending in _ENDINGS:
        if form.endswith(ending) and len(form) >= len(ending) + 2:
            base = form[: -len(ending)]
            bases |= {base + "y"} if ending in ("ies", "ied") else {base}
            if ending in ("ed", "ing", "es"):
                bases |= {base + "e"}
            if ending in ("ed", "ing") and base[-1:] == base[-2:-1]:
                bases.add(base[:-1])  # "planned"
    stem = _stem(form)
    return frozenset(
        other
        for base in bases
        if _stem(base) == stem
        for other in _inflected(base)
        if _stem(other) == stem
    ) | {form}


_ENDINGS = ("s", "es", "ies", "ed", "ied", "ing")


def _inflected(base: str) -> Iterator[str]:
    yield from (base, base + "s", base + "es", base + "ed", base + "ing")
    yield from (base + base[-1:] + "ed", base + base[-1:] + "ing")
    if base.endswith("e"):
        yield from (base + "d", base[:-1] + "ing")
    if base.endswith("y"):
        yield from (base[:-1] + "ies", base[:-1] + "ied")


@lru_cache(maxsize=200_000)
def _forms_of(printed: str) -> tuple[str, ...]:
    if not _HYPHEN.search(printed):  # most words
        return tuple(word for form in expand(printed) for word in words_of(form))
    if printed.lower() in _ONE_NUMBER:
        return expand(printed)
    parts = [part for part in _HYPHEN.split(printed) if part]
    return tuple(word for part in parts for form in expand(part) for word in words_of(form))


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return str(_stemmers.english.stemWord(word[:_LONGEST]))
