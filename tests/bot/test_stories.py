"""`parallax story`: shown, merged, split and put back in the terminal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot import exits
from bot.cli import main
from desk.desk import Desk
from desk.requests import Asker
from store.archive import open_archive
from tests.desk.newsroom import COLLATION, Clock, article, read


@pytest.fixture
def printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> object:
    """What a command prints, on an archive of two stories of two articles each."""
    path = tmp_path / "archive.sqlite3"
    archive = open_archive(str(path))
    told = [
        article("one", "Mills burn in the night.", title="Fire in Leeds"),
        article("two", "Mills burned down.", title="Fire in Leeds"),
        article("three", "Dams hold.", title="Flood in York"),
        article("four", "Dams held.", title="Flood in York"),
    ]
    Desk(archive, read, Clock(), replace(COLLATION)).index(Asker("newsroom"), told)
    archive.close()
    monkeypatch.setenv("PARALLAX_DATABASE", str(path))
    monkeypatch.setenv("PARALLAX_WORKSPACE", "newsroom")

    def run(*words: str) -> str:
        status = main(["story", *words])
        out = capsys.readouterr()
        return f"{status} {out.out}{out.err}"

    return run


def test_a_story_is_merged_split_and_put_back(printed: object) -> None:
    run = printed
    assert callable(run)
    shown = run("1")
    assert shown.startswith(str(exits.DONE))
    assert "2 articles, 2 independent sources" in shown
    merged = run("story:1", "--merge", "2")
    assert "Story 2 (2 articles) is part of story 1 now." in merged
    assert "merged into this one by command line" in merged
    assert "is part of story 1 already: somebody merged" in run("2", "--merge", "1")
    assert "story 2 is a story of its own again" in run("2", "--undo")
    assert "1 article is story 3 now" in run("1", "--split", "The Two")
    assert "what was story 3 is part of story 1 again" in run("3", "--undo")


def test_what_cannot_be_is_a_sentence_and_a_status(printed: object) -> None:
    run = printed
    assert callable(run)
    assert run("three").startswith(f"{exits.MISTYPED} parallax: “three” is no number of a story")
    assert "There is no story 9" in run("9")
    assert run("1", "--undo").startswith(f"{exits.MISTYPED} parallax: There is nothing to undo")
    assert run("1", "--split", "99").startswith(f"{exits.FAILED} parallax: There is no article 99")
