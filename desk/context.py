"""An article and a place in it; the paragraph around it, with the sentence marked, out."""

from __future__ import annotations

from desk.answers import Context
from desk.citations import cite
from desk.errors import NoMatch
from desk.requests import Asker
from desk.zones import reader_zone
from extraction.annotations import Reading, Span
from intake.article import Article, Part
from store import articles, readings
from store.archive import Session

AROUND = 1  # paragraphs shown before, and after


def around(db: Session, asker: Asker, article: int, at: int) -> Context:
    """The paragraph that holds the offset `at`, and those beside it.

    Raises:
        NoMatch: the workspace has no such article.
    """
    stored = articles.load(db, asker.workspace, [article]).get(article)
    if stored is None:
        raise NoMatch("That article is no longer in the archive. Ask the question again.")
    reading = readings.load(db, asker.workspace, [article]).get(article)
    parts = stored.article.account()
    place = _part_at(parts, at)
    sentence = _sentence(stored.article, reading, at, parts[place] if parts else None)
    first, last = max(place - AROUND, 0), place + AROUND + 1
    shown = parts[first:last] if parts else ()
    text = stored.article.text
    paragraphs = tuple(_shown(text[part.start : part.end]) for part in shown)
    start = _stripped(text, parts[place]) if parts else 0
    length = len(paragraphs[place - first]) if parts else 0
    return Context(
        citation=cite(stored, sentence, (), reader_zone(asker.zone)),
        paragraphs=paragraphs or (text,),
        marked=place - first,
        start=min(max(sentence.start - start, 0), length) if parts else sentence.start,
        end=min(max(sentence.end - start, 0), length) if parts else sentence.end,
    )


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
