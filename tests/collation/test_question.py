"""Subject lines with a blank for the value: which clause asks, and what the blank takes with it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.differences.question import question
from extraction.annotations import Span
from tests.collation.timing import scene_of


def asked(nlp: Language, *accounts: tuple[str, str]) -> str:
    """The question of accounts, each with the value printed in it."""
    scene = scene_of(nlp, *(text for text, _ in accounts))
    sides = []
    for covered, (text, value) in zip(scene.coverage.articles, accounts, strict=True):
        body = covered.article.text.index(text)
        start = covered.article.text.index(value, body)
        span = Span(start, start + len(value))
        sides.append((covered, span, span))
    return question(scene, sides)


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("Rescuers in Orrin pulled 24 people out.", "24",
         "Rescuers in Orrin pulled [?] people out"),
        ("Rescuers in Orrin pulled nearly 24 people out.", "24",
         "Rescuers in Orrin pulled [?] people out"),
        ("Rescuers in Orrin pulled at least 24 people out.", "24",
         "Rescuers in Orrin pulled [?] people out"),
        ("The 27-minute film shows the ferry Elk.", "27-minute",
         "The [?] film shows the ferry Elk"),
        ("The Orrin mill paid $2 for 12 bags and $12 for one.", "$12",
         "The Orrin mill paid $2 for 12 bags and [?] for one"),
        ("Two guards held two men in Orrin on Monday.", "two men",
         "Two guards held [?] in Orrin on Monday"),
    ],
)  # fmt: skip
def test_a_blank_stands_for_the_value_and_its_hedge(
    nlp: Language, text: str, value: str, expected: str
) -> None:
    assert asked(nlp, (text, value)) == expected


def test_the_account_that_names_somebody_and_begins_with_its_subject_asks(nlp: Language) -> None:
    bare = ("At the mill, hurt were 22 of those who had come in.", "22")
    named = ("Police chief Ida Rosen said 24 people were hurt at the Orrin mill.", "24")
    words = "Police chief Ida Rosen said [?] people were hurt at the Orrin mill"
    assert asked(nlp, bare, named) == words
    assert asked(nlp, named, bare) == words


def test_a_clause_of_two_words_asks_only_where_there_is_no_other(nlp: Language) -> None:
    heading = ("60 Arrests", "60")
    told = ("the police in Orrin made 64 arrests on Monday.", "64")
    assert asked(nlp, heading, told) == "The police in Orrin made [?] arrests on Monday"
    assert asked(nlp, heading) == "[?] Arrests"


def test_a_sentence_that_is_cut_asks_before_one_that_opens_with_a_pronoun(nlp: Language) -> None:
    pronoun = ("He was indicted 6 times by a jury in the District of Lesk.", "6 times")
    long = (
        "Karl Brandt, a former harbour master and adviser of the council, was indicted 5 times on "
        "charges of lying about the role that he played when the Orrin mill was sold.",
        "5 times",
    )
    told = asked(nlp, pronoun, long)
    assert told.startswith("Karl Brandt, a former harbour master")
    assert "was indicted [?] on" in told
    assert told == asked(nlp, long, pronoun)
