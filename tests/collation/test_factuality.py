"""What an account makes of a claim: a hedge of its own verb, or none where it is left open."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.differences.factuality import hedge_of
from tests.collation.test_differences import covering


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Karl Brandt was reportedly fired on Monday.", "reportedly"),
        ("Reportedly Karl Brandt was fired on Monday.", "Reportedly"),
        ("Was Karl Brandt reportedly fired on Monday?", None),
        ("It is not known whether Karl Brandt was reportedly fired on Monday.", None),
        ("Karl Brandt was fired, reportedly over a quarrel.", None),
        ("Karl Brandt was fired on Monday.", None),
    ],
)
def test_a_hedge_is_of_the_verb_that_it_stands_at(
    nlp: Language, text: str, hedge: str | None
) -> None:
    (covered,) = covering(nlp, text).articles
    claim = next(claim for claim in covered.reading.claims if claim.predicate.startswith("fire"))
    at = hedge_of(covered, claim)
    assert (None if at is None else text[at : at + len(hedge or "")]) == hedge
