"""By how much something rose or fell, as accounts print it in; changes that differ, out.

"Doubled", "rose by 40 per cent", "a 40 per cent rise", "from 10 to 14" and "fell by a quarter" are
brought to the ratio of what is to what was, and compared where they are told of one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from collation.coverage import Covered
from collation.differences.figures.reckoned.amounts import HEDGE, SHARE, Interval, share
from collation.differences.figures.reckoned.comparing import (
    Told,
    around,
    clashes,
    is_unreal,
    reports,
)
from collation.differences.scene import Scene
from collation.differences.words import load, stem
from collation.discrepancy import Discrepancy
from extraction.annotations import Span

_SURE = 0.8
_WEIGHT = 10.0
_LOOSE = 0.08  # of a factor in words, either way
_REACH = 70  # characters before and behind a change in which what changes stands
_SIGN = tuple(
    "doubl trebl tripl quadrupl quintupl halv twice twofold threefold fourfold fivefold tenfold "
    "fold half percent cent quarter third".split()
)
#: Beside "from" and two numbers.
_LEVELS = re.compile(r"\bfrom\s+[£$€]?\d|\bto\s+[£$€]?\d")
_SHARES = re.compile(r"%|per\s?cent|\bhalf\b|\b(?:quarter|third)s?\b")
#: What narrows a thing down: "sales of crackers", "deaths from drugs"; all of it, everywhere.
_KIND = re.compile(
    r"\s+(?:of|from|for|among|by|to)\s+(?:(?:the|its|all|new)\s+)?([\w-]+(?:\s[\w-]+)?)"
)
_WHOLE = re.compile(
    r"\b(?:nationwide|nationally|statewide|countrywide|worldwide|overall|globally|like-for-like"
    r"|same-store|underlying|adjusted|per\s+(?:person|capita|head))\b",
    re.IGNORECASE,
)
_CUT = re.compile(r"[;:—–]|,\s|\b(?:and|but|while|whereas|as|after|because|when|which|who)\b")
#: What moves within the day, and what is counted in another way by each account.
_MOVING = frozenset(
    map(stem, "share stock index pound dollar euro yen oil bitcoin gold futures bond yield".split())
)
_IDLE = frozenset(
    "number figure rate total level amount share proportion it they that this these those which "
    "has have had was were been is are be will by to the a of in its their almost nearly more than "
    "about also then up down just only over around roughly overall on at from some what".split()
)
_PERIOD = re.compile(
    r"\b(hour|day|week|month|quarter|year|decade|season|century)s?\b|\b(annual|monthly|weekly|daily"
    r"|quarterly|yearly)(?:ly)?\b",
    re.IGNORECASE,
)
_UNITS = {"annual": "year", "yearly": "year", "monthly": "month", "weekly": "week",
          "daily": "day", "quarterly": "quarter"}  # fmt: skip
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w’-]+")
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]+")
_POINTS = re.compile(r"\bpoints?\b", re.IGNORECASE)
_NUMBER = r"(?P<{0}>[£$€]?\d[\d,]*(?:\.\d+)?)(?P<{0}s>\s?(?:million|billion|m|bn|k|thousand))?"


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(words) + ")"


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    table = load("reckoned")["changes"]
    up, down = _any(table["up"]), _any(table["down"])
    noun_up, noun_down = _any(table["nouns_up"]), _any(table["nouns_down"])
    texts = {
        "times": rf"\b(?:(?P<hedge>{HEDGE})\s+)?(?P<word>"
        + _any([row[0] for row in table["times"]])
        + r")\b",
        "verb": rf"\b(?:(?P<up>{up})|(?P<down>{down}))\s+(?:(?:by|some|sharply|again|further"
        rf"|another"
        rf"|steeply)\s+){{0,2}}(?P<share>{SHARE})",
        "after": rf"\b(?P<share>{SHARE})\s+(?:(?P<up>up|higher|more)|(?P<down>down|lower|fewer"
        rf"|less))"
        r"\s+(?:on|than|in|compared)\b",
        "noun": rf"\b(?P<share>{SHARE})\s+(?:(?:annual|monthly|sharp|year-on-year|overall)\s+)?"
        rf"(?:(?P<up>{noun_up})|(?P<down>{noun_down}))\b|\b(?:(?P<up2>{noun_up})|"
        rf"(?P<down2>{noun_down}))\s+of\s+(?P<share2>{SHARE})",
        "levels": rf"\bfrom\s+{_NUMBER.format('a')}\s+(?:[\w-]+\s+){{0,4}}?to"
        rf"\s+{_NUMBER.format('b')}"
        rf"(?!\w)|\bto\s+{_NUMBER.format('c')}(?:\s+[\w-]+){{0,3}}?,?\s+(?:up\s+|down\s+)?from\s+"
        rf"{_NUMBER.format('d')}(?!\w)",
        "changed": rf"\b(?:{up}|{down}|{noun_up}|{noun_down})\b",
    }
    return {name: re.compile(text, re.IGNORECASE) for name, text in texts.items()}


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Changes that differ, one discrepancy a thing."""
    told = [one for covered in scene.coverage.articles for one in _told(scene, covered)]
    pairs = [
        (one, other)
        for one, other in clashes(scene, told, weight=_WEIGHT, single=True)
        if one.parties[0] <= around(scene, other) and other.parties[0] <= around(scene, one)
    ]
    yield from reports(scene, pairs, "by how much it changed", _SURE)


