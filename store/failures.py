"""What could not be read, why and when, until it can."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    Integer,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    delete,
    insert,
    select,
)

from store.archive import Session
from store.columns import Moment, Words
from store.keys import digest
from store.tables import metadata

failures = Table(
    "failures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("source", Words, nullable=False),
    Column("source_key", String(64), nullable=False),
    Column("why", Words, nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("workspace", "source_key"),
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, with the sentence that says why."""

    source: str
    why: str
    at: datetime


def record(db: Session, workspace: str, failure: Failure) -> None:
    """Keep the latest failure of a source."""
    clear(db, workspace, failure.source)
    db.execute(
        insert(failures).values(
            workspace=workspace,
            source=failure.source,
            source_key=digest(failure.source),
            why=failure.why,
            at=failure.at,
        )
    )


def clear(db: Session, workspace: str, source: str) -> None:
    """The source was read after all."""
    db.execute(_CLEARED, {"workspace_is": workspace, "source_is": digest(source)})


_CLEARED = delete(failures).where(
    failures.c.workspace == bindparam("workspace_is"),
    failures.c.source_key == bindparam("source_is"),
)


def newest(db: Session, workspace: str, most: int) -> tuple[Failure, ...]:
    """The latest failures, newest first."""
    rows = db.execute(
        select(failures.c.source, failures.c.why, failures.c.at)
        .where(failures.c.workspace == workspace)
        .order_by(failures.c.at.desc(), failures.c.id.desc())
        .limit(most)
    )
    return tuple(Failure(*row) for row in rows)
