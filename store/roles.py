"""What articles call people, counted utterance by utterance; the offices that those roles name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import and_, bindparam, delete, insert, or_, select, update

from collation.identities import offices_of
from store.archive import Session
from store.keys import name_key, words_of
from store.people import ROLE
from store.tables import people, person_names, utterances
from store.tables import person_roles as roles_table

_MOST = 500  # parameters of a statement

Called = Mapping[tuple[int, str], int]  # (person, role): in how many utterances
_MINE = and_(
    roles_table.c.person_id == bindparam("person"), roles_table.c.key == bindparam("folded")
)


def roles_in(db: Session, story: int) -> dict[tuple[int, str], int]:
    """What a story's utterances call their speakers, each counted."""
    found: dict[tuple[int, str], int] = {}
    rows = db.execute(
        select(utterances.c.person_id, utterances.c.role).where(
            utterances.c.story_id == story,
            utterances.c.person_id.isnot(None),
            utterances.c.role.isnot(None),
        )
    )
    for row in rows:
        found[row.person_id, row.role] = found.get((row.person_id, row.role), 0) + 1
    return found


def recount_roles(db: Session, workspace: str, before: Called, now: Called) -> None:
    """Count what a story calls people anew; whoever is called otherwise is to be placed again."""
    changes: dict[tuple[int, str], tuple[str, int]] = {}
    for called, sign in ((before, -1), (now, 1)):
        for (person, role), times in called.items():
            key = name_key(role)
            shown, sum = changes.get((person, key), (role, 0))
            changes[person, key] = (min(shown, role), sum + sign * times)
    changed = {where: what for where, what in sorted(changes.items()) if what[1]}
    again = sorted(_count(db, workspace, changed))
    for at in range(0, len(again), _MOST):
        some = again[at : at + _MOST]
        db.execute(
            update(people)
            .where(people.c.id.in_(some), or_(people.c.block.is_(None), people.c.block != ""))
            .values(block=None)
        )


def _count(
    db: Session, workspace: str, changes: Mapping[tuple[int, str], tuple[str, int]]
) -> set[int]:
    """Count so many more of each role (by person and key); by whom an office came or went."""
    known = _known(db, {person for person, _ in changes})
    again: set[int] = set()
    new, said, more, gone = [], [], [], []
    for (person, key), (role, sum) in changes.items():
        times, office = known.get((person, key), (0, None))
        mine = {"person": person, "folded": key}
        if times + sum <= 0:
            gone.append(mine)
        elif (person, key) in known:
            more.append(mine | {"utterances": times + sum})
            continue
        else:
            office = _office(role)
            said.append((person, role))
            new.append(
                {
                    "person_id": person,
                    "key": key,
                    "workspace": workspace,
                    "role": role,
                    "office": office,
                    "utterances": sum,
                }
            )
        if office is not None:
            again.add(person)
    if new:
        db.execute(insert(roles_table), new)
        _learn(db, workspace, said)
    if more:
        db.execute(update(roles_table).where(_MINE), more)
    if gone:
        db.execute(delete(roles_table).where(_MINE), gone)
    return again


def _known(db: Session, people: Iterable[int]) -> dict[tuple[int, str], tuple[int, str | None]]:
    """How often each role of these people is counted, and its office."""
    wanted = sorted(people)
    found: dict[tuple[int, str], tuple[int, str | None]] = {}
    for at in range(0, len(wanted), _MOST):
        rows = db.execute(
            select(
                roles_table.c.person_id,
                roles_table.c.key,
                roles_table.c.utterances,
                roles_table.c.office,
            ).where(roles_table.c.person_id.in_(wanted[at : at + _MOST]))
        )
        found |= {(row.person_id, row.key): (row.utterances, row.office) for row in rows}
    return found


def _learn(db: Session, workspace: str, said: Iterable[tuple[int, str]]) -> None:
    """People are found by the words of a role, too; they stay when it is said no more."""
    tokens = {(person, f"{ROLE}{word[:63]}") for person, role in said for word in words_of(role)}
    wanted = sorted({person for person, _ in tokens})
    for at in range(0, len(wanted), _MOST):
        some = wanted[at : at + _MOST]
        known = select(person_names.c.person_id, person_names.c.token)
        rows = db.execute(known.where(person_names.c.person_id.in_(some)))
        tokens -= {(row.person_id, row.token) for row in rows}
    if tokens:
        db.execute(
            insert(person_names),
            [{"workspace": workspace, "token": t, "person_id": p} for p, t in sorted(tokens)],
        )


def read_offices(db: Session, person: int) -> None:
    """Keep the offices in roles that were counted before offices were kept."""
    rows = db.execute(
        select(roles_table.c.key, roles_table.c.role).where(
            roles_table.c.person_id == person, roles_table.c.office.is_(None)
        )
    ).all()
    for row in rows:
        office = _office(row.role)
        if office is not None:
            db.execute(
                update(roles_table)
                .where(roles_table.c.person_id == person, roles_table.c.key == row.key)
                .values(office=office)
            )


def _office(role: str) -> str | None:
    found = sorted(str(office) for office in offices_of((role,)))
    return found[0][:96] if found else None
