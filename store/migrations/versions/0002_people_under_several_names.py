"""People under several names: who is one person, what articles call them, decided by hand.

Rows of before are placed when stories are next brought up to date; nothing of theirs is changed.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """New columns of people, four new tables, and the roles counted that utterances have."""
    # Written out: SQLite would copy the table, and dropping the old one drops what names it.
    for column in (
        "kind VARCHAR(16)",
        "gender VARCHAR(8)",
        "block VARCHAR(96)",
        "leader INTEGER CONSTRAINT fk_people_leader REFERENCES people (id)",
    ):
        op.execute(f"ALTER TABLE people ADD COLUMN {column}")
    op.create_index(op.f("ix_people_workspace_block"), "people", ["workspace", "block"])
    op.create_index(op.f("ix_people_leader"), "people", ["leader"])
    _tables()
    _count_roles()


def _tables() -> None:
    op.create_table(
        "person_roles",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("office", sa.String(length=96), nullable=True),
        sa.Column("utterances", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_person_roles_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", "key", name=op.f("pk_person_roles")),
    )
    op.create_index(
        op.f("ix_person_roles_workspace_office"), "person_roles", ["workspace", "office"]
    )
    op.create_table(
        "person_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(length=64), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_decisions")),
    )
    op.create_table(
        "person_links",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        _decision("person_links"),
        sa.ForeignKeyConstraint(["one"], ["people.id"], name=op.f("fk_person_links_one")),
        sa.ForeignKeyConstraint(["other"], ["people.id"], name=op.f("fk_person_links_other")),
        sa.PrimaryKeyConstraint("decision_id", "one", "other", name=op.f("pk_person_links")),
    )
    op.create_index(op.f("ix_person_links_one"), "person_links", ["one"])
    op.create_index(op.f("ix_person_links_other"), "person_links", ["other"])
    op.create_table(
        "person_exceptions",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("source_key", sa.String(length=64), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("name_key", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _decision("person_exceptions"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_person_exceptions_person_id")
        ),
        sa.PrimaryKeyConstraint("decision_id", "source_key", name=op.f("pk_person_exceptions")),
    )
    op.create_index(
        op.f("ix_person_exceptions_workspace_source_key"),
        "person_exceptions",
        ["workspace", "source_key"],
    )
    op.create_index(op.f("ix_person_exceptions_person_id"), "person_exceptions", ["person_id"])


def _decision(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["decision_id"],
        ["person_decisions.id"],
        name=op.f(f"fk_{table}_decision_id"),
        ondelete="CASCADE",
    )


def _count_roles() -> None:
    """What each person is called, from the utterances; the offices in it are read later."""
    db = op.get_bind()
    rows = db.execute(
        sa.text(
            "SELECT workspace, person_id, role, count(*) AS times FROM utterances "
            "WHERE person_id IS NOT NULL AND role IS NOT NULL "
            "GROUP BY workspace, person_id, role ORDER BY person_id, role"
        )
    ).all()
    counted: dict[tuple[int, str], dict[str, object]] = {}
    for workspace, person, role, times in rows:
        key = hashlib.sha256(_folded(role).encode("utf-8", "surrogatepass")).hexdigest()
        known = counted.setdefault(
            (person, key),
            {"person_id": person, "key": key, "workspace": workspace, "role": role, "times": 0},
        )
        known["times"] = int(str(known["times"])) + int(times)
    found = list(counted.values())
    for at in range(0, len(found), 500):
        db.execute(
            sa.text(
                "INSERT INTO person_roles (person_id, key, workspace, role, utterances) "
                "VALUES (:person_id, :key, :workspace, :role, :times)"
            ),
            found[at : at + 500],
        )


def _folded(text: str) -> str:
    """As keys are made: the words in small letters, without accents."""
    apart = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in apart if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"[^\W_]+", plain)) or text
