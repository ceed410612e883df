"""A time expression's words in; whether they name only about or a part of its time, out.

TIMEX3's `mod` (ISO-TimeML): START is told as "early" or "start", END as "late" or "end", MID as
"mid", APPROX as "about". The value and the interval stay those of the whole: "early April 2025"
is 2025-04, with a mod by which a reader is told no more than is printed.
"""

from __future__ import annotations

from collections.abc import Sequence

from extraction.timex.words import Word

_PARTS = {
    "early": "early", "late": "late", "latter": "late", "mid": "mid", "middle": "mid",
    "beginning": "start", "start": "start", "outset": "start", "end": "end", "close": "end",
}  # fmt: skip
_LONG = frozenset(("week", "month", "season", "quarter", "year", "decade", "century"))
_CLOCK = frozenset(("minute", "hour", "part of day"))
_ROUGHLY = frozenset(("around", "circa", "approximately", "roughly"))
#: Before "about" these show that it means nearly: "on or about", "by about"; not "spoke about".
_SET_OFF = frozenset("or on in by since until till from at , ( ; was is were ago".split())
_COUNTED = frozenset(("ago", "earlier", "unit"))  # forms that a number of units dates
_HEDGED = frozenset(("nearly", "almost", "about", "around", "roughly", "approximately", "so"))


def find_mod(form: str, precision: str, words: Sequence[Word], first: int, last: int) -> str:
    """ "early", "mid", "late", "start", "end", "about", or "" for the whole, exactly."""
    inside = [words[at].text for at in range(first, last)]
    before = words[first - 1].text if first else ""
    if precision in _LONG:
        for text in inside:
            if text in _PARTS:
                return _PARTS[text]
    if not precision or precision in _CLOCK:
        return ""
    if before in _ROUGHLY:
        return "about"
    if before == "about" and (first < 2 or words[first - 2].text in _SET_OFF):
        return "about"
    if form in _COUNTED and (_HEDGED & set(inside) or before == "about"):
        return "about"
    return ""
