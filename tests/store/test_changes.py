"""What people changed in timelines stays through an upgrade, and is found by story and article."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import create_engine, inspect, text

from store import changes
from store.archive import Archive, open_archive
from store.changes import Change
from store.migrations.upgrade import upgrade

NOW = datetime(2025, 4, 15, 13, tzinfo=UTC)
STORY = text(
    "INSERT INTO stories (id, workspace, lineage, title, articles, sources, quotations, stale) "
    "VALUES (:id, 'T1', :id, 'Fire', 0, 0, 0, :stale)"
)


def _with_story(archive: Archive, id: int) -> None:
    with archive.writing() as db:
        db.execute(STORY, {"id": id, "stale": False})


def test_an_archive_of_before_gets_the_tables_and_keeps_what_it_held(address: str) -> None:
    engine = create_engine(address)
    with engine.begin() as db:
        upgrade(db, "0002")
        db.execute(STORY, {"id": 7, "stale": False})
    engine.dispose()
    newer = open_archive(address)
    with newer.writing() as db:
        assert inspect(db).has_table("timeline_changes")
        id = changes.add(db, "T1", 7, Change("added", what="The alarm failed"), "U1", NOW)
        assert [one.id for one in changes.of_story(db, "T1", 7)] == [id]
    newer.close()


def test_a_change_is_read_as_it_was_written_and_undone_once(archive: Archive) -> None:
    _with_story(archive, 1)
    change = Change("added", begin=date(2025, 3, 1), end=date(2025, 3, 31), precision="month")
    with archive.writing() as db:
        id = changes.add(db, "T1", 1, change, "U1", NOW)
        found = changes.find(db, "T1", id)
        assert found is not None
        assert (found.change, found.person, found.at) == (change, "U1", NOW)
        assert not changes.undo(db, "T2", id, "U2", NOW)  # of another workspace
        assert changes.undo(db, "T1", id, "U2", NOW)
        assert not changes.undo(db, "T1", id, "U3", NOW)
        (undone,) = changes.of_story(db, "T1", 1)
        assert undone.undone_by == "U2"


def test_a_change_goes_with_a_story_that_becomes_part_of_another(archive: Archive) -> None:
    _with_story(archive, 1)
    _with_story(archive, 2)
    with archive.writing() as db:
        id = changes.add(db, "T1", 1, Change("added", what="x"), "U1", NOW)
        db.execute(text("UPDATE stories SET merged_into = 2 WHERE id = 1"))
        assert [one.id for one in changes.of_story(db, "T1", 2)] == [id]
        assert changes.of_story(db, "T2", 2) == ()
