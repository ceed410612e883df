"""The figures of several accounts in; numbers that cannot both hold of one thing, out.

Two figures fill one slot when they count the same thing, in the same relation, at the same time
and place, and no narrower part of it. Hard only where the intervals of the hedged numbers are
disjoint; silent where an article gives both values, where parts add up to the other's whole, and
where a count that only grows was higher later.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from collation.differences.figures.approximation import (
    do_otherwise,
    is_moving,
    loose_tie,
    severity_of,
    shared_words,
)
from collation.differences.figures.asking import ASKS, asked
from collation.differences.figures.compatible import (
    counts_doer,
    explains,
    gives_both,
    goes_on,
    is_added,
    is_partial,
    moved_on,
    ratio,
    same_hour,
)
from collation.differences.figures.headlined import contradicted
from collation.differences.figures.judging import Judge
from collation.differences.figures.pairing import SURE, is_apart, kind_of, set_out, tie
from collation.differences.figures.slots import Ref, disjoint, is_named, refer, same_slot
from collation.differences.figures.updates import is_update, makes_up
from collation.differences.figures.whose import are_two
from collation.differences.question import question
from collation.differences.scene import Scene, difference
from collation.differences.times.length import is_timed
from collation.differences.words import load
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Voice

KINDS = frozenset({"count", "money", "percent", "measure", "rank", "score", "vote", "clock"})
_LOOSE_END = re.compile(r"(?:\s+|^)(?:of|to|at|by|for|in|from|a|the|than|about|roughly|some)$")
#: What a page prints around its films, which are of other events.
PLAYER = re.compile(r"\b(?:JUST|MUST) WATCH(?:ED)?\b|\bReplay More Videos\b")
_EXACT = frozenset({"", "at least"})
_MOST = 40
_CLOSE = 1.1  # ratio of two counts that only grow, up to which they are no two hours' counts
_UNTOLD = 0.5  # below what is told
_TOLD = 0.6
_SAME = 0.002  # share by which two prints of one number differ
_TIED = frozenset({"count", "money", "measure"})
_NEARER = 0.12  # by how much another figure of an account may fit less and be of the same slot


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Numbers that differ, one discrepancy a slot with all its sides."""
    buckets: dict[tuple[str, str, str], list[Ref]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for figure in covered.reading.figures:
            if figure.quantity in KINDS and not figure.negated and not is_timed(figure):
                ref = refer(scene, covered, figure)
                if is_moving(ref) or is_named(ref):
                    continue
                buckets[figure.quantity, figure.unit, ref.counted].append(ref)
    told: set[int] = set()
    judge = Judge(scene)
    for found in buckets.values():
        refs = _first(found)
        if len({ref.id for ref in refs}) > 1:
            yield from _compared(judge, refs, told)
    every = [ref for found in buckets.values() for ref in _first(found)]
    for score, head, ref in contradicted(scene, every):
        yield _told(judge, score, head, ref, [(head, _value(head)), (ref, _value(ref))])
    yield from _tied(judge, every, told)


def _tied(judge: Judge, refs: list[Ref], told: set[int]) -> Iterator[Discrepancy]:
    """Numbers of one thing by what stands around them, not by what is done to it."""
    scene = judge.scene
    kinds: dict[tuple[str, str, str], list[Ref]] = defaultdict(list)
    for ref in refs:
        if ref.figure.quantity in _TIED and (ref.counted or ref.figure.quantity == "money"):
            kinds[ref.figure.quantity, ref.figure.unit, kind_of(ref)].append(ref)
    for found in kinds.values():
        if len({ref.id for ref in found}) < 2:
            continue
        set_ = [set_out(scene, ref) for ref in found]
        pairs = [
            (tie(one, other), one.ref, other.ref)
            for at, one in enumerate(set_)
            for other in set_[at + 1 :]
            if one.ref.covered.group != other.ref.covered.group
            and severity_of(one.ref.figure, other.ref.figure) is not None
            and not _both(one.ref, other.ref, found)
            and not is_added(one.ref, other.ref)
            and not is_partial(one.ref, other.ref)
            and not goes_on(one.ref, other.ref)
            and not goes_on(other.ref, one.ref)
            and not counts_doer(one.ref, other.ref)
            and not moved_on(scene, one.ref, other.ref)
            and not do_otherwise(one.ref, other.ref)
            and not are_two(scene, one.ref, other.ref)
            and not gives_both(one.ref, other.ref)
            and not makes_up(one.ref, other.ref)
            and not is_update(one.ref, other.ref)
            and not _adds_up(scene, one.ref, other.ref, found)
        ]
        pairs.sort(key=lambda row: (-row[0], row[1].id, row[1].figure.span, row[2].figure.span))
        for score, a, b in pairs:
            if score and id(a) not in told and id(b) not in told:
                told.update((id(a), id(b)))
                sides = [(a, _value(a)), (b, _value(b))]
                sides += [
                    (ref, _value(side))
                    for side in (a, b)
                    for ref in found
                    if ref is not side and ref.figure.value == side.figure.value
                    and ref.figure.hedge == side.figure.hedge and ref.counted == side.counted
                ]  # fmt: skip
                told.update(id(ref) for ref, _ in sides)
                yield _told(judge, score, a, b, sides, soft=score < SURE)


def _both(a: Ref, b: Ref, refs: list[Ref]) -> bool:
    """Whether one of two accounts gives the other's number of the same kind of thing."""
    return any(
        ref.id == one.id
        and ref is not one
        and abs(ref.figure.value - other.figure.value) <= _SAME * abs(other.figure.value)
        for one, other in ((a, b), (b, a))
        for ref in refs
    )


def _first(refs: list[Ref]) -> list[Ref]:
    """At most `_MOST` figures of one article: more of one kind are a table, and no slot."""
    counted: dict[str, int] = defaultdict(int)
    kept = []
    for ref in refs:
        counted[ref.id] += 1
        if counted[ref.id] <= _MOST:
            kept.append(ref)
    return kept


def _compared(judge: Judge, refs: list[Ref], told: set[int]) -> Iterator[Discrepancy]:
    """Join the refs of one bucket that fill one slot, then tell slots whose values exclude."""
    scene = judge.scene
    pairs: list[tuple[float, Ref, Ref]] = []
    loose: set[tuple[int, int]] = set()  # tied by what stands around them only
    for at, one in enumerate(refs):
        for other in refs[at + 1 :]:
            if one.id == other.id:
                continue
            score = same_slot(one, other)
            if score < _TOLD:
                score = max(score, loose_tie(one, other))
                loose.add((id(one), id(other)))
            if score > 0:
                pairs.append((score, one, other))
    conflicts = [
        (score, a, b)
        for score, a, b in pairs
        if severity_of(a.figure, b.figure) is not None
        and a.covered.group != b.covered.group
        and not do_otherwise(a, b)
        and not are_two(scene, a, b)
        and not any(PLAYER.search(ref.covered.text(ref.figure.sentence)) for ref in (a, b))
        and not is_apart(set_out(scene, a), set_out(scene, b))
        and not _explained(scene, a, b, _related(a, b, refs) if (id(a), id(b)) in loose else refs)
    ]
    conflicts.sort(
        key=lambda row: (
            severity_of(row[1].figure, row[2].figure) is not Severity.HARD,
            -row[0],
            (row[1].id, row[1].figure.span, row[2].id, row[2].figure.span),
        )
    )
    for score, a, b in conflicts:
        if id(a) in told or id(b) in told:
            continue
        sides = _sides(pairs, a, b)
        if score >= _TOLD:
            sides = _further(conflicts, pairs, sides)
            told.update(id(ref) for ref, _ in sides)
        yield _told(judge, score, a, b, sides, soft=(id(a), id(b)) in loose)


def _explained(scene: Scene, a: Ref, b: Ref, refs: list[Ref]) -> bool:
    """Whether one article has the other's value too, or parts that add up to it.

    So is what `compatible` explains: FACTS counts an offer and a deal as two stages.
    """
    if explains(scene, a, b) or _adds_up(scene, a, b, refs):
        return True
    near = same_slot(a, b) - _NEARER
    for one, other in ((a, b), (b, a)):
        own = [
            ref for ref in refs
            if ref.id == one.id and ref is not one
            and (ref.figure.value == other.figure.value or same_slot(ref, other) >= near)
        ]  # fmt: skip
        if any(
            disjoint(ref.figure, one.figure)
            and (ref.predicates & one.predicates or not one.predicates)
            and ref.figure.quantity != "rank"
            for ref in own
        ):
            return True  # several values in one account: no functional slot
        if any(
            not disjoint(ref.figure, other.figure)
            and not _hedged(ref)
            and (not _hedged(other) or ref.predicates & other.predicates)
            and not do_otherwise(ref, other)
            for ref in own
        ):
            return True
        values = [ref.figure.value for ref in own if ref.figure.hedge == ""]
        rest = [value for value in values if value != one.figure.value]
        for at, value in enumerate(rest):
            if one.figure.value + value == other.figure.value:
                return True
            if any(value + more == other.figure.value for more in rest[at + 1 :]):
                return True
    return False


def _adds_up(scene: Scene, a: Ref, b: Ref, refs: list[Ref]) -> bool:
    """Whether some account has "two more", which the lesser lacks and the greater has in it."""
    apart = abs(a.figure.value - b.figure.value)
    return any(
        ref.figure.value == apart and "other" in set_out(scene, ref).marks
        for ref in refs
        if ref is not a and ref is not b
    )


def _related(a: Ref, b: Ref, refs: list[Ref]) -> list[Ref]:
    """What may explain a difference that only the words around two figures tie."""
    if a.figure.value == b.figure.value:
        return [a, b]
    if any(
        (ref.id, ref.figure.value) in ((a.id, b.figure.value), (b.id, a.figure.value))
        for ref in refs
    ):
        return refs  # one account gives both
    return [
        ref for ref in refs
        if ref is a or ref is b
        or (ref.id == a.id and loose_tie(ref, b)) or (ref.id == b.id and loose_tie(ref, a))
    ]  # fmt: skip


def _hedged(ref: Ref) -> bool:
    return ref.figure.high - ref.figure.low > 0.5 * max(1.0, ref.figure.value)


def _sides(pairs: list[tuple[float, Ref, Ref]], a: Ref, b: Ref) -> list[tuple[Ref, str]]:
    """Every figure that fills the slot of `a` and `b`, with the value it stands for."""
    sides = {id(a): (a, _value(a)), id(b): (b, _value(b))}
    for score, one, other in pairs:
        for known, new in ((one, other), (other, one)):
            if id(new) in sides or id(known) not in (id(a), id(b)):
                continue
            if score < 0.6 or not (known.predicates & new.predicates):
                continue
            for side in (a, b):
                vague = "vague" in (side.figure.hedge, new.figure.hedge)
                if (
                    not vague
                    and not disjoint(side.figure, new.figure)
                    and (
                        abs(side.figure.value - new.figure.value) < 0.02 * max(1, side.figure.value)
                    )
                ):
                    sides[id(new)] = (new, _value(side))
                    break
    return list(sides.values())


def _further(
    conflicts: Sequence[tuple[float, Ref, Ref]],
    pairs: list[tuple[float, Ref, Ref]],
    sides: list[tuple[Ref, str]],
) -> list[tuple[Ref, str]]:
    """The same with every third value that conflicts with one of the sides: one report a slot."""
    known = {id(ref): (ref, value) for ref, value in sides}
    for score, one, other in conflicts:
        if score < _TOLD or (id(one) in known) == (id(other) in known):
            continue
        new = other if id(one) in known else one
        if all(disjoint(new.figure, ref.figure) for ref, _ in known.values()):
            for ref, value in _sides(pairs, new, new):
                known.setdefault(id(ref), (ref, value))
    return list(known.values())


def _told(
    judge: Judge,
    score: float,
    a: Ref,
    b: Ref,
    sides: list[tuple[Ref, str]],
    *,
    soft: bool = False,
) -> Discrepancy:
    scene, growing = judge.scene, a.predicate in load("families")["growing"]
    severity = severity_of(a.figure, b.figure) or Severity.SOFT
    if soft and not judge.is_likely(a, b):
        severity = Severity.SOFT
    note = None
    if growing and severity is Severity.HARD:
        same = same_hour(scene, a, b)
        note = None if same else "the later account has the lower count"
        if ratio(a, b) > _CLOSE or (same and {a.figure.hedge, b.figure.hedge} - _EXACT):
            severity = Severity.SOFT
    evidence = [
        Evidence(ref.id, ref.figure.span, ref.figure.sentence, value) for ref, value in sides
    ]
    voices = [voice_of(scene, ref, value) for ref, value in sides]
    kind, subject = told_kind(scene, a, b)
    if not _has_noun(a, b) and not (soft and shared_words(a, b)):
        score = min(score, _UNTOLD)
    return difference(scene, kind, severity, subject, evidence, score, voices, note)


def told_kind(scene: Scene, a: Ref, b: Ref) -> tuple[Kind, str]:
    """The kind of a difference of two figures, and its subject."""
    sides = [(ref.covered, ref.figure.span, ref.figure.number) for ref in (a, b)]
    return Kind.NUMBER, f"{asked(a, b)}: “{question(scene, sides)}”"


def voice_of(scene: Scene, ref: Ref, value: str) -> tuple[Voice, str | None, str]:
    """Who says a value: voice, name and the value."""
    return ref.figure.voice, scene.person(ref.covered, ref.figure.holder), value


def _value(ref: Ref) -> str:
    """The number as its account prints it."""
    return " ".join(ref.covered.text(ref.figure.number).split())


def _has_noun(a: Ref, b: Ref) -> bool:
    """Whether the subject says of what the number is: "sum: invest" does not."""
    if a.counted or a.figure.quantity not in ASKS:
        return True
    return any(len(_without_number(ref).split()) > 1 for ref in (a, b))


def _without_number(ref: Ref) -> str:
    figure = ref.figure
    text = ref.covered.article.text
    before = text[figure.span.start : figure.number.start]
    after = text[figure.number.end : max(figure.span.end, figure.number.end)]
    words = re.sub(r"\s+", " ", f"{before} {after}").strip(" ,;:-–—()").strip()
    return _LOOSE_END.sub("", words)
