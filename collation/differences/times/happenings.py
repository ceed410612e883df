"""The accounts of a story in; what each says happened, or will, with its day and its hour, out.

A happening is known by its class (`data/moments.toml`): "Voters go to the polls on" and "the
election will be held on" are of one. A time belongs to the clause that it dates.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from collation.coverage import Covered
from collation.differences.kin import himself
from collation.differences.scene import Scene
from collation.differences.times.hours import Hours
from collation.differences.times.moments import Day, days_in, hours_of
from collation.differences.times.sorts import (
    IT,
    Sort,
    forms_of,
    is_last,
    joined,
    sorts,
    sorts_of,
    told_of,
)
from collation.differences.words import stem
from extraction.annotations import Claim, Span, TimeType, Voice

_AHEAD = 25  # characters before a clause in which its subject may stand
_APART = 45  # characters between a clause and a time that dates it
_CUT = re.compile(
    r"[;:—–“”\"]|,\s*(?:and|but|while|which|who|when|as|after|before)\b|\b(?:but|while|which|"
    r"who|because|according)\b"
)
_UNREAL = frozenset({"unreal", "possible", "impossible", "considered"})
_PLANNED = re.compile(
    r"\b(?:will|would|to be|is to|are to|was to|due|scheduled|expected|planned|set (?:to|for)|"
    r"slated|plans?|"
    r"must|shall|going to)\b",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"\b(?:should have|was to have|were to have|had been (?:due|set|scheduled|planned|expected)|"
    r"originally|"
    r"initially|postponed?|postponing|rescheduled|put off|brought forward|pushed back|put back|"
    r"instead|"
    r"previously|would have|no earlier than|as early as|at the earliest|no later than)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:another|second|third|fourth|fifth|earlier|previous|later|other|latest|separate|"
    r"subsequent|"
    r"further|similar|next|an? new|former|annual|monthly|weekly|daily|every|each|last|final|"
    r"first anniversary|again)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|several|some|most|many|\d+)\s+(?:[\w-]+\s+)?([a-z]+)"
)
_WHEN = 6  # letters of "when " with which a clause may begin
_BEFORE_WHEN = re.compile(r"(?:\s+in the \w+)?,?\s+when\b")
_NOUN_ON = re.compile(
    r"\b(?P<noun>death|resignation|arrest|dismissal|release|appointment|sentencing|conviction|"
    r"abduction) "
    r"(?P<on>(?:late |early )?on) (?:\w+ ){1,4}?of (?:[a-z]+ ){0,3}(?P<person>[A-Z]\w+)"
)
_GERUND = re.compile(r"^(?:\S+\s+){0,2}(?:coming|being|having|starting|beginning|happening)\b")
_IS_TO = re.compile(r"\b(?:is|are|was|were|due|set|scheduled|expected|slated) to\b")
_SKY = re.compile(
    r"\b(?:dawn|daybreak|dusk|nightfall|at [012]\d[0-5]\d\b|o['’]clock|(?:past|after|"
    r"before) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)"
)
_BECAME = re.compile(
    r"\bbec(?:a|o)mes?\s+(?:the\s+|an?\s+)?(?:[\w-]+\s){0,3}?([\w-]+)(?=\s+(?:in|on|of|for|"
    r"at)\b|[,.])"
)
_IS_AT = re.compile(
    r"\b(?:is|are|was|were|be|been)\s+(?:(?:now|only|set|due|scheduled|planned|held)\s+)?"
    r"(?:(?:to be|for|on|at|in|from|just|shortly|around|about|after|before|until|set|by|late|"
    r"early)\s+)*(?:the\s+)?$"
)
_FINAL = frozenset({"final"})  # a game, and no last one
_PRESENT = re.compile(
    r"\b(?:is|are|begins?|starts?|opens?|closes?|ends?|takes?|comes?|goes|go|kicks?|votes?|"
    r"leaves?|meets?|holds?|expires?|faces?|plays?)\b"
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening of one account with its time."""

    covered: Covered
    claim: Claim
    sort: Sort
    phase: str  # "end", or "" for all else
    noun: str  # what it is called, "" where by a verb
    who: str | None  # the name of whom it is told, None where nobody is named
    patient: str  # the noun for that, "" for a pronoun
    agent: str
    day: Day | None
    hours: Hours | None
    stage: str  # "planned", "present" or "past"
    places: frozenset[str]
    span: Span

    @property
    def key(self) -> tuple[str, str]:
        return self.sort.name, self.phase


