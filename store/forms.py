"""Names under which people stand in the archive in; which of them are one person's, kept.

Who is one person is a function of the names, of what articles call them and of what people
decided (collation/identities.py). Only the names that share a surname with what came are grouped
again, so that one more article costs as much in a large archive as in a small one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import bindparam, func, insert, select, update

from collation.identities import (
    KINDS,
    PERSON,
    Form,
    block_of,
    group_forms,
    guess_kind,
    offices_of,
    shown_first,
)
from collation.names import read_name
from collation.offices import Office
from store import links, roles
from store.archive import Session, add_rows
from store.keys import digest, name_key, words_of
from store.tables import (
    articles,
    people,
    person_decisions,
    person_exceptions,
    person_names,
)
from store.tables import person_roles as roles_table

T = TypeVar("T")

BOTH = "both"  # genders that articles give one name
AT_ONCE = 2_000  # rows placed in one transaction
_MOST = 500  # parameters of a statement


@dataclass(frozen=True, slots=True)
class Told:
    """What a story tells of who speaks, beside the name. `kind` None: it does not say."""

    kind: str | None = None  # as in Person
    gender: str | None = None
    roles: tuple[str, ...] = ()


UNTOLD = Told()


def exceptions_of(db: Session, workspace: str, story: int) -> dict[str, int]:
    """The rows of people that names mean in this story by a decision, by the key of the name."""
    rows = db.execute(
        select(person_exceptions.c.name_key, person_exceptions.c.person_id)
        .join(articles, articles.c.source_key == person_exceptions.c.source_key)
        .join(person_decisions, person_decisions.c.id == person_exceptions.c.decision_id)
        .where(
            articles.c.story_id == story,
            articles.c.workspace == workspace,
            person_exceptions.c.workspace == workspace,
            person_decisions.c.undone_at.is_(None),
        )
        .order_by(person_decisions.c.id)
    )
    return {row.name_key: row.person_id for row in rows}


def find_or_add(
    db: Session,
    workspace: str,
    named: Sequence[tuple[str, Told]],
    exceptions: Mapping[str, int],
) -> list[int]:
    """The row of each of these names; made where nobody quoted it before. To be placed if new.

    A surname without a first name is a name of its own with each office: "President Roe" and
    "Judge Roe" may be two people.
    """
    keys_of = {one: _key(*one) for one in dict.fromkeys(named)}
    keys = [keys_of[one] for one in named]
    ids: dict[str, int] = {}
    before: dict[str, tuple[str | None, str | None]] = {}  # kind and gender as they stand
    for some in _pieces(sorted({*keys} - exceptions.keys())):
        query = select(people.c.key, people.c.id, people.c.kind, people.c.gender)
        for row in db.execute(query.where(people.c.workspace == workspace, people.c.key.in_(some))):
            ids[row.key], before[row.key] = row.id, (row.kind, row.gender)
    now = dict(before)
    names: dict[str, str] = {}  # of those that are new, in the order met
    for (name, told), key in zip(named, keys, strict=True):
        if key in exceptions:
            continue
        if key not in now:
            names[key], now[key] = name, (told.kind, told.gender)
        kind, gender = now[key]
        now[key] = _stronger(kind, told.kind), _either(gender, told.gender)
    changed = [
        {"changed": ids[key], "kind": now[key][0], "gender": now[key][1], "block": None}
        for key in before
        if now[key] != before[key]
    ]
    if changed:
        db.execute(update(people).where(people.c.id == bindparam("changed")), changed)
    new = [
        {"name": name, "key": key, "kind": now[key][0], "gender": now[key][1], "block": None}
        for key, name in names.items()
    ]
    ids |= zip(names, _add_all(db, workspace, new), strict=True)
    return [exceptions[key] if key in exceptions else ids[key] for key in keys]


def _add_all(db: Session, workspace: str, rows: Sequence[dict[str, str | None]]) -> list[int]:
    """New rows, found by the words of their names."""
    ids = add_rows(db, people, [{"workspace": workspace, **row} for row in rows])
    tokens = [
        {"workspace": workspace, "token": token, "person_id": id}
        for row, id in zip(rows, ids, strict=True)
        for token in sorted({word[:64] for word in words_of(row["name"] or "")})
    ]
    if tokens:
        db.execute(insert(person_names), tokens)
    return ids


def add_namesake(db: Session, workspace: str, name: str, kind: str | None) -> int:
    """A row for somebody else of the same name, whom only a decision joins with others."""
    count = select(func.count()).where(people.c.workspace == workspace, people.c.name == name)
    number = int(db.execute(count).scalar_one()) + 1
    key = digest(f"{name_key(name)} {number}")
    row = {"name": name, "key": key, "kind": kind, "gender": None, "block": ""}
    return _add_all(db, workspace, [row])[0]


def _key(name: str, told: Told) -> str:
    """A name's key; that of a bare surname holds the offices of one holder that go with it."""
    if told.kind == PERSON and not read_name(name).full:
        held = sorted({str(o) for o in offices_of(told.roles) if o.sole})
        if held:
            return digest(" ".join((*words_of(name), *held)))
    return name_key(name)


def _stronger(one: str | None, other: str | None) -> str | None:
    ranks = {kind: number for number, kind in enumerate(KINDS)}
    return max((one, other), key=lambda kind: ranks.get(kind or "", -1))


def _either(one: str | None, other: str | None) -> str | None:
    return one or other if one is None or other is None or one == other else BOTH


