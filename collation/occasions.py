"""The articles of a story in; their events, made comparable across articles, out.

People get the names that the whole story gives them, words their weight, and what an undated
article says of "last week" the days that its story's publication dates give it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from collation.coverage import Coverage, Covered
from collation.people import Identity, link_people
from extraction.annotations import Event, EventKind, Span, TimeExpression
from extraction.times import resolve_times

SURE = 0.9  # confidence of a time expression from which its day may contradict another
PHRASE = 5  # words that two sentences share in a row only where both repeat the same
STEM = 6  # letters by which words are compared: "Israel" and "Israeli", "indicted", "indictment"
_SOMEBODY = ("person", "organisation")
ABOUT = "about"  # the mod of a date that is not meant exactly
_DAYS = ("day", "part of day", "hour", "minute")

_WORD = re.compile(r"\w+")

Days = tuple[date | None, date | None, str]


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event of one article. `key` sorts it; `day` is the day it gives, if it gives one.

    `sure` says that the date is of a class that may contradict another; `known` that the
    article itself, not its story, gives the day.
    """

    article: str
    event: int
    kind: EventKind
    sentence: Span
    begin: date | None
    end: date | None
    precision: str
    sure: bool
    known: bool
    confidence: float
    people: frozenset[str]
    act: str
    words: frozenset[str]
    place: str
    passing: bool = False  # it only tells again: see `annotations.Event`
    doer: str = ""  # the full name of the subject, or its noun
    at: int = 0  # its sentence's place in the article
    form: str = ""  # the class of its time expression
    phrases: frozenset[str] = frozenset()  # its sentence's runs of PHRASE words
    hours: str = ""  # the part of the day it gives in TIMEX3, "EV"
    bodies: frozenset[str] = frozenset()  # names of bodies among `people`, but for the doer
    mod: str = ""  # as in TimeExpression: "early", "about"
    marks: tuple[str, ...] = ()  # as in Event
    printed: tuple[tuple[date, date], ...] = ()  # the days of all times in its sentence

    @property
    def key(self) -> tuple[str, int]:
        """Where it stands: article and place in its reading."""
        return self.article, self.event

    def may_be_of(self, dated: Occasion) -> bool:
        """Whether the days that its sentence prints, if any, allow those of `dated`."""
        if dated.begin is None or dated.end is None or not self.printed:
            return True
        return any(begin <= dated.end and dated.begin <= end for begin, end in self.printed)

    @property
    def day(self) -> date | None:
        """The single day it gives."""
        return self.begin if self.precision in _DAYS and self.begin == self.end else None


@lru_cache(maxsize=1)
def find_occasions(coverage: Coverage) -> tuple[Occasion, ...]:
    """All events of a story, sorted by article and place."""
    people = _Names(coverage)
    published = [c.article.published for c in coverage.articles if c.article.published]
    found: list[Occasion] = []
    for covered in sorted(coverage.articles, key=lambda c: c.id):
        days = _days_of(covered, published)
        starts = [sentence.span.start for sentence in covered.reading.sentences]
        phrases: dict[Span, frozenset[str]] = {}
        for number, event in enumerate(covered.reading.events):
            begin, end, precision, known = event.begin, event.end, event.precision, True
            if event.begin is None and event.when is not None and event.when in days:
                (begin, end, precision), known = days[event.when], False
            time = None if event.when is None else covered.reading.times[event.when]
            mod = "" if time is None else _mod(event, time)
            if event.sentence not in phrases:
                phrases[event.sentence] = _phrases(event.sentence.of(covered.article.text))
            names = people.of(covered.id, event.participants)
            named = {word for name in names for word in name.lower().split()}
            found.append(
                Occasion(
                    article=covered.id,
                    event=number,
                    kind=event.kind,
                    sentence=event.sentence,
                    begin=begin,
                    end=end,
                    precision=precision,
                    sure=known and time is not None and time.confidence >= SURE and mod != ABOUT,
                    known=known,
                    confidence=event.confidence,
                    people=names,
                    act=event.predicate,
                    words=frozenset(word[:STEM] for word in set(event.words) - named),
                    place=(event.place or "").lower(),
                    passing=event.passing and not _is_verb_after_all(event),
                    doer=people.doer(covered.id, event),
                    at=bisect_right(starts, event.sentence.end - 1),
                    form=time.form if time else "",
                    phrases=phrases[event.sentence],
                    hours=_part_of_day(time),
                    bodies=people.bodies(covered.id, event),
                    mod=mod,
                    marks=event.marks,
                    printed=_printed(covered, event.sentence),
                )
            )
    return tuple(found)


def _is_verb_after_all(event: Event) -> bool:
    """Whether a dated "noun" has somebody as its subject: a verb that was read as one.

    "Roe greets Doe at the palace on May 3", below a photograph: nouns of events have no subject.
    """
    return event.begin is not None and event.doer is not None


def _mod(event: Event, time: TimeExpression) -> str:
    """What its date says of a part; nothing where the event lasts from one date to another."""
    ranged = event.begin is not None and (event.begin, event.end) != (time.begin, time.end)
    return "" if ranged else time.mod


def _part_of_day(time: TimeExpression | None) -> str:
    value = time.value if time else ""
    return value[11:] if value[10:11] == "T" and value[11:].isalpha() else ""


