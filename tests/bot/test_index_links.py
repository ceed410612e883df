"""`parallax index URL…`: links among files, fetched at once, and what became of each printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import exits, wiring
from bot.cli import main
from bot.fetching import ORIGINS, Fetcher
from bot.settings import load
from bot.wiring import asker, open_desk
from intake.fetch import Fetched
from tests.desk.newsroom import MORNING, read
from tests.intake.pages import page
from tests.intake.web import Web, answer, pages, site


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """The command line with a made-up web and a reader that loads no model."""
    found = pages(mill=answer(page()), robots_txt=answer(b"", "404 Not Found"))
    with site(found) as outlet:
        made = Web(outlet, inside_example=["10.0.0.1"])
        monkeypatch.setenv("PARALLAX_DATABASE", str(tmp_path / "archive.sqlite3"))
        monkeypatch.setattr(
            "bot.fetching.Fetcher", lambda now: Fetcher(now, network=made.network())
        )
        monkeypatch.setattr(wiring.LazyReader, "__call__", lambda self, items: read(items))
        yield made


def test_a_link_is_fetched_and_what_it_became_is_printed(
    web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", "http://news.example/mill"]) == exits.DONE
    assert "new: Old mill burns down in Orrin (" in capsys.readouterr().err
    with open_desk(load()) as desk:
        assert desk.status(asker(load())).articles == 1
        (link,) = desk.links.newest(asker(load())).links
    assert (link.state, link.person) == ("done", "command line")


def test_links_stand_among_files(
    web: Web, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "a.txt"
    text.write_text("date 2025-04-14\nThe town hall burned down on Monday, the mayor said to us.\n")
    given = [str(text), "HTTP://news.example/mill", "http://news.example/none"]
    assert main(["index", *given]) == exits.DONE
    said = capsys.readouterr().err
    assert "1 article: 1 new" in said
    assert "new: Old mill burns down" in said
    assert "not read: http://news.example/none: news.example has no such page (404)." in said


def test_nothing_that_could_be_read_is_a_failure(
    web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", "http://inside.example/", "http://127.0.0.1/"]) == exits.FAILED
    said = capsys.readouterr().err
    assert "inside.example leads to 10.0.0.1, which is not on the public internet" in said
    assert "127.0.0.1 is no address on the public internet" in said
    assert web.connected == []


def test_robots_txt_is_asked_for_once_for_all_links(web: Web) -> None:
    fetcher = Fetcher(lambda: MORNING, web.network())
    for _ in range(3):
        assert isinstance(fetcher("http://news.example/mill"), Fetched)
    assert web.site is not None
    assert web.site.paths() == ["/robots.txt", "/mill", "/mill", "/mill"]
    assert ORIGINS > 100
