"""A web page in; the feeds that it names, out."""

from __future__ import annotations

from urllib.parse import urljoin

from intake.feeds.entries import plain
from intake.feeds.feed import Alternate
from intake.fetching.faults import NotFetched
from intake.fetching.links import parse_link
from intake.markup import attribute, parse
from intake.refusals import UnreadablePage

MOST = 10
_TYPES = (
    *("application/rss+xml", "application/atom+xml", "application/feed+json"),
    *("application/rdf+xml", "application/x-rss+xml", "text/rss+xml"),
)


def find_alternates(html: bytes, url: str, charset: str | None = None) -> tuple[Alternate, ...]:
    """The feeds of `<link rel=alternate>`, as the page orders them; those of comments go last and
    are left out where there are others. Never raises."""
    try:
        tree = parse(html, charset)
    except UnreadablePage:
        return ()
    bases = [attribute(base, "href") for base in tree.iter("base")]
    base = _joined(url, bases[0]) if bases and bases[0] else url
    found: dict[str, Alternate] = {}
    for link in tree.iter("link"):
        relations = attribute(link, "rel").lower().split()
        kind = attribute(link, "type").lower().partition(";")[0].strip()
        if "alternate" not in relations or kind not in _TYPES:
            continue
        try:
            address = parse_link(_joined(base, attribute(link, "href"))).url
        except NotFetched:
            continue
        found.setdefault(address, Alternate(address, plain(attribute(link, "title"), 100)))
    main = [one for one in found.values() if not _is_of_comments(one)]
    return tuple((main or list(found.values()))[:MOST])


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:
        return href


def _is_of_comments(one: Alternate) -> bool:
    return "comment" in one.title.lower() or "/comments/" in one.url.lower()
