"""What people change in timelines: entries they add, and what they correct in the bot's."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Two new tables."""
    op.create_table(
        "timeline_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(length=64), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["story_id"], ["stories.id"], name=op.f("fk_timeline_changes_story_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timeline_changes")),
    )
    op.create_index(op.f("ix_timeline_changes_story_id"), "timeline_changes", ["story_id"])
    op.create_table(
        "timeline_change_sources",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("source_key", sa.String(length=64), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"],
            ["timeline_changes.id"],
            name=op.f("fk_timeline_change_sources_change_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("change_id", "source_key", name=op.f("pk_timeline_change_sources")),
    )
    op.create_index(
        op.f("ix_timeline_change_sources_workspace_source_key"),
        "timeline_change_sources",
        ["workspace", "source_key"],
    )
