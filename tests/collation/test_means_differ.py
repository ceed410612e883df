"""By what means somebody went to one place, in made-up accounts, and what only looks different."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Kind, Severity
from tests.collation.test_differences import differences, of_kind

BY_TRAIN = "Karl Brandt took the subway to a skating rink in Elmsdale on Monday."


def test_two_means_of_one_journey_exclude_each_other(nlp: Language) -> None:
    taxi = "Karl Brandt got a taxi to an Elmsdale skating rink on Monday."
    [found] = of_kind(differences(nlp, BY_TRAIN, taxi), Kind.MANNER)
    assert found.severity is Severity.HARD
    assert {e.value for e in found.evidence} == {"train", "taxi"}


SILENT = [
    ("another place", BY_TRAIN, "Karl Brandt got a taxi to the hospital in Norland."),
    ("somebody else", BY_TRAIN, "Jane Orrin got a taxi to a skating rink in Elmsdale."),
    (
        "two legs of one journey",
        BY_TRAIN,
        "Karl Brandt took the subway to a skating rink in Elmsdale and later "
        "took a taxi to a skating rink in Elmsdale.",
    ),
    ("only planned", BY_TRAIN, "Karl Brandt never took a taxi to a skating rink in Elmsdale."),
]


@pytest.mark.parametrize(("why", "one", "other"), SILENT, ids=[row[0] for row in SILENT])
def test_what_only_looks_like_other_means_is_silent(
    nlp: Language, why: str, one: str, other: str
) -> None:
    assert of_kind(differences(nlp, one, other), Kind.MANNER) == []
