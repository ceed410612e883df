"""How much of a thing, and where from a town: accounts that differ and accounts that agree."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Discrepancy, Kind, Severity
from tests.collation.test_differences import differences, of_kind


def scope(nlp: Language, one: str, other: str) -> list[Discrepancy]:
    return of_kind(differences(nlp, one, other), Kind.SCOPE)


@pytest.mark.parametrize(
    ("one", "other", "values", "subject"),
    [
        ("The airline cancelled all flights from the island after the storm.",
         "After the storm the airline cancelled most flights from the island.", {"all", "most"},
         "how many: “After the storm the airline cancelled [?] flights from the island”"),
        ("The board grades teachers based partly on pupils' standardized test scores.",
         "The new rules grade teachers based on pupils' standardized test scores.",
         {"partly", "unqualified"},
         "wholly or partly: “The board grades teachers based [?] on pupils' standardized test "
         "scores”"),
    ],
)  # fmt: skip
def test_unlike_extents_are_soft(
    nlp: Language, one: str, other: str, values: set[str], subject: str
) -> None:
    (found,) = scope(nlp, one, other)
    assert found.subject == subject
    assert found.severity is Severity.SOFT
    assert {e.value for e in found.evidence} == values


@pytest.mark.parametrize(
    ("why", "one", "other"),
    [
        ("the same extent", "The airline cancelled all flights from the island after the storm.",
         "Every flight from the island was cancelled after the storm by the airline."),
        ("another thing", "The airline cancelled all flights from the island after the storm.",
         "After the storm the airline cancelled most ferries to the coast."),
        ("another act", "The airline cancelled all flights from the island after the storm.",
         "The airline delayed most flights from the island after the storm."),
        ("both told", "The airline cancelled most flights from the island, and all night flights "
         "from the island were cancelled after the storm.",
         "The airline cancelled all flights from the island after the storm."),
        ("in all", "In all, 40 flights from the island were cancelled after the storm.",
         "After the storm the airline cancelled most flights from the island."),
        ("in other words", "The old charter applied only to the river towns of the valley.",
         "The charter applied to the river towns of the valley as well as the coast."),
        ("bare", "The airline cancelled flights from the island after the storm.",
         "After the storm the airline cancelled most flights from the island."),
        ("other scores", "They grade teachers based partly on pupils' standardized test scores.",
         "The city pays teachers based on years of service and degrees."),
    ],
)  # fmt: skip
def test_extents_of_other_things_are_silent(nlp: Language, why: str, one: str, other: str) -> None:
    assert scope(nlp, one, other) == [], why


@pytest.mark.parametrize(
    ("other", "severities"),
    [
        ("The plane crashed roughly 130 miles northwest of Ostrava.", [Severity.SOFT]),
        ("The plane crashed roughly 140 miles south of Ostrava.", [Severity.HARD]),
        ("The plane crashed 140 miles west of the city of Ostrava.", []),
        ("The plane crashed 20 miles east of Ostrava.", []),  # another spot
        ("The plane crashed 140 miles east of Bohumin.", []),
    ],
)
def test_directions_from_one_town_are_compared(
    nlp: Language, other: str, severities: list[Severity]
) -> None:
    one = "The plane crashed about 230 km (140 miles) west of the city of Ostrava."
    assert [d.severity for d in of_kind(differences(nlp, one, other), Kind.PLACE)] == severities


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # printed on a Sunday: the Saturday to come
        ("date 2017-09-24\nBill\n\nThe senate faces a Saturday deadline on the fisheries bill.",
         "date 2017-09-24\nBill\n\nThe senate faces a September 30 deadline on the bill."),
        # an hour by which it was so, and the day
        ("date 2019-05-01\nA\n\nBy Wednesday morning the rebel had sought refuge at the mission.",
         "date 2019-05-01\nA\n\nThe rebel sought refuge at the mission on Tuesday."),
        # one message, printed on two days
        ("date 2020-05-11\nClip\n\n“Earlier today we wrongly cut the clip of the talk,” it wrote.",
         "date 2020-05-12\nClip\n\n“Earlier today we wrongly cut the clip of the talk,” it wrote."),
    ],
)  # fmt: skip
def test_weekdays_to_come_and_copied_messages_give_no_dates(
    nlp: Language, one: str, other: str
) -> None:
    assert of_kind(differences(nlp, one, other), Kind.DATE) == []
