"""The quotations of a story in; which of them are one thing said, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from collation.alignment import Likeness, liken
from collation.coverage import Coverage, Covered
from collation.marks import quoted_stretches
from collation.people import Identities, Identity
from collation.wording import Key, Weights, Word, is_function, split_sentences
from extraction.annotations import NAMED_FROM, QuotationKind, Span

GRAM = 3  # words on end that two printings must share to be compared at all
COMMON = 40  # sentences: those with a run that more have are compared with the first so many only
STANDING = (110, 80)  # characters for a cue between two quotations; the same over a paragraph end
FRAGMENT = 6  # words: fewer may be said twice, so they join an utterance only if one has them
SHORT = 8  # words: a shorter sentence must have more of its words in common
FEWEST = 3  # words of a quotation that can go on from another: a quoted term cannot
TOGETHER = 90  # words: a longer answer is several utterances

Said = tuple[str, int]  # Covered.id and the index into Reading.quotations


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a quotation."""

    said: Said
    words: tuple[Word, ...]
    keys: tuple[Key, ...]
    kind: QuotationKind
    start: int
    opens: bool  # begins a sentence in print, so what others have before it is left out here
    runs: tuple[int, ...]  # of each word: the stretch in quotation marks it stands in, or -1
    place: int  # among all sentences of the article

    @property
    def reported(self) -> bool:
        """Whether it is printed without quotation marks."""
        return max(self.runs) < 0


@dataclass(slots=True)
class Group:
    """The sentences of one utterance in text order, article by article.

    `pairs` index `sentences`: those that say the same, and so are aligned with one another, with
    how much of the lighter one the other has.
    """

    sentences: list[Sentence] = field(default_factory=list)
    pairs: list[tuple[int, int, float]] = field(default_factory=list)


def match_quotations(coverage: Coverage, people: Identities, weights: Weights) -> list[Group]:
    """Put every quotation that has words into one group, in order of the first of each.

    Comparison starts from three words on end that two sentences share, so the cost follows what
    is alike and not all pairs of quotations.
    """
    sentences = list(_sentences(coverage))
    said = {
        (covered.id, number): n
        for n, (covered, number) in enumerate(
            (covered, number)
            for covered in coverage.articles
            for number in range(len(covered.reading.quotations))
        )
    }
    joined = _Joined(said)
    alike = _alike(coverage, people, sentences, weights)
    fragments = []
    for (one, other), likeness in alike.items():
        left, right = sentences[one], sentences[other]
        if _is_fragment(left, right, likeness):
            fragments.append((one, other))
        elif _says_the_same(left, right, likeness):
            joined.join(left.said, right.said)
    _join_whole(sentences, alike, weights, joined)
    _join_fragments(fragments, sentences, joined)
    _join_standing(coverage, joined)
    _join_fragments(fragments, sentences, joined)  # two homes may have become one
    return _groups(sentences, alike, joined)


def _groups(
    sentences: Sequence[Sentence], alike: dict[tuple[int, int], Likeness], joined: _Joined
) -> list[Group]:
    groups: dict[Said, Group] = defaultdict(Group)
    place: dict[int, int] = {}
    for number, sentence in enumerate(sentences):
        group = groups[joined.root(sentence.said)]
        place[number] = len(group.sentences)
        group.sentences.append(sentence)
    for (one, other), likeness in alike.items():
        root = joined.root(sentences[one].said)
        if root == joined.root(sentences[other].said) and _belongs(likeness):
            groups[root].pairs.append((place[one], place[other], likeness.cover))
    for group in groups.values():
        group.pairs += _identical(group.sentences)
    return [groups[root] for root in sorted(groups)]


def _identical(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int, float]]:
    """Pairs of sentences of an utterance that are too short to be compared: “No fight.”"""
    first: dict[tuple[str, ...], int] = {}
    for number, sentence in enumerate(sentences):
        roots = tuple(key.root for key in sentence.keys)
        if len(roots) < GRAM and first.setdefault(roots, number) != number:
            yield first[roots], number, 1.0


def _belongs(likeness: Likeness) -> bool:
    """Whether two sentences of one utterance say the same: less is needed than to join two."""
    if likeness.cover >= 0.4:
        return likeness.run >= GRAM
    return likeness.run > GRAM and likeness.content >= 2


def _sentences(coverage: Coverage) -> Iterator[Sentence]:
    for covered in coverage.articles:
        text, place, run = covered.article.text, 0, 0
        for number, quotation in enumerate(covered.reading.quotations):
            stretches = quoted_stretches(text, quotation.content, quotation.kind)
            for words in split_sentences(text, quotation.content):
                start = words[0].span.start
                yield Sentence(
                    said=(covered.id, number),
                    words=tuple(words),
                    keys=tuple(key for word in words for key in word.keys),
                    kind=quotation.kind,
                    start=start,
                    opens=_opens(text, quotation.start, start, words[0].text),
                    runs=tuple(_run(word.span, stretches, run) for word in words),
                    place=place,
                )
                place += 1
            run += len(stretches)


