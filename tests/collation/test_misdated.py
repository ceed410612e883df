"""Dates that carry the weekday of another day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collation.copies import cover
from collation.differences.scene import Scene
from collation.differences.times import misdated
from collation.discrepancy import Between, Discrepancy, Kind, Severity
from extraction.annotations import Reading, Sentence, Span
from intake.plain import read_plain

EMPTY = Reading("", (), (), (), (), (), (), (), (), ())


def dates(sentence: str) -> list[Discrepancy]:
    """The findings in an article of Friday, 24 October 2031 with this sentence."""
    article = read_plain(f"date 2031-10-24\nThe harbour\n\n{sentence}", "file:harbour.txt")
    start = article.text.index(sentence)
    span = Span(start, start + len(sentence))
    reading = replace(EMPTY, sentences=(Sentence(span, 2),))
    return list(misdated.find(Scene(cover([("0", article, reading)]), ())))


@pytest.mark.parametrize(
    ("sentence", "printed", "truly"),
    [
        ("The ferry sails on Tuesday, Oct. 30.", "Tuesday", "Oct. 30, a Thursday"),
        ("The ferry sank on Tuesday, March 3, 2031.", "Tuesday", "March 3, 2031, a Monday"),
        ("It sailed on Sunday, 19 October 2030.", "Sunday", "19 October 2030, a Saturday"),
        ("It sailed on Friday (Oct. 16) from Norland.", "Friday", "Oct. 16, a Thursday"),
    ],
)
def test_a_date_has_one_weekday(sentence: str, printed: str, truly: str) -> None:
    (one,) = dates(sentence)
    assert (one.kind, one.severity, one.between) == (Kind.DATE, Severity.HARD, Between.SELF)
    assert {row.value for row in one.evidence} == {printed, truly}


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry sails on Thursday, Oct. 30.",
        "The ferry sank on Monday, March 3, 2031.",
        "The ferry sailed on Wednesday, Oct. 30, and sank.",  # of the year before
        "The ferry sails on Saturday, Oct. 30, next year.",  # of another year
        "On Monday, March 30 boats sailed.",  # of no year near it, but half a year away
        "On Tuesday, Feb. 30 was printed on every ticket.",
        "On Friday March sailed with 24 men.",
    ],
)
def test_what_may_be_of_another_year_is_silent(sentence: str) -> None:
    assert dates(sentence) == []
