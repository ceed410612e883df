"""What people decided about discrepancies: who, what and when, in order, never deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from store.archive import Session
from store.tables import decisions


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """One decision. `action` is resolved, dismissed, snoozed, assigned, noted or undone; by nobody
    corrected, revised or recurred (store/settling.py), what the articles themselves decided."""

    person: str
    action: str
    at: datetime
    note: str
    until: datetime | None


def add(db: Session, workspace: str, discrepancy: int, decision: StoredDecision) -> None:
    """Keep a decision."""
    db.execute(
        insert(decisions).values(
            workspace=workspace,
            discrepancy_id=discrepancy,
            person=decision.person,
            action=decision.action,
            note=decision.note,
            until=decision.until,
            at=decision.at,
        )
    )


def load(db: Session, workspace: str, ids: Iterable[int]) -> dict[int, tuple[StoredDecision, ...]]:
    """The decisions about each discrepancy, oldest first."""
    wanted = sorted(set(ids))
    found: dict[int, list[StoredDecision]] = {id: [] for id in wanted}
    rows = db.execute(
        select(decisions)
        .where(decisions.c.workspace == workspace, decisions.c.discrepancy_id.in_(wanted))
        .order_by(decisions.c.id)
    )
    for row in rows:
        found[row.discrepancy_id].append(
            StoredDecision(row.person, row.action, row.at, row.note, row.until)
        )
    return {id: tuple(decided) for id, decided in found.items()}
