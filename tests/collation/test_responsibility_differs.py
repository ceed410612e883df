"""Who is behind an act by one word and not by another: made-up accounts, and look-alikes."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.differences import find_discrepancies
from collation.discrepancy import Between, Discrepancy, Kind
from tests.collation.test_differences import covering


def behind(nlp: Language, *texts: str) -> list[Discrepancy]:
    found = find_discrepancies(covering(nlp, *texts), ())
    return [d for d in found if d.kind is Kind.NEGATION and "behind it" in d.subject]


TOLD = [
    (
        "The Crimson Front claimed responsibility for the blast at the harbour.",
        "Investigators said there was no evidence that the Crimson Front was involved.",
    ),
    (
        "The Crimson Front claimed credit for the attack on the ferry.",
        "The police have found no links to terrorism, the chief said.",
    ),
    (
        "Ministers in Oslo blamed Kronotek for the outage at the hospitals.",
        "Kronotek denied any involvement in the outage.",
    ),
    (
        "The sabotage of the pipeline was blamed on Ostrava.",
        "Ostrava denied that it was behind the sabotage.",
    ),
]


@pytest.mark.parametrize(("one", "other"), TOLD)
def test_a_claim_and_its_denial_are_told(nlp: Language, one: str, other: str) -> None:
    for texts in ((one, other), (other, one)):
        (found,) = behind(nlp, *texts)
        assert found.between is Between.SOURCES
        assert {e.value for e in found.evidence} == {"behind it", "no sign of it"}


SILENT = [
    # Another attack.
    (
        "The Crimson Front claimed responsibility for several previous blasts.",
        "Investigators said there was no evidence that the Crimson Front was involved.",
    ),
    # Somebody else denies it.
    (
        "Ministers in Oslo blamed Kronotek for the outage at the hospitals.",
        "Velmar denied any involvement in the outage.",
    ),
    # Both accounts have the denial.
    (
        "Ministers in Oslo blamed Kronotek for the outage at the hospitals. Kronotek denies it.",
        "Kronotek denied any involvement in the outage.",
    ),
    # Another threat.
    (
        "The Crimson Front claimed responsibility for the attack on the ferry.",
        "There is no link between the terror threat and the closed school, the chief said.",
    ),
    # Nobody claims it.
    (
        "No one claimed responsibility for the blast at the harbour.",
        "The police have found no links to terrorism, the chief said.",
    ),
]


@pytest.mark.parametrize(("one", "other"), SILENT)
def test_what_nobody_is_said_to_be_behind_is_silent(nlp: Language, one: str, other: str) -> None:
    assert behind(nlp, one, other) == []


def test_a_headline_that_names_its_source_is_no_flat_word(nlp: Language) -> None:
    claimed = (
        "Blast claimed by the Crimson Front\n\nA blast claimed by the Crimson Front hit a quay."
    )
    body = "\n\nA blast hit the quay of the harbour on Monday."

    def sure(headline: str) -> list[str]:
        found = find_discrepancies(covering(nlp, claimed, headline + body), ())
        return [d.subject for d in found if d.kind is Kind.HEDGING and "claims it" in d.subject]

    [subject] = sure("Three killed in Crimson Front blast")
    assert subject.startswith("whether Crimson Front did it or only claims it: “")
    assert sure("Three killed in Crimson Front blast, minister says") == []
