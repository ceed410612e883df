"""The dated events of several accounts in; one that two of them put on different days, out.

Only acts that happen once to one person or thing (`data/once.toml`: a death, an arrest, the
explosion at one depot), days that a sure expression gives, and accounts that do not give the
other's day as well. "Two months ago" is a day, too, as coarse as its unit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from collation.coverage import Covered
from collation.differences.kin import only_others
from collation.differences.question import question
from collation.differences.scene import Scene, difference
from collation.differences.telling import quoted_at, weight
from collation.differences.times.days import asked
from collation.differences.words import load, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from collation.occasions import STEM, Occasion, find_occasions
from extraction.annotations import EventKind, Span, TimeExpression

_FORMS = frozenset(
    {"weekday", "month day", "date", "clock", "earlier", "ago", "month", "this unit"}
)
_FARTHEST = 10  # days: what is further apart is told of two acts
_COARSE = 400  # the same for what is told to the month
_LATER = 3  # days between publications, for what counts back from them
_LONGEST = 70  # characters of a clause that points at a claim
_BEFORE = 40  # characters before a clause in which its subject may stand
_APART = 3  # characters between a clause and the time that dates it
_NEAR = 60  # characters between the word for an act and its time
_VAGUE = re.compile(r"\b(?:couple|few|several|some|about|around|nearly|almost|more|over)\b", re.I)
_LIGHT = frozenset({"get", "be", "feel", "become", "take", "fall", "go", "start", "begin", "have"})
_RARE = 4.0  # weight of the words that two things must share
_NAME = re.compile(r"\b[A-Z][\w’'-]*\w")
_NO_DAY = re.compile(
    r"\b(?:an?|the|its|his|her|their|every|each|by|until|till|before|after|since|from|than)\s+$",
    re.IGNORECASE,
)

_AGAIN = re.compile(r"\b(?:another|(?:a|the) (?:second|third|further|new))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Act:
    covered: Covered
    occasion: Occasion
    time: TimeExpression
    begin: date
    end: date
    span: Span
    persons: frozenset[str]
    names: frozenset[str]


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Acts whose days exclude each other, one discrepancy an act."""
    articles = {covered.id: covered for covered in scene.coverage.articles}
    surnames = {covered.id: _surnames(covered) for covered in articles.values()}
    acts: dict[str, list[_Act]] = defaultdict(list)
    for occasion in find_occasions(scene.coverage):
        if occasion.kind in (EventKind.STATEMENT, EventKind.PLAN):
            continue
        one = _act(scene, articles[occasion.article], occasion, surnames[occasion.article])
        if one is not None:
            for family in _families_of(occasion):
                if _is_beside(one, family):
                    acts[family].append(one)
    for family, found in sorted(acts.items()):
        yield from _compared(scene, family, found)


def _surnames(covered: Covered) -> frozenset[str]:
    people = covered.reading.people
    return frozenset(stem(p.name.split()[-1]) for p in people if p.kind == "person" and p.name)


def _act(
    scene: Scene, covered: Covered, occasion: Occasion, surnames: frozenset[str]
) -> _Act | None:
    event = covered.reading.events[occasion.event]
    if event.when is None or occasion.begin is None or occasion.end is None:
        return None
    time, text = covered.reading.times[event.when], covered.article.text
    if time.form not in _FORMS or (
        time.form != "ago" and not occasion.sure and time.form != "earlier"
    ):
        return None
    if max(time.span.start - event.span.end, event.span.start - time.span.end) > _APART:
        return None
    if _NO_DAY.search(text[max(0, time.span.start - 12) : time.span.start]):
        return None
    if _VAGUE.search(time.span.of(text)):
        return None
    if _AGAIN.search(text, event.span.start, event.span.end):
        return None  # "another recording" is not the one of the day before
    if quoted_at(covered, time.span) or scene.in_caption(covered, event.sentence):
        return None  # "Monday" in a quotation counts from the day it was said
    left = max(event.sentence.start, event.span.start - _BEFORE)
    clause = text[left : event.span.end]
    names = frozenset(
        stem(name.removesuffix("'s").removesuffix("’s")) for name in _NAME.findall(clause)
    )
    full = occasion.people | ({occasion.doer} if occasion.doer[:1].isupper() else set())
    persons = frozenset(stem(name.split()[-1]) for name in full) | (names & surnames)
    persons -= _others(covered, Span(left, event.span.end))
    return _Act(
        covered, occasion, time, occasion.begin, occasion.end, _shortest(event.span, time.span),
        persons, names - scene.central,
    )  # fmt: skip


