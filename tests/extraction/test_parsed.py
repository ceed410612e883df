"""Parsing in batches: every article comes out whole, in order, with offsets into its own text."""

from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st

from extraction.annotations import Span
from extraction.parsed import parse_articles
from intake.article import Article, Part, PartKind

BLANK = spacy.blank("en")


def article(name: str, paragraphs: list[str]) -> Article:
    """An article with a byline and one part a paragraph."""
    text = "By A. Writer"
    parts = [Part(PartKind.BYLINE, 0, len(text))]
    for paragraph in paragraphs:
        text += "\n\n"
        parts.append(Part(PartKind.PARAGRAPH, len(text), len(text) + len(paragraph)))
        text += paragraph
    return Article(name, text, tuple(parts), None, None, name, "given")


@given(st.lists(st.lists(st.sampled_from(["One.", "Two words.", " Three  here "]), max_size=3)))
def test_articles_come_out_whole_and_in_order(stories: list[list[str]]) -> None:
    articles = [article(str(n), paragraphs) for n, paragraphs in enumerate(stories)]
    parsed = list(parse_articles(BLANK, articles))
    assert [p.article.source for p in parsed] == [a.source for a in articles]
    assert [[part.doc.text for part in p.parts] for p in parsed] == stories


def test_every_token_stands_in_the_text_where_its_span_says() -> None:
    (parsed,) = parse_articles(BLANK, [article("a", ["“We will,” she said.", "Two – three."])])
    for part in parsed.parts:
        for token in part.doc:
            assert part.span(token).of(parsed.article.text) == token.text


def test_tokens_of_a_span_are_those_it_touches_and_none_of_another_part() -> None:
    (parsed,) = parse_articles(BLANK, [article("a", ["He left.", "She stayed."])])
    text = parsed.article.text
    at = text.index("stay")
    first, second = parsed.parts
    found = second.tokens(Span(at, at + 4))
    assert found is not None
    assert found.text == "stayed"
    assert first.tokens(Span(at, at + 4)) is None


def test_bylines_are_not_parsed() -> None:
    (parsed,) = parse_articles(BLANK, [article("a", ["He left."])])
    assert parsed.at(0) is None
    assert [part.number for part in parsed.parts] == [1]
