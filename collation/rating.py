"""The entries of a story in; how sure each is, and without a date those that are not, out.

Logistic regression (Cox 1958) over how coarse the date is, how it is printed, how surely it hangs
on its verb, and what is told; `training.rating` fits it. An entry below SHOWN_FROM
is "reported on" and gives no day.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

from collation.occasions import Occasion
from collation.timeline import Entry, Witness
from extraction.annotations import EventKind

WEIGHTS = Path(__file__).with_name("rating.tsv")
SHOWN_FROM = 0.955  # on development 98 of 100 true, each story rated without itself
FEWEST = 5  # words in common from which who says the same without a date tells it again …
MOST = 0.4  # … and share of all words of the two
WIDEST = timedelta(days=31)  # a year agrees with too much
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
        kept, sure = entry, 0.0
        for kept in narrowed(entry, best):
            sure = _chance(features(kept, best), weights)
            if sure >= SHOWN_FROM:
                break  # the date is sure, that more sentences tell the same may not be
        if sure < SHOWN_FROM and not is_agreed(entry):
            kept = replace(entry, begin=None, end=None, precision="", conflict=None)
        rated.append(replace(kept, confidence=round(sure, 3)))
    return rated


def narrowed(entry: Entry, best: Mapping[tuple[str, int], Occasion]) -> Iterator[Entry]:
    """The entry, then without undated sentences but retold ones, then with its first one.

    Each only where it leaves something out; what two articles agree on keeps both.
    """
    yield entry
    retold = _retold(entry, best)
    firm = tuple(w for w in entry.witnesses if w.begin is not None or w in retold)
    if 1 < len(firm) < len(entry.witnesses):
        yield replace(entry, witnesses=firm)
    if len(entry.witnesses) > 1 and not is_agreed(entry):
        yield replace(entry, witnesses=entry.witnesses[:1], conflict=None)


def _retold(entry: Entry, best: Mapping[tuple[str, int], Occasion]) -> list[Witness]:
    """The undated witnesses that tell in another article what a dated one tells, nearly all of it
    in the same words."""
    dated = [best[w.article, w.event] for w in entry.witnesses if w.begin is not None]
    articles = {one.article for one in dated}
    return [
        w
        for w in entry.witnesses
        if w.begin is None
        and w.article not in articles
        and any(_is_same(best[w.article, w.event], one) for one in dated)
    ]


def _is_same(one: Occasion, other: Occasion) -> bool:
    common = len(one.words & other.words)
    least = max(FEWEST, MOST * len(one.words | other.words))
    return bool(one.doer) and one.doer == other.doer and common >= least


def _chance(marks: Mapping[str, float], weights: Mapping[str, float]) -> float:
    points = weights["always"] + sum(weights.get(k, 0.0) * v for k, v in marks.items())
    return 1 / (1 + math.exp(-points))


def is_agreed(entry: Entry) -> bool:
    """Whether two articles give its days (one of them perhaps the month only), or give days that
    disagree, which a reader must see."""
    assert entry.begin is not None
    assert entry.end is not None
    dated = {
        w.article
        for w in entry.witnesses
        if w.begin is not None
        and w.end is not None
        and w.begin <= entry.begin
        and entry.end <= w.end
        and w.end - w.begin < WIDEST
    }
    return len(dated) > 1 or entry.conflict is not None


def features(entry: Entry, found: Mapping[tuple[str, int], Occasion]) -> dict[str, float]:
    """What the model weighs; what is not there counts 0. `found` holds events by article, number.

    All but "several", "goes on" and "told again" is of the first witness.
    """
    best = found[entry.witnesses[0].article, entry.witnesses[0].event]
    retold = _retold(entry, found)
    dated = {w.article for w in entry.witnesses if w.begin is not None}
    undated = [w for w in entry.witnesses if w.begin is None and w not in retold]
    marks = {
        _PRECISIONS.get(entry.precision.rpartition(" ")[2], "day"): True,
        best.form: bool(best.form),
        str(entry.kind): entry.kind is not EventKind.HAPPENING,
        "several": len(entry.witnesses) - len(retold) > 1,
        "goes on": any(w.article in dated for w in undated),
        "told again": any(w.article not in dated for w in undated),
        "in a place": bool(best.place),
        **dict.fromkeys(best.marks, True),
    }
    weighed = {name: 1.0 for name, holds in marks.items() if holds}
    weighed["doubt"] = -math.log(max(best.confidence, 0.05))
    return weighed


@cache
def fitted() -> Mapping[str, float]:
    """The weights of the data file by feature."""
    found: dict[str, float] = {}
    for line in WEIGHTS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            feature, weight = line.split("\t")
            found[feature] = float(weight)
    return found
