"""Stored articles and spans in; citations, links to a sentence and counts of sources out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from urllib.parse import quote
from zoneinfo import ZoneInfo

from collation.copies import agency_of
from desk.answers import Citation, SourceCount
from extraction.annotations import Span
from intake.article import Article
from store.articles import Origin, Stored

_FRAGMENT_WORDS = 6  # words at each end of a long sentence that a text fragment names


def cite(stored: Stored, sentence: Span, marks: Iterable[Span], zone: ZoneInfo) -> Citation:
    """A citation of the sentence, without the white space around it, marks relative to it."""
    text = stored.article.text
    start, end = sentence.start, min(sentence.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    shown = "".join(" " if c.isspace() else c for c in text[start:end])
    return Citation(
        article=stored.id,
        outlet=stored.outlet,
        title=stored.article.title,
        published=published(stored.article, zone),
        sentence=shown,
        marks=_relative(marks, start, end),
        at=start,
        link=link(stored.article.url, shown),
    )


def published(article: Article, zone: ZoneInfo) -> date | None:
    """The day of publication; in the reader's zone where the clock time is known."""
    if article.published_at is not None:
        return article.published_at.astimezone(zone).date()
    return article.published


def _relative(marks: Iterable[Span], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Marks within [start, end), joined where they meet, counted from start."""
    joined: list[tuple[int, int]] = []
    for mark in sorted(marks):
        first, last = max(mark.start, start) - start, min(mark.end, end) - start
        if first >= last:
            continue
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


def link(url: str | None, sentence: str) -> str | None:
    """The address with a text fragment (WICG scroll-to-text-fragment) that names the sentence.

    None where the article has no address.
    """
    if url is None:
        return None
    words = sentence.split()
    if not words:
        return url
    if len(words) <= 2 * _FRAGMENT_WORDS:
        wanted = _encoded(" ".join(words))
    else:
        first, last = words[:_FRAGMENT_WORDS], words[-_FRAGMENT_WORDS:]
        wanted = f"{_encoded(' '.join(first))},{_encoded(' '.join(last))}"
    return f"{url}{'' if '#' in url else '#'}:~:text={wanted}"


def _encoded(words: str) -> str:
    # A dash would be read as part of the syntax (`prefix-,start`).
    return quote(words, safe="", errors="replace").replace("-", "%2D")


#: A dispatch by the story and the source group of those who print it.
Dispatch = tuple[int | None, int]


def count_sources(
    origins: Sequence[Origin], agencies: Mapping[Dispatch, str] | None = None
) -> SourceCount:
    """How many articles, how many independent sources, and who prints one dispatch, of which
    agency where that is given."""
    groups: dict[Dispatch, list[str]] = {}
    for origin in origins:
        groups.setdefault((origin.story, origin.group), []).append(origin.outlet)
    shared = {key: tuple(dict.fromkeys(named)) for key, named in groups.items() if len(named) > 1}
    return SourceCount(
        articles=len(origins),
        sources=len(groups),
        shared=tuple(shared.values()),
        agencies=tuple((agencies or {}).get(key, "") for key in shared),
    )


def agencies_of(held: Iterable[Stored]) -> dict[Dispatch, str]:
    """The agency of each dispatch that several of these articles print, where they credit one."""
    groups: dict[Dispatch, list[Article]] = {}
    for stored in held:
        groups.setdefault((stored.story, stored.group), []).append(stored.article)
    return {key: agency_of(same) for key, same in groups.items() if len(same) > 1}
