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


@dataclass(frozen=True, slots=True)
class Entry:
    """One event, merged across articles; `begin`/`end` inclusive, None where undated.

    `witnesses` best first: the most precise date, then the fullest sentence. `conflict` holds
    one sentence that says which days disagree, None where none do. `confidence` is the chance
    that the days and the sentences are right; below `rating.SHOWN_FROM` the days are left out.
    """

    kind: EventKind
    begin: date | None
    end: date | None
    precision: str
    witnesses: tuple[Witness, ...]
    people: tuple[str, ...]  # full names of who takes part
    conflict: str | None = None
    confidence: float = 1.0
