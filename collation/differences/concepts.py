"""Words in; the concepts they stand for (one for "blast" and "explosion"), and their weight, out.

The classes are those of `data/concepts.toml`; a word of no class is a concept of its own, by its
stem. A concept weighs what its rarest printed word does, less for a name of the whole story.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from collation.coverage import Covered
from collation.differences.scene import Scene
from collation.differences.telling import weight
from collation.differences.words import STOP, classes, stem
from extraction.annotations import Claim, Span

_WORD = re.compile(r"\d[\d,.]*\d|[A-Za-z][A-Za-z’']*[A-Za-z]")
_OWN = ("himself", "herself", "themselves")
_OWN_LIFE = re.compile(
    r"\b(?:(?:his|her|their)\s+own\s+li(?:fe|ves)|self[- ]inflicted)\b", re.IGNORECASE
)
SUICIDE = "suicide"


@lru_cache(maxsize=50_000)
def concept(word: str) -> str:
    """The name of the word's class, its stem where it has none."""
    root = stem(word)
    return classes("concepts").get(root, root)


def concept_of_root(root: str) -> str:
    """The same for a stem."""
    return classes("concepts").get(root, root)


@lru_cache(maxsize=50_000)
def concept_weight(name: str) -> float:
    """How much a concept tells: the mean rarity of its words, so that a rare word is no proof."""
    roots = [root for root, known in classes("concepts").items() if known == name]
    if not roots:
        return weight(name)
    weights = sorted(weight(root) for root in roots)
    return max(1.0, min(weights[len(weights) // 2], 0.4 * weights[0] + 0.6 * weight(stem(name))))


def weigh_concepts(names: Iterable[str]) -> float:
    """The sum of the weights of concepts."""
    return sum(concept_weight(name) for name in sorted(names))


def concepts_in(covered: Covered, span: Span) -> frozenset[str]:
    """The concepts of the words of a stretch that say something."""
    printed = _WORD.findall(covered.article.text, span.start, span.end)
    return frozenset(filter(None, map(_concept, printed)))


@lru_cache(maxsize=50_000)
def _concept(printed: str) -> str | None:
    return None if printed.lower() in STOP else concept(printed)


def concepts_of(scene: Scene, covered: Covered, claim: Claim) -> frozenset[str]:
    """The concepts of a claim: its words, the names its pronouns stand for, "killed himself"."""
    found = set(concepts_in(covered, claim.span))
    if claim.predicate and claim.predicate not in STOP:
        found.add(concept(claim.predicate))  # "hid" is printed, "hide" is the verb
    for number in (claim.subject_person, claim.object_person):
        name = scene.somebody(covered, number)
        if name is not None:
            found |= {concept(word) for word in name.split()}
    if is_suicide(covered, claim):
        found.add(SUICIDE)
    return frozenset(found)


def is_suicide(covered: Covered, claim: Claim) -> bool:
    """Whether the claim is that somebody killed himself, in whatever words."""
    if claim.object in _OWN and concept(claim.predicate) in ("kill", "shoot", "hang"):
        return True
    return _OWN_LIFE.search(covered.article.text, claim.span.start, claim.span.end) is not None
