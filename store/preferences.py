"""What one person of a workspace prefers, by name: their time zone."""

from __future__ import annotations

from sqlalchemy import Column, String, Table, delete, insert, select

from store.archive import Session
from store.columns import Words
from store.tables import metadata

preferences = Table(
    "preferences",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("name", String(32), primary_key=True),
    Column("value", Words, nullable=False),
)


def find(db: Session, workspace: str, person: str, name: str) -> str | None:
    """What the person set; None where nothing."""
    value = db.execute(
        select(preferences.c.value).where(
            preferences.c.workspace == workspace,
            preferences.c.person == person,
            preferences.c.name == name,
        )
    ).scalar()
    return None if value is None else str(value)


def put(db: Session, workspace: str, person: str, name: str, value: str | None) -> None:
    """Set it; None takes back what was set."""
    db.execute(
        delete(preferences).where(
            preferences.c.workspace == workspace,
            preferences.c.person == person,
            preferences.c.name == name,
        )
    )
    if value is not None:
        db.execute(
            insert(preferences).values(workspace=workspace, person=person, name=name, value=value)
        )
