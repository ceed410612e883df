"""False alarms that people found, and the pairs of sentences by which each is known elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    insert,
    select,
    update,
)

from store.archive import Session, add_row
from store.columns import Moment, Words
from store.tables import discrepancies, metadata

suppressions = Table(
    "suppressions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("discrepancy_id", Integer, nullable=False),  # the one that was judged
    Column("kind", String(32), nullable=False),
    Column("reason", String(24), nullable=False),
    Column("note", Words, nullable=False),
    Column("person", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("undone_by", String(64)),
    Column("undone_at", Moment),
    Index(None, "discrepancy_id"),
)

#: Two sentences of different sides, as one digest: another printing has the same.
suppressed_pairs = Table(
    "suppressed_pairs",
    metadata,
    Column(
        "suppression_id",
        Integer,
        ForeignKey("suppressions.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("pair", String(64), primary_key=True),
    Column("workspace", String(64), nullable=False),
    Index(None, "workspace", "pair"),
)


@dataclass(frozen=True, slots=True)
class Suppression:
    """A false alarm, who says so and why."""

    id: int
    discrepancy: int
    kind: str
    reason: str
    note: str
    person: str
    at: datetime


def add(
    db: Session,
    workspace: str,
    discrepancy: int,
    kind: str,
    reason: tuple[str, str],
    person: str,
    pairs: Collection[str],
    now: datetime,
) -> int:
    """Keep a false alarm by its pairs of sentences; `reason` is its name and a note. Its number."""
    id = add_row(
        db,
        insert(suppressions).values(
            workspace=workspace,
            discrepancy_id=discrepancy,
            kind=kind,
            reason=reason[0],
            note=reason[1],
            person=person,
            at=now,
        ),
    )
    rows = [
        {"suppression_id": id, "pair": pair, "workspace": workspace} for pair in sorted(set(pairs))
    ]
    if rows:
        db.execute(insert(suppressed_pairs), rows)
    return id


def matching(
    db: Session, workspace: str, groups: Collection[Collection[str]]
) -> Suppression | None:
    """The newest false alarm that has one pair at least of each group; None for no pairs."""
    fitting: set[int] | None = None
    for group in groups:
        rows = db.execute(
            select(suppressions.c.id)
            .join(suppressed_pairs, suppressed_pairs.c.suppression_id == suppressions.c.id)
            .where(
                suppressions.c.workspace == workspace,
                suppressions.c.undone_at.is_(None),
                suppressed_pairs.c.pair.in_(sorted(group)),
            )
        )
        found = set(rows.scalars())
        fitting = found if fitting is None else fitting & found
        if not fitting:
            return None
    return load(db, workspace, [max(fitting)])[max(fitting)] if fitting else None


def holding(db: Session, workspace: str, kind: str) -> tuple[Suppression, ...]:
    """The false alarms of a kind that nobody took back, the newest first."""
    query = select(suppressions).where(
        suppressions.c.workspace == workspace,
        suppressions.c.kind == kind,
        suppressions.c.undone_at.is_(None),
    )
    return tuple(_stored(row) for row in db.execute(query.order_by(suppressions.c.id.desc())))


def any_holds(db: Session, workspace: str) -> bool:
    """Whether there is one at all: as a rule there is none to look for."""
    query = select(suppressions.c.id).where(
        suppressions.c.workspace == workspace, suppressions.c.undone_at.is_(None)
    )
    return db.execute(query.limit(1)).first() is not None


def load(db: Session, workspace: str, ids: Iterable[int]) -> dict[int, Suppression]:
    """Suppressions by number, undone ones too."""
    query = select(suppressions).where(
        suppressions.c.workspace == workspace, suppressions.c.id.in_(sorted(set(ids)))
    )
    return {row.id: _stored(row) for row in db.execute(query)}


def undo_of(
    db: Session, workspace: str, discrepancy: int, person: str, now: datetime
) -> tuple[int, ...]:
    """Withdraw what was said of this discrepancy; open again what was kept back by that alone.

    Returns the numbers of what is open again.
    """
    held = tuple(
        db.execute(
            select(suppressions.c.id).where(
                suppressions.c.workspace == workspace,
                suppressions.c.discrepancy_id == discrepancy,
                suppressions.c.undone_at.is_(None),
            )
        ).scalars()
    )
    if not held:
        return ()
    db.execute(
        update(suppressions)
        .where(suppressions.c.id.in_(held))
        .values(undone_by=person, undone_at=now)
    )
    where = (discrepancies.c.workspace == workspace, discrepancies.c.suppressed_by.in_(held))
    freed = tuple(db.execute(select(discrepancies.c.id).where(*where)).scalars())
    db.execute(
        update(discrepancies)
        .where(*where)
        .values(state="open", until=None, suppressed_by=None, changed_at=now)
    )
    return freed


def _stored(row: Row[Any]) -> Suppression:  # Any: a row of whichever columns
    return Suppression(
        row.id, row.discrepancy_id, row.kind, row.reason, row.note, row.person, row.at
    )
