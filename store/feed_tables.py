"""The tables of feeds that are followed, and of the entries seen in them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from intake.feeds.feed import Alternate, Rhythm
from store.columns import Moment, Packed, Words
from store.tables import metadata

feeds = Table(
    "feeds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("url", Words, nullable=False),  # where it is now: a move for good is followed
    Column("url_key", String(64), nullable=False),  # sha256
    Column("host", String(253), nullable=False),
    Column("person", String(64), nullable=False),  # who added it
    Column("answer_to", Words),  # where that person waits, in the words of the Slack edge
    Column("added_at", Moment, nullable=False),
    Column("title", Words),
    Column("site", Words),
    Column("kind", String(16)),
    Column("state", String(16), nullable=False),  # new, following, stopped, ended, failed, refused
    Column("state_by", String(64)),  # who stopped it or went on with it
    Column("notice", String(16)),  # what is still to be told: followed, choose, refused, over …
    Column("choices", Packed(tuple[Alternate, ...])),  # feeds of a page that was typed as one
    Column("why", Words),  # the sentence, while it fails or is over
    Column("status", Integer),  # of HTTP at the last poll, if the site answered
    Column("failures", Integer, nullable=False),  # in a row; counted when a poll begins
    Column("failing_since", Moment),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("rhythm", Packed(Rhythm)),
    Column("next_at", Moment, nullable=False),
    Column("leased_until", Moment),  # while somebody polls it
    Column("polled_at", Moment),
    Column("read_at", Moment),  # when it was last polled without a failure
    Column("newest_at", Moment),  # its newest entry's own date
    Column("entries", Integer, nullable=False),  # when last read
    Column("polls", Integer, nullable=False),
    Column("fresh", Boolean, nullable=False),  # whether the next poll takes the newest entries only
    UniqueConstraint("workspace", "url_key"),
    Index(None, "state", "next_at"),
    Index(None, "notice"),
)

#: What was seen in a feed, read or not: so that nothing is read twice, whatever a feed does.
feed_entries = Table(
    "feed_entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace", String(64), nullable=False),
    Column("feed_id", Integer, ForeignKey("feeds.id", ondelete="CASCADE"), nullable=False),
    Column("key", String(64), nullable=False),  # sha256 of the entry's id
    Column("link_key", String(64), nullable=False),  # sha256 of its link
    Column("seen_at", Moment, nullable=False),  # the last time
    Column("fetch_id", Integer, ForeignKey("fetches.id", ondelete="SET NULL")),
    UniqueConstraint("feed_id", "key"),
    Index(None, "workspace", "link_key"),
    Index(None, "fetch_id"),
)
