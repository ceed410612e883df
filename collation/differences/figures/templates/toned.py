"""Several accounts in; a number that is few by one's words and many by another's, out.

"Only 210 people came" and "as many as 210 people came" give one number; what is to be thought of it
is what they differ in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import product

from collation.coverage import Covered
from collation.differences.question import question
from collation.differences.scene import Scene, difference
from collation.differences.times.length import is_timed
from collation.differences.words import family, load
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Figure

_SORTS = frozenset({"count", "money", "percent", "measure"})
_LEAST = 10  # a smaller number is given for many things
_BEFORE = 24  # characters before a number in which its tone stands
_FAIR = 0.7

_Key = tuple[str, str, float, str]


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Numbers told as few here and as many there, one discrepancy a number."""
    few: dict[_Key, list[tuple[Covered, Figure]]] = defaultdict(list)
    many: dict[_Key, list[tuple[Covered, Figure]]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for figure in covered.reading.figures:
            if figure.quantity not in _SORTS or abs(figure.value) < _LEAST or is_timed(figure):
                continue
            tone = _tone(covered, figure)
            if tone:
                noun = family("counted", figure.counted) if figure.counted else ""
                key = (figure.quantity, figure.unit, figure.value, noun)
                (few if tone == "few" else many)[key].append((covered, figure))
    for key in sorted(few.keys() & many.keys()):
        pair = next(
            (
                (one, other)
                for one, other in product(few[key], many[key])
                if one[0].group != other[0].group
            ),
            None,
        )
        if pair is not None:
            yield _told(scene, *pair)


def _tone(covered: Covered, figure: Figure) -> str:
    """ "few", "many" or ""; the words may be part of the number as it is read."""
    start, text = figure.number.start, covered.article.text
    begin = max(figure.sentence.start, start - _BEFORE)
    before = text[begin:start] + re.split(r"\d", covered.text(figure.number))[0]
    found = _tones().search(" ".join(before.split()) + " ")
    return "" if found is None else str(found.lastgroup)


@cache
def _tones() -> re.Pattern[str]:
    """What stands right before a number and says that it is few, or many."""
    groups = (
        f"(?P<{name}>{'|'.join(sorted(words, key=len, reverse=True))})"
        for name, words in load("quantities")["tones"].items()
    )
    return re.compile(rf"\b(?:{'|'.join(groups)})\W*$", re.IGNORECASE)


def _told(scene: Scene, few: tuple[Covered, Figure], many: tuple[Covered, Figure]) -> Discrepancy:
    sides = [(*few, "few"), (*many, "many")]
    asked = [(covered, figure.span, figure.number) for covered, figure, _ in sides]
    return difference(
        scene, Kind.FRAMING, Severity.SOFT,
        f"few by one account, many by another: “{question(scene, asked)}”",
        [Evidence(c.id, f.span, f.sentence, value) for c, f, value in sides],
        _FAIR,
        [(f.voice, scene.person(c, f.holder), value) for c, f, value in sides],
    )  # fmt: skip
