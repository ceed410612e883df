"""What is looked for every minute, or when a row that others name is deleted, has an index."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"

LOOKED_FOR = (
    ("articles", "published"),
    ("stories", "merged_into"),
    ("utterances", "person_id"),
    ("fetches", "article_id"),
    ("deliveries", "slot"),
    ("postings", "posted_at"),
    ("tidings", "discrepancy_id"),
)


def upgrade() -> None:
    """Seven indexes; no row changes."""
    for table, column in LOOKED_FOR:
        op.create_index(f"ix_{table}_{column}", table, [column])
