"""Two counts of one thing in; whether their own sentences say why both hold, out.

One gives an hour and the other a later one, one tells that the count has risen, or an account has
further parts that make up the difference.
"""

from __future__ import annotations

import re

from collation.differences.figures.slots import EXCLUSIVE, Ref
from collation.differences.words import load, state_of
from extraction.annotations import Figure

_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s?(?P<half>[ap])\.?m\b|\b(?P<word>noon|midday"
    r"|midnight|dawn|daybreak|dusk|nightfall|morning|lunchtime|afternoon|evening|night|overnight)\b",
    re.IGNORECASE,
)
_HOURS = {
    "dawn": 6, "daybreak": 6, "morning": 9, "noon": 12, "midday": 12, "lunchtime": 12,
    "afternoon": 15, "dusk": 19, "nightfall": 20, "evening": 19, "night": 22, "overnight": 3,
    "midnight": 24,
}  # fmt: skip
#: What makes a time of day the hour of the count, not of what happened.
_RECKONED = re.compile(
    r"\b(?:[Aa]s of|[Bb]y|[Aa]t|[Uu]ntil|[Uu]p to|[Oo]n|[Ee]arly|[Ll]ate(?:r)?|[Ii]n the|said|says"
    r"|reported|announced)\b[^.;]{0,24}$"
)
_GREW = re.compile(
    r"\b(?:ris(?:es?|en|ing)|rose|climb(?:s|ed|ing)?|gr(?:ows?|own|ew|owing)|jump(?:s|ed|ing)?"
    r"|increas(?:es?|ed|ing)|mount(?:s|ed|ing)?|soar(?:s|ed|ing)?|up(?:dated)?|revised(?:\s+up\w*)?)"
    r"\s+(?:\w+\s+)?to\s+(?:at\s+least\s+|more\s+than\s+|about\s+)?$"
    r"|\bnow\s+(?:stands|stood|at)\b[^.;]{0,12}$|\blater\b[^.;]{0,12}$",
    re.IGNORECASE,
)
_ON_TOP = re.compile(
    r"\s+(?:others?|more|further|additional)\b|\s+of\s+the\s+(?:injured|wounded)\b"
)
_REACH = 250  # characters on either side of a count in which its further parts stand
_BEHIND = 5  # words behind a number in which its state stands


def is_update(a: Ref, b: Ref) -> bool:
    """Whether two counts that grow are of two hours by what their own sentences say."""
    if not (grows(a) or grows(b)):
        return False
    one, other = _hour(a), _hour(b)
    if one is not None and other is not None:
        earlier, later = (a, b) if one < other else (b, a)
        return one != other and later.figure.value >= earlier.figure.value
    lesser, greater = sorted((a, b), key=lambda ref: ref.figure.value)
    return _has_grown(greater) and not _has_grown(lesser)


def are_hours_apart(a: Ref, b: Ref) -> bool:
    """Whether the sentences of two counts give two hours."""
    one, other = _hour(a), _hour(b)
    return one is not None and other is not None and one != other


def grows(ref: Ref) -> bool:
    """Whether what is counted only grows while news comes in: the dead, the hurt, the arrested."""
    growing = load("families")["growing"]
    if ref.predicate in growing or ref.predicates & EXCLUSIVE:
        return True
    behind = ref.covered.article.text[ref.figure.number.end : ref.figure.sentence.end]
    return any(f"({state_of(word)})" in EXCLUSIVE for word in behind.split()[:_BEHIND])


def _has_grown(ref: Ref) -> bool:
    text, start = ref.covered.article.text, ref.figure.span.start
    before = text[ref.figure.sentence.start : max(start, ref.figure.number.start)]
    return _GREW.search(before) is not None


def _hour(ref: Ref) -> float | None:
    """The hour of the day that the sentence says the count is of; None where it says none."""
    sentence = ref.covered.text(ref.figure.sentence)
    for match in _CLOCK.finditer(sentence):
        if not _RECKONED.search(sentence[: match.start()]):
            continue
        if match["word"]:
            return _HOURS[match["word"].lower()]
        hour = int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0)
        return hour + int(match["minute"] or 0) / 60
    return None


def makes_up(a: Ref, b: Ref) -> bool:
    """Whether the account of the lesser count has a part beside it that the greater has in it.

    "Four were killed. Two others died later" and "six"; "nine counts of wire fraud and two of mail
    fraud" and "11 counts".
    """
    if a.figure.quantity != "count":
        return False
    lesser, greater = sorted((a, b), key=lambda ref: ref.figure.value)
    apart = greater.figure.value - lesser.figure.value
    at = lesser.figure.number.start
    return any(
        other.quantity == "count" and other.value == apart and other.number != lesser.figure.number
        and "of" not in other.modifiers
        and abs(other.number.start - at) <= _REACH and _is_part(lesser, other)
        for other in lesser.covered.reading.figures
    )  # fmt: skip


def _is_part(ref: Ref, other: Figure) -> bool:
    """Whether another count of the account is of the same kind of thing, beside the first."""
    text = ref.covered.article.text
    if (
        other.counted
        and other.counted == ref.figure.counted
        and other.sentence == ref.figure.sentence
    ):
        return True
    same = load("families")["growing"]
    done = other.predicate in same and ref.predicate in same
    return (
        _ON_TOP.match(text, other.number.end) is not None
        or (done and other.predicate == ref.figure.predicate)
        or _both_dead(ref, other)
    )


def _both_dead(ref: Ref, other: Figure) -> bool:
    dead = {"kill", "die", "dead", "death"}
    return "(dead)" in ref.predicates and other.predicate in dead
