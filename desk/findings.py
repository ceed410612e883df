"""One story's articles and readings in; all that collation finds in them, ready to be kept.

Pure. Whatever is decided by order goes by the articles' keys, so that arrival has no meaning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from collation.chronology import build_timeline
from collation.copies import cover
from collation.coverage import Coverage, Covered
from collation.differences import find_with_doubtful
from collation.discrepancy import Between, Discrepancy, Kind, Severity
from collation.features import Frequencies
from collation.neighbours import find_neighbours
from collation.people import Identities, link_people
from collation.ranking import LIKELY, TELLING
from collation.roles import role_shown
from collation.stories import StoryItem, group_stories
from collation.timeline import Entry
from collation.utterance import Utterance, Version, WordStatus
from collation.utterances import align_utterances
from extraction.annotations import NAMED_FROM, QuotationKind, Reading, Span
from intake.article import Article, PartKind
from store.discrepancies import Ranked
from store.forms import Told
from store.readings import unpack
from store.stems import stems
from store.stories import Summary
from store.utterances import NewPrinting, NewUtterance, PrintedWord, Printing

TITLE = 90  # characters
_TOPIC_STEMS = 300  # of a story, besides names: by these a topic finds it
_NAME_WEIGHT = 3  # a topic is sooner a name than a word
_TITLE_WEIGHT = 5
_SHORTEST = 4  # letters of a stem that says what a story is about; names may be shorter


#: Begins to collate a story in another process and gives what waits for it; None: there is none.
Elsewhere = Callable[[Sequence["Piece"]], Callable[[], "Findings"] | None]


def _nowhere(_: Sequence[Piece]) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Collation:
    """The functions of the floor below, so that a test can put its own in their place."""

    near: Callable[[Collection[str], Sequence[StoryItem], Frequencies], Collection[str]] = (
        find_neighbours
    )
    group: Callable[[Sequence[StoryItem], Frequencies], Iterable[Sequence[str]]] = group_stories
    cover: Callable[[Sequence[tuple[str, Article, Reading]]], Coverage] = cover
    align: Callable[[Coverage], tuple[Utterance, ...]] = align_utterances
    chronicle: Callable[[Coverage], Iterable[Entry]] = build_timeline
    compare: Callable[[Coverage, tuple[Utterance, ...]], Iterable[Discrepancy]] = find_with_doubtful
    elsewhere: Elsewhere = _nowhere


COLLATION = Collation()


@dataclass(frozen=True)
class Piece:
    """One article of a story as the store has it; read only by the process that collates it."""

    id: int
    key: str
    serial: int
    outlet_id: int
    article: Article  # under the outlet's name as people gave it
    packed: bytes  # its reading, as it is kept

    @cached_property
    def reading(self) -> Reading:
        """What the pipeline read in the article."""
        return unpack(self.packed)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a story's articles come to."""

    groups: dict[int, int]  # source group by article id
    utterances: tuple[NewUtterance, ...]
    entries: tuple[Entry, ...]
    discrepancies: tuple[Ranked, ...]
    summary: Summary


def begin(pieces: Sequence[Piece], collation: Collation) -> Callable[[], Findings]:
    """What gives all that one story comes to; elsewhere, where that is possible, it begins now."""
    return collation.elsewhere(pieces) or partial(find_all, pieces, collation)


def find_all(pieces: Sequence[Piece], collation: Collation) -> Findings:
    """Collate one story."""
    by_key = {piece.key: piece for piece in pieces}
    coverage = collation.cover([(piece.key, piece.article, piece.reading) for piece in pieces])
    aligned = collation.align(coverage)
    who = link_people(coverage)
    utterances = tuple(_utterance(said, coverage, who, by_key) for said in aligned)
    found = collation.compare(coverage, aligned)
    return Findings(
        groups={by_key[covered.id].id: covered.group for covered in coverage.articles},
        utterances=utterances,
        entries=tuple(collation.chronicle(coverage)),
        discrepancies=tuple(Ranked(one, rank(coverage, one)) for one in found),
        summary=Summary(
            title=title(coverage),
            sources=len({covered.group for covered in coverage.articles}),
            quotations=sum(len(said.printings) for said in utterances),
            stems=topic_stems(coverage),
        ),
    )


def _utterance(
    said: Utterance, coverage: Coverage, who: Identities, by_key: Mapping[str, Piece]
) -> NewUtterance:
    return NewUtterance(
        speaker=said.speaker,
        role=_role(said, coverage),
        differences=said.differences,
        printings=tuple(
            _printing(version, coverage.article(version.article), by_key[version.article])
            for version in said.versions
        ),
        told=_told(said, coverage, who),
    )


def _told(said: Utterance, coverage: Coverage, who: Identities) -> Told:
    """What the story says of the speaker beside the name."""
    for version in said.versions:
        reading = coverage.article(version.article).reading
        for number in version.quotations:
            one = who.of(version.article, reading.quotations[number].person)
            if one is not None and one.name == said.speaker:
                shown = dict.fromkeys(role_shown(role) for role in one.roles)
                roles = tuple(role for role in shown if role is not None)
                return Told(one.kind, one.gender, roles)
    return Told()


