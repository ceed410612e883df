"""Whom "the gunman" of one account means in another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collation.differences.referents import Referents
from collation.people import link_people
from extraction.annotations import Person, Reading
from tests.collation.readings import coverage, person, quoted


def telling(text: str, *people: Person) -> tuple[str, Reading]:
    printed, reading = quoted(text)
    return printed, replace(reading, people=people)


def referents(*articles: tuple[str, Reading]) -> Referents:
    story = coverage(**{f"a{at}": article for at, article in enumerate(articles)})
    return Referents(story, link_people(story))


ROE = person(0, "Jane Roe", "person", "driver of the van")


@pytest.mark.parametrize(
    ("role", "noun", "name"),
    [
        ("driver of the van", "driver", "Jane Roe"),
        ("Sheriff", "sheriff", "Jane Roe"),
        ("gunman", "attacker", "Jane Roe"),  # another word for the same
        ("lawyer", "lawyer", None),  # there may be several in any story
        ("murder", "murder", None),  # is nobody
        ("driver of the van", "pilot", None),
    ],
)
def test_a_noun_that_one_person_is_called_means_that_person(
    role: str, noun: str, name: str | None
) -> None:
    one = telling("The van left.", person(0, "Jane Roe", "person", role))
    assert referents(one, telling("The van did not stop.")).of(noun) == name


def test_a_noun_of_two_people_or_of_several_means_nobody() -> None:
    one = telling("The van left.", ROE)
    other = telling("The bus left.", person(0, "Max Moe", "person", "driver"))
    assert referents(one, other).of("driver") is None
    assert referents(one, telling("Two drivers were seen.")).of("driver") is None
    assert referents(one, telling("The driver was seen.")).of("driver") == "Jane Roe"
