"""Articles in; which of them depend on one another, as source groups, out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import combinations, pairwise

from collation.coverage import Coverage, Covered
from collation.dependence import dependent
from collation.shingles import SAMPLED, WORDS, passages
from extraction.annotations import Reading, Span
from intake.article import Article, PartKind
from intake.wire import agencies_in

SHARED = 20  # shingles: fewer are a boilerplate sentence or a name with its titles
COPY = 0.10  # containment; the worst independent pair measured has .022
REPRINT = 0.60  # containment
CREDITED = (0.05, 10)  # containment and shingles that suffice where both credit one agency
CANDIDATE = 3  # sampled shingles in common before two articles are compared in full
PASSAGES = 2  # paragraphs that share copy: a document both quote without marks stands in one
_WORD = re.compile(r"[^\W_]+")
COMMON = 50  # articles: what more than so many have is boilerplate


class Dependence(StrEnum):
    """How two articles depend on one another: by common copy, in part or whole, or by what one
    agency or one faulty source gave both, told in other words."""

    SHARED_COPY = "shared copy"
    REPRINT = "reprint"
    REWRITTEN = "rewritten dispatch"


@dataclass(frozen=True, slots=True)
class Copied:
    """Two articles, `first` < `second`, and the share of the shorter that the other has word by
    word: 0 for a rewritten dispatch."""

    first: str
    second: str
    dependence: Dependence
    containment: float
    shared: int  # shingles in common


def cover(items: Sequence[tuple[str, Article, Reading]]) -> Coverage:
    """The articles of one story with their source groups, sorted by id.

    Groups are numbered from 0 in the order of their first id.
    """
    ordered = sorted(items, key=lambda item: item[0])
    groups = group_copies({id: article for id, article, _ in ordered})
    leader = {member: group[0] for group in groups for member in group}
    numbers: dict[str, int] = {}
    covered = []
    for id, article, reading in ordered:
        number = numbers.setdefault(leader.get(id, id), len(numbers))
        covered.append(Covered(id, article, reading, number))
    return Coverage(tuple(covered))


def group_copies(articles: Mapping[str, Article]) -> tuple[tuple[str, ...], ...]:
    """The source groups of two or more articles, each sorted by id, in order of their first id."""
    joined = {id: id for id in articles}

    def root(id: str) -> str:
        while joined[id] != id:
            joined[id] = joined[joined[id]]
            id = joined[id]
        return id

    for copied in find_copies(articles):
        first, second = sorted((root(copied.first), root(copied.second)))
        joined[second] = first
    groups: dict[str, list[str]] = defaultdict(list)
    for id in sorted(articles):
        groups[root(id)].append(id)
    return tuple(sorted(tuple(group) for group in groups.values() if len(group) > 1))


def find_copies(articles: Mapping[str, Article]) -> tuple[Copied, ...]:
    """Every pair that shares copy or a source, by id.

    Cost follows the shingles and signs in common, not all pairs.
    """
    printed = {id: passages(article) for id, article in articles.items()}
    holders: dict[int, list[str]] = defaultdict(list)
    for id in sorted(printed):
        for number in frozenset().union(*printed[id]):
            if number % SAMPLED == 0:
                holders[number].append(id)
    common: dict[tuple[str, str], int] = defaultdict(int)
    for ids in holders.values():
        if 1 < len(ids) <= COMMON:
            for pair in combinations(ids, 2):
                common[pair] += 1
    found = []
    for (first, second), count in sorted(common.items()):
        if count >= CANDIDATE:
            credited = not _dispatch_credits(articles[first]).isdisjoint(
                _dispatch_credits(articles[second])
            )
            sides = printed[first], printed[second]
            if articles[first].outlet == articles[second].outlet:
                sides = without_footer(*sides, articles[first], articles[second])
            copied = compare(first, second, *sides, credited=credited)
            if copied:
                found.append(copied)
    known = {(copied.first, copied.second) for copied in found}
    found += [
        Copied(first, second, Dependence.REWRITTEN, 0.0, common[first, second])
        for first, second in dependent(articles)
        if (first, second) not in known
    ]
    return tuple(sorted(found, key=lambda copied: (copied.first, copied.second)))


def without_footer(
    one: tuple[frozenset[int], ...],
    other: tuple[frozenset[int], ...],
    first: Article,
    second: Article,
) -> tuple[tuple[frozenset[int], ...], tuple[frozenset[int], ...]]:
    """The passages of two articles of one outlet without those that end both alike.

    Such is what the outlet prints below whatever it publishes. Where that would be half of an
    article it is the article, printed again.
    """
    alike = 0
    while alike < min(len(one), len(other)) and one[-1 - alike] == other[-1 - alike]:
        alike += 1
    paragraphs = min(
        sum(part.kind is PartKind.PARAGRAPH for part in article.parts)
        for article in (first, second)
    )
    if not alike or 2 * alike >= paragraphs:
        return one, other
    return one[: len(one) - alike], other[: len(other) - alike]


def compare(
    first: str,
    second: str,
    one: tuple[frozenset[int], ...],
    other: tuple[frozenset[int], ...],
    *,
    credited: bool = False,
) -> Copied | None:
    """How two articles depend on one another, by their passages; None: they do not.

    `credited` says that both credit one agency for the text. A credit alone joins nothing: two
    writers may each draw on other dispatches of one agency.
    """
    left: frozenset[int] = frozenset().union(*one)
    right: frozenset[int] = frozenset().union(*other)
    shared = left & right
    smaller = min(len(left), len(right))
    containment = len(shared) / smaller if smaller else 0.0
    needed, least = CREDITED if credited else (COPY, SHARED)
    if len(shared) < least or containment < needed:
        return None
    reprint = containment >= REPRINT
    spread = min(sum(not shared.isdisjoint(hashes) for hashes in side) for side in (one, other))
    if spread < PASSAGES and not reprint:
        return None
    kind = Dependence.REPRINT if reprint else Dependence.SHARED_COPY
    first, second = sorted((first, second))
    return Copied(first, second, kind, containment, len(shared))


def shared_passage(one: Article, other: Article) -> tuple[Span, Span] | None:
    """The longest stretch of paragraphs that two articles print word by word, in each of them.

    None where no shingle's length of words is the same.
    """
    left, right = _printed_words(one), _printed_words(other)
    matcher = SequenceMatcher(
        None, [word for word, _ in left], [word for word, _ in right], autojunk=False
    )
    same = matcher.find_longest_match()
    if same.size < WORDS:
        return None
    return _stretch(left, same.a, same.size), _stretch(right, same.b, same.size)


def _stretch(words: Sequence[tuple[str, Span]], first: int, size: int) -> Span:
    return Span(words[first][1].start, words[first + size - 1][1].end)


def _printed_words(article: Article) -> list[tuple[str, Span]]:
    return [
        (match.group().casefold(), Span(match.start(), match.end()))
        for part in article.parts
        if part.kind is PartKind.PARAGRAPH
        for match in _WORD.finditer(article.text, part.start, part.end)
    ]


def agency_of(printings: Sequence[Article]) -> str:
    """The agency whose dispatch several articles print; "" where they do not say so plainly.

    One must name it in its dateline, or two credit it: who only drew on an agency has its credit,
    too.
    """
    opening = {agency for one in printings for agency in _opening_agencies(one)}
    credited = [_dispatch_credits(one) for one in printings]
    named = [agencies for agencies in credited if agencies]
    common = frozenset.intersection(*named) if named else frozenset()
    sure = {agency for agency in common if agency in opening or len(named) > 1}
    return sure.pop() if len(sure) == 1 else ""


def _opening_agencies(article: Article) -> Iterable[str]:
    for part in article.parts:
        if part.kind is PartKind.DATELINE:
            yield from agencies_in(article.text[part.start : part.end])


def _dispatch_credits(article: Article) -> frozenset[str]:
    """Agencies credited for the text: never for a photo, which says nothing of the words."""
    photos = {
        after.start
        for before, after in pairwise(article.parts)
        if before.kind is PartKind.CAPTION and after.kind is PartKind.CREDIT
    }
    return frozenset(_named(article, photos))


def _named(article: Article, photos: set[int]) -> Iterable[str]:
    for part in article.parts:
        if part.kind in (PartKind.DATELINE, PartKind.CREDIT, PartKind.BYLINE):
            line = article.text[part.start : part.end]
            if part.start not in photos and "photo" not in line.lower() and "/" not in line:
                yield from agencies_in(line)
