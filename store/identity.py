"""Old things and new ones, each by what they hold; which new one keeps which old id, out."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence, Set
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def keep_ids(before: Mapping[int, Set[T]], now: Sequence[Set[T]]) -> list[int | None]:
    """For each of `now` the id of the old thing it shares most with, each id once at most.

    The greatest overlap chooses first; of equal ones the lower id, then the earlier new thing.
    None: it is new.
    """
    holders: dict[T, list[int]] = {}
    for id, members in before.items():
        for member in members:
            holders.setdefault(member, []).append(id)
    shared: dict[tuple[int, int], int] = {}
    for place, members in enumerate(now):
        for member in members:
            for id in holders.get(member, ()):
                shared[place, id] = shared.get((place, id), 0) + 1
    kept: list[int | None] = [None] * len(now)
    taken: set[int] = set()
    for (place, id), _ in sorted(shared.items(), key=lambda s: (-s[1], s[0][1], s[0][0])):
        if kept[place] is None and id not in taken:
            kept[place] = id
            taken.add(id)
    return kept
