"""The dated happenings of several accounts in; one that two of them put at other times, out.

One happening has one time: one is told of in two accounts where its class is the same, whom or
what it happens to may be one, both are past or both planned, and neither account gives the
other's time, or several, for its kind.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from collation.coverage import Covered
from collation.differences.question import question
from collation.differences.scene import Scene, difference
from collation.differences.telling import quoted_at
from collation.differences.times.days import asked
from collation.differences.times.happenings import Happening, happenings
from collation.differences.times.sorts import body_of
from collation.differences.words import family, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Voice

_FARTHEST = 10  # days: what is further apart is told of two happenings
_AGES = 15_000  # and to the year
_COARSE = 100  # the same for what is told to the month
_OLD = 400  # days before publication from which a happening is background
_LONGEST = 90  # characters of a stretch that points at a happening
_OPENING = 4  # sentences, the headline among them
_LATER = 3  # days between publications
_SURE_DAY = 0.8  # confidence of a time from which its day is printed, not that of publication
_CONFIDENCE = 0.75
_NO_DAY = "XXXX-XX-XX"  # of a time that is printed without one
_OFFERED = frozenset({"offer", "tender", "submit", "present"})
_CHAMBER = re.compile(
    r"\b(?:lower|upper|senate|house of \w+|committee|commons|lords|panel|(?:first|second|third|"
    r"final) reading)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:postpon\w+|reschedul\w+|brought forward|pushed back|put off|moved (?:up|back|to)|"
    r"delayed until)\b",
    re.IGNORECASE,
)


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Happenings whose times exclude each other, one discrepancy a happening."""
    by_key: dict[tuple[str, str], list[Happening]] = defaultdict(list)
    for one in happenings(scene):
        by_key[one.key].append(one)
    for _, found in sorted(by_key.items()):
        if len({one.covered.group for one in found}) > 1:
            yield from _compared(scene, found)


def _compared(scene: Scene, found: list[Happening]) -> Iterator[Discrepancy]:
    told: set[str] = set()
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if one.covered.group == other.covered.group or not _differ(one, other):
                continue
            if not _is_one(scene, one, other) or _is_explained(found, one, other):
                continue
            who = one.who or other.who or ""
            if who in told:
                continue
            told.add(who)
            yield _told(scene, one, other)


def _differ(one: Happening, other: Happening) -> str:
    """ "date" or "time" where the times of two happenings exclude each other, else ""."""
    if one.day is not None and other.day is not None and one.day.excludes(other.day):
        return "date" if _are_near(one, other) else ""
    if one.hours is None or other.hours is None:
        return ""
    if one.hours.zone != other.hours.zone and (_zoned(one) or _zoned(other)):
        return ""
    if not one.hours.excludes(other.hours) or _on_two_days(one, other):
        return ""
    if one.day is not None and other.day is not None and one.day.gap(other.day):
        return ""
    if not (one.hours.exact and other.hours.exact) and one.hours.gap(other.hours) < 30:
        return ""
    return "time"


def _on_two_days(one: Happening, other: Happening) -> bool:
    """Whether each hour is printed with a day, and not with one: "Monday at 7", "Tuesday at 9"."""
    printed = [
        {
            time.value.partition("T")[0]
            for time in side.covered.reading.times
            if side.hours is not None and time.span.overlaps(side.hours.span)
            if time.confidence >= _SURE_DAY
        }
        - {_NO_DAY}
        for side in (one, other)
    ]
    return bool(printed[0] and printed[1] and not printed[0] & printed[1])


def _zoned(one: Happening) -> bool:
    return one.hours is not None and bool(one.hours.zone) and not one.hours.zone.startswith("local")


def _are_near(one: Happening, other: Happening) -> bool:
    if one.day is None or other.day is None:
        return False
    units = {one.day.time.precision, other.day.time.precision}
    coarse = not units <= {"day", "part of day", "hour", "minute"}
    if "year" in units and one.sort.grain != "year":
        return False
    if coarse and len(units) > 1 and one.sort.who != "person" and not one.sort.gap:
        return False  # of what comes again, a month and a day are those of two
    if "year" in units and len(units) > 1:
        return False
    gap = one.day.gap(other.day)
    if units == {"year"}:
        return gap <= _AGES
    return gap <= (one.sort.gap or (_COARSE if coarse else _FARTHEST))


def _is_one(scene: Scene, one: Happening, other: Happening) -> bool:
    if {one.stage, other.stage} == {"planned", "past"}:
        return False
    if scene.days_apart(one.covered, other.covered) > _LATER:
        return False
    if one.places and other.places and not one.places & other.places:
        return False
    if one.sort.same and (not one.noun or one.noun != other.noun):
        return False
    if any(_is_moved(side) for side in (one, other)):
        return False
    if one.sort.who == "person":
        return _same_person(scene, one, other)
    if one.who and other.who and one.who != other.who and not (one.noun and other.noun):
        return False
    if one.sort.who == "thing":
        return _same_thing(scene, one, other)
    if one.sort.who == "body":
        return _same_body(one, other) and _opens(scene, one) and _opens(scene, other)
    return _opens(scene, one) and _opens(scene, other)


def _is_moved(one: Happening) -> bool:
    return one.stage != "past" and _MOVED.search(one.covered.article.text) is not None


