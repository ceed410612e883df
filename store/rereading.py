"""Readings that an older version of the extraction made: which wait, and how one is replaced."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select, update

from extraction.annotations import Reading
from intake.article import Article
from store import collated
from store.archive import Session
from store.columns import pack
from store.tables import articles, readings


@dataclass(frozen=True, slots=True)
class Outdated:
    """An article whose reading an older version made."""

    id: int
    workspace: str
    version: str
    article: Article


def outdated(
    db: Session,
    version: str,
    most: int,
    since: date | None = None,
    workspace: str | None = None,
    passed: Sequence[int] = (),
) -> tuple[Outdated, ...]:
    """Articles that another version than this read, the newest first; with `since` those in stories
    that have an article of that day or later. `passed` are left out. What is no longer kept whole
    cannot be read again."""
    query = (
        select(articles.c.id, articles.c.workspace, readings.c.version, articles.c.body)
        .join(readings, readings.c.article_id == articles.c.id)
        .where(*_conditions(version, since, workspace), articles.c.id.not_in(tuple(passed)))
        .order_by(articles.c.published.desc().nulls_last(), articles.c.id.desc())
        .limit(most)
    )
    return tuple(Outdated(*row) for row in db.execute(query))


def count(
    db: Session, version: str, since: date | None = None, workspace: str | None = None
) -> int:
    """How many there are."""
    query = (
        select(func.count())
        .select_from(articles.join(readings, readings.c.article_id == articles.c.id))
        .where(*_conditions(version, since, workspace))
    )
    return int(db.execute(query).scalar_one())


def replace(db: Session, one: Outdated, reading: Reading) -> bool:
    """Put a reading in place of the older one; False where somebody was quicker. Its story is to be
    collated again, and nothing that comes of it alone is news."""
    done = db.execute(
        update(readings)
        .where(readings.c.article_id == one.id, readings.c.version == one.version)
        .values(version=reading.version, body=zlib.compress(pack(reading), 3))
    )
    if not done.rowcount:
        return False
    story = db.execute(select(articles.c.story_id).where(articles.c.id == one.id)).scalar()
    if story is not None:
        collated.read_anew(db, [story])
    return True


def _conditions(
    version: str, since: date | None, workspace: str | None
) -> list[ColumnElement[Any]]:
    found: list[ColumnElement[Any]] = [
        readings.c.version != version,
        articles.c.current.is_(True),
        articles.c.trimmed_at.is_(None),
    ]
    if workspace is not None:
        found.append(articles.c.workspace == workspace)
    if since is not None:
        young = articles.alias("young")
        active = select(young.c.story_id).where(
            young.c.story_id.isnot(None), young.c.current.is_(True), young.c.published >= since
        )
        found.append(articles.c.story_id.in_(active))
    return found
