"""An address in; the archive out: one engine, migrated, with reading and writing transactions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Insert,
    Table,
    create_engine,
    event,
    func,
    insert,
    make_url,
    select,
    text,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DataError, OperationalError, SQLAlchemyError, StatementError
from sqlalchemy.pool import ConnectionPoolEntry

from store.migrations.upgrade import is_newest, upgrade

#: A transaction's connection: what every function of this floor takes first.
Session = Connection

WAIT = 10.0  # seconds that a writer waits for another before the archive counts as busy
#: One number for all of Parallax: who holds this advisory lock is PostgreSQL's one writer.
WRITER = 7275529461


def add_row(db: Session, row: Insert, values: Mapping[str, object] | None = None) -> int:
    """Insert one row; its new id. Values given apart cost half of those in the statement."""
    key = db.execute(row, values).inserted_primary_key
    if key is None:
        raise ValueError("only single rows have one new id")
    return int(key[0])


def add_rows(db: Session, table: Table, rows: Sequence[Mapping[str, object]]) -> list[int]:
    """Insert rows that all name the same columns, at once; their new ids (`id`), in order."""
    if not rows:
        return []
    if db.dialect.name == "sqlite":
        # What SQLite would give them, one by one: nobody else writes while we do.
        first = int(db.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()) + 1
        ids = list(range(first, first + len(rows)))
        db.execute(insert(table), [{**row, "id": id} for row, id in zip(rows, ids, strict=True)])
        return ids
    returning = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return [int(id) for id in db.execute(returning, rows).scalars()]


class ArchiveLocked(Exception):
    """Another process has been writing for longer than `WAIT`."""


class ArchiveUnreachable(Exception):
    """There is no database at the address, or it lets nobody in; says why in one line."""


class Archive:
    """Where everything is kept. Threads may share one."""

    def __init__(self, engine: Engine) -> None:
        """Takes an engine of `open_archive`."""
        self._engine = engine

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that sees one state of the archive throughout and never waits."""
        with _named(), self._engine.connect() as connection:
            if self.dialect == "postgresql":
                connection = connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction of the one writer: all of it is kept, or nothing.

        Raises:
            ArchiveLocked: another process writes for longer than `WAIT`. Nothing was changed.
        """
        with _named(), self._engine.connect() as connection:
            connection = connection.execution_options(parallax_writes=True)
            with connection.begin():
                if self.dialect == "postgresql":
                    connection.execute(text(f"SET LOCAL lock_timeout = {int(WAIT * 1000)}"))
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITER})"))
                yield connection

    def close(self) -> None:
        """Close every connection of this process."""
        self._engine.dispose()


def open_archive(address: str, wait: float = WAIT) -> Archive:
    """Open the archive at an SQLAlchemy address, or at a path of an SQLite file; bring it up to
    date. The file and its folder are made where they lack.

    Raises:
        ArchiveLocked: it is to be brought up to date, and another process holds it for longer than
            `wait` seconds.
        ArchiveUnreachable: nothing can be opened there.
    """
    try:
        return _open(address, wait)
    except SQLAlchemyError as error:
        raise ArchiveUnreachable(str(getattr(error, "orig", error)).splitlines()[0]) from error


def _open(address: str, wait: float) -> Archive:
    url = make_url(address if "://" in address else f"sqlite:///{address}")
    if url.get_backend_name() == "sqlite":
        if url.database and url.database != ":memory:":
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, connect_args={"timeout": wait})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = create_engine(url, pool_pre_ping=True)
    archive = Archive(engine)
    try:
        with archive.reading() as connection:
            newest = is_newest(connection)
        if not newest:  # only then does opening wait for whoever writes
            with archive.writing() as connection:
                upgrade(connection)
    except BaseException:
        archive.close()
        raise
    return archive


def _prepare_sqlite(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    # The driver's own transaction handling is switched off: BEGIN is ours, in _begin_sqlite.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "foreign_keys = ON",
        "synchronous = NORMAL",  # in WAL mode every commit outlives a kill of the process
        "temp_store = MEMORY",
        "cache_size = -65536",  # KiB
        "mmap_size = 268435456",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("parallax_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _named() -> Iterator[None]:
    """Turn what the drivers raise into what callers of this floor know.

    "database is locked" and PostgreSQL's lock time-out are ArchiveLocked; a value that cannot be
    stored, such as a lone surrogate, is a ValueError.
    """
    try:
        yield
    except OperationalError as error:
        if _is_lock(error.orig):
            raise ArchiveLocked(str(error.orig)) from error
        raise
    except StatementError as error:
        if isinstance(error, DataError) or isinstance(error.orig, ValueError):
            raise ValueError(f"the archive cannot hold this: {error.orig}") from error
        raise


def _is_lock(error: Any) -> bool:  # Any: whichever driver's exception
    return getattr(error, "sqlstate", None) == "55P03" or "locked" in str(error)
