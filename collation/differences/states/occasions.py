"""Two tellings of one bearer in; whether they are of one body, one matter and one time, out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from collation.coverage import Covered
from collation.differences.concepts import concept
from collation.differences.scene import Scene
from collation.differences.states.frames import Frame
from collation.differences.words import STOP, load
from extraction.annotations import Claim, Span

_RECENT = 8  # days before publication: what is dated earlier is background
_SAME_DAYS = 1  # between publications of one decision
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PARTS = {"dawn": 1, "morning": 1, "noon": 2, "midday": 2, "lunchtime": 2, "afternoon": 3,
          "evening": 4, "night": 5, "midnight": 5, "overnight": 5}  # fmt: skip
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]+")
_REACH = 40
_LONG_PAST = re.compile(
    r"\b(?:in (?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)|last (?:year|month))\b(?! \d)"
)
#: A state that is told as new, or as over: the other may be told of the time before or after.
_CHANGE = re.compile(
    r"\b(?:re-?open\w*|resum\w+|restor\w+|again|back|re-?start\w*|re-?connect\w*|later|then|"
    r"briefly|temporarily|eventually|for (?:\w+ ){0,3}(?:hours?|minutes?)|until (?:noon|midday|"
    r"(?:the )?(?:morning|afternoon|evening|early|late|about|around|\w+day\b|\d)))",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:\d[\d,]*|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|\w+teen|two|"
    r"three|four|five|six|seven|eight|nine|ten|eleven|twelve|some|several|many|most|few|dozens of|"
    r"hundreds of|thousands of|half of)\s+(?:\w+\s+)?$"
)
_LASTS = re.compile(r"\b(?:still|remains?|until further|keeps?)\b", re.IGNORECASE)
_COURTS = frozenset(("court", "higher", "first"))
_MAY_BE_ONE = (
    {"court", "first"}, {"court", "higher"}, {"government", "president"}, {"board", "owners"},
    {"voters", "workers"}, {"council", "government"}, {"regulator", "government"},
    {"committee", "board"}, {"regulator", "committee"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bearer:
    """By name where it is somebody; else by the head and the other words of its noun phrase."""

    name: str
    head: str
    phrase: str
    numbers: frozenset[str]
    proper: frozenset[str]
    stems: frozenset[str]
    plural: bool
    id: str  # equal for what one account calls alike


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A pole as one claim of one account tells it."""

    covered: Covered
    claim: Claim
    frame: Frame
    clause: Span
    bearer: Bearer

    @property
    def pole(self) -> str:
        """Which side it tells."""
        return self.frame.pole

    def in_headline(self, scene: Scene) -> bool:
        """Whether the headline tells it."""
        return scene.in_headline(self.covered, self.claim.span.start)


# ------------------------------------------------------------------------ bodies


def one_body(one: Standing, other: Standing) -> bool:
    """Whether one body may have decided both; where the set asks, whether it is a body at all."""
    first, second = bodies(one), bodies(other)
    if one.frame.of.body and (first is None or second is None):
        return False
    if one.frame.of.body and any(kinds and kinds & _COURTS for kinds in (first, second)):
        return one.frame.of.name == "appeal"
    if not one.frame.of.decided or not first or not second or first & second:
        return True
    return any(pair & first and pair & second for pair in _MAY_BE_ONE)


def bodies(standing: Standing) -> frozenset[str] | None:
    """The kinds of body that the doer may be; none told, empty; None for who is no body."""
    claim = standing.claim
    if standing.frame.slot == "who" or not claim.subject:
        return frozenset()
    low = max(claim.sentence.start, claim.span.start - _REACH)
    words = standing.covered.text(Span(low, standing.clause.end)).lower()
    at = words.find(claim.subject[:5])
    near = set(_WORD.findall(words[max(0, at - 25) : at + _REACH])) if at >= 0 else set()
    if at > 0 and _COUNTED.search(words[max(0, at - 25) : at]):
        return None  # some of a body: "twenty-nine senators voted against it"
    found = _kinds().get(claim.subject, frozenset())
    if "court" in found and near & {"appeal", "appeals", "supreme", "appellate"}:
        return frozenset({"higher"})
    return found if found or claim.subject in ("it", "they") else None


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for kind, nouns in load("decisions")["bodies"].items():
        for noun in nouns:
            table.setdefault(noun, set()).add(kind)
    return {noun: frozenset(kinds) for noun, kinds in table.items()}


