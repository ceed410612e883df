"""Labelled differences of groups of articles in; which are told, and what is told wrongly, out.

python -m benchmarks.labelled_scores --data DIR [--part unseen] [--first N]

`gold/differences-labelled.jsonl` lists, for 639 groups, every pair of numbers or times by which two
accounts tell one quantity differently, and pairs that only look so (`GUIDELINES.md`). What is told
of figures and times is judged by the label of a pair it points at; what is told otherwise by
whether it points at two sides of a labelled item. Unlabelled is not always wrong: the labels are
one reader's.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from spacy.language import Language

from benchmarks.compared_events import read_events
from benchmarks.discrepancy_scores import Json
from collation.copies import cover
from collation.differences import find_discrepancies
from collation.discrepancy import Discrepancy, Kind
from collation.utterances import align_utterances
from extraction.pipeline import load_pipeline
from extraction.reading import read_articles

GOLD = Path(__file__).parent / "gold" / "differences-labelled.jsonl"
PARTS = ("read", "totals", "unseen")
MEASURED = frozenset({Kind.NUMBER, Kind.DATE, Kind.TIME, Kind.DURATION})
_APART = frozenset({Kind.NAME, Kind.OMISSION})  # not labelled
#: The labels of a pair, best first: a report that points at several pairs has the best of theirs.
LABELS = ("hard", "soft", "update", "rounding", "two", "none")
_NEAR = 60  # characters between what is told and what is labelled in words

Place = tuple[str, int, int]  # file, start, end


@dataclass
class Tally:
    """What was told, by severity and label, and which labelled pairs and items were told."""

    figures: Counter[tuple[str, str]] = field(default_factory=Counter)
    worded: Counter[tuple[str, str]] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    pairs_told: Counter[str] = field(default_factory=Counter)
    items: Counter[str] = field(default_factory=Counter)
    items_told: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Add the counts of another group."""
        for name in ("figures", "worded", "pairs", "pairs_told", "items", "items_told"):
            getattr(self, name).update(getattr(other, name))

    def rows(self, name: str) -> Iterator[str]:
        """Lines of counts."""
        for severity in ("hard", "soft"):
            told = {label: self.figures[severity, label] for label in LABELS}
            words = ", ".join(f"{label} {count}" for label, count in told.items())
            yield f"{name:7} figures and times told as {severity}: {sum(told.values())} ({words})"
            yield (
                f"{name:7} labelled {severity}: {self.pairs_told[severity]} of "
                f"{self.pairs[severity]} pairs told"
            )
        if self.items:
            for severity in ("hard", "soft"):
                told = {label: self.worded[severity, label] for label in ("hard", "soft", "none")}
                words = ", ".join(f"{label} {count}" for label, count in told.items())
                yield f"{name:7} other kinds told as {severity}: {sum(told.values())} ({words})"
                yield (
                    f"{name:7} labelled {severity}: {self.items_told[severity]} of "
                    f"{self.items[severity]} items told"
                )


def judge(gold: Json, told: Sequence[Discrepancy]) -> Tally:
    """The reports of one group by its labels. Places are code points of the article's file."""
    tally = Tally()
    labels = {pair: label for label, pair in _pairs(gold)}
    tally.pairs.update(labels.values())
    found: set[frozenset[Place]] = set()
    items = gold.get("items")
    tally.items.update(item["severity"] for item in items or ())
    worded: set[int] = set()
    for report in told:
        severity = str(report.severity)
        if report.kind in MEASURED:
            hit = [pair for pair in labels if _points_at(report, pair)]
            found.update(hit)
            label = min((labels[pair] for pair in hit), key=LABELS.index, default="none")
            tally.figures[severity, label] += 1
        elif items is not None and report.kind not in _APART:
            at = [n for n, item in enumerate(items) if _tells(report, item)]
            worded.update(at)
            tally.worded[severity, items[at[0]]["severity"] if at else "none"] += 1
    tally.pairs_told.update(labels[pair] for pair in found)
    tally.items_told.update(items[n]["severity"] for n in worded if items is not None)
    return tally


def _pairs(gold: Json) -> Iterator[tuple[str, frozenset[Place]]]:
    for pair in gold["pairs"]:
        yield pair["label"], frozenset((file, start, end) for file, start, end in pair["values"])


def _points_at(report: Discrepancy, pair: frozenset[Place]) -> bool:
    """Whether two sides of a report, with two values, stand at the two places of a pair."""
    one, other = sorted(pair)
    sides = [(e.value, (e.article, e.span.start, e.span.end)) for e in report.evidence]
    return any(
        value != its
        and (
            (_overlap(place, one) and _overlap(where, other))
            or (_overlap(place, other) and _overlap(where, one))
        )
        for (value, place), (its, where) in combinations(sides, 2)
    )


def _overlap(a: Place, b: Place, near: int = 0) -> bool:
    return a[0] == b[0] and a[1] < b[2] + near and b[1] - near < a[2]


def _tells(report: Discrepancy, item: Json) -> bool:
    """Whether a report points at two sides of an item, in two articles."""
    hit = {
        file
        for file, start, end in item["values"]
        for e in report.evidence
        if _overlap((e.article, e.span.start, e.span.end), (file, start, end), _NEAR)
    }
    return len(hit) > 1


def measure(
    nlp: Language, data: Path, parts: Sequence[str] = PARTS, first: int | None = None
) -> dict[str, Tally]:
    """The counts by part; of the first groups of each only where `first` is given."""
    tallies = {part: Tally() for part in parts}
    seen: Counter[str] = Counter()
    for gold, articles in read_events(GOLD, data / "stories"):
        part = gold["part"]
        if part not in tallies or (first is not None and seen[part] >= first):
            continue
        seen[part] += 1
        readings = read_articles(nlp, (article for _, article in articles))
        coverage = cover(
            [(file, article, it) for (file, article), it in zip(articles, readings, strict=True)]
        )
        found = find_discrepancies(coverage, align_utterances(coverage))
        tallies[part].add(judge(gold, found))
    return tallies


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description="Measure discrepancies on labelled groups.")
    parser.add_argument("--data", type=Path, required=True, help="the folder with stories")
    parser.add_argument("--part", choices=PARTS, action="append", help="default: all three")
    parser.add_argument("--first", type=int, help="only so many groups of each part")
    options = parser.parse_args(arguments)
    tallies = measure(load_pipeline(), options.data, options.part or PARTS, options.first)
    for name, tally in tallies.items():
        print("\n".join(tally.rows(name)))


if __name__ == "__main__":
    main()
