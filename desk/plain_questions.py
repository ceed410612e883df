"""Questions that people ask in plain words: when it was, how many there were; with every source.

What is asked of nobody by name ("when was he deported?") is asked of the newest story that has an
answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from collation.differences.words import family, stem
from collation.timeline import Witness
from desk.answers import Citation, EntryView, SourceCount, StoryView
from desk.citations import cite, count_sources
from desk.collating import pieces_of
from desk.errors import NoMatch
from desk.findings import Piece
from desk.irregular import present
from desk.requests import Asker, Filters
from desk.stories import choose, views
from desk.timeline import open_drawer, view
from desk.zones import reader_zone
from extraction.annotations import EventKind, Figure
from store import articles, stories
from store.archive import Session
from store.stems import stems
from store.vocabulary import one_away

LOOKED_AT = 8  # newest stories that are looked through where nobody is named
ENTRIES = 4
ROWS = 6
ENOUGH = 0.6  # of the question's words that an answer must have
BEHIND = 0.25  # of the best answer's share, by which another may have less
CITED = 3  # sentences for each value
FEWEST = 4  # letters of a word that may be misspelt
ALIKE = 80.0  # of 100: how like a printed word a misspelt one must be
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class AskWhen:
    """ "When was he deported?", "where was she arrested?": `names` are words with a capital,
    `words` the others that tell."""

    words: tuple[str, ...]
    names: tuple[str, ...] = ()
    person: bool = False  # "he", "she": somebody takes part
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class AskHowMany:
    """ "How many were killed?"; `quantity` narrows it: age, money, percent, measure, or any."""

    words: tuple[str, ...]
    names: tuple[str, ...] = ()
    quantity: str = ""
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class WhenAnswer:
    """The entries of one story's timeline that tell of it, the likeliest first."""

    question: str
    story: StoryView
    entries: tuple[EntryView, ...]


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
        scored = []
        for one in drawer.held:
            entry = one.entry
            if one.hidden or entry.begin is None:
                continue
            told = [w for w in entry.witnesses if w.article in known]
            score = max((_tells(asked, request, known[w.article], w) for w in told), default=0.0)
            if score >= ENOUGH:
                named = any(_names(asked, known[w.article], w) for w in told)
                scored.append(
                    (-score, entry.precision != "day", -len(told), entry.begin, one.id, named, one)
                )
        if scored:
            if any(row[-2] for row in scored):  # what was done to others is another's answer
                scored = [row for row in scored if row[-2]]
            scored.sort(key=lambda row: row[:5])
            vague = scored[0][1]  # beside a day no whole month
            least = -scored[0][0] - BEHIND
            best = [row[-1] for row in scored if row[1] == vague and -row[0] >= least][:ENTRIES]
            told_of = views(db, asker.workspace, [story])[story]
            entries = tuple(view(one, drawer, asker) for one in best)
            return WhenAnswer(asked.shown, told_of, entries)
    raise NoMatch(_regret(_shown(request.words, request.names), "dates"))


def _tells(asked: _Asked, request: AskWhen, piece: Piece, witness: Witness) -> float:
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
    acts = _keys(event.predicate)
    if not asked.keys or any(keys & acts for keys in asked.keys[:2]):
        return score
    return score * (0.5 if event.kind is EventKind.STATEMENT else 0.85)


def _names(asked: _Asked, piece: Piece, witness: Witness) -> bool:
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
                if not _is_of(figure, request.quantity):
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
    raise NoMatch(_regret(_shown(request.words, request.names), "figures"))


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
            " ".join(figure.phrase.of(text).split()),
            cited,
            count,
        )
        counted.append((-rows[0][0], -count.sources, row.value, row))
    counted.sort(key=lambda one: one[:3])
    best = counted[0][0] if counted else 0.0
    kept = [row for row in counted if row[0] <= best + 0.25]
    kept.sort(key=lambda one: (one[1], one[0], one[2]))
    yield from (row[-1] for row in kept[:ROWS])


def _is_of(figure: Figure, quantity: str) -> bool:
    if figure.negated:
        return False
    return figure.quantity == quantity if quantity else figure.quantity in ("count", "vote")


