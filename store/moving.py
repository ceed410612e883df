"""Articles that go from one story to another in; what was found and decided in them goes along.

Each discrepancy is known by the lineage of its story and its key. Where both stories have one of
the same key, the one that people decided on is the one that is shown from then on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import delete, exists, select, update

from store.archive import Session
from store.tables import (
    articles,
    decisions,
    discrepancies,
    discrepancy_articles,
    entries,
    printings,
    stories,
    story_stems,
    utterances,
)

_AT_ONCE = 500  # values in one statement
_SPARE = -1  # a lineage that no story has: where a row waits while two change places


def all_of(db: Session, gone: int, into: int, now: datetime | None) -> None:
    """Everything of one story belongs to another from now on."""
    lineage, older = _lineage(db, into), _lineage(db, gone)
    for table in (printings, utterances, entries):
        db.execute(update(table).where(table.c.story_id == gone).values(story_id=into))
    if lineage != older:
        mine = select(discrepancies.c.id, discrepancies.c.key_hash).where(
            discrepancies.c.story_id == gone, discrepancies.c.lineage == older
        )
        for row in db.execute(mine).all():
            _take_along(db, row.id, row.key_hash, older, lineage, now)
    changed = {"story_id": into} | ({"changed_at": now} if now is not None else {})
    db.execute(update(discrepancies).where(discrepancies.c.story_id == gone).values(changed))
    db.execute(
        update(articles)
        .where(articles.c.story_id == gone, articles.c.current.is_(False))
        .values(story_id=into)
    )
    db.execute(delete(story_stems).where(story_stems.c.story_id == gone))


def part_of(
    db: Session, workspace: str, ids: Collection[int], origin: int, target: int, now: datetime
) -> None:
    """What is of these articles alone goes with them, and with it what people decided on it.

    The articles are in the target already; their sources' older texts follow here.
    """
    moved = set(ids) | _older_texts(db, workspace, ids, origin, target)
    lineage = _lineage(db, target)
    for row in db.execute(
        select(discrepancies.c.id, discrepancies.c.key_hash, discrepancies.c.lineage).where(
            discrepancies.c.workspace == workspace, discrepancies.c.story_id == origin
        )
    ).all():
        cited = select(discrepancy_articles.c.article_id).where(
            discrepancy_articles.c.discrepancy_id == row.id
        )
        of = set(db.execute(cited).scalars())
        if of and of <= moved:
            if row.lineage != lineage:
                _change_places(db, row.id, row.key_hash, row.lineage, lineage)
            db.execute(
                update(discrepancies)
                .where(discrepancies.c.id == row.id)
                .values(story_id=target, changed_at=now)
            )
    _utterances(db, moved, origin, target)
    _entries(db, moved, origin, target)


def _lineage(db: Session, story: int) -> int:
    query = select(stories.c.lineage).where(stories.c.id == story)
    return int(db.execute(query).scalar_one())


def _take_along(
    db: Session, id: int, key: str, older: int, lineage: int, now: datetime | None
) -> None:
    """Into the lineage; where that has one of the key already, one of the two is shown no more."""
    twin = _holder(db, lineage, key)
    if twin is None:
        db.execute(update(discrepancies).where(discrepancies.c.id == id).values(lineage=lineage))
        return
    hidden = id
    if _decided(db, id) and not _decided(db, twin):
        _change_places(db, id, key, older, lineage)
        hidden = twin
    db.execute(
        update(discrepancies)
        .where(discrepancies.c.id == hidden)
        .values(present=False, **({"changed_at": now} if now is not None else {}))
    )


def _change_places(db: Session, id: int, key: str, older: int, lineage: int) -> None:
    """Give a discrepancy another lineage; what holds its key there gets the older one."""
    twin = _holder(db, lineage, key)
    steps = [(id, lineage)]
    if twin is not None:
        steps = [(id, _SPARE), (twin, older), (id, lineage)]
    for one, into in steps:
        db.execute(update(discrepancies).where(discrepancies.c.id == one).values(lineage=into))


def _holder(db: Session, lineage: int, key: str) -> int | None:
    query = select(discrepancies.c.id).where(
        discrepancies.c.lineage == lineage, discrepancies.c.key_hash == key
    )
    found = db.execute(query).scalar()
    return None if found is None else int(found)


def _decided(db: Session, id: int) -> bool:
    return bool(db.execute(select(exists().where(decisions.c.discrepancy_id == id))).scalar())


def _older_texts(
    db: Session, workspace: str, ids: Iterable[int], origin: int, target: int
) -> set[int]:
    found: set[int] = set()
    for some in _some(ids):
        sources = select(articles.c.source_key).where(articles.c.id.in_(some))
        found |= set(
            db.execute(
                select(articles.c.id).where(
                    articles.c.workspace == workspace,
                    articles.c.story_id == origin,
                    articles.c.current.is_(False),
                    articles.c.source_key.in_(sources),
                )
            ).scalars()
        )
    for some in _some(found):
        db.execute(update(articles).where(articles.c.id.in_(some)).values(story_id=target))
    return found


def _utterances(db: Session, moved: Collection[int], origin: int, target: int) -> None:
    """Those that no article prints that stayed; of the others the printings are made anew."""
    rows = db.execute(
        select(printings.c.utterance_id, printings.c.article_id)
        .where(printings.c.story_id == origin)
        .distinct()
    ).all()
    staying = {row.utterance_id for row in rows if row.article_id not in moved}
    for some in _some({row.utterance_id for row in rows} - staying):
        db.execute(update(utterances).where(utterances.c.id.in_(some)).values(story_id=target))
        db.execute(
            update(printings).where(printings.c.utterance_id.in_(some)).values(story_id=target)
        )


def _entries(db: Session, moved: Collection[int], origin: int, target: int) -> None:
    keys: set[str] = set()
    for some in _some(moved):
        keys |= set(db.execute(select(articles.c.key).where(articles.c.id.in_(some))).scalars())
    rows = db.execute(select(entries.c.id, entries.c.body).where(entries.c.story_id == origin))
    theirs = [
        row.id
        for row in rows.all()
        if row.body.witnesses and {witness.article for witness in row.body.witnesses} <= keys
    ]
    for some in _some(theirs):
        db.execute(update(entries).where(entries.c.id.in_(some)).values(story_id=target))


def _some(values: Iterable[int]) -> Iterable[list[int]]:
    wanted = sorted(set(values))
    return (wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE))
