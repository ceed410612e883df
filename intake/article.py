"""What every floor means by an article: one text as it came, and which stretch of it is what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PartKind(StrEnum):
    """What a stretch of an article's text is."""

    DATE_LINE = "date_line"  # the optional first words `date 2025-04-14` of a plain text file
    HEADLINE = "headline"
    DATELINE = "dateline"  # `WASHINGTON (AP) -`, `Washington DC -`, `WASHINGTON >>`
    BYLINE = "byline"  # `By Travis Gillmore`, `Contributing Writer`
    CREDIT = "credit"  # `Additional reporting by …`, `© … / Getty Images via AFP`
    CAPTION = "caption"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    FURNITURE = "furniture"  # `Related content`: printed, but no part of the account


#: Parts that are an outlet's account of the event, and so are parsed and compared.
ACCOUNT = (PartKind.HEADLINE, PartKind.SUBHEADING, PartKind.PARAGRAPH, PartKind.CAPTION)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch [start, end) of the untouched text, in Unicode code points."""

    kind: PartKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it came in.

    `text` is never altered: every offset anywhere counts code points of it. `parts` stand in
    text order and do not overlap. `published` is None for an undated article; `published_at`
    (aware) is known only where the source gave a clock time. `outlet` is what names the article
    to a reader ("Latin America Reports", else agency credit, byline or file name) and
    `outlet_from` says which of those it is. `modified_at` and `section` are what a web page
    declares: when the outlet last changed the article, and under what it printed it.
    """

    source: str  # URL, or "file:" and the file's name: with the content hash, the natural key
    text: str
    parts: tuple[Part, ...]
    published: date | None
    published_from: str | None  # "date line", "json-ld", "meta", "time", "feed" …; None if undated
    outlet: str
    outlet_from: str  # "given", "credit", "byline", "file name", "site"
    title: str | None = None
    url: str | None = None
    byline: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()  # agencies credited in the text: ("AFP",), ("Reuters",)
    published_at: datetime | None = None
    modified_at: datetime | None = None
    section: str | None = None

    def account(self) -> tuple[Part, ...]:
        """The parts that are parsed and compared, in text order."""
        return tuple(part for part in self.parts if part.kind in ACCOUNT)
