"""A JSON Feed's bytes in (jsonfeed.org, versions 1 and 1.1); the feed out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from intake.feeds.entries import Printed, check_entries, plain
from intake.feeds.feed import Feed, NotAFeed, UnreadableFeed

_DATES = ("date_published", "date_modified")


def read_json_feed(text: str, url: str) -> Feed:
    """The feed. `url` is where it was found.

    Raises:
        NotAFeed: it is other JSON, or none.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise NotAFeed("This is no JSON Feed: it cannot be read as JSON.") from None
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        raise NotAFeed("This is JSON, but no JSON Feed: it has no list of items.")
    version = _text(found.get("version"))
    if "jsonfeed.org/version/" not in version:
        raise NotAFeed("This is JSON, but it does not say that it is a JSON Feed.")
    items = found["items"]
    if len(items) > 100_000:
        raise UnreadableFeed(f"The feed has {len(items):,} entries, which is more than any feed.")
    entries, left_out = check_entries(_printed(items), url)
    home = _text(found.get("home_page_url"))
    return Feed(
        kind="JSON Feed",
        title=plain(_text(found.get("title"))) or None,
        site=_home(home),
        entries=entries,
        left_out=left_out,
        ended=found.get("expired") is True,
    )


def _printed(items: list[Any]) -> Iterator[Printed]:  # Any: JSON
    for item in items:
        if isinstance(item, Mapping):
            link = _text(item.get("url")) or _text(item.get("external_url"))
            id = _text(item.get("id"))
            if not link and id.startswith(("http://", "https://")):
                link = id
            dates = tuple(_text(item.get(name)) for name in _DATES)
            yield Printed(id, link, _text(item.get("title")), dates)
        else:
            yield Printed("", "", "", ())


def _home(url: str) -> str | None:
    return url if url.startswith(("http://", "https://")) and len(url) < 2_000 else None


def _text(value: Any) -> str:  # Any: JSON
    """Version 1 lets an id be a number."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value)
