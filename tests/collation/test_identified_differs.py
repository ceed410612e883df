"""Who named whoever did it, in made-up accounts, and what only looks like a difference."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Kind, Severity
from tests.collation.test_differences import differences, of_kind

OFFICIALS = "Police identified Karl Brandt, 31, as the gunman at the mill on Monday."
UNNAMED = "Karl Brandt was named as the gunman, a source told the Elmsdale Gazette."


def test_officials_here_and_an_unnamed_source_there(nlp: Language) -> None:
    [found] = of_kind(differences(nlp, OFFICIALS, UNNAMED), Kind.ATTRIBUTION)
    assert found.severity is Severity.SOFT
    assert {e.value for e in found.evidence} == {"officials", "an unnamed source"}


SILENT = [
    ("one kind", OFFICIALS, "The gunman was identified by detectives as Karl Brandt."),
    ("whom it hit", OFFICIALS, "The gunman who attacked the newspaper was named as Karl Brandt."),
    ("not named", OFFICIALS, "The gunman was not identified, a source said."),
    ("somebody who did nothing", OFFICIALS, "A source named Jane Orrin as the next mayor."),
    (
        "one account has both",
        OFFICIALS,
        OFFICIALS + " " + UNNAMED,
    ),
]


@pytest.mark.parametrize(("why", "one", "other"), SILENT, ids=[row[0] for row in SILENT])
def test_what_only_looks_like_another_source_is_silent(
    nlp: Language, why: str, one: str, other: str
) -> None:
    assert of_kind(differences(nlp, one, other), Kind.ATTRIBUTION) == []
