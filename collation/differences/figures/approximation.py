"""Two figures in; whether their numbers exclude each other, only differ, or agree, out.

FACTS reads a hedge as an interval. Disjoint intervals exclude each other; "several" is one of
them, but too vague for more than a soft difference. Between exclusion and agreement lie "nearly
400" and "more than 400", and "some 26,000" and "nearly 30,000": intervals that touch, while
neither account's number is one that the other's words allow.
"""

from __future__ import annotations

import re

from collation.coverage import Covered
from collation.differences.figures.slots import (
    Ref,
    disjoint,
    modifiers_fit,
    same_place,
    same_time,
    similarity,
)
from collation.differences.words import STOP, family, stem
from collation.discrepancy import Severity
from extraction.annotations import Figure

_BELOW = frozenset({"nearly", "under"})
_ABOVE = frozenset({"more than", "at least"})
_OPEN = frozenset({"more than", "at least", "up to", "under", "vague", "range"})
_LEAST = 0.1  # of the greater number: nearer ones are one number, rounded
_ROUNDED = 0.05  # the most by which a number is rounded in print
_FURTHER = 1.2  # ratio of two bounds from which they are two reckonings
_NAMED = 100  # from here on a number is hardly shared by two things of one kind
_DOZENS = 24
_MANY = 3  # times the most of "several", up to which a writer may call so many several
_THOUSANDS = 1000
_FEW = 10  # below it two sets of one kind have one size by chance
_REACH = 45  # characters on either side of a number that say what it is of
_FARTHEST = 1.4  # ratio of two numbers that only their surroundings tie
_SHARED = 2  # words besides what is counted
_SHARE = 0.4  # of the shorter surroundings
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_RATE = re.compile(r"\b(?:a|an|per|each|every)\s+(hour|day|night|week|month|year)\b", re.IGNORECASE)
#: Every poll has a sample of its own.
POLL = re.compile(
    r"\b(?:poll(?:s|ed|ing)?|surveys?|surveyed|sampl\w+|interview\w*)\b", re.IGNORECASE
)
#: What is changed has an amount before and one after.
CHANGES = re.compile(
    r"\b(?:rais|increas|hik|boost|lift|lower|reduc|cut|doubl|tripl)(?:e|es|ed|ing|s)?\b",
    re.IGNORECASE,
)
_QUANTITIES = frozenset({"count", "money"})  # shares move within the day


def severity_of(a: Figure, b: Figure) -> Severity | None:
    """How two figures of one slot differ; None where both can be meant."""
    if a.quantity in ("vote", "score") and _sides(a) == _sides(b):
        return None
    if a.value == b.value:
        opposite = {a.hedge, b.hedge} & _BELOW and {a.hedge, b.hedge} & _ABOVE
        return Severity.SOFT if opposite else None
    if rounds(a.value, b.value) or rounds(b.value, a.value):
        return None
    if disjoint(a, b) or _touch(a, b):
        if any(_is_magnitude(x) and y.low > x.high for x, y in ((a, b), (b, a))):
            return None  # "thousands" is said of tens of thousands, too
        if any(_is_few(x) and x.high < y.low <= _MANY * x.high for x, y in ((a, b), (b, a))):
            return None  # 15 are several, too
        vague = {a.hedge, b.hedge} & {"vague", "range"} or _rough(a, b) or _rough(b, a)
        return Severity.SOFT if vague else Severity.HARD
    if _bound_apart(a, b):
        return Severity.SOFT
    if {a.hedge, b.hedge} & _OPEN or not (a.hedge or b.hedge):
        return None
    if _allows(a, b.value) or _allows(b, a.value):
        return None
    far = abs(a.value - b.value) >= _LEAST * max(abs(a.value), abs(b.value))
    return Severity.SOFT if far else None


def _bound_apart(a: Figure, b: Figure) -> bool:
    """ "As many as 700" and "as many as 900": who knows of more gives the further bound."""
    bounds = ({"up to", "under"}, {"more than", "just over", "at least"})
    low, high = sorted((abs(a.value), abs(b.value)))
    return low > 0 and high > _FURTHER * low and any({a.hedge, b.hedge} <= both for both in bounds)


def _sides(figure: Figure) -> frozenset[float]:
    """The two numbers of "53-47", in whatever order."""
    return frozenset(divmod(figure.value, 1000))


def _touch(a: Figure, b: Figure) -> bool:
    """ "$376 billion" and "$375 billion": as exact as each other, and one only is rounded so."""
    if a.hedge or b.hedge or not (a.high == b.low or b.high == a.low):
        return False
    widths = a.high - a.low, b.high - b.low
    return min(widths) > 0 and max(widths) <= 1.01 * min(widths) and _digits(a) == _digits(b) >= 3


def _digits(figure: Figure) -> int:
    return len(f"{figure.value:.10g}".partition("e")[0].replace(".", "").strip("0"))


