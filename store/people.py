"""The people who are quoted: found by any of their names, by a title with one, or by an office."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select

from collation.identities import PERSON, block_of
from collation.names import Agreement, agree, read_name
from collation.offices import Office, named_office, read_office
from store.archive import Session
from store.keys import words_of
from store.tables import people, person_names, person_roles, printings
from store.vocabulary import LONGEST, one_away

#: Words before a name that people type and that are no part of it.
_TITLES = frozenset(
    "attorney archbishop bishop captain cardinal chairman chancellor chief coach colonel "
    "commissioner congressman congresswoman councillor deputy detective director doctor dr former "
    "general gov governor inspector judge justice king lady lord mayor minister miss mr mrs ms "
    "officer police pope premier president prime prince princess prof professor queen rep "
    "representative secretary sen senator sergeant sheriff sir spokesman spokeswoman the "
    "vice".split()
)
_DESCRIBED = ("group", "unnamed")  # kinds that bear no name
ROLE = "~"  # before a word of what articles call somebody, among the words of names
#: States and unions that are printed with dots or without: "the U.S. Army", "the US Army".
_SHORT = re.compile(r"\b(?:US|USA|UK|UN|EU)\b")
_DOTTED = re.compile(r"\b(?:U\.S\.A\.?|U\.S\.?|U\.K\.?|U\.N\.?|E\.U\.?)(?=\W|$)")
_AT_ONCE = 500  # values in one question to the database
_MOST_ALIKE = 400  # words or names that are compared with what was typed
MOST = 50  # names, the most quoted, of which the words are searched at once
_LEADER = func.coalesce(people.c.leader, people.c.id)


@dataclass(frozen=True, slots=True)
class StoredForm:
    """One name under which somebody stands; `person` is the same for all names of one person."""

    id: int
    name: str
    kind: str | None
    person: int


def named(db: Session, workspace: str, name: str) -> tuple[int, ...]:
    """Every row of the people who are meant: with all their names, whichever was typed.

    Those whose name holds every word typed, titles aside; whoever is exactly so, alone. Of several
    with one surname an office chooses ("President Roe") where one of them holds it. A name that
    nobody prints so may be somebody's all the same ("Bob Roe"), and so may an office ("Peru's
    president") where one person holds it.
    """
    spelt = (name, _SHORT.sub(_dotted, name), _DOTTED.sub(_undotted, name))
    ways = ((way, _bearers(_with_words(db, workspace, way))) for way in dict.fromkeys(spelt))
    name, found = next((row for row in ways if row[1]), (name, []))
    if found:
        persons = _exactly(name, found) or _in_office(db, workspace, name, found)
    else:
        persons = _spelt_otherwise(db, workspace, name) or holders(db, workspace, name)
    return tuple(form.id for form in forms_of(db, workspace, persons))


def _dotted(found: re.Match[str]) -> str:
    return "".join(f"{letter}." for letter in found.group())


def _undotted(found: re.Match[str]) -> str:
    return found.group().replace(".", "")


def _with_words(db: Session, workspace: str, name: str) -> list[StoredForm]:
    words = words_of(name)
    wanted = {w[:64] for w in words if w not in _TITLES} or {w[:64] for w in words}
    if not wanted:
        return []
    rows = db.execute(
        select(people.c.id, people.c.name, people.c.kind, _LEADER.label("person"))
        .join(person_names, person_names.c.person_id == people.c.id)
        .where(person_names.c.workspace == workspace, person_names.c.token.in_(wanted))
        .group_by(people.c.id, people.c.name, people.c.kind, people.c.leader, people.c.quotations)
        .having(func.count() == len(wanted))
        .order_by(people.c.quotations.desc(), people.c.id)
        .limit(MOST)
    )
    return [StoredForm(*row) for row in rows]


def _bearers(found: list[StoredForm]) -> list[StoredForm]:
    """Without those who are only described by the name, where somebody bears it: "Roe's lawyer"."""
    if not any(form.kind == PERSON for form in found):
        return found
    return [form for form in found if form.kind not in _DESCRIBED]


def _exactly(name: str, found: list[StoredForm]) -> set[int]:
    """Whoever bears the full name typed; a surname alone is nobody's only."""
    typed = tuple(w for w in words_of(name) if w not in _TITLES)
    if len(typed) < 2:
        return set()
    return {
        form.person
        for form in found
        if tuple(w for w in words_of(form.name) if w not in _TITLES) == typed
    }


