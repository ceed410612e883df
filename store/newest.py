"""A workspace in; the numbers of its discrepancies found last, out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, or_, select

from store.archive import Session
from store.tables import discrepancies


def discrepancies_of(db: Session, workspace: str, now: datetime, most: int) -> tuple[int, ...]:
    """Open ones, newest first, of one moment the most serious first; a snooze may be over."""
    rows = db.execute(
        select(discrepancies.c.id)
        .where(
            discrepancies.c.workspace == workspace,
            discrepancies.c.present.is_(True),
            or_(
                discrepancies.c.state == "open",
                and_(discrepancies.c.state == "snoozed", discrepancies.c.until <= now),
            ),
        )
        .order_by(discrepancies.c.found_at.desc(), discrepancies.c.rank, discrepancies.c.key_hash)
        .limit(most)
    )
    return tuple(rows.scalars())