def _run(word: Span, stretches: Sequence[Span], first: int) -> int:
    """The number of the stretch that holds a word, counted from `first`; -1: none does."""
    for number, stretch in enumerate(stretches, first):
        if stretch.start <= word.start and word.end <= stretch.end:
            return number
    return -1


def _opens(text: str, quotation: int, start: int, word: str) -> bool:
    """Whether a sentence of a quotation is printed from its beginning.

    `She said. “We will` and `she said, “We will` are; `she said that “we` and `a “Big` are not.
    """
    if not word[0].isupper():
        return False
    before = text[max(0, quotation - 80) : quotation].rstrip("“”\"‘'").rstrip(" ")
    return start > quotation + 2 or not before or before[-1] in '.!?,:”"\n\r—–'


class _Joined:
    """Quotations joined into utterances (union-find; the root is the smallest)."""

    def __init__(self, items: Iterable[Said]) -> None:
        self._parent = {item: item for item in items}

    def root(self, item: Said) -> Said:
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, one: Said, other: Said) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first

    def articles(self) -> dict[Said, set[str]]:
        """For each root the articles that print it."""
        found: dict[Said, set[str]] = defaultdict(set)
        for item in self._parent:
            found[self.root(item)].add(item[0])
        return found


# --------------------------------------------------------------------------- sentences


def _alike(
    coverage: Coverage, people: Identities, sentences: Sequence[Sentence], weights: Weights
) -> dict[tuple[int, int], Likeness]:
    """How alike two sentences are, for all that may be one, by their numbers."""
    grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
    roots = [tuple(key.root for key in sentence.keys) for sentence in sentences]
    for number, row in enumerate(roots):
        for gram in {row[at : at + GRAM] for at in range(len(row) - GRAM + 1)}:
            grams[gram].append(number)
    pairs: set[tuple[int, int]] = set()
    for gram, numbers in grams.items():
        if len(numbers) <= COMMON:
            pairs.update(combinations(numbers, 2))
        elif not all(is_function(root) for root in gram):
            pairs.update(
                (one, other) for one in numbers[:COMMON] for other in numbers if one < other
            )
    weight = [sum(map(weights.of, row)) for row in roots]
    known: dict[tuple[tuple[str, ...], tuple[str, ...]], Likeness] = {}
    found = {}
    for one, other in sorted(pairs):
        left, right = sentences[one], sentences[other]
        if left.said == right.said:
            continue
        common = sum(map(weights.of, set(roots[one]) & set(roots[other])))
        if common < 0.3 * min(weight[one], weight[other]):
            continue
        if left.said[0] == right.said[0] and _are_apart(coverage, people, left.said, right.said):
            continue  # what one article gives to two speakers is two quotations
        speakers = _speakers_agree(coverage, people, left.said, right.said)
        texts = (roots[one], roots[other])
        if texts not in known:
            known[texts] = liken(left.keys, right.keys, weights)
        likeness = known[texts]
        # The same words by two people are one thing said only where hardly a word differs.
        if speakers == "no" and not (likeness.cover >= 0.9 and likeness.words >= 8):
            continue
        if speakers == "perhaps" and not (likeness.cover >= 0.85 and likeness.words >= 6):
            continue
        found[one, other] = likeness
    return found


def _says_the_same(one: Sentence, other: Sentence, likeness: Likeness) -> bool:
    shorter = min(len(one.keys), len(other.keys))
    if one.reported and other.reported:
        return likeness.cover >= 0.75 and likeness.run >= 5 and likeness.content >= 3
    if one.reported or other.reported:
        return likeness.cover >= 0.6 and likeness.run >= 4 and likeness.content >= 2
    if one.keys == other.keys:
        return likeness.content >= 1 or shorter >= FRAGMENT
    whole = likeness.cover >= 0.95 and likeness.run >= 5 and likeness.words >= shorter - 1
    # “a citizen of the United States” has only its end in common with many a sentence
    return whole or (
        likeness.cover >= (0.6 if shorter >= SHORT else 0.75)
        and likeness.run >= GRAM
        and likeness.words >= 4
        and likeness.content >= 2
    )


