"""By how much something rose or fell, in the forms that accounts print it in."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.collation.test_differences import differences

_FIRST = "Measles is spreading in Kesterholm, the city's health office reported on Monday. "
_SECOND = (
    "Brewer Caldwell Ales of Ansty published its annual results on Thursday under chief "
    "executive Nora Finch. "
)


@pytest.mark.parametrize(
    ("lead", "one", "other", "told"),
    [
        (
            _FIRST,
            "The number of cases doubled last week.",
            "Cases rose by 40 per cent last week.",
            True,
        ),
        (
            _FIRST,
            "Infections have tripled within a week.",
            "Case numbers were up 50 per cent on the week before.",
            True,
        ),
        (
            _FIRST,
            "Cases fell by a quarter last week.",
            "The number of infections halved last week.",
            True,
        ),
        (
            _FIRST,
            "Cases rose by half last week.",
            "There was a 20 per cent increase in infections last week.",
            True,
        ),
        (_FIRST, "Cases doubled last week.", "Infections rose by 100 per cent last week.", False),
        (_FIRST, "Cases rose by half last week.", "Cases went up from 40 to 60 last week.", False),
        (_FIRST, "Cases doubled last week.", "Cases went up from 40 to 60 last week.", True),
        (
            _FIRST,
            "The outbreak has doubled in size since last week.",
            "The outbreak has tripled in size since last week.",
            True,
        ),
        (
            _FIRST,
            "A doubling of cases was recorded last week.",
            "Cases rose by a third last week.",
            True,
        ),
        (
            _FIRST,
            "Cases have more than doubled in a week.",
            "Infections rose by 60 per cent in a week.",
            True,
        ),
        (
            _FIRST,
            "Twice as many cases as in the week before were counted.",
            "Infections were up 30 per cent on the week before.",
            True,
        ),
        (_FIRST, "Cases rose by 40 per cent last week.", "Deaths doubled last week.", False),
        (_SECOND, "Sales rose by 12 per cent.", "Turnover was up 20 per cent.", True),
        (_SECOND, "The company's profit tripled.", "Net profit rose 80 per cent.", True),
        (
            _SECOND,
            "The dividend was cut by half.",
            "The dividend was reduced by 20 per cent.",
            True,
        ),
        (_SECOND, "Rents in Ansty rose 8 per cent.", "Rents in Ansty fell by 8 per cent.", True),
        (_SECOND, "Sales rose by 12 per cent.", "Profit was up 20 per cent.", False),
        (_FIRST, "Cases doubled last week.", "Cases rose by 40 per cent in a month.", False),
        (
            _FIRST,
            "Cases in Velm doubled last week.",
            "Cases rose by 40 per cent nationwide last week.",
            False,
        ),
        (_FIRST, "Cases rose by 40 percentage points.", "Cases doubled.", False),
        (_FIRST, "Cases may double this week.", "Cases rose by 40 per cent this week.", False),
        (
            _SECOND,
            "Sales of crackers rose 12 per cent.",
            "Sales of biscuits rose 20 per cent.",
            False,
        ),
    ],
)
def test_changes_in_two_forms(nlp: Language, lead: str, one: str, other: str, told: bool) -> None:
    found = differences(nlp, lead + one, lead + other)
    shown = [str(d.severity) for d in found if d.subject.startswith("by how much it changed")]
    assert shown == (["hard"] if told else [])
