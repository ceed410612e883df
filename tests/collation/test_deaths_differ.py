"""How and of what somebody died, in made-up accounts, and what only looks like a difference."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Between, Kind, Severity
from tests.collation.test_differences import differences, of_kind

BY_HIMSELF = "The gunman took his own life before officers reached the attic of the mill."
BY_POLICE = "The gunman was killed in a shootout with police at the mill, a sheriff said."


def test_by_his_own_hand_excludes_by_the_police(nlp: Language) -> None:
    [found] = of_kind(differences(nlp, BY_HIMSELF, BY_POLICE), Kind.MANNER)
    assert found.severity is Severity.HARD
    assert {e.value for e in found.evidence} == {"by the person's own hand", "by the police"}


def test_two_reports_on_one_death_give_two_causes(nlp: Language) -> None:
    found = of_kind(
        differences(
            nlp,
            "The county autopsy says Karl Brandt died of cardiac arrest at the station.",
            "A report that the family paid for says Karl Brandt died of asphyxia at the station.",
        ),
        Kind.CAUSE,
    )
    assert [(d.severity, d.between) for d in found] == [(Severity.HARD, Between.SOURCES)]


SILENT = [
    ("one manner", BY_HIMSELF, "The gunman killed himself in the attic of the mill."),
    ("somebody else", BY_HIMSELF, "Police shot the dog of the gunman at the mill."),
    ("two people", "Karl Brandt killed himself in a barn.", "Otto Kranz was shot by police."),
    (
        "both in one account",
        "Police shot the gunman at the mill before he took his own life.",
        BY_HIMSELF,
    ),
    ("only tried", BY_POLICE, "The gunman tried to take his own life a year ago."),
    (
        "two deaths",
        "Jane Orrin died of cancer, the coroner said.",
        "Otto Kranz died of a heart attack, the coroner said.",
    ),
]


@pytest.mark.parametrize(("why", "one", "other"), SILENT, ids=[row[0] for row in SILENT])
def test_what_only_looks_like_another_death_is_silent(
    nlp: Language, why: str, one: str, other: str
) -> None:
    kinds = {d.kind for d in differences(nlp, one, other)}
    assert not kinds & {Kind.MANNER, Kind.CAUSE}
