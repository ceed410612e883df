"""What was found and is not sure enough to be shown is kept, and marked so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """One new column: nothing kept so far is doubtful."""
    op.add_column(
        "discrepancies",
        sa.Column("doubtful", sa.Boolean, nullable=False, server_default=sa.false()),
    )
