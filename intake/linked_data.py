"""A page's tree in; what it says of its article in JSON-LD (schema.org), out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from intake.markup import Element

Node = Mapping[str, object]  # its keys in small letters, without the prefix `schema:`

SCRIPTS = 2_000  # of one page that are looked at; news pages have up to 200
NODES = 5_000  # of one page; a list of links can be long
NESTING = 12  # nodes inside one another; `@graph` and author take four

_POSTINGS = {"blogposting", "liveblogposting", "report", "socialmediaposting", "newsitem"}
# What lies below these is another thing than the article: a list of links, a part, a mention.
_OTHERS = {"itemlistelement", "haspart", "mentions", "ispartof", "relatedlink", "citation", "about"}
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_MISSING_VALUE = re.compile(r":(\s*[,}])")
# Out of JSON that cannot be mended: the first value of each of these is the article's.
_SALVAGED = re.compile(
    r'"(headline|datePublished|dateModified|isAccessibleForFree|articleSection|inLanguage)"'
    r'\s*:\s*(?:"((?:[^"\\\n]|\\.){1,400})"|(true|false))',
    re.I,
)
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")


@dataclass(frozen=True, slots=True)
class LinkedData:
    """`article` is the node of the page's own article, empty where there is none.

    `page` is its WebPage node; `named` finds nodes by their `@id`.
    """

    article: Node = field(default_factory=dict)
    page: Node = field(default_factory=dict)
    named: Mapping[str, Node] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """A value of the article as text, "" where there is none. Entities are resolved."""
        return text_of(self.article.get(key.lower()))

    def names(self, key: str) -> tuple[str, ...]:
        """The names that the article gives under `key`, in order: `author`, `publisher`."""
        return tuple(name for name in self._names(self.article.get(key.lower()), 3) if name)

    def _names(self, value: object, depth: int) -> Iterator[str]:
        if isinstance(value, str):
            yield text_of(value)
        elif isinstance(value, Sequence) and depth:
            for each in value[:40]:
                yield from self._names(each, depth - 1)
        elif isinstance(value, Mapping) and depth:
            node = value if "name" in value else self.named.get(text_of(value.get("@id")), value)
            if "name" in node:
                yield from self._names(node["name"], depth - 1)


def read_linked_data(tree: Element, *, url: str = "", headline: str = "") -> LinkedData:
    """What the page's JSON-LD says; broken JSON is mended or passed over. Never raises.

    Of several articles the one that bears the page's URL or headline is its own; one that is
    neither and stands in a list of links, or as a part of something, is another article.
    """
    found: list[tuple[Node, bool]] = []
    for number, script in enumerate(tree.iter("script")):
        if number >= SCRIPTS or len(found) >= NODES:
            break
        if "ld+json" in (script.get("type") or "").lower():
            for whole in _load(script.text or ""):
                for pair in _walk(whole, NESTING, aside=False):
                    found.append(pair)
                    if len(found) >= NODES:
                        break
    named: dict[str, Node] = {}
    for node, _ in found:
        name = text_of(node.get("@id"))
        if name and len(node) > len(named.get(name, ())):
            named[name] = node
    articles = [(node, aside) for node, aside in found if _is_article(node)]
    ranked = sorted(articles, key=lambda pair: -_fitness(pair[0], pair[1], url, headline))
    best = ranked[0] if ranked else None
    if best is None or _fitness(*best, url, headline) < 0:
        best = None
    pages = [node for node, aside in found if not aside and "webpage" in _types(node)]
    return LinkedData(best[0] if best else {}, pages[0] if pages else {}, named)


def text_of(value: object) -> str:
    """A JSON value as one line of text; the first of a list, the `@value` or name of a node."""
    for _ in range(4):
        if isinstance(value, str):
            return " ".join(unescape(value).split())
        if isinstance(value, bool):
            return str(value)
        if isinstance(value, int | float):
            return str(value)
        if isinstance(value, Sequence) and value:
            value = value[0]
        elif isinstance(value, Mapping):
            value = value.get("@value") or value.get("name") or value.get("@id")
        else:
            return ""
    return ""


def _load(raw: str) -> list[object]:
    """The values of one script: as it is, mended, or the few keys that can be made out."""
    text = raw.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().strip(";")
    text = re.sub(r"^/\*.{0,200}?\*/|^//.{0,200}\n", "", text).strip()
    decoder = json.JSONDecoder(strict=False)
    for attempt in (text, _MISSING_VALUE.sub(r":null\1", _TRAILING_COMMA.sub(r"\1", text))):
        try:
            value, _ = decoder.raw_decode(attempt)
            return [value]
        except (ValueError, RecursionError):
            continue
    node: dict[str, object] = {}
    for key, value, truth in _SALVAGED.findall(text[:500_000]):
        node.setdefault(key, truth.lower() == "true" if truth else _unescaped(value))
    if node and re.search(r"\"@type\"\s*:\s*\[?\s*\"\w*(?:Article|Posting)\"", text):
        return [node | {"@type": "Article"}]
    return []


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], value)


def _walk(value: object, depth: int, aside: bool) -> Iterator[tuple[Node, bool]]:
    """Every node with whether it stands aside from the page's own article."""
    if depth == 0:
        return
    if isinstance(value, list):
        for each in value[:NODES]:
            yield from _walk(each, depth - 1, aside)
    elif isinstance(value, dict):
        yield _folded(value), aside
        for key, below in value.items():
            if isinstance(below, dict | list):
                yield from _walk(below, depth - 1, aside or key.lower() in _OTHERS)


def _folded(node: Mapping[str, object]) -> Node:
    folded: dict[str, object] = {}
    for key, value in node.items():
        short = key.rsplit("/", 1)[-1].removeprefix("schema:").lower()
        folded.setdefault(short, _folded(value) if isinstance(value, dict) else _each(value))
    return folded


def _each(value: object) -> object:
    if isinstance(value, list):
        return [_folded(each) if isinstance(each, dict) else each for each in value[:NODES]]
    return value


def _types(node: Node) -> set[str]:
    value = node.get("@type")
    many = value if isinstance(value, list) else [value]
    return {each.rsplit("/", 1)[-1].lower() for each in many if isinstance(each, str)}


def _is_article(node: Node) -> bool:
    return any(kind.endswith("article") or kind in _POSTINGS for kind in _types(node))


def _fitness(node: Node, aside: bool, url: str, headline: str) -> int:
    """How surely the node is the page's own article; below nought it is another one."""
    own = 0
    addresses = {_address(text_of(node.get(key))) for key in ("url", "@id", "mainentityofpage")}
    if url and _address(url) in addresses:
        own += 4
    title = _letters(text_of(node.get("headline")) or text_of(node.get("name")))
    if title and headline and (title in _letters(headline) or _letters(headline) in title):
        own += 4
    if own == 0 and aside:
        return -1
    return own + ("datepublished" in node) - aside


def _address(url: str) -> str:
    """A URL without scheme, `www.`, query, fragment and closing slash, for comparing."""
    bare = re.sub(r"^https?://(?:www\.)?", "", url.strip(), flags=re.I)
    return re.split(r"[?#]", bare, maxsplit=1)[0].rstrip("/").lower()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
