"""The archive opens, is brought up to date, and lets one writer in at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, inspect, text

from store.archive import Archive, ArchiveLocked, open_archive
from store.migrations.upgrade import ArchiveTooNew
from store.tables import events_seen, metadata


def _ours(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
    # The full-text index and its shadow tables are made by hand in the migration.
    return not (name or "").startswith("printings_fts")


def test_the_migrations_make_exactly_the_tables_that_the_code_names(archive: Archive) -> None:
    with archive.reading() as db:
        context = MigrationContext.configure(
            db, opts={"include_object": _ours, "compare_type": True}
        )
        assert compare_metadata(context, metadata) == []


def test_every_table_has_a_workspace(archive: Archive) -> None:
    with archive.reading() as db:
        for table in metadata.tables:
            assert "workspace" in {column["name"] for column in inspect(db).get_columns(table)}


def test_an_archive_can_be_opened_again_and_keeps_what_it_holds(address: str) -> None:
    first = open_archive(address)
    with first.writing() as db:
        db.execute(text("INSERT INTO vocabulary (workspace, stem) VALUES ('T1', 'word')"))
    first.close()
    second = open_archive(address)
    with second.reading() as db:
        assert db.execute(text("SELECT stem FROM vocabulary")).scalar_one() == "word"
    second.close()


def test_eight_may_open_a_new_archive_at_once(address: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        archives = list(pool.map(open_archive, [address] * 8))
    for archive in archives:
        archive.close()


def test_an_archive_of_a_newer_parallax_is_refused_in_a_sentence(address: str) -> None:
    archive = open_archive(address)
    with archive.writing() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    archive.close()
    with pytest.raises(ArchiveTooNew, match="newer Parallax"):
        open_archive(address)


def test_what_fails_in_the_middle_leaves_nothing(archive: Archive) -> None:
    def fail() -> None:
        with archive.writing() as db:
            db.execute(text("INSERT INTO vocabulary (workspace, stem) VALUES ('T1', 'word')"))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with archive.reading() as db:
        assert db.execute(text("SELECT count(*) FROM vocabulary")).scalar_one() == 0


def test_readers_go_on_while_somebody_writes(archive: Archive) -> None:
    with archive.writing() as writer:
        writer.execute(text("INSERT INTO vocabulary (workspace, stem) VALUES ('T1', 'word')"))
        with archive.reading() as db:
            assert db.execute(text("SELECT count(*) FROM vocabulary")).scalar_one() == 0


def test_an_archive_opens_and_is_read_while_somebody_writes(tmp_path: Path) -> None:
    address = f"{tmp_path}/archive.sqlite3"
    busy = open_archive(address)
    with busy.writing():
        other = open_archive(address, wait=0.01)
        with other.reading() as db:
            assert db.execute(text("SELECT count(*) FROM vocabulary")).scalar_one() == 0
    other.close()
    busy.close()


def test_a_second_writer_who_waits_in_vain_is_told_so(tmp_path: Path) -> None:
    address = f"{tmp_path}/archive.sqlite3"
    patient, hasty = open_archive(address), open_archive(address, wait=0.01)
    with patient.writing(), pytest.raises(ArchiveLocked), hasty.writing():
        pass
    patient.close()
    hasty.close()


def test_sqlite_keeps_its_references(tmp_path: Path) -> None:
    archive = open_archive(f"{tmp_path}/archive.sqlite3")
    with archive.reading() as db:
        assert db.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
        assert db.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
    archive.close()


def test_moments_without_a_zone_are_refused(archive: Archive) -> None:
    naive = datetime(2025, 4, 15)  # noqa: DTZ001
    with pytest.raises(ValueError, match="aware"), archive.writing() as db:
        db.execute(insert(events_seen).values(workspace="T1", event_id="E1", seen_at=naive))
