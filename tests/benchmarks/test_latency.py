"""The made-up archive of the latency benchmark holds what it says, and answers every question."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.latency import Times, ask, questions, rows, share
from benchmarks.made_archive import WORKSPACE, World, fill
from desk.desk import Desk
from desk.requests import Asker
from store.archive import Archive, open_archive

NOW = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, World]:
    archive = open_archive(str(Path(tmp_path_factory.mktemp("latency")) / "made.sqlite3"))
    world = World(1, 240)
    assert fill(archive, world) == 240
    return archive, world


def test_a_made_up_archive_is_the_same_for_the_same_seed() -> None:
    assert World(7, 60).sentence() == World(7, 60).sentence()
    assert World(7, 60).people == World(7, 60).people


def test_every_question_of_the_benchmark_gets_an_answer(made: tuple[Archive, World]) -> None:
    archive, world = made
    desk = Desk(archive, lambda articles: (), lambda: NOW)
    status = desk.status(Asker(WORKSPACE))
    assert (status.quotations, status.stories, status.articles) == (240, 4, 24)
    told = {name: ask(desk, line()) for name, line in questions(world).items()}
    assert all(told.values())
    assert "independent source" in told["a common word"]
    assert "quotation" in told["person, frequent"]


def test_what_is_slower_than_the_goal_is_marked() -> None:
    times = tuple(float(n) for n in range(1, 201))
    assert (share(times, 50), share(times, 99)) == (101.0, 199.0)
    slow, fast = Times(times, times), Times(times[:90], times[:90])
    shown = rows({"one": slow, "other": fast})
    assert ["over the goal" in line for line in shown[2:]] == [True, False]
