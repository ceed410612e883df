"""Fresh archives for tests, on SQLite and on PostgreSQL."""

from __future__ import annotations

import atexit
import importlib
import os
import pkgutil
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

import store
from store.archive import Archive, open_archive
from store.tables import metadata

for module in pkgutil.iter_modules(store.__path__):
    importlib.import_module(f"store.{module.name}")  # many define tables of their own

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
    schema = f"test_{uuid.uuid4().hex}"
    _on_server(f"CREATE SCHEMA {schema}")
    try:
        yield _address(schema)
    finally:
        _on_server(f"DROP SCHEMA {schema} CASCADE")


@contextmanager
def fresh_archive(dialect: str, folder: Path) -> Iterator[Archive]:
    """An archive that holds nothing: a copy, or an emptied one, for migrating takes a second."""
    if dialect == "sqlite":
        path = folder / f"archive-{uuid.uuid4().hex}.sqlite3"
        shutil.copy(_migrated(), path)
        archive = open_archive(str(path))
    else:
        archive = open_archive(_emptied())
    try:
        yield archive
    finally:
        archive.close()


def _server() -> str:
    found = os.environ.get(POSTGRES)
    if not found:
        pytest.skip(f"{POSTGRES} names no PostgreSQL server")
    return found


def _address(schema: str) -> str:
    return f"{_server()}{'&' if '?' in _server() else '?'}options=-csearch_path%3D{schema}"


def _on_server(statement: str) -> None:
    engine = create_engine(_server())
    try:
        with engine.begin() as db:
            db.execute(text(statement))
    finally:
        engine.dispose()


@cache
def _shared_schema() -> str:
    schema = f"test_{uuid.uuid4().hex}"
    _on_server(f"CREATE SCHEMA {schema}")
    atexit.register(_on_server, f"DROP SCHEMA {schema} CASCADE")
    open_archive(_address(schema)).close()
    return schema


def _emptied() -> str:
    """The address of one archive that all tests of this process use in turn."""
    _server()
    schema = _shared_schema()
    tables = ", ".join(f"{schema}.{name}" for name in metadata.tables)
    _on_server(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
    return _address(schema)


@cache
def _migrated() -> Path:
    """An SQLite archive that holds nothing, made once: copying it is quicker than making it."""
    path = Path(tempfile.mkdtemp()) / "migrated.sqlite3"
    open_archive(str(path)).close()
    return path
