"""A sentence in; the times of day that it prints, each as the minutes that its words allow, out.

"3.40 p.m." is that minute, "shortly after five" the three quarters of an hour behind either five
o'clock, "before dawn" all of the night until then. A whole hour may be rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.annotations import Span

Window = tuple[int, int]  # minutes after midnight, both inclusive

_DAY = 1440
_BESIDE = 45  # minutes that "shortly before" and "just after" leave open
_BEHIND = 90  # the same for a bare "after"
_ABOUT = 20
_NAMED = "one two three four five six seven eight nine ten eleven twelve".split()
_HOUR_WORD = "|".join(_NAMED)
#: What the parts of a day allow, as loosely as they are used.
_PARTS: dict[str, tuple[Window, ...]] = {
    "dawn": ((210, 480),), "daybreak": ((210, 480),), "sunrise": ((210, 480),),
    "first light": ((210, 480),), "morning": ((0, 735),), "lunchtime": ((660, 870),),
    "afternoon": ((705, 1110),), "evening": ((990, 1440),), "dusk": ((930, 1320),),
    "sunset": ((930, 1320),), "nightfall": ((930, 1380),), "night": ((1080, 1440), (0, 420)),
    "overnight": ((1080, 1440), (0, 480)), "early hours": ((0, 390),), "small hours": ((0, 330),),
    "late": ((930, 1440),), "early": ((0, 600),),
}  # fmt: skip
_CLOCK = re.compile(
    rf"""\b(?:
      (?P<h>\d{{1,2}})(?:[:.](?P<m>\d\d))?\s?(?P<half>[ap])\.?m\b\.?
    | (?P<h24>[01]?\d|2[0-3])(?P<sep>[:.])(?P<m24>[0-5]\d)(?!\d)(?:\s?(?P<h24mark>h|hrs|hours))?\b
    | (?P<four>(?:[01]\d|2[0-3])[0-5]\d)(?=\s*(?:[,.;)]|$|h\b|hrs|hours|local|GMT|UTC))
    | (?P<past>half|(?:a\s)?quarter|twenty|ten|five|\d\d?\sminutes?)\s(?P<side>past|to|after|before)
      \s(?P<pasthour>{_HOUR_WORD}|midnight|noon|\d\d?)\b
    | (?P<oclock>{_HOUR_WORD}|\d\d?)\so['’]clock
    | (?P<bare>{_HOUR_WORD}|\d\d?)(?=\sin\sthe\s(?:morning|afternoon|evening)\b)
    | (?P<lone>{_HOUR_WORD})(?=\s*(?:[,.;:)—–]|$|(?:on|as|when|local|yesterday)\b))
    | (?P<twelve>noon|midday|midnight)\b
    )(?:\s(?:in\sthe|on\s\w+day)\s(?P<part>morning|afternoon|evening)|\sat\s(?P<night>night))?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LEAD = re.compile(
    r"\b(?P<lead>(?:(?P<near>shortly|just|soon|moments|minutes|a\slittle|immediately)\s+)?"
    r"(?P<side>after|past|before|ahead\sof)|by|until|till|from|since|between|at\s+(?:about|around|"
    r"roughly|approximately|nearly|almost|some|exactly)|at|about|around|roughly|approximately|"
    r"nearly|almost|towards?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_ABOUTS = re.compile(r"about|around|roughly|approximately|some|towards?", re.IGNORECASE)
_NEARLY = re.compile(r"nearly|almost", re.IGNORECASE)
_ZONE = re.compile(
    r"\s*\(?(?P<zone>GMT|UTC|BST|CES?T|[ECMP][DS]?T\b|Eastern|Central|Mountain|Pacific|"
    r"[A-Z]\w+ time)"
)
_PART = re.compile(
    r"\b(?:(?P<lead>before|after|at|since|until|by|from)\s+(?P<sky>dawn|daybreak|sunrise|"
    r"first light|dusk|sunset|"
    r"nightfall)|(?P<small>(?:early|small) hours)|(?P<over>overnight)"
    r"|(?P<edge>early|late)\s+(?:on\s+)?(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
    r"Sun)day\b(?!\s+(?:morn|"
    r"after|even|night)))"
    r"|(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|this|in the|that|\d|day's|last|"
    r"on the)\s+"
    r"(?:(?:early|late|mid)[ -])?(?P<part>morning|lunchtime|afternoon|evening|night)\b"
    r"|(?P<to>tonight))",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r"\d[:.]\d\d|\d\d\d\d|\d\s?[ap]\.?m|[ap]\.m|o['’]clock|[Nn]oon|[Mm]idday|idnight|dawn|"
    r"daybreak|sunrise|first light|"
    r"dusk|sunset|nightfall|hours|vernight|[Ee]arly|[Ll]ate|orning|unchtime|vening|ight\b|"
    r"\b(?:after|before|at|"
    rf"past|by|until|from|since|about|around|in) (?:{_HOUR_WORD})\b"
)
_RANGE = re.compile(r"\b(?:between|from)\s[^,;]{3,20}?\b(?:and|to|until|till)\s+$")
_RANGED = re.compile(r"\s*(?:-|–|—|to|until|till|and)\s*(?:\d|noon|midnight|" + _HOUR_WORD + r")")


@dataclass(frozen=True, slots=True)
class Hours:
    """A time of day: the minutes it allows, and what stands before it: "by", "until", "from"."""

    span: Span
    windows: tuple[Window, ...]
    exact: bool  # told to the hour or minute
    zone: str
    bound: str

    def excludes(self, other: Hours) -> bool:
        """Whether no minute is in both."""
        return not any(
            low <= its_high and its_low <= high
            for low, high in self.windows
            for its_low, its_high in other.windows
        )

    def gap(self, other: Hours) -> int:
        """The least minutes between them, within one day."""
        return min(
            max(0, its_low - high, low - its_high)
            for low, high in self.windows
            for its_low, its_high in other.windows
        )


def hours_in(text: str, sentence: Span) -> Iterator[Hours]:
    """The times of day of a sentence, clock times before parts of the day."""
    if _SIGN.search(text, sentence.start, sentence.end) is None:
        return
    taken: list[Span] = []
    for match in _CLOCK.finditer(text, sentence.start, sentence.end):
        hours = _clock(text, sentence, match)
        if hours is not None:
            taken.append(hours.span)
            yield hours
    for match in _PART.finditer(text, sentence.start, sentence.end):
        part = _part(match)
        if not any(part.span.overlaps(clock) for clock in taken):
            yield part


def _clock(text: str, sentence: Span, match: re.Match[str]) -> Hours | None:
    lead = _LEAD.search(text, max(sentence.start, match.start() - 28), match.start())
    said = lead["lead"].lower() if lead else ""
    needs = (match["h24"] and not match["h24mark"]) or match["four"] or match["lone"]
    if needs and not said:
        return None
    sure = match["h24mark"] or match["part"] or said.startswith(("at", "by", "until", "from"))
    if match["sep"] == "." and not sure:
        return None  # "about 3.40" may be a measure
    if match["four"] and not said.startswith("at"):
        return None  # a year
    ranged = _RANGE.search(text, sentence.start, match.start())
    if ranged or _RANGED.match(text, match.end()) or said == "between":
        return None
    minutes, precise = _minutes(match)
    if not minutes:
        return None
    play = 2 if precise == "minute" else 5 if precise == "quarter" else 10
    low, high = -play, play
    side = lead["side"].lower() if lead and lead["side"] else ""
    if side in ("after", "past"):
        low, high = -2, _BESIDE if lead and lead["near"] else _BEHIND
    elif side:
        low, high = -(_BESIDE if lead and lead["near"] else _BEHIND), 2
    elif _ABOUTS.search(said):
        low, high = -_ABOUT, _ABOUT
    elif _NEARLY.search(said):
        low, high = -_ABOUT, 2
    if said == "by":
        low, high = -_DAY, 2
    zone = _ZONE.match(text, match.end())
    start = lead.start() if lead and side else match.start()
    return Hours(
        Span(start, match.end()),
        tuple(sorted(_around(at, low, high) for at in minutes)),
        True,
        zone["zone"] if zone else "",
        said if said in ("by", "until", "till", "from", "since") else "",
    )


def _around(at: int, low: int, high: int) -> Window:
    return (max(0, at + low), min(_DAY, at + high)) if at else (0, max(0, high))


def _minutes(match: re.Match[str]) -> tuple[list[int], str]:
    """The minutes after midnight it may be, and whether it is told to the minute."""
    part = (match["part"] or match["night"] or "").lower()
    if match["h"]:
        hour, minute = int(match["h"]), int(match["m"] or 0)
        if not 1 <= hour <= 12 or minute > 59:
            return [], ""
        at = hour % 12 * 60 + minute + (720 if match["half"].lower() == "p" else 0)
        return [at], _grain(minute)
    if match["h24"]:
        hour, minute = int(match["h24"]), int(match["m24"])
        return _halves(hour, minute, part, hour > 12 or match["h24"][0] == "0"), _grain(minute)
    if match["four"]:
        at = int(match["four"][:2]) * 60 + int(match["four"][2:])
        return [at], _grain(at % 60)
    if match["past"]:
        word = match["past"].lower()
        number = re.match(r"\d+", word)
        away = int(number[0]) if number else {
            "half": 30, "quarter": 15, "a quarter": 15, "twenty": 20, "ten": 10, "five": 5
        }[word]  # fmt: skip
        away = away if match["side"].lower() in ("past", "after") else -away
        if match["pasthour"].lower() in ("noon", "midnight"):
            at = (720 if match["pasthour"].lower() == "noon" else _DAY) + away
            return [at % _DAY], "quarter"
        return [(at + away) % _DAY for at in _halves(_hour(match["pasthour"]), 0, part)], "quarter"
    if match["twelve"]:
        return ([0, _DAY] if match["twelve"].lower() == "midnight" else [720]), "hour"
    return _halves(_hour(match["oclock"] or match["bare"] or match["lone"]), 0, part), "hour"


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else _NAMED.index(word.lower()) + 1


def _halves(hour: int, minute: int, part: str, sure: bool = False) -> list[int]:
    if hour > 24:
        return []
    if sure or hour > 12:
        return [hour * 60 + minute]
    morning, evening = hour % 12 * 60 + minute, hour % 12 * 60 + minute + 720
    if part == "morning":
        return [morning]
    if part in ("afternoon", "evening"):
        return [evening]
    return [morning, evening]


def _grain(minute: int) -> str:
    return "hour" if minute == 0 else "quarter" if minute % 15 == 0 else "minute"


def _part(match: re.Match[str]) -> Hours:
    word = next(
        match[name] for name in ("sky", "small", "over", "edge", "part", "to") if match[name]
    ).lower()
    windows = _PARTS["night" if word == "tonight" else word]
    lead = (match["lead"] or "").lower()
    if lead == "before":
        windows = ((0, windows[0][1]),)
    elif lead == "after":
        windows = ((windows[0][0], _DAY),)
    bound = lead if lead in ("by", "until", "since", "from") else ""
    return Hours(Span(match.start(), match.end()), windows, False, "", bound)
