"""A story's sentences and a question in; the dates or places that they print for it, out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from desk.answers import Citation, EntryView
from desk.asked_words import Asked
from desk.citations import cite, count_sources
from desk.dates import when
from desk.findings import Piece
from desk.requests import Asker
from desk.zones import reader_zone
from extraction.annotations import Span, TimeExpression, TimeType
from store import articles
from store.archive import Session

#: "in Leeds, Ohio", "at the Mill of the North": capitals behind a word that says where.
_WHERE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ii]nside)\s+(?:the\s+)?"
    r"(?P<where>[A-Z][\w’'.-]*(?:(?:,?\s+|\s+of\s+(?:the\s+)?)[A-Z][\w’'.-]*)*)"
)


def places_in(piece: Piece, clause: Span) -> tuple[Span, ...]:
    """Where a clause says that it was, in text order; offsets in the article's text.

    Names of people, dates and bodies that are no place to be at ("in April") are none.
    """
    text = list(clause.of(piece.article.text))
    for time in piece.reading.times:
        for at in range(max(time.span.start, clause.start), min(time.span.end, clause.end)):
            text[at - clause.start] = "\n"
    found = []
    for match in _WHERE.finditer("".join(text)):
        where = Span(clause.start + match.start("where"), clause.start + match.end("where"))
        kinds = {n.kind for n in piece.reading.names if _meet(n.span, where)}
        if kinds and "person" not in kinds:
            found.append(where)
    return tuple(found)


def marked(citation: Citation, spans: Sequence[Span]) -> Citation:
    """The citation with stretches of the article's text marked in its sentence."""
    size = len(citation.sentence)
    inside = [(s.start - citation.at, s.end - citation.at) for s in spans]
    return replace(citation, marks=tuple((a, b) for a, b in inside if 0 <= a < b <= size))


def dates_printed(
    db: Session,
    asker: Asker,
    asked: Asked,
    pieces: Sequence[Piece],
    *,
    but: Collection[tuple[str, int]] = (),
) -> tuple[EntryView, ...]:
    """Dates of sentences that have every word of the question and one date, no timeline's entry.

    By days, the one that most sources print first; `but` are sentences left aside, each by its
    article's key and its offset.
    """
    found: dict[tuple[object, ...], list[tuple[Piece, Span, TimeExpression]]] = {}
    for piece in pieces:
        for sentence in piece.reading.sentences:
            dates = [
                time for time in piece.reading.times
                if sentence.span.covers(time.span) and time.type is TimeType.DATE
            ]  # fmt: skip
            if len(dates) != 1 or dates[0].begin is None:
                continue
            if (piece.key, sentence.span.start) in but:
                continue
            if asked.score(sentence.span.of(piece.article.text), ()) == 1.0:
                days = dates[0].begin, dates[0].end, dates[0].precision
                found.setdefault(days, []).append((piece, sentence.span, dates[0]))
    ids = sorted({piece.id for rows in found.values() for piece, _, _ in rows})
    texts = articles.load(db, asker.workspace, ids)
    origins = {one.id: one for one in articles.origins(db, asker.workspace, ids)}
    zone = reader_zone(asker.zone)
    entries = []
    for rows in found.values():
        time = rows[0][2]
        printed = {piece.id for piece, _, _ in rows}
        entries.append(
            EntryView(
                id=0,
                when=when(time.begin, time.end, time.precision),
                begin=time.begin,
                end=time.end,
                kind="background",
                citations=tuple(
                    cite(texts[piece.id], sentence, [t.span], zone) for piece, sentence, t in rows
                ),
                count=count_sources([one for id, one in origins.items() if id in printed]),
                conflict=None,
                names_topic=False,
                precision=time.precision,
            )
        )
    return tuple(sorted(entries, key=lambda one: (-one.count.sources, one.begin, one.when)))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
