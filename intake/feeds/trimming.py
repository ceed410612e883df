"""A feed's text in, whatever it is; a small and sound XML document with what counts of it, out.

feedparser takes minutes for some texts of a megabyte (200,000 tags inside one another, one tag
with 300,000 attributes), and follows entities. So libxml2, which is quick and mends what is
broken, reads the text first, without any entity, and hands on the elements that say what an entry
is, each cut to a length that no feed needs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5
from typing import Any

from lxml import etree

from intake.feeds.feed import MOST_ENTRIES, UnreadableFeed

Element = Any  # lxml carries no types

LONGEST = 5_000  # characters of one element's text or attribute
MOST_ATTRIBUTES = 1_000  # of one tag, past which libxml2 takes quadratic time
_XML = "http://www.w3.org/XML/1998/namespace"
_DC = "http://purl.org/dc/elements/1.1/"
_BURNER = "http://rssnamespace.org/feedburner/ext/1.0"
_ATOM = "http://www.w3.org/2005/Atom"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,500}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE", re.I)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|feed|RDF)\b", re.I)
# What the text of a feed may not hold, but feeds do: XML 1.0, 2.2
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(?:(\w{2,31});)?")
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{4000,}")
#: Elements of an entry by their name in small letters, where they are of the feed's own namespace.
_OF_ENTRY = frozenset(
    "title link guid id pubdate published updated modified issued created".split()
)
_OF_FEED = frozenset("title link ttl".split())
#: The same of other namespaces, which feeds often forget to declare.
_ELSEWHERE = {"date": (_DC, "dc"), "created": (_DC, "dc"), "origlink": (_BURNER, "feedburner")}
_ATTRIBUTES = ("href", "rel", "type", "isPermaLink", "mode", f"{{{_RDF}}}about")


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The document, how many entries past the most there were, and the texts of `<hour>` and
    `<day>` that the feed asks to be left alone in."""

    xml: bytes
    cut: int
    hours: tuple[str, ...]
    days: tuple[str, ...]


def trim(text: str) -> Trimmed:
    """Raises UnreadableFeed where nothing of a feed can be read."""
    text = _plain_entities(_without_doctype(_UNPRINTABLE.sub("", text)))
    if any(tag[0].count("=") > MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise UnreadableFeed("The feed is built of more parts than any feed.")
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        root = None
    if root is None or _name(root) not in ("rss", "feed", "rdf"):
        raise UnreadableFeed("This feed is broken and cannot be read.")
    return _rebuilt(root)


def _rebuilt(root: Element) -> Trimmed:
    namespace = _namespace(root)
    made = etree.Element(root.tag, nsmap={None: namespace} if namespace else None)
    if version := root.get("version"):
        made.set("version", version[:20])
    _keep_base(root, made)
    channel = next((child for child in root if _name(child) == "channel"), None)
    about = root if channel is None else channel
    holder = made if channel is None else etree.SubElement(made, channel.tag)
    if channel is not None:
        _keep_base(channel, holder)
    own = _namespace(about)
    hours: list[str] = []
    days: list[str] = []
    for child in about:
        name = _name(child)
        if name in _OF_FEED and (_namespace(child) in (own, _ATOM)) and len(holder) < 50:
            _copy(child, holder, child.tag)
        elif name == "skiphours":
            hours += ["".join(one.itertext())[:20] for one in child[:50]]
        elif name == "skipdays":
            days += ["".join(one.itertext())[:20] for one in child[:50]]
    entries = [one for one in about if _name(one) in ("item", "entry")]
    if about is not root:  # RSS 1.0 has them beside the channel
        entries += [one for one in root if _name(one) in ("item", "entry")]
    for entry in entries[:MOST_ENTRIES]:
        beside = holder if entry.getparent() is about else made
        _copy_entry(entry, etree.SubElement(beside, entry.tag))
    return Trimmed(
        etree.tostring(made, encoding="utf-8"),
        max(len(entries) - MOST_ENTRIES, 0),
        tuple(hours),
        tuple(days),
    )


def _copy_entry(entry: Element, made: Element) -> None:
    _keep_base(entry, made)
    if about := entry.get(f"{{{_RDF}}}about"):
        made.set(f"{{{_RDF}}}about", about[:LONGEST])
    own = _namespace(entry)
    for child in entry:
        name = _name(child)
        if name in _OF_ENTRY and _namespace(child) in (own, _ATOM):
            _copy(child, made, child.tag)
        elif name in _ELSEWHERE:
            namespace, prefix = _ELSEWHERE[name]
            if _namespace(child) == namespace or str(child.tag).startswith(f"{prefix}:"):
                proper = "origLink" if name == "origlink" else name
                _copy(child, made, f"{{{namespace}}}{proper}")
        if len(made) >= 30:
            return


def _copy(child: Element, holder: Element, tag: str) -> None:
    made = etree.SubElement(holder, tag)
    _keep_base(child, made)
    for name in _ATTRIBUTES:
        value = child.get(name)
        if value:
            made.set(name, value[:LONGEST])
    if made.get("type") == "xhtml":
        made.set("type", "text")
    text = ""
    for piece in child.itertext():
        text += piece
        if len(text) > LONGEST:
            break
    made.text = text[:LONGEST]


def _keep_base(element: Element, made: Element) -> None:
    if base := element.get(f"{{{_XML}}}base"):
        made.set(f"{{{_XML}}}base", base[:LONGEST])


def _name(element: Element) -> str:
    """Without namespace, in small letters; of a prefix that nobody declared, too."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _namespace(element: Element) -> str:
    """Its namespace; its prefix where nobody declared it."""
    tag = str(element.tag)
    if tag.startswith("{"):
        return tag[1:].partition("}")[0]
    return tag.rpartition(":")[0]


def _without_doctype(text: str) -> str:
    """Without what stands before the root, in which a bomb would be declared."""
    text = _DECLARATION.sub("", text, count=1)
    found = _DOCTYPE.search(text)
    root = _ROOT.search(text)
    if found is None or root is None or found.start() > root.start():
        return text
    return text[root.start() :]


def _plain_entities(text: str) -> str:
    """HTML's entities as characters, as feeds use them undeclared; those of nobody as they stand.
    What stands in CDATA is left alone."""
    pieces: list[str] = []
    at = 0
    while True:
        begin = text.find("<![CDATA[", at)
        end = text.find("]]>", begin) if begin >= 0 else -1
        if end < 0:
            pieces.append(_ENTITY.sub(_as_character, text[at:]))
            return "".join(pieces)
        pieces += (_ENTITY.sub(_as_character, text[at:begin]), text[begin : end + 3])
        at = end + 3


def _as_character(found: re.Match[str]) -> str:
    name = found[1]
    if name and f"{name};" in html5:
        return html5[f"{name};"].replace("&", "&amp;").replace("<", "&lt;")
    return "&amp;" + found[0][1:]
