"""One article of a story in; its counts that only grow, each with the time it holds for, out.

The dead, injured, missing, arrested, rescued, confirmed cases. Only what surely counts all of one
kind: no part ("two of the dead"), no addition ("three more"), no rate, nothing that might happen.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from collation.coverage import Covered
from collation.differences.figures.slots import Ref, interval, refer
from collation.differences.scene import Scene
from collation.timeline import AsOf
from extraction.annotations import EventKind, Figure, Span, TimeExpression

OPENING = 3  # sentences, the headline among them, in which an account tells what it is about
OLDEST = timedelta(days=10)  # before publication: an older count is another event's
SURE_TIME = 0.8  # confidence of a time expression from which it says when a count held
_HEDGES = frozenset(("", "at least", "more than", "about", "nearly"))
_WORDS = Path(__file__).with_name("tolls.toml")
_DAYS = frozenset(("day", "part of day", "hour", "minute"))
_ACTUAL = frozenset(("actual", "alleged"))
#: TIMEX3 parts of day as hours, by which counts of one day are put in order.
_HOURS = {"MO": 9, "MI": 12, "AF": 15, "EV": 19, "NI": 22}

# "the death toll has risen to 14", "the number of arrests stood at 45", "a death toll of 16"
_TOLL = re.compile(
    r"\b(?:(?:(?:the|its|a|official|overall|total|confirmed)\s+)*"
    r"(?P<toll>(?:death\s+)?toll|(?:number|count|total|tally)\s+of\s+(?:the\s+|people\s+)?"
    r"(?:confirmed\s+)?(?P<noun>\w+)|(?:confirmed\s+)?(?P<bare>\w+))"
    r"(?:\s+(?:from|in|of)\s+(?:[\w'’-]+\s+){1,12}?)?)\s*"
    r"(?:\b(?:has|have|had|now|since|then|officially|already|also)\s+)*"
    r"(?P<verb>ris\w+|rose|climb\w*|grow\w*|grew|jump\w*|increas\w+|surg\w+|soar\w*|mount\w*"
    r"|swell\w*|reach\w*|hit|pass\w*|top\w*|surpass\w*|st(?:ands?|ood|anding)|was|is|of|to)"
    r"(?:\s+(?:now|sharply|further|steadily))*(?:\s+(?:to|at))?\s*$",
    re.IGNORECASE,
)
#: "another 12", "the hall where 89 died": on top of others, or in one of several places.
_BEFORE = re.compile(r"\b(?:another|additional|further|extra)\s*$|\bwhere\b[^.;:]*$", re.IGNORECASE)
_AFTER = re.compile(
    r"^\s*(?:\w+\s+)?(?:more|others?|additional|further|new|of\s+(?:the|them|those|these|whom|its|his"
    r"|her|their))\b", re.IGNORECASE,
)  # fmt: skip
_RATE = re.compile(
    r"\b(?:this|last|each|every|a|per|the\s+past|the\s+previous)\s+(?:day|week|month|year|decade)s?\b"
    r"|\b(?:annually|on\s+average|worldwide|nationwide|in\s+history)\b|\bin\s+(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"^\s*(?:other\b|others\b)", re.IGNORECASE)
_AS_OF = re.compile(
    r"\b(?:as\s+of|by|until|through|up\s+to)\s+(?:early\s+|late\s+)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Toll:
    """A count of all of one kind at one time. `number` is the figure's place in its reading."""

    ref: Ref
    number: int
    outcome: str  # "kill", "injure", …: see tolls.toml
    noun: str  # what is counted, "person" for people in general
    as_of: AsOf
    told: bool  # by a phrase that means the whole: "the death toll"
    opening: bool  # in the headline or the first sentences
    happened: tuple[int, int] | None  # days, as ordinals, that its clause gives the event

    @property
    def figure(self) -> Figure:
        """The figure behind it."""
        return self.ref.figure

    @property
    def value(self) -> float:
        """The number as printed."""
        return self.ref.figure.value

    @property
    def key(self) -> tuple[str, int]:
        """Article and place: what sorts it."""
        return self.ref.id, self.number


