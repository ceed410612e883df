"""Articles grouped into stories and the gold stories in; B-cubed precision, recall, F1 out.

Bagga and Baldwin 1998: for each article, how pure its group is and how much of its story it
holds, averaged over articles. No parse is needed: `python -m benchmarks.story_scores --data FOLDER`
takes a minute or two. It prints

labelled  all labelled events together, on the days that they are given with, some of them wrong.
pressed   a hundred stories of politics-2012-2020.jsonl, drawn by `Random(seed).sample` in the order
          of the file, so that all of one field comes at once: each begins on one of ten days, drawn
          in that order by `randrange(10)`, and its articles follow it as many days later as they
          did, three at most. Seeds 1 to 20; rules are tuned on the odd ones, the even ones tell.
spread    two hundred of them on their own days. Seeds 1 to 6, likewise.
campaign  PolNeAR, where few articles tell one event: how many groups of two or more, how many of
          these reach over more than thirty days and so are hardly one story.

The stories of politics-2012-2020.jsonl are grouped by machine, and some of them tell one event.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from collation.stories import StoryItem, group_stories, story_item
from intake.rows import read_row

PRESSED, SPREAD = 100, 200  # stories of a draw
PRESSED_SEEDS, SPREAD_SEEDS = range(1, 21), range(1, 7)
FIRST_DAY = date(2020, 1, 1)
BEGINS, FOLLOWS = 10, 3  # days on which pressed stories begin, and days that they go on
LONG = 30  # days over which a group of PolNeAR is hardly one story

Scores = tuple[float, float, float]
Stories = Sequence[tuple[str, Sequence[StoryItem]]]


def b_cubed(gold: Mapping[str, str], given: Mapping[str, str]) -> Scores:
    """Precision, recall and F1 as shares; an article that `given` lacks counts as alone."""
    stories: dict[str, set[str]] = defaultdict(set)
    groups: dict[str, set[str]] = defaultdict(set)
    for article, story in gold.items():
        stories[story].add(article)
        groups[given.get(article, f"alone {article}")].add(article)
    pure = whole = 0.0
    for article, story in gold.items():
        group = groups[given.get(article, f"alone {article}")]
        together = len(stories[story] & group)
        pure += together / len(group)
        whole += together / len(stories[story])
    precision, recall = pure / len(gold), whole / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def score(stories: Stories) -> Scores:
    """How the articles of all these stories are grouped when they come together."""
    gold = {item.id: story for story, items in stories for item in items}
    groups = group_stories([item for _, items in stories for item in items])
    return b_cubed(gold, {id: group[0] for group in groups for id in group})


def press(stories: Stories, seed: int) -> Stories:
    """A draw of the stories, all of them begun within ten days."""
    chance = Random(seed)
    pressed = []
    for story, items in chance.sample(stories, PRESSED):
        begun = FIRST_DAY + timedelta(days=chance.randrange(BEGINS))
        first = min((item.day for item in items if item.day), default=FIRST_DAY)
        pressed.append((story, [_moved(item, first, begun) for item in items]))
    return pressed


def spread(stories: Stories, seed: int) -> Stories:
    """A draw of the stories on their own days."""
    return Random(seed).sample(stories, SPREAD)


def _moved(item: StoryItem, first: date, begun: date) -> StoryItem:
    later = min((item.day or first) - first, timedelta(days=FOLLOWS))
    return replace(item, day=begun + later)


def read_stories(path: Path, key: str) -> Stories:
    """The stories of a file with one JSON object a line, by what it has under `key`."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        (str(row[key]), [story_item(a["id"], read_row(a)) for a in row["articles"]]) for row in rows
    ]


def labelled(data: Path) -> str:
    """One row: the labelled events."""
    stories = read_stories(data / "stories" / "labelled-events-2016-2018.jsonl", "event_id")
    number = sum(len(items) for _, items in stories)
    return f"labelled events, {number} articles: B-cubed {_row(score(stories))}"


def drawn(
    name: str, stories: Stories, draw: Callable[[Stories, int], Stories], seeds: Iterable[int]
) -> Iterator[str]:
    """A row for each seed, then the means over the odd and over the even ones."""
    found = {}
    for seed in seeds:
        found[seed] = score(draw(stories, seed))
        yield f"{name} {seed:2}: {_row(found[seed])}"
    for which, odd in (("odd", 1), ("even", 0)):
        some = [scores for seed, scores in found.items() if seed % 2 == odd]
        precision, recall, f1 = (sum(column) / len(some) for column in zip(*some, strict=True))
        yield f"{name}, mean of the {len(some)} {which} seeds: {_row((precision, recall, f1))}"


def campaign(polnear: Path) -> str:
    """One row: the articles of PolNeAR, which are given by outlet, day and headline."""
    days = {}
    items = []
    for path in sorted(polnear.glob("*/text/*.txt")):
        found = re.search(r"_(\d{4}-\d\d-\d\d)_", path.name)
        title, _, text = path.read_text(encoding="utf-8").partition("\n\n")
        if found and text.strip():
            row = {"id": path.stem, "date": found[1], "title": title.strip(), "text": text}
            items.append(story_item(path.stem, read_row(row)))
            days[path.stem] = date.fromisoformat(found[1])
    groups = [group for group in group_stories(items) if len(group) > 1]
    spans = [max(days[id] for id in group) - min(days[id] for id in group) for group in groups]
    long = sum(span.days > LONG for span in spans)
    return (
        f"campaign, {len(items)} articles: {len(groups)} groups of two or more, "
        f"{long} of them over more than {LONG} days"
    )


def _row(scores: Scores) -> str:
    precision, recall, f1 = (100 * share for share in scores)
    return f"P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}"


def main() -> None:
    """Print each row as it is measured."""
    parser = argparse.ArgumentParser(description="Measure how articles are grouped into stories.")
    parser.add_argument("--data", type=Path, required=True, help="the folder with stories")
    options = parser.parse_args()
    print(labelled(options.data), flush=True)
    stories = read_stories(options.data / "stories" / "politics-2012-2020.jsonl", "cluster")
    for row in drawn("pressed", stories, press, PRESSED_SEEDS):
        print(row, flush=True)
    for row in drawn("spread", stories, spread, SPREAD_SEEDS):
        print(row, flush=True)
    print(campaign(options.data / "quotes" / "polnear"), flush=True)


if __name__ == "__main__":
    main()
