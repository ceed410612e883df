"""A connection in; the archive's tables brought to the newest revision."""

from __future__ import annotations

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection

HERE = Path(__file__).parent


class ArchiveTooNew(Exception):
    """The archive was written by a newer Parallax than this one."""


def is_newest(connection: Connection) -> bool:
    """Whether nothing is missing; only reads."""
    heads = MigrationContext.configure(connection).get_current_heads()
    return heads == (ScriptDirectory(str(HERE)).get_current_head(),)


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run what is missing up to a revision, inside the transaction given: all of it, or nothing.

    Raises:
        ArchiveTooNew: its revision is none that we know.
    """
    scripts = ScriptDirectory(str(HERE))

    def missing(revision: tuple[str, ...], context: MigrationContext) -> list[object]:
        try:
            return list(scripts._upgrade_revs(to, revision[0] if revision else "base"))
        except CommandError as error:
            raise ArchiveTooNew(
                "This archive was written by a newer Parallax. Install that one, or name another "
                "archive."
            ) from error

    context = MigrationContext.configure(
        connection,
        opts={"fn": missing, "transactional_ddl": True, "transaction_per_migration": False},
    )
    with Operations.context(context):
        context.run_migrations()
