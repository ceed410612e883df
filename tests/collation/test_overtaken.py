"""Headlines that still expect what the account tells as done, in made-up articles."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Between, Discrepancy, Kind, Severity
from tests.collation.test_differences import differences, of_kind

OTHER = "Nothing new was heard of the mill at Orrin, its owners said on Friday in a letter."


def _found(nlp: Language, headline: str, body: str) -> list[Discrepancy]:
    article = f"date 2025-03-14\n{headline}\n\n{body}"
    return list(of_kind(differences(nlp, article, OTHER), Kind.STATUS))


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        (
            "Karl Brandt expected to plead guilty in mill fire case",
            "Karl Brandt pleaded guilty on Friday to setting fire to the mill, his lawyer said.",
        ),
        (
            "Karl Brandt to plead guilty in mill fire case",
            "Karl Brandt pleads guilty, agrees to help the court\n\nHe was calm, his lawyer said.",
        ),
    ],
)
def test_a_headline_may_be_older_than_its_account(nlp: Language, headline: str, body: str) -> None:
    [found] = _found(nlp, headline, body)
    assert found.severity is Severity.HARD
    assert found.between is Between.SELF


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        (
            "Karl Brandt expected to plead guilty in mill fire case",
            "Karl Brandt will plead guilty next week to setting fire to the mill.",
        ),
        (
            "Karl Brandt expected to plead guilty in mill fire case",
            "Karl Brandt pleaded guilty last year to another crime, his lawyer said.",
        ),
        (
            "Karl Brandt to resign from bridge post",
            "The governor said Peter Dell resigned on Friday and looks after the ferries.",
        ),
        (
            "Mayor to nominate Jane Orrin for bridge post",
            "The mayor nominated Jane Orrin on Friday to look after the bridges of the town.",
        ),
        (
            "Karl Brandt pleads guilty in mill fire case",
            "Karl Brandt pleaded guilty on Friday to setting fire to the mill, his lawyer said.",
        ),
        (
            "Norland latest country to offer shelter to the crew",
            "Norland offered shelter to the crew on Friday, after three other countries.",
        ),
        (
            "Envoy to Norland killed in attack on mill",
            "The envoy to Norland was killed on Friday in an attack on the mill at Orrin.",
        ),
    ],
    ids=[
        "still to come",
        "an earlier act",
        "somebody else",
        "how headlines tell what is no step at law",
        "a headline in the present",
        "the one who does it",
        "a place, and a participle",
    ],
)
def test_what_only_looks_overtaken_is_silent(nlp: Language, headline: str, body: str) -> None:
    assert _found(nlp, headline, body) == []


def test_what_is_decided_is_not_awaited(nlp: Language) -> None:
    headline = "Outrage over owners’ decision to sue the rowers of Orrin mill"
    assert _found(nlp, headline, "The owners sued the rowers of Orrin mill on Friday.") == []


def test_what_would_have_been_is_no_state_of_anybody(nlp: Language) -> None:
    one = "Jane Orrin’s pension would be the same had she been fired, the report said."
    other = "The office confirmed that Jane Orrin has resigned."
    assert of_kind(differences(nlp, one, other), Kind.STATUS) == []
