"""What people judge of what they were shown: useful or wrong, and why; undone, never deleted."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Index,
    Integer,
    Row,
    Select,
    String,
    Table,
    and_,
    delete,
    insert,
    select,
    update,
)

from store.archive import Session, add_row
from store.columns import Moment, Words
from store.tables import metadata

USEFUL, WRONG = "useful", "wrong"

Json = dict[str, Any]  # Any: JSON

verdicts = Table(
    "verdicts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("person", String(64), nullable=False),
    Column("verdict", String(8), nullable=False),  # useful, wrong
    Column("about", String(16), nullable=False),  # discrepancy, quotation, entry, answer
    Column("number", Integer),  # of what it is about, as it was numbered then
    Column("reason", String(24), nullable=False),  # why it is wrong; "" where useful
    Column("note", Words, nullable=False),
    Column("line", Words, nullable=False),  # the question whose answer showed it
    Column("shown", Words, nullable=False),  # JSON: what was shown, by articles and offsets
    Column("at", Moment, nullable=False),
    Column("undone_by", String(64)),
    Column("undone_at", Moment),
    Index(None, "workspace", "about"),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict as it is given. `shown` is JSON."""

    verdict: str
    about: str
    number: int | None
    reason: str
    note: str
    line: str
    shown: str


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """A verdict by its number."""

    id: int
    person: str
    judged: Judged
    at: datetime
    undone_by: str | None
    undone_at: datetime | None


def add(db: Session, workspace: str, person: str, new: Judged, now: datetime) -> int:
    """Keep a verdict; its number. One person has one verdict on one thing, or on one question's
    answer as a whole: the newest."""
    numbered = verdicts.c.number == new.number
    whole = and_(verdicts.c.number.is_(None), verdicts.c.line == new.line)
    db.execute(
        update(verdicts)
        .where(
            verdicts.c.workspace == workspace,
            verdicts.c.person == person,
            verdicts.c.about == new.about,
            whole if new.number is None else numbered,
            verdicts.c.undone_at.is_(None),
        )
        .values(undone_by=person, undone_at=now)
    )
    return add_row(
        db,
        insert(verdicts).values(
            workspace=workspace,
            person=person,
            verdict=new.verdict,
            about=new.about,
            number=new.number,
            reason=new.reason,
            note=new.note,
            line=new.line,
            shown=new.shown,
            at=now,
        ),
    )


def find(db: Session, workspace: str, id: int) -> StoredVerdict | None:
    """The verdict of that number."""
    row = db.execute(
        select(verdicts).where(verdicts.c.workspace == workspace, verdicts.c.id == id)
    ).first()
    return None if row is None else _stored(row)


def undo(db: Session, workspace: str, id: int, person: str, now: datetime) -> bool:
    """Take a verdict back; False where it was before."""
    done = db.execute(
        update(verdicts)
        .where(
            verdicts.c.workspace == workspace,
            verdicts.c.id == id,
            verdicts.c.undone_at.is_(None),
        )
        .values(undone_by=person, undone_at=now)
    )
    return done.rowcount == 1


def undo_on(
    db: Session, workspace: str, about: str, number: int, verdict: str, person: str, now: datetime
) -> None:
    """Take back every verdict of that sort on one thing."""
    db.execute(
        update(verdicts)
        .where(
            verdicts.c.workspace == workspace,
            verdicts.c.about == about,
            verdicts.c.number == number,
            verdicts.c.verdict == verdict,
            verdicts.c.undone_at.is_(None),
        )
        .values(undone_by=person, undone_at=now)
    )


def load(
    db: Session, workspace: str, most: int | None = None, *, newest_first: bool = True
) -> tuple[StoredVerdict, ...]:
    """The verdicts that hold."""
    order = verdicts.c.id.desc() if newest_first else verdicts.c.id
    query = select(verdicts).where(
        verdicts.c.workspace == workspace, verdicts.c.undone_at.is_(None)
    )
    return tuple(_stored(row) for row in db.execute(query.order_by(order).limit(most)))


def confirmed(workspace: str) -> Select[tuple[int | None]]:
    """The numbers of the discrepancies that somebody calls useful."""
    return select(verdicts.c.number).where(
        verdicts.c.workspace == workspace,
        verdicts.c.about == "discrepancy",
        verdicts.c.verdict == USEFUL,
        verdicts.c.undone_at.is_(None),
        verdicts.c.number.is_not(None),
    )


def confirmers(
    db: Session, workspace: str, ids: Iterable[int]
) -> dict[int, tuple[tuple[str, datetime], ...]]:
    """Who calls each of these discrepancies useful and since when, the first one first."""
    found: dict[int, list[tuple[str, datetime]]] = {}
    wanted = sorted(set(ids))
    query = confirmed(workspace).add_columns(verdicts.c.person, verdicts.c.at)
    for row in db.execute(query.where(verdicts.c.number.in_(wanted)).order_by(verdicts.c.id)):
        found.setdefault(int(row.number), []).append((row.person, row.at))
    return {id: tuple(who) for id, who in found.items()}


def forget(db: Session, workspace: str, sources: Collection[str]) -> None:
    """Delete the verdicts on what cites one of these sources, undone ones too; where the rest of
    a story was judged, take the sources out of it, and the name of the story, which may be theirs.
    """
    cited, gone = verdicts.c, frozenset(sources)
    for row in db.execute(select(cited.id, cited.shown).where(cited.workspace == workspace)).all():
        shown: Json = json.loads(row.shown)
        item = shown.get("item") or {}
        if not gone.isdisjoint(
            [*(one["article"] for one in item.get("values", ())), *item.get("absent_in", ())]
        ):
            db.execute(delete(verdicts).where(cited.id == row.id))
        elif not gone.isdisjoint(one["file"] for one in shown.get("articles", ())):
            left = json.dumps(_without(shown, gone), ensure_ascii=False)
            db.execute(update(verdicts).where(cited.id == row.id).values(shown=left))


def _without(shown: Json, gone: frozenset[str]) -> Json:
    """What was shown of a story but for these sources."""
    groups = [[one for one in group if one not in gone] for group in shown["same_source_groups"]]
    return {
        **shown,
        "event": f"story-{shown['story']}",
        "articles": [one for one in shown["articles"] if one["file"] not in gone],
        "same_source_groups": [group for group in groups if len(group) > 1],
    }


def _stored(row: Row[Any]) -> StoredVerdict:  # Any: a row of whichever columns
    judged = Judged(row.verdict, row.about, row.number, row.reason, row.note, row.line, row.shown)
    return StoredVerdict(row.id, row.person, judged, row.at, row.undone_by, row.undone_at)
