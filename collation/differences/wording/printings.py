"""The accounts of a story in; every sentence between quotation marks as words to compare, out.

Contractions, numerals and spellings are undone (`collation.spelling`); an ellipsis ends a piece,
and what an outlet put in between brackets is one word that may stand for any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from collation.coverage import Covered
from collation.differences.scene import Scene
from collation.wording import Key, Word, is_function, split_sentences
from extraction.annotations import Quotation, QuotationKind, Span

HOLE = Key("…", "…")  # stands for any words, or none
_MARKED = re.compile(
    r"[“„«]([^“”„«»\n]{3,900})[”»]?|\"([^\"“”\n]{3,900})\"?"
    r"|(?<![\w])[‘']((?:[^’'‘\n]|[’'](?=\w)){6,300})[’'](?!\w)"
)
_BRACKETED = re.compile(r"\[[^\[\]]{0,80}\]|\([^()]{0,80}\)")
_HALF_BRACKETED = re.compile(r"[\w\s]{1,30}[\])]")  # a mark between bracket and word
_ELLIPSIS = re.compile(r"\.\s?\.\s?\.|…|\*")
_LEAST = 2  # words of what stands between marks and is no quotation that is read


@dataclass(frozen=True)
class Printed:
    """A sentence inside quotation marks as one article prints it."""

    covered: Covered
    span: Span
    keys: tuple[Key, ...]
    places: tuple[Span, ...]  # of each key; several keys of one contraction share a place
    speaker: str | None
    named: bool  # the speaker is a person with a name: nobody else said it
    opens: bool  # printed from where the sentence begins
    ends: bool  # printed to where the sentence ends
    headline: bool
    loose: bool  # between marks, but nobody is found who said it
    before: tuple[str, ...] = ()  # the sentence before and the one after between the same marks,
    after: tuple[str, ...] = ()  # aside from inflection
    quotation: Quotation | None = None  # None where nobody is found who said it

    @property
    def body(self) -> bool:
        """Whether a body speaks as one: a ministry, a company."""
        number = self.quotation.person if self.quotation is not None else None
        return number is not None and self.covered.reading.people[number].kind == "organisation"

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The words aside from case and spelling."""
        return tuple(key.form for key in self.keys)

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The words aside from inflection."""
        return tuple(key.root for key in self.keys)

    @property
    def telling(self) -> frozenset[str]:
        """Roots of the words that say something."""
        return frozenset(k.root for k in self.keys if k != HOLE and not is_function(k.root))


def find_printings(scene: Scene, covered: Covered) -> Iterator[Printed]:
    """The sentences between marks of one article, those of its quotations first."""
    text = covered.article.text
    taken: list[Span] = []
    for quotation in covered.reading.quotations:
        for pieces in _pieces(text, quotation):
            if any(span.overlaps(piece) for span in taken[-4:] for piece in pieces):
                continue
            taken += pieces
            yield from _sentences(scene, covered, pieces, quotation)
    taken.sort()
    for match in _MARKED.finditer(text):
        span = _inside(match)
        if not any(other.overlaps(span) for other in taken):
            yield from _sentences(scene, covered, (span,), None)


def _pieces(text: str, quotation: Quotation) -> Iterator[tuple[Span, ...]]:
    if quotation.kind is QuotationKind.INDIRECT:
        return
    marked = [
        _inside(match)
        for piece in quotation.content
        for match in _MARKED.finditer(text, piece.start, piece.end)
    ]
    if quotation.kind is QuotationKind.DIRECT and not marked:
        yield quotation.content
    for span in marked:
        yield (span,)


def _inside(match: re.Match[str]) -> Span:
    group = next(number for number in (1, 2, 3) if match[number] is not None)
    return Span(match.start(group), match.end(group))


def _sentences(
    scene: Scene, covered: Covered, pieces: Sequence[Span], quotation: Quotation | None
) -> Iterator[Printed]:
    text = covered.article.text
    number = quotation.person if quotation is not None else None
    speaker = scene.person(covered, number)
    person = scene.somebody(covered, number)
    named = person is not None and len(person.split()) > 1 and person[0].isupper()
    named = named and not person.lower().startswith("the ") if person else False
    brackets = [
        Span(m.start(), m.end())
        for piece in pieces
        for m in (
            *_BRACKETED.finditer(text, piece.start, piece.end),
            *filter(None, [_HALF_BRACKETED.match(text, piece.start, piece.end)]),
        )
    ]
    rows: list[Printed] = []
    for words in _unbroken(text, split_sentences(text, pieces)):
        if quotation is None and len(words) < _LEAST:
            continue
        keys, places = _keys(text, words, brackets)
        if all(key == HOLE for key in keys):
            continue
        span = Span(words[0].span.start, words[-1].span.end)
        rows.append(
            Printed(
                covered,
                span,
                keys,
                places,
                speaker,
                named,
                words[0].text[0].isupper() and _begins(text, span.start),
                text[span.end : span.end + 2].strip("”\"’'")[:1] in set(".?!,")
                or _closes(text, span),
                scene.in_headline(covered, span.start),
                quotation is None,
                quotation=quotation,
            )
        )
    for at, row in enumerate(rows):
        before = rows[at - 1].roots if at else ()
        after = rows[at + 1].roots if at + 1 < len(rows) else ()
        yield replace(row, before=before, after=after)


def _unbroken(text: str, sentences: Iterable[Sequence[Word]]) -> Iterator[Sequence[Word]]:
    """The sentences, those that an ellipsis breaks as the pieces on both sides of it."""
    for words in sentences:
        first = 0
        for at in range(1, len(words)):
            between = text[words[at - 1].span.end : words[at].span.start]
            if between != " " and _ELLIPSIS.search(between):
                yield words[first:at]
                first = at
        yield words[first:]


def _begins(text: str, start: int) -> bool:
    """Whether nothing but a mark or the sentence before stands in front."""
    before = text[max(0, start - 3) : start].rstrip("“”\"‘' ")
    return not before or not before[-1].isalnum()


def _closes(text: str, span: Span) -> bool:
    return text[span.end : span.end + 1] in "”\"’'"


def _keys(
    text: str, words: Sequence[Word], brackets: Sequence[Span]
) -> tuple[tuple[Key, ...], tuple[Span, ...]]:
    keys: list[Key] = []
    places: list[Span] = []
    for word in words:
        if not any(span.covers(word.span) for span in brackets):
            keys += word.keys
            places += [word.span] * len(word.keys)
        elif not keys or keys[-1] != HOLE:
            keys.append(HOLE)
            places.append(word.span)
    return tuple(keys), tuple(places)