def _in_office(db: Session, workspace: str, name: str, found: list[StoredForm]) -> set[int]:
    persons = {form.person for form in found}
    title = _title(name)
    if title is None or len(persons) < 2:
        return persons
    theirs = {form.id: form.person for form in forms_of(db, workspace, persons)}
    rows = db.execute(
        select(person_roles.c.person_id)
        .where(person_roles.c.person_id.in_(sorted(theirs)), _held(title))
        .distinct()
    ).scalars()
    holding = {theirs[id] for id in rows}
    return holding if len(holding) == 1 else persons


def _title(name: str) -> Office | None:
    """The office typed before a surname: "president" of "President Roe"."""
    found = read_name(name)
    if not found.titles or found.full:
        return None
    office = read_office(" ".join(found.titles))
    return office if office is not None and office.sole else None


def _held(office: Office) -> ColumnElement[bool]:
    column = person_roles.c.office
    if office.field:
        return column == str(office)
    return or_(column == str(office), column.startswith(f"{office.title}|", autoescape=True))


def _spelt_otherwise(db: Session, workspace: str, name: str) -> set[int]:
    """The one person whom a first name means that stands for theirs, or another spelling."""
    typed = read_name(name)
    if not typed.full:
        return set()
    rows = db.execute(
        select(people.c.id, people.c.name, people.c.kind, _LEADER.label("person"))
        .where(people.c.workspace == workspace, people.c.block == block_of(name, PERSON))
        .order_by(people.c.id)
        .limit(20 * MOST)
    )
    alike = {
        form.person
        for form in (StoredForm(*row) for row in rows)
        if agree(read_name(form.name), typed) >= Agreement.SHORT
    }
    return alike if len(alike) == 1 else set()


def holders(db: Session, workspace: str, description: str) -> set[int]:
    """The one person who is said to hold the office described; nobody where there are two."""
    office = named_office(description)
    if office is None:
        return set()
    rows = db.execute(
        select(_LEADER)
        .join(person_roles, person_roles.c.person_id == people.c.id)
        .where(person_roles.c.workspace == workspace, person_roles.c.office == str(office))
        .distinct()
        .limit(2)
    ).scalars()
    found = set(rows)
    return found if len(found) == 1 else set()


def called(db: Session, workspace: str, description: str, most: int) -> tuple[str, ...]:
    """The names of people of whom articles say all these words ("Secretary of State"), whom they
    say it of most first."""
    words = words_of(description)
    bearing = _saying(db, workspace, words)
    if not bearing:
        return ()
    held = (func.lower(person_roles.c.role).contains(w, autoescape=True) for w in words)
    leaders = people.alias("leaders")
    rows = db.execute(
        select(leaders.c.name)
        .select_from(person_roles)
        .join(people, people.c.id == person_roles.c.person_id)
        .join(leaders, leaders.c.id == _LEADER)
        .where(person_roles.c.person_id.in_(bearing), *held)
        .group_by(leaders.c.id, leaders.c.name)
        .order_by(func.sum(person_roles.c.utterances).desc(), leaders.c.name)
        .limit(most)
    ).scalars()
    return tuple(dict.fromkeys(rows))


def _saying(db: Session, workspace: str, words: Iterable[str]) -> list[int]:
    """The rows of the most quoted people of whom articles have said all these words."""
    wanted = {f"{ROLE}{word[:63]}" for word in words}
    if not wanted:
        return []
    rows = db.execute(
        select(people.c.id)
        .join(person_names, person_names.c.person_id == people.c.id)
        .where(person_names.c.workspace == workspace, person_names.c.token.in_(sorted(wanted)))
        .group_by(people.c.id, people.c.quotations)
        .having(func.count() == len(wanted))
        .order_by(people.c.quotations.desc(), people.c.id)
        .limit(_MOST_ALIKE)
    )
    return list(rows.scalars())


def forms_of(db: Session, workspace: str, persons: Iterable[int]) -> tuple[StoredForm, ...]:
    """All names of these people (each by the row that stands for them), in the order of ids."""
    wanted = sorted(set(persons))
    if not wanted:
        return ()
    found: dict[int, StoredForm] = {}
    # One index for each: for a disjunction SQLite would read every name of the workspace.
    for column in (people.c.id, people.c.leader):
        rows = db.execute(
            select(people.c.id, people.c.name, people.c.kind, _LEADER, people.c.workspace).where(
                column.in_(wanted)
            )
        )
        for row in rows:
            if row.workspace == workspace and row[3] in wanted:
                found[row.id] = StoredForm(*row[:4])
    return tuple(found[id] for id in sorted(found))


