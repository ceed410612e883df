"""A page's tree in; the same tree without captions, boxes, bars and lists of links, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

from intake.markup import Element, attribute

MOST = 0.3  # of a page's prose: what holds more is no box, whatever its class says
PROSE = 60  # characters of text without links that make a paragraph one of prose
LINKED = 0.85  # of a line's letters inside links make it a line of links

# Words of a class or an id, parted at `-`, `_`, capitals and blanks: `post-newsletterSignup`.
_PARTED = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_BLOCKS = (
    "div section aside ul ol p span figure figcaption details table form header footer nav article"
    " blockquote dl h2 h3 h4 h5 a label button iframe"
).split()
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BODY = re.compile(
    r"(?:article|story|post|entry)[-_]*(?:body|content|text|chunk)|body[-_]+(?:text|copy|container)",
    re.I,
)
# In a name these make trafilatura 2.3 throw an element out (its `xpaths`).
_DISCARDED = re.compile(
    r"bar|widget|socia|viral|share|button|banner|author|menu|nav|elated|next-|embed|meta|slide"
    r"|overlay|viewport|attachment|rating|tags|modal|permission|consent|cookie|newsletter|crumb"
    r"|options|expand|blurred|obfuscated|premium|byline|footer|-stories|more-on|timestamp|paid"
    r"|hidden|yin|nfoline|icon|syndication|comment|criteo|user-|mol-fact",
    re.I,
)
_INLINE = frozenset("a abbr b cite em font i mark q s small span strong sub sup time u".split())
_POST = re.compile(r"\b(?:twitter-tweet|instagram-media|bluesky-embed)\b")
_ENDS = re.compile(r"[.!?][\"”’')\]]*$")


def prune(tree: Element) -> None:
    """Take out of the tree what is on the page and not in the article. Linear in its size.

    Classes and ids are what a page's makers call its parts; a part with much of the page's prose
    in it stays whatever it is called, for some call the whole article `promo`.
    """
    _merge_bodies(tree)
    _keep_posts(tree)
    sizes = _prose(tree)
    total = sizes.get(tree, 0)
    _rename_mains(tree, sizes)
    doomed = [
        element
        for element in tree.iter(*_BLOCKS)
        if sizes.get(element, 0) <= MOST * total and _is_box(element)
    ]
    doomed += [line for line in _link_lines(tree) if sizes.get(line, 0) <= MOST * total]
    for element in doomed:
        _drop(element)


def _is_box(element: Element) -> bool:
    if element.tag in ("figcaption", "button", "form"):
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return element.tag not in ("a", "span")  # icons beside the words of a link
    if _HIDDEN.search(element.get("style") or ""):
        return True
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(marks) > 3 and _is_box_name(marks[:400])


@lru_cache(8192)  # names repeat on a page and from page to page of a site
def _is_box_name(marks: str) -> bool:
    words = [word.lower() for word in _PARTED.findall(marks)]
    single, pairs = _boxes()
    if not single.isdisjoint(words):
        return not ("no" in words or "has" in words or "with" in words or "without" in words)
    return any(pair in pairs for pair in pairwise(words))


@cache
def _boxes() -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    raw = resources.files("intake").joinpath("page_boxes.txt").read_text(encoding="utf-8")
    rows = [row.split() for row in raw.splitlines() if row and not row.startswith("#")]
    single = frozenset(row[0] for row in rows if len(row) == 1)
    return single, frozenset((row[0], row[1]) for row in rows if len(row) == 2)


def _prose(tree: Element) -> dict[Element, int]:
    """For each element the characters of prose in and below it.

    Prose is the text of a block that holds at least `PROSE` characters outside of links: not the
    words of buttons, menus and lists.
    """
    sizes: dict[Element, int] = {}
    running: dict[Element, int] = {}  # text outside of links, up to the block it runs in
    for element in reversed(list(tree.iter())):  # children before their parents
        if element.tag in ("script", "style", "noscript", "a") or not isinstance(element.tag, str):
            size = run = 0
        else:
            size = sizes.get(element, 0)
            run = running.get(element, 0) + len((element.text or "").strip())
        if element.tag not in _INLINE:
            size += run if run >= PROSE else 0
            run = 0
        sizes[element] = size
        parent = element.getparent()
        if parent is not None:
            sizes[parent] = sizes.get(parent, 0) + size
            behind = len((element.tail or "").strip())
            running[parent] = running.get(parent, 0) + run + behind
    return sizes


def _rename_mains(tree: Element, sizes: dict[Element, int]) -> None:
    """What holds most of the prose loses names that would have it thrown out as a whole.

    Trafilatura throws out whatever has `bar`, `widget` or `author` anywhere in its name, and
    `bar` is in `barred-story`, too.
    """
    most = sizes.get(tree, 0) / 2
    for element in tree.iter("div", "section", "main", "article", "span"):
        if sizes.get(element, 0) > most:
            for name in ("class", "id"):
                marks = attribute(element, name).split()
                kept = [mark for mark in marks if not _DISCARDED.search(mark)]
                if len(kept) < len(marks):
                    element.set(name, " ".join(kept))


def _link_lines(tree: Element) -> Iterator[Element]:
    """Paragraphs that are a link to another page and nothing else, and lists of such links.

    A sentence that is a link as a whole is kept: it ends as sentences do and is long.
    """
    for element in tree.iter("p", "ul", "ol"):
        items = [element] if element.tag == "p" else list(element)
        if items and all(_is_link(item) for item in items):
            if element.tag == "p" and _is_sentence(element):
                _unlink(element)  # extractors throw such paragraphs out
            else:
                yield element


def _is_link(element: Element) -> bool:
    text = linked = 0
    for below in element.iter():
        if isinstance(below.tag, str):
            text += len((below.text or "").strip())
            text += len((below.tail or "").strip()) if below is not element else 0
            if below.tag == "a" and not (below.get("href") or "#").startswith("#"):
                linked += len("".join(below.itertext()).strip())
    return linked > 0 and linked >= LINKED * text


def _is_sentence(element: Element) -> bool:
    words = " ".join("".join(element.itertext()).split())
    return len(words) >= 200 or (len(words) > 100 and _ENDS.search(words) is not None)


def _unlink(element: Element) -> None:
    for link in list(element.iter("a")):
        link.tag = "span"


def _merge_bodies(tree: Element) -> None:
    """Parts of one article's body that advertisements stand between become one body.

    `<div class="article-body">` three times below one `<article>`: extractors take the first.
    """
    groups: dict[tuple[Element, str], list[Element]] = {}
    for element in tree.iter("div", "section"):
        name = attribute(element, "class")
        if name and _BODY.search(name) and element.find("p") is not None:
            groups.setdefault((_article_above(element), name), []).append(element)
    for (above, _), bodies in groups.items():
        if above is None or len(bodies) < 2 or any(_nested(body, bodies) for body in bodies):
            continue
        first = bodies[0]
        for other in bodies[1:]:
            if other.find(".//h1") is None:
                for child in list(other):
                    first.append(child)


def _article_above(element: Element) -> Element:
    for above in element.iterancestors("article", "main"):
        return above
    return None


def _nested(element: Element, others: list[Element]) -> bool:
    return any(above in others for above in element.iterancestors("div", "section"))


def _keep_posts(tree: Element) -> None:
    """A post that the article quotes belongs to it: the box around it loses its name.

    Extractors take whatever is called `embed` or `social` for a bar of buttons.
    """
    for quoted in tree.iter("blockquote"):
        if not _POST.search(attribute(quoted, "class")) or quoted.find(".//p") is None:
            continue
        _unlink(quoted)
        for element in (quoted, *list(quoted.iterancestors("div", "figure", "section"))[:2]):
            if element is quoted or sum(each.tag != "script" for each in element) == 1:
                for name in ("class", "id"):
                    element.attrib.pop(name, None)
                if element.tag == "figure":
                    element.tag = "div"


def _drop(element: Element) -> None:
    """Take an element out; the text behind it stays where it is."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + " " + element.tail
        else:
            parent.text = (parent.text or "") + " " + element.tail
        element.tail = None
    parent.remove(element)
