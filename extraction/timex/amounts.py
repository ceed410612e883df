"""So many units: ago and later, lengths of time, sets, and the vague now, once and some day."""

from __future__ import annotations

import re
from datetime import date

from extraction.annotations import TimeType
from extraction.timex.calendar import day_value, shifted
from extraction.timex.found import UNKNOWN, Found, Meaning, dated, month_in
from extraction.timex.words import (
    CARDINALS,
    FREQUENCIES,
    PARTS,
    PLURALS,
    SCALES,
    UNITS,
    WEEKDAYS,
    Word,
)
from extraction.timex.words import SEASONS as SEASON_WORDS

_SHOWN = {
    "D": "D", "W": "W", "M": "M", "Q": "Q", "Y": "Y", "WE": "WE", "TH": "H", "TM": "M", "TS": "S",
}  # fmt: skip


def number_of(words: tuple[Word, ...]) -> float | None:
    """The number that words spell; None where it is vague ("several", "a few")."""
    total = current = numerator = 0.0
    last = ""
    for word in words:
        said = word.text
        if said in (
            "several",
            "few",
            "many",
            "numerous",
            "number",
            "dozens",
            "hundreds",
            "thousands",
        ):
            return None
        if said in ("a", "an"):
            current += 1
        elif said == "couple":
            current = 2
        elif said == "half":
            # "two and a half": the article before it has counted one too many.
            current -= 0.5
        elif said in CARDINALS:
            current += CARDINALS[said]
        elif said == "single":
            current = 1
        elif said in SCALES:
            current = max(current, 1) * SCALES[said]
            if SCALES[said] >= 1000:
                total, current = total + current, 0
        elif said.replace(".", "", 1).isdigit() and len(said) < 16:
            if last == "/" and float(said):
                # "5 1/2": the numerator was added as a whole number
                current = current - numerator + numerator / float(said)
            else:
                numerator = float(said)
                current += numerator
        last = said
    return total + current


def _unit(said: str) -> str:
    return UNITS.get(said) or PLURALS[said]


def _length(number: float | None, unit: str) -> str | None:
    """A TIMEX3 duration: `P9M`, `PT5H30M`, `PXY`."""
    unit, scale = {"DE": ("Y", 10), "CE": ("Y", 100), "2W": ("W", 2), "ML": ("Y", 1000)}.get(
        unit, (unit, 1)
    )
    sign = "PT" if unit.startswith("T") and unit != "T" else "P"
    shown = _SHOWN[unit]
    if number is None:
        return f"{sign}X{shown}"
    number *= scale
    if number <= 0 or number > 1e9:
        return None
    whole = int(number)
    if number == whole:
        return f"{sign}{whole}{shown}"
    rest, finer = number - whole, {"Y": (12, "M"), "TH": (60, "M"), "TM": (60, "S")}.get(unit)
    if finer is None or round(rest * finer[0]) == 0:
        return f"{sign}{number:g}{shown}"
    return sign + (f"{whole}{shown}" if whole else "") + f"{round(rest * finer[0])}{finer[1]}"


def _number(found: Found) -> float | None:
    return number_of(found.parts["num"]) if "num" in found.parts else 1.0


def read_ago(found: Found) -> Meaning | None:
    number, unit = _number(found), _unit(found.said("u"))
    ahead = found.has("from")
    if number is None:
        return dated("FUTURE_REF" if ahead else "PAST_REF", "publication")
    return _counted(
        found, found.anchors.published, "publication", number if ahead else -number, unit
    )


def _counted(
    found: Found, day: date | None, anchor: str, number: float, unit: str
) -> Meaning | None:
    unit, scale = {"2W": ("W", 2), "DE": ("Y", 10), "CE": ("Y", 100), "ML": ("Y", 1000)}.get(
        unit, (unit, 1)
    )
    if unit.startswith("T"):
        return dated(day_value(day) if day else "XXXX-XX-XX", anchor)
    if day is None:
        return dated(UNKNOWN[unit])
    if abs(number) > 100_000:
        return None
    whole = round(number * scale)
    period = found.anchors.period
    if unit == "Y" and abs(whole) == 1 and period and "Q" in period and number < 0:
        return dated(
            f"{int(period[:4]) - 1:04d}{period[4:]}", "previous"
        )  # a year before that quarter
    return dated(shifted(day, unit, whole) or "PAST_REF", anchor)


def read_earlier(found: Found) -> Meaning | None:
    number, unit = _number(found), _unit(found.said("u"))
    way = found.anchors.words[found.last - 1].text
    if number is None:
        return dated("PAST_REF" if way in ("earlier", "before", "previously") else "FUTURE_REF")
    if way in ("before", "after") and found.after() not in (".", ",", "\n", ";", ")"):
        return None
    day, anchor = found.anchors.spoken_of()
    back = way in ("earlier", "before", "previously", "beforehand")
    return _counted(found, day, anchor, -number if back else number, unit)


