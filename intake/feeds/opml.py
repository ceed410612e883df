"""OPML 2.0 in and out: lists of feeds as feed readers exchange them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from intake.feeds.entries import plain
from intake.plain import UnreadableText

LARGEST = 2_000_000  # bytes
MOST = 500  # feeds of one file


class UnreadableOpml(UnreadableText):
    """The file is no list of feeds; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list."""

    url: str
    title: str
    site: str | None = None
    kind: str = "rss"  # "rss" also for Atom, as OPML 2.0 has it


def read_opml(body: bytes) -> tuple[Outline, ...]:
    """The feeds of a list, each once, in its order, folders taken apart.

    No document type, entity or anything outside the file is read.

    Raises:
        UnreadableOpml: no XML, no OPML, too large, or without a feed.
    """
    if len(body) > LARGEST:
        raise UnreadableOpml(f"The file has {len(body):,} bytes, more than any list of feeds.")
    try:
        root = fromstring(body, forbid_dtd=True)
    except DefusedXmlException:
        raise UnreadableOpml("The file declares a document type, which is not read.") from None
    except (ElementTree.ParseError, ValueError, LookupError):
        raise UnreadableOpml("The file is no OPML: it cannot be read as XML.") from None
    if root.tag.lower() != "opml":
        raise UnreadableOpml("The file is XML, but no OPML.")
    found: dict[str, Outline] = {}
    for element in root.iter("outline"):
        given = {name.lower(): value for name, value in element.attrib.items()}
        url = given.get("xmlurl", "").strip()
        if url:
            title = plain(given.get("title") or given.get("text") or "")
            found.setdefault(url, Outline(url, title, given.get("htmlurl", "").strip() or None))
    if not found:
        raise UnreadableOpml("The file names no feed: no outline in it has an xmlUrl.")
    if len(found) > MOST:
        raise UnreadableOpml(f"The file names {len(found)} feeds; at most {MOST} are taken.")
    return tuple(found.values())


def write_opml(outlines: Iterable[Outline], title: str, now: datetime) -> str:
    """The list as OPML 2.0; `now` is aware."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "<head>",
        f"<title>{_attribute(title)[1:-1]}</title>",
        f"<dateCreated>{format_datetime(now)}</dateCreated>",
        "</head>",
        "<body>",
    ]
    for one in outlines:
        name = _attribute(one.title or one.url)
        site = f" htmlUrl={_attribute(one.site)}" if one.site else ""
        url = _attribute(one.url)
        lines.append(f'<outline type="{one.kind}" text={name} title={name} xmlUrl={url}{site}/>')
    return "\n".join([*lines, "</body>", "</opml>", ""])


def _attribute(text: str) -> str:
    printable = "".join(char for char in text if char >= " " and not "\ud800" <= char <= "\udfff")
    return quoteattr(printable.replace("\ufffe", "").replace("\uffff", ""), {'"': "&quot;"})
