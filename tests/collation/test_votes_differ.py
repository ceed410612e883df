"""Votes in the forms that accounts print them in, and which of them exclude each other."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.differences.figures.reckoned.amounts import amount, number, share
from collation.discrepancy import Between, Kind, Severity
from tests.collation.test_differences import differences, of_kind

_LEAD = "Marlow council met on Wednesday over the sale of the old town baths to a hotel group. "
_NINE = "The motion passed by nine votes to four."


def _votes(nlp: Language, *texts: str) -> list[str]:
    found = of_kind(differences(nlp, *(_LEAD + text for text in texts)), Kind.NUMBER)
    return [str(one.severity) for one in found if "voted for and against" in one.subject]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (_NINE, "Ten of the 13 councillors backed it.", True),
        (_NINE, "Nine of the 13 councillors backed it.", False),
        ("The sale was approved 9-4.", "Two of its 13 members voted against.", True),
        ("The sale was approved 9-4.", "Four of its 13 members voted against.", False),
        ("The decision was unanimous.", "Two councillors voted against.", True),
        ("The decision was unanimous.", "All 13 councillors voted for it.", False),
        ("The sale was approved by five votes.", _NINE, False),
        ("The sale was approved by one vote.", _NINE, True),
        ("All but two of the 13 councillors backed it.", "The sale was approved 9-4.", True),
        ("All but four of the 13 councillors backed it.", "The sale was approved 9-4.", False),
        ("In a ballot, 82 per cent voted to sell.", "A third of those voting opposed it.", True),
        ("In a ballot, 68 per cent voted to sell.", "A third of those voting opposed it.", False),
        ("The sale was approved by a two-thirds majority.", "The sale was approved 7-6.", True),
        ("It was defeated by nine votes to four.", "Nine councillors voted against.", False),
        ("Nine voted in favour and four against.", "The vote was ten to three.", True),
        ("The council was deeply divided in its vote.", "The vote was unanimous.", True),
        ("It was approved with one dissenting vote.", _NINE, True),
    ],
)  # fmt: skip
def test_a_vote_in_two_forms(nlp: Language, one: str, other: str, told: bool) -> None:
    assert _votes(nlp, one, other) == (["hard"] if told else [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The committee approved the sale 6-5.", "The council approved the sale 9-4."),
        ("An amendment to the sale was rejected 7-6.", "The sale was approved 9-4."),
        ("The sale needs ten of the 13 councillors.", "The sale was approved 9-4."),
        ("Greens unanimously opposed the sale in the vote.", "The sale was approved 9-4."),
        ("The ruling party holds a 8-5 majority.", "The sale was approved in a 9-4 vote."),
        ("In 2019 the council voted 8-5 against a sale.", "The sale was approved in a 9-4 vote."),
        ("A poll showed 82 per cent backed the sale.", "A third of those voting opposed it."),
        ("It was 8-5. The sale was approved 9-4, not 10-3.", "The sale was approved 9-4."),
    ],
)
def test_two_votes_and_what_is_none(nlp: Language, one: str, other: str) -> None:
    assert _votes(nlp, one, other) == []


def test_a_turnout(nlp: Language) -> None:
    found = differences(
        nlp,
        "Nurses at the Velm clinic voted to strike on Monday. Three in four members took part.",
        "Nurses at the Velm clinic voted to strike on Monday, on a turnout of 58 per cent.",
    )
    assert [(d.kind, d.severity, d.between) for d in found if "took part" in d.subject] == [
        (Kind.NUMBER, Severity.HARD, Between.OUTLETS)
    ]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [("82 per cent", 0.815, 0.825), ("61.4%", 0.6135, 0.6145), ("a third", 0.30, 0.365),
     ("two in five", 0.37, 0.43), ("more than half", 0.47, 0.80)],
)  # fmt: skip
def test_a_share_is_an_interval(words: str, low: float, high: float) -> None:
    assert share(words) == pytest.approx((low, high), abs=0.006)


def test_an_amount_in_words() -> None:
    assert number("twenty-two") == 22
    assert amount("at least 10") == (10, 15)
    with pytest.raises(ValueError, match="several"):
        amount("several")


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("The jury was unanimous.", "Two of the 12 jurors disagreed.", True),
        ("The jury was unanimous.", "He was convicted by a majority of ten to two.", True),
        ("Ten of the 12 jurors found him guilty.", "The jury split ten to two.", False),
    ],
)
def test_a_jury(nlp: Language, one: str, other: str, told: bool) -> None:
    lead = "The jury in the trial of builder Ralph Stone gave its verdict in Leam on Friday. "
    found = differences(nlp, lead + one, lead + other)
    assert any("voted for and against" in d.subject for d in found) == told
