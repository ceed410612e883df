"""Articles in; which of them tell the same story, out."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum, sqrt

from collation.bouts import are_two
from collation.features import (
    Frequencies,
    Rarity,
    StoryItem,
    Weighted,
    count_frequencies,
    story_item,
)

__all__ = ["Frequencies", "StoryItem", "count_frequencies", "group_stories", "story_item"]

NAMES = 0.35  # of likeness is likeness of names, the rest of words
SAME = 0.215  # likeness at which two groups are one story; tuned on labelled events, spread over
# two years and pressed into ten days, and on stories of one field pressed into ten days
STRAY = {1: (0.06, 1.3), 2: (0.08, 1.5)}  # articles that are alone: the likeness at which they
# join the story that is near, and how many times as like it they must be as the next one
STRAY_NAMES = 0.05  # likeness of names that a stray needs: two fires may burn in two towns
HALF_LIFE = 6.0  # days apart at which likeness counts half
OLD = 0.5  # of likeness counts for weeks: follow-ups come so much later
LATE, GONE = 21, 60  # days apart between which what counts of likeness goes down to FAR
FAR = 0.35  # of likeness counts however far apart: in one field all seasons are alike
PARTED = 0.15  # of likeness counts where each tells of another game of a series, or the like
UNDATED = 0.85  # of likeness counts where an article has no date
TOLD = 3  # articles that tell of an event by themselves
OWN = 0.75  # of how alike articles of either group are among themselves: groups less alike, of
# which one begins later, are two events in one field; 0.7 to 0.85 group about as well
SHRINK = 100  # articles without words that the mean is taken over besides
LEADING = 30  # words of an article by which others like it are looked up
SPREAD = 200  # articles: a word that more have finds nobody
FAINT = 0.04  # likeness by leading words under which two articles are not compared


@dataclass(frozen=True, slots=True)
class Vector:
    """One kind of features of an article: unit length, and how like the mean of all it is."""

    weights: dict[str, float]
    mean: float  # product with the mean
    length: float  # of what is left without the mean


def group_stories(
    items: Sequence[StoryItem], frequencies: Frequencies | None = None
) -> tuple[tuple[str, ...], ...]:
    """The stories of these articles, each the sorted ids of its articles, sorted.

    Average linkage (Sokal and Michener 1958) over the cosine of TF-IDF, words and names apart,
    without what all articles of the window have in common (`frequencies` tells what that is); less
    like the further apart in time. Groups that tell of two events in one field, one begun later,
    stay two.
    What is left alone joins the one story that is clearly nearest. The order of the items has no
    meaning. Without `frequencies` those of the items are taken.
    """
    ordered = sorted(items, key=lambda item: (item.day or date.max, item.id))
    counted = frequencies or count_frequencies(ordered)
    rarity = Rarity(counted)
    total, holders = counted.articles, counted.by_kind()
    words = vectors_of([item.words for item in ordered], rarity.of, holders[0], total)
    names = vectors_of([item.names for item in ordered], rarity.of_name, holders[1], total)
    alike: dict[int, dict[int, float]] = defaultdict(dict)
    told: dict[tuple[int, int], float] = {}
    named: dict[tuple[int, int], float] = {}
    for one, other in _candidates(words, names):
        by_name = product(names[one], names[other])
        likeness = (1 - NAMES) * product(words[one], words[other]) + NAMES * by_name
        if are_two(ordered[one].bouts, ordered[other].bouts):
            likeness *= PARTED
        told[one, other] = likeness
        likeness *= nearness(ordered[one].day, ordered[other].day)
        alike[one][other] = alike[other][one] = likeness
        named[one, other] = by_name
    linked = _link([item.day for item in ordered], alike, told)
    groups = _adopt_strays(linked, alike, named)
    return tuple(sorted(tuple(sorted(ordered[n].id for n in group)) for group in groups))


def nearness(one: date | None, other: date | None) -> float:
    """By how much likeness counts for articles of these days, from FAR to 1."""
    if one is None or other is None:
        return UNDATED
    days = abs((one - other).days)
    if days <= LATE:
        return max(OLD, float(0.5 ** (days / HALF_LIFE)))
    return OLD - (OLD - FAR) * (min(days, GONE) - LATE) / (GONE - LATE)


# --------------------------------------------------------------------------- likeness


def vectors_of(
    features: Iterable[Weighted],
    rarity: Callable[[str], float],
    holders: Mapping[str, int] | None = None,
    total: int = 0,
) -> list[Vector]:
    """One kind of features of several articles, weighted; the order is kept.

    `holders` says how many of `total` articles of the window have each; none: these are all.
    """
    features = tuple(features)
    if holders is None:
        holders, total = Counter(key for weighted in features for key, _ in weighted), len(features)
    units = []
    shares, keys = 0.0, 0
    for weighted in features:
        weights = {key: count * rarity(key) for key, count in weighted}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        units.append({key: weight / length for key, weight in weights.items() if weight})
        shares += sum(count for _, count in weighted) / length
        keys += len(weighted)
    # What a word weighs where it stands differs little but for how rare it is: how many have it
    # says what it weighs in the mean.
    usual = shares / max(keys, 1) / (total + SHRINK)
    mean = {key: count * rarity(key) * usual for key, count in holders.items()}
    square = sum(weight * weight for weight in mean.values())
    vectors = []
    for unit in units:
        product = sum(weight * mean.get(key, 0.0) for key, weight in unit.items())
        norm = sum(weight * weight for weight in unit.values())
        length = max(0.3, sqrt(max(0.0, norm - 2 * product + square)))
        # half of the square of the mean goes to either side of a product
        vectors.append(Vector(unit, product - square / 2, length))
    return vectors


def product(one: Vector, other: Vector) -> float:
    """The cosine of two articles without the mean of all."""
    small, large = one.weights, other.weights
    if len(small) > len(large):
        small, large = large, small
    # fsum: the same in whatever order a set gives its words
    shared = fsum([small[key] * large[key] for key in small.keys() & large.keys()])
    return (shared - one.mean - other.mean) / (one.length * other.length)


def _candidates(words: Sequence[Vector], names: Sequence[Vector]) -> list[tuple[int, int]]:
    """Pairs that share enough of their leading words or names, by an inverted index."""
    found: dict[tuple[int, int], float] = defaultdict(float)
    for vectors, share in ((words, 1 - NAMES), (names, NAMES)):
        holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, vector in enumerate(vectors):
            leading = heapq.nsmallest(
                LEADING, vector.weights.items(), key=lambda item: (-item[1], item[0])
            )
            for key, weight in leading:
                holders[key].append((number, weight))
        for held in holders.values():
            if 1 < len(held) <= SPREAD:
                for place, (other, weight) in enumerate(held):
                    weight *= share
                    for one, its in held[:place]:
                        found[one, other] += weight * its
    return sorted(pair for pair, likeness in found.items() if likeness >= FAINT)


# --------------------------------------------------------------------------- groups


@dataclass(frozen=True, slots=True)
class _Group:
    """Articles by number, how alike they are over all pairs of them, and the earliest day."""

    members: list[int]
    inner: float = 0.0
    begun: date | None = None

    def own(self) -> float:
        """How alike two of its articles are on average, whatever their days."""
        count = len(self.members)
        return 2 * self.inner / (count * (count - 1))


def _link(
    days: Sequence[date | None],
    alike: dict[int, dict[int, float]],
    told: dict[tuple[int, int], float],
) -> list[list[int]]:
    """Join the two groups most alike on average until none are alike enough.

    `told` is how alike articles are whatever their days; what it lacks is not at all.
    """
    near = {n: dict(alike.get(n, {})) for n in range(len(days))}
    groups = {n: _Group([n], begun=day) for n, day in enumerate(days)}
    queue = [
        (-likeness, one, other)
        for one, row in near.items()
        for other, likeness in row.items()
        if one < other and likeness >= SAME
    ]
    heapq.heapify(queue)
    following = len(days)
    while queue:
        _, one, other = heapq.heappop(queue)
        if one not in groups or other not in groups:
            continue
        left, right = groups[one], groups[other]
        across = sum(
            told.get((min(a, b), max(a, b)), 0.0) for a in left.members for b in right.members
        )
        if _are_two(left, right, across):
            continue
        del groups[one], groups[other]
        row_left, row_right = near.pop(one), near.pop(other)
        size, its = len(left.members), len(right.members)
        row = {}
        for place in sorted((row_left.keys() | row_right.keys()) - {one, other}):
            if place in groups:
                weight = size * row_left.get(place, 0.0)
                row[place] = (weight + its * row_right.get(place, 0.0)) / (size + its)
        groups[following] = _Group(
            left.members + right.members,
            left.inner + right.inner + across,
            min((day for day in (left.begun, right.begun) if day), default=None),
        )
        near[following] = row
        for place, value in row.items():
            near[place][following] = value
            if value >= SAME:
                heapq.heappush(queue, (-value, place, following))
        following += 1
    return [groups[place].members for place in sorted(groups)]


def _are_two(one: _Group, other: _Group, across: float) -> bool:
    """Whether each tells of its own event: `across` is over all pairs of the two together.

    Hearings weeks apart in one case share people and words, but what is told of either is more
    alike. What began on one day may be one event from several sides.
    """
    few, many = len(one.members), len(other.members)
    if min(few, many) < TOLD or not one.begun or not other.begun or one.begun == other.begun:
        return False
    return across / (few * many) < OWN * (one.own() + other.own()) / 2


def _adopt_strays(
    groups: list[list[int]],
    alike: dict[int, dict[int, float]],
    named: dict[tuple[int, int], float],
) -> list[list[int]]:
    """Put groups of one or two articles with the one larger group that is clearly nearest.

    A short or late article is less like its story than SAME, but like no other at all.
    """
    home = {number: place for place, group in enumerate(groups) for number in group}
    moves: dict[int, int] = {}
    for place, group in enumerate(groups):
        if len(group) not in STRAY:
            continue
        least, clear = STRAY[len(group)]
        sums: dict[int, float] = defaultdict(float)
        for one in group:
            for other, likeness in alike.get(one, {}).items():
                if len(groups[home[other]]) > len(group):
                    sums[home[other]] += likeness / (len(group) * len(groups[home[other]]))
        ranked = sorted(sums, key=lambda target: (-sums[target], target))
        if not ranked or sums[ranked[0]] < least:
            continue
        if len(ranked) > 1 and sums[ranked[0]] < clear * sums[ranked[1]]:
            continue
        pairs = [named.get((min(a, b), max(a, b)), 0.0) for a in group for b in groups[ranked[0]]]
        if sum(pairs) >= STRAY_NAMES * len(pairs):
            moves[place] = ranked[0]
    joined: dict[int, list[int]] = defaultdict(list)
    for place, group in enumerate(groups):
        target = place
        while target in moves:
            target = moves[target]
        joined[target] += group
    return [joined[place] for place in sorted(joined)]