def _role(said: Utterance, coverage: Coverage) -> str | None:
    """What most articles call the speaker ("President"), the first of equals by alphabet.

    Only what they say of whoever is named: a role beside "not attributed" would name somebody.
    """
    if said.speaker is None:
        return None
    surname = said.speaker.split()[-1].casefold()
    roles: Counter[str] = Counter()
    for version in said.versions:
        reading = coverage.article(version.article).reading
        quotations = [reading.quotations[number] for number in version.quotations]
        sure = {q.person for q in quotations if q.confidence >= NAMED_FROM and q.person is not None}
        for person in (reading.people[number] for number in sure):
            if surname in person.name.casefold().split():
                roles.update({role_shown(role) or "" for role in person.roles[:1]} - {""})
    return min(roles, key=lambda role: (-roles[role], role), default=None)


def _printing(version: Version, covered: Covered, piece: Piece) -> NewPrinting:
    quotations = [covered.reading.quotations[number] for number in version.quotations]
    # what stands beside the cue names somebody, too: only where it is sure enough
    named = [q for q in quotations if q.confidence >= NAMED_FROM]
    pieces = [(span, quotation.kind) for quotation in quotations for span in quotation.content]
    content = tuple(span for span, _ in pieces)
    kinds = {kind for _, kind in pieces}
    words = tuple(
        PrintedWord(
            word.span.start,
            word.span.end,
            "" if word.status is WordStatus.SAME else str(word.status),
        )
        for word in version.words
    )
    return NewPrinting(
        article=piece.id,
        serial=piece.serial,
        outlet=piece.outlet_id,
        words=" ".join(covered.text(span) for span in content),
        printing=Printing(
            quotations=version.quotations,
            words=words,
            kind=kinds.pop() if len(kinds) == 1 else QuotationKind.MIXED,
            content=content,
            direct=tuple(kind is QuotationKind.DIRECT for _, kind in pieces),
            sentence=Span(
                min(quotation.sentence.start for quotation in quotations),
                max(quotation.sentence.end for quotation in quotations),
            ),
            cue=next((q.cue for q in quotations if q.cue), None),
            speaker=next((q.speaker for q in named if q.speaker), None),
            said_on=next((q.said_on for q in quotations if q.said_on), None),
            through=next(
                (
                    covered.reading.people[q.reported_through].name
                    for q in named
                    if q.reported_through is not None
                ),
                None,
            ),
        ),
    )


def rank(coverage: Coverage, found: Discrepancy) -> int:
    """Its place among those of all stories, lower is more serious.

    Severity, then what is likely, then what happened before how it is told, then who differs, then
    how sure we are, then kind, then independent sources.
    """
    return rank_of(found, coverage.groups({evidence.article for evidence in found.evidence}))


def rank_of(found: Discrepancy, sources: int) -> int:
    """The same by how many independent sources it cites."""
    place = 0
    for value, size in (
        (found.severity is not Severity.HARD, 2),
        (found.confidence < LIKELY, 2),
        (found.kind in TELLING, 2),
        (_BETWEEN.index(found.between), len(_BETWEEN)),
        (100 - round(100 * min(max(found.confidence, 0.0), 1.0)), 101),
        (_KINDS.index(found.kind), len(_KINDS)),
        (99 - min(sources, 99), 100),
    ):
        place = place * size + value
    return place


_BETWEEN = (Between.OUTLETS, Between.SELF, Between.SOURCES, Between.DISPATCH)
_KINDS = tuple(Kind)


def title(coverage: Coverage) -> str:
    """The earliest article's headline; where none has one, its first sentence, cut at a word."""
    for covered in coverage.articles:
        headline = covered.article.title or _headline(covered)
        if headline:
            return _shortened(headline)
    for covered in coverage.articles:
        sentence = _first_sentence(covered)
        if sentence:
            return _shortened(sentence)
    return coverage.articles[0].article.outlet if coverage.articles else ""


def _headline(covered: Covered) -> str | None:
    for part in covered.article.parts:
        if part.kind is PartKind.HEADLINE:
            return covered.article.text[part.start : part.end]
    return None


def _first_sentence(covered: Covered) -> str | None:
    parts = covered.article.parts
    for sentence in covered.reading.sentences:
        if sentence.part >= len(parts) or parts[sentence.part].kind is PartKind.PARAGRAPH:
            return covered.text(sentence.span)
    account = [p for p in covered.article.account() if p.kind is PartKind.PARAGRAPH]
    return covered.article.text[account[0].start : account[0].end] if account else None


def _shortened(words: str) -> str:
    shown = " ".join(words.split())
    if len(shown) <= TITLE:
        return shown
    return shown[: TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def topic_stems(coverage: Coverage) -> dict[str, int]:
    """The stems by which a topic finds the story, with weights: in how many articles, and where."""
    words: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    for covered in coverage.articles:
        article = covered.article
        words.update(
            {
                stem
                for part in article.account()
                for stem in set(stems(article.text[part.start : part.end]))
                if len(stem) >= _SHORTEST
            }
        )
        for name in _names(covered):
            weights[name] += _NAME_WEIGHT
    for stem in set(stems(title(coverage))):
        weights[stem] += _TITLE_WEIGHT
    kept = sorted(words, key=lambda stem: (-words[stem], stem))[:_TOPIC_STEMS]
    weights.update({stem: words[stem] for stem in kept})
    return dict(weights)


def _names(covered: Covered) -> set[str]:
    printed = [person.name for person in covered.reading.people if person.kind != "unnamed"]
    printed += [name.text for name in covered.reading.names]
    return {stem for name in printed for stem in stems(name)}
