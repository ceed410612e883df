"""What a better version finds in, beside what was known; what stays the same matter, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from collation.discrepancy import Discrepancy
from store.keys import digest


def _never(found: Discrepancy) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Rules:
    """How a collation is kept. `quiet` says of what was not known whether it is no news, `stays`
    of what is found no more whether it holds all the same, because a text of it is no longer kept.
    `upgraded`: another version found it than the last time."""

    quiet: Callable[[Discrepancy], bool] = _never
    stays: Callable[[Discrepancy], bool] = _never
    upgraded: bool = False


def carried(
    found: Iterable[Discrepancy], known: Mapping[str, Any], story: int
) -> dict[str, Any]:  # Any: rows of the table
    """What a better version words otherwise, by its new key: it stays what people decided on.

    It is the same where it is of one kind and each side has a sentence that a side had before.
    """
    keys = {digest(one.key): one for one in found}
    left = [
        row
        for key, row in known.items()
        if key not in keys and row.story_id == story and row.present
    ]
    taken: dict[str, Any] = {}
    for key, one in keys.items():
        if key in known:
            continue
        for row in left:
            if _same_matter(one, row.body):
                taken[key] = row
                left.remove(row)
                break
    return taken


def _same_matter(one: Discrepancy, other: Discrepancy) -> bool:
    if one.kind is not other.kind or one.between is not other.between:
        return False
    mine, theirs = _sides(one), _sides(other)
    return all(any(a & b for b in theirs) for a in mine) and all(
        any(a & b for a in mine) for b in theirs
    )


def _sides(found: Discrepancy) -> list[set[tuple[str, int]]]:
    """The sentences of each side, by article and where they begin."""
    sides: dict[str, set[tuple[str, int]]] = {}
    for row in found.evidence:
        sides.setdefault(row.value, set()).add((row.article, row.sentence.start))
    return list(sides.values())
