"""The data folder in; the pipeline folder that extraction loads, with its card and scores, out.

python -m training --data DIR --out DIR
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from extraction.pipeline import load_pipeline
from training.card import write_card
from training.corpora import hash_inputs, read_corpora
from training.recipe import ALONE, TAUGHT, make_pipeline
from training.scores import measure_speed, read_tests, score

VERSION = "0.1.0"


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, save, score, and write the card."""
    parser = argparse.ArgumentParser(description="Train the pipeline that extraction loads.")
    parser.add_argument("--data", type=Path, required=True, help="the folder with nlp/ud, nlp/ner")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write")
    parser.add_argument("--teacher", action="store_true", help="an hour more, and better scores")
    options = parser.parse_args(arguments)
    plan = TAUGHT if options.teacher else ALONE
    nlp = make_pipeline(read_corpora(options.data), plan, _report)
    nlp.meta.update(
        name="parallax",
        version=VERSION,
        description="English for newsrooms: UD trees, tags, lemmas, and names.",
        author="The Parallax authors",
        license="CC BY-SA 4.0",
        inputs=hash_inputs(options.data),
        plan=asdict(plan),
    )
    nlp.to_disk(options.out)
    saved = load_pipeline(options.out)
    tests = read_tests(options.data)
    reports = {name: score(saved, paragraphs) for name, paragraphs in tests.items()}
    news = [row.text for name in ("PUD news", "GUM news") for row in tests[name]]
    write_card(options.out, reports, measure_speed(saved, news))


def _report(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S', time.gmtime())} {line}", flush=True)


if __name__ == "__main__":
    main()
