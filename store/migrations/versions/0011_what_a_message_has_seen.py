"""When what a message shows had changed last, as it knew: a later change, or another, is news."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """One new column, empty for what had not changed since it was found."""
    op.add_column("posting_items", sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
