"""Days: dates, weekdays, today and tomorrow, holidays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extraction.timex.anchoring import TOPICAL, is_past, near_year
from extraction.timex.calendar import day_value, easter, nth_weekday, weekday_near
from extraction.timex.found import (
    COUNTED,
    DAY,
    Found,
    Meaning,
    dated,
    month_in,
    on_day,
    ordinal,
    step_of,
)
from extraction.timex.grammar import HOLIDAYS
from extraction.timex.words import WEEKDAYS


def read_iso_date(found: Found) -> Meaning | None:
    try:
        return dated(date.fromisoformat(found.said("iso")).isoformat())
    except ValueError:
        return None


def read_slashed_date(found: Found) -> Meaning | None:
    """`7/8/07`: the American order, the European where that is no date."""
    first, second, year = (int(number) for number in found.said("slashed").split("/"))
    if year < 100:
        year += 2000 if year < 50 else 1900
    for month, day in ((first, second), (second, first)):
        try:
            return dated(date(year, month, day).isoformat())
        except ValueError:
            continue
    return None


def read_nine_eleven(found: Found) -> Meaning | None:
    words = found.anchors.words[found.first : found.last]
    return dated("2001-09-11") if [word.text for word in words] == ["9", "/", "11"] else None


def read_further_day(found: Found) -> Meaning | None:
    """The second day of "April 24 and 25" or "June 3-5": of the month just named."""
    anchors, day = found.anchors, int(ordinal(found.said("d")) or 0)
    if anchors.ended_at != found.first - 1 or anchors.day is None or day <= anchors.day.day:
        return None
    if COUNTED.match(found.text, anchors.words[found.last - 1].end) or (
        found.after().isalpha()
        and (anchors.words[found.last].end and found.after() not in _AFTER_DAY)
    ):
        return None
    try:
        return on_day(found, anchors.day.replace(day=day), "previous")
    except ValueError:
        return None


_AFTER_DAY = frozenset("in at for to by and or when as with after before during while the".split())


def read_month_day(found: Found) -> Meaning | None:
    month, day = month_in(found), ordinal(found.said("d"))
    if day is None or not 1 <= day <= 31:
        return None
    year, anchor = found.said("y"), "absolute"
    published = found.anchors.published
    if not year and published:
        near = near_year(published, month, day, found.tense())
        if near is None:
            return None
        twin = found.anchors.years.get((month, day))
        far = abs(date(near, month, day) - published) > TOPICAL * DAY
        if twin is not None and far and found.tense() != "future":
            near = twin  # "Sept. 6" in an article that prints "Sept. 6, 2018" too
        year, anchor = str(near), "publication"
    if not year:
        return dated(f"XXXX-{month:02d}-{day:02d}")
    try:
        return on_day(found, date(int(year), month, day), anchor)
    except ValueError:
        return None


def _weekday_number(found: Found) -> int:
    return next(WEEKDAYS[w.text] for w in found.parts["w"] if w.text in WEEKDAYS)


def read_weekday(found: Found) -> Meaning | None:
    """A weekday looks back, the day of publication included, unless a future cue stands before."""
    words = found.parts["w"]
    if len(words[0].text) <= 5 and len(words) == 1:
        return None  # "Sun" and "Sat" by themselves
    if found.after() in _ON_AIR or (found.after() == "talk" and found.after(1) in _ON_AIR):
        return None  # "appearances on the Sunday shows"
    if len(words) == 1 and found.ends_title():
        return None  # a programme's, "told “Fox News Sunday”"
    number, lead = _weekday_number(found), found.said("lead")
    published = found.anchors.published
    if lead == "following" and found.before() in _COUNTED_FROM:
        return None  # "the days following Thursday's ruling": "Thursday" alone is one
    if lead in ("following", "previous", "preceding", "same") and found.anchors.previous:
        previous = found.anchors.previous
        forward = lead == "following"
        return on_day(found, weekday_near(previous if forward else previous - DAY, number, forward),
                   "previous")  # fmt: skip
    if published is None:
        return on_day(found, None, "none", f"XXXX-WXX-{number + 1}")
    if lead in ("next", "coming", "upcoming") or found.has("coming"):
        day = weekday_near(published, number, forward=True)
    elif lead in ("last", "past", "previous") or found.has("past"):
        day = weekday_near(published - DAY, number, forward=False)
    elif lead == "this":
        forward = found.tense() != "past" and published.weekday() != number
        day = weekday_near(published, number, forward)
    else:
        return _plain_weekday(found, published, number)
    return on_day(found, day, "publication")


_ON_AIR = frozenset("shows programs programmes papers newspapers".split())
_COUNTED_FROM = frozenset("hours days weeks day week period immediately".split())


def _plain_weekday(found: Found, published: date, number: int) -> Meaning | None:
    """ "Wednesday": the one before, or the one ahead where the verb looks ahead.

    Yesterday's name means six days hence only after a plain "will" (without it 0 of 4 in news
    annotated by hand); tomorrow's name is in doubt without a verb of the future (4 of 6 meant
    tomorrow).
    """
    ahead = (number - published.weekday()) % 7
    # "Wednesday's ruling" looks back whatever verb stands before it.
    tense = "past" if found.after() in ("'s", "’s") else found.tense()
    if found.before() == "for" and tense != "past" and found.after() not in ("'s", "’s"):
        tense = "future"  # "accept the invitation for Monday"
    if not tense and found.before() == "on" and is_past(found.after()):
        tense = "past"  # "the firm on Tuesday delivered"
    forward = ahead != 0 and (tense == "future" or (ahead == 1 and not tense))
    if ahead == 6:
        forward = forward and any(found.before(back) in ("will", "ll") for back in range(1, 8))
    meaning = on_day(found, weekday_near(published, number, forward), "publication")
    if meaning and ahead == 1 and tense != "future":
        return replace(meaning, doubt=0.5)
    return meaning


def read_weekday_of_week(found: Found) -> Meaning | None:
    published = found.anchors.published
    number = _weekday_number(found)
    if published is None:
        return on_day(found, None, "none", f"XXXX-WXX-{number + 1}")
    monday = published - published.weekday() * DAY + 7 * step_of(found.said("lead")) * DAY
    return on_day(found, monday + number * DAY, "publication")


def read_weekday_of_month(found: Found) -> Meaning | None:
    """`the first Monday in October`: of the year named, else the nearest in the clause's tense."""
    said, weekday, month = found.said("n"), _weekday_number(found), month_in(found)
    number = -1 if said in ("last", "final") else ordinal(said)
    if number is None or not -1 <= number <= 4 or number == 0:
        return None
    year, published = found.said("y"), found.anchors.published
    if year:
        return dated(day_value(nth_weekday(int(year), month, weekday, number)))
    if published is None:
        return dated(f"XXXX-{month:02d}-XX")
    days = [nth_weekday(published.year + by, month, weekday, number) for by in (-1, 0, 1)]
    if found.tense() == "past":
        return dated(day_value(max(d for d in days if d <= published)), "publication")
    if found.tense() == "future":
        return dated(day_value(min(d for d in days if d >= published)), "publication")
    return dated(day_value(min(days, key=lambda d: abs(d - published))), "publication")


