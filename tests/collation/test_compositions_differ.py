"""Those who died or were hurt, told one by one and in all."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.differences.figures.reckoned import compositions
from collation.differences.scene import Scene
from tests.collation.test_differences import covering

_LEAD = (
    "A minibus of a school in Ansty plunged off a mountain road near Corvo "
    "on Friday afternoon, police said. "
)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Three men and two women were killed.", "Four people were killed.", True),
        ("Three men and two women were killed.", "Five people were killed.", False),
        (
            "The dead are two adults and two children.",
            "Police found a couple and their three children dead.",
            True,
        ),
        (
            "A woman and her son were killed.",
            "A mother, her son and their guide were killed.",
            True,
        ),
        ("A couple and their children were killed.", "Five people were killed.", False),
        ("Three men and two women were killed.", "Nine people were injured.", False),
        (
            "Three men and two women were killed, among them a guide.",
            "Six people were killed.",
            False,
        ),
    ],
)
def test_compositions_in_two_forms(nlp: Language, one: str, other: str, told: bool) -> None:
    found = compositions.find(Scene(covering(nlp, _LEAD + one, _LEAD + other), ()))
    assert [str(d.severity) for d in found] == (["hard"] if told else [])
