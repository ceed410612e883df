"""The articles of a story in; each thing that somebody said, as every one prints it, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from collation.alignment import Cell, align_printings
from collation.coverage import Coverage
from collation.matching import Group, match_quotations
from collation.names import read_name
from collation.passage import Columns, Passage
from collation.people import Identities, Identity, link_people
from collation.sentences import Sentence
from collation.speaking import may_be_one, speaker_of
from collation.utterance import AlignedWord, Utterance, Version, WordStatus
from collation.variants import describe
from collation.wording import Weights, Word, written
from extraction.annotations import Span

ALIKE = 0.5  # of the words of a report must be as others print them for the rest to be marked
AGAIN = 0.8  # of a sentence's words that an article prints twice
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
    told = disputed + describe(coverage, versions, passages)
    shown = tuple(replace(version, words=_own_words_bare(version.words)) for version in versions)
    return Utterance(speaker, shown, told)


def _own_words_bare(words: tuple[AlignedWord, ...]) -> tuple[AlignedWord, ...]:
    """The words, those unmarked that an outlet puts in its own words around a few in marks.

    Told in marks or nearly as others tell it, a word is worth a mark; `pleased to "pass it on" to
    the board` is another sentence, and every word of it would be marked.
    """
    quoted = any(word.run >= 0 for word in words)
    outside = [word for word in words if word.run < 0]
    alike = sum(word.status in (WordStatus.SAME, WordStatus.SPELLED) for word in outside)
    if not outside or (not quoted and alike >= ALIKE * len(outside)):
        return words
    same = WordStatus.SAME
    return tuple(
        AlignedWord(word.span, word.text, same, word.column, word.run)
        if word.run < 0 and word.status is not same
        else word
        for word in words
    )


def _in_order(words: list[AlignedWord]) -> tuple[AlignedWord, ...]:
    """The words of a version in text order, each once though two quotations may overlap."""
    if all(one.span.end <= other.span.start for one, other in pairwise(words)):
        return tuple(words)
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
        here: dict[str, list[Sentence]] = {}
        for article in sorted({sentence.said[0] for sentence in mine}):
            here[article] = _once([sentence for sentence in mine if sentence.said[0] == article])
        passage, column = _align(here, column, weights)
        passages.append(passage)
    return passages


def _leaders(group: Group) -> list[int]:
    """For each sentence the first of those that say the same.

    The likest join first. What would set two sentences of one article side by side joins only
    where they follow one another (another outlet makes one of them) or say the same again: else
    a phrase in common would chain all that has it.
    """
    leader = list(range(len(group.sentences)))
    members: dict[int, list[int]] = {number: [number] for number in leader}
    for one, other, _ in sorted(group.pairs, key=lambda pair: (-pair[2], pair[:2])):
        first, second = sorted((leader[one], leader[other]))
        if first == second or not _fit_together(group.sentences, members[first], members[second]):
            continue
        for number in members.pop(second):
            leader[number] = first
            members[first].append(number)
    return leader


def _fit_together(sentences: Sequence[Sentence], left: list[int], right: list[int]) -> bool:
    by_article: dict[str, list[int]] = defaultdict(list)
    for number in (*left, *right):
        by_article[sentences[number].said[0]].append(number)
    for numbers in by_article.values():
        ordered = sorted(numbers)
        for one, other in pairwise(ordered):
            before, after = sentences[one], sentences[other]
            if after.place != before.place + 1 and not _again(before, after):
                return False
    return True


def _again(one: Sentence, other: Sentence) -> bool:
    """Whether one article prints the same sentence twice, or part of it."""
    left, right = ({key.root for key in sentence.keys} for sentence in (one, other))
    return len(left & right) >= AGAIN * min(len(left), len(right))


def _once(sentences: list[Sentence]) -> list[Sentence]:
    """The sentences without those that the same article prints again, words in marks first."""
    kept: list[Sentence] = []
    for sentence in sorted(sentences, key=lambda s: (s.reported, -len(s.keys), s.start)):
        roots = {key.root for key in sentence.keys}
        again = any(
            len(roots & {key.root for key in other.keys}) >= AGAIN * len(roots) for other in kept
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
    printed: dict[str, list[Sentence]], column: int, weights: Weights
) -> tuple[Passage, int]:
    """The words of a passage with columns from `column` on; and the first column after it."""
    if len(printed) == 1:
        return _alone(*next(iter(printed.items())), column)
    articles = sorted(printed)
    words = [[word for s in printed[article] for word in s.words] for article in articles]
    runs = [[run for s in printed[article] for run in s.runs] for article in articles]
    cells = align_printings(
        [[key for word in row for key in word.keys] for row in words],
        weights,
        runs=[_of_keys(*pair) for pair in zip(words, runs, strict=True)],
        opens=[bool(printed[article]) and printed[article][0].opens for article in articles],
    )
    held = Counter(cell.column for row in cells for cell in row)
    aligned: dict[str, tuple[AlignedWord, ...]] = {}
    columns: dict[str, tuple[Columns, ...]] = {}
    for article, row, its, its_runs in zip(articles, cells, words, runs, strict=True):
        at, shown, filled = 0, [], []
        for word, run in zip(its, its_runs, strict=True):
            mine = row[at : at + len(word.keys)]
            at += len(word.keys)
            # "You're" stands for two keys: its column is that of the one others have a word for
            place = next((cell.column for cell in mine if held[cell.column] > 1), mine[0].column)
            status = mine[0].status if len(mine) == 1 else _status(mine)
            shown.append(AlignedWord(word.span, word.text, status, column + place, run))
            filled.append(tuple(column + cell.column for cell in mine))
        aligned[article], columns[article] = tuple(shown), tuple(filled)
    opens = {article: bool(its) and its[0].opens for article, its in printed.items()}
    passage = Passage(_spelled(aligned, columns), columns, opens, column)
    return passage, column + max(held, default=-1) + 1


def _alone(article: str, sentences: list[Sentence], column: int) -> tuple[Passage, int]:
    """The same for what one article alone prints: every key has a column of its own."""
    shown: list[AlignedWord] = []
    filled: list[Columns] = []
    at = column
    for sentence in sentences:
        for word, run in zip(sentence.words, sentence.runs, strict=True):
            shown.append(AlignedWord(word.span, word.text, WordStatus.OUTSIDE, at, run))
            filled.append(tuple(range(at, at + len(word.keys))))
            at += len(word.keys)
    opens = {article: bool(sentences) and sentences[0].opens}
    return Passage({article: tuple(shown)}, {article: tuple(filled)}, opens, column), at


def _of_keys(words: Sequence[Word], runs: Sequence[int]) -> list[int]:
    """The run of every key: a word may stand for two."""
    numbers: dict[int, int] = {}
    for run in runs:
        if run >= 0:
            numbers.setdefault(run, len(numbers))
    return [numbers.get(run, -1) for word, run in zip(words, runs, strict=True) for _ in word.keys]


def _spelled(
    aligned: dict[str, tuple[AlignedWord, ...]], columns: dict[str, tuple[Columns, ...]]
) -> dict[str, tuple[AlignedWord, ...]]:
    """The same; words that another version spells otherwise have that status."""
    if len(aligned) == 1:
        return aligned
    ways: dict[int, set[str]] = defaultdict(set)
    for article, words in aligned.items():
        for word, filled in zip(words, columns[article], strict=True):
            if word.status is WordStatus.SAME and word.run >= 0:
                for place in filled:
                    ways[place].add(written(word.text))
    if all(len(forms) == 1 for forms in ways.values()):
        return aligned
    return {
        article: tuple(
            replace(word, status=WordStatus.SPELLED)
            if word.status is WordStatus.SAME
            and word.run >= 0
            and any(len(ways[place]) > 1 for place in filled)
            else word
            for word, filled in zip(words, columns[article], strict=True)
        )
        for article, words in aligned.items()
    }


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
    one, *others = sorted(persons, key=lambda one: (-sources[one], one.name, one.members))
    same = [one, *(other for other in others if may_be_one(one, other))]
    others = [other for other in others if other not in same]
    name = max(same, key=lambda one: (len(read_name(one.name).words), sources[one], one.name)).name
    if not others:
        return name, ()
    most = coverage.groups(set().union(*(named[one] for one in same)))
    sure = most >= 3 * max(sources[other] for other in others)
    speaker = name if sure else None
    outlets = {one: _outlets(coverage, named[one]) for one in persons}
    theirs = {outlet for one in same for outlet in outlets[one]}
    if all(theirs & set(outlets[other]) for other in others):
        return speaker, ()  # an outlet that names two is no difference between outlets
    if not all(one.kind == "person" and read_name(one.name).full for one in (same[0], *others)):
        return speaker, ()  # "his family" may well be a person that another outlet names
    printed = _named_in_print(coverage, people, versions)
    if printed.isdisjoint(same) or not printed.issuperset(others):
        return speaker, ()  # whom "he said" means is our reading, and no word of the outlet
    told = [
        f"{one.name} in {', '.join(outlets[one])}"
        for one in sorted((same[0], *others), key=lambda one: (one.name, one.members))
    ]
    return speaker, (f"Who said it differs: {'; '.join(told)}.",)


def _named_in_print(
    coverage: Coverage, people: Identities, versions: Sequence[Version]
) -> set[Identity]:
    """Those whom the words that tell the speaker name: not "he", "she" or "the director"."""
    found = set()
    for version in versions:
        covered = coverage.article(version.article)
        for number in version.quotations:
            speaker = covered.reading.quotations[number].speaker
            one = speaker_of(coverage, people, (version.article, number))
            if one is None or speaker is None:
                continue
            told = read_name(speaker.of(covered.article.text))
            if set(read_name(one.name).words) & set(told.words):
                found.add(one)
    return found


def _outlets(coverage: Coverage, articles: set[str]) -> list[str]:
    """The outlets of articles, each once."""
    return list(dict.fromkeys(coverage.article(id).article.outlet for id in sorted(articles)))
