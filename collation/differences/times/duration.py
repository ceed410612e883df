"""The lengths of time of several accounts in; those of one thing that exclude each other, out.

"The 27-minute video" and "the 17-minute video", "eight months of talks" and, printed on
10 September, "talks since November". Whether two lengths are of one thing is weighed by logistic
regression (`data/lengths.tsv`) on what surrounds them. Less is asked where both name what lasted
or what they are counted from, and where the rest of the two sentences is nearly the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

from collation.differences.kin import only_others
from collation.differences.question import question
from collation.differences.scene import Scene, difference
from collation.differences.telling import quoted_at, weigh
from collation.differences.times.length import Length
from collation.differences.times.spell import (
    Spell,
    features_of,
    lasting,
    shared_things,
    spells_of,
)
from collation.differences.words import DATA, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Voice

WEIGHTS = DATA / "lengths.tsv"
_LIKELY = 0.18  # chance of being of one thing from which two that exclude each other are told
_ALIKE = 0.25  # the same where not what is so long, but the rest of the sentence is told alike
_SURE = 0.5  # the same for others, and for two that only do not bear each other out
_SAME = 0.6  # share of two sentences from which they tell one thing
_ANCHOR = 2.5  # weight of what two lapses share of that which they are counted from
_ANCHORED = 0.35  # share of it
_OF = re.compile(r"[^,.;:]{0,40}?\b(?:of|in|at|to)\s+(?:the\s+)?((?:[A-Z][\w’'-]+\s?)+)")
#: A period as long as a year or nearly, of which something took so many months.
_PERIOD = re.compile(r"\b(?:last|this|that|the (?:same|previous)) year\b|\bin (?:19|20)\d\d\b")
_YEAR, _PART = 365.0, 6  # days; a length of a sixth of them says how much of a year it took
_CLAUSE = re.compile(r"[;:]\s|,\s+(?:and|but|while|when|which|who)\s")
_SUBJECT = re.compile(
    r"\b((?:[A-Z][\w’'-]*\s)+)(?:is|are|was|were|has|have|had|will|can|may|must|would)\s"
)
#: What may be, beside what was.
_MAY = re.compile(r"\b(?:could|might|(?-i:may)|expected|likely|forecast)\b", re.IGNORECASE)
_SAME_LENGTH = (0.98, 1.02)  # ratios of two lengths that are one
_INEXACT = frozenset({"vague", "about"})
_SHOWN = (0.6, 0.4)  # confidence at a chance of 0, and what a chance of 1 adds


@dataclass(frozen=True, slots=True)
class _Pair:
    one: Spell
    other: Spell
    chance: float
    severity: Severity


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Lengths that exclude each other, the likeliest first, no length in two reports."""
    spells = {covered.id: spells_of(scene, covered) for covered in scene.coverage.articles}
    pairs = [
        pair
        for ones, others in combinations(spells.values(), 2)
        for one, other in product(ones, others)
        if (pair := _pair(scene, one, other, ones, others)) is not None
    ]
    pairs.sort(key=lambda pair: (-pair.chance, _place(pair.one), _place(pair.other)))
    told: list[_Pair] = []
    for pair in pairs:
        if not any(_is_of_one_thing(pair, known) for known in told):
            told.append(pair)
    for pair in told:
        yield _told(scene, pair, _further(pair, pairs, told))


def _further(pair: _Pair, pairs: Sequence[_Pair], told: Sequence[_Pair]) -> list[Length]:
    """What other accounts give for the thing: lengths that a side of the pair excludes too."""
    sides = {_place(pair.one), _place(pair.other)}
    taken = {place for known in told for place in (_place(known.one), _place(known.other))}
    found: dict[str, Length] = {}
    for other in pairs:
        for known, new in ((other.one, other.other), (other.other, other.one)):
            if (
                _place(known) in sides
                and _place(new) not in taken
                and other.severity is pair.severity
            ):
                found.setdefault(new.length.id, new.length)
    return [
        found[id] for id in sorted(found) if id not in {pair.one.length.id, pair.other.length.id}
    ]


def _place(spell: Spell) -> tuple[str, int]:
    return spell.length.id, spell.length.span.start


def _is_of_one_thing(pair: _Pair, known: _Pair) -> bool:
    """Whether a pair has a length that was told, or is of the thing that one told is of."""
    sides = {_place(pair.one), _place(pair.other)}
    if sides & {_place(known.one), _place(known.other)}:
        return True
    return bool(
        shared_things(pair.one, pair.other) & shared_things(known.one, known.other)
    )  # fmt: skip


def _pair(
    scene: Scene, one: Spell, other: Spell, ones: list[Spell], others: list[Spell]
) -> _Pair | None:
    a, b = one.length, other.length
    apart = a.excludes(b)
    if a.covered.group == b.covered.group or a.allows(b) or b.allows(a):
        return None
    if one.form == other.form and one.to != other.to:
        return None
    if not (apart or (a.hedge and b.hedge)) or _went_on(a, b):
        return None
    if _is_elsewhere(a, b) or _is_elsewhen(one, other) or _is_within(a, b):
        return None
    if _is_foreseen(a) != _is_foreseen(b):
        return None
    named = _is_named(one, other)
    if not named and not one.near & other.near:
        return None
    features = features_of(scene, one, other, ones, others)
    chance = _chance(features)
    alike = features["sentence share"] >= _SAME
    least = _SURE if not apart else _LIKELY if named else _ALIKE if alike else _SURE
    if "both" in features or chance < least:
        return None
    things = shared_things(one, other)
    if not things & lasting("bounded", "ongoing") and (
        _is_anothers(scene, a, b) or _have_subjects(a, b)
    ):
        return None
    ongoing = (things | one.things | other.things) & lasting("ongoing")
    hard = apart and not ongoing and not {a.hedge, b.hedge} & _INEXACT
    return _Pair(one, other, chance, Severity.HARD if hard else Severity.SOFT)


