"""What a feed says: its entries, each with a link and perhaps a date, and how often to ask it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from intake.plain import UnreadableText

MOST_ENTRIES = 500  # of one feed that are read, the first ones; news feeds have 10 to 200


class UnreadableFeed(UnreadableText):
    """The bytes are no feed; the message is a sentence for whoever follows it."""


class NotAFeed(UnreadableFeed):
    """They are a web page or something else; `alternates` are the feeds that a page names."""

    def __init__(self, sentence: str, alternates: tuple[Alternate, ...] = ()) -> None:
        super().__init__(sentence)
        self.alternates = alternates


@dataclass(frozen=True, slots=True)
class Alternate:
    """A feed that a web page names: its address, absolute, and what the page calls it."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `key` is its id, or its link where it has none; `link` is absolute, may be asked
    for (`parse_link`) and bears no tracking parameters. `published` is as the feed has it: a day,
    or a clock time, aware only where the feed gives a zone."""

    key: str
    link: str
    title: str  # plain text in one line, perhaps empty
    published: date | datetime | None

    def moment(self) -> datetime | None:
        """Aware: a time without a zone is taken as UTC, a day as its noon there."""
        if self.published is None:
            return None
        if not isinstance(self.published, datetime):
            return datetime.combine(self.published, time(12), UTC)
        if self.published.tzinfo is None:
            return self.published.replace(tzinfo=UTC)
        return self.published


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a feed is asked: every `interval` seconds as its entries come, never sooner than
    its own `ttl` seconds, and not in the hours (UTC) and on the weekdays (Monday is 0) it names."""

    interval: int
    ttl: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as it was read. `left_out` counts entries without a link that may be followed, those
    told twice, and those past MOST_ENTRIES. `ended` is what a JSON Feed says that has expired."""

    kind: str  # "RSS", "Atom" or "JSON Feed"
    title: str | None
    site: str | None  # its home page
    entries: tuple[Entry, ...] = field(default=())
    left_out: int = 0
    ttl: int | None = None  # seconds
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    ended: bool = False
