"""What somebody said and somebody else turned down: made-up accounts, and look-alikes."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.differences import find_with_doubtful
from collation.discrepancy import Between, Discrepancy, Kind, Severity
from tests.collation.test_differences import covering

ASIDE = "The ferry to the island was late on Friday."


def disputes(nlp: Language, *texts: str) -> list[Discrepancy]:
    found = find_with_doubtful(covering(nlp, *texts), ())
    return [d for d in found if d.kind in (Kind.STATUS, Kind.NEGATION)]


TOLD = [
    (
        "The union said the plan could cost 900 teachers their jobs. City officials disagreed.",
        Severity.SOFT,
        "could cost 900 teachers",
    ),
    (
        "Anna Weiss accused the council of selling the harbour in secret. "
        "The council rejected the accusation.",
        Severity.SOFT,
        "selling the harbour in secret",
    ),
    (
        "Two detectives said the singer staged the attack outside the hotel. "
        "The studio called those reports “ridiculous.”",
        Severity.SOFT,
        "staged the attack",
    ),
]


@pytest.mark.parametrize(("text", "severity", "words"), TOLD)
def test_a_rebuttal_beside_its_claim_is_kept_as_doubtful(
    nlp: Language, text: str, severity: Severity, words: str
) -> None:
    (found,) = disputes(nlp, text, ASIDE)
    assert (found.severity, found.between) == (severity, Between.SOURCES)
    assert found.doubtful  # both stand side by side
    assert words in found.subject
    assert {e.value for e in found.evidence} == {"said", "disputed"}


def test_a_rebuttal_that_names_the_claim_finds_it_in_another_account(nlp: Language) -> None:
    (found,) = disputes(
        nlp,
        "Otto Kranz dismissed Anna Weiss’s claim that the toll would empty the old harbour.",
        "Anna Weiss claimed the toll would empty the old harbour of fishing boats.",
    )
    assert found.subject.startswith("told without Otto Kranz's denial: “Anna Weiss claimed")
    assert found.absent_in == ("01.txt",)
    assert not found.doubtful
    assert {e.article for e in found.evidence} == {"00.txt", "01.txt"}


SILENT = [
    ("a question", "The union said the plan could cost 900 jobs. "
     "Asked about it, Otto Kranz rejected the claim."),
    ("nobody said it", "The plan cost 900 teachers their jobs. City officials disagreed."),
    ("his own words", "Otto Kranz said the toll was too high. He has rejected the claim."),
    ("a proposal", "Anna Weiss said she brought up a new toll at the meeting. "
     "The council rejected her idea."),
    ("not turned down", "The union said the plan could cost 900 jobs. "
     "The mayor never rejected the claim."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), SILENT)
def test_what_only_looks_like_a_rebuttal_is_silent(nlp: Language, kind: str, text: str) -> None:
    assert disputes(nlp, text, ASIDE) == [], kind
