"""New articles and those of the active window in; those that may be of one story with them, out.

So that one more article costs what its neighbours cost, and not what the window does.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from math import sqrt

from collation.features import Frequencies, Rarity, StoryItem, Weighted
from collation.stories import NAMES

LEADING = 30  # words of a new article by which its neighbours are looked up, and as many names
SPREAD = 200  # articles of the window: a word that more have finds nobody
SHARED = 2  # leading words or names that a neighbour has at least
LEAST = 0.04  # likeness by leading words from which an article is a neighbour

_Index = dict[str, list[tuple[int, float]]]  # the new articles that a word leads, with its weight


def find_neighbours(
    new: Collection[str], items: Sequence[StoryItem], frequencies: Frequencies
) -> frozenset[str]:
    """The ids of the articles that share enough with one that is new, the new ones among them.

    `items` are those of the window, the new ones too, and `frequencies` theirs; the order has no
    meaning. The inverted index (Zobel and Moffat 2006) is over the new ones: the others pass by.
    """
    rarity = Rarity(frequencies)
    indexes: tuple[_Index, _Index] = (defaultdict(list), defaultdict(list))
    for number, item in enumerate(item for item in items if item.id in new):
        words = _leading(item.words, rarity.of, lambda word: frequencies.of.get(word, 0))
        names = _leading(item.names, rarity.of_name, lambda name: frequencies.of.get(f"@{name}", 0))
        for index, leading in zip(indexes, (words, names), strict=True):
            for key, weight in leading:
                index[key].append((number, weight))
    found = set(new)
    for item in items:
        if item.id not in found and _is_near(item, indexes, rarity):
            found.add(item.id)
    return frozenset(found)


def _leading(
    weighted: Weighted, weigh: Callable[[str], float], held: Callable[[str], int]
) -> list[tuple[str, float]]:
    weights = [(count * weigh(key), key) for key, count in weighted]
    length = sqrt(sum(weight * weight for weight, _ in weights)) or 1.0
    leading = heapq.nsmallest(LEADING, weights, key=lambda pair: (-pair[0], pair[1]))
    return [(key, weight / length) for weight, key in leading if held(key) <= SPREAD]


def _is_near(item: StoryItem, indexes: tuple[_Index, _Index], rarity: Rarity) -> bool:
    told, named = indexes
    shared = [pair for pair in item.words if pair[0] in told]
    its = [pair for pair in item.names if pair[0] in named]
    if len(shared) + len(its) < SHARED:
        return False
    likeness: dict[int, float] = defaultdict(float)
    for index, pairs, whole, weigh, share in (
        (told, shared, item.words, rarity.of, 1 - NAMES),
        (named, its, item.names, rarity.of_name, NAMES),
    ):
        length = sqrt(sum((count * weigh(key)) ** 2 for key, count in whole)) if pairs else 1.0
        for key, count in pairs:
            for number, weight in index[key]:
                likeness[number] += share * weight * count * weigh(key) / (length or 1.0)
    return max(likeness.values()) >= LEAST
