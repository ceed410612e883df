"""What collation works on: the articles of one story, each read, each in its source group."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.annotations import Reading, Span
from intake.article import Article


@dataclass(frozen=True, slots=True)
class Covered:
    """One article of a story. `id` names it in every result; `group` numbers its source group."""

    id: str
    article: Article
    reading: Reading
    group: int  # articles with one number depend on one another: one source, printed twice

    def text(self, span: Span) -> str:
        """The article's characters at `span`."""
        return self.article.text[span.start : span.end]

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds `offset`; the span of the character itself where none does."""
        for sentence in self.reading.sentences:
            if sentence.span.start <= offset < sentence.span.end:
                return sentence.span
        return Span(offset, offset + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """The articles of one story, sorted by id: the order of arrival has no meaning.

    Each is equal to itself alone, so that what is found out about one can be kept by it.
    """

    articles: tuple[Covered, ...]

    def article(self, id: str) -> Covered:
        """The article of that id. Raises KeyError where the story has none."""
        for covered in self.articles:
            if covered.id == id:
                return covered
        raise KeyError(id)

    def groups(self, ids: frozenset[str] | set[str]) -> int:
        """How many independent sources these articles are."""
        return len({c.group for c in self.articles if c.id in ids})
