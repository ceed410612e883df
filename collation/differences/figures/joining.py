"""A difference of numbers in; the same with every account that gives one of its numbers, out.

A finder ties two figures at a time. A third account that gives one of the two numbers for the same
kind of thing, among words that it shares with a side, is on that side, and is cited with it. Who
gives both numbers is on neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from collation.coverage import Covered
from collation.differences.figures.compatible import is_partial
from collation.differences.figures.pairing import Setting, is_apart, kind_of, set_out
from collation.differences.figures.slots import Ref, refer, same_place, same_slot, same_time
from collation.differences.figures.whose import are_two
from collation.differences.scene import Scene
from collation.differences.telling import weigh
from collation.differences.words import stem
from collation.discrepancy import Between, Discrepancy, Evidence, Kind

_SAME = 0.002  # share by which two prints of one number differ
_TOLD = 0.6  # of one slot, as where numbers are compared
_SHARED = 7.0  # weight of the words around both besides what is counted
_WORDS = 2
_FEW, _DIGITS = 12, 2  # a number greater than the one, with so many digits, is hardly two things'


def with_all_accounts(scene: Scene, found: Discrepancy) -> Discrepancy:
    """It with the further accounts of its sides; itself where there are none, or it is no number's
    difference of several accounts."""
    if found.kind is not Kind.NUMBER or found.between in (Between.SELF, Between.DISPATCH):
        return found
    cited = {row.article for row in found.evidence}
    sides = list(_sides(scene, found))
    if len({value for _, value in sides}) < 2:
        return found
    more = [
        row
        for covered in scene.coverage.articles
        if covered.id not in cited
        for row in _joining(scene, covered, sides)
    ]
    rows = sorted([*found.evidence, *more], key=lambda row: row.value)
    return replace(found, evidence=tuple(rows)) if more else found


def _sides(scene: Scene, found: Discrepancy) -> Iterator[tuple[Setting, str]]:
    """The figures that a difference cites, each with its side."""
    for row in found.evidence:
        covered = scene.coverage.article(row.article)
        for figure in covered.reading.figures:
            if figure.span == row.span:
                yield set_out(scene, refer(scene, covered, figure)), row.value


def _joining(
    scene: Scene, covered: Covered, sides: list[tuple[Setting, str]]
) -> Iterator[Evidence]:
    """The one figure of an account that is on one side only."""
    found: dict[str, Ref] = {}
    for figure in covered.reading.figures:
        if figure.negated:
            continue
        for setting, value in sides:
            known = setting.ref
            if figure.quantity != known.figure.quantity or figure.unit != known.figure.unit:
                continue
            if abs(figure.value - known.figure.value) > _SAME * abs(known.figure.value):
                continue
            ref = refer(scene, covered, figure)
            if kind_of(ref) != kind_of(known):
                continue
            if figure.hedge == known.figure.hedge and _is_of_it(
                scene, set_out(scene, ref), setting
            ):
                found.setdefault(value, ref)
            else:
                found.setdefault(f"{value}?", ref)  # or of another thing, or otherwise hedged
    if len({value.rstrip("?") for value in found}) == 1 and not next(iter(found)).endswith("?"):
        value, ref = next(iter(found.items()))
        yield Evidence(ref.id, ref.figure.span, ref.figure.sentence, value)


def _is_of_it(scene: Scene, one: Setting, other: Setting) -> bool:
    """Whether two figures of one value are of one thing."""
    a, b = one.ref, other.ref
    if not same_time(a, b) or not same_place(a.figure, b.figure) or is_apart(one, other):
        return False
    if is_partial(a, b) or are_two(scene, a, b):
        return False
    shared = (one.near & other.near) - {stem(a.counted), stem(b.counted)}
    if same_slot(a, b) >= _TOLD or (len(shared) >= _WORDS and weigh(shared) >= _SHARED):
        return True
    return bool(a.counted) and a.counted == b.counted and _tells(a.figure.value)


def _tells(value: float) -> bool:
    """Whether two accounts hardly give so many of one thing by chance."""
    return value > _FEW and len(f"{value:.10g}".replace(".", "").strip("0")) >= _DIGITS
