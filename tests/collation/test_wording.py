"""Printed words are compared aside from case, marks and the forms of speech."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.wording import Weights, compared, find_words, split_sentences
from extraction.annotations import Span


def sentences(text: str, *pieces: str) -> list[list[str]]:
    spans, at = [], 0
    for piece in pieces or (text,):
        at = text.index(piece, at)
        spans.append(Span(at, at + len(piece)))
    return [[word.text for word in words] for words in split_sentences(text, spans)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Don’t", "don't"),
        ("don't", "do not"),
        ("home-grown", "homegrown"),
        ("U.S.", "United States"),
        ("6,000", "6000"),
        ("he's", "he is"),
        ("Roe's", "Roe"),
        ("can't", "cannot"),
    ],
)
def test_words_are_the_same_aside_from_case_marks_and_clitics(one: str, other: str) -> None:
    assert compared(one) == " ".join(compared(word) for word in other.split())


def test_a_pronoun_is_no_country() -> None:
    assert compared("us") == "us"
    assert compared("US") == "united states"


def test_sentences_end_at_stops_but_not_at_titles_or_initials() -> None:
    text = "Mr. Roe went to the U.S. Senate. He lost. Why?"
    assert [len(words) for words in sentences(text)] == [7, 2, 1]


def test_four_dots_end_a_sentence() -> None:
    assert len(sentences("It is preposterous.... I have no power.")) == 2


def test_an_interrupted_sentence_goes_on_after_the_cue() -> None:
    text = "“We will,” she said, “appeal.”"
    assert sentences(text, "We will", "appeal.") == [["We", "will", "appeal"]]


def test_a_cue_that_ends_its_sentence_ends_the_quoted_one() -> None:
    text = "“We will,” she said. “Soon, too.”"
    assert sentences(text, "We will", "Soon, too.") == [["We", "will"], ["Soon", "too"]]


def test_rare_words_weigh_more_and_function_words_least() -> None:
    weights = Weights.count(["the mill burned"] * 30 + ["the miller wept"])
    assert weights.of("wept") > weights.of("burn") > weights.of("the")


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text: str) -> None:
    at = 0
    for word in find_words(text, 0, len(text)):
        assert word.span.of(text) == word.text
        assert word.span.start >= at
        assert word.keys
        at = word.span.end
