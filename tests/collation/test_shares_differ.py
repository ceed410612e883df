"""Parts of one whole as share and as count."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.differences.figures.reckoned import shares
from collation.differences.scene import Scene
from tests.collation.test_differences import covering

_LEAD = (
    "A minibus of a school in Ansty plunged off a mountain road near Corvo "
    "on Friday afternoon, police said. "
)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("A third of the passengers were injured.", "Half of the passengers were injured.", True),
        ("Ten of the 40 passengers were injured.", "Half of the passengers were injured.", True),
        (
            "Twenty of the 40 passengers were injured.",
            "Half of the passengers were injured.",
            False,
        ),
        ("Half of the 40 passengers were injured.", "Thirty passengers were injured.", True),
        ("Half of the 40 passengers were injured.", "Twenty passengers were injured.", False),
        ("Half of the passengers were children.", "A third of the passengers were injured.", False),
        ("Half of the passengers were injured.", "A third of the drivers were injured.", False),
    ],
)
def test_shares_in_two_forms(nlp: Language, one: str, other: str, told: bool) -> None:
    found = shares.find(Scene(covering(nlp, _LEAD + one, _LEAD + other), ()))
    assert [str(d.severity) for d in found] == (["hard"] if told else [])
