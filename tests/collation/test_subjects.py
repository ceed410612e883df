"""What is no difference of names, numbers, quotations and labels, and what subjects quote."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.differences.clause import LONGEST, clause_at, fuller, shortened
from collation.discrepancy import Kind
from extraction.annotations import Span
from tests.collation.readings import EMPTY, coverage
from tests.collation.test_differences import differences, of_kind
from tests.collation.test_names_differ import told
from tests.collation.test_quote_wording import differences as printings


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        (
            "But four boats sank at Orrin, and six left.",
            "four",
            "four boats sank at Orrin, and six left",
        ),
        ("He paid $3,500 (a lot).", "3,500", "He paid $3,500 (a lot)"),
    ],
)
def test_a_short_sentence_is_quoted_whole(text: str, at: str, words: str) -> None:
    (covered,) = coverage(a=(text, EMPTY)).articles
    start = text.index(at)
    assert clause_at(covered, Span(0, len(text)), Span(start, start + len(at))) == words


def test_a_long_clause_is_cut_between_words_around_the_place() -> None:
    text = "word " * 40 + "nine boats " + "again " * 40
    (covered,) = coverage(a=(text, EMPTY)).articles
    start = text.index("nine")
    found = clause_at(covered, Span(0, len(text)), Span(start, start + 10))
    assert "nine boats" in found
    assert len(found) <= LONGEST
    assert found.startswith("… word ")
    assert found.endswith(" again …")


@pytest.mark.parametrize(
    ("words", "longest", "cut"),
    [
        ("Four boats sank at Orrin.", 40, "Four boats sank at Orrin"),
        ("The board closed the lock of the old harbor", 37, "The board closed the lock …"),
        ("Roe said that she would be voting for the bridge today", 26, "Roe said …"),
        ("Harbor staff told Mr. Roe nothing", 24, "Harbor staff told …"),
        ("The lock was shut, and nobody in Orrin knew", 26, "The lock was shut …"),
    ],
)
def test_a_subject_does_not_break_off_behind_a_word_that_leans_on_the_next(
    words: str, longest: int, cut: str
) -> None:
    assert shortened(words, longest) == cut


def test_the_clause_with_a_name_says_more() -> None:
    assert fuller("nine men of the crew were lost then", "at Orrin Port Roe") == "at Orrin Port Roe"


def test_two_names_that_two_accounts_both_print_are_two_people() -> None:
    one = "Gov. Jane Brunter sued over the lock. Stephen Brunder heard the case."
    other = "Jane Brunter sued. The judge was Stephen Brunder, whom Brunter met."
    assert told(one, other) == []


def test_a_spelling_that_an_account_remarks_on_or_that_a_post_has_is_no_slip() -> None:
    right = "The shipyard was sold to Ondrine Hagel."
    assert told(right, "The tweet misspelled him as Ondrine Hagen.") == []
    assert told(right, "“It was sold to Ondrine Hagen [sic],” the tweet said.") == []
    assert told(right, "“It was sold to Ondrine Hagen,” the tweet said.") != []
    assert told(right, "Ondrine Hagen sold it again! #shipyard @orrinport") == []
    assert told(right, "The shipyard was sold to Ondrine Hagen.") != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The fire in Elmsdale killed 90 people on Friday.",
            "Roe honored the 40 people killed there in the fire in Elmsdale on Friday.",
        ),
        (
            "For now, two senators joined Roe on the harbor bill.",
            "Four senators joined Roe on the harbor bill.",
        ),
    ],
)
def test_a_part_and_a_count_so_far_do_not_contradict(nlp: Language, one: str, other: str) -> None:
    assert not of_kind(differences(nlp, one, other), Kind.NUMBER)


def test_like_sentences_with_many_more_words_are_two() -> None:
    short = "If the talks fail, the harbour board is prepared to close the lock."
    long = "If the talks fail, the harbour board and all of its friends is prepared to close it."
    assert printings((short, "Jane Roe"), (long, "Jane Roe")) == ()


def test_a_legal_newcomer_is_not_what_an_illegal_one_is_called(nlp: Language) -> None:
    one = "The bill would deport illegal immigrants who work on farms in Orrin, the governor said."
    other = "The bill would deport legal immigrants who work on farms in Orrin, the governor said."
    assert not of_kind(differences(nlp, one, other), Kind.LABEL)
