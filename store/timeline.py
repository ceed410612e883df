"""A story's dated events in and out; ids stay while a story is collated again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select, update

from collation.timeline import Entry
from store.archive import Session, add_rows
from store.identity import keep_ids
from store.tables import entries


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry by its number; its witnesses name articles by their keys."""

    id: int
    entry: Entry


def replace_story(db: Session, workspace: str, story: int, found: Sequence[Entry]) -> None:
    """Put the entries found in place of those before; one that shares a witness keeps its id."""
    before = {stored.id: _witnesses(stored.entry) for stored in load(db, workspace, story)}
    ids = keep_ids(before, [_witnesses(entry) for entry in found])
    if gone := [{"gone": id} for id in sorted(before.keys() - set(ids))]:
        db.execute(delete(entries).where(entries.c.id == bindparam("gone")), gone)
    placed = list(zip(found, ids, strict=True))
    if kept := [{"kept": id, "body": entry} for entry, id in placed if id is not None]:
        db.execute(update(entries).where(entries.c.id == bindparam("kept")), kept)
    new = [entry for entry, id in placed if id is None]
    add_rows(
        db, entries, [{"workspace": workspace, "story_id": story, "body": entry} for entry in new]
    )


def _witnesses(entry: Entry) -> set[tuple[str, int]]:
    return {(witness.article, witness.event) for witness in entry.witnesses}


def load(db: Session, workspace: str, story: int) -> tuple[StoredEntry, ...]:
    """All entries of a story, by id."""
    rows = db.execute(
        select(entries.c.id, entries.c.body)
        .where(entries.c.workspace == workspace, entries.c.story_id == story)
        .order_by(entries.c.id)
    )
    return tuple(StoredEntry(row.id, row.body) for row in rows)
