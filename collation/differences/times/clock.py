"""Times of day that several accounts give in; those of one thing that differ, out.

Two times of day are of one thing where the words around them are the same, no other time of either
account stands among words as like, and neither is a plan of what the other says happened. So they
are where they differ by twelve hours to the minute: then one is printed with the wrong half of the
day. "Shortly before nine" may be any minute of the three quarters of an hour before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from collation.coverage import Covered
from collation.differences.question import question
from collation.differences.scene import Scene, difference
from collation.differences.telling import quoted_at, weigh
from collation.differences.times.spell import stems_of, turns
from collation.differences.words import stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Figure, Span, Voice

_REACH = 90  # characters on either side of a time that say of what it is
_LEAST = 5.0  # weight of the words that two share
_SURE = 8.0
_SHARE = 0.3  # of the words around the one that has fewer
_SURELY = 0.4
_RIVAL = 0.6  # of that weight, with which another time of the account is as likely meant
_FARTHEST = 150  # minutes
_HALF_DAY = 720
_DAY = 1440
_BESIDE = 45  # minutes that "shortly before" and "just after" leave open
_ABOUT = 10  # the same for "about"
_BEFORE_IT = re.compile(r"\b(?:before|to|by|until|till)\s+$", re.IGNORECASE)
_AFTER_IT = re.compile(r"\b(?:after|past|since|from)\s+$", re.IGNORECASE)
_RANGE = re.compile(r"\b(?:between|from)\s+(?:\S+\s+){0,3}$", re.IGNORECASE)
_ZONE = re.compile(
    r"\s*\(?(GMT|UTC|BST|CET|CEST|[ECMP][DS]?T\b|Eastern|Central|Mountain|Pacific|[A-Z]\w+ time)"
)
_STAMP = re.compile(r"\b(?:updated?|published|posted|photo|getty)\b", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:will|would|to be|is to|was to|due|scheduled|expected|planned|set to|plans?)\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"[^,.;:]{0,30}?\b(?:in|at|near|from|for|to)\s+((?:[A-Z][\w’'-]+\s?)+)")
_CONFIDENCE = {Severity.HARD: 0.75, Severity.SOFT: 0.65}


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time of day; `low` and `high` are minutes after midnight that its words allow."""

    covered: Covered
    figure: Figure
    low: float
    high: float
    near: frozenset[str]
    zone: str
    planned: bool

    @property
    def id(self) -> str:
        return self.covered.id


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Times of day that differ among the same words, no time in two reports."""
    clocks = [
        _clock(covered, figure)
        for covered in scene.coverage.articles
        for figure in covered.reading.figures
        if figure.quantity == "clock" and not figure.negated
        and not _STAMP.search(_around(covered, figure).of(covered.article.text))
    ]  # fmt: skip
    pairs = [
        (weight, severity, one, other)
        for one, other in combinations(clocks, 2)
        if (weight := _tie(one, other)) >= _LEAST
        and (severity := _severity(one, other, weight)) is not None
        and not _is_explained(one, other, clocks, weight)
    ]
    pairs.sort(key=lambda row: (-row[0], _place(row[2]), _place(row[3])))
    told: set[tuple[str, int]] = set()
    for _, severity, one, other in pairs:
        if told.isdisjoint((_place(one), _place(other))):
            told |= {_place(one), _place(other)}
            yield _told(scene, severity, one, other)


def _place(clock: _Clock) -> tuple[str, int]:
    return clock.id, clock.figure.number.start


def _around(covered: Covered, figure: Figure) -> Span:
    sentence, number = figure.sentence, figure.number
    return Span(max(sentence.start, number.start - _REACH), min(sentence.end, number.end + _REACH))


def _clock(covered: Covered, figure: Figure) -> _Clock:
    text, around = covered.article.text, _around(covered, figure)
    before = text[around.start : figure.number.start]
    low = high = figure.value
    if figure.hedge:
        low, high = low - _ABOUT, high + _ABOUT
    if _BEFORE_IT.search(before):
        low -= _BESIDE
    elif _AFTER_IT.search(before):
        high += _BESIDE
    zone = _ZONE.match(text, figure.number.end)
    return _Clock(
        covered, figure, low, high, stems_of(text, around), zone.group(1) if zone else "",
        _PLANNED.search(before) is not None,
    )  # fmt: skip


def _tie(one: _Clock, other: _Clock) -> float:
    """The weight of the words that two times of day share; 0 where they cannot be of one thing."""
    if one.covered.group == other.covered.group or one.planned != other.planned:
        return 0.0
    if turns(one.near) and turns(other.near) and not turns(one.near) & turns(other.near):
        return 0.0  # one when it began, the other when it ended
    shared = weigh(one.near & other.near)
    fewer = min(weigh(one.near), weigh(other.near))
    return shared if shared >= _SHARE * fewer else 0.0


def _severity(one: _Clock, other: _Clock, weight: float) -> Severity | None:
    apart = abs(one.figure.value - other.figure.value)
    if apart == _HALF_DAY:
        return Severity.HARD
    if not one.high < other.low and not other.high < one.low:
        return None
    if min(apart, _DAY - apart) > _FARTHEST:
        return None
    if weight < _SURE or weight < _SURELY * min(weigh(one.near), weigh(other.near)):
        return None
    hedged = bool(one.figure.hedge or other.figure.hedge)
    return Severity.SOFT if hedged else Severity.HARD


def _is_explained(one: _Clock, other: _Clock, clocks: Sequence[_Clock], weight: float) -> bool:
    """Whether zone, day, place or the other times of an account keep two times of day apart."""
    if _zones_apart(one, other) or _days_apart(one, other) or _places_apart(one, other):
        return True
    if any(_RANGE.search(x.covered.article.text, _around(x.covered, x.figure).start,
                         x.figure.number.start) for x in (one, other)):  # fmt: skip
        return True
    turned = abs(one.figure.value - other.figure.value) == _HALF_DAY
    for mine, theirs in ((one, other), (other, one)):
        for rival in clocks:
            if rival is mine or rival.id != mine.id:
                continue
            if rival.figure.value == theirs.figure.value:
                return True  # one account gives both
            likely = not turned and weigh(rival.near & theirs.near) >= _RIVAL * weight
            if likely and rival.figure.value != mine.figure.value:
                return True
    return False


def _zones_apart(one: _Clock, other: _Clock) -> bool:
    """Whether two zones are named, or one is and the times are whole hours apart."""
    if one.zone == other.zone:
        return False
    return bool(one.zone and other.zone) or (one.figure.value - other.figure.value) % 60 == 0


def _days_apart(one: _Clock, other: _Clock) -> bool:
    days = []
    for clock in (one, other):
        when = clock.figure.when
        time = None if when is None else clock.covered.reading.times[when]
        if time is None or time.begin is None or time.end is None:
            return False
        days.append((time.begin, time.end))
    return days[0][1] < days[1][0] or days[1][1] < days[0][0]


def _places_apart(one: _Clock, other: _Clock) -> bool:
    """Whether each time is given for a place or somebody with a name, and not for one."""
    names = []
    for clock in (one, other):
        number, sentence = clock.figure.number, clock.figure.sentence
        match = _FOR.match(clock.covered.article.text, number.end, sentence.end)
        names.append(frozenset(map(stem, match.group(1).split())) if match else frozenset())
    return bool(names[0] and names[1] and not names[0] & names[1])


def _told(scene: Scene, severity: Severity, one: _Clock, other: _Clock) -> Discrepancy:
    sides = (one, other)
    clause = question(scene, [(x.covered, x.figure.span, x.figure.number) for x in sides])
    rows = [(x, " ".join(x.covered.text(x.figure.number).split())) for x in sides]
    quoted = {x.id: quoted_at(x.covered, x.figure.number) for x in sides}
    return difference(
        scene, Kind.TIME, severity, f"at what time: “{clause}”",
        [Evidence(x.id, x.figure.span, x.figure.sentence, value) for x, value in rows],
        _CONFIDENCE[severity],
        [
            (
                Voice.QUOTED if quoted[x.id] else x.figure.voice,
                scene.person(x.covered, x.figure.holder),
                value,
            )
            for x, value in rows
        ],
    )  # fmt: skip
