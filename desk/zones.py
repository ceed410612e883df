"""Names of time zones in; zones out."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from rapidfuzz import process

from desk.errors import BadRequest


def reader_zone(name: str) -> ZoneInfo:
    """The zone of somebody who reads; UTC where Slack names one that nobody knows."""
    return ZoneInfo(name) if name in _known() else ZoneInfo("UTC")


def ordered_zone(name: str) -> ZoneInfo:
    """The zone that somebody typed.

    Raises:
        BadRequest: there is none of that name; the sentence names the nearest.
    """
    if name in _known():
        return ZoneInfo(name)
    best = process.extractOne(name, sorted(_known()))
    hint = best[0] if best else "Europe/London"
    raise BadRequest(f"There is no time zone “{name}”. Did you mean {hint}?")


@cache
def _known() -> frozenset[str]:
    """All names; asked of Python they are looked for in the file system each time."""
    return frozenset(available_timezones())
