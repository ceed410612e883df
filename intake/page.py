"""A web page's bytes in; its article out, or a sentence that says why there is none.

`read_page` is what fetching and feeds call: it takes bytes and the address they came from after
all redirects, loads nothing, and gives an `Article` as files do. Its errors are those of
`intake.refusals`, each message a sentence to show. `extract_page` gives the same findings of a
page in any language and behind any wall, for `parallax page`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from intake.article import Article
from intake.barriers import find_barrier, find_signs
from intake.languages import declared_language, find_language, refusal_of
from intake.linked_data import LinkedData, read_linked_data, text_of
from intake.markup import parse
from intake.masthead import canonical_url, headings_of, metas_of, read_masthead
from intake.plain import bytes_of, read_plain, source_of
from intake.prose import find_paragraphs
from intake.published import Moment, find_modified, find_published
from intake.refusals import UnreadablePage


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says. `refusal` is why its article cannot be read, None if it can."""

    title: str | None
    paragraphs: tuple[str, ...]  # the body alone, no headline; never with line breaks inside
    published: Moment | None
    modified: Moment | None
    outlet: str | None
    authors: tuple[str, ...]
    section: str | None
    url: str | None  # canonical, if it is of the same site as the address given
    language: str | None  # BCP 47, as "en-GB"
    refusal: UnreadablePage | None

    def text(self) -> str:
        """The body, paragraphs apart by a blank line."""
        return "\n\n".join(self.paragraphs)


def extract_page(html: bytes, url: str | None = None, *, charset: str | None = None) -> Page:
    """Everything that a page says of its article.

    `charset` is what the server's Content-Type said, if anything.

    Raises:
        UnreadablePage: it is no HTML, or larger or deeper than any news page. Nothing else is
            raised, whatever the bytes.
    """
    tree = parse(html, charset)
    metas = metas_of(tree)
    headings = tuple(headings_of(tree))
    address = canonical_url(tree, LinkedData(), url) or url or ""
    headline = headings[0] if headings else metas.get("og:title", "")
    linked = read_linked_data(tree, url=address, headline=headline)
    masthead = read_masthead(tree, linked, url)
    titles = tuple(title for title in (masthead.title, *headings) if title)
    published = find_published(tree, linked, masthead.url or url or "")
    modified = find_modified(tree, linked)
    says = declared_language(tree, metas, linked.text("inlanguage"))
    signs = find_signs(tree, linked, (*titles, metas.get("og:title", "")))
    paragraphs = find_paragraphs(
        tree,
        titles=titles,
        authors=masthead.authors,
        declared=_body_of(linked.article.get("articlebody")),
    )
    text = "\n".join(paragraphs)
    language = find_language(says, text)
    return Page(
        title=masthead.title,
        paragraphs=paragraphs,
        published=published,
        modified=modified,
        outlet=masthead.outlet,
        authors=masthead.authors,
        section=masthead.section,
        url=masthead.url,
        language=language,
        refusal=find_barrier(signs, paragraphs) or refusal_of(language),
    )


def read_page(
    html: bytes,
    url: str | None = None,
    *,
    charset: str | None = None,
    source: str | None = None,
    outlet: str | None = None,
) -> Article:
    """The article of a page: its headline, a blank line, its paragraphs with blank lines between.

    `url` is the address that the bytes came from. `source` is what the article is known by, its
    canonical URL if left out; a page without either is known by its title. `outlet` is a name
    given by hand and goes before what the page says.

    Raises:
        NotEnglish, Paywalled, NotFound: as `intake.refusals` says.
        UnreadablePage: no HTML, too large, or no article on it. No other error is raised.
    """
    page = extract_page(html, url, charset=charset)
    if page.refusal is not None:
        raise page.refusal
    body = page.text()
    article = read_plain(
        f"{page.title}\n\n{body}" if page.title else body,
        source or page.url or url or f"page:{page.title or body[:80]}",
        outlet=outlet or page.outlet,
        title=page.title,
        url=page.url or url,
        published=page.published.day() if page.published else None,
        published_from=page.published.found if page.published else None,
        published_at=page.published.aware() if page.published else None,
        byline=page.authors,
    )
    if page.outlet and not outlet:
        article = replace(article, outlet_from="site")
    modified = page.modified.aware() if page.modified else None
    return replace(article, section=page.section, modified_at=modified)


def load_page(path: Path) -> Page:
    """What a saved page says; its address is what it declares itself.

    Raises:
        UnreadableText: a folder, too large, no HTML.
        MissingFile: it is not there.
    """
    return extract_page(bytes_of(path))


def load_page_article(path: Path, *, outlet: str | None = None) -> Article:
    """The article of a saved page, known by its file as plain text is.

    Raises:
        UnreadableText: as `load_page` and `read_page`.
    """
    return read_page(bytes_of(path), source=source_of(path), outlet=outlet)


def _body_of(value: object) -> str:
    """JSON-LD `articleBody` with its line breaks, which `text_of` would not leave."""
    return value if isinstance(value, str) else text_of(value)