@lru_cache(maxsize=1)
def happenings(scene: Scene) -> tuple[Happening, ...]:
    """What the accounts date, in their order."""
    return tuple(one for covered in scene.coverage.articles for one in _of(scene, covered))


def _of(scene: Scene, covered: Covered) -> Iterator[Happening]:
    by_sentence: dict[int, list[Claim]] = {}
    for claim in covered.reading.claims:
        by_sentence.setdefault(claim.sentence.start, []).append(claim)
    sentences = covered.reading.sentences
    timed = _timed(covered)
    for number, sentence in enumerate(sentences):
        claims = by_sentence.get(sentence.span.start, [])
        if not claims or sentence.span.start not in timed:
            continue
        claims = [joined(covered, claim) for claim in claims]
        known: list[tuple[Sort, str]] = []
        if number and any(claim.subject in IT for claim in claims):
            known = told_of(covered, by_sentence.get(sentences[number - 1].span.start, []))
        found = [(claim, sorts_of(covered, claim, known)) for claim in claims]
        if any(its for _, its in found):
            yield from _dated(scene, covered, sentence.span, found)
        yield from _named(scene, covered, claims[0])


def _named(scene: Scene, covered: Covered, claim: Claim) -> Iterator[Happening]:
    """ "The death on Tuesday of Jane Roe": what a noun calls that a day stands behind."""
    text, sentence = covered.article.text, claim.sentence
    for match in _NOUN_ON.finditer(text, sentence.start, sentence.end):
        of, on = match.end("person"), match.end("on")
        times = [t for t in covered.reading.times if on <= t.span.start <= on + 2]
        days = list(days_in(covered, times))
        person = _person_at(covered, match.start("person"))
        for sort in sorts():
            named = sort.who == "person" and match["noun"] in sort.nouns
            if days and person is not None and named:
                span = Span(match.start("noun"), of)
                told = replace(
                    claim, span=span, subject=match["noun"], subject_person=person, object="",
                    object_person=None, passive=False, polarity=True, modality="actual",
                )  # fmt: skip
                yield _happening(scene, covered, told, sort, "", days[0], None, span)


def _person_at(covered: Covered, start: int) -> int | None:
    people = covered.reading.people
    return next((p.number for p in people if any(m.start == start for m in p.mentions)), None)


def _timed(covered: Covered) -> set[int]:
    """Where the sentences begin that have a time."""
    spans = [
        time.span.start
        for time in covered.reading.times
        if time.type in (TimeType.DATE, TimeType.TIME) and time.form != "reference"
    ]
    spans += [fig.number.start for fig in covered.reading.figures if fig.quantity == "clock"]
    spans += [match.start() for match in _SKY.finditer(covered.article.text)]
    starts = [sentence.span.start for sentence in covered.reading.sentences]
    return {starts[max(0, bisect_right(starts, at) - 1)] for at in spans} if starts else set()


