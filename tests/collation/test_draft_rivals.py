"""A figure of a made-up draft against accounts that give another number of the very same thing."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Severity
from collation.drafts.checked import Checked, Verdict
from tests.collation.test_draft_borne import checked

FERRY = (
    "date 2024-05-07\nTwo people were killed and 31 injured when the ferry Alma hit a barge near "
    "Norburg on Monday.\n\nIn January, three people were killed when a ferry sank off Sundvik."
)
HARBOUR = (
    "date 2024-05-07\nThe ferry Alma hit a barge near Norburg on Monday, and two people were "
    "killed.\n\nOn Jan. 9, a ferry sank off Sundvik, killing three people."
)


def figure(nlp: Language, drafted: str, *told: str) -> Checked:
    """The first claim that is a figure or a dated event, in text order."""
    found = [c for c in checked(nlp, drafted, *told) if c.kind in ("figure", "date")]
    return min(found, key=lambda claim: claim.span)


def values(claim: Checked) -> set[str]:
    return {row.value.lower() for one in claim.against for row in one.evidence}


def test_the_dead_of_another_day_bear_nothing_out(nlp: Language) -> None:
    drafted = "date 2024-05-07\nThree people were killed when the ferry Alma hit a barge."
    claim = figure(nlp, drafted, FERRY, HARBOUR)
    assert claim.verdict is Verdict.DISPUTED
    assert values(claim) == {"two"}
    assert [one.severity for one in claim.against] == [Severity.HARD]
    assert not claim.support


def test_the_same_number_told_of_its_own_day_is_borne_out(nlp: Language) -> None:
    drafted = "date 2024-05-07\nIn January, three people were killed when a ferry sank off Sundvik."
    found = checked(nlp, drafted, FERRY, HARBOUR)
    assert {c.verdict for c in found if c.kind == "figure"} == {Verdict.SUPPORTED}


def test_one_source_with_another_number_is_told_softly(nlp: Language) -> None:
    drafted = "date 2024-05-07\nThe ferry Alma hit a barge on Monday, and 41 people were injured."
    claim = next(
        c for c in checked(nlp, drafted, FERRY, HARBOUR) if c.kind == "figure" and c.against
    )
    assert values(claim) == {"31"}
    assert [one.severity for one in claim.against] == [Severity.SOFT]


@pytest.mark.parametrize(
    ("drafted", "told", "value"),
    [
        ("The train was travelling at 79 mph with some freight on board.",
         ("The train was going 59 mph, the mayor said.",
          "She said the train was travelling at 59 mph upon impact."), "59 mph"),
        ("About 50,000 gallons of fuel were spilled.",
         ("Some 5,000 gallons of fuel were spilled there.",
          "Crews came after 5,000 gallons of fuel were spilled."), "5,000 gallons"),
        ("The trains collided at 3:35 a.m. near the bridge.",
         ("The trains collided around 2:35 a.m. in Norburg.",
          "Two trains collided at 2:35 a.m. on Sunday."), "2:35 a.m"),
    ],
)  # fmt: skip
def test_the_one_value_on_which_accounts_agree_is_told(
    nlp: Language, drafted: str, told: tuple[str, str], value: str
) -> None:
    found = {v.rstrip(".") for c in checked(nlp, drafted, *told) for v in values(c)}
    assert found == {value}


@pytest.mark.parametrize(
    "told",
    [
        ("The train was travelling at 59 mph.", "The train was travelling at 62 mph."),
        ("The train was travelling at 59 mph.", "A train hit a car."),  # one alone gives it
        ("Boats on the lake were going 59 mph.", "Boats were going 59 mph."),  # something else
        ("The train was going up to 90 mph.", "The train was travelling at up to 90 mph."),
    ],
)
def test_a_lone_value_accuses_nobody_where_it_may_be_another(
    nlp: Language, told: tuple[str, str]
) -> None:
    drafted = "The train was travelling at 79 mph with some freight on board."
    against = [one for c in checked(nlp, drafted, *told) for one in c.against]
    assert not [one for one in against if one.subject == "the figure"]  # finders judge by more


def test_a_vague_number_excludes_none(nlp: Language) -> None:
    drafted = "About 100 people were injured when the ferry Alma hit a barge near Norburg."
    told = "Dozens of people were injured when the ferry Alma hit a barge near Norburg."
    assert not any(c.against for c in checked(nlp, drafted, told, told))


def test_the_hour_of_a_dated_event_is_told_otherwise(nlp: Language) -> None:
    told = (
        "date 2024-05-07\nThe trains collided around 2:35 a.m. on Monday in Norburg.",
        "date 2024-05-07\nTwo trains collided at 2:35 a.m. on Monday.",
    )
    drafted = "date 2024-05-07\nThe trains collided at 3:35 a.m. on Monday near the bridge."
    (claim,) = [c for c in checked(nlp, drafted, *told) if c.kind == "date"]
    assert values(claim) == {"2:35 a.m."}


def test_a_number_of_a_former_day_is_not_set_against_that_of_the_new_one(nlp: Language) -> None:
    drafted = "date 2024-05-07\nIn January, four people were killed when a ferry sank off Sundvik."
    found = {v for c in checked(nlp, drafted, FERRY, HARBOUR) for v in values(c)}
    assert "two" not in found
