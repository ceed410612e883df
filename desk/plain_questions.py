"""Questions that people ask in plain words: when it was, how many there were; with every source.

What is asked of nobody by name ("when was he deported?") is asked of the newest story that has an
answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from collation.differences.words import family, stem
from collation.timeline import Witness
from desk.amending import Amended
from desk.answers import Citation, EntryView, SourceCount, StoryView
from desk.asked_words import Asked, keys_of, shown_as
from desk.citations import cite, count_sources
from desk.collating import pieces_of
from desk.errors import NoMatch
from desk.findings import Piece
from desk.own_days import counted
from desk.printed_answers import dates_printed, marked, places_in
from desk.requests import Asker, Filters
from desk.stories import choose, views
from desk.timeline import Drawer, open_drawer, view
from desk.zones import reader_zone
from extraction.annotations import Event, EventKind, Figure, Span
from store import articles, stories
from store.archive import Session
from store.stems import stems

LOOKED_AT = 8  # newest stories that are looked through where nobody is named
ENTRIES = 4
ROWS = 6
ENOUGH = 0.6  # of the question's words that an answer must have
BEHIND = 0.25  # of the best answer's share, by which another may have less
ANOTHERS = 0.5  # of its score has a sentence that tells the act of others
CITED = 3  # sentences for each value
OPENING = 4  # sentences of an article, its headline among them
_JOINED = re.compile(
    r"^(?:by|to|of|for|with|at(?!\s+(?:least|most)\b)|in|from|on|and)\s+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class AskWhen:
    """ "When was he deported?", "where was she arrested?": `names` are words with a capital,
    `words` the others that tell."""

    words: tuple[str, ...]
    names: tuple[str, ...] = ()
    person: bool = False  # "he", "she": somebody takes part
    filters: Filters = field(default_factory=Filters)
    where: bool = False  # the place is asked for, not the day


@dataclass(frozen=True, slots=True)
class AskHowMany:
    """ "How many were killed?"; `quantity` narrows it: age, money, percent, measure, or any."""

    words: tuple[str, ...]
    names: tuple[str, ...] = ()
    quantity: str = ""
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class WhenAnswer:
    """The entries of one story's timeline that tell of it, the likeliest first.

    Where the place is asked for, `places` are those that each entry's sentences name.
    """

    question: str
    story: StoryView
    entries: tuple[EntryView, ...]
    places: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class CountedView:
    """One value with who prints it: "12", of what in the articles' words."""

    value: str
    of: str
    citations: tuple[Citation, ...]
    count: SourceCount


@dataclass(frozen=True, slots=True)
class HowManyAnswer:
    """Values, the one that most independent sources print first."""

    question: str
    story: StoryView
    rows: tuple[CountedView, ...]


def when(db: Session, asker: Asker, request: AskWhen) -> WhenAnswer:
    """Raises EmptyArchive, UnknownStory, or NoMatch with what to type instead."""
    for story, pieces, asked in _asked_of(db, asker.workspace, request):
        drawer = open_drawer(db, asker.workspace, story)
        known = {piece.key: piece for piece in pieces}
        best = _likeliest(drawer, known, asked, request)
        entries = tuple(view(one, drawer, asker) for one in best)
        places: tuple[tuple[str, ...], ...] = ()
        if request.where:
            placed = [_placed(e, one, known, drawer) for e, one in zip(entries, best, strict=True)]
            placed = [(entry, where) for entry, where in placed if where]
            entries, places = tuple(e for e, _ in placed), tuple(where for _, where in placed)
        elif not entries:
            others = {
                (piece.key, event.sentence.start)
                for piece in pieces
                for event in piece.reading.events
                if _of_others(asked, event, piece, keys_of(event.predicate))
            }
            entries = dates_printed(db, asker, asked, pieces, but=others)[:ENTRIES]
        entries, places = _together(entries, places, drawer)
        if entries:
            told_of = views(db, asker.workspace, [story])[story]
            return WhenAnswer(asked.shown, told_of, entries, places)
    what = "place" if request.where else "date"
    raise NoMatch(_regret(shown_as(request.words, request.names), what))


