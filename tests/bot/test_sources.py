"""Many articles at once: rows of a file, what is wrong in a line, and going on after a stop."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from bot.sources import count_articles, find_files, read_articles
from desk.answers import Indexed
from desk.desk import Desk
from desk.requests import Asker
from extraction.annotations import Reading
from intake.article import Article
from store.archive import open_archive
from tests.desk.newsroom import COLLATION, Clock, read

WHO = Asker("newsroom", "command line")


def row(number: int, **more: object) -> str:
    text = f"The mill burned on day {number}, said the {number} people who saw it."
    return json.dumps(
        {"id": f"a{number}", "outlet": "Herald", "date": "2014-04-14", "text": text} | more
    )


def items(path: Path, outlet: str | None = None) -> list[Article | Indexed]:
    return list(read_articles(find_files([path]), outlet, []))


def test_each_line_is_an_article_and_a_bad_one_says_which_it_is(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    lines = [row(1), "", "{no json", "[1, 2]", row(2, text=" "), '{"text": "nameless"}', row(3)]
    file.write_bytes("\n".join(lines).encode() + b"\n\xff\xfe\n" + b'{"id": "x", "text"' + b"\n")
    found = items(file)
    assert count_articles([file]) == len(found) == 8
    good = [one for one in found if isinstance(one, Article)]
    assert [one.source for one in good] == ["row:a1", "row:a3"]
    assert str(good[0].published) == "2014-04-14"
    bad = [one for one in found if isinstance(one, Indexed)]
    assert [(one.why or "").partition(":")[0] for one in bad] == [
        f"Line {number} of many.jsonl" for number in (3, 4, 5, 6, 8, 9)
    ]
    assert len({one.source for one in bad}) == 6


def test_an_outlet_given_by_hand_goes_before_what_a_row_says(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text(row(1))
    (one,) = items(file, "Star")
    assert isinstance(one, Article)
    assert (one.outlet, one.outlet_from) == ("Star", "given")


def test_a_folder_gives_rows_texts_and_pages(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text(f"{row(1)}\n{row(2)}\n")
    (tmp_path / "a.txt").write_text("date 2025-04-14\n\nThe mill burned.")
    (tmp_path / "c.csv").write_text("no article")
    assert [path.name for path in find_files([tmp_path])] == ["a.txt", "b.jsonl"]
    assert len(items(tmp_path)) == 3


class Reader:
    """Reads as the newsroom does; dies at the article it is told to, as by kill -9."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.dies_at = ""

    def __call__(self, some: Iterable[Article]) -> Iterator[Reading]:
        for one in some:
            if one.source == self.dies_at:
                raise KeyboardInterrupt
            self.read.append(one.source)
            yield from read([one])


def test_what_was_stopped_goes_on_where_it_was_and_reads_nothing_twice(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text("\n".join(row(number) for number in range(100)))
    archive, reader = open_archive(str(tmp_path / "archive.sqlite3")), Reader()
    desk = Desk(archive, reader, Clock(), COLLATION)
    reader.dies_at = "row:a70"
    with pytest.raises(KeyboardInterrupt):
        desk.index(WHO, read_articles([file], None, []))
    kept = desk.status(WHO)
    assert 0 < kept.pending <= 70
    reader.dies_at = ""
    before = set(reader.read[: kept.pending])
    reader.read.clear()
    answer = desk.index(WHO, read_articles([file], None, []))
    outcomes = [one.outcome for one in answer.items]
    assert (outcomes.count("unchanged"), outcomes.count("new")) == (
        kept.pending,
        100 - kept.pending,
    )
    assert before.isdisjoint(reader.read)
    done = desk.status(WHO)
    assert (done.articles, done.pending) == (100, 0)
    archive.close()
