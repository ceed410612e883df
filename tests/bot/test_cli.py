"""The command line: forms that others build on, sentences for what goes wrong, exit statuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot import exits
from bot.cli import main
from bot.indexing import index
from bot.settings import load
from bot.sources import find_files
from bot.wiring import asker
from desk.answers import IndexAnswer
from desk.desk import Desk
from desk.errors import UnreadableArticle
from store.archive import open_archive
from tests.desk.newsroom import Clock, article, read

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_times_are_read_without_loading_spacy() -> None:
    program = (
        "import sys; from bot.cli import main; "
        f"status = main(['read', '--json', '--only', 'times', {str(SEEDS[0])!r}]); "
        "sys.exit(status or any(name in sys.modules for name in ('spacy', 'slack_bolt', 'rich')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    line = json.loads(done.stdout)
    text = SEEDS[0].read_text(encoding="utf-8")
    first = line["times"][0]
    assert text[first["start"] : first["end"]] == "Monday"
    assert (first["type"], first["value"]) == ("DATE", "2025-04-14")
    assert line["published"] == "2025-04-15"


def test_a_file_that_cannot_be_read_gives_a_line_with_a_sentence_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfea\x00")
    paths = [str(bad), str(SEEDS[0]), str(tmp_path / "missing.txt")]
    assert main(["read", "--json", "--only", "times", *paths]) == exits.DONE
    first, second, third = lines_of(capsys)
    assert [first["file"], second["file"], third["file"]] == paths
    assert "UTF-16" in str(first["error"])
    assert second["times"]
    assert "There is no file" in str(third["error"])


def test_reading_fails_only_if_nothing_could_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "--json", "--only", "times", str(tmp_path / "no.txt")]) == exits.FAILED
    assert "error" in lines_of(capsys)[0]


def test_a_folder_without_texts_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", "--json", str(tmp_path)]) == exits.FAILED
    assert "holds no .txt file" in capsys.readouterr().err


def test_rows_without_an_id_are_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "Something happened on Monday."}\n')
    assert main(["copies", "--json", str(rows)]) == exits.FAILED
    assert "Line 1" in capsys.readouterr().err


def test_an_unknown_command_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main(["indx", "seeds"])
    assert raised.value.code == exits.MISTYPED
    assert "index" in capsys.readouterr().err


def test_a_bad_setting_is_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARALLAX_ZONE", "Lundon")
    assert main(["ask", "/timeline"]) == exits.FAILED
    assert "PARALLAX_ZONE is no time zone" in capsys.readouterr().err


def test_a_question_that_cannot_be_understood_is_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PARALLAX_DATABASE", str(tmp_path / "archive.sqlite3"))
    assert main(["ask", "/timelin x"]) == exits.MISTYPED
    assert "Did you mean timeline?" in capsys.readouterr().err


def test_a_mistyped_path_is_told_and_not_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARALLAX_DATABASE", str(tmp_path / "archive.sqlite3"))
    assert main(["index", str(tmp_path / "missing.txt")]) == exits.FAILED
    assert "There is no file missing.txt" in capsys.readouterr().err
    assert main(["ask", "/parallax status"]) == exits.DONE
    assert "missing" not in capsys.readouterr().out


def test_what_was_read_before_an_interrupt_is_compared(tmp_path: Path) -> None:
    class Interrupted(Desk):
        caught_up = 0

        def index(self, *_: object, **__: object) -> IndexAnswer:
            raise KeyboardInterrupt

        def catch_up(self, *_: object) -> int:
            self.caught_up += 1
            return 0

    archive = open_archive(str(tmp_path / "archive.sqlite3"))
    desk = Interrupted(archive, lambda items: [], Clock())
    with pytest.raises(KeyboardInterrupt):
        index(desk, load({}, tmp_path), [SEEDS[0]])
    assert desk.caught_up == 1
    archive.close()


def test_what_an_interrupted_process_left_undone_is_done_before_an_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "archive.sqlite3"
    monkeypatch.setenv("PARALLAX_DATABASE", str(path))
    settings = load()
    archive = open_archive(str(path))
    desk = Desk(archive, read, Clock())
    monkeypatch.setattr("desk.indexing.catch_up", interrupt)
    with pytest.raises(KeyboardInterrupt):
        desk.index(asker(settings), [article("one", "“We saw it,” said Ann Roe.")])
    assert (desk.status(asker(settings)).articles, desk.status(asker(settings)).pending) == (0, 1)
    archive.close()
    assert main(["ask", "/parallax status"]) == exits.DONE
    assert "1 article in 1 story" in capsys.readouterr().out


def interrupt(*_: object) -> int:
    raise KeyboardInterrupt


def test_a_folder_is_its_text_files_in_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.pdf"):
        (tmp_path / name).write_text("x")
    assert [path.name for path in find_files([tmp_path])] == ["a.txt", "b.txt"]
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(UnreadableArticle):
        find_files([empty])


def test_the_agency_seeds_are_found_to_be_copies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.jsonl"
    with rows.open("w", encoding="utf-8") as file:
        for path in SEEDS:
            row = {"id": path.name[:3], "text": path.read_text(encoding="utf-8")}
            file.write(json.dumps(row) + "\n")
    assert main(["copies", "--json", str(rows)]) == exits.DONE
    assert json.loads(capsys.readouterr().out) == [["000", "002"]]
