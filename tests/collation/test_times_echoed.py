"""Two accounts in the same words but for one time contradict each other, however short they are."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Kind, Severity
from tests.collation.test_differences import differences

LEDES = (
    "A ferry sank off Norlan this week, and islanders wept on the quay.",
    "The Norlan ferry went down in a gale, and nobody slept on the island.",
)

# two sentences, the kind, the values
APART = [
    ("The ferry sank at 7:52 a.m.", "The ferry sank at 8:25 a.m.", Kind.TIME,
     {"7:52 a.m.", "8:25 a.m."}),
    ("The search lasted three hours.", "The search lasted five hours.", Kind.DURATION,
     {"three hours", "five hours"}),
    ("The line was founded in 1958.", "The line was founded in 1963.", Kind.DATE,
     {"1958", "1963"}),
    ("A vigil will be held on Sunday.", "A vigil will be held on Monday.", Kind.DATE,
     {"Sunday", "Monday"}),
    ("The ferry was built in 2009, the mayor said.", "The ferry was built in 2012.",
     Kind.DATE, {"2009", "2012"}),
]  # fmt: skip

# why both hold, two sentences
COMPATIBLE = [
    ("two zones", "The ferry sank at 2:14 p.m. Eastern time.",
     "The ferry sank at 1:14 p.m. Central time."),
    ("about", "The ferry was built about 1958.", "The ferry was built in 1963."),
    ("a month", "The harbour closes in June.", "The harbour closes in September."),
    ("a programme", "The ferry sails at 7 a.m. on Monday. The ferry sails at 9 a.m. on Monday.",
     "The ferry sails at 8 a.m. on Monday."),
    ("one of two times is the same", "The ferry sails on Monday at 7 a.m.",
     "The ferry sails on Tuesday at 9 a.m."),
]  # fmt: skip


def told(nlp: Language, *texts: str, days: tuple[str, str] = ("2024-06-05",) * 2) -> list[object]:
    accounts = [
        f"date {day}\n\n{lede}\n\n{text}"
        for day, lede, text in zip(days, LEDES, texts, strict=True)
    ]
    found = differences(nlp, *accounts)
    return [
        (d.kind, d.severity, {e.value for e in d.evidence})
        for d in found
        if d.kind in (Kind.TIME, Kind.DATE, Kind.DURATION)
    ]


@pytest.mark.parametrize(("one", "other", "kind", "values"), APART)
def test_one_time_that_differs_among_the_same_words_is_hard(
    nlp: Language, one: str, other: str, kind: Kind, values: set[str]
) -> None:
    assert told(nlp, one, other) == [(kind, Severity.HARD, values)]


@pytest.mark.parametrize(("one", "other"), [(a, b) for _, a, b in COMPATIBLE])
def test_times_of_two_things_or_two_zones_are_silent(nlp: Language, one: str, other: str) -> None:
    assert told(nlp, one, other) == []


def test_what_is_printed_weeks_apart_is_not_compared(nlp: Language) -> None:
    one, other, kind, values = APART[3]
    assert told(nlp, one, other, days=("2024-06-05", "2024-06-06")) == [
        (kind, Severity.HARD, values)
    ]
    assert told(nlp, one, other, days=("2024-06-05", "2024-06-12")) == []


def test_today_in_somebody_s_mouth_is_his_own_day(nlp: Language) -> None:
    said = "“I will pray today,” said Ann Roe, a nurse."
    assert told(nlp, said, said, days=("2024-06-05", "2024-06-06")) == []
