"""`parallax check-draft`: a draft as a file or piped, and what it prints."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from bot import exits
from bot.cli import main
from tests.handlers.mill import BOTH, DRAFT, TEXTS


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up coverage, indexed by the command."""
    folder = tmp_path_factory.mktemp("checking")
    for name, (text, day) in TEXTS.items():
        (folder / f"{name}.txt").write_text(f"date {day.isoformat()} {text}", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        _here(patch, folder)
        assert main(["index", str(folder)]) == exits.DONE
    return folder


@pytest.fixture(autouse=True)
def here(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _here(monkeypatch, archive)


def _here(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.setenv("PARALLAX_DATABASE", str(folder / "archive.sqlite3"))
    patch.setenv("PARALLAX_NOW", "2026-03-04T09:00:00+00:00")
    patch.chdir(folder)


def test_a_draft_is_printed_claim_by_claim(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    assert main(["check-draft", str(draft)]) == exits.DONE
    shown = capsys.readouterr().out
    assert "contradicted" in shown
    assert "Fourteen workers were killed" in shown
    assert "Not found in the coverage" in shown
    assert "Nothing of the draft is kept" in " ".join(shown.split())


def test_a_draft_comes_as_json_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = io.TextIOWrapper(io.BytesIO(DRAFT.encode()))
    monkeypatch.setattr(sys, "stdin", piped)
    assert main(["check-draft", "-", "--json"]) == exits.DONE
    found = json.loads(capsys.readouterr().out)
    verdicts = {claim["words"]: claim["verdict"] for claim in found["claims"]}
    assert verdicts["Fourteen workers were killed"] == "disputed"
    assert verdicts["employed 240 people"] == "supported"
    assert found["unprinted"] == ["Zanesville"]


def test_a_draft_that_two_stories_fit_asks_for_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "both.txt"
    draft.write_text(BOTH, encoding="utf-8")
    assert main(["check-draft", str(draft)]) == exits.MISTYPED
    assert "--story" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "is empty"), (b"%PDF-1.4", "not plain text"), (b"Penguins laid 4,000 eggs.", "Index")],
)
def test_what_cannot_be_compared_is_said(
    content: bytes, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_bytes(content)
    assert main(["check-draft", str(draft)]) == exits.FAILED
    assert sentence in capsys.readouterr().err
