"""`parallax verdicts` prints what was judged, as a list and as gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main
from desk.requests import Asker
from desk.verdicts import Judgement
from store.archive import open_archive
from tests.desk.newsroom import Clock, article
from tests.desk.newsroom import desk as open_desk

WHO = Asker("default", "U0DANA")


@pytest.fixture
def judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive in which a discrepancy was called useful, another a false alarm."""
    path = tmp_path / "archive.sqlite3"
    archive = open_archive(str(path))
    clock = Clock()
    desk = open_desk(archive, clock)
    star = article("star", "There were 4 people. They met 1 cats.")
    desk.index(WHO, [star, article("post", "There were 5 people. They met 2 cats.")])
    clock.pass_by(minutes=1)
    desk.verdicts.judge(WHO, Judgement("useful", 2))
    desk.verdicts.judge(WHO, Judgement("wrong", 1, "approximation", "About two."))
    archive.close()
    monkeypatch.setenv("PARALLAX_DATABASE", str(path))
    monkeypatch.setenv("PARALLAX_WORKSPACE", "default")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("judged")
def test_verdicts_are_printed_as_gold(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verdicts", "--json"]) == 0
    (event,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert event["event"] == "fire-in-leeds"
    assert {one["file"] for one in event["articles"]} == {"file:post", "file:star"}
    assert {len(one["sha256"]) for one in event["articles"]} == {64}
    (found,) = event["discrepancies"]
    (negative,) = event["negatives"]
    assert (found["kind"], found["subject"]) == ("number", "how many people")
    assert {one["value"] for one in found["values"]} == {0, 1}
    assert (negative["looks_like"], negative["cls"]) == ("number", "approximation")
    assert set(negative["values"][0]) == {"article", "start", "end", "sha256", "value"}


@pytest.mark.usefixtures("judged")
def test_verdicts_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verdicts"]) == 0
    printed = capsys.readouterr().out
    assert "1 useful, 1 wrong" in printed
    assert "One is rounded. About two." in printed
