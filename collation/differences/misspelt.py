"""The people of several accounts in; names spelt two ways by more than transliteration, out.

One letter of a name is a slip of one outlet where both mean one person: they hold one office, or
share the other, rare part of the name. Other vowels, doubled letters and letters of one sound are
what transliteration varies (Gaddafi, Qadhafi), and silent; a vowel that changes its place
("Micheal") or a consonant that is another is not. A surname that one article prints in two ways is
its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from collation.coverage import Covered
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from collation.names import Agreement, agree, fold, given_names, rare, read_name
from collation.names import Name as Words
from collation.offices import offices, share_office
from extraction.annotations import Name, Person, Voice

_LEAST = 4  # letters of a name of which one may be a slip
_OWN_LEAST = 5  # the same, of a surname within one article
_MOST = 2  # letters of difference
_WITH_MIDDLE = 3  # words of a name
_SURE, _LIKELY, _OWN = 0.8, 0.65, 0.62
_NOTE = "one spelling may be a slip"
_PARTIES = ("democrat", "republican")  # "Virginia Democrats" are nobody
_VOWELS = frozenset("aeiouy")
#: Letters and groups that transliterations use for one sound, before vowels are dropped.
_SOUNDS = (
    ("kh", "k"), ("gh", "g"), ("ph", "f"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "k"),
    ("dj", "j"), ("ck", "k"), ("q", "k"), ("c", "k"), ("z", "s"), ("w", "v"), ("x", "ks"),
    ("g", "k"), ("j", "y"), ("h", ""), ("'", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Called:
    """One article's person with a full name, and the places where it prints the name."""

    covered: Covered
    person: Person
    names: tuple[Name, ...]


