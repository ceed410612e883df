"""Outlets: the name an article gives itself, and the name people want to read."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, func, insert, select, update

from store.archive import Session, add_row
from store.columns import storable
from store.keys import name_key, words_of
from store.tables import articles, outlets

_NAME = func.coalesce(outlets.c.given, outlets.c.found)


def find_or_add(db: Session, workspace: str, found: str) -> int:
    """The outlet of this printed name; made where nobody met it before."""
    key = name_key(found)
    id = db.execute(_FOUND, {"workspace_is": workspace, "key_is": key}).scalar()
    if id is None:
        row = insert(outlets).values(workspace=workspace, found=found, found_key=key)
        return add_row(db, row)
    return int(id)


_FOUND = select(outlets.c.id).where(
    outlets.c.workspace == bindparam("workspace_is"), outlets.c.found_key == bindparam("key_is")
)


def rename(db: Session, workspace: str, old: str, new: str) -> int:
    """Give the outlets shown as `old`, or printed so, the name `new`; returns how many articles.

    `old` may end in an ellipsis where it is long, as file names are: the one outlet that begins
    so is meant. The name is kept for articles that come later.
    """
    ids = _called(db, workspace, old)
    if not ids:
        return 0
    db.execute(update(outlets).where(outlets.c.id.in_(ids)).values(given=storable(new)))
    count = select(func.count()).where(articles.c.outlet_id.in_(ids), articles.c.current.is_(True))
    return int(db.execute(count).scalar_one())


def _called(db: Session, workspace: str, name: str) -> list[int]:
    rows = db.execute(
        select(outlets.c.id, _NAME.label("name"), outlets.c.found).where(
            outlets.c.workspace == workspace
        )
    ).all()
    key = name_key(name)
    exact = [row.id for row in rows if key in (name_key(row.name), name_key(row.found))]
    start = name.rstrip("….").casefold()
    if exact or not name.endswith(("…", "...")) or not start:
        return exact
    begun = [row.id for row in rows if row.name.casefold().startswith(start)]
    return begun if len(begun) == 1 else []


def matching(db: Session, workspace: str, name: str) -> tuple[int, ...]:
    """The outlets whose shown or printed name holds every word of `name`."""
    wanted = set(words_of(name))
    rows = db.execute(
        select(outlets.c.id, _NAME.label("name"), outlets.c.found).where(
            outlets.c.workspace == workspace
        )
    )
    return tuple(
        row.id
        for row in rows
        if wanted and (wanted <= set(words_of(row.name)) or wanted <= set(words_of(row.found)))
    )


def names(db: Session, workspace: str) -> tuple[str, ...]:
    """The names of all outlets, sorted."""
    rows = db.execute(select(_NAME.label("name")).where(outlets.c.workspace == workspace))
    return tuple(sorted({row.name for row in rows}))


def names_of_story(db: Session, workspace: str, story_ids: list[int]) -> dict[int, tuple[str, ...]]:
    """Each story's outlets by name, sorted."""
    rows = db.execute(
        select(articles.c.story_id, _NAME.label("name"))
        .join(outlets, outlets.c.id == articles.c.outlet_id)
        .where(
            articles.c.workspace == workspace,
            articles.c.story_id.in_(story_ids),
            articles.c.current.is_(True),
        )
        .distinct()
    )
    found: dict[int, set[str]] = {id: set() for id in story_ids}
    for row in rows:
        found[row.story_id].add(row.name)
    return {id: tuple(sorted(named)) for id, named in found.items()}


def by_id(db: Session, workspace: str, ids: Iterable[int]) -> dict[int, str]:
    """The names that people read, by id."""
    rows = db.execute(
        select(outlets.c.id, _NAME.label("name")).where(
            outlets.c.workspace == workspace, outlets.c.id.in_(sorted(set(ids)))
        )
    )
    return {row.id: row.name for row in rows}