# ------------------------------------------------------------------------ matters


def one_matter(one: Standing, other: Standing) -> bool:
    """Whether no other count, charge or offer is told of."""
    first, second = _matter(one), _matter(other)
    return not first or not second or bool(first & second)


def _matter(standing: Standing) -> set[str]:
    words, of = standing.covered.text(standing.clause), standing.frame.of
    if of.kept is not None:
        return {concept(match.group()) for match in of.kept.finditer(words)}
    at = of.matter.search(words) if of.matter is not None else None
    if at is None:
        return set()
    skip = STOP | {"charge", "charges", "count", "counts", "court", "guilty", "jury"}
    rest = _WORD.findall(words[at.end() :])
    return {concept(word) for word in rest if word.lower() not in skip and word.islower()}


# ------------------------------------------------------------------------ times


def is_background(covered: Covered, claim: Claim) -> bool:
    """Whether the claim, or its sentence where it has no time, is of a time long past or ahead."""
    words, published = covered.text(claim.sentence), covered.article.published
    if claim.when is None or _day(covered, claim) is None:
        times = [t for t in covered.reading.times if claim.sentence.covers(t.span)]
    else:
        times = [covered.reading.times[claim.when]]
    actual = claim.modality == "actual"
    past = actual and _LONG_PAST.search(words) is not None
    if past and _day(covered, claim) is None:
        return True
    if published is None:
        return False
    return any(
        (time.end is not None and (published - time.end).days > _RECENT)
        or (actual and time.begin is not None and (time.begin - published).days > 1)
        for time in times
    )


def at_one_time(scene: Scene, one: Standing, other: Standing) -> bool:
    """Whether both are told of one act, or of one hour or day."""
    if scene.days_apart(one.covered, other.covered) > _SAME_DAYS:
        return False
    first, second = _when(one), _when(other)
    gap = _gap(first, second)
    lasting = one.frame.of.lasting
    if gap:
        return (one if gap > 0 else other).pole in lasting
    if one.frame.of.decided or gap == 0 or one.covered.group == other.covered.group:
        return True
    days = one.covered.article.published, other.covered.article.published
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        return (one if days[0] < days[1] else other).pole in lasting
    changed = [bool(_CHANGE.search(s.covered.text(s.clause))) for s in (one, other)]
    lasts = [bool(_LASTS.search(s.covered.text(s.clause))) for s in (one, other)]
    if changed[0] and changed[1]:
        return False
    return not (changed[0] and not lasts[1]) and not (changed[1] and not lasts[0])


_Moment = tuple[date | None, int | None, int | None]  # day, weekday, part of the day


def _day(covered: Covered, claim: Claim) -> date | int | None:
    """The day, or the weekday, of a claim; None where it tells none."""
    day, weekday, _ = _moment(covered, claim)
    return day if day is not None else weekday


def days_between(one: tuple[Covered, Claim], other: tuple[Covered, Claim]) -> int | None:
    """Days from one claim to the other by the days they tell; None where one tells none."""
    return _gap(_moment(*one), _moment(*other))


def _when(standing: Standing) -> _Moment:
    return _moment(standing.covered, standing.claim)


def _moment(covered: Covered, claim: Claim) -> _Moment:
    if claim.when is None:
        return None, None, None
    time = covered.reading.times[claim.when]
    words = covered.text(time.span).lower()
    day = time.begin if time.begin is not None and time.begin == time.end else None
    weekday = next((n for n, name in enumerate(_DAYS) if name in words), None)
    part = next((n for name, n in _PARTS.items() if name in words), None)
    return day, weekday, part


def _gap(one: _Moment, other: _Moment) -> int | None:
    """Days (or parts of one day) from one to the other; None where one is not told."""
    if one[0] is not None and other[0] is not None:
        days = (other[0] - one[0]).days
    elif one[1] is not None and other[1] is not None:
        days = (other[1] - one[1] + 3) % 7 - 3
    else:
        return None
    if days or one[2] is None or other[2] is None:
        return days
    return other[2] - one[2]
