"""What an address that was typed as a feed sent, in; the feed out, or why there is none.

`read_feed` is the one way in. It takes bytes that `intake.fetch` fetched, loads nothing, and
raises UnreadableFeed alone; of a web page it says which feeds the page names.
"""

from __future__ import annotations

import json

from intake.feeds.alternates import find_alternates
from intake.feeds.feed import Feed, NotAFeed
from intake.feeds.json_feed import read_json_feed
from intake.feeds.syndication import looks_like_feed, read_syndication
from intake.markup import decode


def read_feed(body: bytes, url: str, *, media_type: str = "", charset: str | None = None) -> Feed:
    """The feed in the bytes, whatever type they were sent as: many servers say text/html.

    `url` is where they were found after all redirects, `charset` what Content-Type said.

    Raises:
        NotAFeed: a page, other JSON, nothing; with the feeds of a page.
        UnreadableFeed: a feed, but broken, or larger than any.
    """
    text = _decoded(body, charset)
    begin = text[:1_000].lstrip("\ufeff \t\r\n")
    if not begin:
        raise NotAFeed("There is nothing at this address.")
    if begin.startswith("{") or ("json" in media_type and begin.startswith("[")):
        return read_json_feed(text.lstrip("\ufeff"), url)
    if looks_like_feed(text) and not _is_page(begin):
        return read_syndication(text.lstrip("\ufeff \t\r\n"), url)
    found = find_alternates(body, url, charset)
    if found:
        raise NotAFeed("This is a web page, no feed; it names these feeds.", found)
    raise NotAFeed("This is no feed, and no page that names one.")


def _is_page(begin: str) -> bool:
    return begin.lower().startswith(("<!doctype html", "<html"))


def _decoded(body: bytes, charset: str | None) -> str:
    """XML may be UTF-16 without a mark (XML 1.0, F.1); JSON is UTF-8, or guessed by its zeros."""
    for begin, codec in ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be")):
        if body.startswith(begin):
            return body.decode(codec, "replace")
    if body[:1] in b"{[" and body[:4].count(0):
        return body.decode(json.detect_encoding(body), "replace")
    return decode(body, charset)
