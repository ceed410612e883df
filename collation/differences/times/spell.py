"""Lengths of time in; what each is the length of, as the words around it tell it, out.

"A 27-minute video" and "ten days of protests" name what lasted, "five days after the vote" from
when it is counted; of any other length only the words beside it tell.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from collation.coverage import Covered
from collation.differences.scene import Scene
from collation.differences.telling import weigh, words_in
from collation.differences.times.length import Length, days_in, lengths_of
from collation.differences.times.since import lengths_since
from collation.differences.words import load, stem
from extraction.annotations import Span

_REACH = 60  # characters on either side of a length that say what it is of
_HEAD = 4  # words that tell what a lapse is counted from
_ACT = 90  # characters before a lapse in which stands what happened then
_PHRASE = 70  # characters behind a length in which the noun phrase that it opens ends
_THING = re.compile(
    r"(?:[\s-]long)?(?:\s+of\s+|\s+)((?:[A-Za-z’'-]+\s+){0,3}?[A-Za-z’'-]+)"
    r"(?=\s*(?:[,;:.?!)—–“”\"]|$)|\s+(?:to|in|on|of|by|for|with|at|from|that|which|who|and|or|as|is"
    r"|was|were|are|has|had|have|after|before|over|against|between|during|under|since|about|into"
    r"|the|an?|his|her|its|their)\b)"
)
_LAPSE = re.compile(
    r"\s+(?:\w+\s+)?(after|following|since|from|before|prior to|ahead of)\s+"
    r"([^;:.—–“”\"]{3,90})",
    re.IGNORECASE,
)
_TO = frozenset({"before", "prior to", "ahead of"})
_TERM = re.compile(
    r"\b(?:sentence[sd]?|prison|jail|behind bars|imprison\w*|probation|parole|custody)\b", re.I
)
_WINDOW = re.compile(
    r"\b(past|last|next|coming|first|final|previous|recent|another|additional|more(?!\s+than))\b",
    re.I,
)
_PREPOSITION = re.compile(
    r"\b(for|after|in|within|over|during|by|at|every|each|per|to|last(?:s|ed|ing)?|took|takes?"
    r"|taking|spent|spend(?:ing)?|than|through)\s+(?:(?:the|an?|his|her|their|its|just|about|some"
    r"|only|past|last|next|first)\s+)*$",
    re.I,
)
_CAME = re.compile(
    r"\b(?:c[ao]mes?|coming|occurr?(?:ed|ing|s)|happen(?:ed|ing|s)|took place|takes place)\b"
)
_NAME = re.compile(r"\b[A-Z][\w’'-]*\w")
LASTING = ("bounded", "personal", "ongoing")
_UNIT = 5.0  # weight that counts as one
_RATIOS = (3.0, math.log(2.5))  # the most that the logarithm of a ratio counts, and what is far
_RIVAL = 0.8  # of what two share, from which another length of the account is as likely meant
_SAME = 0.02


@dataclass(frozen=True, slots=True)
class Spell:
    """A length with its surroundings, as stems by families."""

    length: Length
    form: str  # "thing", "lapse", "term" (a punishment) or "plain"
    to: bool  # of a lapse: until something, not from it
    things: frozenset[str]  # what lasts so long
    anchor: frozenset[str]  # what it is counted from or to
    before: frozenset[str]
    came: bool
    near: frozenset[str]
    sentence: frozenset[str]
    names: frozenset[str]
    preposition: str
    window: str


def spells_of(scene: Scene, covered: Covered) -> list[Spell]:
    """The lengths of an article with what its sentences say of them."""
    found = [spell_of(scene, length) for length in lengths_of(covered)]
    for length, clause in lengths_since(covered):
        lasts = stems_of(covered.article.text, clause) & lasting(*LASTING)
        if lasts:
            found.append(replace(spell_of(scene, length), form="thing", things=lasts))
    return found


def spell_of(scene: Scene, length: Length) -> Spell:
    """The length with what its sentence says of it."""
    text, sentence, span = length.covered.article.text, length.sentence, length.span
    near = Span(max(sentence.start, span.start - _REACH), min(sentence.end, span.end + _REACH))
    left = Span(max(sentence.start, span.start - _ACT), span.start)
    form, to = "plain", False
    things = anchor = frozenset[str]()
    attributive = "-" in text[span.start : span.end] or text.startswith(("-long", " of "), span.end)
    lapse = None if attributive else _LAPSE.match(text, span.end, sentence.end)
    thing = _THING.match(text, span.end, min(sentence.end, span.end + _PHRASE))
    if lapse is not None:
        form, to = "lapse", lapse.group(1).lower() in _TO
        anchor = stems_of(text, Span(*lapse.span(2)), _HEAD)
    elif attributive and thing is not None:
        form, things = "thing", stems_of(text, Span(*thing.span(1)))
    elif _TERM.search(text, near.start, near.end):
        form = "term"
    preposition = _PREPOSITION.search(text, near.start, span.start)
    window = _WINDOW.search(text, max(sentence.start, span.start - 10), span.end)
    names = frozenset(map(stem, _NAME.findall(text, sentence.start + 1, sentence.end)))
    return Spell(
        length, form, to, things, anchor, stems_of(text, left),
        _CAME.search(text, max(left.start, span.start - 40), span.start) is not None,
        stems_of(text, near), stems_of(text, sentence), names - scene.central,
        preposition.group(1).lower() if preposition else "",
        window.group(1).lower() if window else "",
    )  # fmt: skip


def stems_of(text: str, span: Span, most: int | None = None) -> frozenset[str]:
    """The first stems of a stretch, by families; numbers are left out."""
    table = _families()
    words = (word.stem for word in islice(words_in(text, span), most))
    return frozenset(table.get(root, root) for root in words if not root[0].isdigit())


@cache
def _families() -> Mapping[str, str]:
    """Stems to the stem that names their family; what lasts comes first."""
    table: dict[str, str] = {}
    once, families = load("once"), load("families")
    for words in (
        *(words for kind in LASTING for words in load("lasting")[kind]),
        *once["person"], *once["thing"], *families["predicate"], *families["counted"],
    ):  # fmt: skip
        first = table.get(stem(words[0]), stem(words[0]))
        for word in words:
            table.setdefault(stem(word), first)
    return table


@cache
def lasting(*kinds: str) -> frozenset[str]:
    """Stems that name the families of some kinds of `LASTING`."""
    return frozenset(stem(words[0]) for kind in kinds for words in load("lasting")[kind])


def turns(stems: frozenset[str]) -> frozenset[str]:
    """Which of "begin" and "end" some words tell of."""
    return frozenset(turn for turn, signs in _turns().items() if not stems.isdisjoint(signs))


@cache
def _turns() -> Mapping[str, frozenset[str]]:
    table, words = _families(), load("lasting")
    roots = {turn: [stem(word) for word in words[turn]] for turn in ("begin", "end")}
    return {turn: frozenset(table.get(r, r) for r in found) for turn, found in roots.items()}


@cache
def _light() -> frozenset[str]:
    return frozenset(map(stem, load("lasting")["light"]))


def shared_things(one: Spell, other: Spell) -> frozenset[str]:
    """What both name, or one names and the other has beside it, as that which lasts so long."""
    if one.form == other.form == "thing":
        return (one.things & other.things) - _light()
    if "thing" in (one.form, other.form):
        named, beside = (one, other) if one.form == "thing" else (other, one)
        return (named.things & beside.near) - _light()
    return frozenset()


def features_of(
    scene: Scene, one: Spell, other: Spell, ones: Sequence[Spell], others: Sequence[Spell]
) -> Mapping[str, float]:
    """What tells whether two lengths are of one thing; `ones` and `others` are their articles'."""
    found = {"always": 1.0, f"{'/'.join(sorted((one.form, other.form)))}": 1.0}
    found.update(_of_words(one, other))
    found.update(_of_values(scene, one.length, other.length))
    if one.form == other.form == "lapse":
        act, anchor = _much(one.before & other.before, 3), _much(one.anchor & other.anchor, 3)
        if one.to == other.to:
            found["act"] = act
            found["act and anchor"] = anchor * (act + (3.0 if one.came and other.came else 0.0))
        else:
            found["other direction"] = 1.0
    found.update(_of_rivals(one, other, ones, others))
    found["many"] = math.log(len(ones) * len(others)) / 3
    return found


