"""Measure speed on the seeds, and with --data quality and speed on the annotated corpora.

python -m benchmarks                       speed on the five seeds, printed many times over
python -m benchmarks --data FOLDER         everything; FOLDER as training/README.md describes
python -m benchmarks --data FOLDER --write the same, and written to benchmarks/RESULTS.md
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path

from spacy.language import Language

from benchmarks import quality, speed
from extraction.pipeline import load_pipeline
from intake.article import Article
from intake.plain import load_file, read_plain

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "RESULTS.md"
SEED_COPIES = 60  # five articles that often: 130 000 words, enough to drown start-up
BENCH_ARTICLES = 600  # of the politics set


def main() -> None:
    """Print each section as it is measured; write them all at the end where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, help="the folder of annotated corpora")
    parser.add_argument("--only", choices=["speed", *quality.SECTIONS], action="append")
    parser.add_argument("--write", action="store_true", help="write benchmarks/RESULTS.md")
    options = parser.parse_args()

    nlp = load_pipeline()
    sections: dict[str, Callable[[], list[str]]] = {"speed": lambda: _speed(nlp, options.data)}
    if options.data:
        sections |= {
            name: partial(measure, nlp, options.data) for name, measure in quality.SECTIONS.items()
        }

    printed = [f"Commit {_commit()}, {_machine()}."]
    print(printed[0], flush=True)
    for name, section in sections.items():
        if options.only and name not in options.only:
            continue
        print(f"\n## {name}", flush=True)
        rows = section()
        print("\n".join(rows), flush=True)
        printed += ["", f"## {name.capitalize()}", "", "```", *rows, "```"]
    if options.write:
        command = "python -m benchmarks" + (" --data DATA" if options.data else "")
        head = [
            "# Results",
            "",
            f"Printed by `{command} --write`; figures elsewhere are from here.",
        ]
        RESULTS.write_text("\n".join([*head, "", *printed]) + "\n", encoding="utf-8")


def _speed(nlp: Language, data: Path | None) -> list[str]:
    if data:
        path = data / "stories" / "politics-2012-2020.jsonl"
        articles = list(islice(quality.rows_of(path), BENCH_ARTICLES))
        corpus = f"the first {len(articles)} articles of stories/{path.name}"
    else:
        seeds = [load_file(path) for path in sorted((ROOT / "seeds").glob("*.txt"))]
        articles = [_copy(a, n) for n in range(SEED_COPIES) for a in seeds]
        corpus = f"the five seeds, {SEED_COPIES} times"
    measured = speed.measure(nlp, articles)
    return [f"corpus: {corpus}, {measured.words:,} words, one process", *measured.rows()]


def _copy(article: Article, number: int) -> Article:
    return read_plain(article.text, f"{article.source}?copy={number}")


def _commit() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or "unknown"


def _machine() -> str:
    now = datetime.now(UTC).date()
    return (
        f"{now}, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    )


if __name__ == "__main__":
    main()
