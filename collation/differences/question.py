"""A value in two accounts in; their sentence with a blank for the value, a question, out.

"Rosenfeld said [?] people were wounded": a subject line that printed the value of one account
would answer what the accounts are asked. The hedge before a value is the account's own and goes
with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from collation.coverage import Covered
from collation.differences.clause import LONGEST, clause_at, shortened
from collation.differences.phrasing import leans, phrase
from collation.differences.scene import Scene
from extraction.annotations import Span

BLANK = "[?]"
_AROUND = 12  # characters beside a value by which it is found again in the words of a clause
_SHORTEST = 5  # words: what is shorter tells too little of what is asked
_NAMES = 2  # more of them say no more of what is asked
_TORN = 3  # names that a clause must have more than another to be told without its beginning
_NAME = re.compile(r"(?<!^)\b[A-Z]\w+")
_MARKS = str.maketrans({"“": "‘", "”": "’", '"': "’"})
_HEDGE = (
    r"(?:\b(?:an?\s+(?:estimated|approximate)|nearly|almost|about|around|roughly|some|over|under|"
    r"approximately|just|only|at\s+(?:least|most)|(?:more|less|fewer)\s+than|up\s+to|close\s+to|"
    r"as\s+(?:many|much|few|little)\s+as)\s+)*"
)

Asked = tuple[Covered, Span, Span]  # an account, what is to be told, the value in it


def question(scene: Scene, sides: Iterable[Asked]) -> str:
    """The clause of the account that tells it best, with a blank for its value.

    Best is one that has the value in it, is whole, opens with its own subject, and names somebody
    or a place; of those that do the shortest. The value stays where its place in the clause is
    lost.
    """
    told = [
        _asking(words, covered, value) or words
        for covered, place, value in sides
        for words in _told(scene, covered, place)
    ]
    return min(told, key=_lacking)


def _lacking(words: str) -> tuple[bool, int, int, str]:
    """How much a clause lacks, for ordering."""
    opens = words[:1].isupper() or words.startswith(BLANK) or words[:1].isdigit()
    lacks = (
        _TORN * (leans(words) or words.startswith("…") or len(words.split()) < _SHORTEST)
        + _TORN * (not opens)
        + (" … " in words or words.endswith("…"))
        - min(_NAMES, len(_NAME.findall(words)))
    )
    return BLANK not in words, lacks, len(words), words


def _told(scene: Scene, covered: Covered, place: Span) -> list[str]:
    """The ways to tell of a place: understood alone, the clause around it, from the beginning."""
    telling = next(one for one in scene.told if one.id == covered.id)
    line = next((x for x in telling.lines if x.span.start <= place.start < x.span.end), None)
    if line is None:
        return [" ".join(covered.text(place).split())]
    ways = [phrase(scene, [(line, place)]), clause_at(covered, line.span, place)]
    if place.end - line.span.start <= LONGEST:
        ways.append(shortened(_flat(covered.text(line.span))))
    return [words for words in ways if words]


def _asking(words: str, covered: Covered, value: Span) -> str | None:
    """The words with the blank; None where the value is not among them."""
    text = covered.article.text
    printed = _flat(text[value.start : value.end])
    after = _flat(text[value.end : value.end + _AROUND])
    before = _flat(text[max(0, value.start - _AROUND) : value.start])
    found = re.escape(printed)
    for pattern in (
        rf"{_HEDGE}(?<![\w$.,]){found}(?!\w)(?=\W*{re.escape(after)})" if after else None,
        rf"{_HEDGE}(?<={re.escape(before)} ){found}(?!\w)" if before else None,
        rf"{_HEDGE}(?<![\w$.,]){found}(?!\w)",
    ):
        match = re.search(pattern, words, re.IGNORECASE) if pattern else None
        if match is not None:
            return words[: match.start()] + BLANK + words[match.end() :]
    return None


def _flat(words: str) -> str:
    return " ".join(words.split()).translate(_MARKS)
