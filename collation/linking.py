"""Groups of articles and what people decided about them in; groups that keep to it, out.

What a person decided is never undone by the machine, only by a newer decision. Pure, and the same
whatever the order of articles and groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from collation.features import Rarity, StoryItem, count_frequencies
from collation.stories import NAMES, Vector, nearness, product, vectors_of

COMPARED = 30  # newest articles of a half by which it is told which one an article is nearer to


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision by hand: articles by their ids, side by side.

    `joined`: all of them are one story. Else no article is in one story with one of another side,
    and those of the second side, which were split off, are one.
    """

    sides: tuple[frozenset[str], ...]
    joined: bool


def keep_to(
    groups: Iterable[Iterable[str]],
    rulings: Sequence[Ruling],
    items: Mapping[str, StoryItem],
) -> tuple[tuple[str, ...], ...]:
    """The groups with the rulings (oldest first) put through, each sorted, sorted.

    Two articles that a ruling joins or parts are joined or parted, unless newer rulings say
    otherwise; groups that share an article of one story become one. An article of which no ruling
    speaks, in a group that is parted, goes with the half that it is most like. `items` holds every
    article of the groups.
    """
    grouped = [sorted(group) for group in groups]
    bonds = _bonds(rulings, {id for group in grouped for id in group})
    reach = _Sets()
    for group in grouped:
        reach.join(*group)
    for members in bonds.classes():
        reach.join(*members)
    numbers = {id: number for number, group in enumerate(sorted(grouped)) for id in group}
    found: list[tuple[str, ...]] = []
    for whole in reach.classes():
        found += _parted(whole, numbers, bonds, items)
    return tuple(sorted(found))


