"""What is shown for a sentence as the parser cut it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extraction.annotations import Span
from extraction.parsed import parse_articles
from extraction.shown import shown_sentence
from intake.article import Article, Part, PartKind


@pytest.mark.parametrize(
    ("sentences", "shown"),
    [
        (("Roe left on Monday. “", "We are sad,” she said."), "Roe left on Monday."),
        (('Roe left on Monday. "', 'We are sad," she said.'), "Roe left on Monday."),
        (("• Roe left on Monday.",), "Roe left on Monday."),
        (("Roe said “we are sad.”", "She left."), "Roe said “we are sad.”"),
    ],
)
def test_a_sentence_is_shown_without_what_is_not_its_own(
    nlp: Language, sentences: tuple[str, ...], shown: str
) -> None:
    assert shown_first(nlp, sentences, 0) == shown


@pytest.mark.parametrize(
    ("sentences", "shown"),
    [
        (("“They found nothing.", "Nice,” Roe wrote."), "“They found nothing. Nice,” Roe wrote."),
        (("“They found nothing.\n", "Nice,” Roe wrote."), "Nice,” Roe wrote."),
        (("“They are gone.", "It is a great pity,” Roe wrote."), "It is a great pity,” Roe wrote."),
        (("They are gone.", "“Nice,” Roe wrote."), "“Nice,” Roe wrote."),
    ],
)
def test_the_last_word_of_a_quotation_is_not_shown_alone(
    nlp: Language, sentences: tuple[str, ...], shown: str
) -> None:
    assert shown_first(nlp, sentences, 1) == shown


def shown_first(nlp: Language, sentences: tuple[str, ...], number: int) -> str:
    """What is shown for the sentence of that number, cut where the parts are, not by the parser."""
    text = " ".join(sentences)
    article = Article(
        "file:a.txt", text, (Part(PartKind.PARAGRAPH, 0, len(text)),), None, None, "a", "given"
    )
    (part,) = next(iter(parse_articles(nlp, [article]))).parts
    starts, at = [], 0
    for sentence in sentences:
        starts.append((at, at + len(sentence)))
        at += len(sentence) + 1
    cut = part.tokens(Span(*starts[number]))
    assert cut is not None
    return shown_sentence(part, cut).of(text)
