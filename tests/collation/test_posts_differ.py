"""Posts and ranks of one person in made-up accounts, and what only looks like another post."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collation.differences.scene import Scene
from collation.differences.states import label
from collation.discrepancy import Kind, Severity
from extraction.annotations import Person, Span
from tests.collation.readings import EMPTY, coverage, person


def jane(text: str, role: str) -> Person:
    start = text.index("Jane Roe")
    return replace(person(0, "Jane Roe", "person", role), mentions=(Span(start, start + 8),))


def told(*articles: tuple[str, str]) -> list[set[str]]:
    """The sides where Jane Roe has these roles."""
    covered = coverage(
        **{
            f"a{at}": (text, replace(EMPTY, people=(jane(text, role),)))
            for at, (text, role) in enumerate(articles)
        }
    )
    found = list(label.find(Scene(covered, ())))
    assert all(d.severity is Severity.SOFT and d.kind is Kind.LABEL for d in found)
    return [{e.value for e in d.evidence} for d in found]


def roles(*printed: str) -> list[set[str]]:
    return told(*((f"It was {role} Jane Roe.", role) for role in printed))


@pytest.mark.parametrize(
    ("one", "other", "sides"),
    [
        ("Elmsdale Police Chief", "Elmsdale Deputy Police Chief", {"first", "second"}),
        ("assistant coach", "coach", {"first", "second"}),
        ("Vice President", "President", {"first", "second"}),
        ("former campaign manager", "chairman of the campaign", {"manager", "chairman"}),
        ("Senate Majority Leader", "Senate Minority Leader", {"majority", "minority"}),
        ("Veldian President", "Veldian Prime Minister", {"president", "prime minister"}),
        ("Orrin Mill contractor", "employee of Orrin Mill", {"contractor", "employee"}),
        ("Otto Kranz’s cousin", "Otto Kranz’s sister", {"cousin", "sister"}),
        ("the goalkeeper", "midfielder", {"goalkeeper", "midfielder"}),
        ("Cycling Union president", "director of the Cycling Union", {"president", "director"}),
        ("Sgt.", "Lt.", {"sergeant", "lieutenant"}),
        ("State Rep.", "Sen.", {"representative", "senator"}),
        ("White House chief of staff", "deputy chief of staff", {"first", "second"}),
    ],
)
def test_posts_that_exclude_each_other_are_told(one: str, other: str, sides: set[str]) -> None:
    assert roles(one, other) == [sides]
    assert roles(other, one) == [sides]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Elmsdale Police Chief", "chief"),
        ("Acting Police Chief", "Police Chief"),
        ("former mayor", "mayor of Elmsdale"),
        ("Lieutenant General", "Gen."),
        ("president of the bank", "director of the museum"),  # two bodies
        ("Deputy Police Chief", "Fire Chief"),
        ("Deputy Attorney General", "general"),  # the end of a longer role
        ("chairman", "president of the club"),
        ("chief executive", "chief engineer"),
        ("Congresswoman", "Rep."),
        ("bank teller", "cashier"),
        ("then-acting mill director", "deputy director"),
        ("Otto Kranz’s sister", "Karl Brandt’s cousin"),  # of two people
    ],
)
def test_posts_that_agree_are_silent(one: str, other: str) -> None:
    assert roles(one, other) == []
