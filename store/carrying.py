"""What is found in, beside what was known; what of it is a known matter in other words, out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from collation.discrepancy import Between, Discrepancy
from store.keys import digest

_QUESTION = "[?]"  # in a subject that asks: before its colon stands what is counted
_NUMERAL = re.compile(r"\d+")  # what makes a side another one, however it is worded
_SAYS = 2  # words of "how many" alone, which counts nothing in particular


@dataclass(frozen=True, slots=True)
class Correction:
    """That an outlet of one side prints something else now.

    `said` is a whole sentence about it, by which it is known; `settles` whether it takes the
    difference away where that is found no more.
    """

    at: datetime
    said: str
    settles: bool


def _never(found: Discrepancy) -> bool:
    return False


def _nobody(found: Discrepancy) -> Correction | None:
    return None


@dataclass(frozen=True, slots=True)
class Rules:
    """How a collation is kept. `quiet` says of what was not known whether it is no news, `stays`
    of what is found no more whether it holds all the same, because a text of it is no longer kept.
    `corrected` says which outlet changed what was found before. `upgraded`: another version found
    it than the last time."""

    quiet: Callable[[Discrepancy], bool] = _never
    stays: Callable[[Discrepancy], bool] = _never
    corrected: Callable[[Discrepancy], Correction | None] = _nobody
    upgraded: bool = False


def carried(
    found: Iterable[Discrepancy], known: Mapping[str, Any], story: int, *, upgraded: bool = False
) -> dict[str, Any]:  # Any: rows of the table
    """What is known under another key, by its new key: it stays what people decided on.

    It is the same matter where no side is new, and either two sides still have a sentence that they
    had, or the values are the same and a sentence, or what is counted, as well. To a better version
    it is the same also where each side has a sentence that a side had, whatever the values.
    """
    keys = {digest(one.key): one for one in found}
    left = [
        row
        for key, row in known.items()
        if key not in keys and (row.story_id == story or not row.present)
    ]
    fitting = []
    for key, one in keys.items():
        if key in known:
            continue
        for row in left:
            likeness = _likeness(one, row.body)
            if likeness is None and upgraded and row.present and _same_sentences(one, row.body):
                likeness = (False, 0)
            if likeness is not None:
                same, shared = likeness
                fitting.append((not same, not row.present, -shared, row.id, key, row))
    taken: dict[str, Any] = {}
    used: set[int] = set()
    for *_, id, key, row in sorted(fitting, key=lambda fit: fit[:-1]):
        if key not in taken and id not in used:
            taken[key] = row
            used.add(id)
    return taken


def succeeds(one: Discrepancy, gone: Discrepancy) -> int:
    """How surely `one` is what became of `gone`, whose values changed; 0: it is not."""
    if one.kind is not gone.kind or _printings(one) != _printings(gone):
        return 0
    mine, theirs = _sides(one), _sides(gone)
    shared = len(set().union(*mine.values()) & set().union(*theirs.values()))
    if shared and mine.keys() & theirs.keys():
        return 2 + shared
    return 2 if one.subject.casefold() == gone.subject.casefold() else 0


def _likeness(one: Discrepancy, other: Discrepancy) -> tuple[bool, int] | None:
    """Whether the values are the same, and how many sentences; None: it is another matter."""
    if one.kind is not other.kind or _printings(one) != _printings(other):
        return None
    mine, theirs = _sides(one), _sides(other)
    if (len(mine) == 1) != (len(theirs) == 1):
        return None
    met: set[str] = set()  # sides of before that still have a sentence
    kept = 0
    for value, sentences in mine.items():
        before = {
            side
            for side, cited in theirs.items()
            if sentences & cited and _NUMERAL.findall(side) == _NUMERAL.findall(value)
        }
        if not before and value not in theirs:
            return None  # a new value is news
        met |= before
        kept += bool(before)
    shared = len(set().union(*mine.values()) & set().union(*theirs.values()))
    same = mine.keys() == theirs.keys()
    if len(met) > 1 and kept > 1:
        return same, shared
    if len(mine.keys() & theirs.keys()) >= min(2, len(mine)) and (shared or _one_count(one, other)):
        return same, shared
    return None


def _same_sentences(one: Discrepancy, other: Discrepancy) -> bool:
    if one.kind is not other.kind or one.between is not other.between:
        return False
    mine, theirs = [*_sides(one).values()], [*_sides(other).values()]
    return all(any(a & b for b in theirs) for a in mine) and all(
        any(a & b for a in mine) for b in theirs
    )


def _one_count(one: Discrepancy, other: Discrepancy) -> bool:
    """Whether both ask for the same count: “how many passengers”."""
    mine, theirs = _counted(one.subject), _counted(other.subject)
    return mine == theirs and len(mine.split()) > _SAYS


def _counted(subject: str) -> str:
    head, colon, rest = subject.partition(":")
    return head.strip().casefold() if colon and _QUESTION in rest else ""


def _printings(found: Discrepancy) -> frozenset[str]:
    """The printings of an outlet that differs from itself; none for other discrepancies."""
    cited = {row.article for row in found.evidence} | set(found.absent_in)
    changed = found.between is Between.SELF and len(cited) > 1
    return frozenset(cited) if changed else frozenset()


def _sides(found: Discrepancy) -> dict[str, set[tuple[str, int]]]:
    """The sentences of each side, by article and where they begin."""
    sides: dict[str, set[tuple[str, int]]] = {}
    for row in found.evidence:
        sides.setdefault(row.value.casefold(), set()).add((row.article, row.sentence.start))
    return sides
