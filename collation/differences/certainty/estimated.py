"""A number that one account gives as an estimate and another as a fact in; how sure it is, out.

"Roe Motors lost $1.5 billion, according to an estimate" and "costing Roe Motors $1.5 billion" hold
one number of one thing; that nobody counted it is what the second leaves out. Both must give the
same number and be about the same by the rest of their sentences; the flat account may nowhere
give the number as anybody's word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from collation.coverage import Covered
from collation.differences.concepts import concept, concepts_in, weigh_concepts
from collation.differences.factuality import attributed
from collation.differences.phrasing import clause
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Figure, Span, Voice

_SURE, _FAINT = 0.72, 0.55
#: Nobody counts a crowd: that its size is an estimate tells a reader nothing.
_CROWD = re.compile(
    r"\b(?:crowds?|rally|rallies|marche?[sd]?|demonstrat\w+|protesters?|gather\w+)\b"
)
_LEAST = 3.0  # weight of what the sentences share besides the number
_ALONE = 5.0  # the same where it is one word
_COMMON = 0.4  # the part of its weight that a name of the whole story keeps there
_FROM = 1000  # least number: what is smaller is counted, not estimated
_REACH = 60  # characters around the number within which it is called an estimate
_NEAR = 40  # the same for a word of what may come
_AHEAD = re.compile(r"\b(?:may|might|could|would|will|if|some|roughly)\b", re.IGNORECASE)
_BREAK = re.compile(r"[;:]|,\s+(?:and|but|while)\s")
_YEARS = range(1900, 2100)
_ESTIMATE = re.compile(
    r"\bestimat(?:e|es|ed|ing)\b|\b(?:believed|thought|reported|rumou?red) to (?:be|have|total)\b|"
    r"\b(?:reportedly|allegedly|purportedly)\b",
    re.IGNORECASE,
)
#: What makes a number somebody's word, or one of what may come.
_SOMEBODY = re.compile(
    r"\b(?:according to|estimat\w*|said|says?|told|claim\w*|report(?:s|ed|edly)?|alleg\w*|"
    r"believ\w+|thought|project(?:s|ed|ions?)|forecast\w*|predict\w*|expect\w*|"
    r"valued|worth|analysts?|economists?|calculat\w+|survey|study|poll|referr\w+)\b|\?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Number:
    covered: Covered
    figure: Figure
    about: frozenset[str]

    @property
    def id(self) -> str:
        return self.covered.id


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Numbers that are estimates here and facts there."""
    central = frozenset(concept(word) for word in scene.central)
    table: dict[tuple[float, str, str], list[tuple[Covered, Figure]]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for figure in covered.reading.figures:
            if _may_be_estimated(figure):
                key = (figure.value, figure.quantity, figure.unit)
                table[key].append((covered, figure))
    for _, rows in sorted(table.items(), key=lambda row: row[0]):
        if len({covered.group for covered, _ in rows}) > 1:
            yield from _of_one_number(scene, rows, central)


def _may_be_estimated(figure: Figure) -> bool:
    return (
        figure.quantity in ("money", "count")
        and figure.value >= _FROM
        and not (figure.quantity == "count" and figure.value in _YEARS)
        and not figure.negated
    )


def _of_one_number(
    scene: Scene, rows: list[tuple[Covered, Figure]], central: frozenset[str]
) -> Iterator[Discrepancy]:
    word_of: set[str] = set()
    guessed, flat = [], []
    for covered, figure in rows:
        about = concepts_in(covered, figure.sentence) - concepts_in(covered, figure.number)
        one = _Number(covered, figure, about | _counted(figure))
        if figure.voice is Voice.QUOTED:
            word_of.add(covered.id)
        elif _ESTIMATE.search(_clause(covered, figure, _REACH)):
            guessed.append(one)
            word_of.add(covered.id)
        elif _is_somebodys(covered, figure):
            word_of.add(covered.id)
        elif figure.voice is Voice.OUTLET and not figure.hedge:
            flat.append(one)
    pairs = [
        (weight, one, other)
        for one in guessed
        for other in flat
        if other.id not in word_of and (weight := _alike(one, other, central))
    ]
    if not pairs:
        return
    _, one, other = max(pairs, key=lambda row: (row[0], row[1].id, row[2].id))
    words = clause(scene, one.covered, _shown(one))
    yield difference(
        scene,
        Kind.HEDGING,
        Severity.SOFT,
        f"whether the number is an estimate: “{words}”",
        [
            Evidence(one.id, _shown(one), one.figure.sentence, "estimated"),
            Evidence(other.id, other.figure.span, other.figure.sentence, "flat"),
        ],
        _FAINT if _is_crowd(one) or _is_crowd(other) else _SURE,
    )


def _is_crowd(one: _Number) -> bool:
    return _CROWD.search(one.covered.text(one.figure.sentence)) is not None


def _is_somebodys(covered: Covered, figure: Figure) -> bool:
    """Whether a number is anybody's word, or one of what may come."""
    return (
        attributed(covered, figure.sentence)
        or _SOMEBODY.search(covered.text(figure.sentence)) is not None
        or _AHEAD.search(_clause(covered, figure, _NEAR)) is not None
    )


def _counted(figure: Figure) -> frozenset[str]:
    return frozenset(concept(word) for word in (figure.counted, figure.predicate) if word)


def _clause(covered: Covered, figure: Figure, reach: int) -> str:
    """The words of a number's clause as far as they stand close to it."""
    low = max(figure.sentence.start, figure.number.start - reach)
    high = min(figure.sentence.end, figure.number.end + reach)
    before = _BREAK.split(covered.text(Span(low, figure.number.start)))[-1]
    after = _BREAK.split(covered.text(Span(figure.number.end, high)))[0]
    return f"{before}{covered.text(figure.number)}{after}"


def _alike(one: _Number, other: _Number, central: frozenset[str]) -> float:
    """The weight of what two sentences share; 0 for one dispatch, or another thing counted."""
    if one.covered.group == other.covered.group:
        return 0.0
    counted = one.figure.counted, other.figure.counted
    if all(counted) and concept(counted[0]) != concept(counted[1]):
        return 0.0
    both = one.about & other.about
    if both <= central:
        return 0.0
    weight = weigh_concepts(both - central) + _COMMON * weigh_concepts(both & central)
    return weight if weight >= (_LEAST if len(both) > 1 else _ALONE) else 0.0


def _shown(one: _Number) -> Span:
    """The number with the word that calls it an estimate, where that stands close."""
    text, figure = one.covered.article.text, one.figure
    low = max(figure.sentence.start, figure.span.start - 25)
    before = _ESTIMATE.search(text, low, figure.span.start)
    high = min(figure.sentence.end, figure.span.end + _REACH)
    after = _ESTIMATE.search(text, figure.span.end, high)
    if before is not None:
        return Span(before.start(), figure.span.end)
    return Span(figure.span.start, after.end() if after else figure.span.end)