def find_tolls(scene: Scene, covered: Covered) -> Iterator[Toll]:
    """The article's counts that only grow, in text order; none where no time is known for them."""
    starts = [sentence.span for sentence in covered.reading.sentences[:OPENING]]
    for number, figure in enumerate(covered.reading.figures):
        if figure.quantity != "count" or figure.negated or figure.hedge not in _HEDGES:
            continue
        ref = refer(scene, covered, figure)
        kind = _kind(covered, ref)
        if kind is None or _is_partial(covered, figure, kind[0]) or _is_unreal(covered, figure):
            continue
        as_of, at = _as_of(covered, figure)
        if as_of is None:
            continue
        happened = interval(ref) if figure.when != at else None
        published = covered.article.published
        if happened and published and happened[1] < (published - OLDEST).toordinal():
            continue  # an earlier event, told as background
        outcome, noun, told = kind
        opening = figure.sentence in starts
        yield Toll(ref, number, outcome, noun, as_of, told, opening, happened)


def label(toll: Toll) -> str:
    """What is counted in words: "dead", "protesters arrested"."""
    shown: list[str] = words()["outcomes"][toll.outcome]
    if toll.noun == "person":
        return shown[0]
    printed = toll.ref.covered.text(toll.figure.phrase).split()
    named = next((w for w in reversed(printed) if w.lower().startswith(toll.noun[:3])), toll.noun)
    return f"{named.strip('.,;:').lower()} {shown[1]}"


@cache
def words() -> Mapping[str, Any]:
    """The word lists of tolls.toml."""
    with _WORDS.open("rb") as file:
        return tomllib.load(file)


def _kind(covered: Covered, ref: Ref) -> tuple[str, str, bool] | None:
    """What happened, to what, and whether a phrase says that the whole is counted."""
    table, figure = words(), ref.figure
    if not figure.counted or figure.predicate in ("number", "toll"):
        return _told(covered, figure)
    named = table["nouns"].get(ref.counted)
    if named:
        return None if _narrows(ref, {"confirm", "total"}) else (named, "person", False)
    if ref.counted == "case":
        confirmed = "confirm" in figure.modifiers or "confirmed" in figure.modifiers
        return ("infect", "person", False) if confirmed else None
    outcome = "miss" if figure.predicate == "missing" else ref.predicate
    if outcome not in table["outcomes"]:
        return None
    suffers = figure.role in ("obj", "nsubj:pass", "acl") or (
        figure.role == "nsubj" and figure.predicate in table["words"]["suffered"]
    )
    if not suffers:
        return None  # "four gunmen killed …"
    anybody = ref.counted in table["words"]["anybody"]
    return outcome, "person" if anybody else ref.counted, False


def _narrows(ref: Ref, allowed: set[str]) -> bool:
    return not {m for m in ref.figure.modifiers if m not in allowed} <= {"death"}


def _told(covered: Covered, figure: Figure) -> tuple[str, str, bool] | None:
    """ "The death toll rose to 14", "arrests climbed to 45": what the words before it count."""
    before = covered.article.text[max(figure.sentence.start, figure.number.start - 160) :
                                  figure.number.start]  # fmt: skip
    match = _TOLL.search(before)
    if match is None:
        return None
    if match["toll"].lower().endswith("toll"):
        return "kill", "person", True
    if match["verb"].lower() in ("of", "to") and match["bare"]:
        return None  # "deaths to 3"
    noun = (match["noun"] or match["bare"]).lower()
    confirmed = "confirmed" in match["toll"].lower()
    if noun == "cases":
        return ("infect", "person", True) if confirmed else None
    states = {"dead": "kill", "killed": "kill", "injured": "injure", "wounded": "injure",
              "missing": "miss", "arrested": "arrest", "fatalities": "kill",
              "injuries": "injure", "casualties": ""}  # fmt: skip
    outcome = states.get(noun) or words()["nouns"].get(noun.removesuffix("s"))
    return (outcome, "person", True) if outcome else None


