"""The gold of one event and the discrepancies reported for it in; what was right, out.

A report matches a gold item where its values overlap spans of the item that hold two different
values, in two articles (or in one, where the gold says so). A value that is much longer than
the gold span points at a paragraph and does not count. A report that matches two spans of a
look-alike is certainly wrong; one that matches nothing counts as wrong too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

_LONGEST = 4  # times the gold span,
_SHORT = 60  # or this many characters, whichever is more

Json = Mapping[str, Any]  # gold.json and reports as parsed: free-form at this border


@dataclass(frozen=True, slots=True)
class Verdict:
    """Counts over one event, or over several when added."""

    hard_reports: int = 0
    hard_true: int = 0
    soft_reports: int = 0
    soft_true: int = 0
    hard_gold: int = 0
    hard_found: int = 0
    all_gold: int = 0
    all_found: int = 0
    severity_right: int = 0
    kind_right: int = 0
    repeats: int = 0
    lookalikes_hard: int = 0

    def __add__(self, other: Verdict) -> Verdict:
        return Verdict(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def row(self) -> str:
        """One line of shares and counts."""

        def share(part: int, whole: int) -> str:
            return f"{part / whole:.2f} ({part}/{whole})" if whole else f"- (0/{whole})"

        true = self.hard_true + self.soft_true
        return (
            f"hard P {share(self.hard_true, self.hard_reports)} "
            f"R {share(self.hard_found, self.hard_gold)}; "
            f"soft P {share(self.soft_true, self.soft_reports)}; "
            f"R of all {share(self.all_found, self.all_gold)}; "
            f"severity {share(self.severity_right, true)}; kind {share(self.kind_right, true)}; "
            f"look-alikes called hard {self.lookalikes_hard}"
        )


def judge(gold: Json, reports: Sequence[Json]) -> Verdict:
    """One event, reports best first; a further report of an item found is a repeat."""
    items = gold["discrepancies"]
    total = Verdict(
        hard_gold=sum(item["severity"] == "hard" for item in items), all_gold=len(items)
    )
    found: set[str] = set()
    found_hard: set[str] = set()
    for report in reports:
        hard = report["severity"] == "hard"
        item = _best(report, items)
        if item is not None:
            if hard and item["severity"] == "hard":
                found_hard.add(item["id"])
            if item["id"] in found:
                total += Verdict(repeats=1)
                continue
            found.add(item["id"])
            total += Verdict(
                hard_reports=hard,
                hard_true=hard,
                soft_reports=not hard,
                soft_true=not hard,
                severity_right=report["severity"] == item["severity"],
                kind_right=report["kind"] == item["kind"],
            )
        elif _best(report, gold.get("ambiguous", [])) is None:
            lookalike = any(_lookalike(report, item) for item in gold["negatives"])
            total += Verdict(
                hard_reports=hard, soft_reports=not hard, lookalikes_hard=hard and lookalike
            )
    return total + Verdict(hard_found=len(found_hard), all_found=len(found))


def match(report: Json, items: Sequence[Json]) -> Json | None:
    """The annotated item that a report tells: the one it holds most spans of; None for none."""
    return _best(report, items)


def _best(report: Json, items: Sequence[Json]) -> Json | None:
    ranked = [(_spans_matched(report, item), -n, item) for n, item in enumerate(items)]
    count, _, item = max(ranked, key=lambda row: row[:2], default=(0, 0, None))
    return item if count else None


def _hits(report: Json, item: Json) -> set[tuple[str, int]]:
    return {
        (value["article"], n)
        for value in report["values"]
        for n, gold in enumerate(item["values"])
        if value["article"] == gold["article"]
        and value["start"] < gold["end"]
        and gold["start"] < value["end"]
        and value["end"] - value["start"] <= max(_SHORT, _LONGEST * (gold["end"] - gold["start"]))
    }


def _spans_matched(report: Json, item: Json) -> int:
    hits = _hits(report, item)
    articles = {article for article, _ in hits}
    spans = {n for _, n in hits}
    if item["kind"] == "omission":
        agreed = set(report.get("absent_in") or ()) & set(item.get("absent_in", ()))
        return len(spans) if agreed else 0
    if len({str(item["values"][n]["value"]) for n in spans}) < 2:
        return 0
    within_one = articles & set(item.get("self_conflict", ())) or item.get("between") == "sources"
    return len(spans) if len(articles) >= 2 or within_one else 0


def _lookalike(report: Json, item: Json) -> bool:
    return len({n for _, n in _hits(report, item)}) >= 2
