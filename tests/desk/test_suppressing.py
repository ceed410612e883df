"""A false alarm is known elsewhere by a judged pair of sentences for every two of its sides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from desk.reasons import NOT_A_DIFFERENCE
from desk.requests import ShowDiscrepancies
from desk.suppressing import judged_alike, pairs
from extraction.annotations import Span
from store import discrepancies, suppressions
from store.archive import Archive
from tests.desk.newsroom import ASKER, MORNING, article
from tests.desk.newsroom import desk as open_desk
from tests.store.archives import fresh_archive

TEXTS = {"a": "It had 52 aboard.", "b": "It had 60 aboard.", "c": "All 60 sat.", "d": "All 55 sat."}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with fresh_archive("sqlite", tmp_path) as found:
        yield found


def differ(**prints: str) -> Discrepancy:
    rows = []
    for name, value in prints.items():
        at = TEXTS[name].index(value)
        rows.append(Evidence(name, Span(at, at + 2), Span(0, len(TEXTS[name])), value))
    return Discrepancy(Kind.NUMBER, Severity.HARD, Between.OUTLETS, "how many", tuple(rows), 0.9)


def test_who_joins_a_side_leaves_it_the_same_false_alarm_and_a_new_value_does_not(
    archive: Archive,
) -> None:
    judged = pairs(differ(a="52", b="60"), TEXTS.__getitem__)
    with archive.writing() as db:
        held = frozenset[str]().union(*judged)
        suppressions.add(db, "T1", 1, "number", ("subset", ""), "U1", held, MORNING)

        def known(found: Discrepancy) -> bool:
            return suppressions.matching(db, "T1", pairs(found, TEXTS.__getitem__)) is not None

        assert known(differ(a="52", b="60"))
        assert known(differ(a="52", b="60", c="60"))
        assert not known(differ(a="52", c="60"))
        assert not known(differ(a="52", b="60", d="55"))
        assert not known(differ(b="60"))


def test_a_value_judged_no_difference_from_a_sentence_is_known_until_that_is_undone(
    archive: Archive,
) -> None:
    desk = open_desk(archive)
    desk.index(
        ASKER,
        [
            article("star", "There were 4 people."),
            article("post", "They met. There were 5 people."),
        ],
    )
    (view,) = desk.discrepancies(ASKER, ShowDiscrepancies()).items
    with archive.reading() as db:
        rows = discrepancies.load(db, "T1", [view.id])[view.id].discrepancy.evidence
    five = next(row for row in rows if row.value == "5")

    def alarm(own: str, kind: str = "number") -> int | None:
        with archive.reading() as db:
            found = judged_alike(db, "T1", kind, own, five)
            return found.number if found is not None else None

    assert alarm("4 people") is None
    desk.decide(ASKER, view.id, "dismiss", reason=NOT_A_DIFFERENCE)
    assert alarm("4 people") == view.id
    assert alarm("6 people") is None
    assert alarm("5 people") is None
    assert alarm("4 people", "duration") is None
    desk.decide(ASKER, view.id, "undo")
    assert alarm("4 people") is None
