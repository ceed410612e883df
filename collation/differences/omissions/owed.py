"""What two accounts tell and a third lacks, in; whether the third could and should tell it, out.

An account lacks nothing that came after it was printed, or that it says is not known yet. It owes
no denial of a charge that it does not carry. And what somebody is said to have denied may be told
in that person's own words: "there is no delay whatsoever".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from collation.coverage import Covered
from collation.differences.telling import Line, Telling
from extraction.annotations import Span

_OLD = 45  # days: what a sentence dates earlier is not this story's news
_DATED = 45  # characters between an act and its date
_REACH = 60  # characters behind a "no" or "not" within which what is denied stands
_BESIDE = 1  # sentences before and after a "no" in which the one who says it is named
_NOT = re.compile(r"\b(?:no|not|never|neither|nor|nothing|none)\b|n['’]t\b", re.IGNORECASE)
#: Words before an act that date it before the story: "initially apologized".
_FORMERLY = re.compile(
    r"\b(?:initially|originally|at first|first|previously|earlier|formerly)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_BEFORE = 30  # characters in which they stand
_UNNAMED = re.compile(
    r"\b(?:identit(?:y|ies)|names?|identified)\b[^.;]{0,40}?(?:\bnot\b|n['’]t\b|\bwithheld\b)"
    r"[^.;]{0,40}\b(?:released?|revealed?|disclosed?|given|known|made public|identified|named)\b|"
    r"\b(?:not|n['’]t|yet to|declined to|refused to)\s+(?:\w+\s+){0,3}?"
    r"(?:name[d]?\b|identif(?:y|ied)\b|release[d]?\b[^.;]{0,40}\b(?:name|identit))|"
    r"\bnames?\b[^.;]{0,20}\b(?:withheld|being withheld)\b",
    re.IGNORECASE,
)


def is_older(one: Covered, others: Iterable[Covered]) -> bool:
    """Whether an article is older than all of some others: it could not know what they tell."""
    day = one.article.published
    days = [other.article.published for other in others]
    return day is not None and all(its is not None and day < its for its in days)


def is_later(line: Line, at: int, telling: Telling) -> bool:
    """Whether a sentence dates the act at an offset after the day an account was printed."""
    day = telling.covered.article.published
    return day is not None and any(
        time.begin is not None and time.begin > day
        for time in line.covered.reading.times
        if line.span.covers(time.span) and time.span.start - _DATED < at < time.span.end + _DATED
    )


def is_old(covered: Covered, sentence: Span) -> bool:
    """Whether a sentence dates what it tells so long before its account that it is no news."""
    published = covered.article.published
    if published is None:
        return False
    ends = [
        time.end for time in covered.reading.times
        if sentence.covers(time.span) and time.end is not None
    ]  # fmt: skip
    return bool(ends) and (published - max(ends)).days > _OLD


def is_former(line: Line, at: int) -> bool:
    """Whether the words before an act say that it came before the story: "first admitted"."""
    start = max(line.span.start, at - _BEFORE)
    return _FORMERLY.search(line.covered.text(Span(start, at))) is not None


def withholds_names(telling: Telling) -> bool:
    """Whether an account says that somebody is not named or not identified yet."""
    return _UNNAMED.search(telling.covered.article.text) is not None


def negates(telling: Telling, whom: Collection[str], matter: Collection[str]) -> bool:
    """Whether an account has somebody say that it is not so, without a word of denying.

    A "no" or "not" with all that is denied close behind, and the name of who denies in that
    sentence or beside it. `whom` and `matter` are stems.
    """
    for number, line in enumerate(telling.lines):
        text = line.covered.text(line.span)
        denied = matter and any(
            all(any(root == word.stem for word in line.words
                    if 0 <= word.start - line.span.start - match.end() <= _REACH)
                for root in matter)
            for match in _NOT.finditer(text)
        )  # fmt: skip
        beside = telling.lines[max(0, number - _BESIDE) : number + _BESIDE + 1]
        if denied and any(not one.stems.isdisjoint(whom) for one in beside):
            return True
    return False


def carries(telling: Telling, named: Iterable[Collection[str]], known: Collection[str]) -> bool:
    """Whether an account names any of what is `named` in charges, beside what all know."""
    things = frozenset().union(*named) - frozenset(known)
    return not things or not telling.stems.isdisjoint(things)