def recount_quotations(db: Session, before: Counter[int], now: Counter[int]) -> None:
    """Count anew how often names are quoted, by what was printed under them and what is now.

    Of somebody with several names the one that is quoted most may be another now.
    """
    changed = {id: now[id] - before[id] for id in sorted({*before, *now}) if now[id] != before[id]}
    if changed:
        db.execute(
            update(people)
            .where(people.c.id == bindparam("quoted"))
            .values(quotations=people.c.quotations + bindparam("more")),
            [{"quoted": id, "more": more} for id, more in changed.items()],
        )
    leaders: set[int] = set()
    for some in _pieces(list(changed)):
        query = select(people.c.leader).where(people.c.id.in_(some), people.c.leader.isnot(None))
        leaders.update(db.execute(query.distinct()).scalars())
    for leader in sorted(leaders):
        rows = db.execute(
            select(people.c.id, people.c.name, people.c.kind, people.c.quotations).where(
                people.c.leader == leader
            )
        )
        theirs = [Form(row.id, row.name, row.kind or "", times=row.quotations) for row in rows]
        first = shown_first(theirs).id
        if first != leader:
            db.execute(update(people).where(people.c.leader == leader).values(leader=first))


def waiting(db: Session, workspace: str) -> bool:
    """Whether any row is to be placed."""
    query = select(people.c.id).where(people.c.workspace == workspace, people.c.block.is_(None))
    return db.execute(query.limit(1)).first() is not None


def place(db: Session, workspace: str, most: int = AT_ONCE) -> int:
    """Group rows that are to be placed with what can be the same person; returns how many.

    Rows of an older archive are placed the same way, `most` of them at a time.
    """
    waiting = db.execute(
        select(people.c.id, people.c.name, people.c.kind)
        .where(people.c.workspace == workspace, people.c.block.is_(None))
        .order_by(people.c.id)
        .limit(most)
    ).all()
    if not waiting:
        return 0
    placed = []
    for row in waiting:
        kind = row.kind or guess_kind(row.name)
        if row.kind is None:
            roles.read_offices(db, row.id)
        placed.append({"placed": row.id, "kind": kind, "block": block_of(row.name, kind)[:96]})
    db.execute(update(people).where(people.c.id == bindparam("placed")), placed)
    regroup(db, workspace, {row["block"] for row in placed}, {row.id for row in waiting})
    return len(waiting)


def regroup(db: Session, workspace: str, blocks: Iterable[str], ids: Iterable[int]) -> None:
    """Group the rows of these blocks, these rows, and all that a decision ties to them."""
    found = _gather(db, workspace, {block for block in blocks if block}, set(ids))
    decided = links.of(db, workspace, found)
    forms = {id: form for id, (form, _) in found.items()}
    leaders: dict[int, int | None] = {}
    for group in _grouped(found, decided):
        first = shown_first(forms[id] for id in group).id if len(group) > 1 else None
        leaders |= dict.fromkeys(group, first)
    before = {id: leader for id, (_, leader) in found.items()}
    changed: dict[int | None, list[int]] = {}
    for id, leader in leaders.items():
        if before[id] != leader:
            changed.setdefault(leader, []).append(id)
    for leader, members in changed.items():
        for some in _pieces(sorted(members)):
            db.execute(update(people).where(people.c.id.in_(some)).values(leader=leader))


def _grouped(
    found: Mapping[int, tuple[Form, int | None]], decided: Sequence[links.Link]
) -> list[frozenset[int]]:
    return group_forms([form for form, _ in found.values()], decided)


def _gather(
    db: Session, workspace: str, blocks: set[str], ids: set[int]
) -> dict[int, tuple[Form, int | None]]:
    """The rows of the blocks with their leaders; those tied to them by hand, and their blocks."""
    rows: dict[int, tuple[str, str, str | None, int | None, int]] = {}
    seen_blocks: set[str] = set()
    while blocks or ids:
        conditions = [people.c.block.in_(some) for some in _pieces(sorted(blocks))]
        conditions += [people.c.id.in_(some) for some in _pieces(sorted(ids))]
        query = select(
            people.c.id,
            people.c.name,
            people.c.kind,
            people.c.gender,
            people.c.leader,
            people.c.block,
            people.c.quotations,
        ).where(people.c.workspace == workspace)
        met = [row for condition in conditions for row in db.execute(query.where(condition))]
        seen_blocks |= blocks
        fresh = {row.id for row in met} - rows.keys()
        for row in met:
            kind = row.kind if row.block else "unnamed"  # what is not placed joins by hand only
            rows[row.id] = (row.name, kind or "unnamed", row.gender, row.leader, row.quotations)
        blocks = {row.block for row in met if row.block} - seen_blocks
        ids = links.tied(db, workspace, fresh) - rows.keys()
    offices = _offices(db, rows)
    return {
        id: (Form(id, name, kind, offices[id], None if gender == BOTH else gender, times), leader)
        for id, (name, kind, gender, leader, times) in sorted(rows.items())
    }


def _offices(db: Session, ids: Iterable[int]) -> dict[int, frozenset[Office]]:
    found: dict[int, set[Office]] = {id: set() for id in ids}
    for some in _pieces(sorted(found)):
        rows = db.execute(
            select(roles_table.c.person_id, roles_table.c.office)
            .where(roles_table.c.person_id.in_(some), roles_table.c.office.isnot(None))
            .distinct()
        )
        for row in rows:
            title, _, field = row.office.partition("|")
            found[row.person_id].add(Office(title, field))
    return {id: frozenset(held) for id, held in found.items()}


def _pieces(ids: Sequence[T]) -> Iterator[Sequence[T]]:
    for at in range(0, len(ids), _MOST):
        yield ids[at : at + _MOST]
