"""Mentions of an article in text order in; who weighs how much at a place, out.

Weights of the classical kind (Lappin and Leass 1994): a mention counts by its grammatical place
and fades with every sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from extraction.speech.cues import find_cue
from extraction.speech.mentions import Mention
from extraction.speech.passages import Passage
from extraction.tokens import Token

_ROOTS = ("ROOT", "root")
REACH = 7  # sentences back that a pronoun looks
_MOST = 90  # mentions back
_DECAY = 0.45  # of a mention's weight, each sentence
_POSSESSIVE = 0.45
_QUOTED = 0.3
_OBJECT = 0.75
_SUBJECT = 1.5
_TELLS = 0.6  # added for the subject of a verb of speech
_MAIN = 0.8  # added for the subject of a main clause


class Salience:
    """Every mention that has been resolved: its place in the text, its sentence, its entry."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self._base: list[int] = []
        base = 0
        for passage in passages:
            self._base.append(base)
            base += (passage.sentence[-1] if passage.sentence else 0) + 1
        self._trace: list[tuple[int, int, int, float]] = []  # place, sentence, entry, weight
        self._places: list[int] = []
        self.same: dict[int, int] = {}  # entries that proved to be another one
        self.unmet: set[int] = set()  # entries for phrases that nobody has resolved

    def sentence(self, mention: Mention) -> int:
        """The number of the mention's sentence in the article."""
        return self._base[mention.passage] + self.passages[mention.passage].sentence[mention.start]

    def note(self, mention: Mention, number: int, weight: float | None = None) -> None:
        """Count a mention of entry `number`, with the weight that its place in the clause has."""
        own = self.weight(mention) if weight is None else weight
        self.note_at(mention.passage, mention.start, number, own)

    def note_at(self, passage: int, start: int, number: int, weight: float) -> None:
        """Count a mention of entry `number` that begins at token `start` of a passage."""
        place = self.passages[passage].place(start)
        sentence = self._base[passage] + self.passages[passage].sentence[start]
        row = (place, sentence, number, weight)
        if not self._places or place >= self._places[-1]:
            self._trace.append(row)
            self._places.append(place)
            return
        at = bisect_right(self._places, place)
        self._trace.insert(at, row)
        self._places.insert(at, place)

    def weight(self, mention: Mention) -> float:
        """What a mention counts by its grammatical place."""
        weight = self.weight_at(mention.passage, mention.start, mention.end)
        return weight * (_QUOTED if mention.quoted else 1.0)

    def weight_at(self, number: int, start: int, end: int) -> float:
        """What a mention outside marks counts by its place, tokens [start, end) of a passage."""
        passage = self.passages[number]
        doc = passage.doc
        after = passage.words[end] if end < len(passage.words) else ""
        weight = _OBJECT
        for k in range(start, end):
            token = doc[k]
            if token.dep_ in ("nsubj", "nsubj:pass"):
                weight = _SUBJECT
                if find_cue(token.head.lower_, "") is not None and token.head.pos_ == "VERB":
                    weight += _TELLS
                if _is_main(token.head):
                    weight += _MAIN
            elif token.dep_ in ("appos", "flat", "nmod:desc", "compound") and token.head.dep_ in (
                "nsubj",
                "nsubj:pass",
            ):
                weight = max(weight, _SUBJECT + (_MAIN if _is_main(token.head.head) else 0.0))
        if after in ("'s", "’s", "'", "’"):
            weight = _POSSESSIVE
        return weight

    def scores(self, place: int, sentence: int, reach: int = REACH) -> dict[int, float]:
        """The weight of everybody mentioned in the last `reach` sentences before `place`."""
        at = bisect_left(self._places, place)
        same = self.same
        found: dict[int, float] = {}
        for _, where, number, weight in reversed(self._trace[max(at - _MOST, -1) + 1 : at]):
            if sentence - where > reach:
                break
            number = same.get(number, number)
            found[number] = found.get(number, 0.0) + weight * _DECAY ** (sentence - where)
        return found

    def back(self, place: int, sentence: int, number: int) -> int:
        """Sentences from `place` back to the last mention of an entry, REACH + 1 where none is
        near."""
        at = bisect_left(self._places, place)
        for row in range(at - 1, max(at - _MOST, -1), -1):
            other = self._trace[row][2]
            if self.same.get(other, other) == number:
                return max(sentence - self._trace[row][1], 0)
        return REACH + 1

    def before(self, place: int, most: int) -> Iterator[tuple[int, int]]:
        """Place and entry of the last `most` mentions before `place`, the last one first."""
        at = bisect_left(self._places, place)
        for row in range(at - 1, max(at - 1 - 2 * most, -1), -1):
            if self._trace[row][2] in self.unmet:
                continue
            if not most:
                return
            most -= 1
            yield self._trace[row][0], self._trace[row][2]

    def after(self, place: int, most: int) -> Iterator[tuple[int, int]]:
        """Place and entry of the first `most` mentions behind `place`, in order."""
        at = bisect_right(self._places, place)
        for row in range(at, min(at + 2 * most, len(self._trace))):
            if self._trace[row][2] in self.unmet:
                continue
            if not most:
                return
            most -= 1
            yield self._trace[row][0], self._trace[row][2]


def _is_main(verb: Token) -> bool:
    """Whether a verb heads a main clause, or one coordinate with it."""
    return verb.dep_ in _ROOTS or (verb.dep_ in ("conj", "parataxis") and verb.head.dep_ in _ROOTS)
