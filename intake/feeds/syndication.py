"""The text of an RSS or Atom feed in; the feed out. feedparser reads it, of bytes in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import feedparser

from intake.feeds.entries import Printed, check_entries, plain
from intake.feeds.feed import Feed, UnreadableFeed
from intake.feeds.trimming import trim

LONGEST_TTL = 24 * 3600  # seconds that a feed may ask not to be asked

_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(rss|feed|RDF)\b", re.I)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DATES = ("published", "updated", "created")


def looks_like_feed(text: str) -> bool:
    """Whether the text has the root of an RSS or Atom feed near its beginning."""
    return _ROOT.search(text[:20_000]) is not None


def read_syndication(text: str, url: str) -> Feed:
    """The feed; no entity that it declares is ever expanded. `url` is where it was found.

    Raises:
        UnreadableFeed: it has more parts than any feed, or is broken so that nothing is left.
    """
    trimmed = trim(text)
    try:
        # A file object, for feedparser would open a file or a URL that a string names.
        found: Mapping[str, Any] = feedparser.parse(  # Any: feedparser carries no types
            BytesIO(trimmed.xml),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": url,
            },
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError):
        raise UnreadableFeed("This feed is broken and cannot be read.") from None
    entries, left_out = check_entries(_printed(found.get("entries") or ()), url)
    about = found.get("feed") or {}
    return Feed(
        kind="Atom" if _text(found.get("version")).startswith("atom") else "RSS",
        title=plain(_text(about.get("title"))) or None,
        site=_home(_text(about.get("link"))),
        entries=entries,
        left_out=left_out + trimmed.cut,
        ttl=_ttl(_text(about.get("ttl"))),
        skip_hours=_skip_hours(trimmed.hours),
        skip_days=_skip_days(trimmed.days),
    )


def _printed(entries: Any) -> Iterator[Printed]:  # Any: feedparser carries no types
    for entry in entries:
        link = _text(entry.get("feedburner_origlink")) or _text(entry.get("link"))
        dates = tuple(_text(entry.get(name)) for name in _DATES if name in entry)
        parsed = [f"{name}_parsed" for name in _DATES]
        dates += tuple(_utc(entry[name]) for name in parsed if name in entry)
        yield Printed(_text(entry.get("id")), link, _text(entry.get("title")), dates)


def _utc(parsed: Any) -> str:  # Any: a struct_time, or None
    """What feedparser makes of a date, for those that only it can read."""
    if parsed is None:
        return ""
    return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parsed[:6])


def _ttl(text: str) -> int | None:
    """RSS 2.0: minutes."""
    text = text.strip()
    if not (text.isascii() and text.isdigit()) or int(text[:9]) == 0:
        return None
    return min(int(text[:9]) * 60, LONGEST_TTL)


def _skip_hours(texts: tuple[str, ...]) -> tuple[int, ...]:
    """Hours of the day in GMT, 24 being midnight; none where it would be all."""
    numbers = {text.strip() for text in texts}
    hours = {int(number) % 24 for number in numbers if _is_hour(number)}
    return tuple(sorted(hours)) if len(hours) < 24 else ()


def _is_hour(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 3 and int(text) <= 24


def _skip_days(texts: tuple[str, ...]) -> tuple[int, ...]:
    names = {text.strip().lower()[:3] for text in texts}
    days = {_DAYS.index(name) for name in names if name in _DAYS}
    return tuple(sorted(days)) if len(days) < 7 else ()


def _home(url: str) -> str | None:
    return url if url.startswith(("http://", "https://")) and len(url) < 2_000 else None


def _text(value: Any) -> str:  # Any: feedparser carries no types
    return value if isinstance(value, str) else ""
