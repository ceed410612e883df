"""The entries of a story in; how sure each is, and without a date those that are not, out.

Logistic regression (Cox 1958) over how coarse the date is, how it is printed, how surely it hangs
on its verb, and what is told; `training.rating` fits it. An entry below SHOWN_FROM
is "reported on" and gives no day.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from collation.occasions import Occasion
from collation.timeline import Entry
from extraction.annotations import EventKind

WEIGHTS = Path(__file__).with_name("rating.tsv")
SHOWN_FROM = 0.91  # on development 97 of 100 true, each story rated without itself
_PRECISIONS = {
    "week": "week", "month": "month", "season": "month", "quarter": "month", "year": "long",
    "decade": "long", "century": "long",
}  # fmt: skip


def rate(entries: Sequence[Entry], best: Mapping[tuple[str, int], Occasion]) -> list[Entry]:
    """The entries, each with its confidence; undated below SHOWN_FROM. `best` by article, event."""
    weights = fitted()
    rated = []
    for entry in entries:
        if entry.begin is None:
            rated.append(entry)
            continue
        first = entry.witnesses[0]
        marks = features(entry, best[first.article, first.event])
        points = weights["always"] + sum(weights.get(k, 0.0) * v for k, v in marks.items())
        sure = round(1 / (1 + math.exp(-points)), 3)
        if sure < SHOWN_FROM and not _is_agreed(entry):
            entry = replace(entry, begin=None, end=None, precision="", conflict=None)
        rated.append(replace(entry, confidence=sure))
    return rated


def _is_agreed(entry: Entry) -> bool:
    """Whether two articles give its days, or give days that disagree, which a reader must see."""
    dated = {w.article for w in entry.witnesses if (w.begin, w.end) == (entry.begin, entry.end)}
    return len(dated) > 1 or entry.conflict is not None


def features(entry: Entry, best: Occasion) -> dict[str, float]:
    """What the model weighs; what is not there counts 0. `best` is the entry's first witness."""
    marks = {
        _PRECISIONS.get(entry.precision.rpartition(" ")[2], "day"): True,
        best.form: bool(best.form),
        str(entry.kind): entry.kind is not EventKind.HAPPENING,
        **dict.fromkeys(best.marks, True),
    }
    dated = {w.article for w in entry.witnesses if (w.begin, w.end) == (entry.begin, entry.end)}
    marks |= {
        "agreed": len(dated) > 1,
        "told again": any(w.begin is None for w in entry.witnesses),
        "several": len(entry.witnesses) > 1,
    }
    found = {name: 1.0 for name, holds in marks.items() if holds}
    found["doubt"] = -math.log(max(best.confidence, 0.05))
    return found


@cache
def fitted() -> Mapping[str, float]:
    """The weights of the data file by feature."""
    found: dict[str, float] = {}
    for line in WEIGHTS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            feature, weight = line.split("\t")
            found[feature] = float(weight)
    return found