class _Sets:
    """Disjoint sets; each is named by its least member."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def of(self, id: str) -> str:
        root = id
        while (above := self._parent.setdefault(root, root)) != root:
            root = above
        while self._parent[id] != root:
            self._parent[id], id = root, self._parent[id]
        return root

    def join(self, first: str, *others: str) -> str:
        root = self.of(first)
        for other in others:
            low, high = sorted((root, self.of(other)))
            self._parent[high] = root = low
        return root

    def classes(self) -> list[list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for id in sorted(self._parent):
            found[self.of(id)].append(id)
        return [found[root] for root in sorted(found)]


@dataclass(slots=True)
class _Bonds:
    """What holds of all rulings: who is one story with whom, and which of these are not one."""

    sets: _Sets = field(default_factory=_Sets)
    apart: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # by roots

    def part(self, sides: Sequence[Sequence[str]]) -> None:
        roots = [{self.sets.of(id) for id in side} for side in sides]
        for number, one in enumerate(roots):
            for other in roots[:number]:
                for a in one:
                    for b in other - {a}:
                        self.apart[a].add(b)
                        self.apart[b].add(a)

    def tie(self, ids: Sequence[str]) -> None:
        """Join them in this order, each with the first that nothing newer keeps it apart from."""
        kept: list[str] = []
        for id in ids:
            for at, other in enumerate(kept):
                one = self.sets.of(id)
                if one == other:
                    break
                if other not in self.apart[one]:
                    kept[at] = self._join(one, other)
                    break
            else:
                kept.append(self.sets.of(id))

    def _join(self, one: str, other: str) -> str:
        theirs = self.apart.pop(one, set()) | self.apart.pop(other, set())
        root = self.sets.join(one, other)
        self.apart[root] = theirs
        for far in theirs:
            self.apart[far] = (self.apart[far] - {one, other}) | {root}
        return root

    def classes(self) -> list[list[str]]:
        return self.sets.classes()


def _bonds(rulings: Sequence[Ruling], here: set[str]) -> _Bonds:
    """The newest ruling counts first; what an older one says against it does not hold."""
    bonds = _Bonds()
    for ruling in reversed(rulings):
        sides = [sorted(side & here) for side in ruling.sides]
        if ruling.joined:
            bonds.tie(sorted(id for side in sides for id in side))
        else:
            bonds.part(sides)
            bonds.tie(sides[1] if len(sides) > 1 else ())
    return bonds


@dataclass(slots=True)
class _Part:
    """Articles that stay together, and the groups of the machine that they are in.

    `known` are those of them by which it is told how like the part an article is.
    """

    ids: list[str]
    groups: set[int]
    known: list[str]
    apart: set[str]  # roots of what may not be with them
    roots: set[str]

    def may_join(self, other: _Part) -> bool:
        return not self.apart & other.roots and bool(self.groups & other.groups)

    def take(self, other: _Part) -> None:
        self.ids += other.ids
        self.known = sorted([*self.known, *other.known])
        self.groups |= other.groups
        self.apart |= other.apart
        self.roots |= other.roots


def _parted(
    whole: Sequence[str],
    numbers: Mapping[str, int],
    bonds: _Bonds,
    items: Mapping[str, StoryItem],
) -> list[tuple[str, ...]]:
    """One story of machine and people together; several where people keep some of it apart."""
    nodes: dict[str, _Part] = {}
    for id in whole:
        root = bonds.sets.of(id)
        node = nodes.setdefault(root, _Part([], set(), [], set(), {root}))
        node.ids.append(id)
        node.known.append(id)
        node.groups.add(numbers[id])
    for root, node in nodes.items():
        node.apart = {far for far in bonds.apart.get(root, ()) if far in nodes}
    held = [node for node in nodes.values() if node.apart]
    if not held:
        return [tuple(sorted(whole))]
    alike = _Likeness([items[id] for id in whole])
    parts = _join_alike(_join_equals(held), alike)
    _adopt([node for node in nodes.values() if not node.apart], parts, alike)
    return [tuple(sorted(part.ids)) for part in _join_alike(parts, alike)]


def _join_equals(held: Sequence[_Part]) -> list[_Part]:
    """Join what the machine holds to be one and what is kept apart from the same articles: in a
    story that was split once these are the two halves."""
    found: list[_Part] = []
    for node in held:
        touching = [
            part for part in found if part.apart == node.apart and part.groups & node.groups
        ]
        found = [part for part in found if part not in touching]
        for other in touching:
            node.take(other)
        found.append(node)
    return found


def _join_alike(parts: list[_Part], alike: _Likeness) -> list[_Part]:
    """Join what the machine holds to be one and nothing keeps apart, the two most alike first."""
    parts = sorted(parts, key=lambda part: min(part.ids))
    while True:
        pairs = [
            (-alike.of(one.known, other.known), min(other.ids), min(one.ids), at, place)
            for at, one in enumerate(parts)
            for place, other in enumerate(parts[:at])
            if one.may_join(other)
        ]
        if not pairs:
            return parts
        *_, at, place = min(pairs)
        parts[place].take(parts.pop(at))


def _adopt(free: Sequence[_Part], parts: Sequence[_Part], alike: _Likeness) -> None:
    """Put what no ruling keeps apart from anything with the nearest part of its group."""
    waiting = sorted(free, key=lambda node: min(node.ids))
    while waiting:
        moves: list[tuple[_Part, _Part]] = []
        for node in waiting:
            near = [part for part in parts if part.groups & node.groups]
            if near:
                moves.append((node, min(near, key=lambda part: alike.order(node.ids, part))))
        assert moves, "every article of a story is joined to the rest by a group or a ruling"
        for node, part in moves:
            part.ids += node.ids
            part.groups |= node.groups
            part.roots |= node.roots
        waiting = [node for node in waiting if all(node is not one for one, _ in moves)]


class _Likeness:
    """How like each other articles of one story are: what all of them have in common is nothing."""

    def __init__(self, items: Sequence[StoryItem]) -> None:
        self._items = {item.id: item for item in sorted(items, key=lambda item: item.id)}

    @cached_property
    def _vectors(self) -> dict[str, tuple[Vector, Vector]]:
        items = list(self._items.values())
        frequencies = count_frequencies(items)
        rarity = Rarity(frequencies)

        def weight(key: str) -> float:
            return rarity.of(key) * (1 - frequencies.of.get(key, 0) / len(items))

        words = vectors_of([item.words for item in items], weight)
        names = vectors_of([item.names for item in items], lambda name: weight(f"@{name}"))
        return dict(zip(self._items, zip(words, names, strict=True), strict=True))

    def order(self, ids: Sequence[str], part: _Part) -> tuple[float, int, str]:
        """Sorts parts by how near they are to the articles, the nearest first."""
        days = [self._days(one, other) for one in ids for other in part.known]
        return -self.of(ids, part.known), min(days), min(part.ids)

    def of(self, some: Sequence[str], others: Sequence[str]) -> float:
        """On average, over the newest of either."""
        pairs = [(a, b) for a in self._newest(some) for b in self._newest(others)]
        total = sum(self._pair(a, b) for a, b in pairs)
        return round(total / len(pairs), 9)

    def _pair(self, one: str, other: str) -> float:
        (words, names), (its_words, its_names) = self._vectors[one], self._vectors[other]
        by_word, by_name = product(words, its_words), product(names, its_names)
        likeness = (1 - NAMES) * by_word + NAMES * by_name
        return likeness * nearness(self._items[one].day, self._items[other].day)

    def _newest(self, ids: Sequence[str]) -> list[str]:
        ranked = sorted(ids, key=lambda id: (self._items[id].day or date.min, id), reverse=True)
        return ranked[:COMPARED]

    def _days(self, one: str, other: str) -> int:
        first, second = self._items[one].day, self._items[other].day
        return 10_000 if first is None or second is None else abs((first - second).days)
