"""Printed words in, the stems out under which they are stored and searched."""

from __future__ import annotations

import threading
from functools import lru_cache

import snowballstemmer

from store.keys import words_of

_LONGEST = 64  # characters of a stem that are kept: no word is longer


class _Stemmers(threading.local):
    """A stemmer a thread: it keeps the word it works on in itself."""

    def __init__(self) -> None:
        self.english = snowballstemmer.stemmer("english")


_stemmers = _Stemmers()


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words in order, by Porter's English stemmer (Snowball)."""
    return tuple(_stem(word) for word in words_of(text))


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return str(_stemmers.english.stemWord(word))[:_LONGEST]
