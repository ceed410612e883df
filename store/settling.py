"""What an outlet's correction does to a discrepancy: a decision of nobody's, undone as any."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from store import decisions
from store.archive import Session
from store.carrying import Correction
from store.decisions import StoredDecision
from store.tables import decisions as table
from store.tables import discrepancies

CORRECTED = "corrected"  # an outlet took the difference away: resolved
REVISED = "revised"  # an outlet changed its side, and the difference is there all the same
RECURRED = "recurred"  # found again after a correction


def set_state(
    db: Session, id: int, state: str, until: datetime | None, now: datetime | None = None
) -> None:
    """Write what the decisions come to; `now` where a decision changed it."""
    db.execute(
        update(discrepancies)
        .where(discrepancies.c.id == id)
        .values(state=state, until=until, suppressed_by=None, changed_at=now)
    )


def settle(db: Session, workspace: str, id: int, correction: Correction, now: datetime) -> None:
    """Resolve it by the correction; what people resolved or dismissed stays as they left it.

    A correction that is kept already is not kept again: somebody may have undone what it did.
    """
    if _known(db, id, correction):
        return
    state = db.execute(select(discrepancies.c.state).where(discrepancies.c.id == id)).scalar_one()
    if state in ("resolved", "dismissed"):
        _keep(db, workspace, id, REVISED, correction.said, now)
        return
    _keep(db, workspace, id, CORRECTED, correction.said, now)
    set_state(db, id, "resolved", None, now)


def revise(db: Session, workspace: str, id: int, correction: Correction, now: datetime) -> None:
    """Keep that an outlet changed its side."""
    if not _known(db, id, correction):
        _keep(db, workspace, id, REVISED, correction.said, now)
        changed = update(discrepancies).where(discrepancies.c.id == id)
        db.execute(changed.values(changed_at=now))


def recur(db: Session, workspace: str, id: int, now: datetime) -> None:
    """Open again what a correction had resolved; what a person resolved stays so."""
    made = [one.action for one in decisions.load(db, workspace, [id])[id]]
    if [one for one in made if one in ("resolved", CORRECTED, RECURRED)][-1:] == [CORRECTED]:
        _keep(db, workspace, id, RECURRED, "", now)
        set_state(db, id, "open", None, now)


def _known(db: Session, id: int, correction: Correction) -> bool:
    row = db.execute(
        select(table.c.id).where(
            table.c.discrepancy_id == id,
            table.c.action.in_((CORRECTED, REVISED)),
            table.c.note == correction.said,
        )
    )
    return row.first() is not None


def _keep(db: Session, workspace: str, id: int, action: str, said: str, now: datetime) -> None:
    """Nobody decided it: it has no person."""
    decisions.add(db, workspace, id, StoredDecision("", action, now, said, None))