def _printed(covered: Covered, sentence: Span) -> tuple[tuple[date, date], ...]:
    """The days that a sentence prints, of whatever clause."""
    return tuple(
        (time.begin, time.end)
        for time in covered.reading.times
        if sentence.start <= time.span.start < sentence.end and time.begin and time.end
    )


def _phrases(sentence: str) -> frozenset[str]:
    words = _WORD.findall(sentence.lower())
    return frozenset(" ".join(words[n : n + PHRASE]) for n in range(len(words) - PHRASE + 1))


class _Names:
    """The full names that a story gives its people and bodies."""

    def __init__(self, coverage: Coverage) -> None:
        self._people = link_people(coverage)
        named = [one for one in self._people.all if one.kind in _SOMEBODY]
        self._full: dict[str, str] = {}
        persons: dict[tuple[str, str], list[Identity]] = defaultdict(list)
        for one in named:
            if one.kind == "person":
                persons[_ends(one.name)].append(one)
        for one in named:
            # "Kilmar Armando Abrego Garcia" of one article is "Kilmar Abrego Garcia" of four.
            alike = [other for other in persons[_ends(one.name)] if one.kind == "person"
                     and _extends(other.name, one.name)] or [one]  # fmt: skip
            best = max(alike, key=lambda other: (len(other.members), other.name))
            self._full[one.name] = best.name if len(best.members) > len(one.members) else one.name
        self._kinds = {
            (covered.id, person.number): person.kind
            for covered in coverage.articles
            for person in covered.reading.people
        }

    def of(self, article: str, numbers: tuple[int, ...]) -> frozenset[str]:
        """Names of the people and bodies among those that an event's article numbers so."""
        kept = [n for n in numbers if self._kinds.get((article, n)) in _SOMEBODY]
        names = (self._people.name(article, n) for n in kept)
        return frozenset(self._full.get(name, name) for name in names if name)

    def bodies(self, article: str, event: Event) -> frozenset[str]:
        """Names of the bodies that take part in an event without doing it."""
        numbers = (n for n in event.participants if n != event.doer)
        return self.of(
            article, tuple(n for n in numbers if self._kinds.get((article, n)) == "organisation")
        )

    def doer(self, article: str, event: Event) -> str:
        """The subject's full name, else its noun; "" for nobody and pronouns nobody resolved."""
        if event.doer is None:
            return event.agent
        name = self._people.name(article, event.doer) or ""
        return self._full.get(name, name) or event.agent


def _ends(name: str) -> tuple[str, str]:
    """The first and the last word of a name."""
    words = name.lower().split() or [""]
    return words[0], words[-1]


def _extends(one: str, other: str) -> bool:
    """Whether two names of two words or more share first and last, and one all of the other's."""
    first, second = one.lower().split(), other.lower().split()
    if min(len(first), len(second)) < 2 or (first[0], first[-1]) != (second[0], second[-1]):
        return False
    return set(first) <= set(second) or set(second) <= set(first)


def _days_of(covered: Covered, published: list[date]) -> dict[int, Days]:
    """What the relative dates of an undated article mean, by their place in `Reading.times`.

    They count from the day on which most of the story was published. Where the first and the
    last day of publication give another week or month, nothing is known.
    """
    if covered.article.published is not None or not published:
        return {}
    usual = min(published, key=lambda day: (-published.count(day), day))
    first, most, last = (_resolved(covered, day) for day in (min(published), usual, max(published)))
    found: dict[int, Days] = {}
    for number, time in enumerate(covered.reading.times):
        meant = most.get(time.span)
        if time.begin is not None or meant is None or meant.begin is None:
            continue
        firm = all(other.get(time.span) and other[time.span].value == meant.value
                   for other in (first, last))  # fmt: skip
        if firm or meant.precision in _DAYS:
            found[number] = meant.begin, meant.end, meant.precision
    return found


def _resolved(covered: Covered, published: date) -> dict[Span, TimeExpression]:
    times = resolve_times(covered.article.text, published)
    return {time.span: time for time in times}


class Weights:
    """How much a shared word tells: a word of every sentence of the story tells nothing."""

    def __init__(self, occasions: tuple[Occasion, ...]) -> None:
        counts = Counter(word for one in occasions for word in one.words)
        most = len(occasions) + 2
        self._weights = {word: math.log(most / (n + 0.5)) for word, n in counts.items()}
        self._totals = {one.key: self.of(one.words) for one in occasions}

    def of(self, words: frozenset[str]) -> float:
        """The weight of some words together."""
        return sum(sorted(self._weights[word] for word in words))

    def shared(self, one: Occasion, other: Occasion) -> float:
        """The weight of the words two events share, as a share of the lighter one's (0 to 1)."""
        least = min(self._own(one), self._own(other))
        return self.of(one.words & other.words) / least if least else 0.0

    def alike(self, one: Occasion, other: Occasion) -> float:
        """The weight of the words two events share, as a share of all their words' (0 to 1)."""
        both = self.of(one.words & other.words)
        rest = self._own(one) + self._own(other) - both
        return both / rest if rest else 0.0

    def _own(self, one: Occasion) -> float:
        return self._totals[one.key]
