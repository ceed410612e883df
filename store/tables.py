"""The tables of the archive; every row belongs to a workspace."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Time,
    UniqueConstraint,
    false,
)

from collation.discrepancy import Discrepancy
from collation.features import StoryItem
from collation.timeline import Entry
from intake.article import Article
from store.columns import Moment, Packed, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _workspace() -> Column[str]:
    return Column("workspace", String(64), nullable=False)


#: An outlet as articles name themselves (`found`) and as people want it named (`given`).
outlets = Table(
    "outlets",
    metadata,
    Column("id", Integer, primary_key=True),
    _workspace(),
    Column("found", Words, nullable=False),
    Column("given", Words),
    Column("found_key", String(64), nullable=False),  # sha256 of the folded name
    UniqueConstraint("workspace", "found_key"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", Integer, primary_key=True),
    _workspace(),
    # A story split off another keeps its lineage: the same news is not told twice.
    Column("lineage", Integer, nullable=False),
    Column("title", Words, nullable=False, default=""),
    Column("articles", Integer, nullable=False, default=0),
    Column("sources", Integer, nullable=False, default=0),
    Column("quotations", Integer, nullable=False, default=0),
    Column("first", Date),
    Column("last", Date),
    Column("stale", Boolean, nullable=False),  # its articles changed since it was collated
    Column("merged_into", Integer, ForeignKey("stories.id")),
    Column("machine", String(64)),  # what collated it last; NULL: nothing yet, or it is read anew
    Column("collated_at", Moment),
    Index(None, "workspace", "last"),
    Index(None, "lineage"),
    Index(None, "merged_into"),
)

articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    _workspace(),
    Column("key", String(32), nullable=False),  # day and hash: orders alike wherever it arrives
    Column("serial", BigInteger, nullable=False),  # day and hash as a number: begins printing ids
    Column("source", Words, nullable=False),
    Column("source_key", String(64), nullable=False),  # sha256: sources may be long
    Column("content_hash", String(64), nullable=False),
    Column("outlet_id", Integer, ForeignKey("outlets.id"), nullable=False),
    Column("published", Date),
    Column("body", Packed(Article), nullable=False),
    Column("features", Packed(StoryItem), nullable=False),  # by which it is grouped
    Column("current", Boolean, nullable=False),  # False: the source printed another text since
    Column("pending", Boolean, nullable=False),  # in no story yet
    Column("story_id", Integer, ForeignKey("stories.id")),
    Column("source_group", Integer, nullable=False, default=0),
    Column("indexed_at", Moment, nullable=False),
    Column("trimmed_at", Moment),  # from when on only what is cited of its text is kept
    UniqueConstraint("workspace", "source_key", "content_hash"),
    UniqueConstraint("workspace", "key"),
    UniqueConstraint("serial"),
    Index(None, "story_id"),
    Index(None, "outlet_id"),
    Index(None, "workspace", "published"),
    Index(None, "published"),  # of all workspaces: what is to be read again
    Index(None, "workspace", "pending"),
    Index(None, "workspace", "content_hash"),
)

readings = Table(
    "readings",
    metadata,
    Column("article_id", Integer, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    _workspace(),
    Column("version", String(32), nullable=False),  # of the extraction that made it
    Column("body", LargeBinary, nullable=False),
)

#: One name under which a person, body or group is quoted. Whoever has several is several rows
#: with one `leader`, the row whose name stands for all; it is its own, and NULL where it is alone.
people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    _workspace(),
    Column("name", Words, nullable=False),
    Column("key", String(64), nullable=False),  # sha256 of the folded name
    Column("kind", String(16)),  # as in Person; NULL: written before kinds were kept
    Column("gender", String(8)),  # as in Person; "both" where articles do not agree
    Column("block", String(96)),  # what can be one person shares it; NULL: to be placed
    Column("leader", Integer, ForeignKey("people.id")),
    # printings of quotations under this name
    Column("quotations", Integer, nullable=False, default=0, server_default="0"),
    UniqueConstraint("workspace", "key"),
    Index(None, "workspace", "block"),
    Index(None, "leader"),
)

person_names = Table(
    "person_names",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("token", String(64), primary_key=True),  # one folded word of the name
    Column("person_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "person_id"),
)

#: What articles call somebody, and in how many utterances.
person_roles = Table(
    "person_roles",
    metadata,
    Column("person_id", Integer, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String(64), primary_key=True),  # sha256 of the folded role
    _workspace(),
    Column("role", Words, nullable=False),
    Column("office", String(96)),  # comparable: "president|el salvador"; NULL: no office
    Column("utterances", Integer, nullable=False),
    Index(None, "workspace", "office"),
)

#: What somebody decided about who is who: kept for good, an undone one too.
person_decisions = Table(
    "person_decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    _workspace(),
    Column("action", String(16), nullable=False),  # merged, split, elsewhere
    Column("person", String(64), nullable=False),  # who decided
    Column("at", Moment, nullable=False),
    Column("undone_by", String(64)),
    Column("undone_at", Moment),
)

#: Two names that a decision makes one person's, or two people's.
person_links = Table(
    "person_links",
    metadata,
    Column(
        "decision_id",
        Integer,
        ForeignKey("person_decisions.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("one", Integer, ForeignKey("people.id"), primary_key=True),
    Column("other", Integer, ForeignKey("people.id"), primary_key=True),
    _workspace(),
    Column("same", Boolean, nullable=False),
    Index(None, "one"),
    Index(None, "other"),
)

#: In a story with an article of this source, the name means another row of people.
person_exceptions = Table(
    "person_exceptions",
    metadata,
    Column(
        "decision_id",
        Integer,
        ForeignKey("person_decisions.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("source_key", String(64), primary_key=True),
    _workspace(),
    Column("name_key", String(64), nullable=False),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False),
    Index(None, "workspace", "source_key"),
    Index(None, "person_id"),
)

utterances = Table(
    "utterances",
    metadata,
    Column("id", Integer, primary_key=True),
    _workspace(),
    Column("story_id", Integer, ForeignKey("stories.id"), nullable=False),
    Column("person_id", Integer, ForeignKey("people.id")),
    Column("role", Words),
    Column("differences", Packed(tuple[str, ...], level=0), nullable=False),
    Index(None, "story_id"),
    Index(None, "person_id"),
)

#: One article's printing of an utterance. The id orders by day: see store/utterances.py.
printings = Table(
    "printings",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    _workspace(),
    Column("utterance_id", Integer, ForeignKey("utterances.id"), nullable=False),
    Column("story_id", Integer, ForeignKey("stories.id"), nullable=False),
    Column("article_id", Integer, ForeignKey("articles.id"), nullable=False),
    Column("outlet_id", Integer, ForeignKey("outlets.id"), nullable=False),
    Column("person_id", Integer, ForeignKey("people.id")),
    Column("stems", Words, nullable=False),  # what is searched: store/search.py
    Column("words", Words),  # the same words before stemming; NULL: written before they were kept
    Column("body", LargeBinary, nullable=False),
    Index(None, "utterance_id"),
    Index(None, "workspace", "id"),
    Index(None, "story_id", "id"),
    Index(None, "outlet_id", "id"),
    Index(None, "person_id", "id"),
    Index(None, "article_id"),
)

#: The stems that quotations hold: what a misspelt word is compared with.
vocabulary = Table(
    "vocabulary",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("stem", String(64), primary_key=True),
)

#: The stems by which a topic finds a story.
story_stems = Table(
    "story_stems",
    metadata,
    Column("story_id", Integer, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("stem", String(64), primary_key=True),
    _workspace(),
    Column("weight", Integer, nullable=False),
    Index(None, "workspace", "stem"),
)

entries = Table(
    "entries",
    metadata,
    Column("id", Integer, primary_key=True),
    _workspace(),
    Column("story_id", Integer, ForeignKey("stories.id"), nullable=False),
    Column("body", Packed(Entry, level=0), nullable=False),  # articles by their keys
    Index(None, "story_id"),
)

discrepancies = Table(
    "discrepancies",
    metadata,
    Column("id", Integer, primary_key=True),
    _workspace(),
    Column("story_id", Integer, ForeignKey("stories.id"), nullable=False),
    Column("lineage", Integer, nullable=False),
    Column("key_hash", String(64), nullable=False),  # sha256 of Discrepancy.key
    Column("kind", String(32), nullable=False),
    Column("severity", String(8), nullable=False),
    Column("rank", Integer, nullable=False),  # lower is more serious
    Column("confidence", Float, nullable=False),
    Column("body", Packed(Discrepancy, level=0), nullable=False),  # articles by their keys
    Column("present", Boolean, nullable=False),  # False: no longer found; kept with its history
    Column("found_at", Moment, nullable=False),
    Column("state", String(16), nullable=False),  # open, resolved, dismissed, snoozed
    Column("until", Moment),  # the end of a snooze
    Column("changed_at", Moment),  # what is shown of it changed last; NULL: not since it was found
    Column("suppressed_by", Integer),  # the false alarm that keeps it from being shown
    Column("quiet", Boolean, nullable=False, default=False, server_default=false()),  # no news
    Column("doubtful", Boolean, nullable=False, default=False, server_default=false()),
    UniqueConstraint("workspace", "lineage", "key_hash"),
    Index(None, "story_id"),
    Index(None, "workspace", "present", "rank", "key_hash"),
    Index(None, "workspace", "found_at"),
)

discrepancy_articles = Table(
    "discrepancy_articles",
    metadata,
    Column(
        "discrepancy_id",
        Integer,
        ForeignKey("discrepancies.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("article_id", Integer, ForeignKey("articles.id"), primary_key=True),
    _workspace(),
    Index(None, "article_id"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    _workspace(),
    Column("discrepancy_id", Integer, ForeignKey("discrepancies.id"), nullable=False),
    Column("person", String(64), nullable=False),
    Column("action", String(16), nullable=False),
    Column("note", Words, nullable=False),
    Column("until", Moment),
    Column("at", Moment, nullable=False),
    Index(None, "discrepancy_id"),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True),
    _workspace(),
    Column("channel", String(64), nullable=False),
    Column("person", String(64), nullable=False),  # who ordered it
    Column("at", Time, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("days", String(16), nullable=False),  # "01234": Monday is 0
    Column("topic", Words, nullable=False),
    Column("kinds", Words, nullable=False),  # words apart by blanks
    Column("severity", String(8)),
    Column("exclude", Packed(tuple[str, ...], level=0), nullable=False),
    Column("include", Packed(tuple[str, ...], level=0)),  # NULL: written before it was asked for
    Column("say_empty", Boolean, nullable=False, server_default=false()),
    Column("paused", Boolean, nullable=False),
    Column("active_since", Moment, nullable=False),  # no edition falls due before
    Column("ended", Boolean, nullable=False),
    Index(None, "workspace", "channel"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    _workspace(),
    Column("subscription_id", Integer, ForeignKey("subscriptions.id"), nullable=False),
    Column("slot", String(64), nullable=False),  # "subscription:day"
    Column("due_at", Moment, nullable=False),
    Column("state", String(16), nullable=False),  # claimed, posted, empty, given up
    Column("process", String(128), nullable=False),
    Column("leased_until", Moment, nullable=False),
    Column("decided_at", Moment, nullable=False),  # the edition holds what was found until then
    Column("attempts", Integer, nullable=False),
    Column("ts", String(64)),  # the headline message
    Column("parts", Integer, nullable=False),  # how many parts of its thread are posted
    Column("why", Words),  # why the last attempt failed
    UniqueConstraint("workspace", "slot"),
    Index(None, "slot"),  # asked for all workspaces at once
    Index(None, "subscription_id", "decided_at"),
    Index(None, "state"),
)

#: What each edition told, shown or folded: no subscription is told the same news twice.
told = Table(
    "told",
    metadata,
    Column(
        "delivery_id", Integer, ForeignKey("deliveries.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("discrepancy_id", Integer, ForeignKey("discrepancies.id"), primary_key=True),
    _workspace(),
    Column("subscription_id", Integer, nullable=False),
    Column("shown", Boolean, nullable=False),
    UniqueConstraint("subscription_id", "discrepancy_id"),
    Index(None, "discrepancy_id"),
)

events_seen = Table(
    "events_seen",
    metadata,
    Column("workspace", String(64), primary_key=True),
    Column("event_id", String(128), primary_key=True),
    Column("seen_at", Moment, nullable=False),
    Index(None, "seen_at"),
)
