"""Articles that come into an archive one by one in; how like one bulk import that groups them, out.

`python -m benchmarks.arrivals --data FOLDER` takes ten minutes. It draws stories as `pressed` of
`story_scores` does and prints B-cubed when they come all at once, and one by one by day, backwards
and at random. Nothing is parsed and nothing compared: grouping needs neither.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.story_scores import BEGINS, FIRST_DAY, FOLLOWS, PRESSED, b_cubed
from desk.desk import Desk
from desk.findings import Collation
from desk.requests import Asker
from extraction.annotations import Reading
from intake.article import Article
from intake.rows import read_row
from store import articles as kept
from store import stories
from store.archive import open_archive

SEEDS = (3, 4)
BENCH = Asker("T0BENCH")
_UNREAD = Reading("unread", (), (), (), (), (), (), (), (), ())
_GROUPING = replace(Collation(), align=lambda _: (), chronicle=lambda _: (), compare=lambda *_: ())


def draw(path: Path, seed: int) -> list[tuple[str, Article]]:
    """Stories pressed into ten days, and the articles of each in the order of the file."""
    chance = Random(seed)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    drawn = []
    for row in chance.sample(rows, PRESSED):
        begun = FIRST_DAY + timedelta(days=chance.randrange(BEGINS))
        told = [read_row(one) for one in row["articles"]]
        first = min((one.published for one in told if one.published), default=FIRST_DAY)
        for one in told:
            later = min((one.published or first) - first, timedelta(days=FOLLOWS))
            drawn.append((str(row["cluster"]), replace(one, published=begun + later)))
    return drawn


def index(drawn: Sequence[tuple[str, Article]], batch: int) -> tuple[float, float]:
    """B-cubed F1 as a share after batches of so many, and seconds of one process an article."""
    gold = {article.source: story for story, article in drawn}
    moment = datetime(2020, 3, 1, tzinfo=UTC)
    with TemporaryDirectory() as folder:
        archive = open_archive(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        try:
            desk = Desk(archive, lambda some: [_UNREAD for _ in some], lambda: moment, _GROUPING)
            began = time.process_time()
            for at in range(0, len(drawn), batch):
                desk.index(BENCH, [article for _, article in drawn[at : at + batch]])
            seconds = (time.process_time() - began) / len(drawn)
            with archive.reading() as db:
                days = (FIRST_DAY, FIRST_DAY + timedelta(days=BEGINS + FOLLOWS))
                found = {m.id: m.story for m in stories.members(db, BENCH.workspace, *days)}
                texts = kept.load(db, BENCH.workspace, found)
        finally:
            archive.close()
    given = {texts[id].article.source: str(story) for id, story in found.items()}
    return b_cubed(gold, given)[2], seconds


def main() -> None:
    """Print a row for each draw and order."""
    parser = argparse.ArgumentParser(description="Measure grouping of articles as they arrive.")
    parser.add_argument("--data", type=Path, required=True, help="the folder with stories")
    options = parser.parse_args()
    for seed in SEEDS:
        drawn = draw(options.data / "stories" / "politics-2012-2020.jsonl", seed)
        by_day = sorted(drawn, key=lambda pair: (pair[1].published, pair[1].source))
        shuffled = list(drawn)
        Random(seed).shuffle(shuffled)
        for name, order, batch in (
            ("all at once", by_day, len(drawn)),
            ("one by one, by day", by_day, 1),
            ("one by one, backwards", by_day[::-1], 1),
            ("one by one, at random", shuffled, 1),
        ):
            f1, seconds = index(order, batch)
            print(
                f"pressed {seed}, {len(drawn)} articles {name}: F1 {100 * f1:.1f}, "
                f"{1000 * seconds:.0f} ms of CPU an article",
                flush=True,
            )


if __name__ == "__main__":
    main()
