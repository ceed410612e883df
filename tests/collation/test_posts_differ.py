"""Posts and ranks of one person in made-up accounts, and what only looks like another post."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collation.differences.scene import Scene
from collation.differences.states import label
from collation.discrepancy import Kind, Severity
from extraction.annotations import Person, Span
from tests.collation.readings import EMPTY, coverage, person, quoted


def jane(text: str, role: str) -> Person:
    start = text.index("Jane Roe")
    return replace(person(0, "Jane Roe", "person", role), mentions=(Span(start, start + 8),))


def told(*articles: tuple[str, str], severity: Severity = Severity.SOFT) -> list[set[str]]:
    """The sides where Jane Roe has these roles."""
    covered = coverage(
        **{
            f"a{at}": (text, replace(EMPTY, people=(jane(text, role),)))
            for at, (text, role) in enumerate(articles)
        }
    )
    found = list(label.find(Scene(covered, ())))
    assert all(d.severity is severity and d.kind is Kind.LABEL for d in found)
    return [{e.value for e in d.evidence} for d in found]


def roles(*printed: str, severity: Severity = Severity.SOFT) -> list[set[str]]:
    return told(*((f"It was {role} Jane Roe.", role) for role in printed), severity=severity)


def texts(*printed: str, severity: Severity = Severity.SOFT) -> list[set[str]]:
    """The sides where the parser gives Jane Roe no role, so that only the text tells it."""
    return told(*((text, "") for text in printed), severity=severity)


@pytest.mark.parametrize(
    ("one", "other", "sides"),
    [
        ("Elmsdale Police Chief", "Elmsdale Deputy Police Chief", {"first", "second"}),
        ("assistant coach", "coach", {"first", "second"}),
        ("Vice President", "President", {"first", "second"}),
        ("former campaign manager", "chairman of the campaign", {"manager", "chairman"}),
        ("Orrin Mill contractor", "employee of Orrin Mill", {"contractor", "employee"}),
        ("Otto Kranz’s cousin", "Otto Kranz’s sister", {"cousin", "sister"}),
        ("the goalkeeper", "midfielder", {"goalkeeper", "midfielder"}),
        ("Cycling Union president", "director of the Cycling Union", {"president", "director"}),
        ("Sgt.", "Lt.", {"sergeant", "lieutenant"}),
        ("State Rep.", "Sen.", {"representative", "senator"}),
        ("Orrin Mill staffer", "Orrin Mill contractor", {"employee", "contractor"}),
        ("Tide Panel Vice Chairman", "ranking member of the Tide Panel",
         {"vice chairman", "ranking member"}),
        ("White House chief of staff", "deputy chief of staff", {"first", "second"}),
    ],
)  # fmt: skip
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
        ("Orrin Mill analyst", "Orrin Mill contractor"),  # by contract, too
        ("then-acting mill director", "deputy director"),
        ("Former acting mill director", "deputy director"),  # he was both
        ("Otto Kranz’s sister", "Karl Brandt’s cousin"),  # of two people
    ],
)
def test_posts_that_agree_are_silent(one: str, other: str) -> None:
    assert roles(one, other) == []


@pytest.mark.parametrize(
    ("one", "other", "sides"),
    [
        ("Senate Majority Leader", "Senate Minority Leader", {"majority", "minority"}),
        ("House Speaker", "House Majority Leader", {"speaker", "majority"}),
        ("Veldian President", "Veldian Prime Minister", {"president", "prime minister"}),
        ("River Safety Agency Secretary", "RSA Administrator", {"secretary", "administrator"}),
        ("acting RSA Administrator", "River Safety Agency Secretary", set()),
        ("Veldian President", "former Veldian Prime Minister", set()),
        ("House Speaker", "likely House Majority Leader", set()),
        ("Veldian President", "Norland Prime Minister", set()),
        ("RSA Administrator", "Harbour Secretary", set()),
        ("RSA Administrator", "RSA press secretary", set()),
    ],
)
def test_nobody_holds_two_such_posts_at_one_time(one: str, other: str, sides: set[str]) -> None:
    expected = [sides] if sides else []
    assert roles(one, other, severity=Severity.HARD) == expected
    assert roles(other, one, severity=Severity.HARD) == expected


def test_an_account_that_gives_both_offices_settles_it() -> None:
    both = (
        "The Veldian president, Jane Roe, was its prime minister. Veldian Prime Minister Jane Roe.",
        "",
    )
    assert told(both, ("It was Veldian President Jane Roe.", "Veldian President")) == []


def test_offices_told_weeks_apart_may_have_changed_hands() -> None:
    one = ("date 2024-05-01\nA\n\nIt was House Speaker Jane Roe.", "House Speaker")
    for day, sides in (("2024-05-03", 1), ("2024-06-20", 0)):
        text = f"date {day}\nB\n\nIt was House Majority Leader Jane Roe."
        assert len(told(one, (text, "House Majority Leader"), severity=Severity.HARD)) == sides


@pytest.mark.parametrize(
    ("one", "other", "sides"),
    [
        ("They asked the regatta’s former manager, Jane Roe, to row.",
         "The regatta chairman, Jane Roe, rowed.", {"manager", "chairman"}),
        ("Jane Roe, who served as manager of the regatta until the storm, rowed.",
         "Then Jane Roe was officially named regatta chairman and head of sails.",
         {"manager", "chairman"}),
        ("Jane Roe, 52, who worked as Orrin Mill contractor, left.",
         "The owners sued Orrin Mill employee Jane Roe.", {"contractor", "employee"}),
        ("The regatta manager met Jane Roe.", "The regatta chairman, Jane Roe, rowed.", None),
        ("She was a friend of the regatta manager. Jane Roe rowed.",
         "The regatta chairman, Jane Roe, rowed.", None),
        ("The regatta’s manager and chairman, Jane Roe, rowed.",
         "The regatta’s former manager, Jane Roe, rowed.", None),
        ("Jane Roe, who served as manager of the museum, rowed.",
         "The regatta chairman, Jane Roe, rowed.", None),
    ],
)  # fmt: skip
def test_a_post_is_read_beside_the_name(one: str, other: str, sides: set[str] | None) -> None:
    assert texts(one, other) == ([] if sides is None else [sides])


def test_a_title_in_somebodys_words_counts_and_a_judgement_there_does_not() -> None:
    one = quoted(
        "“The Veldian prime minister, Jane Roe, called me”, said Otto Kranz.",
        ("The Veldian prime minister, Jane Roe, called me", "Otto Kranz"),
    )
    covered = coverage(
        a=(one[0], replace(one[1], people=(jane(one[0], ""),))),
        b=(
            "Veldian President Jane Roe rowed.",
            replace(EMPTY, people=(jane("Veldian President Jane Roe rowed.", ""),)),
        ),
    )
    (found,) = label.find(Scene(covered, ()))
    assert found.severity is Severity.HARD
    words = "The thieving contractor of Orrin Mill, Jane Roe, called me"
    two = quoted(f"“{words}”, said Otto Kranz.", (words, "Otto Kranz"))
    employee = "The employee of Orrin Mill, Jane Roe, rowed."
    covered = coverage(
        a=(two[0], replace(two[1], people=(jane(two[0], ""),))),
        b=(employee, replace(EMPTY, people=(jane(employee, ""),))),
    )
    assert list(label.find(Scene(covered, ()))) == []
