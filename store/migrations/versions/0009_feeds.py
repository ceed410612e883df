"""Feeds that are followed, their entries, and links that are tried again by themselves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Two new tables; what a fetch is told by a feed and when it is tried again; an index."""
    _feeds()
    _entries()
    for column in (
        sa.Column("host", sa.String(length=253), nullable=True),
        sa.Column("dated", sa.Text(), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("promised", sa.Boolean(), nullable=False, server_default=sa.false()),
    ):
        op.add_column("fetches", column)
    # Written out: SQLite would copy the table.
    op.execute(
        "ALTER TABLE fetches ADD COLUMN feed_id INTEGER "
        "CONSTRAINT fk_fetches_feed_id REFERENCES feeds (id)"
    )
    op.create_index(op.f("ix_fetches_feed_id"), "fetches", ["feed_id"])
    op.create_index(op.f("ix_fetches_host_state"), "fetches", ["host", "state"])
    op.create_index(
        op.f("ix_articles_workspace_content_hash"), "articles", ["workspace", "content_hash"]
    )


def _feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_key", sa.String(length=64), nullable=False),
        sa.Column("host", sa.String(length=253), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("answer_to", sa.Text(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("site", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("state_by", sa.String(length=64), nullable=True),
        sa.Column("notice", sa.String(length=16), nullable=True),
        sa.Column("choices", sa.LargeBinary(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("rhythm", sa.LargeBinary(), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("polled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("newest_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("polls", sa.Integer(), nullable=False),
        sa.Column("fresh", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("workspace", "url_key", name=op.f("uq_feeds_workspace_url_key")),
    )
    op.create_index(op.f("ix_feeds_state_next_at"), "feeds", ["state", "next_at"])
    op.create_index(op.f("ix_feeds_notice"), "feeds", ["notice"])


def _entries() -> None:
    op.create_table(
        "feed_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(length=64), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("link_key", sa.String(length=64), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fetch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["feeds.id"], name=op.f("fk_feed_entries_feed_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["fetch_id"],
            ["fetches.id"],
            name=op.f("fk_feed_entries_fetch_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_entries")),
        sa.UniqueConstraint("feed_id", "key", name=op.f("uq_feed_entries_feed_id_key")),
    )
    op.create_index(
        op.f("ix_feed_entries_workspace_link_key"), "feed_entries", ["workspace", "link_key"]
    )
    op.create_index(op.f("ix_feed_entries_fetch_id"), "feed_entries", ["fetch_id"])
