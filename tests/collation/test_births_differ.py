"""Years of birth and ages of the same people."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.differences.figures.reckoned import births
from collation.differences.scene import Scene
from tests.collation.test_differences import covering

_LEAD = (
    "Sculptor Ada Krone has died at her home in Lesk after a long illness, "
    "her gallery said on Tuesday. "
)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Krone was born in 1931 and died in 2024.", "Krone was 87.", True),
        ("Krone was born in 1931 and died in 2024.", "Krone was 93.", False),
        ("Krone was born in Lesk in 1931 and died in 2024.", "Ada Krone, 88, was a widow.", True),
        (
            "Her husband Olaf was born in 1931 and died in 2024.",
            "Ada Krone, 88, was a widow.",
            False,
        ),
        ("Ada Krone (1931-2024) made fountains.", "She was 85.", True),
        ("Ada Krone was born in 1931.", "She was 85.", False),
    ],
)
def test_births_in_two_forms(nlp: Language, one: str, other: str, told: bool) -> None:
    found = births.find(Scene(covering(nlp, _LEAD + one, _LEAD + other), ()))
    assert [str(d.severity) for d in found] == (["hard"] if told else [])