def _of_words(one: Spell, other: Spell) -> Iterator[tuple[str, float]]:
    things = shared_things(one, other)
    both = one.form == other.form == "thing"
    if things:
        yield ("same thing" if both else "thing beside"), 1.0
        if things & lasting(*LASTING):
            yield ("lasting thing" if both else "lasting beside"), 1.0
        if both:
            yield "thing weight", _much(things, 2)
    elif both:
        yield "other thing", 1.0
    near, sentence = one.near & other.near, one.sentence & other.sentence
    yield "near", _much(near, 4)
    yield (
        "sentence share",
        weigh(sentence) / max(_UNIT, min(weigh(one.sentence), weigh(other.sentence))),
    )
    if one.preposition and one.preposition == other.preposition:
        yield "same preposition", 1.0
    if one.window != other.window:
        yield "other window", 1.0
    if one.names & other.names:
        yield "names", 1.0


def _of_values(scene: Scene, one: Length, other: Length) -> Iterator[tuple[str, float]]:
    unit = min(days_in(one.unit), days_in(other.unit))
    ratio = abs(math.log((one.days + unit) / (other.days + unit)))  # 1 and 2 are near each other
    yield "ratio", min(ratio, _RATIOS[0])
    if ratio > _RATIOS[1]:
        yield "far", 1.0
    if one.unit != other.unit:
        yield "other unit", 1.0
    if one.excludes(other):
        yield "apart", 1.0
    if "vague" in (one.hedge, other.hedge):
        yield "vague", 1.0
    if scene.days_apart(one.covered, other.covered) > 0:
        yield "other day", 1.0


def _of_rivals(
    one: Spell, other: Spell, ones: Sequence[Spell], others: Sequence[Spell]
) -> Iterator[tuple[str, float]]:
    """Other lengths of either account that are as much like the other's, or equal to it.

    "Within 60 days of a general election (or 30 days of a primary)" gives both in one sentence.
    """
    alike, rivals, both = _alike(one, other), 0, False
    for theirs, mine, spells in ((one, other, others), (other, one, ones)):
        for rival in spells:
            if rival is mine:
                continue
            as_much = _alike(theirs, rival) >= max(_RIVAL * alike, 1.0)
            if as_much and not _equal(rival, mine):
                rivals += 1
            beside = rival.length.sentence == mine.length.sentence
            both = both or ((as_much or beside) and _equal(rival, theirs))
    if rivals > 1:
        yield "rivals", 1.0
    if both:
        yield "both", 1.0


def _equal(one: Spell, other: Spell) -> bool:
    return abs(math.log(one.length.days / other.length.days)) < _SAME


def _alike(one: Spell, other: Spell) -> float:
    """How much of what two lengths are of is shared, by weight."""
    anchors = one.anchor & other.anchor if one.to == other.to else frozenset()
    return (
        0.5 * weigh(one.sentence & other.sentence)
        + weigh(one.near & other.near)
        + weigh(one.things & other.things)
        + 2 * weigh(anchors)
    )


def _much(stems: frozenset[str], most: float) -> float:
    return min(most, weigh(stems) / _UNIT)
