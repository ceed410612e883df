"""Rows of a JSONL file become articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from intake.article import PartKind
from intake.plain import UnreadableText
from intake.rows import load_rows, read_row

BODY = "The mill at Orrin burned down on Tuesday, the fire brigade said."


def test_a_title_stands_above_the_text() -> None:
    row = {
        "id": "1",
        "outlet": "Courier",
        "date": "2024-03-05",
        "title": "Mill burns",
        "text": BODY,
    }
    article = read_row(row)
    assert article.text == f"Mill burns\n\n{BODY}"
    assert article.published == date(2024, 3, 5)
    assert article.outlet == "Courier"
    assert article.parts[0].kind is PartKind.HEADLINE


def test_a_title_that_the_text_begins_with_is_not_repeated() -> None:
    article = read_row({"id": "1", "title": "Mill  burns", "text": f"Mill burns\n{BODY}"})
    assert article.text == f"Mill burns\n{BODY}"
    assert [part.kind for part in article.parts] == [PartKind.HEADLINE, PartKind.PARAGRAPH]


def test_a_row_without_text_is_refused_with_advice() -> None:
    with pytest.raises(UnreadableText, match="has no text"):
        read_row({"id": "1", "title": "Mill burns", "text": " "})


def test_a_line_that_is_no_object_is_refused_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "1", "text": "x"}\n\n[]\n', encoding="utf-8")
    with pytest.raises(UnreadableText, match="Line 3 of"):
        list(load_rows(path))