def is_moving(ref: Ref) -> bool:
    """Whether it is a share of a vote, which moves until all is counted."""
    return ref.figure.quantity == "percent" and ref.counted == "ballot"


def rounds(exact: float, printed: float) -> bool:
    """Whether 391 is printed as 400: the same to as many digits as the rounder number has.

    Only of numbers that end in two zeros or more: smaller ones are counted.
    """
    if printed < _NAMED or printed != int(printed) or int(printed) % _NAMED:
        return False
    digits = len(str(int(printed)))
    zeros = digits - len(str(int(printed)).rstrip("0"))
    return round(exact, -zeros) == printed and abs(exact - printed) <= _ROUNDED * printed


def _rough(figure: Figure, other: Figure) -> bool:
    """ "Roughly $20 billion", and $23 billion: about so much, to the one digit that is given."""
    if figure.hedge != "about" or figure.value < _FEW or _digits(figure) != 1:
        return False
    step = 10.0 ** (len(str(int(figure.value))) - 1)
    return abs(other.value - figure.value) < step / 2


def _is_magnitude(figure: Figure) -> bool:
    """ "Thousands"."""
    return figure.hedge == "vague" and figure.low >= _THOUSANDS


def _is_few(figure: Figure) -> bool:
    """ "Several", "a handful"."""
    return figure.hedge == "vague" and figure.high < _DOZENS


def _allows(figure: Figure, value: float) -> bool:
    return figure.low < value < figure.high


def loose_tie(a: Ref, b: Ref) -> float:
    """How sure it is that two figures are of one thing, by the words around them, 0 to 0.75.

    For soft differences only: "26,000 teachers and support staff" and "30,000 teachers and
    support staff" are told of with different verbs.
    """
    one, other = a.figure, b.figure
    if one.quantity not in _QUANTITIES or not same_time(a, b) or not same_place(one, other):
        return 0.0
    if one.quantity == "count" and (not a.counted or a.counted != b.counted):
        return 0.0
    if one.value == other.value:
        named = one.quantity == "count" and one.value >= _NAMED and a.counted != "person"
        return 0.7 if named and similarity(a, b) > 0 else 0.0
    told = f"{a.covered.text(one.sentence)} {b.covered.text(other.sentence)}"
    if not modifiers_fit(a, b) or POLL.search(told):
        return 0.0
    if one.quantity == "money" and CHANGES.search(told):
        return 0.0
    low, high = sorted((abs(one.value), abs(other.value)))
    if not low or high / low > _FARTHEST or do_otherwise(a, b):
        return 0.0
    first, second = _around(a.covered, one), _around(b.covered, other)
    shared = (first & second) - {stem(a.counted)}
    if len(shared) < _SHARED or len(shared) < _SHARE * min(len(first), len(second)):
        return 0.0
    return min(0.75, 0.55 + 0.05 * len(shared))


def do_otherwise(a: Ref, b: Ref) -> bool:
    """Whether two small counts are of those that do, or undergo, different things."""
    if a.figure.quantity != "count" or max(a.figure.value, b.figure.value) >= _FEW:
        return False
    if not (a.counted and b.counted):
        return False  # "a magnitude of 6.1"
    return bool(a.predicates and b.predicates and not a.predicates & b.predicates)


def shared_words(a: Ref, b: Ref) -> str:
    """What stands around both numbers, as the first article prints it: "average teachers"."""
    common = _around(a.covered, a.figure) & _around(b.covered, b.figure)
    text, sentence = a.covered.article.text, a.figure.sentence
    near = text[max(sentence.start, a.figure.number.start - _REACH) :
                min(sentence.end, a.figure.number.end + _REACH)]  # fmt: skip
    words = [w.removesuffix("'s").removesuffix("’s") for w in _WORD.findall(near)]
    return " ".join(dict.fromkeys(w for w in words if stem(family("counted", w.lower())) in common))


def _around(covered: Covered, figure: Figure) -> frozenset[str]:
    """Normal forms of the words beside a number, its rate ("a week") among them."""
    text, sentence = covered.article.text, figure.sentence
    left = max(sentence.start, figure.number.start - _REACH)
    right = min(sentence.end, figure.number.end + _REACH)
    before = text[left : figure.number.start]
    after = text[figure.number.end : right]
    if left > sentence.start:
        before = before.partition(" ")[2]
    if right < sentence.end:
        after = after.rpartition(" ")[0]
    words = {
        stem(family("counted", word.lower().removesuffix("'s").removesuffix("’s")))
        for word in _WORD.findall(f"{before} {after}")
        if word.lower() not in STOP and len(word) > 1
    }
    rate = _RATE.match(after.lstrip())
    return frozenset(words | ({f"per {rate.group(1).lower()}"} if rate else set()))
