"""Which caused which, and whether a motive is known, in made-up accounts; and look-alikes."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Kind, Severity
from tests.collation.test_differences import differences, of_kind

FIRE_FIRST = "A kiln at the pottery caught fire and caused an explosion in Elmsdale."
BLAST_FIRST = "An explosion sparked a fire at the pottery in Elmsdale."
UNKNOWN = "Officers did not disclose a motive for the shooting in the barn."


def test_two_things_that_caused_each_other_exclude_each_other(nlp: Language) -> None:
    [found] = of_kind(differences(nlp, FIRE_FIRST, BLAST_FIRST), Kind.CAUSE)
    assert found.severity is Severity.HARD
    assert found.subject == "which caused the other: the explosion or the fire"


KNOWING = [
    (UNKNOWN, "A shot was fired in the barn after an argument, neighbours said."),
    (UNKNOWN, "The barn was shot at by a man with a long-standing grudge against the mill."),
    ("The sheriff did not say why the gunman chose the barn.", "It followed a feud over hay."),
    ("Detectives have yet to pin down a motive.", "The gunman was angry at the mill."),
    ("The driver’s motivations remained unknown on Friday.", "He did it to avenge his brother."),
]


@pytest.mark.parametrize(("unknown", "known"), KNOWING)
def test_a_motive_that_only_one_account_knows_is_soft(
    nlp: Language, unknown: str, known: str
) -> None:
    [found] = of_kind(differences(nlp, unknown, known), Kind.CAUSE)
    assert found.severity is Severity.SOFT
    assert {e.value for e in found.evidence} == {"known", "not known"}


SILENT = [
    ("one order", FIRE_FIRST, "A fire at the pottery triggered an explosion in Elmsdale."),
    ("another effect", FIRE_FIRST, "An explosion at the pottery caused a panic in Elmsdale."),
    ("denied", FIRE_FIRST, "The explosion at the pottery did not cause the fire in Elmsdale."),
    (
        "an effect that is named after its cause",
        "A fire at the pottery began when a kiln burst, leading to an explosion in Elmsdale.",
        "The kiln sparked the explosion inquiry and the fire inquiry in Elmsdale.",
    ),
    (
        "an earlier arrest",
        UNKNOWN,
        "In 2016 the gunman was arrested after an argument in Orrin.",
    ),
    (
        "a defence",
        "The miller said he had no motive to fire at the barn.",
        "The barn was shot at by a man with a grudge against the mill.",
    ),
    (
        "two attacks",
        UNKNOWN,
        "Two shootings shook Elmsdale; one of the gunmen had a grudge against the mill.",
    ),
    ("both do not know", UNKNOWN, "The motive for the shooting in the barn is not known."),
    ("one account says both", UNKNOWN + " It followed an argument.", "Two died in the barn."),
]


@pytest.mark.parametrize(("why", "one", "other"), SILENT, ids=[row[0] for row in SILENT])
def test_what_only_looks_like_another_cause_is_silent(
    nlp: Language, why: str, one: str, other: str
) -> None:
    assert of_kind(differences(nlp, one, other), Kind.CAUSE) == []
