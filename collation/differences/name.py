"""The proper names of several articles in; names that differ by a word or a letter, out.

"Terrorism Confinement Center" and "Terrorist Confinement Center" name one prison; one of them is
wrong. A name an article writes both ways is a slip of its own, a short form is no other name.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz.distance import Prefix
from rapidfuzz.fuzz import ratio

from collation.coverage import Covered
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Name, Voice

_STEM = 5  # letters that two forms of one word begin with
_SPELLING = 75.0
_PERSON_SPELLING = 80.0

_Use = tuple[Covered, Name]


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Names of which two articles print different forms."""
    uses: dict[tuple[str, ...], list[_Use]] = defaultdict(list)
    kinds: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for covered in scene.coverage.articles:
        for name in covered.reading.names:
            words = _plain(name.text)
            if len(words) >= 2:
                uses[words].append((covered, name))
                kinds[words].add(name.kind)
    forms = sorted(uses)
    by_rest: dict[tuple[int, int, tuple[str, ...]], list[tuple[str, ...]]] = defaultdict(list)
    for words in forms:
        for at in range(len(words)):
            by_rest[len(words), at, words[:at] + words[at + 1 :]].append(words)
    told: set[tuple[str, ...]] = set()
    for (_, at, _), alike in sorted(by_rest.items()):
        for number, one in enumerate(alike):
            for other in alike[number + 1 :]:
                if one in told or other in told:
                    continue
                person = "person" in kinds[one] | kinds[other]
                if _is_variant(one, other, at, person) and _apart(uses[one], uses[other]):
                    told |= {one, other}
                    yield _told(scene, uses[one], uses[other], person)


def _plain(text: str) -> tuple[str, ...]:
    bare = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    words = bare.lower().replace("’", "'").replace(".", "").replace("-", " ").split()
    return tuple(word.removesuffix("'s") for word in words)


def _is_variant(one: tuple[str, ...], other: tuple[str, ...], at: int, person: bool) -> bool:
    a, b = one[at], other[at]
    if any(c.isdigit() for c in a + b) or a.rstrip("s") == b.rstrip("s"):
        return False
    if person:
        return ratio(a, b) >= _PERSON_SPELLING and min(len(a), len(b)) >= 4 and len(one) == 2
    if len(one) < 3:
        return False
    return Prefix.similarity(a, b) >= _STEM and ratio(a, b) >= _SPELLING


def _apart(one: list[_Use], other: list[_Use]) -> bool:
    """Whether no article has both forms and two independent groups print them."""
    first, second = {c.id for c, _ in one}, {c.id for c, _ in other}
    if first & second:
        return False
    return {c.group for c, _ in one} != {c.group for c, _ in other}


def _told(scene: Scene, one: list[_Use], other: list[_Use], person: bool) -> Discrepancy:
    uses = [*one, *other]
    evidence = [
        Evidence(c.id, name.span, c.sentence_at(name.span.start), name.text) for c, name in uses
    ]
    longest = min((name.text for _, name in uses), key=lambda text: (-len(text), text))
    # Names of people are transliterated and mistyped too often to be told: 0.55 is not shown.
    return difference(
        scene,
        Kind.NAME,
        Severity.SOFT,
        f"name of {longest}",
        evidence,
        0.55 if person else 0.85,
        [(Voice.OUTLET, None, name.text) for _, name in uses],
        "one spelling may be a slip",
    )
