"""Steps, roles, charges and lengths that differ, and those that only seem to."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Kind, Severity
from tests.collation.test_differences import differences, of_kind

# (one account, the other, severity, values)
TOLD = [
    (
        "Police arrested two brothers who were seen on the video of the burning barn.",
        "Police questioned two brothers who were seen on the video of the barn.",
        Severity.SOFT,
        {"arrested", "questioned"},
    ),
    (
        "Two divers jumped off the barge and were later treated by paramedics.",
        "The two divers were pulled from the barge and later taken to hospital.",
        Severity.SOFT,
        {"treated on the spot", "taken to hospital"},
    ),
    (
        "Martin Roe, who works at the pancake house, saw the man run away.",
        "Martin Roe, who is a regular customer, saw the man run away.",
        Severity.HARD,
        {"works there", "customer"},
    ),
    (
        "date 2019-05-02\nRower indicted\n\nPolice indicted the rower Jan Vos for falsely "
        "reporting a robbery.",
        "date 2019-05-03\nRower\n\nPolice said they consider charges of falsely reporting a "
        "robbery.",
        Severity.HARD,
        {"charged", "not charged"},
    ),
]


@pytest.mark.parametrize(("one", "other", "severity", "values"), TOLD)
def test_states_that_differ_are_told(
    nlp: Language, one: str, other: str, severity: Severity, values: set[str]
) -> None:
    (found,) = of_kind(differences(nlp, one, other), Kind.STATUS)
    assert found.severity is severity
    assert {e.value for e in found.evidence} == values


# (why it is none, one account, the other)
SILENT = [
    ("one account tells both steps",
     "Police questioned two brothers from the video of the barn and arrested two brothers later.",
     "Police questioned two brothers who were seen on the video of the barn."),
    ("one account tells that he was held, too",
     "Police arrested Martin Roe at the barn.",
     "Police questioned Martin Roe, who says that the cell in which they held him is cold."),
    ("other people", "Police arrested two teachers after the burning of the barn.",
     "Police questioned two brothers who were seen near the lake."),
    ("another person", "Martin Roe, who works at the pancake house, saw the man run away.",
     "Paul Doe, who is a regular customer, saw the man run away."),
    ("the charges came later",
     "date 2019-05-03\nRower indicted\n\nPolice indicted Jan Vos for falsely reporting a robbery.",
     "date 2019-05-01\nRower\n\nPolice are considering charges of falsely reporting a robbery."),
    ("other charges",
     "date 2019-05-02\nRower indicted\n\nPolice indicted Jan Vos for smuggling furs.",
     "date 2019-05-03\nRower\n\nPolice are considering charges of falsely reporting a robbery."),
    ("not done", "Police did not arrest the two brothers seen on the video of the barn.",
     "Police questioned two brothers who were seen on the video of the barn."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "one", "other"), SILENT)
def test_states_that_can_both_hold_are_silent(
    nlp: Language, why: str, one: str, other: str
) -> None:
    assert of_kind(differences(nlp, one, other), Kind.STATUS) == [], why


def test_a_step_is_told_with_its_occasion_and_without_other_years(nlp: Language) -> None:
    (found,) = of_kind(
        differences(
            nlp,
            "In 2004 Martin Roe was arrested in Elmsdale. Martin Roe was arrested in 2010 at sea.",
            "In 2004 in Elmsdale, police questioned Martin Roe about the burnt barn.",
        ),
        Kind.STATUS,
    )
    assert found.subject == (
        "whether Martin Roe was arrested, or only questioned: “In 2004 in Elmsdale, police "
        "questioned Martin Roe about the burnt barn”"
    )
    assert len(found.evidence) == 2


SINCE = "date 2012-09-10\nPort\n\nNegotiations at the port have gone on since {} over wages."


@pytest.mark.parametrize(
    ("one", "month", "told"),
    [
        ("date 2012-09-10\nA\n\nIt closed despite eight months of talks.", "November", True),
        ("date 2012-09-10\nA\n\nIt closed despite eight months of talks.", "January", False),
        ("date 2012-09-10\nA\n\nIt closed after eight months of drought.", "November", False),
        ("date 2012-09-10\nA\n\nIt closed despite more than eight months of talks.",
         "November", False),
    ],
)  # fmt: skip
def test_a_length_and_a_beginning_are_compared_by_the_day_of_publication(
    nlp: Language, one: str, month: str, told: bool
) -> None:
    found = of_kind(differences(nlp, one, SINCE.format(month)), Kind.DURATION)
    assert [d.severity for d in found] == ([Severity.HARD] if told else [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reports that Jane Roe had resigned or was fired on Monday turned out to be untrue.",
         "Jane Roe remains, after reports on Monday said that Jane Roe had resigned."),
        ("The justice office said that Jane Roe could not be forced to testify.",
         "The chairman questioned the need to force Jane Roe to testify."),
    ],
)  # fmt: skip
def test_what_is_open_and_what_is_only_wished_for_are_no_states(
    nlp: Language, one: str, other: str
) -> None:
    assert of_kind(differences(nlp, one, other), Kind.STATUS) == []


def test_two_opinions_of_what_is_lawful_are_silent(nlp: Language) -> None:
    one = "The mayor said the toll is lawful."
    other = "“The toll is unlawful,” the treasurer of Elmsdale said."
    assert of_kind(differences(nlp, one, other), Kind.STATUS) == []


def test_what_one_account_calls_both_lawful_and_unlawful_is_open(nlp: Language) -> None:
    ruling = "The toll law is constitutional, the council ruled on Monday in Orrin. It is final."
    both = (
        "The toll law is constitutional, the council ruled on Monday. "
        "The guild argued that the toll law is unconstitutional."
    )
    assert of_kind(differences(nlp, both, ruling), Kind.STATUS) == []
