"""What a feed prints of its entries, unchecked, in; entries that may be followed, out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from intake.feeds.feed import MOST_ENTRIES, Entry
from intake.fetching.faults import NotFetched
from intake.fetching.links import parse_link
from intake.published import parse_moment
from intake.tracking import without_tracking

LONGEST_TITLE = 300  # characters
_TAG = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Printed:
    """An entry as a feed prints it; what it does not print is empty."""

    id: str
    link: str
    title: str
    dates: tuple[str, ...]  # as strings, the best first


def check_entries(printed: Iterable[Printed], base: str) -> tuple[tuple[Entry, ...], int]:
    """The entries whose link may be followed, each once, and how many were left out. `base` is
    where the feed was found, for links that are relative."""
    found: dict[str, Entry] = {}
    links: set[str] = set()
    seen = 0
    for one in printed:
        seen += 1
        if len(found) >= MOST_ENTRIES:
            continue
        link = check_link(one.link, base)
        if link is None or link in links:
            continue
        key = one.id.strip() or link
        if key in found:
            continue
        links.add(link)
        dates = [day for text in one.dates if (day := parse_moment(text)) is not None]
        found[key] = Entry(key, link, plain(one.title), dates[0] if dates else None)
    return tuple(found.values()), seen - len(found)


def check_link(link: str, base: str) -> str | None:
    """The link in full, without tracking, or None for one that is not followed: of another scheme
    than http and https, to an address or a port that is not public, to the feed's own host alone.
    """
    link = link.strip()
    if not link or len(link) > 4_000:
        return None
    try:
        parsed = parse_link(without_tracking(urljoin(base, link)))
    except (NotFetched, ValueError):
        return None
    return None if parsed.path == "/" else parsed.url


def plain(text: str, most: int = LONGEST_TITLE) -> str:
    """Words without HTML, in one line."""
    text = text[: 10 * most]
    if "<" in text:
        text = _TAG.sub(" ", text)
    text = _TAG.sub(" ", html.unescape(text)) if "&" in text else text
    return " ".join(html.unescape(text).split())[:most]
