"""The dated claims of several articles in; one act put on different days, out.

Only days that a sure expression gives (month and day, weekday, today), only acts that happened
(a statement's date is the statement's), and only where no account gives both days.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from collation.differences.acts import LIGHT, Act, act, likeness
from collation.differences.clause import clause_at, fuller
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import TimeExpression, Voice

_LEAST = 0.6
_FARTHEST = 10  # days: acts further apart are two acts
_SURE = 0.85  # confidence of the time's value
_ATTRIBUTIVE = re.compile(
    r"\b(?:an?|the|its|his|her|their|every|each|by|until|till|before|after|since|from)\s+$",
    re.IGNORECASE,
)
_DAYS = frozenset({"day", "part of day", "hour", "minute"})


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Acts whose days exclude each other."""
    acts: dict[str, list[tuple[Act, date]]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for claim in covered.reading.claims:
            if claim.when is None or claim.modality != "actual" or not claim.polarity:
                continue
            if claim.voice is Voice.QUOTED:
                continue  # "tomorrow" in a quotation counts from the day it was said
            time = covered.reading.times[claim.when]
            if _ATTRIBUTIVE.search(covered.article.text[: time.span.start][-12:]):
                continue  # "a Saturday deadline" is any Saturday, "by Wednesday" no day
            day = _day(time)
            one = act(scene, covered, claim)
            if day is not None and not one.saying and one.claim.predicate not in LIGHT:
                acts[one.predicate].append((one, day))
    for _, found in sorted(acts.items()):
        yield from _compared(scene, found)


def _day(time: TimeExpression) -> date | None:
    if time.begin is None or time.begin != time.end or time.precision not in _DAYS:
        return None
    return time.begin if time.confidence >= _SURE else None


def _compared(scene: Scene, found: list[tuple[Act, date]]) -> Iterator[Discrepancy]:
    told: set[int] = set()
    pairs = []
    for at, (one, day) in enumerate(found):
        for other, (another, its_day) in enumerate(found[at + 1 :], at + 1):
            if one.covered.group == another.covered.group or day == its_day:
                continue
            if abs((day - its_day).days) > _FARTHEST or _is_copied(one, another):
                continue
            if _counts_differ(one, another):
                continue  # as many arrests on one night, as many on the next
            score = likeness(one, another)
            if score >= _LEAST and not _both_days(found, one, another, day, its_day):
                pairs.append((score, at, other))
    for score, at, other in sorted(pairs, key=lambda row: (-row[0], row[1], row[2])):
        if at in told or other in told:
            continue
        rows = [found[at], found[other]]
        for more, (act_, day) in enumerate(found):
            if more not in (at, other) and likeness(act_, found[at][0]) >= _LEAST and (
                day in (rows[0][1], rows[1][1])
            ):  # fmt: skip
                rows.append((act_, day))
                told.add(more)
        told |= {at, other}
        yield _told(scene, score, rows)


def _is_copied(one: Act, another: Act) -> bool:
    """Whether both print one sentence, whose "today" means the day it was first said."""
    texts = [" ".join(a.covered.text(a.claim.sentence).split()) for a in (one, another)]
    return texts[0] == texts[1] and not any(c.isdigit() for c in texts[0])


def _counts_differ(one: Act, another: Act) -> bool:
    """Whether both sentences count something, and no number is the same."""
    numbers = [
        {
            f.value for f in a.covered.reading.figures
            if f.sentence == a.claim.sentence and f.quantity == "count"
        }
        for a in (one, another)
    ]  # fmt: skip
    return bool(numbers[0] and numbers[1] and not numbers[0] & numbers[1])


def _both_days(
    found: list[tuple[Act, date]], one: Act, another: Act, day: date, its_day: date
) -> bool:
    """Whether one of the two articles tells the same kind of act on the other's day too."""
    return any(
        (a.covered.id == one.covered.id and its_day == d)
        or (a.covered.id == another.covered.id and d == day)
        for a, d in found
    )


def _told(scene: Scene, score: float, rows: list[tuple[Act, date]]) -> Discrepancy:
    evidence = []
    for one, day in rows:
        assert one.claim.when is not None
        time = one.covered.reading.times[one.claim.when]
        span = one.claim.span
        if not span.overlaps(time.span):
            near = time.span.start - span.end if time.span > span else span.start - time.span.end
            if near <= 12:
                span = type(span)(min(span.start, time.span.start), max(span.end, time.span.end))
            else:
                span = time.span
        evidence.append(Evidence(one.covered.id, span, one.claim.sentence, day.isoformat()))
    what = fuller(*(clause_at(x.covered, x.claim.sentence, x.claim.span) for x, _ in rows))
    return difference(
        scene,
        Kind.DATE,
        Severity.HARD,
        f"on what day: “{what}”",
        evidence,
        score,
        [(one.claim.voice, one.holder, day.isoformat()) for one, day in rows],
    )
