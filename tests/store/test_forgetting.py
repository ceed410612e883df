"""What is forgotten is gone from every table, and from no other workspace."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Date,
    Float,
    Integer,
    LargeBinary,
    Time,
    func,
    insert,
    inspect,
    select,
)
from sqlalchemy.types import BigInteger

from collation.discrepancy import Between, Discrepancy, Kind, Severity
from collation.features import StoryItem, story_item
from collation.revision import Revision
from collation.timeline import Entry
from extraction.annotations import EventKind
from intake.plain import read_plain
from store.archive import Archive
from store.changes import Change
from store.columns import Moment, Packed
from store.forgetting import OF_ARTICLES, forget_workspace
from store.tables import metadata

NOW = datetime(2025, 4, 15, 13, tzinfo=UTC)
ARTICLE = read_plain("date 2025-04-14\n\nThe mill burned.", "file:mill.txt")
PACKED: dict[Any, Any] = {
    type(ARTICLE): ARTICLE,
    StoryItem: story_item("x", ARTICLE),
    Entry: Entry(EventKind.HAPPENING, None, None, "day", (), ()),
    Discrepancy: Discrepancy(Kind.DATE, Severity.SOFT, Between.SELF, "x", (), 0.9),
    Revision: Revision((), 0, 0, None, ()),
    Change: Change("added"),
    tuple[str, ...]: (),
}


def test_every_table_says_what_forgetting_an_article_does_to_it(archive: Archive) -> None:
    with archive.reading() as db:
        there = {
            name
            for name in inspect(db).get_table_names()
            if name != "alembic_version" and not name.startswith("printings_fts")
        }
    assert {table.name for table in OF_ARTICLES} == there
    assert all(says for says in OF_ARTICLES.values())


def filled(archive: Archive, workspace: str, numbers: itertools.count[int]) -> None:
    """One row in every table, each pointing to those before."""
    made: dict[str, dict[str, Any]] = {}
    with archive.writing() as db:
        for table in metadata.sorted_tables:
            values: dict[str, Any] = {}
            for column in table.columns:
                number = next(numbers)
                target = next(iter(column.foreign_keys), None)
                if target is not None:
                    of = target.column.table.name
                    if of != table.name:
                        values[column.name] = made[of][target.column.name]
                elif column.name == "workspace":
                    values[column.name] = workspace
                elif column.primary_key and isinstance(column.type, Integer):
                    values[column.name] = number
                else:
                    values[column.name] = _value(column, number)
            db.execute(insert(table).values(values))
            made[table.name] = values


def _value(column: Any, number: int) -> Any:  # Any: whatever the column takes
    kind = column.type
    if isinstance(kind, Packed):
        return PACKED.get(kind.kind) if column.nullable else PACKED[kind.kind]
    if isinstance(kind, Moment):
        return NOW
    for type_, value in (
        (Boolean, False),
        (Date, date(2025, 4, 14)),
        (Time, time(9)),
        (Float, 0.5),
        (LargeBinary, b"x"),
        ((Integer, BigInteger), number),
    ):
        if isinstance(kind, type_):
            return value
    return f"{number}"


def held(archive: Archive, workspace: str) -> dict[str, int]:
    with archive.reading() as db:
        return {
            table.name: db.execute(
                select(func.count()).select_from(table).where(table.c.workspace == workspace)
            ).scalar_one()
            for table in metadata.sorted_tables
        }


def test_nothing_of_a_workspace_is_left_in_any_table(archive: Archive) -> None:
    numbers = itertools.count(1)
    filled(archive, "T1", numbers)
    filled(archive, "T2", numbers)
    before = held(archive, "T1")
    assert {name for name, rows in before.items() if rows != 1} == set()
    with archive.writing() as db:
        assert forget_workspace(db, "T1") == 1
    assert set(held(archive, "T1").values()) == {0}
    assert set(held(archive, "T2").values()) == {1}


def test_deleted_words_do_not_stay_in_the_file(tmp_path: Any) -> None:
    from store.archive import open_archive

    path = tmp_path / "archive.sqlite3"
    archive = open_archive(str(path))
    with archive.writing() as db:
        db.execute(insert(metadata.tables["vocabulary"]).values(workspace="T1", stem="zanzibarite"))
    with archive.writing() as db:
        forget_workspace(db, "T1")
    archive.close()
    assert b"zanzibarite" not in path.read_bytes()


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_every_row_belongs_to_a_workspace(table: str) -> None:
    assert not metadata.tables[table].c.workspace.nullable
