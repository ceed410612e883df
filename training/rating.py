"""Annotated timelines in; the weights by which collation tells how sure an entry is, out.

python -m training.rating --data DIR [--write]

Logistic regression over the entries of the development stories. An entry counts as right as a
reader meets it: see `benchmarks.timeline_scores`. The table that is printed rates each story by
weights that never saw it; held-out stories are never read.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language

from benchmarks.timeline_scores import GoldStory, read_gold, told_truly
from benchmarks.told_stories import read_story
from collation import rating
from collation.chronology import gather
from extraction.pipeline import load_pipeline
from training.logistic import fit

GOLD = Path(__file__).parent.parent / "benchmarks" / "gold" / "timelines-dev.jsonl"
PENALTY = 6.0  # of few wrong entries much would be learned by heart
LEAST = 8  # times a feature must be seen
THRESHOLDS = (0.0, 0.8, 0.85, 0.9, 0.92, 0.93, 0.94, 0.945, 0.95, 0.955, 0.96, 0.965, 0.97)

Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """One dated entry: its story's number, its features, and the gold events it tells truly.

    `narrower` is the same with fewer sentences, as in `rating.narrowed`.
    """

    story: int
    features: Mapping[str, float]
    told: frozenset[int]
    narrower: tuple[Example, ...] = ()
    agreed: bool = False  # by two articles: shown however low its chance


def examples_of(nlp: Language, number: int, story: GoldStory) -> Iterator[Example]:
    """The entries of one story that give days, sure or not."""
    read = read_story(nlp, story)
    entries, best = gather(read.coverage)
    for entry in entries:
        if entry.begin is not None:
            whole, *narrower = (
                Example(
                    number,
                    {"always": 1.0, **rating.features(one, best)},
                    told_truly(story, read.given(one)),
                )
                for one in rating.narrowed(entry, best)
            )
            yield replace(whole, narrower=tuple(narrower), agreed=rating.is_agreed(entry))


def fitted(examples: Sequence[Example]) -> Weights:
    """The weights of `rating.tsv`."""
    rows = [
        (one.features, bool(one.told))
        for example in examples
        for one in (example, *example.narrower)
    ]
    return fit(rows, PENALTY, LEAST, "always")


def chance(weights: Weights, example: Example) -> float:
    """The chance that the weights give an entry."""
    points = sum(weights.get(name, 0.0) * value for name, value in example.features.items())
    return 1 / (1 + math.exp(-points))


def shown_from(low: float, weights: Weights, example: Example) -> Example | None:
    """What is shown of an entry from that chance on: all of it, fewer of its sentences, or none."""
    each = (example, *example.narrower)
    least = each[-1] if example.agreed else None
    return next((one for one in each if chance(weights, one) >= low), least)


def table(examples: Sequence[Example], gold: int) -> Iterator[str]:
    """What a reader would be shown from each chance on, each story rated without itself."""
    judged: list[tuple[Weights, Example]] = []
    for number in sorted({example.story for example in examples}):
        weights = fitted([example for example in examples if example.story != number])
        judged += [(weights, e) for e in examples if e.story == number]
    yield "from   right of shown   gold events told"
    for low in THRESHOLDS:
        shown = [one for weights, e in judged if (one := shown_from(low, weights, e)) is not None]
        if shown:
            right = sum(bool(example.told) for example in shown)
            told = {(example.story, event) for example in shown for event in example.told}
            yield (
                f"{low:.3f}   {100 * right / len(shown):5.1f} of {len(shown):5}"
                f"   {100 * len(told) / gold:5.1f} of {gold}"
            )


def write(weights: Weights, path: Path) -> None:
    """The weights as a table, one feature a line."""
    lines = [
        "# How sure an entry of a timeline is: feature, weight (log-odds).",
        "# Fitted by `python -m training.rating`.",
    ]
    lines += [f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print the table, and write the weights if told to."""
    parser = argparse.ArgumentParser(description="Fit how sure an entry of a timeline is.")
    parser.add_argument("--data", type=Path, required=True, help="the folder with stories")
    parser.add_argument(
        "--gold", type=Path, nargs="+", default=[GOLD], help="annotated timelines to fit on"
    )
    parser.add_argument("--write", action="store_true", help="replace the weights in collation")
    options = parser.parse_args(arguments)
    nlp = load_pipeline()
    stories = [s for path in options.gold for s in read_gold(path, options.data / "stories")]
    examples = [e for n, story in enumerate(stories) for e in examples_of(nlp, n, story)]
    print("\n".join(table(examples, sum(len(story.events) for story in stories))))
    if options.write:
        write(fitted(examples), rating.WEIGHTS)


if __name__ == "__main__":
    main()
