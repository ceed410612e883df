"""The ages of people in several accounts in; ages of one person that differ, out.

A person has one age on one day: accounts of the same days that give two contradict each other,
also where one account prints both. An age of then ("was 19 when") is no age of now.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from collation.coverage import Covered
from collation.differences.figures.aged import is_at_death, whose
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from collation.names import Agreement, agree, read_name
from extraction.annotations import Figure

_FARTHEST = 9  # years: what is further apart is another person's age, misread
_DAYS = 4  # between publications, within which few have a birthday
_SURE = 0.85
_ALONE = 0.7  # where each age stands in one account only
_THEN = re.compile(
    r"\b(?:when|then|at the time|at age|age of|since|was just|turn(?:s|ed|ing)?|birthday|until|by"
    r"|would (?:be|have)|as an?|died at|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
#: The same behind an age: what follows a comma is told of today.
_THEN_AFTER = re.compile(
    r"^\s*(?:,\s*)?(?:when|then|at the time|since|until|by|as an?|in (?:19|20)\d\d)\b"
    r"|\b(?:at the time|birthday|would (?:be|have))\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:is|was)\s+not\s+$|n['’]t\s+$")
_THE = re.compile(
    r"\b[Tt]he\s+(?:[a-z-]+\s+)?(?:[a-z]+(?:,|\s\()\s*(?:who (?:is|was) |an? |aged )?)?(?:now )?$"
)
#: "Named by police as Jane Roe, a ": what stands before the name is not said of the age.
_NAMED = re.compile(r"[A-Z][\w’'-]+,((?:\s+(?:an?|the|aged?|now|only))?\s+)$")
#: Whom an account may have several of.
_ANYBODY = frozenset(
    "man woman boy girl child baby infant victim survivor witness passenger student worker employee"
    " officer soldier teenager pedestrian son daughter brother sister".split()
)
_NEAR = 30  # characters on either side of an age that make it one of then
#: "Said Kouachi, " before an age, and " and 32" behind it, which is another's.
_CALLED = re.compile(r"((?:[A-Z][\w’'.-]+\s+)*[A-Z][\w’'.-]+)\s*(?:,|\()\s*(?:aged?\s+|now\s+)?$")
_TWO = re.compile(r"\s*(?:,\s*\d\d\s*)*(?:,\s*)?and\s+\d\d\b")
_KIN = re.compile(
    r"['’]s?\s+(?:\w+\s+){0,2}$|\b(?:his|her|their)\s+(?:\w+\s+){0,2}$|\b(?:and|brother|sister|wife"
    r"|husband|son|daughter|mother|father|partner|girlfriend|boyfriend)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Age:
    covered: Covered
    figure: Figure

    @property
    def years(self) -> float:
        return self.figure.value


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Ages that differ, one discrepancy a person."""
    ages: dict[str, list[_Age]] = defaultdict(list)
    roles: dict[str, list[_Age]] = defaultdict(list)
    for covered in scene.coverage.articles:
        numbers = {p.name.lower(): p.number for p in covered.reading.people}
        for figure in covered.reading.figures:
            if (
                figure.quantity != "age"
                or figure.hedge
                or _NOT.search(covered.article.text, figure.sentence.start, figure.number.start)
                or (_is_then(covered, figure) and not is_at_death(covered, figure))
            ):
                continue
            if figure.counted not in numbers and (number := whose(covered, figure)) is not None:
                named = scene.somebody(covered, number)
                if named is not None:
                    ages[named].append(_Age(covered, figure))
                continue
            if figure.counted and figure.counted not in numbers:
                if _is_the(covered, figure):
                    roles[figure.counted].append(_Age(covered, figure))
                continue
            name = scene.somebody(covered, numbers.get(figure.counted))
            if name is not None and not _is_others(covered, figure, name):
                ages[name].append(_Age(covered, figure))
    for name, found in sorted(ages.items()):
        yield from _compared(scene, name, found)
    for role, found in sorted(roles.items()):
        if _is_one(role, found):
            yield from _compared(scene, f"the {role}", found)


def _is_the(covered: Covered, figure: Figure) -> bool:
    """Whether somebody without a name is known: "the driver, 61", "the 61-year-old driver"."""
    text, sentence = covered.article.text, figure.sentence
    return _THE.search(text[sentence.start : figure.number.start]) is not None


def _is_one(role: str, found: list[_Age]) -> bool:
    """Whether each account knows of one such person only, whose age it gives once."""
    years: dict[str, set[float]] = defaultdict(set)
    for age in found:
        years[age.covered.id].add(age.years)
    if role in _ANYBODY or any(len(ages) > 1 for ages in years.values()):
        return False
    several = re.compile(
        rf"\b(?:{role}s|(?:another|second|other|two|three) {role}s?)\b", re.IGNORECASE
    )
    return not any(several.search(age.covered.article.text) for age in found)


def _is_then(covered: Covered, figure: Figure) -> bool:
    """Whether the age is one of earlier, or stands with kin whose name may be another's."""
    text, number = covered.article.text, figure.number
    left = text[max(figure.sentence.start, number.start - _NEAR) : number.start]
    right = text[number.end : min(figure.sentence.end, number.end + _NEAR)]
    told = re.split(r"[;.:]", left)[-1]
    named = _NAMED.search(told)
    return bool(
        _THEN.search(told if named is None else named.group(1))
        or _THEN_AFTER.search(right)
        or _KIN.search(left)
    )


def _is_others(covered: Covered, figure: Figure, name: str) -> bool:
    """Whether the age stands behind another name, or in a row: "Tom and Jo Roe, 34 and 32"."""
    text, number = covered.article.text, figure.number
    if _TWO.match(text, number.end):
        return True
    called = _CALLED.search(text[figure.sentence.start : number.start])
    one, other = read_name(called.group(1) if called else ""), read_name(name)
    return one.full and other.full and agree(one, other) is Agreement.NONE


def _compared(scene: Scene, name: str, found: list[_Age]) -> Iterator[Discrepancy]:
    groups: dict[float, set[int]] = defaultdict(set)
    for age in found:
        groups[age.years].add(age.covered.group)
    told = sorted(groups, key=lambda years: (-len(groups[years]), years))
    if len(told) != 2 or abs(told[0] - told[1]) > _FARTHEST:
        return  # three ages are three people
    rows = [age for age in found if age.years in told]
    days = [scene.days_apart(one.covered, other.covered) for one in rows for other in rows]
    if max(days) > _DAYS or len(set.union(*groups.values())) < 2:
        return
    counts = [len(groups[years]) for years in told]
    yield difference(
        scene,
        Kind.NUMBER,
        Severity.HARD,
        f"age of {name}",
        [
            Evidence(age.covered.id, age.figure.span, age.figure.sentence, f"{age.years:.0f}")
            for age in rows
        ],
        _SURE if max(counts) > 1 else _ALONE,
        [
            (
                age.figure.voice,
                scene.person(age.covered, age.figure.holder),
                f"{age.years:.0f}",
            )
            for age in rows
        ],
    )
