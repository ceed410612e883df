"""Articles whose text is no longer kept: what is cited of it stays, at its place; the rest is gone.

Offsets go on counting, for what is gone is replaced by as many blanks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import or_, select, update

from extraction.annotations import Reading, Span
from intake.article import Article, PartKind
from store import readings, timeline
from store.archive import Session
from store.discrepancies import load as load_discrepancies
from store.tables import articles, discrepancy_articles

LONGEST = 300  # characters of one quotation or cited sentence
SHARE = 0.4  # of an article's letters that quotations may keep, beside what is cited
_HEAD = (PartKind.HEADLINE, PartKind.DATELINE, PartKind.BYLINE, PartKind.CREDIT)


@dataclass(frozen=True, slots=True)
class Whole:
    """An article whose whole text is kept."""

    id: int
    workspace: str
    key: str
    story: int | None
    article: Article


def whole(db: Session, before: datetime, most: int) -> tuple[Whole, ...]:
    """Articles of all workspaces that were indexed before then and are kept whole, oldest first."""
    rows = db.execute(
        select(
            articles.c.id,
            articles.c.workspace,
            articles.c.key,
            articles.c.story_id,
            articles.c.body,
        )
        .where(
            articles.c.indexed_at < before,
            articles.c.trimmed_at.is_(None),
            or_(articles.c.pending.is_(False), articles.c.current.is_(False)),
        )
        .order_by(articles.c.id)
        .limit(most)
    )
    return tuple(Whole(*row) for row in rows)


def trim(db: Session, one: Whole, now: datetime) -> None:
    """Keep of an article's text what is cited, and short quotations."""
    reading = readings.load(db, one.workspace, [one.id]).get(one.id)
    article = trimmed(one.article, reading, _cited(db, one))
    db.execute(update(articles).where(articles.c.id == one.id).values(body=article, trimmed_at=now))


def trimmed(article: Article, reading: Reading | None, cited: Iterable[Span]) -> Article:
    """The article with blanks in place of whatever is neither cited nor a short quotation."""
    text = article.text
    kept = [_short(Span(p.start, p.end)) for p in article.parts if p.kind in _HEAD]
    kept += [_short(span) for span in cited]
    room = int(SHARE * len(text))
    for quotation in reading.quotations if reading is not None else ():
        for piece in quotation.content:
            short = _short(piece)
            if short.end - short.start <= room:
                room -= short.end - short.start
                kept.append(short)
    return replace(article, text=_blanked(text, kept))


def _short(span: Span) -> Span:
    return Span(span.start, min(span.end, span.start + LONGEST))


def _blanked(text: str, kept: Collection[Span]) -> str:
    """Line breaks stay, so that paragraphs do."""
    letters = [c if c in "\n\r" else " " for c in text]
    for span in kept:
        letters[span.start : span.end] = text[span.start : span.end]
    return "".join(letters)


def _cited(db: Session, one: Whole) -> list[Span]:
    """The sentences that discrepancies and timelines cite."""
    links = select(discrepancy_articles.c.discrepancy_id).where(
        discrepancy_articles.c.article_id == one.id
    )
    found = load_discrepancies(db, one.workspace, db.execute(links).scalars())
    spans = [
        evidence.sentence
        for stored in found.values()
        for evidence in stored.discrepancy.evidence
        if evidence.article == one.key
    ]
    if one.story is not None:
        for stored_entry in timeline.load(db, one.workspace, one.story):
            spans += [
                witness.sentence
                for witness in stored_entry.entry.witnesses
                if witness.article == one.key
            ]
    return spans
