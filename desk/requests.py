"""What can be asked of the desk: one frozen request for each question."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: the workspace whose articles are seen, the person, and their time zone."""

    workspace: str
    person: str = ""
    zone: str = "UTC"  # IANA name
    admin: bool = False  # of the workspace, or its owner


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows an answer. Dates are inclusive; names match case-insensitively by word."""

    outlet: str | None = None
    since: date | None = None
    until: date | None = None
    story: int | None = None


@dataclass(frozen=True, slots=True)
class WhoSaid:
    """`/who-said [WORDS] ["a phrase"] [by:NAME] [filters]`: words, phrases or a speaker."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    by: str | None = None
    filters: Filters = field(default_factory=Filters)
    page: int = 1


@dataclass(frozen=True, slots=True)
class ShowTimeline:
    """`/timeline TOPIC [filters]`; an empty topic means the newest story."""

    topic: str = ""
    filters: Filters = field(default_factory=Filters)
    background: bool = False  # unfold background entries
    page: int = 1
    size: int = 20  # entries on a page


@dataclass(frozen=True, slots=True)
class Period:
    """Days as somebody typed them: inclusive, with the precision they are meant in."""

    begin: date
    end: date
    precision: str  # day, week, month, season, quarter, year, decade; "about …" before it


@dataclass(frozen=True, slots=True)
class AddEntry:
    """An event that a person puts on a story's timeline."""

    story: int
    period: Period
    what: str
    link: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CorrectEntry:
    """What a person changes in an entry of a story's timeline.

    `action` is dated (with `period`), reworded (with `what`), hidden, excluded or split (with
    `sentence`: the article's number and the offset of the sentence), or merged (with `other`, the
    entry that joins it).
    """

    story: int
    entry: int
    action: str
    period: Period | None = None
    what: str = ""
    sentence: tuple[int, int] | None = None
    other: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShowDiscrepancies:
    """`/discrepancies [TOPIC] [kind: severity: state: filters]`; empty fields mean all."""

    topic: str = ""
    kinds: tuple[str, ...] = ()
    severity: str | None = None
    state: str = "open"  # as in desk/discrepancies.py STATES
    filters: Filters = field(default_factory=Filters)
    page: int = 1


@dataclass(frozen=True, slots=True)
class ShowPerson:
    """`/parallax person NAME`, or `id:12`: who that is, under all their names."""

    name: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Subscribe:
    """`/digest subscribe … at 09:00 Europe/London weekdays`, for one channel or person.

    `include` are words or outlets of which a discrepancy must name one, `exclude` those of which it
    must name none. `to_me`: to the asker alone, whatever the channel.
    """

    channel: str
    at: time
    zone: str
    days: tuple[int, ...]  # Monday is 0
    topic: str = ""
    kinds: tuple[str, ...] = ()
    severity: str | None = None
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    say_empty: bool = False
    to_me: bool = False