def _dated(
    scene: Scene, covered: Covered, sentence: Span, rows: list[tuple[Claim, list[tuple[Sort, str]]]]
) -> Iterator[Happening]:
    times = [
        (number, time) for number, time in enumerate(covered.reading.times)
        if sentence.start <= time.span.start < sentence.end
    ]  # fmt: skip
    days = list(days_in(covered, [time for _, time in times]))
    hours = hours_of(covered, sentence)
    if (not days and not hours) or scene.in_caption(covered, sentence):
        return
    numbers = {time.span: number for number, time in times}
    claims = [claim for claim, _ in rows]
    for at, (claim, found) in enumerate(rows):
        if not found or not claim.polarity or claim.voice is Voice.QUOTED:
            continue
        text = covered.article.text
        if _GERUND.search(covered.text(claim.span)):
            continue  # "its coming after victories on Tuesday"
        if claim.modality in _UNREAL and not _IS_TO.search(covered.text(claim.span)):
            continue
        mine = [
            day for day in days if _belongs(text, claims, at, day.time.span, numbers[day.time.span])
        ]
        own = [hour for hour in hours if _hour_belongs(text, claims, at, hour, numbers, mine)]
        if len(mine) > 1:
            mine = [day for day in mine if numbers[day.time.span] == claim.when]
        if len(mine) > 1 or (not mine and not own):
            continue
        clock = [hour for hour in own if hour.exact] or own
        day = mine[0] if mine else None
        hour = clock[0] if clock else None
        if hour is not None and hour.bound in ("until", "till", "since"):
            hour = None
        if day is None and hour is None:
            continue
        span = claim.span
        for piece in (day.span if day else None, hour.span if hour else None):
            if piece is not None:
                span = Span(min(span.start, piece.start), max(span.end, piece.end))
        if _MISSED.search(text, sentence.start, sentence.end):
            continue
        lead = _lead(covered, claim, day)
        for sort, phase in found:
            if sort.name == "office":
                if not _enters(claim, day):
                    continue
                became = _BECAME.search(text, claim.span.start, claim.sentence.end)
                phase = phase or (became[1].lower() if became else "")
            states = claim.predicate == "be" and claim.modality not in _UNREAL
            if states and sort.name != "office" and not _is_at(text, claim, day, hour):
                continue
            if "opening" in sort.name:
                lead = lead.replace("again", "")
            if not _OTHER.search(lead) and not _is_several(lead, claim, sort):
                yield _happening(scene, covered, claim, sort, phase, day, hour, span)


def _is_at(text: str, claim: Claim, day: Day | None, hour: Hours | None) -> bool:
    """ "The final is on May 11": the time stands right behind the verb."""
    starts = [piece.span.start for piece in (day, hour) if piece is not None]
    return _IS_AT.search(text, claim.span.start, min(starts)) is not None


def _enters(claim: Claim, day: Day | None) -> bool:
    """ "Became treasurer in", "has been treasurer since"."""
    bound = day.days.bound if day and day.days else ""
    return day is not None and (bound == "since" if claim.predicate == "be" else not bound)


def _is_several(lead: str, claim: Claim, sort: Sort) -> bool:
    """ "Two blasts", "several men were arrested": none of them is the one of the other account."""
    found = _COUNTED.findall(lead.lower())
    return any(
        word.startswith(noun[:4])
        for noun in {claim.subject, claim.object} - {""}
        if noun in sort.nouns or sort.who in ("person", "thing")
        for word in found
    )


def _lead(covered: Covered, claim: Claim, day: Day | None) -> str:
    """What a claim says, and the words that it opens with, without its day."""
    left = max(claim.sentence.start, claim.span.start - _AHEAD)
    before = re.split(
        r"[,;:.]|\b(?:and|but|when|that)\b", covered.article.text[left : claim.span.start]
    )[-1]
    end = claim.span.end
    if day is not None and claim.span.start < day.time.span.start < end:
        end = day.time.span.start
    words = before + covered.article.text[claim.span.start : end]
    words = words.replace(covered.text(day.time.span), " ") if day else words
    for noun in {claim.subject, claim.object, *(noun for _, noun in claim.obliques)} & _FINAL:
        words = words.replace(noun, "")
    return words.replace("last", "", 1) if is_last(covered, claim) else words


def _belongs(text: str, claims: list[Claim], at: int, span: Span, number: int) -> bool:
    """Whether a time dates a claim of a sentence."""
    if _stands_before_when(text, claims[at], span):
        return True
    dated = [n for n, claim in enumerate(claims) if claim.when == number]
    if dated:
        return dated[0] == at
    return _stands_at(text, claims, at, span)