def _is_named(one: Spell, other: Spell) -> bool:
    """Whether both name what lasted so long, or what they are counted from."""
    if one.form == other.form == "lapse":
        shared = weigh(one.anchor & other.anchor)
        least = _ANCHORED * min(weigh(one.anchor), weigh(other.anchor))
        return shared >= max(_ANCHOR, least)
    return bool(shared_things(one, other))


def _is_anothers(scene: Scene, a: Length, b: Length) -> bool:
    """Whether the sentence of each tells of somebody, and none of whom the other's tells."""
    one, other = _people(scene, a), _people(scene, b)
    if any(not x[0] and x[1] & y[0] for x, y in ((one, other), (other, one))):
        return True  # "Roe's brother", and Roe
    return bool(one[0] and other[0] and not one[0] & other[0])


def _people(scene: Scene, length: Length) -> tuple[frozenset[str], frozenset[str]]:
    """Whom the sentence tells of, and who is named there only for a relative or an aide."""
    told: tuple[set[str], set[str]] = set(), set()
    for person in length.covered.reading.people:
        if any(length.sentence.covers(mention) for mention in person.mentions):
            name = scene.somebody(length.covered, person.number)
            if name is not None:
                told[only_others(length.covered, length.sentence, person.mentions)].add(name)
    return frozenset(told[0]), frozenset(told[1])


def _went_on(a: Length, b: Length) -> bool:
    """Whether the longer one is printed so many days later that it may be the other by then."""
    longer, shorter = (a, b) if a.days > b.days else (b, a)
    later, earlier = longer.covered.article.published, shorter.covered.article.published
    if later is None or earlier is None or later <= earlier:
        return False
    return shorter.high + (later - earlier).days >= longer.low


def _is_foreseen(length: Length) -> bool:
    """Whether its clause tells of what may be: "could be delayed by nine hours"."""
    text = length.covered.article.text
    return (
        _MAY.search(_CLAUSE.split(text[length.sentence.start : length.span.start])[-1]) is not None
    )


def _is_elsewhere(a: Length, b: Length) -> bool:
    """Whether each is the length of something in a place with a name, and not in one place."""
    names = []
    for length in (a, b):
        match = _OF.match(length.covered.article.text, length.span.end, length.sentence.end)
        names.append(frozenset(map(stem, match.group(1).split())) if match else frozenset())
    return bool(names[0] and names[1] and not names[0] & names[1])


def _is_elsewhen(one: Spell, other: Spell) -> bool:
    """Whether what came so long after or before something is dated, and not alike."""
    if not one.form == other.form == "lapse":
        return False
    days = [
        {
            (time.begin, time.end)
            for time in spell.length.covered.reading.times
            if spell.length.sentence.covers(time.span) and time.span.end <= spell.length.span.start
            and time.begin is not None
        }
        for spell in (one, other)
    ]  # fmt: skip
    return bool(days[0] and days[1] and not days[0] & days[1])


def _is_within(a: Length, b: Length) -> bool:
    """Whether the shorter one only is that of a part: "six months of protests last year"."""
    shorter, longer = sorted((a, b), key=lambda length: length.days)
    periods = [
        _PERIOD.search(_behind(length)) if length.days * _PART >= _YEAR else None
        for length in (shorter, longer)
    ]
    return periods[0] is not None and periods[1] is None


def _behind(length: Length) -> str:
    """What is left of its clause."""
    text = length.covered.article.text[length.span.end : length.sentence.end]
    return _CLAUSE.split(text, maxsplit=1)[0]


def _have_subjects(a: Length, b: Length) -> bool:
    """Whether the last subject before each has a name, and not one: "Dorvex works in five days"."""
    names = [_SUBJECT.findall(length.covered.article.text[length.sentence.start:length.span.start])
             for length in (a, b)]  # fmt: skip
    if not all(names):
        return False
    one, other = (frozenset(map(stem, found[-1].split())) for found in names)
    return not one & other


def _told(scene: Scene, pair: _Pair, further: Sequence[Length]) -> Discrepancy:
    pairs = [pair.one.length, pair.other.length]
    clause = question(scene, [(x.covered, x.span, x.span) for x in pairs])
    sides = [(x, x.value) for x in pairs]
    for length in further:  # "four-day" beside "four days" is one side
        same = next(
            (x.value for x in pairs if _SAME_LENGTH[0] <= length.days / x.days <= _SAME_LENGTH[1]),
            length.value,
        )
        sides.append((length, same))
    return difference(
        scene,
        Kind.DURATION,
        pair.severity,
        f"how long: “{clause}”",
        [Evidence(x.id, x.span, x.sentence, value) for x, value in sides],
        _SHOWN[0] + _SHOWN[1] * pair.chance,
        [(_voice(x), None, value) for x, value in sides],
    )


def _voice(length: Length) -> Voice:
    return Voice.QUOTED if quoted_at(length.covered, length.span) else Voice.OUTLET


def _chance(features: Mapping[str, float]) -> float:
    points = sum(_weights().get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-points))


@cache
def _weights() -> Mapping[str, float]:
    rows = WEIGHTS.read_text(encoding="utf-8").splitlines()
    table = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {name: float(weight) for name, weight in table}