_NOWADAYS = frozenset(
    """world society economy age climate youth terms generation culture environment standards
    dollars money technology""".split()
)


def read_today(found: Found) -> Meaning | None:
    word, published = found.said("word"), found.anchors.published
    first = found.anchors.words[found.first]
    shouted = found.text[max(0, first.start - 3) : first.start].strip()
    if word == "today" and first.title and len(shouted) > 1 and shouted.isupper():
        return None  # a newspaper's name, "ABC Today"
    own = found.text[first.start : first.end]
    line = found.text[max(0, first.start - 40) : first.end + 40]
    if word == "today" and own.isupper() and not line.isupper():
        return None  # a programme's, "on TODAY"
    if word in ("today", "tonight") and found.is_name():
        return None  # a programme's, "NBC's “Today”"
    if word == "today" and found.after() in ("'s", "’s") and found.after(1) in _NOWADAYS:
        return dated("PRESENT_REF")  # "in today's world"
    by = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[word]
    by += {"": 0, "before": -1, "after": 1}[found.said("side")]
    meaning = on_day(found, published + by * DAY if published else None, "publication")
    if word == "tonight" and meaning:
        return dated(meaning.value.split("T")[0] + "TNI", meaning.anchor)
    return meaning


def _holiday_in(year: int, rule: str) -> date:
    if rule.startswith("easter"):
        return easter(year) + int(rule[6:]) * DAY
    if rule == "election":  # the Tuesday after the first Monday of November
        return nth_weekday(year, 11, 0, 1) + DAY
    if ":" in rule:
        place, _, more = rule.partition("+")
        month, weekday, number = (int(part) for part in place.split(":"))
        return nth_weekday(year, month, weekday, number) + int(more or 0) * DAY
    return date.fromisoformat(f"{year:04d}-{rule}")


def read_holiday(found: Found) -> Meaning | None:
    name = " ".join(
        w.text.strip("'’") for w in found.parts["holiday"] if w.text not in ("'", "’", ".")
    )
    rule = HOLIDAYS.get(name)
    if rule is None or not found.parts["holiday"][0].title:
        return None
    if name in ("new year",) and found.after() not in (",", ".", "and"):
        return None
    published, said = found.anchors.published, found.said("y")
    if said.isdigit():
        return dated(day_value(_holiday_in(int(said), rule)))
    if published is None:
        return dated("XXXX-XX-XX")
    if said:
        return dated(day_value(_holiday_in(published.year + step_of(said), rule)), "publication")
    days = [_holiday_in(published.year + by, rule) for by in (-1, 0, 1)]
    lead = found.said("lead")
    if lead in ("last", "past") or (lead != "next" and lead != "this" and found.tense() == "past"):
        return dated(day_value(max(d for d in days if d <= published)), "publication")
    if lead in ("next", "coming") or (not lead and found.tense() == "future"):
        return dated(day_value(min(d for d in days if d >= published)), "publication")
    if lead == "this":
        return dated(day_value(days[1]), "publication")
    return dated(day_value(min(days, key=lambda d: abs(d - published))), "publication")
