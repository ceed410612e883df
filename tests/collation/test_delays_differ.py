"""How late something was, in the forms that accounts print it in."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.differences.figures.reckoned import delays
from collation.differences.scene import Scene
from tests.collation.test_differences import covering

_LEAD = (
    "Passengers of a Skyvane flight to Palmyre were stuck at Tallgate on Friday because "
    "of a mouse in the cabin. "
)


@pytest.mark.parametrize(
    ("lead", "one", "other", "told"),
    [
        (
            _LEAD,
            "The flight left 14 hours late.",
            "The plane took off after a six-hour delay.",
            True,
        ),
        (
            _LEAD,
            "The flight was delayed by 14 hours.",
            "The flight was held up for nine hours.",
            True,
        ),
        (
            _LEAD,
            "It took off with a delay of 14 hours.",
            "The flight left six hours behind schedule.",
            True,
        ),
        (
            _LEAD,
            "The flight left 14 hours late.",
            "The flight was delayed by about 14 hours.",
            False,
        ),
        (
            _LEAD,
            "The flight could be delayed by nine hours.",
            "The flight left 14 hours late.",
            False,
        ),
    ],
)
def test_delays_in_two_forms(nlp: Language, lead: str, one: str, other: str, told: bool) -> None:
    found = delays.find(Scene(covering(nlp, lead + one, lead + other), ()))
    shown = [str(d.severity) for d in found]
    assert shown == (["hard"] if told else [])
