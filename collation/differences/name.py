"""The proper names of several articles in; names that differ by a word or a letter, out.

"Terrorism Confinement Center" and "Terrorist Confinement Center" name one prison; one of them is
wrong. A short form is no other name, and neither is another transliteration: what vowels, doubled
letters and the letters of one sound make different (Gaddafi, Qadhafi) is silent. A name of four
words of which an article changes one is that article's slip, and hard.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz.distance import Prefix
from rapidfuzz.fuzz import ratio

from collation.coverage import Covered
from collation.differences.misspelt import find_misspelt, sound
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from collation.spelling import respell
from extraction.annotations import Name, Voice

_STEM = 5  # letters that two forms of one word begin with
_SPELLING = 75.0
_OFFICIAL = 4  # words from which on a name is printed in full
_BARE = 6  # letters of a single word that is compared
_NEAR = 30  # characters beside a single word that say what it names
_ALIKE_START = 2
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central upper lower new old first "
    "second third fourth fifth sixth seventh eighth ninth house senate state federal".split()
)

_APPOSED = re.compile(
    r",\s+(?:an?|the|its|her|his|their|[A-Z]\w+['’]s)\s+((?:[a-z-]+\s+){0,2}[a-z]{4,})\b"
)

_Use = tuple[Covered, Name]


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Names of which two articles print different forms."""
    uses: dict[tuple[str, ...], list[_Use]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for name in covered.reading.names:
            words = _plain(name.text)
            if len(words) >= 2 and name.kind != "person":
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
    yield from _bare(scene)


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


def _bare(scene: Scene) -> Iterator[Discrepancy]:
    """Names of one word for one thing: "its provider Norvalis", "Norvales, a provider"."""
    uses: dict[str, list[_Use]] = defaultdict(list)
    longer: set[str] = set()
    for covered in scene.coverage.articles:
        for name in covered.reading.names:
            words = _plain(name.text)
            if len(words) > 1:
                longer |= set(words)
            elif words and len(words[0]) >= _BARE and words[0].isalpha() and name.kind != "place":
                uses[words[0]].append((covered, name))
    forms = sorted(set(uses) - longer)
    by_hole: dict[str, list[str]] = defaultdict(list)
    for word in forms:
        for at in range(1, len(word) - 1):
            by_hole[f"{word[:at]}*{word[at + 1 :]}"].append(word)
    for alike in by_hole.values():
        for number, one in enumerate(alike):
            for other in alike[number + 1 :]:
                if _apart(uses[one], uses[other]) and _same_thing(uses[one], uses[other]):
                    yield _told(scene, uses[one], uses[other], Severity.HARD, 0.7)


def _same_thing(one: list[_Use], other: list[_Use]) -> bool:
    """Whether the words beside both names say what they name, by a common noun they share."""
    alike = sound(_plain(one[0][1].text)[0]) == sound(_plain(other[0][1].text)[0])
    for a in one:
        for b in other:
            before, after = _beside(*a)
            its_before, its_after = _beside(*b)
            if (before | after) & (its_before | its_after) and (not alike or after or its_after):
                return True  # "the prophet Mohammad" may be transliterated in two ways
    return False


def _beside(covered: Covered, name: Name) -> tuple[frozenset[str], frozenset[str]]:
    """The common noun right before a name, and the one of an apposition after it."""
    text, span = covered.article.text, name.span
    before = text[max(0, span.start - _NEAR) : span.start]
    after = _APPOSED.match(text, span.end)
    noun = frozenset(re.findall(r"\b[a-z]{4,}(?=\s+$)", before))
    return noun, frozenset(after.group(1).split()[-1:] if after is not None else ())


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
    longest = min((name.text for _, name in uses), key=lambda text: (-len(text), text))
    return difference(
        scene,
        Kind.NAME,
        severity,
        f"name of {longest}",
        evidence,
        confidence,
        [(Voice.OUTLET, None, name.text) for _, name in uses],
        "one spelling may be a slip",
    )
