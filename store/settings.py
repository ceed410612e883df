"""What a workspace has decided for all its people: a name, a value, who said so and when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, String, Table, delete, insert, select

from store.archive import Session
from store.columns import Moment, Words
from store.tables import metadata

settings = Table(
    "settings",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("value", Words, nullable=False),
    Column("person", String(64), nullable=False),
    Column("at", Moment, nullable=False),
)


def value(db: Session, workspace: str, name: str) -> str | None:
    """What was decided; None where nobody did."""
    return db.execute(
        select(settings.c.value).where(settings.c.workspace == workspace, settings.c.name == name)
    ).scalar()


def decide(db: Session, workspace: str, name: str, value: str, person: str, now: datetime) -> None:
    """Put a value in place of what was."""
    db.execute(delete(settings).where(settings.c.workspace == workspace, settings.c.name == name))
    db.execute(
        insert(settings).values(workspace=workspace, name=name, value=value, person=person, at=now)
    )