def _together(
    entries: tuple[EntryView, ...], places: tuple[tuple[str, ...], ...], drawer: Drawer
) -> tuple[tuple[EntryView, ...], tuple[tuple[str, ...], ...]]:
    """The same days, and places, as one answer with all who give them, where they stand first."""
    first: dict[tuple[object, ...], int] = {}
    kept: list[EntryView] = []
    named: list[tuple[str, ...]] = []
    for entry, where in zip(entries, places or [()] * len(entries), strict=True):
        at = first.setdefault((entry.begin, entry.end, entry.precision, where), len(kept))
        if at == len(kept):
            kept.append(entry)
            named.append(where)
            continue
        one = kept[at]
        known = {citation.article for citation in one.citations}
        more = tuple(c for c in entry.citations if c.article not in known)
        own = (*one.own, *entry.own)
        giving = {c.article for c in (*one.citations, *more) if not places or c.marks}
        if not places and own:
            giving &= counted(own)
        origins = [origin for id, origin in drawer.origins.items() if id in giving]
        count = count_sources(origins) if more else one.count
        kept[at] = replace(one, citations=(*one.citations, *more), own=own, count=count)
    return tuple(kept), tuple(named) if places else ()


def _likeliest(
    drawer: Drawer, known: Mapping[str, Piece], asked: Asked, request: AskWhen
) -> list[Amended]:
    """The entries that have enough of the question, the one that has most of it first."""
    scored = []
    for one in drawer.held:
        entry = one.entry
        if one.hidden or (entry.begin is None and not request.where):
            continue
        told = [w for w in entry.witnesses if w.article in known]
        score = max((_tells(asked, request, known[w.article], w) for w in told), default=0.0)
        if score >= ENOUGH:
            named = any(_names(asked, known[w.article], w) for w in told)
            coarse = entry.precision != "day"
            scored.append((-score, coarse, -len(told), entry.begin or date.max, one.id, named, one))
    if any(row[-2] for row in scored):  # what was done to others is another's answer
        scored = [row for row in scored if row[-2]]
    scored.sort(key=lambda row: row[:5])
    if not scored:
        return []
    vague = scored[0][1]  # beside a day no whole month
    least = -scored[0][0] - BEHIND
    same = [row for row in scored if request.where or row[1] == vague]
    return [row[-1] for row in same if -row[0] >= least][:ENTRIES]


def _placed(
    entry: EntryView, one: Amended, known: Mapping[str, Piece], drawer: Drawer
) -> tuple[EntryView, tuple[str, ...]]:
    """The entry with the places in its sentences marked, those that name one first and counted;
    and the places of the first."""
    spans: dict[tuple[int, int], list[Span]] = {}
    for witness in one.entry.witnesses:
        piece = known.get(witness.article)
        if piece is not None and witness.event >= 0:
            clause = piece.reading.events[witness.event].span
            for citation in entry.citations:
                if citation.article == piece.id and witness.sentence.start <= citation.at:
                    spans.setdefault((citation.article, citation.at), []).extend(
                        places_in(piece, clause)
                    )
    cited = [marked(c, spans.get((c.article, c.at), ())) for c in entry.citations]
    cited.sort(key=lambda citation: not citation.marks)
    if not cited or not cited[0].marks:
        return entry, ()
    first = cited[0]
    where = tuple(dict.fromkeys(first.sentence[a:b] for a, b in first.marks))
    naming = {citation.article for citation in cited if citation.marks}
    count = count_sources([o for id, o in drawer.origins.items() if id in naming])
    return replace(entry, citations=tuple(cited), count=count), where


