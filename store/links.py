"""What people decided about who is who in; kept, taken back, and what holds of it, out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, or_, select, update

from collation.identities import Link
from store.archive import Session, add_row
from store.tables import person_decisions, person_exceptions, person_links

MERGED = "merged"
SPLIT = "split"
ELSEWHERE = "elsewhere"
_MOST = 400  # ids of a statement that asks twice for each

__all__ = ["ELSEWHERE", "MERGED", "SPLIT", "Link", "StoredPersonDecision"]


@dataclass(frozen=True, slots=True)
class StoredPersonDecision:
    """Who decided what and when. `people` are the rows it is about, sorted."""

    id: int
    action: str  # merged, split, elsewhere
    person: str
    at: datetime
    undone_by: str | None
    undone_at: datetime | None
    people: tuple[int, ...]


def of(db: Session, workspace: str, ids: Collection[int]) -> list[Link]:
    """The links that hold among these rows, in the order decided."""
    found = []
    for row in _links(db, workspace, ids, valid=True):
        if row.one in ids and row.other in ids:
            found.append(Link(row.one, row.other, row.same))
    return found


def tied(db: Session, workspace: str, ids: Collection[int]) -> set[int]:
    """The rows at the other end of every link of these, also of those that were undone."""
    return {end for row in _links(db, workspace, ids, valid=False) for end in (row.one, row.other)}


def link(
    db: Session,
    workspace: str,
    action: str,
    pairs: Iterable[tuple[int, int]],
    same: bool,
    person: str,
    now: datetime,
) -> int:
    """Keep that each pair is one person, or two; returns the number of the decision."""
    decision = _decide(db, workspace, action, person, now)
    rows = [
        {
            "decision_id": decision,
            "workspace": workspace,
            "one": min(pair),
            "other": max(pair),
            "same": same,
        }
        for pair in sorted({(min(pair), max(pair)) for pair in pairs})
    ]
    if rows:
        db.execute(insert(person_links), rows)
    return decision


def except_in(
    db: Session,
    workspace: str,
    sources: Sequence[str],
    name: str,
    means: int,
    person: str,
    now: datetime,
) -> int:
    """Keep that in stories with these sources the name (its key) means that row of people."""
    decision = _decide(db, workspace, ELSEWHERE, person, now)
    db.execute(
        insert(person_exceptions),
        [
            {
                "decision_id": decision,
                "source_key": source,
                "workspace": workspace,
                "name_key": name,
                "person_id": means,
            }
            for source in sorted(set(sources))
        ],
    )
    return decision


def undo(db: Session, decision: int, person: str, now: datetime) -> None:
    """Take a decision back; that it was made stays written."""
    db.execute(
        update(person_decisions)
        .where(person_decisions.c.id == decision)
        .values(undone_by=person, undone_at=now)
    )


def sources_of(db: Session, decision: int) -> tuple[str, ...]:
    """The keys of the sources that an exception is about."""
    rows = db.execute(
        select(person_exceptions.c.source_key)
        .where(person_exceptions.c.decision_id == decision)
        .order_by(person_exceptions.c.source_key)
    )
    return tuple(rows.scalars())


def about(
    db: Session, workspace: str, ids: Collection[int], keys: Collection[str]
) -> tuple[StoredPersonDecision, ...]:
    """The decisions about these rows, or about names with these keys, oldest first."""
    ends: dict[int, set[int]] = {}
    for row in _links(db, workspace, ids, valid=False):
        ends.setdefault(row.decision_id, set()).update((row.one, row.other))
    excepted = select(person_exceptions.c.decision_id, person_exceptions.c.person_id).where(
        person_exceptions.c.workspace == workspace,
        or_(
            person_exceptions.c.person_id.in_(sorted(ids)),
            person_exceptions.c.name_key.in_(sorted(keys)),
        ),
    )
    for found in db.execute(excepted):
        ends.setdefault(found.decision_id, set()).add(found.person_id)
    rows = db.execute(
        select(person_decisions)
        .where(person_decisions.c.id.in_(sorted(ends)))
        .order_by(person_decisions.c.id)
    )
    return tuple(
        StoredPersonDecision(
            row.id,
            row.action,
            row.person,
            row.at,
            row.undone_by,
            row.undone_at,
            tuple(sorted(ends[row.id])),
        )
        for row in rows
    )


def _decide(db: Session, workspace: str, action: str, person: str, now: datetime) -> int:
    values = {"workspace": workspace, "action": action, "person": person, "at": now}
    return add_row(db, insert(person_decisions).values(values))


@dataclass(frozen=True, slots=True)
class _Linked:
    decision_id: int
    one: int
    other: int
    same: bool


def _links(db: Session, workspace: str, ids: Collection[int], *, valid: bool) -> list[_Linked]:
    """Links with an end among the ids, each once, in the order decided."""
    found: dict[tuple[int, int, int], _Linked] = {}
    wanted = sorted(ids)
    for at in range(0, len(wanted), _MOST):
        some = wanted[at : at + _MOST]
        # One index for each end: a disjunction would read the whole table.
        for end in (person_links.c.one, person_links.c.other):
            query = (
                select(
                    person_links.c.decision_id,
                    person_links.c.one,
                    person_links.c.other,
                    person_links.c.same,
                )
                .join(person_decisions, person_decisions.c.id == person_links.c.decision_id)
                .where(person_links.c.workspace == workspace, end.in_(some))
            )
            if valid:
                query = query.where(person_decisions.c.undone_at.is_(None))
            for row in db.execute(query):
                found[row.decision_id, row.one, row.other] = _Linked(*row)
    return [found[key] for key in sorted(found)]
