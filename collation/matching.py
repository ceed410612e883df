"""The quotations of a story in; which of them are one thing said, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from collation.alignment import Likeness, liken
from collation.coverage import Coverage, Covered
from collation.people import Identities, Identity
from collation.sentences import Said, Sentence, find_sentences, is_within
from collation.speaking import Joined, are_apart, speaker_of, speakers_agree
from collation.wording import Key, Weights, is_function
from extraction.annotations import QuotationKind

GRAM = 3  # words on end that two printings must share to be compared at all
COMMON = 40  # sentences: those with a run that more have are compared with the first so many only
STANDING = (110, 80)  # characters for a cue between two quotations; the same over a paragraph end
FRAGMENT = 6  # words: fewer may be said twice, so they join an utterance only if one has them
EVIDENCE = 5.0  # weight of the words that agree: less may be a phrase of the story
SPLICE = 8  # words on end that two sentences have in common though most of each is otherwise
SHORT = 8  # words: a shorter sentence must have more of its words in common
FEWEST = 3  # words of a quotation that can go on from another: a quoted term cannot
TOGETHER = 90  # words: a longer answer is several utterances
VERBATIM = 8  # words in marks: so many alike are one quotation, though two people are named for it
LONG = 8  # words: fewer, printed on days far apart, may have been said twice
ADJACENT = 2  # days between two articles that print what was said once


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
    sentences = find_sentences(coverage)
    said = {
        (covered.id, number): n
        for n, (covered, number) in enumerate(
            (covered, number)
            for covered in coverage.articles
            for number in range(len(covered.reading.quotations))
        )
    }
    who = {one: speaker_of(coverage, people, one) for one in said}
    joined = Joined(said, who)
    alike = _alike(coverage, who, sentences, weights)
    fragments = []
    # Those of one speaker first: what nobody is named for then joins those, or nobody.
    for (one, other), likeness in sorted(
        alike.items(),
        key=lambda pair: (
            speakers_agree(who, sentences[pair[0][0]].said, sentences[pair[0][1]].said) != "yes",
            pair[0],
        ),
    ):
        left, right = sentences[one], sentences[other]
        if _is_fragment(left, right, likeness):
            fragments.append((one, other))
        elif _says_the_same(left, right, likeness):
            joined.join(left.said, right.said, sure=_is_verbatim(left, right, likeness))
    _join_whole(sentences, alike, weights, joined)
    _join_fragments(fragments, sentences, joined)
    _join_standing(coverage, joined)
    _join_fragments(fragments, sentences, joined)  # two homes may have become one
    return _groups(sentences, alike, joined)


def _groups(
    sentences: Sequence[Sentence], alike: dict[tuple[int, int], Likeness], joined: Joined
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


# --------------------------------------------------------------------------- sentences


def _alike(
    coverage: Coverage,
    who: Mapping[Said, Identity | None],
    sentences: Sequence[Sentence],
    weights: Weights,
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
    sets = [set(row) for row in roots]
    worth = {root: weights.of(root) for row in sets for root in row}
    weight = [sum([worth[root] for root in row]) for row in roots]
    known: dict[tuple[tuple[Key, ...], tuple[Key, ...]], Likeness] = {}
    found = {}
    for one, other in sorted(pairs):
        left, right = sentences[one], sentences[other]
        if left.said == right.said:
            continue
        common = sum([worth[root] for root in sets[one] & sets[other]])
        if common < 0.3 * min(weight[one], weight[other]):
            continue
        speakers = speakers_agree(who, left.said, right.said)
        if left.said[0] == right.said[0] and (
            are_apart(who, left.said, right.said)
            or (speakers != "yes" and _overlap(coverage, left, right))
        ):
            continue  # what one article gives to two speakers is two quotations
        # Words that one only passes on are not those of whoever is quoted with them elsewhere.
        parts = (left.keys, right.keys) if speakers == "yes" else (left.own, right.own)
        most = min(map(len, parts))  # words that can agree
        if speakers == "no" and not _may_be_verbatim(left, right, most):
            continue
        if speakers == "perhaps" and most < 6:
            continue
        if parts not in known:
            known[parts] = liken(*parts, weights)
        likeness = known[parts]
        if speakers == "no" and not _is_verbatim(left, right, likeness):
            continue
        if likeness.words < LONG and _days_apart(coverage, left.said, right.said):
            continue
        if speakers == "perhaps" and not (likeness.cover >= 0.85 and likeness.words >= 6):
            continue
        found[one, other] = likeness
    return found


def _overlap(coverage: Coverage, one: Sentence, other: Sentence) -> bool:
    """Whether two quotations of an article share words: one is told within the other."""
    quotations = coverage.article(one.said[0]).reading.quotations
    left, right = quotations[one.said[1]], quotations[other.said[1]]
    return left.start < right.end and right.start < left.end


def _is_verbatim(one: Sentence, other: Sentence, likeness: Likeness) -> bool:
    """Whether both print one sentence in marks, hardly a word of it otherwise.

    Only that is one thing said though two people are named for it: then the outlets differ.
    """
    return _may_be_verbatim(one, other, likeness.words) and likeness.cover >= 0.9


def _may_be_verbatim(one: Sentence, other: Sentence, words: int) -> bool:
    """Whether so many words that agree are enough for that."""
    longer = max(len(one.keys), len(other.keys))
    return words >= max(VERBATIM, 0.9 * longer) and not (one.reported or other.reported)


def _days_apart(coverage: Coverage, one: Said, other: Said) -> bool:
    """Whether two quotations are dated to two days, or printed on days that are not adjacent."""
    left, right = coverage.article(one[0]), coverage.article(other[0])
    first = left.reading.quotations[one[1]].said_on
    second = right.reading.quotations[other[1]].said_on
    if first is not None and second is not None:
        return first != second
    before, after = left.article.published, right.article.published
    return before is not None and after is not None and abs((after - before).days) > ADJACENT


def _says_the_same(one: Sentence, other: Sentence, likeness: Likeness) -> bool:
    if one.keys == other.keys and not one.reported:
        return likeness.content >= 1 or len(one.keys) >= FRAGMENT
    if not _tells_enough(one, other, likeness):
        return False
    if one.reported and other.reported:
        return likeness.cover >= 0.75 and likeness.run >= 5 and likeness.content >= 3
    if one.reported or other.reported:
        return likeness.cover >= 0.6 and likeness.run >= 4 and likeness.content >= 2
    shorter = min(len(one.keys), len(other.keys))
    whole = likeness.cover >= 0.95 and likeness.run >= 5 and likeness.words >= shorter - 1
    # two outlets cut one speech elsewhere: the end of one's sentence begins the other's
    spliced = likeness.cover >= 0.4 and likeness.run >= SPLICE and likeness.content >= 4
    # “a citizen of the United States” has only its end in common with many a sentence
    return (
        whole
        or spliced
        or (
            likeness.cover >= (0.6 if shorter >= SHORT else 0.75)
            and likeness.run >= GRAM
            and likeness.words >= 4
            and likeness.content >= 2
        )
    )


def _tells_enough(one: Sentence, other: Sentence, likeness: Likeness) -> bool:
    """Whether what agrees is more than a phrase: “for three years”, “obstruction of justice”.

    And more than words scattered over two long sentences of one subject.
    """
    shorter, longer = sorted((len(one.keys), len(other.keys)))
    if likeness.cover < 0.75 and likeness.solid < 0.5:
        return False
    return (
        likeness.weight >= EVIDENCE
        or likeness.content >= 4
        or likeness.run >= min(shorter, max(4, shorter - 1))
        or (likeness.cover >= 0.9 and longer <= 1.6 * shorter)
    )


def _is_fragment(one: Sentence, other: Sentence, likeness: Likeness) -> bool:
    """Whether one is a few words out of the other: “helping us out”."""
    shorter, longer = sorted((len(one.keys), len(other.keys)))
    if one.reported or other.reported or not GRAM <= shorter < min(longer, FRAGMENT):
        return False
    return likeness.run == shorter and likeness.content >= 1


# --------------------------------------------------------------------------- quotations


def _join_whole(
    sentences: Sequence[Sentence],
    alike: dict[tuple[int, int], Likeness],
    weights: Weights,
    joined: Joined,
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


def _join_standing(coverage: Coverage, joined: Joined) -> None:
    """Join direct quotations of one speaker between which there is hardly more than a cue.

    Not where both are known from several articles already: an article may splice two answers.
    """
    articles = joined.articles()
    for covered in coverage.articles:
        words, before = 0, 0
        for number in range(1, len(covered.reading.quotations)):
            if is_within(covered.reading.quotations, before, number):
                continue  # speech told within speech does not part it
            words = words or _length(covered, before)
            words += _length(covered, number)
            if words > TOGETHER or not _stand_together(covered, before, number):
                words, before = 0, number
                continue
            one, other = joined.root((covered.id, before)), joined.root((covered.id, number))
            if one != other and 1 in (len(articles[one]), len(articles[other])):
                joined.join(one, other)
                articles[joined.root(one)] = articles[one] | articles[other]
            before = number


def _stand_together(covered: Covered, first: int, second: int) -> bool:
    """Whether a quotation goes on from the one before: `“A,” she said. “B.”`"""
    before, after = covered.reading.quotations[first], covered.reading.quotations[second]
    text = covered.article.text
    between = text[before.end : after.start]
    ended = any(mark in text[before.end - 1 : before.end + 2] for mark in ".,!?…—")
    return (
        before.kind is after.kind is QuotationKind.DIRECT
        and before.person is not None
        and before.person == after.person
        and (text[after.start].isupper() or "." not in between)
        and min(_length(covered, first), _length(covered, second)) >= FEWEST
        and ended
        and 0 < len(between) <= (STANDING[1] if "\n" in between else STANDING[0])
    )


def _length(covered: Covered, number: int) -> int:
    pieces = covered.reading.quotations[number].content
    return sum(len(covered.text(piece).split()) for piece in pieces)


def _join_fragments(
    fragments: Sequence[tuple[int, int]], sentences: Sequence[Sentence], joined: Joined
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
