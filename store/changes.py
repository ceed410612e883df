"""What people add to timelines and correct in them: who, what and when; undone, never deleted.

A change names the sentences of its entry by article and place, never by the entry's number: so it
finds its entry again when a story is collated anew, split, merged, or gets more articles.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Row,
    Select,
    String,
    Table,
    and_,
    func,
    insert,
    or_,
    select,
    update,
)

from store.archive import Session, add_row
from store.columns import Moment, Packed
from store.tables import articles, metadata, stories


@dataclass(frozen=True, slots=True)
class Stand:
    """A sentence behind an entry when somebody changed it, and the days that it gave.

    `start` and `end` are offsets in the text of the article with the key `article`; `source` and
    `words` are digests by which the sentence is known in a later version of that article. `alone`
    is False where the sentence stood behind several entries: then only its days tell which.
    """

    article: str
    source: str
    start: int
    end: int
    words: str
    event: int
    begin: date | None
    until: date | None
    precision: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One decision of one person.

    `action` is added, dated, reworded, hidden, excluded (a sentence that is about something else),
    split (a sentence with an entry of its own) or merged. `target` are the sentences of the entry
    it is about, `on` the change that made that entry where a person did; `other` and `other_on`
    the entry that joins it (merged), or the one sentence (excluded, split). `before` says in words
    what the bot had.
    """

    action: str
    target: tuple[Stand, ...] = ()
    on: int | None = None
    other: tuple[Stand, ...] = ()
    other_on: int | None = None
    kind: str = "happening"
    begin: date | None = None
    end: date | None = None
    precision: str = ""
    what: str = ""
    link: str | None = None
    note: str = ""
    about: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class StoredChange:
    """A change by its number, with who made it and who took it back."""

    id: int
    story: int  # as it was numbered then; of an entry added by hand, where it is
    change: Change
    person: str
    at: datetime
    undone_by: str | None
    undone_at: datetime | None


timeline_changes = Table(
    "timeline_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("story_id", Integer, ForeignKey("stories.id"), nullable=False),
    Column("body", Packed(Change, level=0), nullable=False),
    Column("person", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("undone_by", String(64)),
    Column("undone_at", Moment),
    Index(None, "story_id"),
)

#: Where the articles come from whose sentences a change names: wherever they go, it goes.
timeline_change_sources = Table(
    "timeline_change_sources",
    metadata,
    Column(
        "change_id",
        Integer,
        ForeignKey("timeline_changes.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("source_key", String(64), primary_key=True),
    Column("workspace", String(64), nullable=False),
    Index(None, "workspace", "source_key"),
)


def add(db: Session, workspace: str, story: int, change: Change, person: str, now: datetime) -> int:
    """Keep a change; its number."""
    id = add_row(
        db,
        insert(timeline_changes).values(
            workspace=workspace, story_id=story, body=change, person=person, at=now
        ),
    )
    sources = sorted({stand.source for stand in (*change.target, *change.other)})
    if sources:
        rows = [{"change_id": id, "source_key": one, "workspace": workspace} for one in sources]
        db.execute(insert(timeline_change_sources), rows)
    return id


def undo(db: Session, workspace: str, id: int, person: str, now: datetime) -> bool:
    """Take a change back; False where there is none of that number that still holds."""
    done = db.execute(
        update(timeline_changes)
        .where(
            timeline_changes.c.workspace == workspace,
            timeline_changes.c.id == id,
            timeline_changes.c.undone_at.is_(None),
        )
        .values(undone_by=person, undone_at=now)
    )
    return bool(done.rowcount)


def move(db: Session, id: int, story: int) -> None:
    """An entry that a person added is of another story from now on."""
    db.execute(update(timeline_changes).where(timeline_changes.c.id == id).values(story_id=story))


def find(db: Session, workspace: str, id: int) -> StoredChange | None:
    """One change by its number."""
    query = _query(workspace).where(timeline_changes.c.id == id)
    row = db.execute(query).first()
    return None if row is None else _stored(row)


def of_story(db: Session, workspace: str, story: int) -> tuple[StoredChange, ...]:
    """The changes made in a story or about one of its articles, oldest first, undone ones too."""
    here = and_(articles.c.workspace == workspace, articles.c.story_id == story)
    told = (
        select(timeline_change_sources.c.change_id)
        .join(articles, articles.c.source_key == timeline_change_sources.c.source_key)
        .where(here, articles.c.current.is_(True), timeline_change_sources.c.workspace == workspace)
    )
    goes_on = func.coalesce(stories.c.merged_into, stories.c.id)
    query = (
        _query(workspace)
        .join(stories, stories.c.id == timeline_changes.c.story_id)
        .where(or_(goes_on == story, timeline_changes.c.id.in_(told)))
        .order_by(timeline_changes.c.id)
    )
    return _all(db.execute(query))


def _query(workspace: str) -> Select[tuple[object, ...]]:
    return select(timeline_changes).where(timeline_changes.c.workspace == workspace)


def _all(rows: Iterable[Row[tuple[object, ...]]]) -> tuple[StoredChange, ...]:
    return tuple(_stored(row) for row in rows)


def _stored(row: Row[tuple[object, ...]]) -> StoredChange:
    return StoredChange(
        row.id, row.story_id, row.body, row.person, row.at, row.undone_by, row.undone_at
    )
