"""An article and a place in it; the paragraph around it, with what is cited marked, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desk.answers import Context
from desk.citations import cite
from desk.errors import NoMatch
from desk.requests import Asker
from desk.zones import reader_zone
from extraction.annotations import Reading, Span
from intake.article import Article, Part, PartKind
from store import articles, readings, utterances
from store.archive import Session

AROUND = 1  # paragraphs shown before, and after


def around(db: Session, asker: Asker, article: int, at: int, *, quotation: bool = False) -> Context:
    """The paragraph that holds the offset `at`, and those beside it, the sentence marked.

    With `quotation` the words are marked of the utterance whose printing begins at `at`.

    Raises:
        NoMatch: the workspace has no such article.
    """
    stored = articles.load(db, asker.workspace, [article]).get(article)
    if stored is None:
        raise NoMatch("That article is no longer in the archive. Ask the question again.")
    text, parts = stored.article.text, stored.article.account()
    printing = utterances.printing_at(db, asker.workspace, article, at) if quotation else None
    if printing is not None:
        sentence, marked = printing.sentence, printing.content
    else:
        reading = readings.load(db, asker.workspace, [article]).get(article)
        place = parts[_part_at(parts, at)] if parts else None
        sentence = _sentence(stored.article, reading, at, place)
        marked = (sentence,)
    parts = parts or (Part(PartKind.PARAGRAPH, 0, len(text)),)
    first = max(_part_at(parts, marked[0].start) - AROUND, 0)
    last = _part_at(parts, max(marked[-1].end - 1, marked[0].start)) + AROUND
    shown = parts[first : last + 1]
    return Context(
        citation=cite(stored, sentence, (), reader_zone(asker.zone)),
        paragraphs=tuple(_shown(text[part.start : part.end]) for part in shown),
        marks=tuple(
            (number, *mark)
            for number, part in enumerate(shown)
            for mark in _marks(text, part, marked)
        ),
        trimmed=articles.is_trimmed(db, asker.workspace, article),
    )


def _marks(text: str, part: Part, marked: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The stretches of a part that are marked, counted from its first letter."""
    start = _stripped(text, part)
    length = len(_shown(text[part.start : part.end]))
    for span in marked:
        first, last = max(span.start - start, 0), min(span.end - start, length)
        if first < last:
            yield first, last


def _part_at(parts: tuple[Part, ...], at: int) -> int:
    """Which part holds the offset, else the last that begins before it, else the first."""
    return max((n for n, part in enumerate(parts) if part.start <= at), default=0)


def _sentence(article: Article, reading: Reading | None, at: int, part: Part | None) -> Span:
    for sentence in reading.sentences if reading else ():
        if sentence.span.start <= at < sentence.span.end:
            return sentence.span
    if part is not None:
        return Span(part.start, part.end)
    return Span(0, len(article.text))


def _stripped(text: str, part: Part) -> int:
    start = part.start
    while start < part.end and text[start].isspace():
        start += 1
    return start


def _shown(paragraph: str) -> str:
    return "".join(" " if c.isspace() else c for c in paragraph).strip()
