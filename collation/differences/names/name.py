"""The proper names of several articles in; names that differ by a word or a letter, out.

"Terrorism Confinement Center" and "Terrorist Confinement Center" name one prison; one of them is
wrong. A short form is no other name. A name of four words of which an article changes one is that
article's slip, and hard. Words of a name that are spelt in two ways are told by `misspelt`.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz.distance import Prefix
from rapidfuzz.fuzz import ratio

from collation.coverage import Covered
from collation.differences.names.misspelt import find_misspelt
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from collation.spelling import respell
from extraction.annotations import Name, Voice

_STEM = 5  # letters that two forms of one word begin with
_SPELLING = 75.0
_OFFICIAL = 4  # words from which on a name is printed in full
_ALIKE_START = 2
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central upper lower new old first "
    "second third fourth fifth sixth seventh eighth ninth house senate state federal".split()
)

_Use = tuple[Covered, Name]


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Names of which two articles print different forms."""
    uses: dict[tuple[str, ...], list[_Use]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for name in covered.reading.names:
            words = _plain(name.text) if name.kind != "person" else ()
            if len(words) >= 2:
                uses[words].append((covered, name))
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
                if _is_slip(one, other, at, uses):
                    told |= {one, other}
                    yield _told(scene, uses[one], uses[other], Severity.HARD, 0.8)
                    continue
                if _is_variant(one, other, at) and _apart(uses[one], uses[other]):
                    told |= {one, other}
                    yield _told(scene, uses[one], uses[other], Severity.SOFT, 0.85)
    yield from find_misspelt(scene)


def _is_slip(
    one: tuple[str, ...], other: tuple[str, ...], at: int, uses: dict[tuple[str, ...], list[_Use]]
) -> bool:
    """Whether an article prints a body's full name twice, once with another word in it."""
    a, b = one[at], other[at]
    if len(one) < _OFFICIAL or not (a + b).isalpha() or {a, b} & _DIRECTIONS:
        return False
    if Prefix.similarity(a, b) < _ALIKE_START or a.rstrip("s") == b.rstrip("s"):
        return False
    both = {c.id for c, _ in uses[one]} & {c.id for c, _ in uses[other]}
    return bool(both) and min(len(uses[one]), len(uses[other])) == 1


def _plain(text: str) -> tuple[str, ...]:
    bare = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    words = (
        bare.lower().replace("’", "'").replace(".", "").replace(",", "").replace("-", " ").split()
    )
    return tuple(word.removesuffix("'s").strip("'") for word in words)


def _is_variant(one: tuple[str, ...], other: tuple[str, ...], at: int) -> bool:
    """Whether a body's name has two forms of one word, not the noun that says what it is."""
    a, b = one[at], other[at]
    if any(c.isdigit() for c in a + b) or a.rstrip("s") == b.rstrip("s"):
        return False
    if respell(a) == respell(b):
        return False  # "Organisation" and "Organization"
    if len(one) < 3 or at == len(one) - 1:
        return False
    return Prefix.similarity(a, b) >= _STEM and ratio(a, b) >= _SPELLING


def _apart(one: list[_Use], other: list[_Use]) -> bool:
    """Whether no article has both forms and two independent groups print them."""
    first, second = {c.id for c, _ in one}, {c.id for c, _ in other}
    if first & second:
        return False
    return {c.group for c, _ in one} != {c.group for c, _ in other}


def _told(
    scene: Scene, one: list[_Use], other: list[_Use], severity: Severity, confidence: float
) -> Discrepancy:
    uses = [*one, *other]
    evidence = [
        Evidence(c.id, name.span, c.sentence_at(name.span.start), name.text) for c, name in uses
    ]
    return difference(
        scene,
        Kind.NAME,
        severity,
        f"name of {_what(one, other)}: “{_full(one)}” or “{_full(other)}”",
        evidence,
        confidence,
        [(Voice.OUTLET, None, name.text) for _, name in uses],
        "one spelling may be a slip",
    )


def _what(one: list[_Use], other: list[_Use]) -> str:
    """What bears the name, by the word that ends both: "the center"; "a body" where none does."""
    last, same = (_full(uses).split()[-1].lower() for uses in (one, other))
    return f"the {last}" if last == same and last.isalpha() else "a body"


def _full(uses: list[_Use]) -> str:
    return min((" ".join(n.text.split()) for _, n in uses), key=lambda text: (-len(text), text))