def _tells(asked: Asked, request: AskWhen, piece: Piece, witness: Witness) -> float:
    """How far one sentence tells of what is asked: by its act, its clause, or what else it says.

    "Roe said that a man deported in March …" is no deportation: a statement tells of others' acts
    in passing only.
    """
    text = piece.article.text
    sentence = witness.sentence.of(text)
    if witness.event < 0:
        return asked.score(sentence, ())
    event = piece.reading.events[witness.event]
    people = [piece.reading.people[n] for n in event.participants]
    if request.person and not any(one.kind == "person" for one in people):
        return 0.0
    score = asked.score(sentence, [one.name for one in people])
    acts = keys_of(event.predicate)
    if _of_others(asked, event, piece, acts):
        return score * ANOTHERS
    if not asked.keys or any(keys & acts for keys in asked.keys[:2]):
        return score
    return score * (0.5 if event.kind is EventKind.STATEMENT else 0.85)


def _of_others(asked: Asked, event: Event, piece: Piece, acts: frozenset[str]) -> bool:
    """Whether the act asked about is told of others than who is asked about: somebody may be
    named in the sentence of another's arrest."""
    if not asked.keys or not asked.keys[0] & acts or event.kind is EventKind.STATEMENT:
        return False
    known = {one for p in piece.reading.people if p.kind == "person" for one in stems(p.name)}
    told = [piece.reading.people[n].name for n in event.participants]
    told.append(event.span.of(piece.article.text))
    return bool(asked.names & known) and all(asked.names.isdisjoint(stems(one)) for one in told)


def _names(asked: Asked, piece: Piece, witness: Witness) -> bool:
    """Whether somebody or something that is asked about by name stands in it."""
    people: list[str] = []
    if witness.event >= 0:
        event = piece.reading.events[witness.event]
        people = [piece.reading.people[n].name for n in event.participants]
    told = (*people, witness.sentence.of(piece.article.text))
    return any(not asked.names.isdisjoint(stems(text)) for text in told)


def how_many(db: Session, asker: Asker, request: AskHowMany) -> HowManyAnswer:
    """Raises EmptyArchive, UnknownStory, or NoMatch with what to type instead."""
    for story, pieces, asked in _asked_of(db, asker.workspace, request):
        found: dict[str, list[tuple[float, Piece, Figure]]] = {}
        for piece in pieces:
            for figure in piece.reading.figures:
                if not _is_of(figure, request.quantity) or _is_length(piece, figure):
                    continue
                score = _fits(asked, piece, figure, request.quantity)
                if score >= ENOUGH:
                    value = " ".join(figure.number.of(piece.article.text).split())
                    key = f"{figure.value:g} {figure.hedge} {figure.unit}"
                    found.setdefault(key if not figure.hedge else value, []).append(
                        (score, piece, figure)
                    )
        if found:
            told = views(db, asker.workspace, [story])[story]
            return HowManyAnswer(asked.shown, told, tuple(_rows(db, asker, found)))
    raise NoMatch(_regret(shown_as(request.words, request.names), "figure"))


def _rows(
    db: Session, asker: Asker, found: dict[str, list[tuple[float, Piece, Figure]]]
) -> Iterator[CountedView]:
    ids = sorted({piece.id for rows in found.values() for _, piece, _ in rows})
    texts = articles.load(db, asker.workspace, ids)
    origins = {one.id: one for one in articles.origins(db, asker.workspace, ids)}
    zone = reader_zone(asker.zone)
    counted = []
    for rows in found.values():
        rows.sort(key=lambda row: (-row[0], row[1].key, row[2].span))
        first: dict[int, tuple[Piece, Figure]] = {}
        for _, piece, figure in rows:
            first.setdefault(piece.id, (piece, figure))
        count = count_sources([origin for id, origin in origins.items() if id in first])
        _, piece, figure = rows[0]
        cited = tuple(
            cite(texts[id], figure.sentence, [figure.number], zone)
            for id, (_, figure) in list(first.items())[:CITED]
        )
        text = piece.article.text
        row = CountedView(
            " ".join(figure.number.of(text).split()),
            _of_what(" ".join(figure.phrase.of(text).split())),
            cited,
            count,
        )
        led = sum(_leads(piece, figure) for _, piece, figure in rows)
        counted.append((-rows[0][0], -count.sources, row.value, -led, row))
    best = min((one[0] for one in counted), default=0.0)
    kept = [one for one in counted if one[0] <= best + 0.25]
    # What articles begin with is what the story is about; the rest is of former events, or parts.
    most = min((one[3] for one in kept), default=0)
    kept.sort(key=lambda one: (one[3] if 2 * one[3] <= most else 0, one[1], one[0], one[2]))
    yield from (one[-1] for one in kept[:ROWS])


