"""Stretches of the calendar: weeks, months, seasons, quarters, years, decades, centuries."""

from __future__ import annotations

import re
from datetime import date

from extraction.annotations import TimeType
from extraction.timex.anchoring import NEARBY
from extraction.timex.calendar import SEASONS, quarter_value, shifted
from extraction.timex.days import read_month_day
from extraction.timex.found import (
    COUNTED,
    DAY,
    UNKNOWN,
    Found,
    Meaning,
    dated,
    month_in,
    on_day,
    ordinal,
    step_of,
)
from extraction.timex.words import CARDINALS, DECADES, MONTHS, SCALES, UNITS
from extraction.timex.words import SEASONS as SEASON_WORDS

SUNDAY = 6
LATE = 20  # a day of the month after which the next month is meant rather than last year's


def read_this_unit(found: Found) -> Meaning | None:
    unit, lead = UNITS[found.said("u")], found.said("lead")
    if unit not in UNKNOWN or (unit == "W" and found.is_name()):
        return None
    anaphoric = lead in ("that", "same", "following", "previous", "preceding", "latest")
    published = found.anchors.published
    if lead == "latest":
        day, anchor, step = published, "publication", -1
    elif anaphoric and (found.has("the") or lead in ("that", "same", "following")):
        (day, anchor), step = found.anchors.spoken_of(), step_of(lead)
        if unit == "D" and anchor == "previous":
            day = found.anchors.day  # a year spoken of before has no "that day"
    elif lead == "next" and found.has("the") and unit == "D":
        (day, anchor), step = found.anchors.spoken_of(), 1
    else:
        day, anchor, step = published, "publication", step_of(lead)
        if (
            unit == "WE" and lead == "this" and day and day.weekday() < 3
            and found.tense() != "future"
        ):  # fmt: skip
            step = -1  # on a Tuesday "this weekend" is the one just past
        if unit == "W" and lead == "this" and day and day.weekday() == SUNDAY:
            step = 1 if found.tense() == "future" else 0  # a Sunday paper's week begins with it
        if unit == "W" and step == -1 and day and day.weekday() == SUNDAY:
            step = 0  # a Sunday paper's last week is the one that ends with it
    if lead in ("past", "last") and unit in ("DE", "CE") and found.has("the", "past"):
        return Meaning(TimeType.DURATION, "P10Y" if unit == "DE" else "P100Y")
    if day is None:
        return dated(UNKNOWN[unit])
    return dated(shifted(day, unit, step), anchor)


def read_the_unit(found: Found) -> Meaning | None:
    unit = UNITS[found.said("u")]
    if unit not in UNKNOWN or (unit in ("DE", "CE") and not found.has("before", "same")):
        return None
    if found.has("before", "earlier", "previous", "prior"):
        step = -1
    else:
        step = 1 if found.said("side") else 0
    day, anchor = found.anchors.spoken_of()
    if step and found.after() not in (".", ",", "\n", ";", ")", "'s", "’s"):
        return None  # "the day before authorities charged him"
    near = found.first - found.anchors.previous_at <= NEARBY
    if unit == "Y" and found.has("full", "entire", "whole") and day and near:
        return dated(shifted(day, unit, 0), anchor)
    if unit == "D":
        day = found.anchors.day or found.anchors.published
        anchor = "previous" if found.anchors.day else "publication"
    if unit == "WE":
        day, anchor = found.anchors.published, "publication"
        if day and day.weekday() < 5 and found.tense() != "future":
            step -= 1
    elif unit in ("W", "M", "Y", "Q") and not step:
        day, anchor = found.anchors.published, "publication"
        if unit == "Q" and found.anchors.period and "Q" in found.anchors.period:
            return dated(found.anchors.period, "previous")
    if unit == "Y" and found.after() in ("ended", "ending"):
        return Meaning(TimeType.DURATION, "P1Y")  # "for the year ended March 31"
    if day is None:
        return dated(UNKNOWN[unit])
    if unit == "Q" and not step:
        step = -1
    return dated(shifted(day, unit, step), anchor)


def read_nth_day(found: Found) -> Meaning | None:
    if not found.has("consecutive"):
        return None
    return on_day(found, found.anchors.published, "publication")


def read_week_of(found: Found) -> Meaning | None:
    meaning = read_month_day(found)
    if meaning is None or "X" in meaning.value:
        return meaning
    return dated(shifted(date.fromisoformat(meaning.value), "W", 0), meaning.anchor)