def _is_fragment(one: Sentence, other: Sentence, likeness: Likeness) -> bool:
    """Whether one is a few words out of the other: “helping us out”."""
    shorter, longer = sorted((len(one.keys), len(other.keys)))
    if one.reported or other.reported or not GRAM <= shorter < min(longer, FRAGMENT):
        return False
    return likeness.run == shorter and likeness.content >= 1


def _speakers_agree(coverage: Coverage, people: Identities, one: Said, other: Said) -> str:
    """ "yes", "no" (two people with names) or "perhaps" (one is not known, or is no person)."""
    left, right = speaker_of(coverage, people, one), speaker_of(coverage, people, other)
    if left is None or right is None:
        return "perhaps"
    if left is right or left.name.casefold() == right.name.casefold():
        return "yes"
    return "no" if left.kind == right.kind == "person" else "perhaps"


def _are_apart(coverage: Coverage, people: Identities, one: Said, other: Said) -> bool:
    """Whether two speakers are named, of whatever kind."""
    left, right = speaker_of(coverage, people, one), speaker_of(coverage, people, other)
    if left is None or right is None or left is right:
        return False
    return left.name.casefold() != right.name.casefold()


def speaker_of(coverage: Coverage, people: Identities, said: Said) -> Identity | None:
    """Who said a quotation, across the articles of the story; None where it is not sure enough."""
    article, number = said
    quotation = coverage.article(article).reading.quotations[number]
    return people.of(article, quotation.person) if quotation.confidence >= NAMED_FROM else None


# --------------------------------------------------------------------------- quotations


def _join_whole(
    sentences: Sequence[Sentence],
    alike: dict[tuple[int, int], Likeness],
    weights: Weights,
    joined: _Joined,
) -> None:
    """Join quotations whose sentences are cut otherwise: “A, and B.” and “A. B.”"""
    keys: dict[Said, list[Key]] = defaultdict(list)
    for sentence in sentences:
        keys[sentence.said] += sentence.keys
    reported = {sentence.said for sentence in sentences if sentence.reported}
    tried = set()
    for one, other in alike:
        pair = (sentences[one].said, sentences[other].said)
        if pair in tried or joined.root(pair[0]) == joined.root(pair[1]):
            continue
        tried.add(pair)
        if not reported.isdisjoint(pair):
            continue
        likeness = liken(keys[pair[0]], keys[pair[1]], weights)
        if likeness.cover >= 0.7 and likeness.words >= 5 and likeness.content >= 2:
            joined.join(*pair)


def _join_standing(coverage: Coverage, joined: _Joined) -> None:
    """Join direct quotations of one speaker between which there is hardly more than a cue.

    Not where both are known from several articles already: an article may splice two answers.
    """
    articles = joined.articles()
    for covered in coverage.articles:
        words = 0
        for number in range(1, len(covered.reading.quotations)):
            words = words or _length(covered, number - 1)
            words += _length(covered, number)
            if words > TOGETHER or not _stand_together(covered, number):
                words = 0
                continue
            one, other = joined.root((covered.id, number - 1)), joined.root((covered.id, number))
            if one != other and 1 in (len(articles[one]), len(articles[other])):
                joined.join(one, other)
                articles[joined.root(one)] = articles[one] | articles[other]


def _stand_together(covered: Covered, number: int) -> bool:
    """Whether a quotation goes on from the one before: `“A,” she said. “B.”`"""
    before, after = covered.reading.quotations[number - 1 : number + 1]
    text = covered.article.text
    between = text[before.end : after.start]
    ended = any(mark in text[before.end - 1 : before.end + 2] for mark in ".,!?…—")
    return (
        before.kind is after.kind is QuotationKind.DIRECT
        and before.person is not None
        and before.person == after.person
        and (text[after.start].isupper() or "." not in between)
        and min(_length(covered, number - 1), _length(covered, number)) >= FEWEST
        and ended
        and 0 < len(between) <= (STANDING[1] if "\n" in between else STANDING[0])
    )


def _length(covered: Covered, number: int) -> int:
    pieces = covered.reading.quotations[number].content
    return sum(len(covered.text(piece).split()) for piece in pieces)


def _join_fragments(
    fragments: Sequence[tuple[int, int]], sentences: Sequence[Sentence], joined: _Joined
) -> None:
    """Join each fragment to the one utterance that has it; to none where two have it."""
    homes: dict[Said, set[Said]] = defaultdict(set)
    for one, other in fragments:
        part, whole = sorted((one, other), key=lambda n: (len(sentences[n].keys), n))
        homes[joined.root(sentences[part].said)].add(joined.root(sentences[whole].said))
    for lone, wholes in sorted(homes.items()):
        others = {joined.root(whole) for whole in wholes} - {joined.root(lone)}
        if len(others) == 1:
            joined.join(lone, others.pop())
