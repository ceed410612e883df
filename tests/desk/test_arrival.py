"""Articles come one by one, in bulk, in any order: the stories are the same."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from desk.desk import Desk
from desk.findings import Collation
from desk.grouped import ShowStory
from desk.requests import Asker
from intake.article import Article
from store.archive import open_archive
from tests.collation.test_stories import FIRES
from tests.desk.newsroom import COLLATION, Clock, article, read

ASKER = Asker("T1", "U1")
DAYS = {"orrin3": 40, "lesk2": 35, "vote2": 31}  # after the first: follow-ups of weeks


def arriving() -> list[Article]:
    return [
        article(name, text, date(2024, 3, 5) + timedelta(DAYS.get(name, 0)), name, title)
        for name, (title, text) in FIRES.items()
    ]


def stories(folder: Path, batches: list[list[Article]]) -> set[frozenset[str]]:
    """The stories, by their outlets, after these batches."""
    archive = open_archive(str(folder / f"{len(list(folder.iterdir()))}.sqlite3"))
    real = Collation()
    collation = Collation(
        near=real.near,
        group=real.group,
        align=COLLATION.align,
        chronicle=COLLATION.chronicle,
        compare=COLLATION.compare,
    )
    desk = Desk(archive, read, Clock(), collation)
    for batch in batches:
        desk.index(ASKER, batch)
    cards = [desk.grouping.card(ASKER, ShowStory(one.id)) for one in desk.stories(ASKER)]
    archive.close()
    return {frozenset(one.outlet for one in card.articles) for card in cards}


@pytest.mark.parametrize("seed", range(6))
def test_order_and_batches_of_arrival_have_no_meaning(tmp_path: Path, seed: int) -> None:
    rng = Random(seed)
    shuffled = arriving()
    rng.shuffle(shuffled)
    cut = rng.randrange(1, len(shuffled))
    expected = {
        frozenset({"orrin1", "orrin2", "orrin3"}),
        frozenset({"lesk1", "lesk2"}),
        frozenset({"vote1", "vote2"}),
    }
    assert stories(tmp_path, [arriving()]) == expected
    assert stories(tmp_path, [[one] for one in shuffled]) == expected
    assert stories(tmp_path, [shuffled[:cut], shuffled[cut:]]) == expected
