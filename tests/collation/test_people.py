"""One person is one person in every article, and two who share a surname stay two."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collation.people import link_people
from extraction.annotations import Person
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


def joined(**articles: list[Person]) -> list[tuple[str, ...]]:
    """The same for people with roles."""
    found = link_people(people(**articles))
    return sorted(tuple(f"{id}{number}" for id, number in one.members) for one in found.all)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Armin Abrera Gallo", "Honduran Kim Abrera Gallo"),
        ("J. Roe", "Jane Roe"),
        ("Joe Roe", "Joseph Roe"),
        ("Oregon Sen. Jane Roe", "Jane Roe"),
        ("Ye-jin Sohn", "Ye Jin Sohn"),
        ("Volmar Zelenka", "Volmar Zelénka"),
        ("Kwabenah Mensarro", "Kwabenah Mensaro"),
        ("Robert S. Roe III", "Robert Roe"),
    ],
)
def test_two_ways_to_print_one_name_join(one: str, other: str) -> None:
    assert names(a=[one], b=[other]) == [("a0", "b0")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Joe Roe Jr.", "Joe Roe Sr."),
        ("Joe Roe Jr.", "Joe Roe"),
        ("Michael Hansen", "Michael Hanson"),
        ("Kim Jong Il", "Kim Il"),
        ("Jane Ann Roe", "Jane Mary Roe"),
        ("Maria Abrera Gallo", "Kim Abrera Gallo"),
        ("Roe on Zoom", "Zoom"),
        ("Oregon Democrat", "Democrat"),
    ],
)
def test_two_people_stay_two(one: str, other: str) -> None:
    assert names(a=[one], b=[other]) == [("a0",), ("b0",)]


def test_an_office_in_common_tells_father_and_son_and_spellings_apart() -> None:
    for one, other in (("Joe Roe Jr.", "Joe Roe"), ("Michael Hansen", "Michael Hanson")):
        mayors = [[person(0, name, "person", "Mayor")] for name in (one, other)]
        assert joined(a=mayors[0], b=mayors[1]) == [("a0", "b0")]


def test_an_article_that_names_father_and_son_keeps_them_apart() -> None:
    both = [person(0, "Joe Roe", "person", "Mayor"), person(1, "Joe Roe Jr.", "person", "Mayor")]
    assert joined(a=both) == [("a0",), ("a1",)]


def test_mr_and_mrs_are_two() -> None:
    story = people(
        a=[person(0, "John Roe", gender="male")], b=[person(0, "Mrs. Roe", gender="female")]
    )
    assert link_people(story).name("b", 0) == "Mrs. Roe"
    by_given_name = people(a=[person(0, "John Roe")], b=[person(0, "Roe", gender="female")])
    assert link_people(by_given_name).name("b", 0) == "Roe"


def test_an_office_tells_whose_surname_it_is() -> None:
    story = [person(0, "Jane Roe", "person", "President"), person(1, "Ivo Roe")]
    assert joined(a=story, b=[person(0, "Roe", "person", "President")]) == [("a0", "b0"), ("a1",)]


def test_a_president_is_not_the_daughter_beside_whom_the_surname_stands() -> None:
    story = [person(0, "Roe", "person", "President"), person(1, "Ivy Roe")]
    assert joined(a=story) == [("a0",), ("a1",)]


def test_a_surname_may_stand_first() -> None:
    assert names(a=["Kim Jong Sik"], b=["Kim"]) == [("a0", "b0")]
    assert names(a=["Kim Jong Sik", "Ada Kim"], b=["Kim"]) == [("a0",), ("a1",), ("b0",)]
    assert names(a=["Xi Wenling"], b=["Wenling Xi"]) == [("a0", "b0")]


@pytest.mark.parametrize(
    ("role", "description", "same"),
    [
        ("Honduran President", "Honduras' president", True),
        ("President of Honduras", "the Honduran president", True),
        ("Oregon Gov.", "the governor of Oregon", True),
        ("Honduran President", "the president", False),
        ("Honduran President", "the Peruvian president", False),
        ("Honduran President", "a former Honduran president", False),
        ("Honduran President", "an aide to the Honduran president", False),
        ("Oregon Sen.", "the Oregon senator", False),
    ],
)
def test_a_description_joins_who_holds_exactly_that_office(
    role: str, description: str, same: bool
) -> None:
    story = people(a=[person(0, "Jane Roe", "person", role)], b=[person(0, description, "unnamed")])
    assert link_people(story).name("b", 0) == ("Jane Roe" if same else description)


def test_a_description_that_fits_two_joins_neither() -> None:
    told = [
        person(n, name, "person", "Peruvian President")
        for n, name in enumerate(("Ann Lee", "Bo Roe"))
    ]
    story = people(a=told, b=[person(0, "Peru's president", "unnamed")])
    assert link_people(story).name("b", 0) == "Peru's president"


def test_an_affiliation_says_of_what_somebody_is_president() -> None:
    told = replace(person(0, "Jane Roe", "person", "president"), affiliation="Peru")
    story = people(a=[told], b=[person(0, "Peru's president", "unnamed")])
    assert link_people(story).name("b", 0) == "Jane Roe"


def test_what_one_article_takes_for_a_body_is_the_person_of_another() -> None:
    story = people(
        a=[person(0, "Jane Roe")],
        b=[person(0, "Jane Roe", "organisation"), person(1, "Oregon Sen. Jane Roe", "unnamed")],
        c=[person(0, "a lawyer for Jane Roe", "unnamed")],
    )
    found = link_people(story)
    assert found.name("b", 0) == found.name("b", 1) == "Jane Roe"
    assert found.of("b", 0).kind == "person"  # type: ignore[union-attr]
    assert found.name("c", 0) == "a lawyer for Jane Roe"


@pytest.mark.parametrize(
    "body",
    ["the administration of then-president Jane Roe", "Jane Roe’s office", "Office for Jane Roe"],
)
def test_what_is_somebodys_is_not_that_person(body: str) -> None:
    story = people(a=[person(0, "Jane Roe")], b=[person(0, body, "organisation")])
    assert link_people(story).name("b", 0) == body


def test_the_bare_name_is_shown_even_where_it_is_rarer() -> None:
    story = people(
        a=[person(0, "Honduran Kim Abrera Gallo")],
        b=[person(0, "Honduran Kim Abrera Gallo")],
        c=[person(0, "Kim Abrera Gallo")],
    )
    assert link_people(story).name("a", 0) == "Kim Abrera Gallo"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Mill Department", "the U.S. Department of Mills", False),
        ("the Mill Department", "the U.S. Department of Mill", True),
        ("Ministry of the Mills", "the Mills Ministry", True),
        ("Department of Mills", "DOM", True),
        ("Centers for Flood Control and Repair", "CFC", True),
        ("Bureau of Mills", "Board of Mines", False),
        ("Mill Union", "Bakers Union", False),
    ],
)
def test_a_body_has_one_key_however_it_is_printed(one: str, other: str, same: bool) -> None:
    story = people(a=[person(0, one, "organisation")], b=[person(0, other, "organisation")])
    assert (len(link_people(story).all) == 1) is same


def test_initials_that_two_bodies_have_join_neither() -> None:
    bodies = [
        person(n, name, "organisation")
        for n, name in enumerate(("Bureau of Mill Safety", "Board of Mine Supply", "BMS"))
    ]
    assert joined(a=bodies) == [("a0",), ("a1",), ("a2",)]


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
