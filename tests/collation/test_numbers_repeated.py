"""Sentences that say the same but for one number, and figures of one noun for two things."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.coverage import Coverage
from collation.discrepancy import Kind, Severity
from collation.drafts import check_draft
from collation.drafts.checked import Claimed
from tests.collation.test_differences import covering, differences, of_kind

# two sentences, the values of the sides
SLIPS = [
    ("The harbour will cost $4.6 billion, the council said.",
     "The harbour will cost $4.6 million, the council said.", {"$4.6 billion", "$4.6 million"}),
    ("The ferry was carrying 42 islanders.", "The ferry was carrying 420 islanders.",
     {"42", "420"}),
    ("The measure passed 34-29.", "The measure passed 36-27.", {"34-29", "36-27"}),
    ("Rovers won 3-1.", "Rovers won 4-1.", {"3-1", "4-1"}),
    ("The storm left 14 islanders injured.", "The storm left 40 islanders injured.", {"14", "40"}),
    ("The yard loses $4 million a week.", "The yard loses $4 million a month.",
     {"$4 million a week", "$4 million a month"}),
    ("The fire burned 2,000 acres.", "The fire burned 2,000 hectares.",
     {"2,000 acres", "2,000 hectares"}),
    ("The harbour master, 52, was treated for shock.",
     "The harbour master, 47, was treated for shock.", {"52", "47"}),
]  # fmt: skip

# why both hold, two sentences
COMPATIBLE = [
    ("one speed in two units", "Winds of 75 mph hit the harbour.",
     "Winds of 120 km/h hit the harbour."),
    ("one sum by two periods", "The fee is $50 a month.", "The fee is $600 a year."),
    ("two dozen", "Two dozen islanders were hurt.", "Twenty-three islanders were hurt."),
    ("two owners", "Norlan's profit rose 8 percent.", "Tarbet's profit rose 12 percent."),
    ("two things", "Revenue rose 11 percent last year.", "Profit rose 8 percent last year."),
    ("two doers", "Ms Roe has served three terms.", "Mr Lund has served two terms."),
    ("two parties", "Democrats won 34 seats.", "Republicans won 29 seats."),
    ("two halves", "Rovers scored three goals in the first half.",
     "Rovers scored one goal in the second half."),
    ("another line", "The train hit speeds of 85 mph.",
     "A train on the other line hit speeds of 60 mph."),
    ("which carriage", "The second carriage overturned.", "The third carriage overturned."),
    ("what might have been", "The original version would have capped rents at 3 percent.",
     "Rents would be capped at 5 percent."),
    ("debt", "The deal is worth $4.6 billion.",
     "The deal, worth $5.1 billion including debt, ends."),
    ("two hours", "At noon, officials said four islanders had died.",
     "At 6 p.m., officials said five islanders had died."),
    ("a toll that has risen", "The fire killed four islanders.",
     "The death toll has risen to five."),
    ("two more", "Four islanders were killed. Two others died later in hospital.",
     "Six islanders were killed."),
    ("two lists", "He pleaded guilty to 11 counts of fraud.",
     "He pleaded guilty to nine counts of wire fraud and two counts of mail fraud."),
    ("a range", "Between 200 and 300 islanders took part.", "About 250 islanders took part."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "values"), SLIPS)
def test_one_number_that_differs_among_the_same_words_is_hard(
    nlp: Language, one: str, other: str, values: set[str]
) -> None:
    (found,) = of_kind(differences(nlp, one, other), Kind.NUMBER)
    assert found.severity is Severity.HARD
    assert {e.value for e in found.evidence} == values


@pytest.mark.parametrize(("why", "one", "other"), COMPATIBLE)
def test_numbers_of_two_things_or_two_hours_are_silent(
    nlp: Language, why: str, one: str, other: str
) -> None:
    assert of_kind(differences(nlp, one, other), Kind.NUMBER) == [], why


def test_the_age_of_somebody_without_a_name_is_one(nlp: Language) -> None:
    (found,) = of_kind(
        differences(nlp, "The gunman, 52, was arrested.", "The 47-year-old gunman was arrested."),
        Kind.NUMBER,
    )
    assert (found.subject, found.severity) == ("age of the gunman", Severity.HARD)


@pytest.mark.parametrize(
    ("drafted", "compared"),
    [("Karl Brandt is 43 years old.", 1), ("The driver, 43, was arrested.", 0)],
)
def test_a_draft_s_age_is_compared_once_and_of_a_name_only(
    nlp: Language, drafted: str, compared: int
) -> None:
    covered = covering(nlp, drafted, "Karl Brandt is 43 years old. The driver, 43, was arrested.")
    draft, *others = covered.articles
    found = check_draft(Coverage(tuple(others)), draft.article, draft.reading).claims
    assert len([one for one in found if one.kind is Claimed.FIGURE]) == compared
