"""Two figures that a rule takes for one quantity in; how likely they contradict each other, out.

Two steps, each a logistic regression (Cox 1958) over evidence that adds up. `likeness` tells how
surely two figures of different accounts tell one quantity, by all but their values; it learned from
pairs of equal and of different values. The second step weighs how likely that is, whether another
figure of either account fits as well or gives the other's value, how far apart the two values are,
and what may explain the difference. Weights: `data/likeness.tsv`, by `python -m training.figures`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from math import exp, log

from collation.coverage import Covered
from collation.differences.figures.approximation import do_otherwise, is_moving, severity_of
from collation.differences.figures.compatible import (
    goes_on,
    grew,
    is_added,
    is_partial,
    moved_on,
)
from collation.differences.figures.likeness import (
    Features,
    Place,
    Weigh,
    features_of,
    place,
    rarity,
)
from collation.differences.figures.pairing import RANGE, is_apart, kind_of
from collation.differences.figures.slots import (
    EXCLUSIVE,
    Ref,
    is_named,
    nearest,
    refer,
    same_time,
)
from collation.differences.scene import Scene
from collation.differences.times.length import is_timed
from collation.differences.words import DATA, load
from extraction.annotations import Figure

WEIGHTS = DATA / "likeness.tsv"
HARD = 0.12  # chance from which two figures that exclude each other are told as a contradiction
_KINDS = frozenset({"count", "money", "percent", "measure"})
_MOST = 40  # figures of one kind of one account: more are a table
_LEAST, _SURELY = -5.0, 5.0  # log-odds between which likeness is told
_MARGIN = 4.0
_FARTHEST = 2.0  # logarithm of the ratio of two values
_LARGE = 100  # from here on two numbers are hardly alike by chance
_FAR = 2.0  # ratio
_BEFORE = 24  # characters before a number in which a range begins
_COMPOUND = re.compile(
    r"-[a-z]+[\s,]+(?:[A-Za-z’'-]+\s+)*?([A-Za-z-]+)"
    r"(?=[.,;:]|\s+(?:[a-z]{1,4}|about|after|before)\b|$)"
)

_Key = tuple[str, str, str]  # quantity, unit and kind of what is counted


@dataclass(frozen=True, slots=True)
class Match:
    """Two figures that may tell one quantity, and what speaks for and against a contradiction."""

    one: Place
    other: Place
    features: Mapping[str, float]

    @property
    def chance(self) -> float:
        """That they contradict each other."""
        return _chance(odds("conflict", self.features))


@dataclass(slots=True)
class Judge:
    """Rates pairs of figures of one scene; those of one sort are compared when first asked for."""

    scene: Scene
    _chances: dict[_Key, Mapping[frozenset[tuple[str, int]], float]] = field(default_factory=dict)
    _weigh: Weigh | None = None

    def chance(self, a: Ref, b: Ref) -> float | None:
        """That two figures contradict each other; None for what is not rated so.

        That are ranks and results, vague numbers and ends of ranges, and figures of one source.
        """
        key = key_of(a)
        if key not in self._chances:
            self._chances[key] = self._rated(key)
        return self._chances[key].get(frozenset((_where(a), _where(b))))

    def is_likely(self, a: Ref, b: Ref) -> bool | None:
        """Whether figures that exclude each other are worth calling so; None where not rated."""
        chance = self.chance(a, b)
        return None if chance is None else chance >= HARD

    def _rated(self, key: _Key) -> Mapping[frozenset[tuple[str, int]], float]:
        if self._weigh is None:
            self._weigh = rarity(self.scene.coverage.articles)
        return {
            frozenset((_where(match.one.ref), _where(match.other.ref))): match.chance
            for pool in pools(self.scene, key)
            for match in matches_of(self.scene, pool, self._alike(pool, self._weigh))
        }

    def _alike(self, pool: Sequence[Place], weigh: Weigh) -> list[tuple[Place, Place, float]]:
        return [
            (a, b, odds("likeness", features))
            for a, b, features in comparable(self.scene, pool, weigh)
        ]


def key_of(ref: Ref) -> _Key:
    """The sort of a figure: only those of one sort are compared."""
    figure = ref.figure
    return figure.quantity, figure.unit, kind_of(ref) if figure.quantity == "count" else ""


def _where(ref: Ref) -> tuple[str, int]:
    return ref.id, ref.figure.number.start


def matches_of(
    scene: Scene, pool: Sequence[Place], alike: Sequence[tuple[Place, Place, float]]
) -> Iterator[Match]:
    """The pairs of one pool that nothing explains away; given is how alike each pair is."""
    rivals = _rivals(alike)
    values: dict[tuple[str, str], set[float]] = defaultdict(set)
    for its in pool:
        values[its.ref.id, its.counted].add(its.figure.value)
    for a, b, sure in alike:
        if a.figure.value == b.figure.value or severity_of(a.figure, b.figure) is None:
            continue
        if is_beyond(a) or is_beyond(b) or _head(a) != _head(b):
            continue
        both, margin = _beside(a, b, sure, rivals)
        of_one, of_other = (values[its.ref.id, its.counted] for its in (a, b))
        told = {
            "likeness": sure,
            "margin": margin,
            "both told": both,
            "value of both": b.figure.value in of_one or a.figure.value in of_other,
            "alone": len(of_one) == len(of_other) == 1,
            "days": scene.days_apart(a.ref.covered, b.ref.covered) > 0,
            **_of_values(a.figure, b.figure),
            **_explaining(scene, a, b),
        }
        yield Match(a, b, {name: float(x) for name, x in told.items() if x})


def _of_values(a: Figure, b: Figure) -> dict[str, float | bool]:
    """What the two numbers themselves say."""
    low, high = sorted((nearest(a, b), nearest(b, a)))
    hedges = bool(a.hedge) + bool(b.hedge)
    return {
        "always": True,
        a.quantity: True,
        "ratio": min(_FARTHEST, log(high / low)) if low > 0 else _FARTHEST,
        "far": low <= 0 or high > _FAR * low,
        "large": low >= _LARGE,
        "one hedge": hedges == 1,
        "hedges": hedges > 1,
    }


def pools(scene: Scene, only: _Key | None = None) -> Iterator[list[Place]]:
    """The figures that may be compared with each other: of one sort, of two sources or more."""
    found: dict[_Key, list[tuple[Ref, int]]] = defaultdict(list)
    for covered in scene.coverage.articles:
        counted: dict[_Key, int] = defaultdict(int)
        for ref, number in _refs(scene, covered, only):
            key = key_of(ref)
            counted[key] += 1
            if only in (None, key) and counted[key] <= _MOST:
                found[key].append((ref, number))
    for _, refs in sorted(found.items()):
        if len({ref.covered.group for ref, _ in refs}) > 1:
            yield [place(scene, ref, number) for ref, number in refs]


def _refs(scene: Scene, covered: Covered, only: _Key | None) -> Iterator[tuple[Ref, int]]:
    """The figures of an account that can be rated, with the number of their sentence."""
    numbers = {row.span: at for at, row in enumerate(covered.reading.sentences)}
    seen = set()
    for figure in covered.reading.figures:
        if figure.quantity not in _KINDS or figure.negated or is_timed(figure):
            continue
        if figure.number in seen or (only and only[:2] != (figure.quantity, figure.unit)):
            continue
        ref = refer(scene, covered, figure)
        bare = figure.quantity == "count" and not kind_of(ref)
        if not (bare or is_moving(ref) or is_named(ref)):
            seen.add(figure.number)
            yield ref, numbers.get(figure.sentence, 0)


def comparable(
    scene: Scene, pool: Sequence[Place], weigh: Weigh
) -> Iterator[tuple[Place, Place, Features]]:
    """Pairs of different sources with what speaks for and against their telling one quantity."""
    for a, b in combinations(pool, 2):
        if are_comparable(a, b):
            yield a, b, features_of(scene, a, b, weigh)


def are_comparable(a: Place, b: Place) -> bool:
    """Whether two figures may tell one quantity: counts of one thing, others among like words."""
    if a.ref.covered.group == b.ref.covered.group:
        return False
    return a.figure.quantity == "count" or not a.close.isdisjoint(b.close)


_Rivals = Mapping[tuple[int, str], list[tuple[Place, float]]]


def _rivals(alike: Sequence[tuple[Place, Place, float]]) -> _Rivals:
    """By a figure and another account: the figures of that account, with their likeness."""
    found: dict[tuple[int, str], list[tuple[Place, float]]] = defaultdict(list)
    for a, b, sure in alike:
        found[id(a), b.ref.id].append((b, sure))
        found[id(b), a.ref.id].append((a, sure))
    return found


def _beside(a: Place, b: Place, sure: float, rivals: _Rivals) -> tuple[float, float]:
    """The chance that an account tells the quantity as the other does, and by how much the two fit
    better than any other two."""
    both, best = 0.0, _LEAST
    for mine, its in ((a, b), (b, a)):
        for rival, likely in rivals[id(mine), its.ref.id]:
            if rival.figure.value == mine.figure.value:
                both = max(both, _chance(likely))
            elif rival.figure.value != its.figure.value:
                best = max(best, likely)
    return both, max(-_MARGIN, min(_MARGIN, sure - best))


def is_beyond(its: Place) -> bool:
    """Whether a figure is too vague to contradict another, or one end of a range."""
    return its.figure.hedge == "vague" or RANGE.search(_just_before(its)) is not None


def _explaining(scene: Scene, a: Place, b: Place) -> dict[str, float | bool]:
    """What may explain that two numbers of one thing differ."""
    growing = load("families")["growing"]
    one, other = a.ref, b.ref
    return {
        "toll": any(x.predicate in growing or x.predicates & EXCLUSIVE for x in (one, other)),
        "grew": grew(scene, one, other),
        "partial": is_partial(one, other),
        "one more": goes_on(one, other) or goes_on(other, one) or is_added(one, other),
        "lasting": moved_on(scene, one, other),
        "apart": is_apart(a.setting, b.setting),
        "done otherwise": do_otherwise(one, other),
        "set off": a.otherwise != b.otherwise,
        "more": "other" in a.setting.marks | b.setting.marks,
        "double": _are_double(a.figure.value, b.figure.value),
        "changed": "changed" in a.setting.marks | b.setting.marks,
        "moving": "moving" in a.setting.marks | b.setting.marks,
        "polled": "polled" in a.setting.marks | b.setting.marks,
        "marks differ": a.setting.marks != b.setting.marks,
        "not one day": not same_time(one, other),
    }


def _are_double(a: float, b: float) -> bool:
    return max(abs(a), abs(b)) == 2 * min(abs(a), abs(b))


def _just_before(its: Place) -> str:
    start = its.figure.number.start
    return its.ref.covered.article.text[max(its.figure.sentence.start, start - _BEFORE) : start]


def _head(its: Place) -> str:
    """What a compound measures: "complaint" of "a 63-page complaint"; "" for no compound."""
    match = _COMPOUND.match(its.ref.covered.article.text, its.figure.number.end)
    return "" if match is None else match.group(1).lower()


def odds(model: str, features: Mapping[str, float]) -> float:
    """The log-odds that the weights of a model give some features."""
    table = weights()[model]
    points = sum(table.get(name, 0.0) * value for name, value in features.items())
    return max(_LEAST, min(_SURELY, points))


def _chance(points: float) -> float:
    return 1 / (1 + exp(-points))


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """By model ("likeness", "conflict") the log-odds of each feature."""
    tables: dict[str, dict[str, float]] = {"likeness": {}, "conflict": {}}
    for row in WEIGHTS.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            model, name, value = row.split("\t")
            tables[model][name] = float(value)
    return tables
