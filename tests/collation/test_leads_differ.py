"""Leads in polls in the forms that accounts print them in."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.collation.test_differences import differences

_LEAD = (
    "Challenger Dirk Munn is ahead of prime minister Ingrid Halvers a week before the "
    "vote, a Sonda poll showed on Sunday. "
)


@pytest.mark.parametrize(
    ("lead", "one", "other", "told"),
    [
        (_LEAD, "Munn leads by nine points.", "Munn leads by four points.", True),
        (
            _LEAD,
            "Munn is nine points ahead of Halvers.",
            "Munn has 41 per cent and Halvers 37.",
            True,
        ),
        (
            _LEAD,
            "Munn has a nine-point lead.",
            "Munn is on 41 per cent, Halvers on 37 per cent.",
            True,
        ),
        (
            _LEAD,
            "Munn is four points ahead of Halvers.",
            "Munn has 41 per cent and Halvers 37.",
            False,
        ),
        (_LEAD, "Halvers trails by nine points.", "The gap is four points.", True),
        (
            _LEAD,
            "Munn would win 45 per cent of the vote and Halvers 36 per cent.",
            "Munn leads by three points.",
            True,
        ),
        (_LEAD, "In 2019 Munn led by nine points.", "Munn leads by four points.", False),
        (_LEAD, "Among women Munn leads by nine points.", "Munn leads by four points.", False),
        (
            _LEAD,
            "A poll by Velmar gave Munn a lead of nine points.",
            "A poll by Ostara gave Munn a lead of four points.",
            False,
        ),
        (
            _LEAD,
            "If Halvers resigned, Munn would lead by nine points.",
            "Munn leads by four points.",
            False,
        ),
    ],
)
def test_leads_in_two_forms(nlp: Language, lead: str, one: str, other: str, told: bool) -> None:
    found = differences(nlp, lead + one, lead + other)
    shown = [str(d.severity) for d in found if d.subject.startswith("by how much the lead is")]
    assert shown == (["hard"] if told else [])
