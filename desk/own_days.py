"""An entry and the sentences behind it in; what each of them says of the day by itself, out.

A sentence that says "last month" is cited for 15 March, but does not give it: it raises no count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from collation.timeline import Entry, Witness
from desk.dates import when

TAKEN = "its date taken from the other reports"
COUNTED = ", counted from the dates of the other reports"
NO_DAY = "gives no day"


@dataclass(frozen=True, slots=True)
class OwnDays:
    """What one sentence gives; `article` and `at` as in Citation, `begin` None for no day.

    `counts` says that it gives the entry's days; `words` are for beside its source, "" where
    nothing has to be said. `borrowed`: its article has no date, so the days count from the
    other reports'.
    """

    article: int
    at: int
    begin: date | None
    end: date | None
    precision: str
    counts: bool
    words: str = ""
    borrowed: bool = False


def own_days(
    entry: Entry, cited: Iterable[tuple[int, int, Witness]], *, decided: bool = False
) -> tuple[OwnDays, ...]:
    """One for each (article, offset, witness), in that order.

    All count where the entry gives no day, where its days are a person's (`decided`), and where
    it holds the values of a count. Else those that give its days or a part of them; where none
    does, those whose days an undated article leaves to the others; then whatever has days.
    """
    found = tuple(_own(entry, *one) for one in cited)
    if entry.begin is None or decided or entry.counted:
        return tuple(replace(one, counts=True, words="") for one in found)
    for fits in (_gives, _borrows, _is_dated):
        if any(fits(entry, one) for one in found):
            return tuple(replace(one, counts=fits(entry, one)) for one in found)
    return tuple(replace(one, counts=True) for one in found)


def counted(own: Iterable[OwnDays]) -> set[int]:
    """The articles that give the days."""
    return {one.article for one in own if one.counts}


def of(own: Sequence[OwnDays], article: int, at: int) -> OwnDays | None:
    """What the sentence of that article and offset gives by itself: the best of several clauses."""
    found = [one for one in own if (one.article, one.at) == (article, at)]
    return next((one for one in found if one.counts), found[0] if found else None)


def _own(entry: Entry, article: int, at: int, witness: Witness) -> OwnDays:
    borrowed = witness.begin is not None and not witness.known
    if witness.begin is None:
        words = NO_DAY
    elif _holds(entry, witness.begin, witness.end):
        words = TAKEN if borrowed else ""
    else:
        only = "only " if witness.begin != witness.end else ""
        shown = when(witness.begin, witness.end, witness.precision)
        words = f"says {only}{shown}" + (COUNTED if borrowed else "")
    return OwnDays(
        article, at, witness.begin, witness.end,
        witness.precision if witness.begin else "", False, words, borrowed,
    )  # fmt: skip


def _holds(entry: Entry, begin: date | None, end: date | None) -> bool:
    """Whether these days lie within the entry's: 15 March within March."""
    if begin is None or end is None or entry.begin is None or entry.end is None:
        return False
    return entry.begin <= begin and end <= entry.end


def _gives(entry: Entry, one: OwnDays) -> bool:
    return not one.borrowed and _holds(entry, one.begin, one.end)


def _borrows(entry: Entry, one: OwnDays) -> bool:
    return _holds(entry, one.begin, one.end)


def _is_dated(_entry: Entry, one: OwnDays) -> bool:
    return one.begin is not None