def forms_by_id(db: Session, workspace: str, ids: Iterable[int]) -> tuple[StoredForm, ...]:
    """The names with these ids, in the order of ids."""
    rows = db.execute(
        select(people.c.id, people.c.name, people.c.kind, _LEADER)
        .where(people.c.workspace == workspace, people.c.id.in_(sorted(set(ids))))
        .order_by(people.c.id)
    )
    return tuple(StoredForm(*row) for row in rows)


def person_of(db: Session, workspace: str, id: int) -> int | None:
    """The row that stands for the person of a row; None where there is no such row."""
    row = db.execute(
        select(_LEADER).where(people.c.workspace == workspace, people.c.id == id)
    ).scalar()
    return None if row is None else int(row)


def alike(db: Session, workspace: str, typed: Iterable[str]) -> tuple[str, ...]:
    """Names with a word like one of those typed: a letter away, or begun alike; the most quoted.

    Asked for by what is like the word, so that the cost does not follow the size of the archive.
    """
    tokens = person_names.c.token
    theirs = person_names.c.workspace == workspace
    met: set[str] = set()
    for word in {word for word in typed if len(word) <= LONGEST}:
        near = sorted(one_away(word) | {word})
        for at in range(0, len(near), _AT_ONCE):
            query = select(tokens).where(theirs, tokens.in_(near[at : at + _AT_ONCE])).distinct()
            met.update(db.execute(query).scalars())
        begin = word[:3]
        query = select(tokens).where(theirs, tokens >= begin, tokens < begin + "\U0010ffff")
        met.update(db.execute(query.distinct().limit(_MOST_ALIKE)).scalars())
    rows = db.execute(
        select(people.c.name, people.c.quotations)
        .join(person_names, person_names.c.person_id == people.c.id)
        .where(theirs, tokens.in_(sorted(met)[:_AT_ONCE]))
        .distinct()
        .order_by(people.c.quotations.desc(), people.c.name)
        .limit(_MOST_ALIKE)
    )
    return tuple(sorted({row.name for row in rows}))


def names(db: Session, workspace: str, ids: Iterable[int]) -> dict[int, str]:
    """By the id of any of a person's names the one that stands for all."""
    leaders = people.alias("leaders")
    rows = db.execute(
        select(people.c.id, func.coalesce(leaders.c.name, people.c.name).label("name"))
        .outerjoin(leaders, leaders.c.id == people.c.leader)
        .where(people.c.workspace == workspace, people.c.id.in_(set(ids)))
    )
    return {row.id: row.name for row in rows}


@dataclass(frozen=True, slots=True)
class Called:
    """What articles call somebody, and in how many utterances."""

    role: str
    utterances: int


def roles(db: Session, ids: Iterable[int], most: int) -> tuple[Called, ...]:
    """What the names with these ids are called, the most frequent first."""
    rows = db.execute(
        select(func.min(person_roles.c.role), func.sum(person_roles.c.utterances).label("times"))
        .where(person_roles.c.person_id.in_(sorted(set(ids))))
        .group_by(person_roles.c.key)
        .order_by(func.sum(person_roles.c.utterances).desc(), func.min(person_roles.c.role))
        .limit(most)
    )
    return tuple(Called(row[0], int(row[1])) for row in rows)


@dataclass(frozen=True, slots=True)
class Printed:
    """One printing of what somebody said: under which name, by which outlet, in which story."""

    id: int
    person: int  # the row of the name
    utterance: int
    outlet: int
    story: int


def printed(db: Session, workspace: str, ids: Iterable[int], most: int) -> tuple[Printed, ...]:
    """The newest printings of quotations under these names, newest first."""
    found: list[Printed] = []
    for id in sorted(set(ids)):  # one by one: so each reads its own index in order, and stops
        rows = db.execute(
            select(
                printings.c.id,
                printings.c.person_id,
                printings.c.utterance_id,
                printings.c.outlet_id,
                printings.c.story_id,
            )
            .where(printings.c.workspace == workspace, printings.c.person_id == id)
            .order_by(printings.c.id.desc())
            .limit(most)
        )
        found += [Printed(*row) for row in rows]
    return tuple(sorted(found, key=lambda one: -one.id)[:most])


def count_printings(db: Session, ids: Iterable[int]) -> int:
    """How many printings of quotations there are under these names."""
    query = select(func.sum(people.c.quotations)).where(people.c.id.in_(sorted(set(ids))))
    return int(db.execute(query).scalar() or 0)
