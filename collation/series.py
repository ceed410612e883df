"""A story's counts that only grow in; one timeline entry a series, with its course, out.

"8 dead" of Sunday morning, "12" of Sunday night and "the toll rose to 14" of Monday are one
series. It is made only where a later count is surely higher; what contradicts is left to
`differences/number.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from collation.agreeing import union
from collation.coverage import Coverage
from collation.differences.figures.slots import modifiers_fit, same_place, similarity
from collation.differences.scene import Scene
from collation.occasions import Occasion
from collation.timeline import Counted, Entry, Witness
from collation.tolls import Toll, find_tolls, in_order, label, later, words
from extraction.annotations import EventKind

ALIKE = 0.3  # shared content of two sentences, one of them deep in its text, of one event
FARTHEST = 2.5  # times: a count that is higher than that counts something else …
FARTHEST_TOLL = 10.0  # … unless the words say that it is the toll
LOWEST = 0.8  # share of the highest count before, below which a later one counts a part
NEIGHBOURS = 12  # rows after it, in time, with which each is compared
SURE = 0.95


def find_series(coverage: Coverage) -> list[Entry]:
    """An entry for every count of the story that grew, in the order of their labels."""
    scene = Scene(coverage, ())
    buckets: dict[tuple[str, str], list[Toll]] = defaultdict(list)
    for covered in coverage.articles:
        for toll in find_tolls(scene, covered):
            buckets[toll.outcome, toll.noun].append(toll)
    found = []
    for key in sorted(buckets):
        rows = _functional(buckets[key])
        for group in _joined(rows):
            course = _grown(group)
            if course:
                found.append(_entry(course))
    return found


def untold(
    entries: Iterable[Entry], series: Sequence[Entry], best: Mapping[tuple[str, int], Occasion]
) -> list[Entry]:
    """The entries that tell more than that a count was told or moved, which a series shows.

    `best` holds the events by article and number.
    """
    told = {(w.article, w.sentence.start) for one in series for w in one.witnesses}
    moving = words()["words"]["moving"]

    def is_told(entry: Entry) -> bool:
        if any((w.article, w.sentence.start) not in told for w in entry.witnesses):
            return False
        acts = (best[w.article, w.event].act for w in entry.witnesses)
        stated = entry.begin is None or entry.kind is EventKind.STATEMENT
        return stated or all(act in moving for act in acts)

    return [entry for entry in entries if not is_told(entry)]


def _functional(rows: Sequence[Toll]) -> list[Toll]:
    """At most one count of an article for one time: of several, the one told as the toll.

    Where nothing says which of them counts all, none is taken (FACTS: no functional slot).
    """
    times: dict[tuple[str, object], list[Toll]] = defaultdict(list)
    for row in rows:
        times[row.ref.id, row.as_of].append(row)
    kept = []
    for found in times.values():
        best = [row for row in found if row.told] or found
        if len({row.value for row in best}) == 1:
            # A headline leaves out "at least".
            rank = min((row.ref.headline, not row.opening, row.number) for row in best)
            kept += [row for row in best if row.number == rank[-1]]
    return sorted(kept, key=lambda row: (in_order(row.as_of), row.value, row.key))


def _joined(rows: Sequence[Toll]) -> list[list[Toll]]:
    """Groups of counts of one event, in time order."""
    by_key = {row.key: row for row in rows}
    pairs = [
        (one.key, other.key)
        for at, one in enumerate(rows)
        for other in rows[at + 1 : at + 1 + NEIGHBOURS]
        if _is_one(one, other)
    ]
    groups = ([row for row in rows if row.key in keys] for keys in union(pairs, list(by_key)))
    return [group for group in groups if not _disagree(group)]


def _is_one(one: Toll, other: Toll) -> bool:
    told = one.told or other.told  # "the number of cases" need not say again of what
    if not _may_be_one(one, other) or not (told or modifiers_fit(one.ref, other.ref)):
        return False
    low, high = sorted((one.value, other.value))
    if low <= 0 or high / low > (FARTHEST_TOLL if told else FARTHEST):
        return False
    central = [row for row in (one, other) if row.opening or row.told]
    return len(central) == 2 or (bool(central) and similarity(one.ref, other.ref) >= ALIKE)


def _may_be_one(one: Toll, other: Toll) -> bool:
    """Whether neither the day nor the place of what happened tells the two apart."""
    if one.happened and other.happened:
        first, second = one.happened, other.happened
        if first[0] > second[1] or second[0] > first[1]:
            return False
    return same_place(one.figure, other.figure)


def _disagree(group: Sequence[Toll]) -> bool:
    """Whether two of a group are of two events, though a third seems to be of both."""
    dated = sorted({row.happened for row in group if row.happened})
    ends = [end for _, end in dated]
    if any(begin > min(ends) for begin, _ in dated):
        return True
    places = {row.figure.place for row in group if row.figure.place}
    return any(a not in b and b not in a for a in places for b in places)


def _grown(group: Sequence[Toll]) -> list[Toll]:
    """The course of a count, without parts of it; empty where it is not surely seen to grow."""
    course: list[Toll] = []
    highest = 0.0
    for row in group:
        if row.value < LOWEST * highest:
            continue
        highest = max(highest, row.value)
        course.append(row)
    grew = any(
        later(after.as_of, before.as_of) and after.figure.low > before.value
        for at, before in enumerate(course)
        for after in course[at + 1 :]
    )
    return course if grew else []


def _entry(course: Sequence[Toll]) -> Entry:
    """The series on the day on which its highest count was first known."""
    highest = max(row.value for row in course)
    newest = next(row for row in course if row.value == highest)
    day = newest.as_of.day
    # An event's number is not below zero: so a series is never taken for an event.
    return Entry(
        kind=EventKind.HAPPENING,
        begin=day,
        end=day,
        precision="day",
        witnesses=tuple(
            Witness(row.ref.id, -1 - row.number, row.figure.sentence, row.as_of.day,
                    row.as_of.day, "day")
            for row in course
        ),
        people=(),
        confidence=SURE,
        counted=label(newest),
        course=tuple(
            Counted(-1 - row.number, row.ref.id, row.figure.number, row.value, row.figure.hedge,
                    row.as_of)
            for row in course
        ),
    )  # fmt: skip