def _leads(piece: Piece, figure: Figure) -> bool:
    """Whether an article opens with the figure: its headline or one of its first sentences."""
    return figure.sentence.start in [one.span.start for one in piece.reading.sentences[:OPENING]]


def _of_what(phrase: str) -> str:
    """The figure's phrase without what only joins it to its sentence: "by 48,000 workers"."""
    return _JOINED.sub("", phrase)


def _is_of(figure: Figure, quantity: str) -> bool:
    if figure.negated and quantity != "percent":  # "90% have no record" is a share of all
        return False
    return figure.quantity == quantity if quantity else figure.quantity in ("count", "vote")


def _is_length(piece: Piece, figure: Figure) -> bool:
    """Whether a number counts nothing by itself: a "31-day strike", "one of the strikes"."""
    behind = piece.article.text[figure.number.end : figure.number.end + len(" of the ")]
    if figure.quantity != "count":
        return False
    return behind[:1] in ("-", "‑") or (figure.value == 1.0 and behind == " of the ")


def _fits(asked: Asked, piece: Piece, figure: Figure, quantity: str) -> float:
    """The share of the question's words that the figure's own words have, others counting half."""
    if figure.quantity == "age" and not asked.names <= set(stems(figure.counted)):
        return 0.0  # somebody else's, told in one sentence with hers
    own = {stem(word) for word in (figure.counted, *figure.modifiers) if word}
    own |= {stem(part) for part in figure.counted.split()}
    own.add(family("predicate", figure.predicate))
    own.add(family("counted", figure.counted))
    text = piece.article.text
    if quantity in ("percent", "money") and asked.score(figure.sentence.of(text), ()) == 1.0:
        return 1.0  # "90% of those sent have no record": what is counted need not be named
    return asked.score(
        figure.sentence.of(text),
        (),
        own={word for word in own if word},
        near=figure.phrase.of(text),
    )


def _asked_of(
    db: Session, workspace: str, request: AskWhen | AskHowMany
) -> Iterator[tuple[int, Sequence[Piece], Asked]]:
    """Each story to look through with what is asked of it; all of them again with words that no
    article prints taken for the nearest that one does."""
    looked = [
        (story, pieces_of(db, workspace, story))
        for story in _stories(db, workspace, request.names, request.filters)
    ]
    for spelled in (False, True):
        for story, pieces in looked:
            yield (
                story,
                pieces,
                Asked.of(
                    request.words,
                    request.names,
                    pieces,
                    spelled=spelled,
                    named_small=isinstance(request, AskHowMany),
                ),
            )


def _stories(
    db: Session, workspace: str, names: tuple[str, ...], filters: Filters
) -> tuple[int, ...]:
    """The stories to look through: those that the names are about, else the newest."""
    if filters.story is None and names:
        known = tuple(name for name in names if stories.about(db, workspace, stems(name), 1))
        if known:
            return choose(db, workspace, " ".join(known), replace(filters), LOOKED_AT)
    return choose(db, workspace, "", filters, LOOKED_AT)


def _regret(shown: str, what: str) -> str:
    return (
        f"I found no {what} for “{shown}”. Try fewer words, a name, or the timeline: /timeline "
        "and a topic."
    )
