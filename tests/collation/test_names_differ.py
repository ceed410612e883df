"""Where two outlets print two forms of one name, and where it only looks so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collation.differences import find_discrepancies
from collation.differences.names.named import NameUse, spellings, two_people, two_sorts
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
        (("Khalid Massoud",), ("Khalid Masoud",), "person"),  # transliteration
        (("Lombard Stadium",), ("Lombardo Brothers",), "organisation"),
        (("Ondrinian Bank",), ("Ondrine Bank",), "organisation"),  # an ending
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
        ("Sheriff Trenary", "Sheriff Trennary", False),  # no name beside it: anybody
        ("Anne Varundel", "Ann Varundel", True),
        ("Stephan Veller", "Stephen Veller", True),
        ("Jana Vanderhansen", "Jana Vanderhanson", True),
        ("Paula Veller", "Paulo Veller", False),  # two people
        ("Kim Yo Jong", "Kim Yo Jung", False),  # many begin so
        ("Rep. Orrin Vatch", "Rep. Orin Vatch", True),
        ("Ismail Haniyeh", "Ismael Haniyeh", True),  # soft
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


def told(*texts: str) -> list[tuple[str, str]]:
    found = find_discrepancies(coverage(**{f"a{n}": quoted(t) for n, t in enumerate(texts)}), ())
    return [(str(d.severity), str(d.between)) for d in found]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("The purse went to goalkeeper Jane Hagel.", "Jane Hagen kept goal.", ["soft"]),
        (
            "Goalkeeper Jane Hagel saved two penalties in the derby.",
            "In the derby, two penalties were saved by goalkeeper Jane Hagen.",
            ["hard"],
        ),
        ("It was Ondrine Hagel.", "It was Ondrine Hagen.", ["hard"]),  # who else is called so
        ("Storm Zetarino made landfall.", "Landfall of Zetarine is near.", []),  # no context
        ("Mr. Hansen won.", "Mrs. Hanson lost.", []),
        ("Jon Veller ran past John Roe.", "John Veller ran with the wind.", ["hard"]),
        ("Viktor Vellerovych ran.", "Victor Vellerovych ran.", ["soft"]),  # another script
        ("Gov. Abdiqar Roenur ran.", "Gov. Abdikar Roenur ran.", ["soft"]),
        ("Jane Hagelund won. “Jon Hagelund lost.”", "Hagelund won, and Hagelumd lost.", ["soft"]),
        ("Nguyen Thi Roe won.", "Nyguyen Thi Veller won. Nguyen Van Lund lost.", []),
        ("The chipmaker Qorvalis rose.", "Iraq fell; Iran rose.", []),
        ("A flight left Dusseldorf.", "A flight left Duesseldorf.", []),
    ],
)
def test_a_slip_is_hard_where_it_cannot_well_be_two(one: str, other: str, found: list[str]) -> None:
    assert [severity for severity, _ in told(one, other)] == found


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("Special agent Frederick Milanovski spoke. Milanovksi warned of more.", True),
        ("Coach Omid Dehqan resigned. Gen. Dehghan praised him.", True),
        ("The actor Jussi Vollett fell ill. Vollet went home.", True),
        ("Jane Varlander ran. Erin Varlender swam.", False),  # two people
        ("The Dehqan family said so. The Dehqans left.", False),
        ("Staten Island lies in the United States.", False),
        ("Elina Varlander was hurt. Her sister Elena Varlander was not.", False),
        (
            "Jane Varlander spoke. Varlender quits race Gulls return MORE will vote.",
            False,
        ),  # a link
        ("His brother, Jussi Vollett, fell ill. Vollet went home.", True),
        ("Elina Varlander was hurt. Elena Varlander, 9, her daughter, was not.", False),
    ],
)
def test_an_article_that_spells_a_name_two_ways_is_at_odds_with_itself(
    text: str, differs: bool
) -> None:
    assert told(text) == ([("soft", "self")] if differs else [])


@pytest.mark.parametrize(
    ("others", "note"),
    [
        ([], "one spelling may be a slip"),
        (["Jussi Vollett sang."], "one spelling may be a slip; others print “Vollett”"),
        (["Jussi Vollett sang.", "Jussi Vollet sang."],
         "one spelling may be a slip; others print “Vollet” or “Vollett”"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_what_others_print(others: list[str], note: str) -> None:
    texts = ["The actor Jussi Vollett fell ill. Vollet went home.", *others]
    found = find_discrepancies(coverage(**{f"a{n}": quoted(t) for n, t in enumerate(texts)}), ())
    assert [d.note for d in found if d.kind == "name"] == [note]


def test_two_middle_names_of_one_person_exclude_each_other() -> None:
    (found,) = differences(("Jane Edith Roe",), ("Jane Erica Roe",), kind="person")
    assert found.severity is Severity.HARD
    assert {e.value for e in found.evidence} == {"edith", "erica"}


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


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        ("Jane Varlander", "Jane Varlender", "“Jane Varlander” or “Jane Varlender”"),
        ("Jane Varlander", "Varlender", "“Varlander” or “Varlender” (Jane Varlander)"),
    ],
)
def test_two_spellings_are_shown_with_the_name_they_belong_to(
    one: str, other: str, subject: str
) -> None:
    text = "the harbour master of the old quay, fell into the icy water of the lock"
    articles = {}
    for at, name in enumerate((one, other)):
        printed, reading = quoted(f"{name}, {text}.")
        articles[f"a{at}"] = (printed, replace(reading, people=(person(0, name),)))
    (found,) = find_discrepancies(coverage(**articles), ())
    assert found.subject == f"spelling of a name: {subject}"


def test_two_first_names_make_two_people_of_two_spellings() -> None:
    text = "{} and {} were there. The harbour master of the quay, {}, fell into the lock."
    printed, reading = quoted(text.format("Asta Varlander", "Kay Varlender", "Asta Varlander"))
    found = find_discrepancies(coverage(a=(printed, reading)), ())
    assert [d.subject for d in found if d.kind == "name"] == []
    assert told("Five Latino voters came. Five Latinx voters left.") == []


@pytest.mark.parametrize(("second", "two"), [("Terry Olmsund", True), ("Terry Varlander", False)])
def test_two_surnames_make_two_people_of_two_first_names(second: str, two: bool) -> None:
    uses = []
    for name in ("Terri Varlander", second):
        printed, reading = quoted(f"{name} left the quay.")
        accounts = coverage(a=(printed, replace(reading, people=(person(0, name),))))
        words = tuple(name.lower().split())
        uses.append([NameUse(accounts.articles[0], 0, words, Span(0, len(name)))])
    assert two_people(*uses) is two


@pytest.mark.parametrize(("kind", "two"), [("place", True), ("organisation", False)])
def test_a_place_and_a_body_are_two_of_one_spelling_each(kind: str, two: bool) -> None:
    uses = []
    for text, sort in (("Vuebla", kind), ("Vueblo Sin Fin", "organisation")):
        printed, reading = quoted(f"{text} lies by the quay.")
        name = Name(Span(0, len(text)), text, sort)
        accounts = coverage(a=(printed, replace(reading, names=(name,))))
        words = tuple(text.lower().split())
        uses.append([NameUse(accounts.articles[0], 0, words, name.span)])
    assert two_sorts(*uses) is two


def test_a_place_is_not_what_opens_a_body_known_by_its_last_word() -> None:
    uses = []
    for text, named, sort in (
        ("Vuebla", "Vuebla", "place"), ("Vueblo Sin Fin", "Fin", "organisation"),
    ):  # fmt: skip
        printed, reading = quoted(f"{text} lies by the quay.")
        start = text.index(named)
        name = Name(Span(start, start + len(named)), named, sort)
        accounts = coverage(a=(printed, replace(reading, names=(name,))))
        words = tuple(text.lower().split())
        uses.append([NameUse(accounts.articles[0], 0, words, Span(0, len(text)))])
    assert two_sorts(*uses)


def use(text: str, name: str, at: int) -> NameUse:
    printed, reading = quoted(f"{text} Gulls cried.")
    span = Span(text.index(name), text.index(name) + len(name))
    words = tuple(word.lower().removesuffix("’s") for word in name.split())
    return NameUse(coverage(a=(printed, reading)).articles[0], at, words, span)


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        # the bracket has the spelling that is printed more often
        (
            [use("Jane Varlendor fell.", "Jane Varlendor", 1)],
            [use("Varlander fell.", "Varlander", 0), use("Then Varlander rose.", "Varlander", 0)],
            "“Varlendor” or “Varlander” (Jane Varlander)",
        ),
        # what is somebody's begins behind the owner's name
        (
            [use("He left Omid Velker’s Qarset Borteinu.", "Omid Velker’s Qarset Borteinu", 3)],
            [use("He left Qarset Bortenu.", "Qarset Bortenu", 1)],
            "“Qarset Borteinu” or “Qarset Bortenu”",
        ),
        (
            [use("They left the Malver National Bird Refuge.", "Malver National Bird Refuge", 0)],
            [use("They left the Malvar Refuge.", "Malvar Refuge", 0)],
            "“Malver” or “Malvar” (Malver National Bird Refuge)",
        ),
    ],
)
def test_a_name_is_shown_whole_and_as_it_is_usually_spelt(
    one: list[NameUse], other: list[NameUse], shown: str
) -> None:
    assert spellings(one, other) == shown
