"""The dates of one account in; those whose weekday is not that of their day, out.

"Thursday, July 27": in a year in which that is a Saturday, one of the two is a slip. A year that is
not printed may be that of publication, the one before or the one after; where any of them fits,
nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from collation.coverage import Covered
from collation.differences.clause import clause_at
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span

_MONTHS = {name: n for n, name in enumerate(
    "jan feb mar apr may jun jul aug sep oct nov dec".split(), 1
)}  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = re.compile(
    r"\b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:,? |, the | \()"
    rf"(?P<date>(?:(?P<month>{_MONTH}) (?P<day>\d\d?)|(?P<day2>\d\d?) (?P<month2>{_MONTH}))"
    r"(?:st|nd|rd|th)?\b(?!:)(?:,? (?P<year>(?:19|20)\d\d)\b)?)"
)
_AROUND = (-1, 0, 1)  # years from that of publication
_NEAR = 120  # days from publication, beyond which an unprinted year may be any
_SURE = 0.75


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy for each date that carries the weekday of another."""
    told: set[str] = set()  # a dispatch is printed by many
    for covered in scene.coverage.articles:
        for sentence in scene.having(covered, _DAYS):
            text = covered.article.text
            for match in _DATE.finditer(text, sentence.span.start, sentence.span.end):
                truly = _weekday(covered, match)
                if truly is not None and match.group() not in told:
                    told.add(match.group())
                    yield _told(scene, covered, sentence.span, match, truly)


def _weekday(covered: Covered, match: re.Match[str]) -> str | None:
    """The true weekday of the day, where it is surely not the printed one."""
    month = _MONTHS[(match["month"] or match["month2"])[:3].lower()]
    day = int(match["day"] or match["day2"])
    published = covered.article.published
    if match["year"]:
        years = [int(match["year"])]
    elif published is not None:
        years = [published.year + n for n in _AROUND]
    else:
        return None
    days = [found for year in years if (found := _made(year, month, day)) is not None]
    if not days or any(_DAYS[found.weekday()] == match["weekday"].lower() for found in days):
        return None
    if match["year"] or published is None:
        return _DAYS[days[0].weekday()].capitalize()
    nearest = min(days, key=lambda found: abs((found - published).days))
    if abs((nearest - published).days) > _NEAR:
        return None
    return _DAYS[nearest.weekday()].capitalize()


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _told(
    scene: Scene, covered: Covered, sentence: Span, match: re.Match[str], truly: str
) -> Discrepancy:
    weekday, day = Span(*match.span("weekday")), Span(*match.span("date"))
    return difference(
        scene,
        Kind.DATE,
        Severity.HARD,
        f"on what day: “{clause_at(covered, sentence, Span(weekday.start, day.end))}”",
        [
            Evidence(covered.id, weekday, sentence, covered.text(weekday)),
            Evidence(covered.id, day, sentence, f"{covered.text(day)}, a {truly}"),
        ],
        _SURE,
    )
