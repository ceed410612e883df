"""What people decided about which articles are one story in; kept, taken back, what holds, out.

A decision names articles by where they come from: it holds for every later text of theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from store.archive import Session, add_row
from store.columns import Moment, Packed
from store.stories import Member
from store.tables import articles, metadata, stories

MERGED = "merged"
SPLIT = "split"
REST, OFF = 0, 1  # sides of a split; in further ones is what was kept apart from both before
_AT_ONCE = 500  # values in one statement

#: What somebody decided about stories: kept for good, an undone one too.
story_decisions = Table(
    "story_decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("action", String(16), nullable=False),  # merged, split
    Column("person", String(64), nullable=False),  # who decided
    Column("at", Moment, nullable=False),
    Column("story", Integer, nullable=False),  # the number that went on
    Column("other", Integer, nullable=False),  # the one that ended in it, or began
    Column("heirs", Packed(tuple[str, ...], level=0), nullable=False),  # numbers that led to other
    Column("undone_by", String(64)),
    Column("undone_at", Moment),
    Index(None, "workspace"),
)

#: On which side of a decision the articles of a source stand.
story_links = Table(
    "story_links",
    metadata,
    Column(
        "decision_id",
        Integer,
        ForeignKey("story_decisions.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("source_key", String(64), primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("side", Integer, nullable=False),
    Index(None, "workspace", "source_key"),
)


@dataclass(frozen=True, slots=True)
class StoredGrouping:
    """Who decided what and when. `sides` are the keys of sources, side by side."""

    id: int
    action: str
    person: str
    at: datetime
    story: int  # the number that went on
    other: int  # the number that ended in it (merged), or began (split)
    heirs: tuple[int, ...]  # further numbers that led to `other`
    undone_by: str | None
    undone_at: datetime | None
    sides: tuple[frozenset[str], ...]

    @property
    def sources(self) -> frozenset[str]:
        """All that it is about."""
        return frozenset().union(*self.sides)


def decide(
    db: Session,
    workspace: str,
    action: str,
    sides: Sequence[Iterable[str]],
    stories: tuple[int, int],
    heirs: Iterable[int],
    person: str,
    now: datetime,
) -> int:
    """Keep a decision; its number. `stories` are the number that goes on and the other."""
    values = {"workspace": workspace, "action": action, "person": person, "at": now}
    story, other = stories
    values |= {"story": story, "other": other, "heirs": tuple(map(str, heirs))}
    id = add_row(db, insert(story_decisions).values(values))
    of = {source: side for side, sources in enumerate(sides) for source in sources}
    if of:
        db.execute(
            insert(story_links),
            [
                {"decision_id": id, "source_key": source, "workspace": workspace, "side": side}
                for source, side in sorted(of.items())
            ],
        )
    return id


def undo(db: Session, decision: int, person: str, now: datetime) -> None:
    """Take a decision back; that it was made stays written."""
    db.execute(
        update(story_decisions)
        .where(story_decisions.c.id == decision)
        .values(undone_by=person, undone_at=now)
    )


def holding(db: Session, workspace: str) -> tuple[StoredGrouping, ...]:
    """All decisions that hold, oldest first."""
    return _load(db, workspace, held=True)


def every(db: Session, workspace: str) -> tuple[StoredGrouping, ...]:
    """All decisions, oldest first, undone ones too."""
    return _load(db, workspace, held=False)


def about(db: Session, workspace: str, sources: Iterable[str]) -> tuple[StoredGrouping, ...]:
    """The decisions about these sources, oldest first, undone ones too."""
    wanted, found = sorted(set(sources)), set[int]()
    for at in range(0, len(wanted), _AT_ONCE):
        found |= set(
            db.execute(
                select(story_links.c.decision_id).where(
                    story_links.c.workspace == workspace,
                    story_links.c.source_key.in_(wanted[at : at + _AT_ONCE]),
                )
            ).scalars()
        )
    return tuple(one for one in _load(db, workspace, held=False) if one.id in found)


def stamp(db: Session, workspace: str) -> tuple[int, int, int]:
    """Changes with every decision and every undo: what is computed of them is checked by it."""
    row = db.execute(
        select(
            func.coalesce(func.max(story_decisions.c.id), 0),
            func.count(),
            func.count(story_decisions.c.undone_at),
        ).where(story_decisions.c.workspace == workspace)
    ).one()
    return int(row[0]), int(row[1]), int(row[2])


def _load(db: Session, workspace: str, *, held: bool) -> tuple[StoredGrouping, ...]:
    query = select(story_decisions).where(story_decisions.c.workspace == workspace)
    links = (
        select(story_links.c.decision_id, story_links.c.source_key, story_links.c.side)
        .join(story_decisions, story_decisions.c.id == story_links.c.decision_id)
        .where(story_links.c.workspace == workspace)
    )
    if held:
        query = query.where(story_decisions.c.undone_at.is_(None))
        links = links.where(story_decisions.c.undone_at.is_(None))
    rows = db.execute(query.order_by(story_decisions.c.id)).all()
    if not rows:
        return ()
    sides: dict[int, dict[int, set[str]]] = {}
    for link in db.execute(links):
        sides.setdefault(link.decision_id, {}).setdefault(link.side, set()).add(link.source_key)
    return tuple(_stored(row, sides.get(row.id, {})) for row in rows)


def _stored(row: Row[tuple[object, ...]], sides: dict[int, set[str]]) -> StoredGrouping:
    last = max(sides, default=-1)
    return StoredGrouping(
        row.id,
        row.action,
        row.person,
        row.at,
        row.story,
        row.other,
        tuple(int(one) for one in row.heirs),
        row.undone_by,
        row.undone_at,
        tuple(frozenset(sides.get(side, ())) for side in range(last + 1)),
    )


def forget(db: Session, workspace: str, sources: Iterable[str]) -> None:
    """Nothing is known any more of what was decided about these sources.

    A decision that is left with one side decides nothing, and goes as well.
    """
    wanted = sorted(set(sources))
    touched = {one.id for one in about(db, workspace, wanted)}
    for at in range(0, len(wanted), _AT_ONCE):
        db.execute(
            delete(story_links).where(
                story_links.c.workspace == workspace,
                story_links.c.source_key.in_(wanted[at : at + _AT_ONCE]),
            )
        )
    for one in _load(db, workspace, held=False):
        sides = (*one.sides, frozenset(), frozenset())[:2]
        if one.id in touched and not all(sides):
            db.execute(delete(story_links).where(story_links.c.decision_id == one.id))
            db.execute(delete(story_decisions).where(story_decisions.c.id == one.id))


def members_of(db: Session, workspace: str, sources: Iterable[str]) -> tuple[Member, ...]:
    """The current articles of these sources, and all of the stories that they are in."""
    wanted, found = sorted(set(sources)), dict[int, Member]()
    theirs = (articles.c.workspace == workspace, articles.c.current.is_(True))
    columns = (articles.c.id, articles.c.features, articles.c.story_id)
    for at in range(0, len(wanted), _AT_ONCE):
        some = articles.c.source_key.in_(wanted[at : at + _AT_ONCE])
        told = select(articles.c.story_id).where(*theirs, some, articles.c.story_id.isnot(None))
        rows = db.execute(select(*columns).where(*theirs, or_(some, articles.c.story_id.in_(told))))
        found |= {row.id: Member(*row) for row in rows}
    return tuple(sorted(found.values(), key=lambda member: member.item.id))


def sources_of(db: Session, workspace: str, ids: Iterable[int]) -> dict[int, str]:
    """The key of the source of each article, by the article's id."""
    wanted, found = sorted(set(ids)), dict[int, str]()
    for at in range(0, len(wanted), _AT_ONCE):
        rows = db.execute(
            select(articles.c.id, articles.c.source_key).where(
                articles.c.workspace == workspace, articles.c.id.in_(wanted[at : at + _AT_ONCE])
            )
        )
        found |= {row.id: row.source_key for row in rows}
    return found


def heirs(db: Session, workspace: str, story: int) -> tuple[int, ...]:
    """The numbers of stories that went into this one."""
    query = select(stories.c.id).where(
        stories.c.workspace == workspace, stories.c.merged_into == story
    )
    return tuple(sorted(db.execute(query).scalars()))


def lead(db: Session, workspace: str, ended: int, story: int) -> None:
    """Let a number that has ended lead to a story; nothing where it has not ended."""
    db.execute(
        update(stories)
        .where(
            stories.c.workspace == workspace,
            stories.c.id == ended,
            stories.c.merged_into.isnot(None),
        )
        .values(merged_into=story)
    )


def revive(db: Session, workspace: str, decision: StoredGrouping) -> bool:
    """Let the number that ended in a merge be a story's again, with those that led to it.

    False where it has not ended, or is known no more.
    """
    mine = (stories.c.workspace == workspace, stories.c.merged_into.isnot(None))
    begun = db.execute(
        update(stories).where(*mine, stories.c.id == decision.other).values(merged_into=None)
    )
    if not begun.rowcount:
        return False
    db.execute(
        update(stories)
        .where(*mine, stories.c.id.in_(decision.heirs))
        .values(merged_into=decision.other)
    )
    return True
