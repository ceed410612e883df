"""An article's parts in; the same parts parsed, with offsets into the untouched text, out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language

from extraction.annotations import Span
from extraction.spacy_docs import Reader
from extraction.tokens import Doc, Token, TokenSpan
from intake.article import ACCOUNT, Article, Part

BATCH = 256  # parts handed to the pipeline at once: enough to fill its matrices, small in memory


@dataclass(frozen=True, slots=True)
class ParsedPart:
    """One part of the account and its parse; `doc` begins at `part.start` of the text."""

    number: int  # index into Article.parts
    part: Part
    doc: Doc

    def span(self, item: Token | TokenSpan) -> Span:
        """Where a token or a span of tokens stands in the article's text."""
        base = self.part.start
        if isinstance(item, Token):
            start = base + item.idx
            return Span(start, start + len(item.text))
        return Span(base + item.start_char, base + item.end_char)

    def bounds(self, token: Token) -> tuple[int, int]:
        """The characters [start, end) of a token in the article's text."""
        start = self.part.start + token.idx
        return start, start + len(token.text)

    def begin(self, token: Token) -> int:
        """Where a token begins in the article's text."""
        return self.part.start + token.idx

    def stretch(self, first: Token, last: Token) -> Span:
        """What stands in the article's text from one token to another, both included."""
        base = self.part.start
        return Span(base + first.idx, base + last.idx + len(last.text))

    def tokens(self, span: Span) -> TokenSpan | None:
        """The tokens that touch `span`, None where it lies outside this part."""
        start, end = span.start - self.part.start, span.end - self.part.start
        if start < 0 or end > self.part.end - self.part.start:
            return None
        return self.doc.char_span(start, end)


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article with a parse of every part of its account, in text order."""

    article: Article
    parts: tuple[ParsedPart, ...]

    def at(self, offset: int) -> ParsedPart | None:
        """The part that holds the character at `offset`, None between parts."""
        for parsed in self.parts:
            if parsed.part.start <= offset < parsed.part.end:
                return parsed
        return None


def parse_articles(nlp: Language, articles: Iterable[Article]) -> Iterator[ParsedArticle]:
    """Parse articles in order, their parts in batches across articles.

    `articles` is read only a batch ahead, so a long stream stays small in memory.
    """
    waiting: deque[tuple[Article, list[tuple[int, Part]]]] = deque()

    def texts() -> Iterator[str]:
        for article in articles:
            parts = [(n, part) for n, part in enumerate(article.parts) if part.kind in ACCOUNT]
            waiting.append((article, parts))
            for _, part in parts:
                yield article.text[part.start : part.end]

    def finished(done: list[ParsedPart]) -> Iterator[ParsedArticle]:
        while waiting and len(done) == len(waiting[0][1]):
            yield ParsedArticle(waiting.popleft()[0], tuple(done))
            done.clear()

    done: list[ParsedPart] = []
    reader = Reader(nlp.vocab)
    for doc in nlp.pipe(texts(), batch_size=BATCH):
        yield from finished(done)  # articles with no account stand before the next one
        number, part = waiting[0][1][len(done)]
        done.append(ParsedPart(number, part, reader.read(doc)))
        yield from finished(done)
    yield from finished(done)
