"""A page's tree and JSON-LD in; headline, outlet, authors, section and canonical URL, out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from intake.linked_data import LinkedData, text_of
from intake.markup import Element, attribute, words_in
from intake.sites import same_site
from intake.tracking import without_tracking
from intake.wire import agencies_in, split_names

AUTHORS = 12  # of one article; lists of more are of a whole newsroom

_SEPARATOR = re.compile(r"\s+[|•·»–—-]+\s+|\s*\|\s*")
_ROLE = re.compile(
    r",?\s+(?:(?:for|of|from|at)\s+(?:the\s+)?[A-Z].*|(?:[\w&.’'-]+\s+){0,3}(?:staff|reporter"
    r"|correspondent|editor|columnist|producer|writer|contributor)s?(?:\s.*)?)$",
    re.I,
)
_NO_NAME = re.compile(
    r"https?:|www\.|[@/\\{}<>=]|\d|\.(?:com|org|net|co|news|tv)\b|\b(?:staff|newsroom|desk)\b"
    r"|^(?:admin\w*|editor(?:s|ial)?|author|unknown|none|null|guest|online|contributors?|anonymous"
    r"|undefined|n/?a)$",
    re.I,
)
# where a printed byline goes on with its date
_DATED = re.compile(
    r"\s(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Updated|Published|Posted|Last)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d|(?:May|\d{1,2}) )"
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """Who printed what: every field is None or empty where the page does not say it.

    `outlet` is the site's name, or its host where the page names no site. `url` is absolute, http
    or https: the canonical one if it is of the same site, else the address that was given.
    """

    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    section: str | None
    url: str | None


def read_masthead(tree: Element, linked: LinkedData, url: str | None = None) -> Masthead:
    """`url` is where the page was fetched, None for a file. Never raises."""
    metas = metas_of(tree)
    canonical = canonical_url(tree, linked, url)
    host = _host(canonical) if canonical else ""
    outlet = _outlet(linked, metas, host)
    return Masthead(
        title=_title(tree, linked, metas, outlet),
        outlet=outlet or host or None,
        authors=_authors(tree, linked, metas, outlet),
        section=_section(linked, metas),
        url=canonical,
    )


def metas_of(tree: Element) -> dict[str, str]:
    """The first content of each `<meta>` name or property, names in small letters."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = " ".join(attribute(meta, "content").split())
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = attribute(meta, key).lower()
            if name and content:
                found.setdefault(name, content)
    return found


def headings_of(tree: Element) -> list[str]:
    """What the page prints as its headline: its first ten `h1`, blanks as one."""
    found = []
    for heading in tree.iter("h1"):
        words = words_in(heading)
        if words:
            found.append(words)
        if len(found) == 10:
            break
    return found


def canonical_url(tree: Element, linked: LinkedData, url: str | None = None) -> str | None:
    """The address under which the outlet wants the article known, without its fragment.

    A page may speak only for its own site: what it says of another's article is not believed, for
    the URL is what an article is known by. The home page is nobody's article.
    """
    given = _absolute(without_tracking(url or ""), "")
    declared = [attribute(link, "href") for link in _links(tree, "canonical")]
    declared += [metas_of(tree).get("og:url", "")]
    declared += [text_of(linked.article.get(key)) for key in ("url", "mainentityofpage")]
    for candidate in declared:
        found = _absolute(without_tracking(candidate), given or "")
        if found is None or (urlsplit(found).path in ("", "/") and not urlsplit(found).query):
            continue
        if given is None or same_site(found, given):
            return found
    return given


def _links(tree: Element, relation: str) -> Iterable[Element]:
    return (link for link in tree.iter("link") if attribute(link, "rel").lower() == relation)


def _absolute(url: str, base: str) -> str | None:
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        port = parts.port
    except ValueError:
        return None
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or "." not in host or parts.username is not None:
        return None
    if re.search(r"[\s<>\"\\]", url.strip()) or len(url) > 2_000:
        return None
    usual = {"http": 80, "https": 443}[parts.scheme]
    place = host if port in (None, usual) else f"{host}:{port}"
    return urlunsplit((parts.scheme, place, parts.path or "/", parts.query, ""))


def _host(url: str) -> str:
    return re.sub(r"^www\.", "", urlsplit(url).hostname or "")


