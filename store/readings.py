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
    row = {
        "article_id": article,
        "workspace": workspace,
        "version": reading.version,
        "body": packed(reading),
    }
    db.execute(insert(readings), row)


def packed(reading: Reading) -> bytes:
    """As it is kept: a third of its size, at little time."""
    return zlib.compress(pack(reading), 3)


def load(db: Session, workspace: str, ids: Iterable[int]) -> dict[int, Reading]:
    """The readings of these articles, by article id."""
    return {id: unpack(body) for id, body in load_packed(db, workspace, ids).items()}


def load_packed(db: Session, workspace: str, ids: Iterable[int]) -> dict[int, bytes]:
    """The same as they are kept, for `unpack`."""
    wanted = sorted(set(ids))
    found: dict[int, bytes] = {}
    for at in range(0, len(wanted), 500):
        rows = db.execute(
            select(readings.c.article_id, readings.c.body).where(
                readings.c.workspace == workspace,
                readings.c.article_id.in_(wanted[at : at + 500]),
            )
        )
        found |= {row.article_id: row.body for row in rows}
    return found


def unpack(body: bytes) -> Reading:
    """The reading that is kept as these bytes."""
    return _DECODER.decode(zlib.decompress(body))
