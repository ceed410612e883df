"""Lengths of time counted from something, and which of them are of one thing."""

from __future__ import annotations

import pytest
from spacy.language import Language

from collation.copies import cover
from collation.differences import find_discrepancies
from collation.differences.scene import Scene
from collation.differences.times import lapses
from collation.discrepancy import Discrepancy, Kind, Severity
from extraction.parsed import parse_articles
from extraction.reading import _read
from intake.plain import read_plain

DAY = "date 2031-10-24\n{}\n\n{}"


def scene_of(nlp: Language, *texts: str) -> Scene:
    articles = [
        read_plain(DAY.format(f"News of the harbour {n}", text), f"file:{n}.txt")
        for n, text in enumerate(texts)
    ]
    read = [_read(parsed) for parsed in parse_articles(nlp, articles)]
    rows = [(str(n), a, r) for n, (a, r) in enumerate(zip(articles, read, strict=True))]
    return Scene(cover(rows), ())


def found_in(nlp: Language, *texts: str) -> list[Discrepancy]:
    return list(lapses.find(scene_of(nlp, *texts)))


def test_a_lapse_from_one_event_to_another_has_one_length(nlp: Language) -> None:
    (found,) = found_in(
        nlp,
        "The raid came just one day after Norland raised its pirate alert.",
        "His assault came five days after Norland raised its pirate warning, the navy said.",
    )
    assert (found.kind, found.severity) == (Kind.DURATION, Severity.HARD)
    assert {e.value for e in found.evidence} == {"one day after", "five days after"}


# (class of the look-alike, one account, the other)
SILENT = [
    ("another event counted from", "The raid came one day after Norland raised its pirate alert.",
     "The raid came five days after Elbonia closed its long pirate coast."),
    ("the other direction", "The raid came one day before Norland raised its pirate alert.",
     "The raid came five days after Norland raised its pirate alert."),
    ("a rounder unit", "The raid came a month after Norland raised its pirate alert.",
     "The raid came five weeks after Norland raised its pirate alert."),
    ("at least", "The raid came more than one year after Norland raised its pirate alert.",
     "The raid came 20 months after Norland raised its pirate alert."),
    ("other acts of their own day",
     "The raid on Monday came one day after Norland raised its pirate alert.",
     "The raid on Friday came five days after Norland raised its pirate alert."),
    ("another act", "Tom Quill sailed one day after Norland raised its pirate alert.",
     "Dockers walked out five days after Norland raised its pirate alert."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "one", "other"), SILENT)
def test_what_can_both_hold_of_lapses_is_silent(
    nlp: Language, why: str, one: str, other: str
) -> None:
    assert found_in(nlp, one, other) == [], why


def test_a_window_is_no_lapse(nlp: Language) -> None:
    scene = scene_of(
        nlp,
        "In the race's final 36 hours Jane Roe accused Tom Quill of shoving her in Norland.",
        "Tom Quill won the race less than 24 hours after he shoved Jane Roe in Norland.",
    )
    found = find_discrepancies(scene.coverage, ())
    assert [one for one in found if one.kind is Kind.DURATION] == []
    figures = [
        (covered, figure) for covered in scene.coverage.articles
        for figure in covered.reading.figures if figure.unit == "hour"
    ]  # fmt: skip
    (one, first), (other, second) = figures
    assert not lapses.same_lapse(one, first, other, second)
