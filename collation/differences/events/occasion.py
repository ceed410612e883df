"""Two acts of different accounts in; whether they can be of one occasion, out.

A day that both tell must be the same; what is not done "yet" may be done by the next account; what
is dated long before its article is background.
"""

from __future__ import annotations

import re
from datetime import date

from collation.coverage import Covered
from collation.differences.events.affirmed import Affirmed
from collation.differences.scene import Scene
from extraction.annotations import Claim, TimeExpression

_SAME_WEEK = 7  # days between two articles; what is true of a thing changes with time
_RECENT = 10  # days before publication: what is dated earlier is another occasion
_SO_FAR = re.compile(
    r"\b(?:ha(?:s|ve)(?: not|n['’]t| never| yet)|yet|so far|still|as of|for now|not immediately|"
    r"right away|until|currently|at present|is not|isn['’]t|are not|aren['’]t|no longer)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"XXXX-WXX-\d")


def one_occasion(scene: Scene, no: Affirmed, yes: Affirmed) -> bool:
    """Whether a denial and an affirmation can be of one time."""
    if scene.days_apart(no.covered, yes.covered) > _SAME_WEEK:
        return False
    first, second = when(no.covered, no.claim), when(yes.covered, yes.claim)
    if first is not None and second is not None:
        return meet(first, second)
    if is_old(no.covered, first) or is_old(yes.covered, second):
        return False
    if _SO_FAR.search(no.covered.text(no.claim.sentence)):
        ours, theirs = no.covered.article.published, yes.covered.article.published
        return ours is None or theirs is None or theirs <= ours
    return True


def one_day(no: Affirmed, yes: Affirmed) -> bool:
    """Whether both tell a day, and the same."""
    first, second = when(no.covered, no.claim), when(yes.covered, yes.claim)
    return first is not None and second is not None and meet(first, second)


def when(covered: Covered, claim: Claim) -> TimeExpression | None:
    """The day or period of a claim; None where its clause gives none that can be compared."""
    if claim.when is None:
        return None
    time = covered.reading.times[claim.when]
    if time.begin is not None or _WEEKDAY.match(time.value):
        return time
    return None


def meet(one: TimeExpression, other: TimeExpression) -> bool:
    """Whether two times share a day."""
    if one.begin and one.end and other.begin and other.end:
        return one.begin <= other.end and other.begin <= one.end
    days = [_WEEKDAY.match(time.value) for time in (one, other)]
    if days[0] and days[1]:
        return days[0].group() == days[1].group()
    return True


def is_old(covered: Covered, time: TimeExpression | None) -> bool:
    published: date | None = covered.article.published
    return (
        time is not None and time.end is not None and published is not None
        and not 0 <= (published - time.end).days <= _RECENT
    )  # fmt: skip
