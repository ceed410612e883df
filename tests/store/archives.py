"""Fresh archives for tests, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from store.archive import Archive, open_archive

#: An SQLAlchemy address, as postgresql+psycopg://postgres@127.0.0.1:5432/parallax
POSTGRES = "PARALLAX_TEST_POSTGRES"

BOTH = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres),
]


@contextmanager
def fresh_address(dialect: str, folder: Path) -> Iterator[str]:
    """The address of an archive that nobody has opened; on PostgreSQL a schema, dropped then."""
    if dialect == "sqlite":
        yield f"sqlite:///{folder}/archive-{uuid.uuid4().hex}.sqlite3"
        return
    server = os.environ.get(POSTGRES)
    if not server:
        pytest.skip(f"{POSTGRES} names no PostgreSQL server")
    schema = f"test_{uuid.uuid4().hex}"
    engine = create_engine(server)
    try:
        with engine.begin() as db:
            db.execute(text(f"CREATE SCHEMA {schema}"))
        yield f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{schema}"
        with engine.begin() as db:
            db.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    finally:
        engine.dispose()


@contextmanager
def fresh_archive(dialect: str, folder: Path) -> Iterator[Archive]:
    """An archive that holds nothing."""
    with fresh_address(dialect, folder) as address:
        if dialect == "sqlite":
            shutil.copy(_migrated(), address.removeprefix("sqlite:///"))
        archive = open_archive(address)
        try:
            yield archive
        finally:
            archive.close()


@cache
def _migrated() -> Path:
    """An SQLite archive that holds nothing, made once: copying it is quicker than making it."""
    path = Path(tempfile.mkdtemp()) / "migrated.sqlite3"
    open_archive(str(path)).close()
    return path