def read_duration(found: Found) -> Meaning | None:
    unit = _unit(found.said("u"))
    if found.said("over") and found.before() not in (
        "in",
        "for",
        "of",
        "last",
        "lasted",
        "took",
        "just",
    ):
        return None  # "over two years": a preposition elsewhere
    if found.said("half"):
        number: float | None = 0.5 if not found.has("and") else 1.5
    elif "num" in found.parts:
        number = _number(found)
    elif "one" in found.parts:
        return _one(found, unit)
    else:
        number = None
    one_day = found.said("num") == "one" and unit == "D" and found.last - found.first == 2
    if one_day and found.before() in ("will", "may", "might", "could", "would"):
        return dated("FUTURE_REF", "publication")  # "will one day be"
    if unit == "TS" and "num" in found.parts and found.said("u") == "second" and not found.has("-"):
        return None
    if found.after() in ("old", "'") and found.after() == "old":
        return None
    value = _length(number, unit)
    return Meaning(TimeType.DURATION, value) if value else None


_BEFORE_ONE = frozenset(
    """for in within over than after about least nearly almost every once of just lasted took takes
    take given spent to until under served half""".split()
)


def _one(found: Found, unit: str) -> Meaning | None:
    """ "a year": a rate after an amount, a length after a preposition, else nothing."""
    value = _length(1, unit)
    before = found.before()
    if unit in ("TS", "Q", "WE") or value is None:
        return None
    follows = found.after() in ("after", "before") and unit in ("D", "W", "M", "Y")
    if before in _BEFORE_ONE or follows or found.last - found.first > 2:  # fmt: skip
        return Meaning(TimeType.DURATION, value)
    start = found.anchors.words[found.first].start
    if re.search(r"\d", found.text[max(0, start - 30) : start]):
        return Meaning(TimeType.SET, value)
    if unit in ("TM", "TH", "D"):
        return None
    return Meaning(TimeType.DURATION, value)


def read_duration_range(found: Found) -> Meaning | None:
    value = _length(None, _unit(found.said("u")))
    return Meaning(TimeType.DURATION, value) if value else None


def read_span(found: Found) -> Meaning | None:
    value = _length(_number(found), _unit(found.said("u")))
    return Meaning(TimeType.DURATION, value) if value else None


def read_past_units(found: Found) -> Meaning | None:
    unit = PLURALS[found.said("us").split()[0]]
    if found.has("later", "first", "last", "early") and not found.has("the"):
        return None
    if found.has("recent") and unit == "Y":
        return dated("PAST_REF")
    return Meaning(TimeType.DURATION, _length(None, unit) or "PXX")


_BEFORE_UNITS = frozenset(
    "just for in over within after take takes took of many since during last lasted through".split()
)


_BEFORE_EVENT = frozenset(("before", "after", "following", "since"))


def read_units(found: Found) -> Meaning | None:
    unit = PLURALS[found.said("us").split()[0]]
    if found.has("ago"):
        return dated("PAST_REF", "publication")
    before_event = found.before() == "the" and found.after() in _BEFORE_EVENT
    named = found.has("the", "later", "earlier", "ahead") or found.before() in _BEFORE_UNITS
    if not named and not before_event:
        return None
    if found.has("the") and not found.has("ahead") and found.before() != "over":
        return None
    return Meaning(TimeType.DURATION, _length(None, unit) or "PXX")


def read_every(found: Found) -> Meaning | None:
    part = "T" + PARTS[found.said("part")] if found.said("part") else ""
    if "w" in found.parts:
        word = found.said("w")
        number = WEEKDAYS.get(word, WEEKDAYS.get(word[:-1], 0))
        return Meaning(TimeType.SET, f"XXXX-WXX-{number + 1}{part}", "none")
    if "m" in found.parts:
        return Meaning(TimeType.SET, f"XXXX-{month_in(found):02d}", "none")
    if "s" in found.parts:
        return Meaning(TimeType.SET, f"XXXX-{SEASON_WORDS[found.said('s')]}", "none")
    apart = 2.0 if found.has("other") else _number(found)
    value = _length(apart, _unit(found.said("u")))
    return Meaning(TimeType.SET, value) if value else None


_OWNERS = frozenset(("'s", "’s", "its", "his", "her", "their", "our"))


def read_often(found: Found) -> Meaning | None:
    if found.said("often"):
        if found.said("often") == "annual" and found.before() in _OWNERS:
            return None  # "the company's annual conference": a thing's name
        if (
            found.anchors.words[found.first].title
            and found.before() != "\n"
            and found.before() != "."
        ):
            return None  # "China Daily", "Newsweek Weekly"
        return Meaning(TimeType.SET, FREQUENCIES[found.said("often")])
    value = _length(1, _unit(found.said("u")))
    return Meaning(TimeType.SET, value) if value else None


def read_reference(found: Found) -> Meaning | None:
    adjective = found.said("adjective")
    if found.said("present") or adjective == "current":
        return dated("PRESENT_REF", "publication")
    if found.said("future") or adjective == "future":
        return dated("FUTURE_REF", "publication")
    return dated("PAST_REF", "publication")