def _hour_belongs(
    text: str,
    claims: list[Claim],
    at: int,
    hour: Hours,
    numbers: Mapping[Span, int],
    mine: list[Day],
) -> bool:
    if any(hour.span.overlaps(day.span) for day in mine):
        return True
    if _stands_before_when(text, claims[at], hour.span):
        return True
    for span, number in numbers.items():
        if span.overlaps(hour.span):
            dated = [n for n, claim in enumerate(claims) if claim.when == number]
            if dated:
                return dated[0] == at
    return _stands_at(text, claims, at, hour.span)


def _stands_before_when(text: str, claim: Claim, span: Span) -> bool:
    """ "It was ten past nine in the morning when the ferry sailed", "on Monday, when he quit"."""
    between = text[span.end : claim.span.start + _WHEN]
    return len(between) <= _APART and _BEFORE_WHEN.match(between) is not None


def _stands_at(text: str, claims: list[Claim], at: int, span: Span) -> bool:
    """Whether a time stands in a claim, right behind it, or before the first."""
    claim = claims[at]
    if claim.span.start <= span.start < claim.span.end:
        return not any(
            other.span.start > claim.span.start and other.span.start <= span.start
            for other in claims if other is not claim
        )  # fmt: skip
    if span.end <= claim.span.start:
        before = not any(other.span.start <= span.start for other in claims)
        first = min(claims, key=lambda other: other.span.start)
        return before and first is claim and claim.span.start - span.end <= 4
    between = text[claim.span.end : span.start]
    if len(between) > _APART or _CUT.search(between):
        return False
    return not any(claim.span.start < other.span.start < span.start for other in claims)


def _named_behind(covered: Covered, claim: Claim, noun: str) -> int | None:
    """ "The singer Jane Roe": whom the noun stands before, by number."""
    at = covered.article.text.find(noun, claim.span.start, claim.span.end) if noun else -1
    if at < 0:
        return None
    return _person_at(covered, at + len(noun) + 1)


def _happening(
    scene: Scene,
    covered: Covered,
    claim: Claim,
    sort: Sort,
    phase: str,
    day: Day | None,
    hour: Hours | None,
    span: Span,
) -> Happening:
    patient, number = claim.subject, claim.subject_person
    beside = [claim.object, claim.subject, *(noun for _, noun in claim.obliques)]
    thing = next((noun for noun in beside if noun in sort.things), "")
    if thing and not claim.passive:
        patient, number = thing, None
    elif claim.passive or (claim.object_person is not None and claim.object):
        patient, number = claim.object, claim.object_person
    elif claim.object and (sort.name == "last" or not sort.verbs.isdisjoint(forms_of(claim))):
        patient, number = claim.object, None
    text = covered.article.text
    number = _named_behind(covered, claim, patient) if number is None else number
    who = scene.somebody(covered, himself(covered, claim, number))
    called = next((noun for noun in (claim.object, claim.subject) if noun in sort.nouns), "")
    places = frozenset(
        stem(word)
        for name in covered.reading.names
        if name.kind == "place" and span.start - 5 <= name.span.start < span.end + 30
        and claim.sentence.covers(name.span)
        for word in name.text.split()
    ) - scene.central  # fmt: skip
    told = text[max(claim.sentence.start, claim.span.start - 5) : span.end]
    planned = claim.modality in ("future", "necessary") or _PLANNED.search(told)
    stage = "planned" if planned else "present" if _PRESENT.search(told) else "past"
    return Happening(
        covered, claim, sort, phase, called, who,
        "" if patient in _PRONOUNS or patient == called else patient,
        "" if claim.passive or claim.subject in {*_PRONOUNS, called} else claim.subject,
        day, hour, stage, places, span,
    )  # fmt: skip


_PRONOUNS = frozenset("he she it they we i you him her them us who which that this those".split())
