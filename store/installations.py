"""In which workspaces the bot is installed: who did it, when, and what it needs there, sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, LargeBinary, String, Table, delete, insert, select

from store.archive import Session
from store.columns import Moment, Words
from store.tables import metadata

installations = Table(
    "installations",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("name", Words, nullable=False),
    Column("person", String(64), nullable=False),  # who installed it
    Column("secret", LargeBinary, nullable=False),  # tokens, encrypted by whoever keeps them here
    Column("installed_at", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class StoredInstallation:
    """One workspace. `secret` is never plain text."""

    workspace: str
    name: str
    person: str
    secret: bytes
    installed_at: datetime


def keep(db: Session, installed: StoredInstallation) -> None:
    """Keep it; whatever was known of the workspace before gives way."""
    remove(db, installed.workspace)
    db.execute(
        insert(installations).values(
            workspace=installed.workspace,
            name=installed.name,
            person=installed.person,
            secret=installed.secret,
            installed_at=installed.installed_at,
        )
    )


def find(db: Session, workspace: str) -> StoredInstallation | None:
    """Of one workspace; None where the bot is not installed."""
    row = db.execute(select(installations).where(installations.c.workspace == workspace)).first()
    if row is None:
        return None
    return StoredInstallation(row.workspace, row.name, row.person, row.secret, row.installed_at)


def workspaces(db: Session) -> tuple[str, ...]:
    """All workspaces in which the bot is installed, sorted."""
    rows = db.execute(select(installations.c.workspace).order_by(installations.c.workspace))
    return tuple(rows.scalars())


def remove(db: Session, workspace: str) -> bool:
    """Forget the tokens of a workspace; whether there were any."""
    gone = db.execute(delete(installations).where(installations.c.workspace == workspace))
    return bool(gone.rowcount)
