"""Lengths of time that are counted from or to something; those that cannot both hold, out.

"The raid came five days after Canada raised its alert": what was counted from is named behind the
number. Two such lengths are of one thing only where both count in one direction and from the same
event; "the final 36 hours" of a race count from nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from collation.coverage import Covered
from collation.differences.clause import clause_at, fuller
from collation.differences.scene import Scene, difference
from collation.differences.telling import quoted_at, weigh, words_in
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Figure, Span

_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.44, "year": 365.0}
_FROM = re.compile(
    r"[\s-]+(?:minute|hour|day|week|month|year)s?\s+(after|before|prior to|ahead of)\s+"
    r"([^,;:.—–“”\"]{4,90}?)(?=[,;:.—–“”\"]|\sand\s|$)"
)
_WINDOW = re.compile(r"\b(final|last|first|past|next|coming|opening|closing|previous)\s+$", re.I)
_CAME = re.compile(
    r"\b(?:c[ao]mes?|coming|occurr?(?:ed|ing|s)|happen(?:ed|ing|s)|took place|takes place)\b"
)
_HEAD = 3  # words that tell what is counted from
_SHARED = 2  # of these, that two have in common
_ENOUGH = 5.0  # weight of all that they share
_BEFORE = 90  # characters in which stands what is dated so
_NEAR = 40  # characters before a length in which its verb stands
_VAGUE = frozenset({"vague", "range", "up to", "about"})
_SURE = 0.7


@dataclass(frozen=True, slots=True)
class _Lapse:
    covered: Covered
    figure: Figure
    relation: str
    head: tuple[str, ...]  # stems of the first words behind it
    behind: frozenset[str]
    before: frozenset[str]
    came: bool
    span: Span

    @property
    def low(self) -> float:
        """Days at least; half a unit is allowed for."""
        slack = 0.0 if self.figure.hedge in ("more than", "at least") else 0.5
        return (self.figure.low - slack) * _DAYS[self.figure.unit]

    @property
    def high(self) -> float:
        """Days at most."""
        if self.figure.hedge in ("more than", "at least"):
            return (self.figure.value + 1.0) * _DAYS[self.figure.unit] * 2
        return (self.figure.high + 0.5) * _DAYS[self.figure.unit]


def same_lapse(one: Covered, figure: Figure, other: Covered, another: Figure) -> bool:
    """Whether two lengths may be of one thing; True for what is no length of time."""
    if figure.unit not in _DAYS or another.unit not in _DAYS:
        return True
    windows = [_window(one, figure), _window(other, another)]
    lapses = [_lapse(one, figure), _lapse(other, another)]
    if lapses[0] is not None and lapses[1] is not None:
        return _is_one_event(lapses[0], lapses[1])
    return not any(windows[n] and lapses[1 - n] is not None for n in (0, 1))


def _window(covered: Covered, figure: Figure) -> bool:
    text = covered.article.text
    return _WINDOW.search(text[max(0, figure.number.start - 12) : figure.number.start]) is not None


def _lapse(covered: Covered, figure: Figure) -> _Lapse | None:
    text, sentence = covered.article.text, figure.sentence
    match = _FROM.match(text, figure.number.end, sentence.end)
    if match is None or figure.unit not in _DAYS:
        return None
    left = max(sentence.start, figure.span.start - _BEFORE)
    words = [word.stem for word in words_in(text, Span(match.start(2), match.end(2)))]
    return _Lapse(
        covered,
        figure,
        "after" if match.group(1) == "after" else "before",
        tuple(words[:_HEAD]),
        frozenset(words),
        frozenset(word.stem for word in words_in(text, Span(left, figure.number.start))),
        _CAME.search(text, max(left, figure.number.start - _NEAR), figure.number.start) is not None,
        Span(figure.number.start, match.end(1)),
    )


def _is_one_event(one: _Lapse, other: _Lapse) -> bool:
    """Whether both count in one direction from what may be the same."""
    if one.relation != other.relation:
        return False
    shared = set(one.head) & set(other.head)
    if min(len(one.head), len(other.head)) < _SHARED:
        return bool(shared)
    return len(shared) >= _SHARED and weigh(one.behind & other.behind) >= _ENOUGH


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Lapses from one event to another that exclude each other."""
    found = [
        lapse
        for covered in scene.coverage.articles
        for figure in covered.reading.figures
        if figure.quantity == "measure" and figure.unit in _DAYS and figure.hedge not in _VAGUE
        and not quoted_at(covered, figure.number)
        and (lapse := _lapse(covered, figure)) is not None
    ]  # fmt: skip
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if one.covered.group == other.covered.group or not _is_one_event(one, other):
                continue
            if one.high >= other.low and other.high >= one.low:
                continue
            if not _is_one_act(scene, one, other) or _both(found, one, other):
                continue
            yield _told(scene, one, other)
            return


def _is_one_act(scene: Scene, one: _Lapse, other: _Lapse) -> bool:
    """Whether what happened so much later (or earlier) is the same."""
    if scene.days_apart(one.covered, other.covered) > 1 or _dated(one) or _dated(other):
        return False
    shared = (one.before & other.before) - scene.central
    return (one.came and other.came) or weigh(shared) >= _ENOUGH


def _dated(lapse: _Lapse) -> bool:
    """Whether the clause gives a day of its own: then it is another one's."""
    left = max(lapse.figure.sentence.start, lapse.span.start - _BEFORE)
    return any(
        left <= time.span.start < lapse.span.start and time.begin is not None
        for time in lapse.covered.reading.times
    )


def _both(found: list[_Lapse], one: _Lapse, other: _Lapse) -> bool:
    values = {one.covered.id: other.figure, other.covered.id: one.figure}
    return any(
        (theirs := values.get(lapse.covered.id)) is not None
        and (lapse.figure.value, lapse.figure.unit) == (theirs.value, theirs.unit)
        for lapse in found
    )


def _told(scene: Scene, one: _Lapse, other: _Lapse) -> Discrepancy:
    gap = max(one.low - other.high, other.low - one.high)
    unit = max(_DAYS[side.figure.unit] for side in (one, other))
    told = fuller(*(clause_at(x.covered, x.figure.sentence, x.span) for x in (one, other)))
    return difference(
        scene,
        Kind.DURATION,
        Severity.HARD if gap >= unit else Severity.SOFT,
        f"how long {one.relation}: “{told}”",
        [
            Evidence(x.covered.id, x.span, x.figure.sentence, x.covered.text(x.span))
            for x in (one, other)
        ],
        _SURE,
    )
