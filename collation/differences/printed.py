"""The articles of a story in; in which of their sentences words are printed, out.

Few sentences hold what a finder looks for. A pattern is looked for only in those that have a word
with its sign: the beginning of a word that all its matches have, or the beginnings of several.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from collation.coverage import Coverage, Covered
from extraction.annotations import Sentence

_WORD = re.compile(r"[^\W_]+|[@#]")
_LAST = chr(0x10FFFF)  # sorts behind whatever a word goes on with


class Printed:
    """The words of every sentence of a story, in small letters."""

    def __init__(self, coverage: Coverage) -> None:
        self._places = {covered.id: _places(covered) for covered in coverage.articles}
        self._words = sorted(set().union(*self._places.values()))
        self._signed: dict[tuple[str, ...], Sequence[str]] = {}

    def places(self, covered: Covered) -> Mapping[str, Sequence[int]]:
        """Of each word of an article the numbers of the sentences that have it."""
        return self._places[covered.id]

    def having(self, covered: Covered, sign: tuple[str, ...]) -> list[Sentence]:
        """The sentences with a word that begins like one of the sign's, in order."""
        words = self._signed.get(sign)
        if words is None:
            words = self._signed[sign] = [word for start in sign for word in self._begun(start)]
        places = self._places[covered.id]
        found = {number for word in words for number in places.get(word, ())}
        return [covered.reading.sentences[number] for number in sorted(found)]

    def _begun(self, start: str) -> Sequence[str]:
        low = bisect_left(self._words, start)
        return self._words[low : bisect_left(self._words, start + _LAST, lo=low)]


def _places(covered: Covered) -> Mapping[str, Sequence[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(covered.reading.sentences):
        for word in set(_WORD.findall(covered.text(sentence.span).lower())):
            places[word].append(number)
    return places
