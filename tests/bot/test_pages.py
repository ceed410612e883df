"""`parallax page --json`: one line a file in the form that others build on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot import exits
from bot.cli import main
from tests.intake.pages import PARAGRAPHS, TITLE, linked, page

ROOT = Path(__file__).parents[2]
HEAD = linked(
    headline=TITLE,
    datePublished="2024-03-05T14:30:00-05:00",
    author="Jane Doe",
    publisher={"name": "Orrin Herald"},
    url="https://herald.example/news/mill",
)


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_page_is_a_line_and_a_bad_one_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.html", tmp_path / "bad.html"
    good.write_bytes(page(head=HEAD))
    bad.write_bytes(b"%PDF-1.7")
    paths = [str(bad), str(good), str(tmp_path / "missing.html")]
    assert main(["page", "--json", *paths]) == exits.DONE
    first, second, third = lines_of(capsys)
    assert [first["file"], second["file"], third["file"]] == paths
    assert "no web page" in str(first["error"])
    assert second == {
        "file": str(good),
        "title": TITLE,
        "text": "\n\n".join(PARAGRAPHS),
        "published": "2024-03-05T14:30:00-05:00",
        "published_from": "json-ld",
        "modified": None,
        "outlet": "Orrin Herald",
        "authors": ["Jane Doe"],
        "section": None,
        "url": "https://herald.example/news/mill",
        "language": "en",
    }
    assert "There is no file" in str(third["error"])


def test_what_indexing_would_refuse_is_shown_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teaser = tmp_path / "teaser.html"
    teaser.write_bytes(
        page(paragraphs=PARAGRAPHS[:2], after="<p>Subscribe to continue reading</p>")
    )
    assert main(["page", "--json", str(teaser)]) == exits.DONE
    line = lines_of(capsys)[0]
    assert line["text"] == "\n\n".join(PARAGRAPHS[:2])
    assert "subscribers" in str(line["error"])


def test_it_fails_only_if_nothing_could_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["page", "--json", str(tmp_path / "no.html")]) == exits.FAILED
    assert "error" in lines_of(capsys)[0]


def test_pages_are_read_without_loading_spacy_or_slack(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(page(head=HEAD))
    program = (
        "import sys; from bot.cli import main; "
        f"status = main(['page', '--json', {str(path)!r}]); "
        "sys.exit(status or any(name in sys.modules for name in ('spacy', 'slack_bolt', 'rich')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
