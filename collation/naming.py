"""An event dated coarsely and the story's dated nouns in; the nouns that name its day, out.

"The court last week upheld the law" of one outlet has its day from "Thursday's ruling" of
another. A noun tells no event by itself: it stands behind those that tell it, for its day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from collation.acts import names_act
from collation.occasions import STEM, Occasion

WIDEST = timedelta(days=31)  # a season or a year holds too many


def named_days(group: Sequence[Occasion], nouns: Sequence[Occasion]) -> list[Occasion]:
    """The nouns that name the group's event on a finer date within its own.

    None where the group has a day, or where the nouns disagree.
    """
    dated = [one for one in group if one.begin is not None]
    if not dated or any(one.day for one in dated):
        return []
    found = [noun for noun in nouns if any(_names(noun, one) for one in dated)]
    return found if len({noun.day for noun in found}) == 1 else []


def _names(noun: Occasion, one: Occasion) -> bool:
    if noun.day is None or not (one.begin and one.end and one.begin <= noun.day <= one.end):
        return False
    if one.end - one.begin > WIDEST:
        return False
    if names_act(noun.act, one.act):
        return True
    held = noun.act[:STEM] in one.words  # "hold its meeting" and "the March 6 meeting"
    further = (noun.words & one.words) - {noun.act[:STEM]}
    return held and bool(further or noun.people & one.people)
