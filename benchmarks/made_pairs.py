"""Pairs of made-up accounts in; contradictions told, and compatible ones told wrongly, out.

`python -m benchmarks.made_pairs [--told]` takes a minute or two and needs no data.
`gold/made-pairs.jsonl` holds pairs of short articles that nobody printed: two accounts of one event
that contradict each other in one thing (`expected` hard), differ softly (soft), or look different
and can both be so (none). Rules have been made with them in view: they show what has been covered,
not how often newsrooms print it. One pair is one event; an omission counts for nothing here.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language

from collation.copies import cover
from collation.differences import find_discrepancies
from collation.discrepancy import Kind, Severity
from collation.utterances import align_utterances
from extraction.pipeline import load_pipeline
from extraction.reading import read_articles
from intake.plain import read_plain

GOLD = Path(__file__).parent / "gold" / "made-pairs.jsonl"


def judge(nlp: Language, gold: Path = GOLD) -> Iterator[tuple[str, str, str]]:
    """For each pair its id, what is expected, and what is told: hard, soft or none."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    texts = [(side, row[side]) for row in rows for side in "ab"]
    articles = [read_plain(text, f"file:{side}.txt") for side, text in texts]
    readings = read_articles(nlp, articles)
    covered = [
        (side, article, reading)
        for (side, _), article, reading in zip(texts, articles, readings, strict=True)
    ]
    for number, row in enumerate(rows):
        coverage = cover(covered[2 * number : 2 * number + 2])
        told = {
            found.severity
            for found in find_discrepancies(coverage, align_utterances(coverage))
            if found.kind is not Kind.OMISSION
        }
        shown = "hard" if Severity.HARD in told else "soft" if told else "none"
        yield row["id"], row["expected"], shown


def main() -> None:
    """Print how many of each are told as what; with --told, each pair that is told otherwise."""
    parser = argparse.ArgumentParser(description="Measure discrepancies on made-up pairs.")
    parser.add_argument("--told", action="store_true", help="print what is told otherwise")
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    for id, expected, told in judge(load_pipeline()):
        counts[expected, told] += 1
        if options.told and told != expected:
            print(f"{id}: {expected} expected, {told} told")
    for expected in ("hard", "soft", "none"):
        row = {told: counts[expected, told] for told in ("hard", "soft", "none")}
        words = ", ".join(f"{count} told {told}" for told, count in row.items())
        print(f"{expected} expected, {sum(row.values())} pairs: {words}")


if __name__ == "__main__":
    main()
