"""A pronoun's place in its sentence in; whom its clause makes likely and whom impossible, out.

The binding of Chomsky (1981), as far as a parse of news tells it: `Roe said she would` is most
often Roe, `Roe praised her` never, `Roe praised herself` always.
"""

from __future__ import annotations

from dataclasses import dataclass

from extraction.speech.cues import find_cue
from extraction.speech.phrases import own_subject
from extraction.tokens import Token

_MOST = 5  # heads up
_OBJECTS = frozenset(("obj", "iobj", "obl"))
_REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
_VERBAL = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Bound:
    """The subjects by which a pronoun is likely, or cannot be, bound."""

    likely: Token | None = None
    never: Token | None = None


def bound(pronoun: Token) -> Bound:
    """Which subject of the sentence the pronoun goes with, and which it cannot mean."""
    if pronoun.dep_ == "nmod:poss" or pronoun.lower_ in _REFLEXIVE:
        return Bound(likely=_subject_over(pronoun))
    if pronoun.dep_ in _OBJECTS:
        return Bound(never=_subject_over(pronoun))
    if pronoun.dep_.startswith("nsubj"):
        verb = pronoun.head
        if verb.dep_ == "ccomp" and find_cue(verb.head.lower_, "") is not None:
            return Bound(likely=own_subject(verb.head))
        if verb.dep_ == "advcl":
            return Bound(likely=own_subject(verb.head))
    return Bound()


def _subject_over(token: Token) -> Token | None:
    """The subject of the first verb above a token that has one before it."""
    at = token
    for _ in range(_MOST):
        if at.head == at:
            return None
        at = at.head
        if at.pos_ in _VERBAL:
            subject = own_subject(at)
            return subject if subject is not None and subject.i < token.i else None
    return None