def find_misspelt(scene: Scene) -> Iterator[Discrepancy]:
    """Names of people of which two articles, or one, print two spellings."""
    forms: dict[tuple[str, ...], list[_Called]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for person in covered.reading.people:
            name = read_name(person.name)
            if person.kind == "person" and name.full and not name.words[-1].startswith(_PARTIES):
                places = _places(covered, name.words)
                if places:
                    forms[name.words].append(_Called(covered, person, places))
    told: set[tuple[str, ...]] = set()
    for one, other in _near(sorted(forms)):
        if told.isdisjoint((one, other)) and _apart(forms[one], forms[other]):
            told |= {one, other}
            sure = _one_person(one, other, forms[one], forms[other])
            yield _told(
                scene,
                [*forms[one], *forms[other]],
                Severity.HARD if sure else Severity.SOFT,
                _SURE if sure else _LIKELY,
            )
    yield from _own(scene)
    yield from _between_names(scene, forms)


def _between_names(
    scene: Scene, forms: dict[tuple[str, ...], list[_Called]]
) -> Iterator[Discrepancy]:
    """People whose first name and surname agree and whose names between them do not: "Thomas Edward
    Roe" and "Thomas Eric Roe". An initial agrees with what begins with it."""
    ends: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    for words in sorted(forms):
        if len(words) == _WITH_MIDDLE and len(words[1]) >= _LEAST - 1:
            ends[words[0], words[-1]].append(words)
    for alike in ends.values():
        if len(alike) != 2 or not _apart(forms[alike[0]], forms[alike[1]]):
            continue
        one, other = alike[0][1], alike[1][1]
        if one.startswith(other) or other.startswith(one) or sound(one) == sound(other):
            continue
        if _is_slip(one, other, given=False):
            continue  # one name, spelt two ways
        called = [*forms[alike[0]], *forms[alike[1]]]
        yield _told(scene, called, Severity.HARD, _SURE)


def _places(covered: Covered, words: tuple[str, ...]) -> tuple[Name, ...]:
    return tuple(name for name in covered.reading.names if read_name(name.text).words == words)


def _near(forms: Sequence[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Pairs of names that differ in one word, and in it by a slip."""
    by_rest: dict[tuple[int, int, tuple[str, ...]], list[tuple[str, ...]]] = defaultdict(list)
    for words in forms:
        for at in range(len(words)):
            by_rest[len(words), at, words[:at] + words[at + 1 :]].append(words)
    for (_, at, _), alike in sorted(by_rest.items()):
        for one, other in combinations(alike, 2):
            if _is_slip(one[at], other[at], given=at == 0):
                yield one, other


def _is_slip(a: str, b: str, *, given: bool) -> bool:
    """Whether two spellings differ by more than transliterations do, yet by a letter or two."""
    if min(len(a), len(b)) < _LEAST or a[0] != b[0] or Levenshtein.distance(a, b) > _MOST:
        return False
    if given and (a.startswith(b) or b.startswith(a) or {a, b} <= given_names().keys()):
        return False  # "Steve" and "Steven"; "Eric" and "Erin" are two
    if given and agree(Words((a, "roe")), Words((b, "roe"))) >= Agreement.SHORT:
        return False
    if f"{a}s" == b or f"{b}s" == a:
        return False
    return sound(a) != sound(b) or _vowel_moved(a, b)


@cache
def sound(word: str) -> str:
    """The consonants of a word, letters of one sound made one, doubled ones single."""
    for letters, plain in _SOUNDS:
        word = word.replace(letters, plain)
    bare = [c for c in word if c not in _VOWELS]
    return "".join(c for at, c in enumerate(bare) if at == 0 or bare[at - 1] != c)


def _vowel_moved(a: str, b: str) -> bool:
    """Whether a vowel stands on the other side of a consonant, or of another vowel."""
    if sorted(a) == sorted(b):
        return a != b
    one, other = _slots(a), _slots(b)
    if len(one) != len(other):
        return False
    lost = [at for at, (x, y) in enumerate(zip(one, other, strict=True)) if x and not y]
    won = [at for at, (x, y) in enumerate(zip(one, other, strict=True)) if y and not x]
    return bool(lost and won) and min(abs(x - y) for x in lost for y in won) == 1


def _slots(word: str) -> list[str]:
    """What vowels stand before, between and after the consonants."""
    slots = [""]
    for char in word:
        if char in _VOWELS:
            slots[-1] += char
        else:
            slots.append("")
    return slots


def _one_person(
    one: tuple[str, ...], other: tuple[str, ...], mine: list[_Called], theirs: list[_Called]
) -> bool:
    """Whether it cannot well be two people: one office, or a rare first name that both have."""
    if one[-1] != other[-1] and rare(read_name(" ".join(one))) and one[0] == other[0]:
        return True
    return share_office(
        offices(role for called in mine for role in called.person.roles),
        offices(role for called in theirs for role in called.person.roles),
    )


def _apart(one: list[_Called], other: list[_Called]) -> bool:
    """Whether no article has both forms and two independent groups print them."""
    if {c.covered.id for c in one} & {c.covered.id for c in other}:
        return False
    return {c.covered.group for c in one} != {c.covered.group for c in other}


def _own(scene: Scene) -> Iterator[Discrepancy]:
    """Surnames that an article prints otherwise than in the full name it gives."""
    known = {
        word
        for covered in scene.coverage.articles
        for person in covered.reading.people
        if read_name(person.name).full
        for word in read_name(person.name).words
    }
    for covered in scene.coverage.articles:
        full = [p for p in covered.reading.people if p.kind == "person" and read_name(p.name).full]
        for person in covered.reading.people:
            name = read_name(person.name)
            if person.kind != "person" or len(name.words) != 1 or name.surname in known:
                continue
            its = [other for other in full if _spelt_otherwise(person, other)]
            if len(its) == 1:
                places = (
                    *_places(covered, read_name(its[0].name).words)[:1],
                    *_places(covered, name.words)[:1],
                )
                if len(places) == 2:
                    yield _told(
                        scene, [_Called(covered, its[0], places)], Severity.SOFT, _OWN, own=True
                    )


def _spelt_otherwise(bare: Person, full: Person) -> bool:
    """Whether a surname alone is another's with a letter changed, and no title is against it."""
    a, b = read_name(bare.name).surname, read_name(full.name).surname
    if min(len(a), len(b)) < _OWN_LEAST or a[0] != b[0] or a.rstrip("s") == b.rstrip("s"):
        return False
    mine, theirs = offices(bare.roles), offices(full.roles)
    if bare.roles and not share_office(mine, theirs):
        return False  # "her son Casey" is no Mr. Carey
    apart = Levenshtein.distance(a, b)
    near = apart == 1 or (apart <= _MOST and (sound(a) == sound(b) or b.startswith(a)))
    return near and a not in given_names()


def _told(
    scene: Scene, called: list[_Called], severity: Severity, confidence: float, *, own: bool = False
) -> Discrepancy:
    uses = [(c.covered, name) for c in called for name in c.names]
    evidence = [
        Evidence(
            covered.id,
            name.span,
            covered.sentence_at(name.span.start),
            fold(name.text).split()[-1] if own else name.text,
        )
        for covered, name in uses
    ]
    often = Counter(text for _, text in {(covered.id, name.text) for covered, name in uses})
    usual = min(often, key=lambda text: (-often[text], -len(text), text))
    return difference(
        scene,
        Kind.NAME,
        severity,
        f"spelling of the name of {usual}",
        evidence,
        confidence,
        [(Voice.OUTLET, None, e.value) for e in evidence],
        _NOTE,
    )
