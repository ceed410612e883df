"""Where somebody came in, in the forms that accounts print it in."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.collation.test_differences import differences

_FIRST = (
    "Ashby Town were relegated on Saturday despite a win at Coldwell on the last day of "
    "the season. "
)
_SECOND = (
    "Swimmer Lena Horvat was cheered at the world championships in Oslo on Sunday after "
    "the 200m butterfly. "
)


@pytest.mark.parametrize(
    ("lead", "one", "other", "told"),
    [
        (_FIRST, "Ashby finished 22nd.", "The club ended the season in 20th place.", True),
        (_FIRST, "They came third from bottom, in 22nd place.", "Ashby finished 21st.", True),
        (_FIRST, "Ashby ended up in 22nd position.", "Ashby finished the season 20th.", True),
        (_SECOND, "Horvat came third.", "Horvat won silver.", True),
        (_SECOND, "Horvat finished fourth in the final.", "Horvat took the bronze medal.", True),
        (_SECOND, "Horvat was the runner-up.", "Horvat came in fifth.", True),
        (_SECOND, "She finished second.", "The Slovene took third place.", True),
        (_SECOND, "Horvat came second.", "Horvat won silver.", False),
        (_FIRST, "Ashby finished 22nd.", "Coldwell finished 20th.", False),
        (_SECOND, "Horvat came third in the 100m.", "Horvat came fifth in the 200m.", False),
        (_SECOND, "Last year Horvat finished third.", "Horvat finished fifth.", False),
    ],
)
def test_standings_in_two_forms(nlp: Language, lead: str, one: str, other: str, told: bool) -> None:
    found = differences(nlp, lead + one, lead + other)
    shown = [str(d.severity) for d in found if d.subject.startswith("in which place it ended")]
    assert shown == (["hard"] if told else [])
