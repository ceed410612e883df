"""The articles of a story in; the sentences of their quotations, ready to be compared, out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from collation.coverage import Coverage
from collation.marks import quoted_stretches
from collation.wording import Key, Word, key_of, split_sentences
from extraction.annotations import Quotation, QuotationKind, Span

SHORTEST = 6  # letters of a compound, and two of each part: "into" is none

Said = tuple[str, int]  # Covered.id and the index into Reading.quotations


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a quotation."""

    said: Said
    words: tuple[Word, ...]
    keys: tuple[Key, ...]
    kind: QuotationKind
    start: int
    opens: bool  # begins a sentence in print, so what others have before it is left out here
    runs: tuple[int, ...]  # of each word: the stretch in quotation marks it stands in, or -1
    place: int  # among all sentences of the article
    own: tuple[Key, ...]  # keys without what is said by another within: “‘We lost,’ he told me”

    @property
    def reported(self) -> bool:
        """Whether it is printed without quotation marks."""
        return max(self.runs) < 0


def find_sentences(coverage: Coverage) -> list[Sentence]:
    """The sentences of all quotations, article by article, in text order.

    What one prints as one word and another as two is the same two words in both: "homegrown",
    "home-grown" and "home grown".
    """
    sentences = list(_sentences(coverage))
    parts = _compounds(sentences)
    if not parts:
        return sentences
    return [_with_parts(sentence, parts) for sentence in sentences]


def _sentences(coverage: Coverage) -> Iterator[Sentence]:
    for covered in coverage.articles:
        text, place, run = covered.article.text, 0, 0
        inner = _inner_spans(covered.reading.quotations)
        for number, quotation in enumerate(covered.reading.quotations):
            stretches = quoted_stretches(text, quotation.content, quotation.kind)
            starts = [stretch.start for stretch in stretches]
            within = inner.get(number, ())
            for words in split_sentences(text, quotation.content):
                start = words[0].span.start
                own = words
                if within:
                    own = [w for w in words if not any(span.covers(w.span) for span in within)]
                yield Sentence(
                    said=(covered.id, number),
                    words=tuple(words),
                    keys=tuple(key for word in words for key in word.keys),
                    kind=quotation.kind,
                    start=start,
                    opens=_opens(text, quotation.start, start, words[0].text),
                    runs=tuple(_run(word.span, stretches, starts, run) for word in words),
                    place=place,
                    own=tuple(key for word in own for key in word.keys),
                )
                place += 1
            run += len(stretches)


def _inner_spans(quotations: Sequence[Quotation]) -> dict[int, list[Span]]:
    """For each quotation that holds others what those are: speech within speech."""
    found: dict[int, list[Span]] = {}
    outer: list[int] = []  # those that the next may stand in
    for number, quotation in enumerate(quotations):
        whole = Span(quotation.start, quotation.end)
        outer = [n for n in outer if quotations[n].end > whole.start]
        for holder in outer:
            its = Span(quotations[holder].start, quotations[holder].end)
            if its.covers(whole) and its != whole:
                found.setdefault(holder, []).append(whole)
        outer.append(number)
    return found


def is_within(quotations: Sequence[Quotation], one: int, other: int) -> bool:
    """Whether the second of two quotations stands within the first."""
    return quotations[one].start <= quotations[other].start < quotations[one].end


def _run(word: Span, stretches: Sequence[Span], starts: Sequence[int], first: int) -> int:
    """The number of the stretch that holds a word, counted from `first`; -1: none does."""
    number = bisect_right(starts, word.start) - 1
    if number >= 0 and word.end <= stretches[number].end:
        return first + number
    return -1


def _opens(text: str, quotation: int, start: int, word: str) -> bool:
    """Whether a sentence of a quotation is printed from its beginning.

    `She said. “We will` and `she said, “We will` are; `she said that “we` and `a “Big` are not.
    """
    if not word[0].isupper():
        return False
    before = text[max(0, quotation - 80) : quotation].rstrip("“”\"‘'").rstrip(" ")
    return start > quotation + 2 or not before or before[-1] in '.!?,:”"\n\r—–'


def _compounds(sentences: Sequence[Sentence]) -> dict[str, tuple[Key, Key]]:
    """Words of the story that it prints in two parts elsewhere, by their form."""
    whole = {
        word.keys[0].form
        for sentence in sentences
        for word in sentence.words
        if len(word.keys) == 1 and len(word.keys[0].form) >= SHORTEST
    }
    found = {}
    for sentence in sentences:
        for one, other in pairwise(sentence.keys):
            form = one.form + other.form
            if form in whole and min(len(one.form), len(other.form)) > 1:
                found[form] = (key_of(one.form), key_of(other.form))
    return found


def _with_parts(sentence: Sentence, parts: dict[str, tuple[Key, Key]]) -> Sentence:
    if not any(key.form in parts for key in sentence.keys):
        return sentence
    words = tuple(
        word._replace(keys=tuple(part for key in word.keys for part in parts.get(key.form, (key,))))
        for word in sentence.words
    )
    keys = tuple(key for word in words for key in word.keys)
    own = keys if sentence.own == sentence.keys else sentence.own
    return replace(sentence, words=words, keys=keys, own=own)
