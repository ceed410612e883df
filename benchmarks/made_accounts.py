"""Longer made-up accounts in; how many of their contradictions are told, and what is told wrongly.

`python -m benchmarks.made_accounts [--told]` takes a minute and needs no data.

`gold/made-accounts-*.jsonl`: pairs of accounts of 40 to 110 words that nobody printed, each in its
own words and order as two reporters write, by writers who had not seen the program. They
contradict each other in one thing (`expected` hard), differ softly (soft), or look different and
can both be so (none). Every second pair is held out: of those nobody who makes rules sees more
than totals. What is expected is told when one report of that severity has both of its `sides`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from spacy.language import Language

from collation.copies import cover
from collation.differences import find_discrepancies
from collation.discrepancy import Discrepancy
from collation.utterances import align_utterances
from extraction.annotations import Span
from extraction.pipeline import load_pipeline
from extraction.reading import read_articles
from intake.plain import read_plain

GOLD = Path(__file__).parent / "gold"
PARTS = ("dev", "held-out")
NOT_SHOWN = "held-out"  # whose single pairs are never printed


def judge(nlp: Language, gold: Path) -> Iterator[tuple[str, str, str]]:
    """For each pair its id, what is expected, and what came of it.

    That is "right", "other severity" or "missed"; of a pair with nothing to tell "silent", or the
    severest that is told of it.
    """
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    texts = [(side, row[side]) for row in rows for side in "ab"]
    articles = [read_plain(text, f"file:{side}.txt") for side, text in texts]
    covered = [
        (side, article, reading)
        for (side, _), article, reading in zip(
            texts, articles, read_articles(nlp, articles), strict=True
        )
    ]
    for number, row in enumerate(rows):
        coverage = cover(covered[2 * number : 2 * number + 2])
        told = find_discrepancies(coverage, align_utterances(coverage))
        yield row["id"], row["expected"], outcome(row, told)


def outcome(row: Mapping[str, Any], told: Iterable[Discrepancy]) -> str:
    """What came of one pair; its `sides` are [account, start, end) in the account's text."""
    if row["expected"] == "none":
        return min((str(found.severity) for found in told), default="silent")  # "hard" first
    hit = {
        str(found.severity)
        for found in told
        if all(_has(found, account, Span(start, end)) for account, start, end in row["sides"])
    }
    return "right" if row["expected"] in hit else "other severity" if hit else "missed"


def _has(found: Discrepancy, account: str, wanted: Span) -> bool:
    return account in found.absent_in or any(
        evidence.article == account
        and evidence.span.start < wanted.end
        and wanted.start < evidence.span.end
        for evidence in found.evidence
    )


def main() -> None:
    """Print how many of each come to what; with --told, each pair of `dev` that is not right."""
    parser = argparse.ArgumentParser(description="Measure discrepancies on made-up accounts.")
    parser.add_argument("--told", action="store_true", help="print what is not right")
    options = parser.parse_args()
    nlp = load_pipeline()
    for part in PARTS:
        counts: Counter[tuple[str, str]] = Counter()
        for id, expected, came in judge(nlp, GOLD / f"made-accounts-{part}.jsonl"):
            counts[expected, came] += 1
            if options.told and part != NOT_SHOWN and came not in ("right", "silent"):
                print(f"{id}: {expected} expected, {came}")
        for expected in ("hard", "soft", "none"):
            row = {came: n for (what, came), n in sorted(counts.items()) if what == expected}
            words = ", ".join(f"{count} {came}" for came, count in row.items())
            print(f"{part}: {expected} expected, {sum(row.values())} pairs: {words}")


if __name__ == "__main__":
    main()
