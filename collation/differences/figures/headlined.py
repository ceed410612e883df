"""The figures of an account in; numbers of its headline that its own text contradicts, out.

A headline is written after the text and from it: what the text never says, and says otherwise of
the same thing with the same verb, is a mistake or an older count.
"""

from __future__ import annotations

from collections.abc import Iterator

from collation.differences.figures.approximation import severity_of
from collation.differences.figures.pairing import is_apart, kind_of, set_out
from collation.differences.figures.slots import EXCLUSIVE, Ref, refer, same_slot
from collation.differences.scene import Scene
from extraction.annotations import Figure

_OWN = 0.75  # how sure it must be that a headline and its text mean one slot
_COUNTED = 100  # from here on a headline's number is hardly another's by chance
_FARTHEST = 2.0  # ratio of a headline's number and its text's


def contradicted(scene: Scene, refs: list[Ref]) -> Iterator[tuple[float, Ref, Ref]]:
    """Each number of a headline with the one of the text that contradicts it, and how surely."""
    for head in (ref for ref in refs if ref.headline):
        if any(_bears_out(scene, head, figure) for figure in head.covered.reading.figures):
            continue
        for ref in refs:
            if ref.id != head.id or ref.headline or not _is_one_thing(head, ref):
                continue
            score = same_slot(head, ref)
            low, high = sorted((head.figure.value, ref.figure.value))
            if low >= _COUNTED and high <= _FARTHEST * low and score > 0:
                score = max(score, _OWN)
            if (
                score >= _OWN
                and severity_of(head.figure, ref.figure) is not None
                and not is_apart(set_out(scene, head), set_out(scene, ref))
            ):
                yield score, head, ref
                break


def _is_one_thing(head: Ref, ref: Ref) -> bool:
    """Whether the same thing is counted with the same verb: "700 migrants dead", "900 died"."""
    one, other = head.figure, ref.figure
    if (one.quantity, one.unit) != (other.quantity, other.unit):
        return False
    shared = head.predicates & ref.predicates
    if ref.counted == head.counted:
        return bool(shared)
    low, high = sorted((abs(one.value), abs(other.value)))
    return (
        bool(shared & EXCLUSIVE)
        and kind_of(head) == kind_of(ref)
        and low >= _COUNTED
        and high <= _FARTHEST * low
    )


def _bears_out(scene: Scene, head: Ref, figure: Figure) -> bool:
    """Whether a figure of the text gives a headline's number, of the same or with the same verb."""
    if (
        (figure.quantity, figure.unit) != (head.figure.quantity, head.figure.unit)
        or scene.in_headline(head.covered, figure.span.start)
        or figure.hedge == "vague"
        or severity_of(head.figure, figure) is not None
    ):
        return False
    ref = refer(scene, head.covered, figure)
    return figure.quantity != "count" or ref.counted == head.counted or _are_done(head, ref)


def _are_done(head: Ref, ref: Ref) -> bool:
    """Whether the same is done to both, and the text's is no part named behind its sum."""
    return bool(ref.predicates & head.predicates) and not any(
        figure.sentence == ref.figure.sentence
        and figure.quantity == ref.figure.quantity
        and figure.number.start < ref.figure.number.start
        and figure.value > ref.figure.value
        for figure in ref.covered.reading.figures
    )
