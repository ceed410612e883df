"""A number that is an estimate here and a fact there, in made-up accounts; what only looks so."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Discrepancy, Severity
from tests.collation.test_differences import differences


def estimated(nlp: Language, one: str, other: str) -> list[Discrepancy]:
    found = differences(nlp, f"Elmsdale\n\n{one}", f"Norland\n\n{other}")
    return [d for d in found if d.subject.startswith("whether the number is an estimate")]


TOLD = [
    (
        "The walkout has cost Brack Motors about $1.7 billion, according to an estimate by a bank.",
        "The strike ends after six weeks at its plants, costing Brack Motors $1.7 billion.",
    ),
    (
        "The blockade hits an estimated $3.4 billion in yearly herring exports of the islands.",
        "The islands sold herring exports of $3.4 billion last year.",
    ),
]


@pytest.mark.parametrize(("one", "other"), TOLD)
def test_an_estimate_told_as_a_fact_is_soft(nlp: Language, one: str, other: str) -> None:
    [found] = estimated(nlp, one, other)
    assert found.severity is Severity.SOFT
    assert {(e.article, e.value) for e in found.evidence} == {
        ("00.txt", "estimated"),
        ("01.txt", "flat"),
    }


SILENT = [
    (
        "both give it as somebody's word",
        TOLD[0][0],
        "The strike has cost Brack Motors $1.7 billion, its treasurer said.",
    ),
    (
        "the other says elsewhere whose estimate it is",
        TOLD[0][0],
        f"{TOLD[0][1]} An estimate of the bank put the cost of the strike at $1.7 billion.",
    ),
    (
        "the same number is of another thing",
        TOLD[0][0],
        "The harbour board borrowed $1.7 billion for a new lighthouse.",
    ),
    (
        "what may come is no fact",
        TOLD[0][0],
        "The strike could cost Brack Motors $1.7 billion at its plants.",
    ),
    (
        "more than the number",
        TOLD[0][0],
        "The strike cost Brack Motors over $1.7 billion at its plants.",
    ),
    (
        "what is valued is estimated",
        TOLD[0][0],
        "The strike took cars valued at $1.7 billion from Brack Motors.",
    ),
    (
        "a crowd, which nobody counts",
        "An estimated crowd of 24,000 cheered Jane Orrin at Elmsdale on the green.",
        "A crowd of 24,000 cheered Jane Orrin at Elmsdale on the green.",
    ),
    (
        "a small number is counted",
        "The strike has kept an estimated 40 welders from the plants of Brack Motors.",
        "The strike has kept 40 welders from the plants of Brack Motors.",
    ),
]


@pytest.mark.parametrize(("why", "one", "other"), SILENT, ids=[row[0] for row in SILENT])
def test_what_only_looks_like_an_estimate_is_silent(
    nlp: Language, why: str, one: str, other: str
) -> None:
    assert estimated(nlp, one, other) == []
