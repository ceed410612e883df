"""People found by the words of what articles call them, without reading all roles."""

from __future__ import annotations

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_WORD = re.compile(r"[^\W_]+")


def upgrade() -> None:
    """Each word of a role becomes a word of the person's names, with a tilde before it."""
    db = op.get_bind()
    roles = sa.table(
        "person_roles", sa.column("person_id"), sa.column("workspace"), sa.column("role")
    )
    names = sa.table(
        "person_names", sa.column("workspace"), sa.column("token"), sa.column("person_id")
    )
    rows = {
        (row.workspace, f"~{word[:63]}", row.person_id)
        for row in db.execute(sa.select(roles))
        for word in _WORD.findall(_folded(row.role))
    }
    values = [{"workspace": w, "token": t, "person_id": p} for w, t, p in sorted(rows)]
    for at in range(0, len(values), 1_000):
        db.execute(sa.insert(names), values[at : at + 1_000])


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()
