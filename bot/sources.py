"""Paths that somebody typed in; the articles that lie there, one by one, out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from desk.answers import Indexed
from desk.errors import UnreadableArticle
from intake.article import Article
from intake.files import SUFFIXES, load_article
from intake.plain import MissingFile, UnreadableText, source_of
from intake.rows import read_row

ROWS = (".jsonl", ".ndjson")  # one article a line
LONGEST_ROW = 20_000_000  # bytes: no article is as long


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Files as they are, folders as the texts, saved pages and rows below them, in order of their
    names.

    Raises UnreadableArticle for a folder without any.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in (*SUFFIXES, *ROWS))
            if not inside:
                raise UnreadableArticle(f"{path} holds no .txt, .html or .jsonl file.")
            found += inside
        else:
            found.append(path)
    return found


def count_articles(paths: Sequence[Path]) -> int:
    """How many there are to be read: a file is one, a file of rows as many as it has lines."""
    return sum(sum(1 for _ in _lines(path)) if _has_rows(path) else 1 for path in paths)


def read_articles(
    paths: Iterable[Path], outlet: str | None, missing: list[Indexed]
) -> Iterator[Article | Indexed]:
    """Articles and failures, each when it is asked for; mistyped paths go into `missing`, since the
    archive records none. An outlet given by hand goes before what a file says."""
    for path in paths:
        found = _rows(path) if _has_rows(path) else _file(path, missing)
        for item in found:
            if outlet and isinstance(item, Article):
                yield replace(item, outlet=outlet, outlet_from="given")
            else:
                yield item


def _file(path: Path, missing: list[Indexed]) -> Iterator[Article | Indexed]:
    try:
        yield load_article(path)
    except MissingFile as error:
        missing.append(Indexed(source_of(path), "failed", str(error)))
    except UnreadableText as error:
        yield Indexed(source_of(path), "failed", str(error))


def _has_rows(path: Path) -> bool:
    return path.suffix.lower() in ROWS and path.is_file()


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, with their numbers. The file is never held whole."""
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LONGEST_ROW):
            number += 1
            if line.strip():
                yield number, line


def _rows(path: Path) -> Iterator[Article | Indexed]:
    """A line that holds no article is a failure of its own and stops no other."""
    for number, line in _lines(path):
        try:
            yield read_row(_row(line))
        except UnreadableText as error:
            why = f"Line {number} of {path.name}: {error}"
            yield Indexed(f"row:{path.name}:{number}", "failed", why)


def _row(line: bytes) -> dict[str, object]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise UnreadableText(
            "It is no JSON object. Write one article a line: id, outlet, date, title, url, text."
        )
    if not row.get("url") and row.get("id") in (None, ""):
        raise UnreadableText("It has neither url nor id, by which it would be known again.")
    return row
