"""The figures of several accounts in; two that alone in their accounts stand among the same words
and differ, out.

"A 19-ton truck", "the 25-ton truck"; "found 12 miles from the trailhead", "20 miles from the
trailhead"; "set bail at $500,000", "held on $750,000 bail". No verb ties such figures, but what
stands around them does, where no other figure of either account stands among words as like. The
words are compared by families, and weigh by how rare they are in news.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from collation.differences.figures.approximation import do_otherwise, is_moving, severity_of
from collation.differences.figures.compatible import explains
from collation.differences.figures.judging import Judge
from collation.differences.figures.number import KINDS, told_kind, voice_of
from collation.differences.figures.pairing import (
    RANGE,
    Setting,
    is_apart,
    is_elsewhen,
    kind_of,
    set_out,
)
from collation.differences.figures.slots import (
    EXCLUSIVE,
    TIMES,
    Ref,
    is_named,
    nearest,
    other_state,
    refer,
    same_place,
    same_time,
    window,
)
from collation.differences.figures.whose import are_two
from collation.differences.scene import Scene, difference
from collation.differences.telling import weigh
from collation.differences.times.length import is_timed
from collation.differences.words import load, stem
from collation.discrepancy import Discrepancy, Evidence, Severity

_LEAST = 5.0  # weight of the shared words
_SHARE = 0.3  # of the words around the figure that has fewer
_WORDS = 2
_MOSTLY = 0.5  # of the same words, from which ranks and votes exclude each other
_RIVAL = 0.6  # of that weight, with which another figure of the account is as likely meant
_SURE = 10.0  # weight of shared words from which two figures exclude each other
_FARTHEST = 1.7  # ratio of two values of one thing
_VAGUE = 3.0  # the same where one is "hundreds"
_RANKS = 3
_SAME = 0.02
_STAMP = frozenset(map(stem, ("update", "updated", "published", "posted", "photo", "getty")))
_BEHIND = re.compile(r"[^,.;:]{0,30}?\b(?:on|in|at|near|from|for|to)\s+((?:[A-Z][\w’'-]+\s?)+)")


@dataclass(frozen=True, slots=True)
class _Pair:
    one: Setting
    other: Setting
    severity: Severity
    weight: float
    share: float


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Lone figures that differ among the same words, one discrepancy a pair."""
    kinds: dict[tuple[str, str, str], list[Setting]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for figure in covered.reading.figures:
            if figure.quantity not in KINDS or figure.negated or is_timed(figure):
                continue
            ref = refer(scene, covered, figure)
            bare = figure.quantity in ("count", "rank") and not ref.counted
            if is_moving(ref) or is_named(ref) or (bare and figure.value == int(figure.value)):
                continue  # but "a magnitude of 6.1"
            if RANGE.search(_before(ref)) or ref.predicates & EXCLUSIVE:
                continue  # tolls have several counts in every account
            kind = kind_of(ref) if figure.quantity in ("count", "rank") else ""
            kinds[figure.quantity, figure.unit, kind].append(_normal(set_out(scene, ref)))
    judge = Judge(scene)
    for _, found in sorted(kinds.items()):
        told: set[int] = set()
        pairs = sorted(
            _pairs(scene, found), key=lambda p: (-p.weight, _place(p.one), _place(p.other))
        )
        for pair in pairs:
            if id(pair.one) not in told and id(pair.other) not in told:
                told |= {id(pair.one), id(pair.other)}
                yield _told(judge, pair)


def _place(setting: Setting) -> tuple[str, int]:
    return setting.ref.id, setting.ref.figure.number.start


def _normal(setting: Setting) -> Setting:
    """The setting with the families of its words, without what is counted."""
    near = {_families().get(root, root) for root in setting.near}
    counted = {_family(setting.ref)} if setting.ref.figure.quantity == "count" else set()
    return replace(setting, near=frozenset(near) - counted)


def _family(ref: Ref) -> str:
    return _families().get(stem(ref.counted), stem(ref.counted)) if ref.counted else ""


@cache
def _families() -> dict[str, str]:
    table: dict[str, str] = {}
    families = load("families")
    for words in (*load("once")["person"], *load("once")["thing"], *families["predicate"],
                  *families["counted"]):  # fmt: skip
        first = table.get(stem(words[0]), stem(words[0]))
        for word in words:
            table.setdefault(stem(word), first)
    return table


def _pairs(scene: Scene, found: Sequence[Setting]) -> Iterator[_Pair]:
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if one.ref.covered.group == other.ref.covered.group:
                continue
            shared = one.near & other.near
            if len(shared) < _WORDS or shared & _STAMP or not _compares(one.ref, other.ref):
                continue
            weight = weigh(shared)
            share = weight / max(1.0, min(weigh(one.near), weigh(other.near)))
            if weight < (_SURE if one.ref.figure.quantity == "vote" else _LEAST) or share < _SHARE:
                continue
            severity = severity_of(one.ref.figure, other.ref.figure)
            if severity is None or _is_explained(scene, one, other, found, weight):
                continue
            yield _Pair(one, other, severity, weight, share)


def _compares(a: Ref, b: Ref) -> bool:
    """Whether two values are near enough to be of one thing, and of one day and place."""
    low, high = sorted((nearest(a.figure, b.figure), nearest(b.figure, a.figure)))
    if a.figure.quantity == "rank" and (
        high - low > _RANKS
        or a.counted != b.counted
        or a.modifiers != b.modifiers  # "the first governor", "the second Black governor"
        or window(a) != window(b)
    ):
        return False
    if a.figure.quantity in ("count", "money", "percent", "measure"):
        vague = "vague" in (a.figure.hedge, b.figure.hedge)
        if high - low > 2 and (not low or high / low > (_VAGUE if vague else _FARTHEST)):
            return False
        lesser, greater = sorted((a.figure, b.figure), key=lambda figure: abs(figure.value))
        if lesser.hedge == "more than" and not greater.hedge:
            return False  # "more than $1 million", and "$1.6 million" to be exact
    if a.counted in TIMES and stem(a.figure.predicate) != stem(b.figure.predicate):
        return False
    return same_time(a, b) and same_place(a.figure, b.figure) and not other_state(a, b)


def _before(ref: Ref) -> str:
    start = ref.figure.number.start
    return ref.covered.article.text[max(ref.figure.sentence.start, start - 24) : start]


def _is_explained(
    scene: Scene, one: Setting, other: Setting, found: Sequence[Setting], weight: float
) -> bool:
    if is_apart(one, other) or is_elsewhen(one, other) or _named_apart(one, other):
        return True
    if do_otherwise(one.ref, other.ref) or are_two(scene, one.ref, other.ref):
        return True
    for mine, theirs in ((one, other), (other, one)):
        for rival in found:
            if rival is mine or rival.ref.id != mine.ref.id:
                continue
            value, wanted = rival.ref.figure.value, theirs.ref.figure.value
            if abs(value - wanted) <= _SAME * abs(wanted):
                return True  # one account gives both
            if (
                value != mine.ref.figure.value
                and weigh(rival.near & theirs.near) >= _RIVAL * weight
            ):
                return True
    return explains(scene, one.ref, other.ref)


def _named_apart(one: Setting, other: Setting) -> bool:
    """Whether each figure is given for somebody or some place with a name, and not for one."""
    names = []
    for setting in (one, other):
        ref = setting.ref
        after = ref.covered.article.text[ref.figure.number.end : ref.figure.sentence.end]
        match = _BEHIND.match(after)
        names.append(frozenset(map(stem, match.group(1).split())) if match else frozenset())
    return bool(names[0] and names[1] and not names[0] & names[1])


def _told(judge: Judge, pair: _Pair) -> Discrepancy:
    scene = judge.scene
    refs = (pair.one.ref, pair.other.ref)
    kind, subject = told_kind(scene, *refs)
    likely = judge.is_likely(*refs)
    if likely is None:  # a rank, a vote
        likely = pair.weight >= _SURE and pair.share >= _MOSTLY
    rows = [(ref, " ".join(ref.covered.text(ref.figure.number).split())) for ref in refs]
    return difference(
        scene, kind, pair.severity if likely else Severity.SOFT, subject,
        [Evidence(ref.id, ref.figure.span, ref.figure.sentence, value) for ref, value in rows],
        0.75 if pair.weight >= _SURE else 0.65,
        [voice_of(scene, ref, value) for ref, value in rows],
    )  # fmt: skip
