"""The people who are quoted: each full name once a workspace, found by its words."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, insert, select

from store.archive import Session, add_row
from store.keys import name_key, words_of
from store.tables import people, person_names

#: Words before a name that people type and that are no part of it.
_TITLES = frozenset(
    "attorney archbishop bishop captain cardinal chairman chancellor chief coach colonel "
    "commissioner congressman congresswoman councillor deputy detective director doctor dr former "
    "general gov governor inspector judge justice king lady lord mayor minister miss mr mrs ms "
    "officer police pope premier president prime prince princess prof professor queen rep "
    "representative secretary sen senator sergeant sheriff sir spokesman spokeswoman the "
    "vice".split()
)
MOST = 50  # people of one name whose words are searched at once


def find_or_add(db: Session, workspace: str, name: str) -> int:
    """The person of this full name; made where nobody quoted them before."""
    key = name_key(name)
    id = db.execute(
        select(people.c.id).where(people.c.workspace == workspace, people.c.key == key)
    ).scalar()
    if id is not None:
        return int(id)
    new = add_row(db, insert(people).values(workspace=workspace, name=name, key=key))
    tokens = {word[:64] for word in words_of(name)}
    if tokens:
        db.execute(
            insert(person_names),
            [{"workspace": workspace, "token": t, "person_id": new} for t in sorted(tokens)],
        )
    return new


def named(db: Session, workspace: str, name: str) -> tuple[int, ...]:
    """The people whose name holds every word typed, titles aside; whoever is exactly so, alone."""
    words = words_of(name)
    wanted = [w[:64] for w in words if w not in _TITLES] or [w[:64] for w in words]
    if not wanted:
        return ()
    rows = db.execute(
        select(people.c.id, people.c.name)
        .join(person_names, person_names.c.person_id == people.c.id)
        .where(person_names.c.workspace == workspace, person_names.c.token.in_(set(wanted)))
        .group_by(people.c.id, people.c.name)
        .having(func.count() == len(set(wanted)))
        .order_by(people.c.id)
        .limit(MOST)
    ).all()
    exact = tuple(row.id for row in rows if words_of(row.name) == tuple(wanted))
    return exact or tuple(row.id for row in rows)


def beginning(db: Session, workspace: str, letters: Iterable[str]) -> tuple[str, ...]:
    """Names that have a word beginning with one of the letters: candidates for a misspelt one."""
    found: set[str] = set()
    for letter in sorted(set(letters)):
        rows = db.execute(
            select(people.c.name)
            .join(person_names, person_names.c.person_id == people.c.id)
            .where(
                person_names.c.workspace == workspace,
                person_names.c.token >= letter,
                person_names.c.token < letter + "\U0010ffff",
            )
            .limit(20_000)
        )
        found |= {row.name for row in rows}
    return tuple(sorted(found))


def names(db: Session, workspace: str, ids: Iterable[int]) -> dict[int, str]:
    """Full names by id."""
    rows = db.execute(
        select(people.c.id, people.c.name).where(
            people.c.workspace == workspace, people.c.id.in_(set(ids))
        )
    )
    return {row.id: row.name for row in rows}
