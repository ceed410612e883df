"""Sentences that tell what some accounts lack, in; the words of its subject line, out.

A whole sentence or clause where one can be understood alone (`phrasing`). Where all say no more
than "he denied that", the sentence before it says what; and where each is too long, the words that
belong to the one that tells it: "the deadliest attack in a generation".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from collation.differences.clause import LONGEST
from collation.differences.furniture import is_furniture
from collation.differences.phrasing import is_empty, phrase
from collation.differences.scene import Scene
from collation.differences.telling import Line
from extraction.annotations import Span

_LEFT = 8  # words before the one that tells, among which its noun phrase begins
_MOST = 200  # characters of two sentences
_TOKEN = re.compile(r"\S+")
_DETERMINER = re.compile(r"(?:the|an?|\d+|(?:[\w.-]+['’]s)|[A-Z][\w.-]*s['’])$", re.IGNORECASE)
_STOP = re.compile(
    r"(?:in|on|at|by|for|from|with|to|and|or|but|that|who|which|was|were|is|are|has|had)$",
    re.IGNORECASE,
)
_CHARGE = re.compile(r"\b(?:accus|alleg|claim|said|says|told|report|suggest|charg)\w*")
_PAUSE = re.compile(r"[,;:]\s|[.,;:]?$|\s[–—-]+\s|[”\"]")


def worded(scene: Scene, rows: Sequence[tuple[Line, Span, int]]) -> str | None:
    """The words for what some sentences tell; None where they can not be understood alone.

    Each row is a sentence, what is pointed at in it, and the offset of the word that tells.
    """
    words = phrase(scene, [(line, told) for line, told, _ in rows])
    if words is not None and not is_empty(words):
        return words
    for line, told, _ in rows:
        both = _with_before(scene, line, told)
        if both is not None:
            return both
    if words is not None:
        return words
    for line, _, at in rows:
        found = _belonging(line, at)
        if found is not None:
            return found
    return None


def _with_before(scene: Scene, line: Line, told: Span) -> str | None:
    """The sentence before and the words that tell, where those only take it up."""
    words = phrase(scene, [(line, told)])
    telling = next(one for one in scene.told if one.id == line.covered.id)
    if line.number < 2 or words is None or not is_empty(words):
        return None
    before = telling.lines[line.number - 1]
    for claim in line.covered.reading.claims:
        if claim.sentence == before.span:
            first = phrase(scene, [(before, claim.span)])
            if (
                first is not None and not first.endswith("…") and _CHARGE.search(first)
                and len(first) + len(words) <= _MOST
            ):  # fmt: skip
                return f"{first}. {words}"
    return None


def _belonging(line: Line, at: int) -> str | None:
    """The noun phrase of the word that tells, with what it is of and what follows to the pause."""
    text = line.covered.article.text
    tokens = list(_TOKEN.finditer(text, line.span.start, line.span.end))
    place = next((n for n, token in enumerate(tokens) if token.start() <= at < token.end()), None)
    if place is None:
        return None
    first = _opening(tokens, place)
    while first is not None and first > 1 and tokens[first - 1].group() == "of":
        longer = _opening(tokens, first - 2)
        if longer is None:
            break
        first = longer
    if first is None:
        return None
    start = tokens[first].start()
    pause = _PAUSE.search(text, at, line.span.end)
    words = " ".join(text[start : pause.start() if pause else line.span.end].split())
    return words if len(words) <= LONGEST and not is_furniture(words) else None


def _opening(tokens: Sequence[re.Match[str]], place: int) -> int | None:
    """Where the noun phrase of a word begins: at its article, or at whose it is."""
    for number in range(place, max(-1, place - _LEFT), -1):
        word = tokens[number].group().strip("“”\"'‘")
        if number < place and (word[-1:] in ",;:." or _STOP.match(word)):
            return None
        if _DETERMINER.match(word):
            return number
    return None
