"""One thing with two answers that exclude each other, in made-up accounts; what only looks so."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Discrepancy, Kind, Severity
from tests.collation.test_differences import differences

TOLD = [
    (
        "Karl Brandt came to the court in Elmsdale wearing a dark suit and a red tie.",
        "Wearing a white shirt and purple tie, Karl Brandt told the court in Elmsdale of it.",
        {"red", "purple"},
        "what colour the tie of Karl Brandt was",
        Severity.HARD,
    ),
    (
        "Inga Holm hurt her left knee in the regatta at Orrin and will rest.",
        "Inga Holm left the regatta at Orrin with a torn ligament in her right knee.",
        {"left", "right"},
        "whether the left or the right knee of Inga Holm",
        Severity.HARD,
    ),
    (
        "A man rammed a truck into the gate of the brewery in Elmsdale, wounding six coopers.",
        "A car packed with fireworks was rammed into the gate of the brewery in Elmsdale.",
        {"truck", "car"},
        "what vehicle was driven into it: “A man rammed a truck into the gate of the brewery in "
        "Elmsdale, wounding six coopers”",
        Severity.HARD,
    ),
    (
        "Inga Holm punched Karl Brandt outside the brewery on Friday.",
        "Inga Holm slapped Karl Brandt outside the brewery on Friday.",
        {"punched", "slapped"},
        "what the blow was: “Inga Holm punched Karl Brandt outside the brewery on Friday”",
        Severity.SOFT,
    ),
]


def chosen(nlp: Language, one: str, other: str) -> list[Discrepancy]:
    values = {value for _, _, sides, *_ in TOLD for value in sides} | {"white", "black"}
    found = differences(nlp, f"Elmsdale\n\n{one}", f"Norland\n\n{other}")
    return [
        d
        for d in found
        if d.kind in (Kind.LABEL, Kind.PLACE, Kind.MANNER)
        and {e.value for e in d.evidence} & values
    ]


@pytest.mark.parametrize(("one", "other", "values", "subject", "severity"), TOLD)
def test_two_answers_that_exclude_each_other_are_told(
    nlp: Language, one: str, other: str, values: set[str], subject: str, severity: Severity
) -> None:
    [found] = chosen(nlp, one, other)
    assert {e.value for e in found.evidence} == values
    assert (found.subject, found.severity) == (subject, severity)


SILENT = [
    (
        "two people's ties",
        "Karl Brandt came to the court in Elmsdale wearing a red tie.",
        "Otto Kranz came to the court in Elmsdale wearing a purple tie.",
    ),
    (
        "two things of one colour each",
        "Karl Brandt came to the court in Elmsdale wearing a red tie.",
        "Karl Brandt came to the court in Elmsdale wearing a purple scarf.",
    ),
    (
        "both knees in one account",
        "Inga Holm hurt her left knee in the regatta at Orrin, and her right knee was swollen.",
        "Inga Holm left the regatta at Orrin with a torn ligament in her right knee.",
    ),
    (
        "another time",
        "Inga Holm hurt her left knee in the regatta at Orrin.",
        "Inga Holm, who broke her right knee two years ago, left the regatta at Orrin.",
    ),
    (
        "two gates",
        "A man rammed a truck into the gate of the brewery in Elmsdale.",
        "A car was rammed into a hedge near the lighthouse of Orrin.",
    ),
    (
        "what was not done",
        "Inga Holm punched Karl Brandt outside the brewery on Friday.",
        "Inga Holm never slapped Karl Brandt outside the brewery on Friday.",
    ),
]


@pytest.mark.parametrize(("why", "one", "other"), SILENT, ids=[row[0] for row in SILENT])
def test_two_things_are_no_choice(nlp: Language, why: str, one: str, other: str) -> None:
    assert chosen(nlp, one, other) == []
