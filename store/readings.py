"""Readings to bytes and back, each with the version of the extraction that made it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import msgspec
from sqlalchemy import insert, select

from extraction.annotations import Reading
from store.archive import Session
from store.columns import pack
from store.tables import readings

_DECODER = msgspec.msgpack.Decoder(Reading)


def add(db: Session, workspace: str, article: int, reading: Reading) -> None:
    """Keep the reading of an article that has none yet."""
    db.execute(
        insert(readings).values(
            article_id=article,
            workspace=workspace,
            version=reading.version,
            body=zlib.compress(pack(reading), 3),  # a third of the size, at little time
        )
    )


def load(db: Session, workspace: str, ids: Iterable[int]) -> dict[int, Reading]:
    """The readings of these articles, by article id."""
    wanted = sorted(set(ids))
    found: dict[int, Reading] = {}
    for at in range(0, len(wanted), 500):
        rows = db.execute(
            select(readings.c.article_id, readings.c.body).where(
                readings.c.workspace == workspace,
                readings.c.article_id.in_(wanted[at : at + 500]),
            )
        )
        found |= {row.article_id: _DECODER.decode(zlib.decompress(row.body)) for row in rows}
    return found