def _is_partial(covered: Covered, figure: Figure, outcome: str) -> bool:
    """Whether the number counts a part, what came on top, or what happens in a length of time."""
    text = covered.article.text
    further = set(words()["words"]["further"])
    before = text[figure.sentence.start : figure.number.start]
    after = text[figure.number.end : figure.sentence.end]
    if figure.counted in further or "of" in figure.modifiers or _BEFORE.search(before):
        return True
    if _RATE.search(before + " " + after):
        return True
    if _OTHERS.match(after) and outcome in ("injure", "miss", "hospitalize"):
        # "killed 12 people and injured 27 others": 27 are all the injured
        return not re.search(r"\b(?:kill|dead|di(?:ed|es)|death)", before, re.IGNORECASE)
    return bool(_AFTER.match(after)) or bool(further & set(figure.modifiers))


def _is_unreal(covered: Covered, figure: Figure) -> bool:
    """Whether the clause says only that it may happen, or did not."""
    return any(
        claim.sentence == figure.sentence
        and claim.predicate == figure.predicate
        and (claim.modality not in _ACTUAL or not claim.polarity)
        for claim in covered.reading.claims
    )


# When it holds. FACTS: explicit hour > weekday word > update stamp > date of publication.


def _as_of(covered: Covered, figure: Figure) -> tuple[AsOf | None, int | None]:
    """When the count held, and which of the article's time expressions says so."""
    article = covered.article
    rated = []
    for at, time in _times_in(covered, figure.sentence):
        if not _dates_report(covered, at, time):
            continue
        day = time.begin
        published = article.published
        if day is None or (published and not published - OLDEST <= day <= published):
            continue
        hour = _hour(time.value)
        basis = "hour" if time.precision in ("hour", "minute") else "day"
        distance = abs(time.span.start - figure.number.start)
        rated.append((basis != "hour", distance, AsOf(day, hour, basis), at))
    if rated:
        _, _, found, place = min(rated, key=lambda row: row[:2])
        return found, place
    if article.published_at is not None:
        moment = article.published_at
        return AsOf(moment.date(), moment.hour + moment.minute / 60, "update"), None
    if article.published is not None:
        return AsOf(article.published, None, "publication"), None
    return None, None


def _times_in(covered: Covered, sentence: Span) -> Iterator[tuple[int, TimeExpression]]:
    for at, time in enumerate(covered.reading.times):
        dated = time.precision in _DAYS and time.begin == time.end
        if dated and sentence.covers(time.span) and time.confidence >= SURE_TIME:
            yield at, time


def _dates_report(covered: Covered, at: int, time: TimeExpression) -> bool:
    """Whether a time dates the telling of a count, not what happened: "officials said Monday"."""
    before = covered.article.text[max(0, time.span.start - 24) : time.span.start]
    if _AS_OF.search(before):
        return True
    moving = words()["words"]["moving"]
    return any(
        event.when == at and (event.kind is EventKind.STATEMENT or event.predicate in moving)
        for event in covered.reading.events
    )


def _hour(value: str) -> float | None:
    """The hour of a TIMEX3 value, of a part of day its middle; None for a whole day."""
    if value[10:11] != "T":
        return None
    told = value[11:]
    if told in _HOURS:
        return float(_HOURS[told])
    match = re.fullmatch(r"(\d\d)(?::(\d\d))?.*", told)
    return int(match[1]) + int(match[2] or 0) / 60 if match else None


def later(one: AsOf, other: AsOf) -> bool:
    """Whether `one` is surely later: another day, or an hour where both give one."""
    if one.day != other.day:
        return one.day > other.day
    return one.hour is not None and other.hour is not None and one.hour > other.hour


def in_order(as_of: AsOf) -> tuple[date, float]:
    """What sorts counts by time; a day without an hour stands at its noon."""
    return as_of.day, 12.0 if as_of.hour is None else as_of.hour
