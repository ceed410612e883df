"""A change between two printings of one dispatch in; which facts or judgements it alters, out.

An editor's synonyms, order and cuts are no news. What is told: another figure, date, time, name or
place, a fact turned into its contrary or another state, other words between quotation marks, a verb
of saying that judges, a loaded word for a plain one, and a hedge or a source that is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from rapidfuzz.fuzz import ratio

from collation.differences.dispatches.edits import Edit, Side
from collation.differences.dispatches.judged import (
    find_framing,
    find_hedge,
    find_label,
    find_loaded,
    find_negation,
    find_status,
    hedges,
)
from collation.differences.dispatches.measured import find_figures, find_times
from collation.differences.dispatches.named import find_name
from collation.differences.dispatches.parts import NEGATIONS, Meaning, quotations, whole
from collation.differences.scene import Scene
from collation.discrepancy import Kind
from collation.wording import Word, is_function
from extraction.annotations import QuotationKind

_SLIP = 80.0  # of rapidfuzz's ratio: one word, spelled or inflected otherwise
_JUDGED = (find_framing, find_negation, find_status, find_loaded, find_label, find_hedge)


def meanings(scene: Scene, edit: Edit) -> Iterator[Meaning]:
    """What a change alters, none where it is a matter of style."""
    if all(_quoted(side) for side in edit.sides):
        if _other_words(edit):
            yield whole(Kind.QUOTE_WORDING, edit)
        return
    if edit.instead or _letters(edit.left) == _letters(edit.right):
        return
    measured = [*find_times(edit), *find_figures(edit)]
    yield from measured
    named = find_name(scene, edit, measured=bool(measured))
    if named is not None:
        yield named
    if measured or named is not None:
        return
    for find in _JUDGED:
        found = find(edit)
        if found is not None:
            yield found
            return


def _letters(side: Side) -> str:
    """ "flight tracking" and "flight-tracking" are the same."""
    return "".join(c for word in side.words for c in word.text.casefold() if c.isalnum())


def _other_words(edit: Edit) -> bool:
    """Whether words between marks are others, not one spelled otherwise."""
    left, right = ([w for w in side.words if _tells(w)] for side in edit.sides)
    for one, other in zip_longest(left, right):
        if one is None or other is None:
            single = one or other
            if single is not None and single.keys[0].form in NEGATIONS | hedges():
                return True
            continue
        moved = edit.right.has(one) or edit.left.has(other)
        same = one.keys[0].root == other.keys[0].root or ratio(one.text, other.text) >= _SLIP
        if not moved and not same:
            return True
    return False


def _tells(word: Word) -> bool:
    return any(not is_function(key.root) or key.form in NEGATIONS for key in word.keys)


def _quoted(side: Side) -> bool:
    """Whether the words, or the place where they would stand, are between quotation marks."""
    at = side.span
    return any(
        quotation.kind is QuotationKind.DIRECT
        and any(piece.start <= at.start and at.end <= piece.end for piece in quotation.content)
        for quotation in quotations(side)
    )
