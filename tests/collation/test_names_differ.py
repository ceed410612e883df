"""Where two outlets print two forms of one name, and where it only looks so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collation.differences import find_discrepancies
from collation.discrepancy import Discrepancy, Severity
from extraction.annotations import Name, Reading, Span
from tests.collation.readings import coverage, quoted


def naming(number: int, kind: str, *names: str) -> tuple[str, Reading]:
    text, reading = quoted(f"Story {number}: " + " and then ".join(names) + " were in the news.")
    found = [Name(Span(text.index(n), text.index(n) + len(n)), n, kind) for n in names]
    return text, replace(reading, names=tuple(found))


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
