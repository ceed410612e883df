"""Full names in; which of them are one person's, out, whatever the order in which they come.

Used for the people of one story and for those of the whole archive: the callers say what else
speaks for or against two names being one person's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from collation.names import Name, surname_key

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Agreeing(Generic[K]):
    """Which names may be one person's, and which of those are."""

    compatible: Mapping[K, set[K]]  # nothing speaks against it
    joined: Mapping[K, set[K]]  # and something for it: among the compatible ones


def compare(
    names: Mapping[K, Name], compatible: Callable[[K, K], bool], joined: Callable[[K, K], bool]
) -> Agreeing[K]:
    """Compare names pairwise; `joined` is asked of compatible ones only.

    Only names are compared that begin or end alike (in one of their spellings), so that the cost
    follows how many people share a surname or a first name, not how many there are.
    """
    blocks: dict[str, list[K]] = defaultdict(list)
    for key, name in names.items():
        for end in {surname_key(name), name.words[0], name.words[-1]}:
            blocks[end].append(key)
    fitting: dict[K, set[K]] = {key: set() for key in names}
    together: dict[K, set[K]] = {key: set() for key in names}
    seen: set[tuple[K, K]] = set()
    for block in blocks.values():
        for one, other in combinations(block, 2):
            if (one, other) in seen:
                continue
            seen |= {(one, other), (other, one)}
            if compatible(one, other):
                fitting[one].add(other)
                fitting[other].add(one)
                if joined(one, other):
                    together[one].add(other)
                    together[other].add(one)
    return Agreeing(fitting, together)


def join(found: Agreeing[K]) -> list[set[K]]:
    """Groups of names: two that are joined are one person's unless one of them is ambiguous.

    A name is ambiguous where it is joined with two that cannot be one: "J. Roe" beside "Jane Roe"
    and "John Roe" is left alone. A group in which two cannot be one falls apart. So which names
    came first has no meaning.
    """
    clear = {
        key
        for key, others in found.joined.items()
        if all(two in found.compatible[one] for one, two in combinations(others, 2))
    }
    pairs = [
        (key, other) for key in found.joined if key in clear
        for other in found.joined[key] if other in clear
    ]  # fmt: skip
    groups: list[set[K]] = []
    for group in union(pairs, list(found.joined)):
        if all(two in found.compatible[one] for one, two in combinations(group, 2)):
            groups.append(group)
        else:
            groups += [{key} for key in found.joined if key in group]
    return groups


def union(pairs: Iterable[tuple[K, K]], of: Sequence[K]) -> list[set[K]]:
    """The groups that the pairs come to, in the order of their first members."""
    leader: dict[K, K] = {key: key for key in of}

    def root(key: K) -> K:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for one, other in pairs:
        leader[root(other)] = root(one)
    groups: dict[K, set[K]] = defaultdict(set)
    for key in of:
        groups[root(key)].add(key)
    return list(groups.values())
