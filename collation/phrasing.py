"""Outlets and printed words in; the words by which an answer names and quotes them, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from collation.coverage import Coverage
from collation.utterance import AlignedWord

SHOWN = 12  # words of a printing shown before it is cut
ELIDED = 12  # characters between two words where an ellipsis stands: `.” … “`
BESIDE = 5  # characters between two words: more is a cue or something else that is left out

_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")
_MARKS = re.compile(r"[“”„«»\"\[\]()]|''|``")


class Phrasing:
    """Names articles by their outlets and quotes their words."""

    def __init__(self, coverage: Coverage, articles: Iterable[str]) -> None:
        """`articles` are the ids that may be named; two of one outlet are told by their ids."""
        ids = list(articles)
        known = {covered.id: covered.article for covered in coverage.articles}
        names = {id: known[id].outlet for id in ids}
        often = Counter(names.values())
        self._names = {
            id: name if often[name] == 1 else f"{name} ({id})" for id, name in names.items()
        }
        self.texts = {id: known[id].text for id in ids}

    def outlets(self, ids: Sequence[str]) -> str:
        """ "A, B and C"."""
        names = [self._names[id] for id in ids]
        return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]

    def quote(self, id: str, words: Sequence[AlignedWord]) -> str:
        """Words as printed, in quotation marks; a cue that stands between them is left out."""
        shown = ""
        for number, word in enumerate(words[:SHOWN]):
            if number:
                shown += self._gap(id, words[number - 1], word)
            shown += word.text
        return f"“{shown}{' …' if len(words) > SHOWN else ''}”"

    def in_marks(self, id: str, words: Sequence[AlignedWord]) -> str:
        """What of these words stands in quotation marks, stretch by stretch."""
        runs = [
            self.quote(id, list(run))
            for number, run in groupby(words, key=lambda word: word.run)
            if number >= 0
        ]
        return runs[0] if len(runs) == 1 else ", ".join(runs[:-1]) + " and " + runs[-1]

    def has_ellipsis(self, id: str, one: AlignedWord, other: AlignedWord) -> bool:
        """Whether an ellipsis, and hardly more, is printed between two words of an article."""
        between = self.texts[id][one.span.end : other.span.start]
        return len(between) <= ELIDED and _ELLIPSIS.search(between) is not None

    def between(self, id: str, words: Sequence[AlignedWord]) -> str:
        """All that is printed between neighbouring words."""
        text = self.texts[id]
        return "".join(
            text[one.span.end : other.span.start]
            for one, other in pairwise(words)
            if other.span.start - one.span.end <= BESIDE
        )

    def _gap(self, id: str, one: AlignedWord, other: AlignedWord) -> str:
        between = self.texts[id][one.span.end : other.span.start]
        if len(between) > BESIDE or "\n" in between:
            return " … "
        # the marks of a mixed quotation would close the ones it is shown in
        return _MARKS.sub("", between) or " "


def number_of(count: int) -> str:
    """ "a sentence", "2 sentences"."""
    return "a sentence" if count == 1 else f"{count} sentences"


def do(ids: Sequence[str], verb: str) -> str:
    """The verb in the number of its subjects."""
    return verb + "s" if len(ids) == 1 else verb
