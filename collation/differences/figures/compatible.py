"""Two figures of one thing in; whether both may hold all the same, out.

An offer and a deal, counts of two hours, one more who comes after, an attacker whom some count
among the dead.
"""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise

from collation.differences.figures.slots import EXCLUSIVE, Ref, disjoint, interval
from collation.differences.figures.updates import are_hours_apart, is_update, makes_up
from collation.differences.scene import Scene
from collation.differences.words import load, stem

_OFFERED = re.compile(
    r"\b(?:offer(?:s|ed|ing)?|propos(?:e|es|ed|ing|al)|plan(?:s to|ned)|ask(?:s|ed|ing)? for"
    r"|demand(?:s|ed|ing)?|seek(?:s|ing)?|sought|bid)\b",
    re.IGNORECASE,
)
_AGREED = re.compile(
    r"\b(?:agree[sd]?|agreement|deal|decided|approved|signed|accepted|ratified|settled)\b",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(r"\b(?:a|another|the)\s+(?:second|third|fourth|fifth|sixth)\b|\banother\b")
#: "Yet another sexting scandal": what is told of, and what came before it.
_ANOTHER = re.compile(r"\b[Aa]nother((?:\s+[\w-]+){1,3})")
#: "They found eight dead. Another died later."
_THEN_ONE = re.compile(
    r"\W*(?:Another|One more|(?:A|The)\s+(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth))\b"
)
#: So much in a part of a place: not so much everywhere.
_IN_PARTS = re.compile(
    r"\b(?:(?:in|over) (?:parts|some (?:areas|places|parts|towns))|in places)\b", re.IGNORECASE
)
_ADDED = re.compile(r"\b(?:and|plus|as well as|along with)\s+$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_AS_OF = re.compile(r"\b(?:as of|through|up to|by|until)\s+$", re.IGNORECASE)
_DEAD = "(dead)"
_DOER = re.compile(
    r"\b(?:gunm[ae]n|shooters?|attackers?|bombers?|assailants?|suspects?"
    r"|kill\w* (?:him|her)self)\b",
    re.IGNORECASE,
)
#: "Just after 10 p.m.", "shortly before noon": what the minute may be.
_BESIDE = re.compile(r"\b(after|past|before)\s+$", re.IGNORECASE)
_BESIDES = 45  # minutes
_LISTED = 30  # characters from one number of a list to the next
#: A count that is not closed yet, and one of those in one place of several.
_SO_FAR = re.compile(r"\b(?:for now|so far|until now|up to now|at this point)\b", re.IGNORECASE)
_THERE = re.compile(
    r"\b(?:killed|died|slain|murdered|shot|wounded|injured|hurt|arrested|held|trapped)\s+"
    r"(?:there|inside|in there)\b",
    re.IGNORECASE,
)
_INCLUDING = re.compile(r"\b(?:including|among them|of (?:them|whom|those))\s+(?:\w+\s+)?$")
#: Behind a number: it says how many it takes.
_NEEDED = re.compile(r"[^.,;:“”\"]{0,30}?\b(?:needed|required|necessary)\b")
#: What lasts and is counted anew: who is trapped, without power, in hospital.
_LASTING = re.compile(
    r"\b(?:still|remain(?:s|ed|ing)?|trapped|stranded|unaccounted|missing|hospitali[sz]ed"
    r"|lack(?:s|ed|ing)?|in (?:the |a )?hospitals?|restor(?:e|es|ed|ing)|in the dark"
    r"|without (?:power|electricity|water|heat|shelter))\b",
    re.IGNORECASE,
)
_BEFORE, _BEHIND = 30, 60  # characters on either side of a number in which that stands
_ARRESTED = "(arrested)"
_THEM = frozenset({"they", "them", "that", "whom", "which", "those"})
_NIGHTS = 1.25  # ratio above which two counts of arrests are two nights'
_FEW = 10  # so many are counted at once, and more while news comes in
_GROWN = 1.6  # ratio above which nothing tells them from two hours' counts


def explains(scene: Scene, a: Ref, b: Ref, *, grown: bool = True) -> bool:
    """Whether two figures of one thing may both hold: two stages, two hours, one more, the doer.

    Without `grown` it is left aside that counts which grow may be of two hours.
    """
    stages = {stage(a), stage(b)} == {"offered", "agreed"}
    more = goes_on(a, b) or goes_on(b, a) or is_added(a, b) or counts_doer(a, b)
    return (
        is_partial(a, b)
        or stages
        or more
        or gives_both(a, b)
        or moved_on(scene, a, b)
        or _is_beside(a, b)
        or _is_beside(b, a)
        or _are_halves(a, b)
        or (grown and grew(scene, a, b))
        or is_update(a, b)
        or (are_hours_apart(a, b) and lasts(a) and lasts(b))
        or makes_up(a, b)
        or _is_revised(a, b)
    )


def _is_revised(a: Ref, b: Ref) -> bool:
    """Whether an account tells the change itself: "revised from eight to six", "from 3 to 5"."""
    values = {a.figure.value, b.figure.value}
    return any(
        {first.value, second.value} == values
        and _FROM.search(text, first.sentence.start, first.number.start) is not None
        and text[first.number.end : second.number.start].split() == ["to"]
        for covered in (a.covered, b.covered)
        for text in (covered.article.text,)
        for first, second in pairwise(covered.reading.figures)
        if first.sentence == second.sentence
    )


def _are_halves(a: Ref, b: Ref) -> bool:
    """Whether one threshold has two sides: "at least 80 percent", "less than 80 percent"."""
    same = a.figure.value == b.figure.value
    return same and {a.figure.hedge, b.figure.hedge} == {"at least", "under"}


def is_partial(a: Ref, b: Ref) -> bool:
    """Whether one of two counts, and not the other, is one so far, of one of several places, of
    some of those that its own sentence counts, or of how many it takes."""
    if _is_threshold(a) != _is_threshold(b) or _is_included(a) != _is_included(b):
        return True
    told = a.covered.text(a.figure.sentence), b.covered.text(b.figure.sentence)
    signs = (_SO_FAR, _THERE) + ((_IN_PARTS,) if a.figure.quantity == "measure" else ())
    return any(len([1 for words in told if sign.search(words)]) == 1 for sign in signs)


def _is_included(ref: Ref) -> bool:
    """ "17 died, including 12 people in the mill": whether its sentence counts more of them."""
    start = ref.figure.number.start
    before = ref.covered.article.text[max(ref.figure.sentence.start, start - _BEFORE) : start]
    return _INCLUDING.search(before) is not None and any(
        figure.sentence == ref.figure.sentence
        and figure.number.end <= start
        and figure.counted == ref.figure.counted
        and figure.value > ref.figure.value
        for figure in ref.covered.reading.figures
    )


def _is_threshold(ref: Ref) -> bool:
    """Whether it is how many it takes: "the 51-vote majority needed to begin"."""
    end = ref.figure.number.end
    return (
        _NEEDED.match(ref.covered.article.text, end, max(end, ref.figure.sentence.end)) is not None
    )


def moved_on(scene: Scene, a: Ref, b: Ref) -> bool:
    """Whether both count what is so for a while, on different days."""
    return scene.days_apart(a.covered, b.covered) > 0 and lasts(a) and lasts(b)


def lasts(ref: Ref) -> bool:
    """Whether it counts what is so for a while: "150 miners remain trapped"."""
    number, sentence = ref.figure.number, ref.figure.sentence
    start = max(sentence.start, number.start - _BEFORE)
    near = ref.covered.article.text[start : min(number.end + _BEHIND, sentence.end)]
    return _LASTING.search(near) is not None


def gives_both(a: Ref, b: Ref) -> bool:
    """Whether one sentence has the other's number beside its own: "100 agents, 60 of them …"."""
    return any(
        figure.sentence == one.figure.sentence
        and figure.number != one.figure.number
        and figure.quantity == one.figure.quantity
        and (figure.counted in _THEM or (not figure.counted and figure.value == other.figure.value))
        and not disjoint(figure, other.figure)
        for one, other in ((a, b), (b, a))
        for figure in one.covered.reading.figures
    )


def _is_beside(ref: Ref, other: Ref) -> bool:
    """Whether the other's minute is one that "just after" or "shortly before" an hour allows."""
    start = ref.figure.number.start
    before = ref.covered.article.text[max(ref.figure.sentence.start, start - 24) : start]
    match = _BESIDE.search(before) if ref.figure.quantity == "clock" else None
    if match is None:
        return False
    away = other.figure.value - ref.figure.value
    return 0 <= (-away if match.group(1).lower() == "before" else away) <= _BESIDES


def is_added(a: Ref, b: Ref) -> bool:
    """ "Manslaughter and two counts of …" beside "all three counts": one is named before them."""
    lesser = min(a, b, key=lambda ref: ref.figure.value)
    start = lesser.figure.number.start
    before = lesser.covered.article.text[max(lesser.figure.sentence.start, start - 30) : start]
    if abs(a.figure.value - b.figure.value) != 1 or not _ADDED.search(before):
        return False
    return not any(  # "52 pardons and nine commutations" are two lists
        figure.sentence == lesser.figure.sentence
        and 0 < start - figure.number.end <= _LISTED
        and lesser.counted not in (figure.counted, "")
        for figure in lesser.covered.reading.figures
    )


def counts_doer(a: Ref, b: Ref) -> bool:
    """Whether two tolls may differ by the attacker, whom some count among the dead."""
    if abs(a.figure.value - b.figure.value) != 1 or not a.predicates & b.predicates & {_DEAD}:
        return False
    return any(_DOER.search(covered.article.text) for covered in (a.covered, b.covered))


def stage(ref: Ref) -> str:
    """ "agreed", "offered", or "" where the sentence says neither."""
    sentence = ref.covered.text(ref.figure.sentence)
    return "agreed" if _AGREED.search(sentence) else "offered" if _OFFERED.search(sentence) else ""


def goes_on(ref: Ref, other: Ref) -> bool:
    """ "Two lawyers told her that …, and a third that …": one more comes after."""
    if other.figure.value != ref.figure.value + 1:
        return False
    text, end = ref.covered.article.text, ref.figure.sentence.end
    after = text[ref.figure.number.end : end]
    return (
        _ONE_MORE.search(after) is not None
        or _THEN_ONE.match(text, end) is not None
        or _tells_another(ref)
    )


def _tells_another(ref: Ref) -> bool:
    """ "Two scandals" where the account is of "yet another scandal": it counts those before."""
    return bool(ref.counted) and any(
        stem(ref.counted) in map(stem, match.group(1).lower().split())
        for match in _ANOTHER.finditer(ref.covered.article.text)
    )


def grew(scene: Scene, a: Ref, b: Ref) -> bool:
    """Whether two counts that only grow stand in articles of different hours."""
    growing = load("families")["growing"]
    states = (a.predicates | b.predicates) & EXCLUSIVE
    if a.predicate not in growing and b.predicate not in growing and not states:
        return False
    first, second = scene.as_of(a.covered), scene.as_of(b.covered)
    if _same_reckoning(a, b):
        return False
    if _ARRESTED in states and scene.days_apart(a.covered, b.covered) and ratio(a, b) > _NIGHTS:
        return interval(a) is None or interval(a) != interval(b)  # every night has its arrests
    if first is None or second is None or abs(first - second) < timedelta(hours=1):
        return ratio(a, b) > _GROWN
    if interval(a) != interval(b) and None not in (interval(a), interval(b)):
        return True  # another night or another count
    earlier, later = (a, b) if first < second else (b, a)
    return later.figure.value > earlier.figure.value  # higher later is an update


def _same_reckoning(a: Ref, b: Ref) -> bool:
    """Whether both are counts "as of Tuesday"."""
    return interval(a) == interval(b) is not None and _is_reckoned(a) and _is_reckoned(b)


def _is_reckoned(ref: Ref) -> bool:
    at = ref.covered.reading.times[ref.figure.when or 0].span.start
    return _AS_OF.search(ref.covered.article.text[max(0, at - 12) : at]) is not None


def ratio(a: Ref, b: Ref) -> float:
    """By how much one of two large counts is greater; 1 for small ones."""
    low, high = sorted((a.figure.value, b.figure.value))
    return high / low if low > _FEW else 1.0


def same_hour(scene: Scene, a: Ref, b: Ref) -> bool:
    first, second = scene.as_of(a.covered), scene.as_of(b.covered)
    return first is None or second is None or abs(first - second) < timedelta(hours=1)