def read_edge_week(found: Found) -> Meaning | None:
    meaning = read_month(found)
    number = ordinal(found.said("n"))
    if meaning is None or "X" in meaning.value or number is None or not -1 <= number <= 4:
        return None
    year, month = (int(part) for part in meaning.value.split("-"))
    day = date(year, month, 1) + 7 * (number - 1) * DAY if number > 0 else date(year, month, 25)
    return dated(shifted(day, "W", 0), meaning.anchor)


_BEFORE_MONTH = frozenset(
    """in since until till by of from to before after during through for between and or last next
    this early late mid on - every each throughout , as than past ending the""".split()
)


_TO_MONTH = frozenset("to and through until till - –".split())
_PLAIN_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def read_month(found: Found) -> Meaning | None:
    words = found.parts["m"]
    month = month_in(found)
    year, said = found.said("y"), found.said("spelled")
    if said:
        year = str(_spelled_year(said) or "")
    alone = found.last - found.first == len(words)
    if alone and words[0].text in ("may", "march", "mar", "april", "june", "august", "jan"):
        if found.before() not in _BEFORE_MONTH or found.before() == ",":
            return None
        following = found.anchors.words[found.last : found.last + 1]
        if (
            following
            and following[0].title
            and following[0].text.isalpha()
            and found.before() != "in"
        ):
            return None
    if len(words[0].text) < 4 and alone and (len(words) == 1 and words[0].text != "may"):
        return None
    if not year and found.after() in _TO_MONTH and found.after(1) in MONTHS:
        year = found.after(2)  # "from March to July 2020"
        year = year if _PLAIN_YEAR.fullmatch(year) and month < MONTHS[found.after(1)] else ""
    if year.isdigit():
        return dated(f"{int(year):04d}-{month:02d}")
    published = found.anchors.published
    if published is None:
        return dated(f"XXXX-{month:02d}")
    lead = found.said("lead")
    if year:
        in_year = published.year + step_of(year)
        if year.startswith(("that", "the")) and not step_of(year) and found.anchors.previous:
            in_year = found.anchors.previous.year
    elif step_of(lead) < 0:
        in_year = published.year - (month >= published.month)
    elif step_of(lead) > 0:
        in_year = published.year + (month <= published.month)
    elif lead == "this":
        in_year = published.year
    else:
        in_year = _month_year(published, month, found.tense())
    value = f"{in_year:04d}-{month:02d}"
    recent = step_of(lead) < 0 and (published.month - month) % 12 <= 2
    # "last September" in October: this year's or the year before's.
    return Meaning(TimeType.DATE, value, "publication", 0.5 if recent else 1.0)


def _month_year(published: date, month: int, tense: str) -> int:
    """The year of a month printed without one: news looks back unless the verb looks ahead."""
    back = (published.month - month) % 12
    ahead = tense == "future" and back > 0
    if (not tense and back > 9) or (tense != "past" and back == 11 and published.day > LATE):
        ahead = True  # "debate in April" on the last of March
    if ahead:
        return published.year + (month < published.month)
    return published.year - (month > published.month)


def _spelled_year(said: str) -> int | None:
    words = [word for word in said.split() if word not in ("-", "and")]
    numbers = [CARDINALS[word] if word in CARDINALS else SCALES[word] for word in words]
    if words[0] == "two":
        return 2000 + sum(numbers[2:]) if sum(numbers[2:]) < 100 else None
    rest = 0 if words[1] == "hundred" else sum(numbers[1:])
    return numbers[0] * 100 + rest if (rest >= 10 or words[1] == "hundred") and rest < 100 else None


def read_season(found: Found) -> Meaning | None:
    season = SEASON_WORDS[found.said("s")]
    year, lead, published = found.said("y"), found.said("lead"), found.anchors.published
    if found.said("spelled"):
        year = str(_spelled_year(found.said("spelled")) or "")
    if year.isdigit():
        return dated(f"{year}-{season}")
    bare = not (year or lead)
    last, after = found.anchors.words[found.last - 1], found.last
    if bare and last.title and after < len(found.anchors.words):
        following = found.anchors.words[after]
        if following.title and following.start == last.end + 1:
            return None  # "the Winter Olympics"
    if bare and not found.has("the") and found.before() not in (
        "in", "since", "by", "until", "during", "for", "through", "from", "before", "after", "of",
    ):  # fmt: skip
        return None
    verb = bare and found.said("s") in ("fall", "spring") and not found.has("the", "mid", "-")
    if bare and found.has("the") and found.after() == "of":
        return None  # "the fall of an icon"
    if verb and (
        found.before() in ("for", "after", "of", "from", "before") or found.after() == "in"
    ):
        return None
    if published is None:
        return dated(f"XXXX-{season}")
    if year:
        return dated(f"{published.year + step_of(year):04d}-{season}", "publication")
    start = SEASONS[season]
    if step_of(lead) < 0 and "this" not in lead:
        at = published.year - (published.month < start + 3)
    elif step_of(lead) > 0 and "this" not in lead:
        at = published.year + (published.month >= start)
    elif lead:
        at = published.year
    else:
        at = _month_year(published, start, found.tense())
    return dated(f"{at:04d}-{season}", "publication")