def _fits(asked: _Asked, piece: Piece, figure: Figure, quantity: str) -> float:
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question's telling words by their stems and families."""

    shown: str
    keys: tuple[frozenset[str], ...]  # of each word: its stem and its family
    names: frozenset[str]

    @classmethod
    def of(
        cls, words: Iterable[str], names: Iterable[str], pieces: Sequence[Piece], *, spelled: bool,
        named_small: bool,
    ) -> _Asked:  # fmt: skip
        """Of words as typed, asked of some articles. With `spelled` a word that they have not is
        the one meant, with `named_small` what they print as a name is one without a capital."""
        told, named = tuple(words), tuple(names)
        if spelled:
            printed = {w for p in pieces for w in _WORD.findall(p.article.text.lower())}
            told = tuple(_respelt(word, printed) for word in told)
            named = tuple(_respelt(name, printed) for name in named)
        shown = _shown(told, named)
        capital = {
            part.lower() for p in pieces for name in p.reading.names for part in name.text.split()
        }
        small = tuple(word for word in told if word.lower() in capital)
        if named_small and len(small) < len(told):
            told, named = tuple(w for w in told if w not in small), (*named, *small)
        keys = tuple(_keys(word) for word in told)
        found = frozenset(one for name in named for one in stems(name))
        return cls(shown, tuple(dict.fromkeys(keys)), found)

    def score(
        self,
        sentence: str,
        people: Collection[str],
        *,
        own: Collection[str] | None = None,
        near: str = "",
    ) -> float:
        """How much of the question a sentence has, 0 to 1; the first word counts double.

        With `own`, the words of a figure, what only stands somewhere in its sentence counts half,
        and one of its own words must be asked for.
        """
        named = {one for name in people for one in stems(name)} | set(stems(sentence))
        if not self.keys:
            return len(self.names & named) / len(self.names) if self.names else 0.0
        printed = {key for word in sentence.split() for key in _keys(word.strip(".,;:“”\"'’()"))}
        close = {key for word in near.split() for key in _keys(word.strip(".,;:“”\"'’()"))}
        total = got = 0.0
        direct = own is None
        for keys in self.keys:
            total += 1.0
            if own is not None and keys & (set(own) | close):
                got, direct = got + 1.0, True
            elif keys & printed:
                if own is not None and keys & _TOLLS:
                    return 0.0  # "jailed 20 … and killed some": no count of the killed
                got += 1.0 if own is None else 0.5
        if self.names:
            total += 0.5
            got += 0.5 * len(self.names & named) / len(self.names)
        return got / total if direct else 0.0


def _keys(word: str) -> frozenset[str]:
    """The stem of a word and the names of its families: "died" is "kill", too."""
    bare = present(word.lower())
    root = stem(bare)
    tried = {bare, root, root + "e", bare.removesuffix("ed"), bare.removesuffix("d")}
    found = {root}
    for form in tried:
        for kind in ("predicate", "counted"):
            name = family(kind, form)
            if root == "claim" and name == "kill":
                continue  # of lives only: "claims Bukele rejects" kills nobody
            if name != form.replace("-", "") or (form == name and (kind, name) in _NAMES):
                found.add(name)
    return frozenset(found)


_TOLLS = frozenset({"kill", "injure"})
_NAMES = frozenset({("predicate", "kill"), ("predicate", "injure"), ("counted", "person")})


def _asked_of(
    db: Session, workspace: str, request: AskWhen | AskHowMany
) -> Iterator[tuple[int, Sequence[Piece], _Asked]]:
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
                _Asked.of(
                    request.words,
                    request.names,
                    pieces,
                    spelled=spelled,
                    named_small=isinstance(request, AskHowMany),
                ),
            )


def _respelt(word: str, printed: Collection[str]) -> str:
    """The word itself if it is printed or nothing is like it; the nearest that is printed, else.

    The first letter holds: few mistype it.
    """
    bare = word.lower()
    if bare in printed or len(bare) < FEWEST:
        return word
    alike = [other for other in printed if other[0] == bare[0] and len(other) >= FEWEST]
    if (near := min(one_away(bare).intersection(alike), default=None)) is not None:
        return near
    best = process.extractOne(bare, sorted(alike), scorer=fuzz.ratio)
    return best[0] if best is not None and best[1] >= ALIKE else word


def _shown(words: Sequence[str], names: Sequence[str]) -> str:
    """A question's words about as they were typed: what is asked after stood last."""
    return " ".join((*names, *reversed(words)))


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
        f"Nothing indexed gives {what} for “{shown}”. Try fewer words, a name, or the timeline: "
        "/timeline and a topic."
    )
