"""Parts of days, and clock times."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from extraction.annotations import TimeType
from extraction.timex.anchoring import NEARBY
from extraction.timex.calendar import day_value
from extraction.timex.days import read_month_day, read_today, read_weekday
from extraction.timex.found import DAY, Found, Meaning, dated, on_day, step_of
from extraction.timex.words import CARDINALS, MONTHS, Word


def read_part_of_day(found: Found) -> Meaning | None:
    lead, published = found.said("lead"), found.anchors.published
    if "w" in found.parts:
        return read_weekday(found)
    if "word" in found.parts:
        return read_today(found)
    if not lead and not found.has("the"):
        if not found.has("mid", "early", "late"):
            return None
        if found.before() not in ("by", "in", "since", "until", "the", "on"):
            return None
    if found.after() in ("of", "on") and not lead:
        return None  # "the night of Oct. 23": the date says it
    if not lead and found.after().isalpha() and found.after() not in _AFTER_PART:
        return None  # "the evening sky"
    if found.is_name():
        return None  # a programme's, "hosts This Morning"
    if lead in ("this", "last"):
        by = -1 if lead == "last" else 0
        return on_day(found, published + by * DAY if published else None, "publication")
    day, anchor = found.anchors.spoken_of()
    meaning = on_day(found, day + step_of(lead) * DAY if day else None, anchor)
    return replace(meaning, doubt=0.5) if meaning and anchor == "publication" else meaning


_AFTER_PART = frozenset(
    "and or but in at on when as after before while to the that he she they it we with for".split()
)


def read_overnight(found: Found) -> Meaning | None:
    if found.after() in ("stay", "stays", "trip", "bag", "success", "sensation"):
        return None
    day = found.anchors.published
    return dated((day_value(day) if day else "XXXX-XX-XX") + "TNI", "publication")


def read_clock(found: Found) -> Meaning | None:
    clock = _clock_time(found)
    if clock is None:
        return None
    day: date | None
    anchor = "publication"
    if "w" in found.parts and "day" not in found.parts:
        on = read_weekday(
            Found(found.first, found.last, {"w": found.parts["w"]}, found.anchors, found.text)
        )
    elif "word" in found.parts:
        on = read_today(
            Found(found.first, found.last, {"word": found.parts["word"]}, found.anchors, found.text)
        )
    elif "day" in found.parts:
        on = _day_in(found)
    else:
        day = found.anchors.published
        if found.anchors.day and found.first - found.anchors.day_at <= NEARBY:
            day, anchor = found.anchors.day, "previous"
        on = on_day(Found(0, 0, {}, found.anchors, ""), day, anchor)
        # "The ferry sank shortly after noon" in tomorrow's paper: no day is named.
        if on is not None and anchor == "publication":
            on = replace(on, doubt=0.5)
    if on is None:
        return None
    zone = "Z" if found.said("z").strip("() ") in ("utc", "gmt", "z") else ""
    return replace(on, type=TimeType.TIME, value=on.value.split("T")[0] + clock + zone)


def _day_in(found: Found) -> Meaning | None:
    words = found.parts["day"]
    month = next(w for w in words if w.text in MONTHS)
    numbers = [w for w in words if w.text[0].isdigit()]
    parts: dict[str, tuple[Word, ...]] = {"m": (month,), "d": (numbers[0],)}
    if len(numbers) > 1:
        parts["y"] = (numbers[1],)
    return read_month_day(Found(found.first, found.last, parts, found.anchors, found.text))


_BEFORE_CLOCK = frozenset(
    "at by until till around about from to before after since between and past nearly".split()
)


def _clock_time(found: Found) -> str | None:
    said = found.said("c")
    if said in ("noon", "midnight"):
        return "T12:00" if said == "noon" else "T24:00"
    digits = re.match(r"(\d{1,2}):?(\d\d)?(?!\d)", said.replace(" ", ""))
    if re.fullmatch(r"\d{4}", said):
        hour, minute = int(said[:2]), int(said[2:])
    elif digits:
        hour, minute = int(digits[1]), int(digits[2] or 0)
    else:
        hour, minute = CARDINALS.get(said.split()[0], 99), 0
    marked = re.search(r"[ap](?=\.?\s?m)", said[-5:])
    if marked:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if marked[0] == "p" else 0)
    elif found.said("part") in ("afternoon", "evening") and hour < 12:
        hour += 12
    elif not ({"z", "part", "w", "word", "day"} & found.parts.keys()) and "clock" not in said:
        if found.before() not in _BEFORE_CLOCK or ":" not in said:
            return None  # a score, a verse, a record on the track
        if found.before() != "at" and found.before(2) not in ("at", "until", "about", "around"):
            return None
    if hour > 24 or minute > 59:
        return None
    return f"T{hour:02d}:{minute:02d}"
