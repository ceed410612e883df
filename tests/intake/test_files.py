"""A file that a person gives: plain text or a saved page, by its suffix."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.sources import find_files
from desk.errors import UnreadableArticle
from intake.files import load_article
from intake.plain import UnreadableText
from tests.intake.pages import PARAGRAPHS, TITLE, linked, page


def test_a_saved_page_is_read_as_a_page(tmp_path: Path) -> None:
    path = tmp_path / "mill.html"
    path.write_bytes(page(head=linked(headline=TITLE, datePublished="2024-03-05")))
    article = load_article(path)
    assert (article.published, PARAGRAPHS[0] in article.text) == (date(2024, 3, 5), True)


def test_a_text_is_read_as_a_text_and_takes_the_outlet_given(tmp_path: Path) -> None:
    path = tmp_path / "mill.txt"
    path.write_text("date 2024-03-05\n\n" + "\n\n".join(PARAGRAPHS), encoding="utf-8")
    article = load_article(path, outlet="Orrin Herald")
    assert (article.published, article.outlet) == (date(2024, 3, 5), "Orrin Herald")


def test_a_page_under_the_name_of_a_text_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "mill.txt"
    path.write_bytes(page())
    with pytest.raises(UnreadableText, match=r"ends in \.html"):
        load_article(path)


def test_a_folder_gives_its_texts_and_pages(tmp_path: Path) -> None:
    for name in ("b.html", "a.txt", "c.png"):
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in find_files([tmp_path])] == ["a.txt", "b.html"]
    (tmp_path / "none").mkdir()
    with pytest.raises(UnreadableArticle, match=r"no \.txt, \.html or \.jsonl"):
        find_files([tmp_path / "none"])
