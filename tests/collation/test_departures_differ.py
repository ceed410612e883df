"""How somebody left a post in made-up accounts, and what is no such difference."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.discrepancy import Discrepancy, Kind, Severity
from tests.collation.test_differences import differences, of_kind


def left(nlp: Language, *texts: str) -> list[Discrepancy]:
    return list(of_kind(differences(nlp, *texts), Kind.STATUS))


FIRED = "The rowing club fired Jane Roe as coach on Friday after two lost races."
RESIGNED = "Jane Roe resigned as coach of the rowing club on Friday, the treasurer said."
FORCED = "Jane Roe was forced to resign on Friday, and the rowing club looks for a coach."


@pytest.mark.parametrize(
    ("one", "other", "hard", "ways"),
    [
        (FIRED, RESIGNED, True, "fired or resigned"),
        (FIRED, FORCED, False, "fired or forced out"),
        ("The board forced Jane Roe to resign on Friday.", RESIGNED, False,
         "forced out or resigned"),
        (RESIGNED, "The owners asked for Jane Roe’s resignation, and she gave it on Friday.", False,
         "forced out or resigned"),
        ("Jane Roe trained the eight for years. She quit on Friday, the club said.",
         "Jane Roe was dismissed on Friday, two members of the club said.", True,
         "fired or resigned"),
        (RESIGNED, "Jane Roe resigned at the owners’ request on Friday, the club said.", False,
         "forced out or resigned"),
        ("By forcing the resignation of Jane Roe, the owners angered the rowers.", RESIGNED, False,
         "forced out or resigned"),
        (RESIGNED, "The rowing club has been without a coach since Jane Roe’s firing.", True,
         "fired or resigned"),
        (RESIGNED, "The eight lost every race after the dismissal of coach Jane Roe.", True,
         "fired or resigned"),
        (RESIGNED, "The rowing club removed Jane Roe as coach on Friday.", False,
         "forced out or resigned"),
        ("A lawyer for the club said Jane Roe resigned on Friday.", FIRED, True,
         "fired or resigned"),
    ],
)  # fmt: skip
def test_three_ways_of_leaving_are_told_apart(
    nlp: Language, one: str, other: str, hard: bool, ways: str
) -> None:
    for texts in ((one, other), (other, one)):
        (found,) = left(nlp, *texts)
        assert found.subject == f"how Jane Roe left the post: {ways}"
        assert found.severity is (Severity.HARD if hard else Severity.SOFT)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FIRED, "The rowing club sacked Jane Roe on Friday, the treasurer said."),
        (FIRED, "Otto Kranz resigned as treasurer of the rowing club on Friday."),
        (RESIGNED, "The owners wanted to fire Jane Roe, the treasurer said."),
        (RESIGNED, "The club never fired Jane Roe, the treasurer said."),
        (RESIGNED, "Rowers called for Jane Roe’s firing on Friday."),
        (RESIGNED, "The board began the process of firing Jane Roe on Friday."),
        (RESIGNED, "The treasurer proposed firing Jane Roe on Friday."),
        (RESIGNED, "The firing of Jane Roe was discussed on Friday by the rowing club."),
        (RESIGNED, "The club removed Jane Roe from a list of rowers on Friday."),
        (RESIGNED, "Jane Roe was fired as editor of the harbour gazette, the treasurer said."),
        (RESIGNED, "In 2009 the lighthouse fired Jane Roe, who had been its cook for years."),
        (RESIGNED, "Jane Roe fired back at the owners of the club on Friday."),
        (RESIGNED, "If the races are lost, the club will fire Jane Roe, members said."),
        (FIRED, "Jane Roe would resign if the races were lost, members said on Friday."),
        (FORCED, RESIGNED),
        (FIRED, "The rowing club ousted Jane Roe on Friday, the treasurer said."),
        (RESIGNED, "Rowers were pressuring Jane Roe to resign on Friday."),
        (FIRED, "Jane Roe was forced to step aside for a swan on the towpath of the river."),
        (FIRED, "Jane Roe’s new assistant resigned on Friday, the treasurer said."),
        ("date 2031-09-20\nRowing\n\nJane Roe resigned in May, the treasurer said.",
         "The lighthouse, whose cook she was, fired Jane Roe in 2015."),
    ],
    ids=[
        "one way", "two people", "a wish", "denied", "called for", "a process", "proposed",
        "discussed", "taken off a list",
        "another post", "another year",
        "an answer", "a condition", "a condition of the other", "by nobody", "one way in two words",
        "only pressed", "no post", "an assistant", "a month of another year",
    ],
)  # fmt: skip
def test_what_is_no_other_way_of_leaving_is_silent(nlp: Language, one: str, other: str) -> None:
    assert left(nlp, one, other) == []


def test_an_account_that_has_somebody_resign_and_fired_tells_of_two_posts(nlp: Language) -> None:
    both = (
        "Jane Roe resigned as deputy coach in January. The rowing club fired Jane Roe on Friday, "
        "two days before her pension."
    )
    assert left(nlp, both, RESIGNED, FIRED) == []


def test_an_account_that_has_somebody_fired_and_forced_out_takes_no_side(nlp: Language) -> None:
    both = "The rowing club fired Jane Roe on Friday. Jane Roe was forced to resign, she said."
    assert left(nlp, both, FORCED) == []
    (found,) = left(nlp, both, FIRED, RESIGNED)
    assert found.subject == "how Jane Roe left the post: fired or resigned"