def read_quarter(found: Found) -> Meaning | None:
    number = ordinal(found.said("n")) if found.said("n") else None
    published = found.anchors.published
    year = found.said("y")
    if number == -1 and not year:
        if found.said("n") == "final":
            number = 4
        else:
            return (
                dated(quarter_value(published, -1), "publication")
                if published
                else dated("XXXX-QX")
            )
    number = 4 if number == -1 else number
    if number is None or not 1 <= number <= 4:
        return None
    if year.isdigit():
        return dated(f"{year}-Q{number}")
    if published is None:
        return dated(f"XXXX-Q{number}")
    now = (published.month + 2) // 3
    if year:
        at = published.year + step_of(year)
    elif found.said("ago"):
        at = published.year - 1 if number <= now else published.year - 2
    elif found.tense() == "future":
        at = published.year
    else:
        at = published.year - (number > now)
    return dated(f"{at:04d}-Q{number}", "publication")


def read_same_quarter(found: Found) -> Meaning | None:
    year, period = found.said("y"), found.anchors.period
    if found.has("latest"):
        return dated(period, "previous")
    if year.isdigit():
        return dated(year + period[4:], "previous") if period and "Q" in period else dated(year)
    if period:
        return dated(f"{int(period[:4]) - 1:04d}{period[4:]}", "previous")
    published = found.anchors.published
    return dated(f"{published.year - 1:04d}" if published else "XXXX", "publication")


def read_half(found: Found) -> Meaning | None:
    number, year, published = ordinal(found.said("n")), found.said("y"), found.anchors.published
    number = 2 if number == -1 else number
    if number not in (1, 2):
        return None
    if year.isdigit():
        return dated(f"{year}-H{number}")
    return dated(
        f"{published.year + step_of(year):04d}-H{number}" if published else "XXXX", "publication"
    )


_BEFORE_OLD = frozenset(
    "in since of by until from to before after during the between and late early mid".split()
)


def read_year(found: Found) -> Meaning | None:
    said = found.said("y") or str(_spelled_year(found.said("spelled")) or "")
    if not said.isdigit():
        return None
    if found.last - found.first == 1:
        end = found.anchors.words[found.last - 1].end
        if COUNTED.match(found.text, end) or found.before() in (
            "$",
            "£",
            "€",
            "no",
            "#",
            "+",
            "("[1:],
        ):
            return None
        if int(said) < 1900 and found.before() not in _BEFORE_OLD:
            return None
        if (
            found.before() in ("-", "–")
            and found.before(2).isdigit()
            and not found.before(2).startswith(("19", "20"))
        ):
            return None  # the end of a telephone number
        if found.after() in (":", "/"):
            return None
    return dated(said)


def read_short_year(found: Found) -> Meaning | None:
    if found.anchors.words[found.first].end != found.parts["yy"][0].start:
        return None
    apostrophe = found.anchors.words[found.first].start
    glued = apostrophe > 0 and found.text[apostrophe - 1].isalnum()
    if glued and found.before() not in _BEFORE_OLD:
        return None  # "iLife'11"
    number = int(found.said("yy"))
    return dated(f"{(2000 if number < 30 else 1900) + number}")


def read_decade(found: Found) -> Meaning | None:
    said = found.said("decade")
    digits = said.rstrip("s")
    if said in DECADES:
        return dated(f"19{DECADES[said]}")
    if len(digits) == 4:
        return dated(digits[:3]) if "1500" <= digits < "2100" else None
    named = found.has("the", "'", "’", "‘") or found.before() in ("the", "and", "or")
    if len(digits) != 2 or not named:
        return None  # "a man in his 70s", "temperatures in 80s"
    return dated(f"19{digits[0]}" if digits[0] > "2" else f"20{digits[0]}")


def read_century(found: Found) -> Meaning | None:
    number = ordinal(found.said("n")) if found.said("n") else None
    if number is None:
        return dated("PAST_REF")
    return dated(f"{number - 1:02d}") if 2 <= number <= 22 else None
