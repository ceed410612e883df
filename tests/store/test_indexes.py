"""What is looked for often, or in tables that grow, is looked for by an index."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, PrimaryKeyConstraint, Table, UniqueConstraint, event

from store import deliveries, fetches, postings, rereading
from store.archive import Session, open_archive
from store.forgetting import OF_ARTICLES
from store.tables import metadata

NOW = datetime(2025, 4, 15, 13, tzinfo=UTC)


def leading(table: Table) -> set[str]:
    """The columns by which rows are found without reading the whole table."""
    keys = (PrimaryKeyConstraint, UniqueConstraint)
    indexes = [*table.indexes, *(one for one in table.constraints if isinstance(one, keys))]
    return {next(iter(index.columns)).name for index in indexes}


@pytest.mark.parametrize("table", OF_ARTICLES, ids=lambda table: table.name)
def test_rows_that_name_a_row_are_found_by_it(table: Table) -> None:
    # Else the database reads the whole table for every row that is deleted elsewhere.
    assert {column.name for column in table.columns if column.foreign_keys} <= leading(table)


@pytest.mark.parametrize(
    "asked",
    [
        lambda db: deliveries.of_slots(db, ["1:2025-04-14", "2:2025-04-14"]),
        lambda db: deliveries.claimed(db),
        lambda db: fetches.untold(db),
        lambda db: fetches.tell(db, 1),
        lambda db: postings.outdated(db, NOW, NOW - timedelta(days=7)),
        lambda db: rereading.outdated(db, "9", 8, NOW.date()),
    ],
    ids=["of_slots", "claimed", "untold", "tell", "outdated", "reread"],
)
def test_what_is_asked_again_and_again_reads_no_whole_table(
    asked: Callable[[Session], object], tmp_path: Path
) -> None:
    archive = open_archive(f"{tmp_path}/archive.sqlite3")
    seen: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, values: object, *___: object) -> None:
        seen.append((statement, values))

    with archive.writing() as db:
        event.listen(Engine, "before_cursor_execute", note)
        asked(db)
        event.remove(Engine, "before_cursor_execute", note)
        assert seen
        for statement, values in seen:
            plan = db.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            steps = {str(row.detail) for row in plan}
            assert steps.isdisjoint(f"SCAN {name}" for name in (*metadata.tables, "young")), (
                statement
            )
    archive.close()
