"""What a made-up draft says of how somebody stands, beside one article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language

from collation.differences.scene import Scene
from collation.drafts.checked import DRAFT, Claimed
from collation.drafts.stated import check
from tests.collation.test_differences import covering

TOLD = "Karl Brandt was deported to Norland because of an error, the ministry said."


def test_a_date_is_no_part_of_the_status_that_is_supported(nlp: Language) -> None:
    covered = covering(nlp, "Karl Brandt was deported to Norland on March 12, 2025.", TOLD)
    draft = replace(covered.articles[0], id=DRAFT)
    scene = Scene(replace(covered, articles=(draft, covered.articles[1])), ())
    found = [checked for checked in check(scene) if checked.kind is Claimed.STATUS]
    assert [len(checked.support) for checked in found] == [1]
    assert [draft.text(checked.span) for checked in found] == [
        "Karl Brandt was deported to Norland"
    ]


@pytest.mark.parametrize(
    ("drafted", "statuses"),
    [("Karl Brandt resigned on Monday.", 1), ("Karl Brandt whistled on Monday.", 0)],
)
def test_a_post_that_is_left_is_a_status(nlp: Language, drafted: str, statuses: int) -> None:
    covered = covering(nlp, drafted, TOLD)
    draft = replace(covered.articles[0], id=DRAFT)
    scene = Scene(replace(covered, articles=(draft, covered.articles[1])), ())
    assert [c.kind for c in check(scene)].count(Claimed.STATUS) == statuses
