"""Words as printed beside their stems, and how often each name is quoted.

Printings of before have no words: they are found by their stems until their story is next
collated. How often names are quoted is counted here.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Two columns. Written out: SQLite would copy the tables."""
    op.execute("ALTER TABLE printings ADD COLUMN words TEXT")
    op.execute("ALTER TABLE people ADD COLUMN quotations INTEGER DEFAULT 0 NOT NULL")
    op.execute(
        "UPDATE people SET quotations = "
        "(SELECT count(*) FROM printings WHERE printings.person_id = people.id)"
    )
    # Whoever stands under several names is shown by the one that is quoted most.
    op.execute("UPDATE people SET block = NULL WHERE leader IS NOT NULL AND block <> ''")
