"""One person is one person in every article, and two who share a surname stay two."""

from __future__ import annotations

import pytest

from collation.people import agree, link_people, name_words
from tests.collation.readings import people, person


def names(**articles: list[str]) -> list[tuple[str, ...]]:
    """Which "article:number" belong together, for people given by name."""
    found = link_people(
        people(
            **{
                id: [person(n, name) for n, name in enumerate(given)]
                for id, given in articles.items()
            }
        )
    )
    return sorted(tuple(f"{id}{number}" for id, number in one.members) for one in found.all)


def test_a_surname_joins_the_one_person_who_has_it() -> None:
    assert names(a=["Nadia Bukoro"], b=["President Bukoro"], c=["Bukoro"]) == [("a0", "b0", "c0")]


def test_the_full_name_is_the_same_for_all_mentions() -> None:
    found = link_people(people(a=[person(0, "Nadia Bukoro")], b=[person(0, "Bukoro")]))
    assert found.name("b", 0) == "Nadia Bukoro"
    assert found.name("b", None) is None


def test_two_people_with_one_surname_stay_two() -> None:
    assert names(a=["Jane Roe"], b=["John Roe"]) == [("a0",), ("b0",)]


def test_a_surname_that_two_people_have_joins_neither() -> None:
    assert names(a=["Jane Roe", "John Roe"], b=["Roe"]) == [("a0",), ("a1",), ("b0",)]


def test_a_pronoun_may_tell_two_people_with_one_surname_apart() -> None:
    story = people(
        a=[person(0, "Jane Roe", gender="female"), person(1, "John Roe", gender="male")],
        b=[person(0, "Roe", gender="female")],
    )
    assert link_people(story).name("b", 0) == "Jane Roe"


def test_a_surname_alone_in_both_articles_is_not_joined() -> None:
    assert names(a=["Roe"], b=["Roe"]) == [("a0",), ("b0",)]


def test_an_initial_that_two_people_have_joins_neither() -> None:
    assert names(a=["Jane Roe"], b=["John Roe"], c=["J. Roe"]) == [("a0",), ("b0",), ("c0",)]


def test_a_surname_may_have_two_words() -> None:
    assert names(a=["Kim Armin Abrera Gallo"], b=["Kim Abrera Gallo"], c=["Abrera Gallo"]) == [
        ("a0", "b0", "c0")
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Jane Roe", "Jane Roe", True),
        ("Jane Roe", "Jane A. Roe", True),
        ("J. Roe", "Jane Roe", True),
        ("Joe Roe", "Joseph Roe Jr.", True),
        ("José Roe", "Jose Roe", True),
        ("Sen. Jane Roe", "Jane Roe", True),
        ("Jane Roe", "John Roe", False),
        ("Jane Roe", "Jane Doe", False),
        ("Jane Ann Roe", "Jane Mary Roe", False),
        ("Roe", "Jane Roe", False),
    ],
)
def test_full_names_agree_word_by_word(one: str, other: str, same: bool) -> None:
    assert agree(name_words(one), name_words(other)) is same
    assert agree(name_words(other), name_words(one)) is same


def test_bodies_join_by_name_and_by_their_initials() -> None:
    story = people(
        a=[person(0, "the U.S. Bureau of Mill Safety", "organisation")],
        b=[person(0, "BMS", "organisation"), person(1, "Bureau of Mill Safety", "organisation")],
    )
    assert [one.members for one in link_people(story).all] == [(("a", 0), ("b", 0), ("b", 1))]


def test_groups_and_the_unnamed_are_never_joined() -> None:
    story = people(a=[person(0, "officials", "group")], b=[person(0, "officials", "group")])
    assert len(link_people(story).all) == 2


def test_roles_of_all_articles_are_kept_the_most_frequent_first() -> None:
    story = people(
        a=[person(0, "Jane Roe", "person", "mayor")],
        b=[person(0, "Jane Roe", "person", "mayor", "miller")],
    )
    assert link_people(story).all[0].roles == ("mayor", "miller")
