"""Reports judged by labelled pairs and items."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.labelled_scores import LABELS, judge
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span

PAIRS = [
    {"label": "hard", "confidence": 3, "values": [["A", 10, 14], ["B", 30, 34]]},
    {"label": "two", "confidence": 2, "values": [["A", 50, 54], ["B", 30, 34]]},
]
ITEMS = [{"kind": "status", "severity": "soft", "values": [["A", 400, 420], ["B", 600, 630]]}]


def report(kind: Kind, severity: Severity, *sides: tuple[str, int, int, str]) -> Discrepancy:
    evidence = tuple(
        Evidence(file, Span(start, end), Span(start, end), value)
        for file, start, end, value in sides
    )
    return Discrepancy(
        kind=kind,
        severity=severity,
        between=Between.OUTLETS,
        subject="how many boats",
        evidence=evidence,
        confidence=0.9,
    )


def gold(**more: Any) -> dict[str, Any]:
    return {"pairs": PAIRS, **more}


@pytest.mark.parametrize(
    ("sides", "label"),
    [
        ((("A", 8, 20, "4"), ("B", 28, 40, "5")), "hard"),
        ((("A", 48, 60, "4"), ("B", 28, 40, "5")), "two"),
        ((("A", 8, 20, "4"), ("B", 70, 80, "5")), "none"),
        ((("A", 8, 20, "4"), ("B", 28, 40, "4")), "none"),  # one value: no two sides
        ((("A", 8, 20, "4"), ("A", 48, 60, "6"), ("B", 28, 40, "5")), "hard"),
    ],
)
def test_a_report_has_the_best_label_of_the_pairs_it_points_at(
    sides: tuple[tuple[str, int, int, str], ...], label: str
) -> None:
    tally = judge(gold(), [report(Kind.NUMBER, Severity.HARD, *sides)])
    assert tally.figures == {("hard", label): 1}
    assert tally.pairs_told["hard"] == (label == "hard")
    assert tally.pairs == {"hard": 1, "two": 1}


def test_words_are_told_where_two_accounts_of_an_item_are_pointed_at() -> None:
    both = report(Kind.STATUS, Severity.SOFT, ("A", 430, 440, "fired"), ("B", 640, 650, "left"))
    one = report(Kind.STATUS, Severity.HARD, ("A", 400, 420, "fired"), ("B", 900, 910, "left"))
    tally = judge(gold(items=ITEMS), [both, one])
    assert tally.worded == {("soft", "soft"): 1, ("hard", "none"): 1}
    assert tally.items_told == {"soft": 1}


def test_names_and_groups_without_labelled_words_are_not_judged() -> None:
    name = report(Kind.NAME, Severity.HARD, ("A", 400, 420, "Roe"), ("B", 600, 630, "Row"))
    status = report(Kind.STATUS, Severity.HARD, ("A", 400, 420, "fired"), ("B", 600, 630, "left"))
    assert not judge(gold(items=ITEMS), [name]).worded
    assert not judge(gold(), [status]).worded


def test_the_rows_count_every_label() -> None:
    tally = judge(gold(), [])
    rows = list(tally.rows("unseen"))
    assert len(rows) == 4
    assert rows[1] == "unseen  labelled hard: 0 of 1 pairs told"
    assert all(f"{label} 0" in rows[0] for label in LABELS)
