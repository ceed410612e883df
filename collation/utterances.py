"""The articles of a story in; each thing that somebody said, as every one prints it, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from collation.alignment import Cell, align_printings
from collation.coverage import Coverage
from collation.matching import Group, Sentence, match_quotations, speaker_of
from collation.people import Identities, Identity, link_people
from collation.utterance import AlignedWord, Utterance, Version, WordStatus
from collation.variants import Passage, describe
from collation.wording import Weights, Word
from extraction.annotations import Span

_BODIES = frozenset(("organisation", "group"))  # kinds that are no one person


def align_utterances(coverage: Coverage) -> tuple[Utterance, ...]:
    """Every quotation of every article in exactly one utterance, in order of the first version.

    Two quotations are one utterance where a sentence of one says what a sentence of the other
    does, by the words in order weighted by how rare they are in the story; the same words by two
    named people need more to be one. Quotations that stand together in an article (interrupted,
    or the next sentence) go together. A sentence that an article prints twice is shown once.
    """
    people = link_people(coverage)
    weights = Weights.count(
        covered.article.text[part.start : part.end]
        for covered in coverage.articles
        for part in covered.article.account()
    )
    groups = match_quotations(coverage, people, weights)
    return tuple(_utterance(coverage, people, weights, group) for group in groups)


def _utterance(coverage: Coverage, people: Identities, weights: Weights, group: Group) -> Utterance:
    passages = _passages(group, weights)
    words: dict[str, list[AlignedWord]] = defaultdict(list)
    for passage in passages:
        for article, aligned in passage.printings.items():
            words[article] += aligned
    said: dict[str, set[int]] = defaultdict(set)
    for sentence in group.sentences:
        article, quotation = sentence.said
        said[article].add(quotation)
    versions = tuple(
        Version(article, tuple(sorted(said[article])), _in_order(words[article]))
        for article in sorted(said)
    )
    speaker, disputed = _who(coverage, people, versions)
    return Utterance(speaker, versions, disputed + describe(coverage, versions, passages))


def _in_order(words: list[AlignedWord]) -> tuple[AlignedWord, ...]:
    """The words of a version in text order, each once though two quotations may overlap."""
    by_span: dict[Span, AlignedWord] = {}
    for word in words:
        by_span.setdefault(word.span, word)
    return tuple(by_span[span] for span in sorted(by_span))


# --------------------------------------------------------------------------- passages


def _passages(group: Group, weights: Weights) -> list[Passage]:
    """The sentences of an utterance that say one thing, aligned; in the order of the fullest."""
    leader = _leaders(group)
    column = 0
    passages = []
    for first in _ordered(group.sentences, leader):
        mine = [s for s, its in zip(group.sentences, leader, strict=True) if its == first]
        printed: dict[str, list[Word]] = {}
        reported: dict[str, bool] = {}
        opens: dict[str, bool] = {}
        for article in sorted({sentence.said[0] for sentence in mine}):
            here = _once([sentence for sentence in mine if sentence.said[0] == article])
            printed[article] = [word for sentence in here for word in sentence.words]
            reported[article] = all(sentence.reported for sentence in here)
            opens[article] = bool(here) and here[0].opens
        aligned, column = _align(printed, reported, opens, column, weights)
        passages.append(Passage(aligned, reported, opens))
    return passages


def _leaders(group: Group) -> list[int]:
    """For each sentence the first of those that say the same."""
    leader = list(range(len(group.sentences)))

    def root(number: int) -> int:
        while leader[number] != number:
            number = leader[number]
        return number

    for one, other in group.pairs:
        first, second = sorted((root(one), root(other)))
        leader[second] = first
    return [root(number) for number in range(len(leader))]


def _once(sentences: list[Sentence]) -> list[Sentence]:
    """The sentences without those that the same article prints again, words in marks first."""
    kept: list[Sentence] = []
    for sentence in sorted(sentences, key=lambda s: (s.reported, -len(s.keys), s.start)):
        roots = {key.root for key in sentence.keys}
        again = any(
            len(roots & {key.root for key in other.keys}) >= 0.8 * len(roots) for other in kept
        )
        if not again and not (sentence.reported and kept):
            kept.append(sentence)
    return sorted(kept, key=lambda sentence: sentence.start)


def _ordered(sentences: Sequence[Sentence], leader: Sequence[int]) -> list[int]:
    """The leaders in the order of the fullest version.

    What that one lacks stands after what is before it in its own version.
    """
    by_article: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        by_article[sentence.said[0]].append(number)
    size = {
        article: sum(len(sentences[n].keys) for n in mine if not sentences[n].reported)
        for article, mine in by_article.items()
    }
    order: list[int] = []
    for article in sorted(by_article, key=lambda article: (-size[article], article)):
        at = 0
        for number in by_article[article]:
            if leader[number] in order:
                at = order.index(leader[number]) + 1
            else:
                order.insert(at, leader[number])
                at += 1
    return order


def _align(
    printed: dict[str, list[Word]],
    reported: dict[str, bool],
    opens: dict[str, bool],
    column: int,
    weights: Weights,
) -> tuple[dict[str, tuple[AlignedWord, ...]], int]:
    """The words of a passage with columns from `column` on; and the first column after it."""
    articles = sorted(printed)
    keys = [[key for word in printed[article] for key in word.keys] for article in articles]
    cells = align_printings(
        keys,
        weights,
        reported=[reported[article] for article in articles],
        opens=[opens[article] for article in articles],
    )
    held = Counter(cell.column for row in cells for cell in row)
    aligned = {}
    for article, row in zip(articles, cells, strict=True):
        at, words = 0, []
        for word in printed[article]:
            mine = row[at : at + len(word.keys)]
            at += len(word.keys)
            # "You're" stands for two keys: its column is that of the one others have a word for
            place = next((cell.column for cell in mine if held[cell.column] > 1), mine[0].column)
            words.append(AlignedWord(word.span, word.text, _status(mine), column + place))
        aligned[article] = tuple(words)
    return aligned, column + max(held, default=-1) + 1


def _status(cells: Sequence[Cell]) -> WordStatus:
    """The status of a word that stands for several keys: the one most worth showing."""
    found = {cell.status for cell in cells}
    for status in (WordStatus.CHANGED, WordStatus.ADDED, WordStatus.OUTSIDE):
        if status in found:
            return status
    return WordStatus.SAME


# --------------------------------------------------------------------------- speaker


def _who(
    coverage: Coverage, people: Identities, versions: Sequence[Version]
) -> tuple[str | None, tuple[str, ...]]:
    """The speaker, and a sentence where the versions name different people.

    Independent sources are counted, not printings. Where two people are named one of them counts
    only if three times as many sources name him; else nobody does.
    """
    named: dict[Identity, set[str]] = defaultdict(set)
    given: dict[str, set[Identity]] = defaultdict(set)
    for version in versions:
        for number in version.quotations:
            one = speaker_of(coverage, people, (version.article, number))
            if one is not None:
                named[one].add(version.article)
                given[version.article].add(one)
    persons = [one for one in named if one.kind == "person"] or list(named)
    if not persons:
        return None, ()
    if any(len({one.kind in _BODIES for one in mine}) > 1 for mine in given.values()):
        return None, ()  # one article gives part to a person and part to a body
    sources = {one: coverage.groups(named[one]) for one in named}
    bodies = [one for one in named if one.kind in _BODIES and one not in persons]
    if bodies and max(sources[one] for one in bodies) > max(sources[one] for one in persons):
        return None, ()
    first, *others = sorted(persons, key=lambda one: (-sources[one], one.name, one.members))
    others = [one for one in others if one.name.casefold() != first.name.casefold()]
    if not others:
        return first.name, ()
    sure = sources[first] >= 3 * max(sources[one] for one in others)
    speaker = first.name if sure else None
    outlets = {one: _outlets(coverage, named[one]) for one in persons}
    if all(set(outlets[first]) & set(outlets[one]) for one in others):
        return speaker, ()  # an outlet that names two is no difference between outlets
    told = [
        f"{one.name} in {', '.join(outlets[one])}"
        for one in sorted(persons, key=lambda one: (one.name, one.members))
    ]
    return speaker, (f"Who said it differs: {'; '.join(told)}.",)


def _outlets(coverage: Coverage, articles: set[str]) -> list[str]:
    """The outlets of articles, each once."""
    return list(dict.fromkeys(coverage.article(id).article.outlet for id in sorted(articles)))
