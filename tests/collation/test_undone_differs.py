"""An act told as done here and as not done there, in many constructions; and look-alikes."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Between, Kind, Severity
from tests.collation.test_differences import differences, of_kind

# (one account, the other)
DENIED = [
    ("The old mill was demolished on Saturday.", "The old mill was not demolished on Saturday."),
    ("Officers fired at the millers.", "Officers did not fire at the millers."),
    (
        "The mill has paid the fee, chairwoman Ida Brun said.",
        "The mill has yet to pay the fee, Ida Brun said.",
    ),
    ("The reeve signed the decree on Friday.", "The reeve refused to sign the decree on Friday."),
    ("Guards searched the visitors, the warden said.", "None of the visitors was searched."),
    ("The carter braked before the impact.", "The carter hit the wall without braking."),
    ("Two millers were injured in the blaze.", "Nobody was injured in the blaze."),
    (
        "The mill recalled 60,000 jars of jam on Thursday, the agency said.",
        "The mill has not recalled the jars, the agency said on Thursday.",
    ),
    (
        "Guards at the dam fired rubber bullets into the crowd, Karl Orrin said.",
        "Karl Orrin said that his guards had not fired a single shot.",
    ),
]

STATES = [
    ("The carters ended their boycott on Friday.", "The boycott goes on, their union said."),
    (
        "Masons repaired the pump on Tuesday, the miller said.",
        "The pump was still broken on Tuesday evening, the miller said.",
    ),
    (
        "The mill paid the carters in full, it said on Monday.",
        "The mill still owes the carters the money, it was announced on Monday.",
    ),
    (
        "Velmark recalled the lamps on Thursday.",
        "The lamps are still on sale in Elmsdale on Thursday, the reeve said.",
    ),
]

SILENT = [
    ("another day", "Guards did not fire on Saturday.", "Guards fired at the barn on Sunday."),
    (
        "another charge",
        "Karl Brandt was not charged with murder.",
        "Karl Brandt was charged with arson.",
    ),
    ("another man", "The reeve did not meet the abbot.", "The reeve met the builder."),
    (
        "a narrower denial",
        "The house did not formally vote on the dam.",
        "The house voted on the dam.",
    ),
    (
        "a clause that says which",
        "Karl Brandt wants to fine people who do not pay the levy.",
        "People in Elmsdale pay the levy.",
    ),
    (
        "a plan",
        "The mill was not demolished on Saturday.",
        "The mill will be demolished next month.",
    ),
    (
        "a repaired thing of another place",
        "Masons repaired the pump on Tuesday.",
        "The bell was still broken on Tuesday.",
    ),
]


@pytest.mark.parametrize(("yes", "no"), DENIED)
def test_an_act_that_one_account_denies_is_hard(nlp: Language, yes: str, no: str) -> None:
    [found] = of_kind(differences(nlp, yes, no), Kind.NEGATION)
    assert found.severity is Severity.HARD
    assert found.between is Between.OUTLETS
    assert {row.value for row in found.evidence} == {"yes", "no"}


@pytest.mark.parametrize(("act", "state"), STATES)
def test_a_state_that_the_act_would_have_ended_is_hard(nlp: Language, act: str, state: str) -> None:
    [found] = of_kind(differences(nlp, act, state), Kind.STATUS)
    assert found.severity is Severity.HARD
    assert {row.value for row in found.evidence} == {"done", "not done"}


def test_a_claim_and_its_denial_by_two_people_are_of_the_sources(nlp: Language) -> None:
    claim = "Velmark knew about the faulty valves, engineer Ann Orrin told the court."
    denial = "Velmark denied that it had any knowledge of the faulty valves."
    [found] = of_kind(differences(nlp, claim, denial), Kind.NEGATION)
    assert (found.severity, found.between) == (Severity.HARD, Between.SOURCES)


def test_an_account_that_has_the_denial_contradicts_no_denial(nlp: Language) -> None:
    claim = "Velmark knew about the faulty valves, Ann Orrin said, which Velmark denied."
    denial = "Velmark denied that it had any knowledge of the faulty valves."
    assert [f.severity for f in of_kind(differences(nlp, claim, denial), Kind.NEGATION)] == []


@pytest.mark.parametrize(("why", "one", "other"), SILENT)
def test_what_can_both_be_so_is_not_told(nlp: Language, why: str, one: str, other: str) -> None:
    found = differences(nlp, one, other)
    assert not of_kind(found, Kind.NEGATION)
    assert not of_kind(found, Kind.STATUS)