def _title(
    tree: Element, linked: LinkedData, metas: dict[str, str], outlet: str | None
) -> str | None:
    """The headline as printed: an `h1` that agrees with what the page declares, else that.

    What is declared may be cut or made for search engines; what is printed may be the site's name.
    """
    declared = (
        linked.text("headline") or metas.get("og:title", "") or metas.get("twitter:title", "")
    )
    element = tree.find(".//title")
    named = words_in(element) if element is not None else ""
    declared = declared or named
    printed = headings_of(tree)
    for heading in printed:
        if _alike(heading, declared) or _alike(heading, named):
            return heading[:400]
    title = _without_site(declared, outlet)
    if not title and printed:
        title = printed[0]
    return title[:400] or None


def _alike(one: str, other: str) -> bool:
    """Whether one begins with the other, letters alone: a site's name may follow."""
    a, b = _letters(one), _letters(other)
    return len(a) >= 8 and len(b) >= 8 and (a.startswith(b) or b.startswith(a))


def _without_site(title: str, outlet: str | None) -> str:
    """`Mill burns in Orrin | Orrin Herald` without the site's name behind it."""
    parts = _SEPARATOR.split(title)
    if len(parts) > 1 and outlet:
        last, name = (re.sub(r"\W", "", text).lower() for text in (parts[-1], outlet))
        if last and name and (last in name or name in last):
            return title[: title.rindex(parts[-1])].rstrip(" |•·»–—-")
    return title.strip()


def _outlet(linked: LinkedData, metas: dict[str, str], host: str) -> str | None:
    """The site's name, unless only the publisher's is also in its address: `U.S.` of a wire.

    An article taken over from an agency names the agency as its publisher, so the site's name
    goes before it.
    """
    names = []
    for name in (
        metas.get("og:site_name", ""),
        *linked.names("publisher"),
        metas.get("application-name", ""),
    ):
        name = _SEPARATOR.split(name.strip(" @|"))[0].strip()
        if 1 < len(name) <= 80 and not re.search(r"https?:|^\W+$", name):
            names.append(name)
    bare = _letters(host)
    for name in names:
        if len(_letters(name)) > 2 and _letters(name) in bare:
            return name
    return names[0] if names else None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _section(linked: LinkedData, metas: dict[str, str]) -> str | None:
    for value in (
        linked.text("articlesection"),
        metas.get("article:section", ""),
        metas.get("parsely-section", ""),
        metas.get("section", ""),
    ):
        if 0 < len(value) <= 80 and "://" not in value:
            return value
    return None


def _authors(
    tree: Element, linked: LinkedData, metas: dict[str, str], outlet: str | None
) -> tuple[str, ...]:
    """The first of these that names anybody: JSON-LD, meta, what the page prints as its byline."""
    declared = linked.names("author") or linked.names("creator")
    found = _names(declared, outlet)
    for key in (
        "author",
        "article:author",
        "byl",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
    ):
        found = found or _names((metas.get(key, ""),), outlet)
    if not found:
        for number, element in enumerate(tree.iterfind(".//*[@class]")):
            if number > 20_000:
                break
            if "byline" in attribute(element, "class").lower():
                found = _names((words_in(element)[:160],), outlet, printed=True)
                if found:
                    break
    if not found:
        marked = tree.xpath("(.//*[@itemprop='author' or @rel='author'])[position() < 6]")
        found = _names([words_in(element)[:160] for element in marked], outlet)
    return tuple(found[:AUTHORS])


def _names(values: Iterable[str], outlet: str | None, *, printed: bool = False) -> list[str]:
    """Persons' names out of `By Jane Roe and John Doe, Staff Writers`; agencies are none.

    `printed`: words of the page, which must say "by" to be a byline.
    """
    found: list[str] = []
    for value in values:
        words = " ".join(value.split())
        lead = re.match(r"(?:(?:written|words|story|reported|posted)\s+)?by[:\s]+", words, re.I)
        if printed and not lead:
            continue
        words = words[lead.end() :] if lead else words
        words = re.split(r"\s[|•·/–—-]\s|\|", words, maxsplit=1)[0]
        words = _DATED.split(words, maxsplit=1)[0]
        for name in re.split(r";", words):
            for each in split_names(re.sub(r",\s+(?!and\b)", " and ", name)):
                each = _ROLE.sub("", each.strip(" .,")).strip(" .,")
                for agency in agencies_in(each):  # `Jane Roe Associated Press`
                    each = each.removesuffix(agency).rstrip(" ,") or each
                if _is_name(each, outlet) and each not in found:
                    found.append(each)
    return found


def _is_name(name: str, outlet: str | None) -> bool:
    return (
        3 <= len(name) <= 50
        and 1 <= len(name.split()) <= 5
        and not _NO_NAME.search(name)
        and name[:1].isupper()
        and _letters(name) not in _letters(outlet or "")
    )
