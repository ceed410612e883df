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


def naming(text: str) -> tuple[str, Reading]:
    printed, reading = quoted(text)
    start = text.index("Jane Roe")
    mention = Span(start, start + len("Jane Roe"))
    who = replace(person(0, "Jane Roe"), mentions=(mention,))
    return printed, replace(reading, people=(who,))


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


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        ("Rep. Jane Roe (D-R.I.) left.", "Rep. Jane Roe, R-R.I., left.", "“D-R.I.” or “R-R.I.”"),
        ("Rep. Jane Roe (D-Orrin) left.", "Jane Roe, a Republican, left.",
         "“D-Orrin” or “Republican”"),
        ("Democratic Gov. Jane Roe left.", "Jane Roe, the Orrin Republican who won, left.",
         "“Democratic” or “Orrin Republican”"),
    ],
)  # fmt: skip
def test_a_person_has_one_party(one: str, other: str, subject: str) -> None:
    (found,) = differences(naming(one), naming(other))
    assert (found.severity, found.subject) == (Severity.HARD, f"party of Jane Roe: {subject}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rep. Jane Roe (D-R.I.) left.", "Former Republican Rep. Jane Roe left."),
        ("Jane Roe, a Democrat-turned-critic, left.", "Jane Roe (R-Orrin) left."),
        ("Jane Roe, a Democratic donor, left.", "Jane Roe, a Republican, left."),
        ("Jane Roe (D-Orrin) left.", "He met Jane Roe, and Republican Sen. Petra Brandt left."),
        ("Jane Roe (D-Orrin), once the Republican Gov. Lund's friend, left.",
         "Jane Roe (D-Orrin) left."),
    ],
)  # fmt: skip
def test_a_party_of_another_time_or_person_is_none(one: str, other: str) -> None:
    assert differences(naming(one), naming(other)) == []


def test_a_link_that_ends_in_a_name_says_nothing_of_its_party() -> None:
    text, reading = naming("Mill to close Jane Roe MORE (R-Orrin) left.")
    who = replace(reading.people[0], mentions=(Span(14, 27),))
    linked = (text, replace(reading, people=(who,)))
    assert differences(naming("Jane Roe (D-Orrin) left."), linked) == []