def _same_person(scene: Scene, one: Happening, other: Happening) -> bool:
    if one.who is not None and other.who is not None:
        return one.who == other.who
    if one.who is None and other.who is None:
        return _same_unnamed(scene, one, other)
    names = [
        side.who or (scene.called(side.patient) if side.patient else None) for side in (one, other)
    ]
    return None not in names and names[0] == names[1]


def _same_unnamed(scene: Scene, one: Happening, other: Happening) -> bool:
    """ "The hikers were rescued": those of the story, where both accounts open with it."""
    nouns = [family("counted", side.patient) if side.patient else "" for side in (one, other)]
    if not nouns[0] or nouns[0] != nouns[1] or not (_opens(scene, one) and _opens(scene, other)):
        return False
    return all(
        re.search(rf"\bthe (?:[\w-]+ )?{re.escape(side.patient[:4])}",
                  side.covered.text(side.claim.sentence), re.IGNORECASE)
        for side in (one, other)
    )  # fmt: skip


def _same_thing(scene: Scene, one: Happening, other: Happening) -> bool:
    if one.noun and one.noun == other.noun:
        return _opens(scene, one) and _opens(scene, other)
    things = [
        stem(family("counted", body_of(side.patient))) if side.patient else ""
        for side in (one, other)
    ]
    if "" in things:
        return False
    if things[0] == things[1]:
        return True
    both = {one.patient, other.patient}
    return (
        bool(one.sort.things)
        and both <= one.sort.things
        and _opens(scene, one)
        and _opens(scene, other)
    )


def _same_body(one: Happening, other: Happening) -> bool:
    chambers = [
        {word.lower() for word in _CHAMBER.findall(side.covered.text(side.claim.sentence))}
        for side in (one, other)
    ]
    if chambers[0] != chambers[1]:
        return False
    if not one.agent or not other.agent:
        return True
    return body_of(one.agent) == body_of(other.agent)


def _opens(scene: Scene, one: Happening) -> bool:
    """Whether its account opens with a happening of its class."""
    sort = one.sort
    words = sort.nouns | {verb.split()[0] for verb in sort.verbs} | sort.things
    words |= {noun for _, noun in sort.phrases} | {verb for verb, _ in sort.behind}
    if not words:
        return True
    known = _openings(scene)
    if one.covered.id not in known:
        known[one.covered.id] = _opening(one.covered)
    roots, verbs = known[one.covered.id]
    return not _roots(frozenset(words)).isdisjoint(roots) or not words.isdisjoint(verbs)


@lru_cache(maxsize=1 << 8)
def _roots(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, words))


@lru_cache(maxsize=1)
def _openings(_: Scene) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """What the accounts of a scene open with, by id, as it is asked for."""
    return {}


def _opening(covered: Covered) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of what an account opens with, and the verbs of its clauses."""
    sentences = covered.reading.sentences[:_OPENING]
    end = sentences[-1].span.end if sentences else 0
    words = frozenset(stem(word) for word in re.findall(r"[A-Za-z-]+", covered.article.text[:end]))
    claims = covered.reading.claims
    return words, frozenset(c.predicate.split()[0] for c in claims if c.span.end <= end)


def _is_explained(found: list[Happening], one: Happening, other: Happening) -> bool:
    """Whether an account gives the other's time as well, or a third one is told of."""
    for mine, theirs in ((one, other), (other, one)):
        for rival in found:
            if rival is mine or rival is theirs:
                continue
            if rival.who and mine.who and rival.who != mine.who:
                continue
            if (
                rival.covered.id == mine.covered.id
                and not _differ(rival, theirs)
                and _alike(rival, theirs)
            ):
                return True
            if _differ(rival, mine) and _differ(rival, theirs):
                return True
    return False


def _alike(one: Happening, other: Happening) -> bool:
    """Whether both give a day, or both an hour, to compare."""
    if one.day and other.day and one.day.time.precision == other.day.time.precision:
        return True
    return bool(one.hours and other.hours and one.hours.exact == other.hours.exact)


def _is_offered(side: Happening) -> bool:
    """Whether a resignation is only offered: it is another day's when it is accepted."""
    return side.sort.name == "resignation" and side.claim.predicate in _OFFERED


def _told(scene: Scene, one: Happening, other: Happening) -> Discrepancy:
    what = _differ(one, other)
    rows = []
    for side in (one, other):
        piece = (
            side.day.span
            if what == "date" and side.day
            else side.hours.span
            if side.hours
            else side.span
        )
        long = side.span.end - side.span.start > _LONGEST
        rows.append((side, piece if long else side.span, piece))
    clause = question(scene, [(side.covered, span, piece) for side, span, piece in rows])
    if what == "date" and one.day and other.day:
        asking = asked(one.day.time, other.day.time)
    else:
        asking = "at what time"
    values = [" ".join(side.covered.text(piece).split()) for side, _, piece in rows]
    return difference(
        scene,
        Kind.DATE if what == "date" else Kind.TIME,
        Severity.SOFT if _is_offered(one) != _is_offered(other) else Severity.HARD,
        f"{asking}: “{clause}”",
        [
            Evidence(side.covered.id, span, side.claim.sentence, value)
            for (side, span, _), value in zip(rows, values, strict=True)
        ],
        _CONFIDENCE,
        [
            (
                Voice.QUOTED if quoted_at(side.covered, piece) else side.claim.voice,
                scene.person(side.covered, side.claim.holder),
                value,
            )
            for (side, _, piece), value in zip(rows, values, strict=True)
        ],
    )
