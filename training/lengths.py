"""Labelled groups of articles in; the weights by which two lengths of time are of one thing, out.

python -m training.lengths --data DIR [--first N] [--write]

Logistic regression over the pairs of lengths, one of each of two accounts, of the groups that may
be read (`benchmarks/gold/differences-labelled.jsonl`, part "read"). Pairs that readers labelled as
one quantity, whether told differently or rounded, are right, all others wrong. The table that is
printed rates each group by weights that never saw it.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product
from pathlib import Path

from benchmarks.compared_events import read_events
from benchmarks.discrepancy_scores import Json
from collation.copies import cover
from collation.coverage import Coverage
from collation.differences.scene import Scene
from collation.differences.times import duration
from collation.differences.times.length import Length
from collation.differences.times.spell import features_of, spells_of
from extraction.pipeline import load_pipeline
from extraction.reading import read_articles
from training.logistic import fit

GOLD = Path(__file__).parent.parent / "benchmarks" / "gold" / "differences-labelled.jsonl"
ONE_THING = frozenset({"hard", "soft", "update", "rounding"})
DIFFERENT = frozenset({"hard", "soft"})
PENALTY = 3.0
LEAST = 4  # times a feature must be seen
FOLDS = 10
THRESHOLDS = (0.12, 0.15, 0.18, 0.2, 0.25, 0.3, 0.4, 0.5)
_SAME = 0.01  # share by which two prints of one length differ

Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """Two lengths of a group; `label` is "" where readers gave them none."""

    group: int
    features: Mapping[str, float]
    label: str
    apart: bool


def examples_of(number: int, gold: Json, coverage: Coverage) -> Iterator[Example]:
    """The pairs of lengths of one group that are not printed alike."""
    ordered = tuple(sorted(coverage.articles, key=lambda covered: covered.id))
    scene = Scene(Coverage(ordered), ())
    spells = [spells_of(scene, covered) for covered in ordered]
    for ones, others in combinations(spells, 2):
        for one, other in product(ones, others):
            a, b = one.length, other.length
            alike = abs(a.days - b.days) < _SAME * a.days and a.hedge == b.hedge
            if a.covered.group != b.covered.group and not alike:
                features = features_of(scene, one, other, ones, others)
                yield Example(number, features, label_of(gold, a, b), a.excludes(b))


def label_of(gold: Json, a: Length, b: Length) -> str:
    """The label of the pair at whose places two lengths stand."""
    for pair in gold["pairs"]:
        one, other = pair["values"]
        if (_at(a, one) and _at(b, other)) or (_at(a, other) and _at(b, one)):
            return str(pair["label"])
    return ""


def _at(length: Length, place: Sequence[str | int]) -> bool:
    file, start, end = place
    return length.id == file and length.span.start < int(end) and int(start) < length.span.end


def fitted(examples: Sequence[Example]) -> Weights:
    """The weights of `lengths.tsv`."""
    rows = [(example.features, example.label in ONE_THING) for example in examples]
    return fit(rows, PENALTY, LEAST, "always")


def table(examples: Sequence[Example]) -> Iterator[str]:
    """How many that exclude each other are different indeed, from each chance on."""
    rated = []
    for fold in range(FOLDS):
        weights = fitted([example for example in examples if example.group % FOLDS != fold])
        for example in examples:
            if example.group % FOLDS == fold and example.apart:
                points = sum(weights.get(n, 0.0) * v for n, v in example.features.items())
                rated.append((1 / (1 + math.exp(-points)), example.label in DIFFERENT))
    yield "from   different of those that exclude each other"
    for low in THRESHOLDS:
        right = [was for chance, was in rated if chance >= low]
        if right:
            yield f"{low:.2f}   {sum(right):3} of {len(right):4}"


def write(weights: Weights, path: Path) -> None:
    """The weights as a table, one feature a line."""
    lines = [
        "# How likely two lengths of time, printed by two accounts of one event, are of one thing:",
        "# feature, log-odds. Fitted by `python -m training.lengths`.",
    ]
    lines += [f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print the table, and write the weights if told to."""
    parser = argparse.ArgumentParser(description="Fit which lengths of time are of one thing.")
    parser.add_argument("--data", type=Path, required=True, help="the folder with stories")
    parser.add_argument("--first", type=int, help="only so many groups")
    parser.add_argument("--write", action="store_true", help="replace the weights in collation")
    options = parser.parse_args(arguments)
    nlp, examples = load_pipeline(), list[Example]()
    groups = (
        row for row in read_events(GOLD, options.data / "stories") if row[0]["part"] == "read"
    )
    for number, (gold, articles) in enumerate(islice(groups, options.first)):
        readings = read_articles(nlp, (article for _, article in articles))
        rows = zip(articles, readings, strict=True)
        coverage = cover([(file, article, reading) for (file, article), reading in rows])
        examples += examples_of(number, gold, coverage)
    print("\n".join(table(examples)))
    if options.write:
        write(fitted(examples), duration.WEIGHTS)


if __name__ == "__main__":
    main()
