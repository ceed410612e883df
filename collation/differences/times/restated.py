"""The sentences of several accounts in; two that tell the same act of other days, out.

What two sentences share, weighed by how rare it is in news (the cosine of their words), says that
they tell of one act, however the thing done is called: a saying must be told in nearly the same
words, another act in about half of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

from collation.acts import is_said
from collation.differences.scene import Scene
from collation.differences.telling import weigh, weight
from collation.differences.times.doings import (
    Done,
    done_acts,
    gives_both,
    is_another,
    is_one_of_several,
    one_verb,
    same_doer,
    told,
    words_for,
)
from collation.discrepancy import Discrepancy

_ALIKE = 0.45  # cosine of two sentences that tell of one act
_ANNOUNCED_ALIKE = 0.55  # the same for what is made known, though hardly twice
_SAID_ALIKE = 0.75  # and for what is said, which is said again
_SURELY = 0.6  # from which it may be told of the doer in other words, too
_ENOUGH = 6.0  # weight of what they share
_FARTHEST = 400  # days
_AGAIN = 0.3  # cosine from which another sentence may tell of it, too


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Acts whose days exclude each other, most alike first, one discrepancy an act."""
    acts = list(done_acts(scene))
    pairs = [
        (likeness, one, other)
        for one, other in combinations(acts, 2)
        if one.covered.group != other.covered.group
        and one_verb(one.verb, other.verb)
        and one.days.excludes(other.days)
        and one.days.gap(other.days) <= _FARTHEST
        and (likeness := _likeness(scene, one, other)) >= _needed(one, other)
        and (likeness >= _SURELY or same_doer(one, other))
        and _is_one(scene, one, other)
    ]
    pairs.sort(key=lambda pair: -pair[0])
    verbs: list[str] = []
    for _, one, other in pairs:
        if any(one_verb(one.verb, verb) for verb in verbs):
            continue
        alike = [
            act
            for act in acts
            if one_verb(act.verb, one.verb)
            and max(_likeness(scene, act, one), _likeness(scene, act, other)) >= _AGAIN
        ]
        if gives_both(alike, one, other):
            continue
        verbs.append(one.verb)
        yield told(scene, (one, other), (one, other))


def _needed(one: Done, other: Done) -> float:
    if {one.verb, other.verb} <= words_for("announced"):
        return _ANNOUNCED_ALIKE
    return _SAID_ALIKE if is_said(one.verb) or is_said(other.verb) else _ALIKE


def _likeness(scene: Scene, one: Done, other: Done) -> float:
    """The cosine of two sentences, but for what the whole story is about."""
    mine, its = one.stems - scene.central, other.stems - scene.central
    both = math.fsum(weight(word) ** 2 for word in mine & its)
    return both / math.sqrt(_square(mine) * _square(its)) if both else 0.0


def _square(words: frozenset[str]) -> float:
    return math.fsum(weight(word) ** 2 for word in words)


def _is_one(scene: Scene, one: Done, other: Done) -> bool:
    if one.done != other.done:
        return False
    if any(is_another(act) or is_one_of_several(scene, act) for act in (one, other)):
        return False
    texts = [act.covered.text(act.time.span).lower() for act in (one, other)]
    if texts[0] == texts[1]:
        return False  # one of the two is misread, or printed again
    if one.what and other.what and one.what != other.what and not is_said(one.verb):
        return False
    return weigh((one.stems & other.stems) - scene.central) >= _ENOUGH
