"""Annotated events in; the weights by which collation tells what an editor misses, out.

python -m training.omissions --data DIR [--write]

Logistic regression over the matters that `collation.differences.omissions.untold` finds in the
given events (DIR/clusters), the seeds beside DIR and the development events. A matter counts as
right as a report of it would: see `benchmarks.discrepancy_scores`; what is ambiguous teaches
nothing. The table that is printed rates each event by weights that never saw it; held-out events
are never read.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from benchmarks.compared_events import read_events
from benchmarks.discrepancy_scores import Json, match
from collation.copies import cover
from collation.coverage import Coverage
from collation.differences.omissions import untold
from collation.differences.omissions.leftout import MATTERS
from collation.differences.omissions.retold import narrowed
from collation.differences.omissions.untold import Untold
from collation.differences.telling import tellings
from extraction.pipeline import load_pipeline
from extraction.reading import read_articles
from intake.article import Article
from intake.plain import load_file
from training.logistic import fit

GOLD = Path(__file__).parent.parent / "benchmarks" / "gold" / "discrepancies-dev.jsonl"
PENALTY = 10.0
LEAST = 3  # times a feature must be seen
THRESHOLDS = (0.0, 0.2, 0.25, 0.28, 0.3, 0.32, 0.34, 0.36, 0.4, 0.45, 0.5)

Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """A matter of an event; `item` is the annotated difference that a report of it tells.

    An `ambiguous` one counts neither way.
    """

    event: int
    matter: Untold
    item: str | None
    ambiguous: bool

    @property
    def features(self) -> Mapping[str, float]:
        """What the model weighs."""
        return {"always": 1.0, **self.matter.features}


def events_of(data: Path) -> Iterator[tuple[Json, list[tuple[str, Article]]]]:
    """The annotated events that may be learned from, each with its articles by file."""
    seeds = data.parent / "gold" / "seeds" / "gold.json"
    for gold in [*sorted((data / "clusters").glob("*/gold.json")), seeds]:
        files = sorted(gold.parent.glob("*.txt"))
        yield json.loads(gold.read_text("utf-8")), [(f.name, load_file(f)) for f in files]
    yield from read_events(GOLD, data / "stories")


def read_coverage(nlp: Language, articles: Sequence[tuple[str, Article]]) -> Coverage:
    """The articles of an event as the product reads them."""
    readings = read_articles(nlp, (article for _, article in articles))
    rows = zip(articles, readings, strict=True)
    return cover([(file, article, reading) for (file, article), reading in rows])


def examples_of(number: int, gold: Json, coverage: Coverage) -> Iterator[Example]:
    """The matters of one event, judged."""
    ordered = Coverage(tuple(sorted(coverage.articles, key=lambda covered: covered.id)))
    told = tellings(ordered)
    for found in untold.find_untold(told):
        matter = narrowed(told, found)
        if matter is None:
            continue
        report = {
            "kind": "omission",
            "severity": "soft",
            "values": [
                {"article": spot.line.covered.id, "start": span.start, "end": span.end}
                for spot, span in matter.spots
            ],
            "absent_in": list(matter.lacking),
        }
        item = match(report, gold["discrepancies"])
        ambiguous = item is None and match(report, gold.get("ambiguous", ())) is not None
        yield Example(number, matter, None if item is None else str(item["id"]), ambiguous)


def fitted(examples: Sequence[Example]) -> Weights:
    """The weights of `untold.tsv`."""
    rows = [
        (example.features, example.item is not None) for example in examples
        if not example.ambiguous
    ]  # fmt: skip
    return fit(rows, PENALTY, LEAST, "always")


def chance(weights: Weights, example: Example) -> float:
    """The chance that the weights give a matter."""
    points = sum(weights.get(name, 0.0) * value for name, value in example.features.items())
    return 1 / (1 + math.exp(-points))


def table(examples: Sequence[Example]) -> Iterator[str]:
    """What would be shown from each chance on, each event rated without itself.

    A second report of one annotated difference is a repeat and counts neither way.
    """
    shown: list[tuple[float, bool]] = []
    for number in sorted({example.event for example in examples}):
        weights = fitted([example for example in examples if example.event != number])
        here = [example for example in examples if example.event == number]
        of = {id(example.matter): (chance(weights, example), example) for example in here}
        rated = [(sure, example.matter) for sure, example in of.values()]
        told: set[str] = set()
        for matter in untold.choose(rated, MATTERS, 0.0):
            sure, example = of[id(matter)]
            if example.item not in told and not example.ambiguous:
                shown.append((sure, example.item is not None))
            if example.item is not None:
                told.add(example.item)
    yield f"from   right of shown, {MATTERS} an event at most"
    for low in THRESHOLDS:
        right = [was for sure, was in shown if sure >= low]
        if right:
            yield f"{low:.2f}   {100 * sum(right) / len(right):5.1f} of {len(right):4}"


def write(weights: Weights, path: Path) -> None:
    """The weights as a table, one feature a line."""
    lines = [
        "# How likely an editor wants to know of what an account lacks: feature, log-odds.",
        "# Fitted by `python -m training.omissions`.",
    ]
    lines += [f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print the table, and write the weights if told to."""
    parser = argparse.ArgumentParser(description="Fit what an editor misses in an account.")
    parser.add_argument("--data", type=Path, required=True, help="the folder with clusters")
    parser.add_argument("--write", action="store_true", help="replace the weights in collation")
    options = parser.parse_args(arguments)
    nlp = load_pipeline()
    examples = [
        example
        for number, (gold, articles) in enumerate(events_of(options.data))
        for example in examples_of(number, gold, read_coverage(nlp, articles))
    ]
    print("\n".join(table(examples)))
    if options.write:
        write(fitted(examples), untold.WEIGHTS)


if __name__ == "__main__":
    main()
