"""Slack's events, each counted once however often it is delivered."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from store.archive import Session
from store.tables import events_seen

KEPT = timedelta(days=3)  # Slack retries for an hour; a proxy that repeats itself, a little longer


def first_time(db: Session, workspace: str, event_id: str, now: datetime) -> bool:
    """Whether the event was never seen; from now on it was. Forgets what is older than `KEPT`."""
    db.execute(delete(events_seen).where(events_seen.c.seen_at < now - KEPT))
    known = db.execute(
        select(events_seen.c.event_id).where(
            events_seen.c.workspace == workspace, events_seen.c.event_id == event_id
        )
    ).first()
    if known is not None:
        return False
    db.execute(insert(events_seen).values(workspace=workspace, event_id=event_id, seen_at=now))
    return True
