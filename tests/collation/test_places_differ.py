"""Where a place lies, and places of one act that exclude each other."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.differences.places.gazetteer import Containment, containment
from collation.discrepancy import Kind, Severity
from tests.collation.test_differences import differences, of_kind


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Leeds", "England", Containment.WITHIN),
        ("Leeds", "Britain", Containment.WITHIN),
        ("England", "the U.K.", Containment.WITHIN),
        ("Scarsdale", "New York state", Containment.WITHIN),
        ("Springfield", "Illinois", Containment.WITHIN),  # one of many
        ("Zürich", "Zurich", Containment.WITHIN),
        ("Leeds", "Scotland", Containment.APART),
        ("Iraq", "Syria", Containment.APART),
        ("Ohio", "Texas", Containment.APART),
        ("Cayce", "Aiken", Containment.APART),  # two towns of one state
        ("Georgia", "Atlanta", Containment.WITHIN),
        ("Gateshead", "Newcastle upon Tyne", Containment.NEAR),
        ("Leeds", "Qwertyville", Containment.UNKNOWN),
    ],
)
def test_containment_is_what_the_table_says(one: str, other: str, how: Containment) -> None:
    assert containment(one, other) is how
    assert containment(other, one) is how


def test_two_towns_for_one_collision_exclude_each_other(nlp: Language) -> None:
    (found,) = of_kind(
        differences(
            nlp,
            "The express train collided with a freight train in Aiken before dawn on Sunday.",
            "Before dawn on Sunday the express train collided with a freight train in Cayce.",
        ),
        Kind.PLACE,
    )
    assert found.severity is Severity.HARD
    assert {e.value for e in found.evidence} == {"Aiken", "Cayce"}


def test_a_subject_has_the_act_from_its_beginning_to_its_place(nlp: Language) -> None:
    (found,) = of_kind(
        differences(
            nlp,
            "The South Elmsdale Emergency Management Division of the harbour and its isles said "
            "on Sunday that the express train from Orrin to the coast of Veldia was late when the "
            "express train collided with a freight train in Aiken before dawn on Sunday.",
            "Before dawn on Sunday the express train collided with a freight train in Cayce.",
        ),
        Kind.PLACE,
    )
    assert found.subject == (
        "where: “Before dawn on Sunday the express train collided with a freight train in [?]”"
    )


def test_a_town_and_its_state_agree(nlp: Language) -> None:
    one = "The express train collided with a freight train in Aiken before dawn on Sunday."
    other = "The express train collided with a freight train in South Carolina on Sunday."
    assert of_kind(differences(nlp, one, other), Kind.PLACE) == []


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            "A rain gauge in Aiken recorded 51.88 inches of rain from the hurricane.",
            "The hurricane brought 51.88 inches of rain to the gauge in Cayce, a record.",
            True,
        ),
        (
            "A rain gauge in Aiken recorded 51.88 inches of rain from the hurricane.",
            "The hurricane brought 51.88 inches of rain to the gauge in South Carolina.",
            False,
        ),
        (
            "A rain gauge in Aiken recorded 51.88 inches of rain from the hurricane.",
            "The hurricane brought 31.22 inches of rain to the gauge in Cayce, a record.",
            False,
        ),
        (
            "A rain gauge in Aiken recorded 20 inches of rain from the hurricane.",
            "The hurricane brought 20 inches of rain to the gauge in Cayce, a record.",
            False,  # any gauge may
        ),
        (
            "A rain gauge in Aiken recorded 51.88 inches of rain from the hurricane.",
            "The hurricane brought 51.88 inches of rain to the gauge in Cayce. Aiken is dry.",
            False,
        ),
    ],
)
def test_one_rare_figure_in_two_places_is_a_difference(
    nlp: Language, one: str, other: str, told: bool
) -> None:
    assert bool(of_kind(differences(nlp, one, other), Kind.PLACE)) is told
