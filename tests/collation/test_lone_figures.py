"""Figures that alone in their accounts stand among the same words, and those that only look so."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Kind, Severity
from tests.collation.test_differences import differences, of_kind

# (one account, the other, kind, values)
TOLD = [
    ("The 19-ton truck plowed into the crowd at the market.",
     "The driver of the 25-ton truck drove into the crowd at the market.",
     Kind.NUMBER, {"19-ton", "25-ton"}),
    ("The hiker was found 12 miles from the trailhead after two nights.",
     "Rescuers found the hiker 20 miles from the trailhead.", Kind.NUMBER,
     {"12 miles", "20 miles"}),
    ("The judge set bail at $500,000 for Marcus Bell.",
     "Marcus Bell is being held on $750,000 bail.", Kind.NUMBER, {"$500,000", "$750,000"}),
    ("The vaccine was 91 percent effective in the trial.",
     "The trial found the vaccine to be 86 percent effective.", Kind.NUMBER,
     {"91 percent", "86 percent"}),
    ("Unemployment in the valley fell to 5.2 percent in May.",
     "The valley's unemployment rate dropped to 5.6 percent in May.", Kind.NUMBER,
     {"5.2 percent", "5.6 percent"}),
    ("The board approved the merger in a 7-2 vote.", "The board voted 8-1 to approve the merger.",
     Kind.NUMBER, {"7-2", "8-1"}),
    ("The quake measured 6.1 and struck at a depth of 10 miles.",
     "The magnitude 6.4 quake struck off the coast, at a depth of 10 miles.", Kind.NUMBER,
     {"6.1", "6.4"}),
    ("The protest outside the mill drew hundreds of workers.",
     "About 2,000 workers took part in the protest outside the mill.", Kind.NUMBER,
     {"hundreds", "About 2,000"}),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "kind", "values"), TOLD)
def test_lone_figures_that_differ_are_told(
    nlp: Language, one: str, other: str, kind: Kind, values: set[str]
) -> None:
    (found,) = of_kind(differences(nlp, one, other), kind)
    assert {e.value for e in found.evidence} == values
    assert found.subject.rstrip(": ") not in ("sum", "share", "measure", "time", "how many")


# (class of the look-alike, one account, the other)
SILENT = [
    ("another place", "The storm dumped 12 inches of rain on Salem.",
     "The storm dumped 20 inches of rain on Keene."),
    ("an average", "The private sector added 168,000 jobs in December.",
     "Employers added an average of 153,000 jobs a month in December."),
    ("another figure is as near", "The mill sold 12 percent of its shares and the mine 20 percent "
     "of its shares.", "The mine sold 19 percent of its shares."),
    ("the first among the hurt", "Two others were hurt, one of them badly, when the bus "
     "overturned.", "Three people were hurt when the bus overturned."),
    ("some of a known set", "A handful of those charges concern the bank in Salem.",
     "He pleaded guilty to two charges that concern the bank in Salem."),
    ("how often what was done", "The guard fired eight times at the van.",
     "The shots of the guard hit the van five times."),
    ("a vote from the other side", "The senate rejected the motion in a 47-53 vote.",
     "The senate voted 53-47 to reject the motion."),
    ("a range", "The tariffs on steel pipes will be worth between $30 million and $60 million.",
     "The tariffs on steel pipes will be worth $50 million."),
    ("two nights", "Police arrested 12 people on Friday night after the match.",
     "Police arrested 20 people on Saturday night after the match."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "one", "other"), SILENT)
def test_figures_of_two_things_are_silent(nlp: Language, kind: str, one: str, other: str) -> None:
    assert differences(nlp, one, other) == [], kind


def test_a_number_that_no_rounding_makes_of_the_other_is_hard(nlp: Language) -> None:
    one = "The average teacher salary in the valley was $74,839, the valley district said."
    other = "The valley district put the average teacher salary in the valley at $76,000."
    (found,) = of_kind(differences(nlp, one, other), Kind.NUMBER)
    assert found.severity is Severity.HARD


def test_a_sentence_repeated_in_the_body_of_one_account_tells_of_two_nights(nlp: Language) -> None:
    text = (
        "Marches Go On\n\nRocks were thrown on Friday. Six people were arrested in the end. "
        "On Saturday the marchers came back. Seven people were arrested in the end."
    )
    assert of_kind(differences(nlp, text), Kind.NUMBER) == []


def test_counts_of_the_hour_are_soft_where_one_is_hedged(nlp: Language) -> None:
    one = "Nearly 80 people were killed at the promenade by the truck."
    other = "The truck killed at least 84 people at the promenade."
    (found,) = of_kind(differences(nlp, one, other), Kind.NUMBER)
    assert found.severity is Severity.SOFT


def test_an_age_before_a_clause_with_by_is_an_age_of_now(nlp: Language) -> None:
    one = "The driver, Tom Reyes, 34, was pulled from the car by neighbors."
    other = "Neighbors pulled Tom Reyes, 37, from the car."
    (found,) = of_kind(differences(nlp, one, other), Kind.NUMBER)
    assert {e.value for e in found.evidence} == {"34", "37"}
