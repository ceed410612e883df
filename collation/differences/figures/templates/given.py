"""A figure that gives a quantity, in its account; its time, its stage and whose word it is, out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from collation.coverage import Covered
from collation.differences.figures.slots import Ref, refer
from collation.differences.figures.templates.quantities import Quantity, sort_of
from collation.differences.figures.templates.voiced import voice_of
from collation.differences.scene import Scene
from collation.differences.words import load
from extraction.annotations import Figure, Span

_TERM_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_MONTHS = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:19|20)\d\d)\b"
)
WEEKDAYS = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
#: What belongs to the hedge of a number: "more than", "or more".
_COMPARED = re.compile(
    r"\b(?:more|fewer|less|no more|no fewer|other) than\b|\bor more\b|\bany other\b"
)
#: Right behind a figure: what it is counted by.
_RATE = re.compile(r"\s+(?:an?|per|each|every)\s+(hour|day|week|month|year|person|head|share)\b")


@dataclass(frozen=True, slots=True)
class Given:
    """A figure that gives a quantity; the time of its `ref` is the one that its zone tells."""

    quantity: Quantity
    ref: Ref
    zone: Span
    stages: frozenset[str]  # names of the data file: "asked", "before", …; "rate"
    unsure: bool
    voice: frozenset[str]  # stems of who says so; empty for the outlet and for nobody in particular
    speaker: str
    months: frozenset[str]  # and years, of the zone
    weekdays: frozenset[str]

    @property
    def figure(self) -> Figure:
        return self.ref.figure

    @property
    def covered(self) -> Covered:
        return self.ref.covered


def give(scene: Scene, covered: Covered, quantity: Quantity, figure: Figure, zone: Span) -> Given:
    """The figure as one that gives a quantity."""
    text, number = covered.article.text, figure.number
    words = f"{text[zone.start : number.start]}#{text[number.end : zone.end]}"
    told = _COMPARED.sub(" ", words)
    stages = {name for name, sign in _signs().items() if sign.search(told)}
    rate = _RATE.match(text, number.end)
    if rate and (rate.group(1) != "year" or quantity.name != "salary"):
        stages.add("rate")
    if sort_of(figure) != "count":
        stages -= {"revised", "more"}
    voice, speaker = voice_of(scene, covered, figure)
    return Given(
        quantity,
        refer(scene, covered, _in_zone(covered, figure, zone)),
        zone,
        frozenset(stages - {"unsure"}),
        "unsure" in stages,
        voice,
        speaker,
        frozenset(_MONTHS.findall(words)),
        frozenset(WEEKDAYS.findall(words)),
    )


@cache
def _signs() -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(
            "|".join(
                rf"{'' if p.startswith('#') else chr(92) + 'b'}(?:{p})"
                rf"{'' if p.endswith('#') else chr(92) + 'b'}"
                for p in patterns
            ),
            re.IGNORECASE,
        )
        for name, patterns in load("quantities")["stages"].items()
    }


def _in_zone(covered: Covered, figure: Figure, zone: Span) -> Figure:
    """The figure with a time that its zone tells; terms in days."""
    if figure.when is not None and not zone.covers(covered.reading.times[figure.when].span):
        figure = replace(figure, when=None)
    days = _TERM_DAYS.get(figure.unit)
    if days is None:
        return figure
    return replace(
        figure, value=figure.value * days, low=figure.low * days, high=figure.high * days
    )
