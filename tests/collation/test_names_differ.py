"""Where two outlets print two forms of one name, and where it only looks so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collation.differences import find_discrepancies
from collation.discrepancy import Discrepancy, Severity
from extraction.annotations import Name, Reading, Span
from tests.collation.readings import coverage, person, quoted


def naming(number: int, kind: str, *names: str) -> tuple[str, Reading]:
    text, reading = quoted(f"Story {number}: " + " and then ".join(names) + " were in the news.")
    found = [Name(Span(text.index(n), text.index(n) + len(n)), n, kind) for n in names]
    people = [person(at, name) for at, name in enumerate(names)] if kind == "person" else []
    return text, replace(reading, names=tuple(found), people=tuple(people))


def differences(*articles: tuple[str, ...], kind: str = "organisation") -> tuple[Discrepancy, ...]:
    named = {f"a{at}": naming(at, kind, *names) for at, names in enumerate(articles)}
    return find_discrepancies(coverage(**named), ())


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Pacifism Training Center", "Pacifist Training Center", "organisation"),
        ("Merchants Guild Council", "Merchantry Guild Council", "organisation"),
    ],
)
def test_two_forms_of_one_name_are_a_soft_difference(one: str, other: str, kind: str) -> None:
    (found,) = differences((one,), (other,), kind=kind)
    assert found.severity is Severity.SOFT
    assert {e.value for e in found.evidence} == {one, other}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (("Jane Anne Roe",), ("Jane Roe",), "person"),  # a short form
        (("James Roe",), ("Jim Roe",), "person"),  # a nickname
        (("Mill Solutions, Inc.",), ("Mill Solutions Inc.",), "organisation"),  # a comma
        (("North Sea Board",), ("South Sea Board",), "organisation"),  # two boards
        (("20th Street Station",), ("30th Street Station",), "organisation"),
        (("Pacifism Training Center", "Pacifist Training Center"),
         ("Pacifist Training Center",), "organisation"),  # a slip of its own
        (("Brentley Roe",), ("Brently Roe",), "person"),  # typing and transliteration
        (("José Roe",), ("Jose Roe",), "person"),  # accents
        (("Senate Merchants' Affairs Board",), ("Senate Merchants Affairs Board",),
         "organisation"),  # an apostrophe
        (("Steve Roeman",), ("Steven Roeman",), "person"),  # a short form
        (("Merchant Guild Council",), ("Merchants Guild Council",), "organisation"),  # plural
        (("Guild Modernisation Council",), ("Guild Modernization Council",), "organisation"),
    ],
)  # fmt: skip
def test_short_forms_other_bodies_and_slips_are_none(
    one: tuple[str, ...], other: tuple[str, ...], kind: str
) -> None:
    assert differences(one, other, kind=kind) == ()


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("Clementa Pinkney", "Clementa Pikney", True),  # a consonant is lacking
        ("Dragomir Vasilkar", "Dragomir Vasilkan", True),
        ("Fuad Masum", "Fuad Massum", False),  # a doubled letter
        ("Dmitry Peskov", "Dmitri Peskov", False),
        ("Haidar Ghalib", "Haidar Kalib", False),  # one sound
        ("Robert Roeman", "Robert Poeman", False),  # two people
        ("Shaylin Vuckleman", "Shaylin Vuckulman", True),  # a vowel stands elsewhere
        ("Micheal Roeman", "Michael Roeman", True),
        ("Charles Roeman", "Charlie Roeman", False),  # a short form
        ("Eric Roeman", "Erin Roeman", False),  # two people of a family
        ("Orrin Democrat", "Orrin Democratic", False),
    ],
)
def test_a_misspelt_person_is_told_and_a_transliteration_is_not(
    one: str, other: str, shown: bool
) -> None:
    assert bool(differences((one,), (other,), kind="person")) is shown


def test_an_article_that_prints_a_full_name_two_ways_contradicts_itself() -> None:
    right, slip = "Metropolitan Ashville Police Bureau", "Metropolitan Astral Police Bureau"
    (found,) = differences((right, slip), (right,))
    assert found.severity is Severity.HARD
    assert {e.value for e in found.evidence} == {right, slip}
    assert differences(("Upper Ashville Police Bureau", "Lower Ashville Police Bureau")) == ()


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("her electricity provider Norvalis", "Norvales, her electricity provider", True),
        ("her electricity provider Norvalis", "Norvales, a footballer", False),
        ("of the prophet Norvalid", "of the prophet Norvaled", False),  # transliterated
        ("her electricity provider Norvalis", "Corvalis, her electricity provider", False),
    ],
)
def test_a_bare_name_is_compared_by_what_it_names(one: str, other: str, told: bool) -> None:
    articles = {}
    for at, words in enumerate((one, other)):
        text, reading = quoted(f"Story {at}: it was {words}, that sent the bill.")
        name = next(w.strip(",") for w in words.split() if "al" in w and w[0].isupper())
        span = Span(text.index(name), text.index(name) + len(name))
        articles[f"a{at}"] = text, replace(reading, names=(Name(span, name, "organisation"),))
    found = find_discrepancies(coverage(**articles), ())
    assert [d.severity for d in found] == ([Severity.HARD] if told else [])


@pytest.mark.parametrize(
    ("one", "other", "severity"),
    [
        (("Jane Hagel", "Defense Secretary"), ("Jane Hagen", "Secretary of Defense"), "hard"),
        (("Jane Hagel", "baker"), ("Jane Hagen", "pilot"), "soft"),
        (("Ondrine Hagel", "baker"), ("Ondrine Hagen", "pilot"), "hard"),  # who else is called so
        (("David Nuness", "Speaker of the House"), ("Devin Nuness", "House Speaker"), "hard"),
    ],
)
def test_a_slip_is_hard_where_it_cannot_well_be_two_people(
    one: tuple[str, str], other: tuple[str, str], severity: str
) -> None:
    articles = {}
    for at, (name, role) in enumerate((one, other)):
        text, reading = naming(at, "person", name)
        articles[f"a{at}"] = text, replace(reading, people=(person(0, name, "person", role),))
    (found,) = find_discrepancies(coverage(**articles), ())
    assert found.severity == severity


@pytest.mark.parametrize(
    ("bare", "role", "told"),
    [
        ("Dehgan", "General", True),
        ("Dehgan", "President", False),  # somebody else
        ("Dehqans", "General", False),  # a family
        ("Dehvan", "son", False),  # a first name
        ("Dehqois", "General", False),  # two letters, another sound
        ("Orgham", "General", False),
    ],
)
def test_an_article_that_spells_a_surname_two_ways_is_at_odds_with_itself(
    bare: str, role: str, told: bool
) -> None:
    text, reading = naming(0, "person", "Omid Dehqan", bare)
    people = (person(0, "Omid Dehqan", "person", "General"), person(1, bare, "person", role))
    found = find_discrepancies(coverage(a0=(text, replace(reading, people=people))), ())
    assert [str(d.between) for d in found] == (["self"] if told else [])


def test_two_middle_names_of_one_person_exclude_each_other() -> None:
    (found,) = differences(("Jane Edith Roe",), ("Jane Erica Roe",), kind="person")
    assert found.severity is Severity.HARD
    assert {e.value for e in found.evidence} == {"Jane Edith Roe", "Jane Erica Roe"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Jane Edith Roe",), ("Jane E. Roe",)),  # an initial
        (("Jane Edith Roe",), ("Jane Edie Roe",)),  # one sound
        (("Jane Edith Roe", "Jane Erica Roe"), ("Jane Erica Roe",)),  # one article knows both
    ],
)
def test_middle_names_that_may_agree_are_silent(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert [d for d in differences(one, other, kind="person") if d.severity is Severity.HARD] == []
