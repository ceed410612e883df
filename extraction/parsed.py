"""An article's parts in; the same parts parsed, with offsets into the untouched text, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span as TokenSpan, Token

from extraction.annotations import Span
from intake.article import Article, Part

BATCH = 256  # parts handed to the pipeline at once: enough to fill its matrices, small in memory


@dataclass(frozen=True, slots=True)
class ParsedPart:
    """One part of the account and its parse; `doc` begins at `part.start` of the text."""

    number: int  # index into Article.parts
    part: Part
    doc: Doc

    def span(self, item: Token | TokenSpan) -> Span:
        """Where a token or a span of tokens stands in the article's text."""
        if isinstance(item, Token):
            start = item.idx
            return Span(self.part.start + start, self.part.start + start + len(item.text))
        return Span(self.part.start + item.start_char, self.part.start + item.end_char)

    def tokens(self, span: Span) -> TokenSpan | None:
        """The tokens that touch `span`, None where it lies outside this part."""
        start, end = span.start - self.part.start, span.end - self.part.start
        if start < 0 or end > self.part.end - self.part.start:
            return None
        return self.doc.char_span(start, end, alignment_mode="expand")


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
    """Parse articles in order, their parts in batches across articles."""
    waiting: list[tuple[Article, list[tuple[int, Part]]]] = []

    def parts_of() -> Iterator[str]:
        for article in articles:
            parts = [(n, p) for n, p in enumerate(article.parts) if p in article.account()]
            waiting.append((article, parts))
            for _, part in parts:
                yield article.text[part.start : part.end]
        waiting.append((_END, []))

    docs = nlp.pipe(parts_of(), batch_size=BATCH)
    done: list[ParsedPart] = []
    for doc in docs:
        while waiting and not waiting[0][1]:
            yield ParsedArticle(waiting.pop(0)[0], ())
        article, parts = waiting[0]
        number, part = parts[len(done)]
        done.append(ParsedPart(number, part, doc))
        if len(done) == len(parts):
            waiting.pop(0)
            yield ParsedArticle(article, tuple(done))
            done = []
    for article, _ in waiting:
        if article is not _END:
            yield ParsedArticle(article, ())


_END = Article("", "", (), None, None, "", "")
