"""What a page shows of its article in; why that cannot be read as one, or nothing, out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from intake.linked_data import LinkedData, text_of
from intake.markup import Element, words_in
from intake.refusals import NotFound, Paywalled, UnreadablePage

LEAST = 25  # words: shorter is no article
TEASER = 150  # words: what stands before a wall is shorter, and few articles are
ERROR = 150  # words that a page about its own absence may have beside the sentence

_LINES = ("p", "h2", "h3", "h4")


@dataclass(frozen=True, slots=True)
class Signs:
    """What a page says about itself that tells an article from a wall or an error."""

    headings: tuple[str, ...]  # its title and headlines
    walled: bool  # it asks to subscribe before one may read on
    closed: bool  # it declares the article as not free (schema.org isAccessibleForFree)
    words: int  # the length that it declares for the article, 0 where it does not
    dated: bool  # it declares an article with a date


def find_signs(tree: Element, linked: LinkedData, headings: tuple[str, ...]) -> Signs:
    """To be taken before the tree is cleared for its text. Never raises."""
    free = linked.article.get("isaccessibleforfree")
    count = text_of(linked.article.get("wordcount"))
    return Signs(
        headings=headings,
        walled=_is_walled(tree),
        closed=text_of(free).strip().lower() in ("false", "no", "0"),
        words=int(count) if re.fullmatch(r"\d{1,6}", count) else 0,
        dated="datepublished" in linked.article,
    )


def find_barrier(signs: Signs, paragraphs: tuple[str, ...]) -> UnreadablePage | None:
    """Why what was found on a page is no article to read, None if it is one.

    A declared wall alone is none: many pages bring the whole article and hide it afterwards.
    """
    length = sum(len(paragraph.split()) for paragraph in paragraphs)
    if length < ERROR and not signs.dated:
        heads = (*signs.headings, *paragraphs[:2])
        if any(_says("gone", heading) for heading in heads if len(heading) <= 160):
            return NotFound(
                "The page says that there is no article at this address any more. "
                "Check the link, or look for the article on the outlet's site."
            )
        if any(_says("checked", heading) for heading in heads):
            return UnreadablePage(
                "The site shows a check of its visitors instead of the article. "
                "Open it in a browser and save its text."
            )
    short = length < TEASER or length * 2 < signs.words
    if (signs.closed or signs.walled) and short:
        return Paywalled(
            f"Only the beginning of the article ({length} words) is on the page; the rest is for "
            "subscribers. Open it with your subscription and save its text."
        )
    if length < LEAST:
        return UnreadablePage(
            "There is no article on the page. Give the address of one article, not of a front "
            "page, a video or a gallery."
        )
    return None


def _is_walled(tree: Element) -> bool:
    """Whether a short block of the page asks its reader to pay or register before reading on."""
    for number, element in enumerate(tree.iter("p", "h2", "h3", "h4", "div", "span", "section")):
        if number > 20_000:
            return False
        own = element.text or ""
        if 0 < len(element) < 8 and element.tag in _LINES:
            own = words_in(element)
        if 12 < len(own) < 600 and _says("wall", " ".join(own.split())):
            return True
    return False


def _says(kind: str, text: str) -> bool:
    """Whether a text says one of the things that `page_barriers.txt` lists under a name."""
    return _phrases()[kind].search(text.replace("’", "'")) is not None


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    raw = resources.files("intake").joinpath("page_barriers.txt").read_text(encoding="utf-8")
    rows: dict[str, list[str]] = {}
    for row in raw.splitlines():
        if row.startswith("["):
            rows[row.strip("[]")] = []
        elif row and not row.startswith("#"):
            rows[list(rows)[-1]].append(f"(?:{row})")
    return {kind: re.compile("|".join(those), re.I) for kind, those in rows.items()}
