"""What outlets change afterwards, when to look again, and which machine found what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Three new tables, and columns that older rows leave empty."""
    _revisions()
    _told_changes()
    _revisits()
    op.add_column("articles", sa.Column("trimmed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("stories", sa.Column("machine", sa.String(length=64), nullable=True))
    op.add_column("stories", sa.Column("collated_at", sa.DateTime(timezone=True), nullable=True))
    # What was collated before is no news because a newer Parallax finds more in it.
    op.execute(
        "UPDATE stories SET collated_at = (SELECT max(indexed_at) FROM articles "
        "WHERE articles.story_id = stories.id) WHERE stories.articles > 0"
    )
    op.add_column(
        "discrepancies",
        sa.Column("quiet", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def _revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=False),
        sa.Column("before_id", sa.Integer(), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=True),
        sa.Column("noted", sa.Boolean(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlets.id"], name=op.f("fk_revisions_outlet_id")),
        sa.ForeignKeyConstraint(
            ["before_id"], ["articles.id"], name=op.f("fk_revisions_before_id")
        ),
        sa.ForeignKeyConstraint(["after_id"], ["articles.id"], name=op.f("fk_revisions_after_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
    )
    for columns in (("workspace", "found_at"), ("before_id",), ("after_id",), ("outlet_id",)):
        op.create_index(op.f(f"ix_revisions_{'_'.join(columns)}"), "revisions", list(columns))


def _told_changes() -> None:
    op.create_table(
        "told_changes",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["deliveries.id"],
            name=op.f("fk_told_changes_delivery_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revisions.id"],
            name=op.f("fk_told_changes_revision_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("delivery_id", "revision_id", name=op.f("pk_told_changes")),
        sa.UniqueConstraint(
            "subscription_id",
            "revision_id",
            name=op.f("uq_told_changes_subscription_id_revision_id"),
        ),
    )
    op.create_index(op.f("ix_told_changes_revision_id"), "told_changes", ["revision_id"])


def _revisits() -> None:
    op.create_table(
        "revisits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("source_key", sa.String(length=64), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("reader", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_revisits_article_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisits")),
        sa.UniqueConstraint(
            "workspace", "source_key", name=op.f("uq_revisits_workspace_source_key")
        ),
    )
    op.create_index(op.f("ix_revisits_due_at"), "revisits", ["due_at"])
    op.create_index(op.f("ix_revisits_article_id"), "revisits", ["article_id"])
