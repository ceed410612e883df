"""How many survived, in the forms that accounts print it in."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.collation.test_differences import differences

_LEAD = (
    "A light aircraft with five friends aboard crashed into Mount Corvo on Thursday on "
    "the way to a wedding, police said. "
)


@pytest.mark.parametrize(
    ("lead", "one", "other", "told"),
    [
        (_LEAD, "A woman of 19 was the sole survivor.", "Two people survived.", True),
        (
            _LEAD,
            "Only one of the five survived.",
            "Three of the friends were killed and two survived.",
            True,
        ),
        (_LEAD, "All five on board were killed.", "A young woman was the only survivor.", True),
        (_LEAD, "There were no survivors.", "Two of the five came out alive.", True),
        (_LEAD, "Four of the five died.", "A young woman was the only one to survive.", False),
        (_LEAD, "Three of the five died.", "Two survivors were taken to hospital.", False),
        (_LEAD, "All but one of them died.", "Three of the five died.", True),
        (_LEAD, "Everyone on board was killed.", "One passenger survived.", True),
        (
            _LEAD,
            "Nobody survived the crash.",
            "A woman was pulled out alive, the only survivor.",
            True,
        ),
        (
            _LEAD,
            "A woman of 19 was the only survivor.",
            "In 2019 two of five survived a crash there.",
            False,
        ),
        (_LEAD, "He is survived by two sons.", "A woman of 19 was the only survivor.", False),
        (_LEAD, "One survivor spoke to police.", "Two of the five came out alive.", False),
    ],
)
def test_survivors_in_two_forms(nlp: Language, lead: str, one: str, other: str, told: bool) -> None:
    found = differences(nlp, lead + one, lead + other)
    shown = [str(d.severity) for d in found if d.subject.startswith("how many survived")]
    assert shown == (["hard"] if told else [])