def _others(covered: Covered, clause: Span) -> frozenset[str]:
    """Surnames of those whom a clause names only to tell of a relative or an aide of theirs."""
    return frozenset(
        stem(person.name.split()[-1])
        for person in covered.reading.people
        if person.kind == "person" and person.name
        if only_others(covered, clause, person.mentions)
    )


def _shortest(clause: Span, time: Span) -> Span:
    """The clause with its time, else the time: what points at the claim."""
    start, end = min(clause.start, time.start), max(clause.end, time.end)
    return Span(start, end) if end - start <= _LONGEST else time


def _families_of(occasion: Occasion) -> frozenset[str]:
    table, words = _families(), {occasion.act, occasion.doer}
    if occasion.act in _LIGHT:
        words |= occasion.words  # "got married", "felt fatigued"
    return frozenset(table[word[:STEM]] for word in words if word[:STEM] in table)


def _is_beside(one: _Act, family: str) -> bool:
    """Whether a word of the family stands near the time."""
    text, time = one.covered.article.text, one.time.span
    left, right = max(one.occasion.sentence.start, time.start - _NEAR), time.end + _NEAR
    near = text[left : min(right, one.occasion.sentence.end)].lower()
    return any(_families().get(word[:STEM]) == family for word in re.findall(r"[a-z]+", near))


@cache
def _families() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for kind in ("person", "thing"):
        for words in load("once")[kind]:
            for word in words:
                table.setdefault(word[:STEM], f"{kind} {words[0]}")
    return table


def _compared(scene: Scene, family: str, found: list[_Act]) -> Iterator[Discrepancy]:
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if one.covered.group == other.covered.group or not _disjoint(scene, one, other):
                continue
            shared = _shared(family, one, other)
            if not shared or _both(found, one, other):
                continue
            sides = [
                act for act in found
                if _same_days(act, one) or _same_days(act, other)
                if _shared(family, act, one) or _shared(family, act, other)
            ]  # fmt: skip
            ago = one.time.form == other.time.form == "ago"
            told = question(scene, [(x.covered, x.span, x.time.span) for x in (one, other)])
            yield difference(
                scene,
                Kind.DURATION if ago else Kind.DATE,
                Severity.HARD,
                f"{'how long ago' if ago else asked(one.time, other.time)}: “{told}”",
                [
                    Evidence(act.covered.id, act.span, act.occasion.sentence, _value(act))
                    for act in sides
                ],
                0.7,
            )
            return


def _value(act: _Act) -> str:
    if act.begin == act.end:
        return act.begin.isoformat()
    return act.time.span.of(act.covered.article.text)


def _same_days(one: _Act, other: _Act) -> bool:
    return (one.begin, one.end) == (other.begin, other.end)


def _disjoint(scene: Scene, one: _Act, other: _Act) -> bool:
    if one.begin <= other.end and other.begin <= one.end:
        return False
    coarse = "ago" in (one.time.form, other.time.form)
    if coarse and scene.days_apart(one.covered, other.covered) > _LATER:
        return False
    gap = max((other.begin - one.end).days, (one.begin - other.end).days)
    if (one.begin == one.end) != (other.begin == other.end):
        return False
    return gap <= (_FARTHEST if one.begin == one.end else _COARSE)


def _shared(family: str, one: _Act, other: _Act) -> frozenset[str]:
    """Whom or what both acts name: the same person, or names of things that weigh enough."""
    if family.startswith("person"):
        return one.persons & other.persons
    names = one.names & other.names
    return names if sum(weight(name) for name in names) >= _RARE else frozenset()


def _both(found: list[_Act], one: _Act, other: _Act) -> bool:
    """Whether one of the two accounts gives the other's day for such an act as well."""
    return any(
        (act.covered.id == a.covered.id and act.begin <= b.end and b.begin <= act.end)
        for a, b in ((one, other), (other, one))
        for act in found
        if act is not a
    )
