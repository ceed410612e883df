"""What counts as told in a pair of made-up accounts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from benchmarks.made_accounts import GOLD, PARTS, outcome
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span

LINE = Span(0, 60)
ROW = {"expected": "hard", "sides": [["a", 10, 20], ["b", 30, 40]]}


def told(*places: tuple[str, int, int]) -> Discrepancy:
    """A hard discrepancy with these sides."""
    return Discrepancy(
        kind=Kind.NUMBER,
        severity=Severity.HARD,
        between=Between.OUTLETS,
        subject="how many died",
        evidence=tuple(
            Evidence(account, Span(start, end), LINE, str(start)) for account, start, end in places
        ),
        confidence=0.9,
    )


BOTH = told(("a", 12, 14), ("b", 39, 45))


def test_a_report_with_both_sides_is_right_and_of_another_severity_is_not() -> None:
    assert outcome(ROW, [BOTH]) == "right"
    assert outcome(ROW, [replace(BOTH, severity=Severity.SOFT)]) == "other severity"
    assert outcome(ROW | {"expected": "soft"}, [BOTH]) == "other severity"


def test_one_side_two_reports_or_the_words_beside_are_no_hit() -> None:
    one, other = told(("a", 12, 14)), told(("b", 31, 33))
    assert outcome(ROW, []) == "missed"
    assert outcome(ROW, [one, other]) == "missed"
    assert outcome(ROW, [told(("a", 20, 25), ("b", 31, 33))]) == "missed"
    assert outcome(ROW, [told(("b", 12, 14), ("a", 31, 33))]) == "missed"


def test_who_lacks_something_is_a_side() -> None:
    lacking = replace(told(("b", 31, 33)), absent_in=("a",))
    assert outcome(ROW, [lacking]) == "right"


def test_of_what_can_both_be_so_the_severest_report_counts() -> None:
    row = {"expected": "none"}
    soft = replace(BOTH, severity=Severity.SOFT)
    assert outcome(row, []) == "silent"
    assert outcome(row, [soft]) == "soft"
    assert outcome(row, [soft, BOTH]) == "hard"


@pytest.mark.parametrize("part", PARTS)
def test_every_pair_says_where_its_claims_stand(part: str) -> None:
    lines = (GOLD / f"made-accounts-{part}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len({row["id"] for row in rows}) == len(rows) == 120
    for row in rows:
        sides = row.get("sides", [])
        assert len(sides) == (0 if row["expected"] == "none" else 2)
        assert all(row[side][start:end].strip() for side, start, end in sides)
