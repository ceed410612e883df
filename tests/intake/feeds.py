"""Made-up feeds for the tests: RSS, Atom and JSON Feed of a few entries."""

from __future__ import annotations

import json
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

SITE = "https://herald.example"


def rss(
    *entries: tuple[str, datetime | None], title: str = "Orrin Herald", more: str = ""
) -> bytes:
    """RSS 2.0 of (path, date)."""
    items = ""
    for path, dated in entries:
        when = f"<pubDate>{format_datetime(dated)}</pubDate>" if dated else ""
        link = escape(f"{SITE}{path}")
        items += f"<item><title>News at {escape(path)}</title><link>{link}</link>{when}</item>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{title}</title>'
        f"<link>{SITE}/</link><description>News</description>{more}{items}</channel></rss>"
    ).encode()


def atom(*entries: tuple[str, str]) -> bytes:
    """Atom 1.0 of (path, date as it is printed)."""
    found = "".join(
        f'<entry><id>tag:herald.example,2025:{path}</id><title type="html">News</title>'
        f'<link rel="alternate" href="{path}"/><updated>{dated}</updated></entry>'
        for path, dated in entries
    )
    return (
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="{SITE}/news/">'
        f"<title>Orrin Herald</title>{found}</feed>"
    ).encode()


def json_feed(*items: dict[str, object], **more: object) -> bytes:
    """JSON Feed 1.1."""
    version = "https://jsonfeed.org/version/1.1"
    feed = {"version": version, "title": "Orrin Herald", "items": list(items)} | more
    return json.dumps(feed).encode()
