"""Where outlets call one person what cannot both be, and where it only looks so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collation.differences import find_discrepancies
from collation.discrepancy import Discrepancy, Kind, Severity
from extraction.annotations import Label, Reading, Span, Voice
from tests.collation.readings import coverage, person, quoted


def calling(
    at: int, name: str, label: str, head: str, *, negated: bool = False
) -> tuple[str, Reading]:
    text, reading = quoted(f"Story {at}: {name} is {label}, as everybody in town knows.")
    start = text.index(label)
    found = Label(
        Span(start, start + len(label)),
        Span(0, len(text)),
        0,
        name.lower(),
        label,
        head,
        (),
        Voice.OUTLET,
        None,
        negated,
    )
    return text, replace(reading, people=(person(0, name),), labels=(found,))


def differences(*articles: tuple[str, Reading]) -> list[Discrepancy]:
    found = find_discrepancies(coverage(**{f"a{at}": a for at, a in enumerate(articles)}), ())
    return [d for d in found if d.kind is Kind.LABEL]


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        (
            ("a Democrat", "democrat"),
            ("a Republican", "republican"),
            "party of Jane Roe: “Democrat” or “Republican”",
        ),
        (
            ("a legal resident of Orrin", "resident"),
            ("an illegal alien", "alien"),
            "immigration status of Jane Roe: “illegal alien” or “legal resident of Orrin”",
        ),
    ],
)
def test_labels_that_exclude_each_other_are_hard(
    one: tuple[str, str], other: tuple[str, str], subject: str
) -> None:
    (found,) = differences(calling(0, "Jane Roe", *one), calling(1, "Jane Roe", *other))
    assert (found.severity, found.subject) == (Severity.HARD, subject)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a friend of a Democrat", "friend"), ("a Republican", "republican")),  # of another
        (("a Democrat", "democrat"), ("a critic of Republicans", "critic")),
        (("a lawyer", "lawyer"), ("a Republican", "republican")),  # both may be
    ],
)
def test_labels_that_may_both_be_or_are_of_another_are_silent(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert differences(calling(0, "Jane Roe", *one), calling(1, "Jane Roe", *other)) == []


def test_a_denied_label_and_another_person_are_silent() -> None:
    one = calling(0, "Jane Roe", "a Democrat", "democrat")
    denied = calling(1, "Jane Roe", "a Republican", "republican", negated=True)
    assert differences(one, denied) == []
    assert differences(one, calling(1, "Max Moe", "a Republican", "republican")) == []
