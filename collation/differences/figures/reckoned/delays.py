"""How late something was, as accounts print it in; delays of one thing that differ, out.

"Left 14 hours late", "a delay of 14 hours", "delayed by 14 hours" and "took off after a wait of six
hours" are brought to minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from collation.coverage import Covered
from collation.differences.figures.reckoned.amounts import AMOUNT, Interval, amount
from collation.differences.figures.reckoned.comparing import Told, clashes, is_unreal, reports
from collation.differences.scene import Scene
from collation.discrepancy import Discrepancy, Kind
from extraction.annotations import Span

_SURE = 0.75
_WEIGHT = 10.0
_LOOSE = 0.05  # either way of a length in words
_SIGN = tuple("late delay wait behind held overdue postpon".split())
_MINUTES = {"minute": 1, "hour": 60, "day": 24 * 60, "week": 7 * 24 * 60, "month": 30 * 24 * 60,
            "year": 365 * 24 * 60}  # fmt: skip


@cache
def _pattern() -> re.Pattern[str]:
    one, two, three = (
        rf"(?P<n{n}>(?:{AMOUNT}|an?|half\s+an))[\s-](?P<u{n}>{'|'.join(_MINUTES)})s?" for n in "123"
    )
    return re.compile(
        rf"\b{one}(?:\s+(?:late(?!\s+(?:on|last))\b|behind\s+(?:schedule|time)|overdue)"
        rf"|[\s-](?:delay|wait)\b)"
        rf"|\b(?:delayed|held\s+up|put\s+back|postponed)\s+(?:by|for)\s+{two}\b"
        rf"|\b(?:delay|wait)\s+of\s+(?:[\w-]+\s+)?{three}\b",
        re.IGNORECASE,
    )


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Delays that differ, one discrepancy a thing."""
    told = [one for covered in scene.coverage.articles for one in _told(scene, covered)]
    pairs = clashes(scene, told, weight=_WEIGHT, single=True)
    yield from reports(scene, pairs, "how long the delay was", _SURE, Kind.DURATION)


def _told(scene: Scene, covered: Covered) -> Iterator[Told]:
    for row in scene.having(covered, _SIGN):
        sentence, words = row.span, covered.text(row.span)
        for match in _pattern().finditer(words):
            span = Span(sentence.start + match.start(), sentence.start + match.end())
            if is_unreal(covered, sentence, span):
                continue
            at = next(n for n in "123" if match[f"n{n}"])
            low, high = _length(match[f"n{at}"])
            times = _MINUTES[match[f"u{at}"].lower()]
            form = {"delay": (low * times * (1 - _LOOSE), high * times * (1 + _LOOSE))}
            value = f"{match[f'n{at}']} {match[f'u{at}']}s"
            yield Told(covered, sentence, span, form, value)


def _length(words: str) -> Interval:
    small = " ".join(words.lower().split())
    if small in ("a", "an"):
        return 1.0, 1.0
    return (0.5, 0.5) if small == "half an" else amount(words)