def _told(scene: Scene, covered: Covered) -> Iterator[Told]:
    sentences = {row.span for row in scene.having(covered, _SIGN)}
    text = covered.article.text
    for row in covered.reading.sentences if "%" in text or "from" in text else ():
        words = covered.text(row.span)
        if "%" in words or ("from" in words and _LEVELS.search(words)):
            sentences.add(row.span)
    for sentence in sorted(sentences):
        words = covered.text(sentence)
        taken: list[Span] = []
        for ratio, start, end in _forms(words):
            span = Span(sentence.start + start, sentence.start + end)
            thing, kind = _thing(words, start, end)
            if not thing or any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
            if is_unreal(covered, sentence, span):
                continue
            topics = {
                "thing": frozenset({thing}),
                "period": _periods(words),
                "kind": kind,
                "scope": frozenset(map(str.lower, _WHOLE.findall(words))) or frozenset({"any"}),
            }
            value = " ".join(words[start:end].split())
            names = frozenset(map(stem, _NAME.findall(_before(words, start))))
            yield Told(covered, sentence, span, {"ratio": ratio}, value, topics, (names,))


def _forms(words: str) -> Iterator[tuple[Interval, int, int]]:
    """The ratios told in a sentence, with their places in it."""
    patterns = _patterns()
    for match in patterns["times"].finditer(words):
        yield _factor(match), *match.span()
    if _SHARES.search(words):
        for name in ("verb", "after", "noun"):
            for match in patterns[name].finditer(words):
                groups = match.groupdict()
                printed = groups["share"] or groups["share2"]
                if _POINTS.search(words, match.end() - 7, match.end() + 12):
                    continue
                low, high = share(printed)
                rises = groups["up"] or groups.get("up2")
                ratio = (1 + low, 1 + high) if rises else (1 - high, 1 - low)
                yield ratio, *match.span()
    if _LEVELS.search(words) and patterns["changed"].search(words):
        for match in patterns["levels"].finditer(words):
            levels = _levels(match)
            near = f"{_before(words, match.start())} {words[match.end() : match.end() + 20]}"
            if levels is not None and patterns["changed"].search(near + match.group()):
                yield levels, *match.span()


def _factor(match: re.Match[str]) -> Interval:
    word = match["word"]
    factor = next(
        value
        for pattern, value in load("reckoned")["changes"]["times"]
        if re.fullmatch(pattern, word, re.IGNORECASE)
    )
    hedge = " ".join((match["hedge"] or "").lower().split())
    low, high = factor * (1 - _LOOSE), factor * (1 + _LOOSE)
    if hedge in ("more than", "over", "at least", "well over"):
        return (factor, factor * 1.5) if factor > 1 else (factor * 0.5, factor)
    if hedge in ("nearly", "almost", "just under", "close to"):
        return (factor * 0.8, factor) if factor > 1 else (factor, factor * 1.2)
    return low, high


def _levels(match: re.Match[str]) -> Interval | None:
    """What the two numbers make; None for years, and for units that differ."""
    before, after = (match["a"], match["b"]) if match["a"] else (match["d"], match["c"])
    scales = (match["as"], match["bs"]) if match["a"] else (match["ds"], match["cs"])
    if scales[0] != scales[1] and scales[0]:
        return None
    first, second = _printed(before), _printed(after)
    if min(*first, *second) <= 0 or all(_is_year(x) for x in (before, after)):
        return None
    if before[:1] != after[:1] and not (before[0].isdigit() and after[0].isdigit()):
        return None
    return second[0] / first[1], second[1] / first[0]


def _printed(words: str) -> Interval:
    digits = words.lstrip("£$€").replace(",", "")
    value = float(digits)
    half = 0.5 * 10.0 ** -len(digits.partition(".")[2]) if "." in digits else 0.5 * (value >= 100)
    return value - half, value + half


def _is_year(words: str) -> bool:
    return len(words) == 4 and words.isdigit() and words[:2] in ("19", "20")


def _before(words: str, start: int) -> str:
    """What stands before a change in its clause."""
    return _CUT.split(words[max(0, start - _REACH) : start])[-1]


@cache
def _things() -> tuple[re.Pattern[str], Mapping[str, str]]:
    table: dict[str, str] = {}
    for family in load("reckoned")["changes"]["things"]:
        for word in family:
            table.setdefault(word, family[0])
    words = sorted(table, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE), table


def _thing(words: str, start: int, end: int) -> tuple[str, frozenset[str]]:
    """What changes, by the name of its family, and stems of what narrows it down.

    The last such word before the change, else the first behind, else the last noun before.
    """
    pattern, table = _things()
    before, behind = _before(words, start), _CUT.split(words[end : end + _REACH])[0]
    found = list(pattern.finditer(before))
    if found:
        last = found[-1]
        return table[last.group().lower()], _kind(before, last)
    after = pattern.search(behind)
    if after is not None and (
        not behind[: after.start()].strip() or re.match(r"\W*(?:in|of|the|its|to)\b", behind)
    ):
        return table[after.group().lower()], _kind(behind, after)
    nouns = [word.lower() for word in _WORD.findall(before) if word.lower() not in _IDLE]
    noun = stem(nouns[-1]) if nouns else ""
    if noun in _MOVING or noun.endswith("ly"):
        return "", frozenset()
    return noun, frozenset(map(stem, nouns[-2:-1]))


def _kind(words: str, thing: re.Match[str]) -> frozenset[str]:
    """Stems of the noun before a thing and of what it is of: "youth", "crackers"."""
    said = [word for word in _WORD.findall(words[: thing.start()].lower()) if word not in _IDLE]
    match = _KIND.match(words, thing.end())
    of = _WORD.findall(match.group(1).lower()) if match else []
    return frozenset(stem(word) for word in (*said[-1:], *of) if word not in _IDLE)


def _periods(words: str) -> frozenset[str]:
    found = (match[0] or match[1] for match in _PERIOD.findall(words))
    return frozenset(_UNITS.get(word.lower(), word.lower()) for word in found)
