"""Two claims of different articles in; whether they tell of one act, out.

The key is predicate family and arguments; a pronoun or an empty slot agrees with anything, but
one argument at least must be named alike, and the sentences must share what they are about.
"""

from __future__ import annotations

from dataclasses import dataclass

from collation.coverage import Covered
from collation.differences.kin import himself
from collation.differences.scene import Scene
from collation.differences.words import STOP, family, stem
from extraction.annotations import Claim, Voice

_PRONOUNS = frozenset(
    "he she it they we you i him her them us me who which that this those these one someone "
    "everyone anybody people".split()
)
#: Predicates too common to say what act is meant.
LIGHT = frozenset(
    "be have do say tell make get go come take give see know think want use find show need try "
    "ask work call add report include call become put keep let begin seem help turn start move "
    "believe hold bring happen write provide continue describe cite note argue claim".split()
)
_SAYING = frozenset(
    "say tell add ask announce report write tweet note claim argue insist state declare explain "
    "describe call comment respond reply warn urge suggest acknowledge admit confirm deny cite "
    "speak talk believe think".split()
)


@dataclass(frozen=True, slots=True)
class Act:
    """A claim with the normal forms of its parts."""

    covered: Covered
    claim: Claim
    predicate: str
    subject: str  # a person's name across the story, else the family of the noun, "" for pronouns
    object: str
    stems: frozenset[str]
    holder: str | None

    @property
    def saying(self) -> bool:
        """Whether the act is itself a statement."""
        return self.claim.predicate in _SAYING


def act(scene: Scene, covered: Covered, claim: Claim) -> Act:
    """The claim in normal form."""
    predicate = family("predicate", claim.predicate)
    if claim.particle:
        predicate = f"{predicate} {claim.particle}"
    return Act(
        covered,
        claim,
        predicate,
        _argument(scene, covered, claim.subject, himself(covered, claim, claim.subject_person)),
        _argument(scene, covered, claim.object, himself(covered, claim, claim.object_person))
        or _oblique(scene, covered, claim),
        scene.stems(covered, claim.sentence),
        scene.person(covered, claim.holder) if claim.voice is not Voice.OUTLET else None,
    )


def _oblique(scene: Scene, covered: Covered, claim: Claim) -> str:
    """ "Collided with a train": what a verb without an object is done to."""
    if claim.object:
        return ""
    for preposition, word in claim.obliques:
        if preposition in ("with", "into", "against", "at"):
            return _argument(scene, covered, word, None)
    return ""


def _argument(scene: Scene, covered: Covered, word: str, person: int | None) -> str:
    name = scene.somebody(covered, person)
    if name is not None:
        return name.lower()
    if word in _PRONOUNS or word in STOP:
        return ""
    called = scene.called(word)
    return called.lower() if called is not None else family("counted", word)


def likeness(a: Act, b: Act) -> float:
    """How sure it is that two claims tell of one act, 0 to 1; predicates must be one family."""
    if a.predicate != b.predicate:
        return 0.0
    subjects, objects = _agree(a.subject, b.subject), _agree(a.object, b.object)
    if subjects is False or objects is False or not (subjects or objects):
        return 0.0
    ignored = {stem(a.claim.predicate), stem(b.claim.predicate)}
    shared = (a.stems & b.stems) - ignored
    similar = len(shared) / max(1, min(len(a.stems), len(b.stems)))
    both = 0.2 if subjects and objects else 0.0
    return min(0.95, 0.3 + both + 0.7 * min(similar, 0.7))


def _agree(one: str, other: str) -> bool | None:
    """True for the same, False for different, None where one of them says nothing."""
    if not one or not other:
        return None
    return one == other
