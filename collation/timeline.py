"""What a timeline entry is: one dated event with every outlet's sentence behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extraction.annotations import EventKind, Span


@dataclass(frozen=True, slots=True)
class Witness:
    """One article's sentence for an entry, and the day it gives. `event` indexes Reading.events."""

    article: str  # Covered.id
    event: int
    sentence: Span
    begin: date | None
    end: date | None
    precision: str
    known: bool = True  # the article itself, not its story, gives the day


@dataclass(frozen=True, slots=True)
class AsOf:
    """When a count held. `hour` is 0 to 24, of "night" its middle; None for a whole day.

    `basis` says how it is known: "hour" and "day" stand in the text ("by 9 a.m.", "officials said
    Monday"), "update" is the article's clock time, "publication" its day, on which it held at
    the latest.
    """

    day: date
    hour: float | None
    basis: str


@dataclass(frozen=True, slots=True)
class Counted:
    """One article's value of a count that only grows; `event` and `article` name its witness."""

    event: int
    article: str
    number: Span  # in the article's text, with its hedge
    value: float
    hedge: str  # as in Figure
    as_of: AsOf


@dataclass(frozen=True, slots=True)
class Entry:
    """One event, merged across articles; `begin`/`end` inclusive, None where undated.

    `precision` as in Event; before it may stand a part, of which no more is known ("early month",
    "late year"), or "about": the days are those of the whole.

    `witnesses` best first: the most precise date, then the fullest sentence. `conflict` holds
    one sentence that says which days disagree, None where none do. `confidence` is the chance
    that the days and the sentences are right; below `rating.SHOWN_FROM` the days are left out.
    A count that grew is one entry: `counted` says of what ("dead"), `course` holds its values by
    time, one for each witness; their `event` lies below zero.
    """

    kind: EventKind
    begin: date | None
    end: date | None
    precision: str
    witnesses: tuple[Witness, ...]
    people: tuple[str, ...]  # full names of who takes part
    conflict: str | None = None
    confidence: float = 1.0
    counted: str = ""
    course: tuple[Counted, ...] = ()
