"""The people of several accounts in; one person who bears two first names in them, out.

"Edmund Roe, 45, a teacher" and "Edwin Roe ... He was 45": two accounts know of one Roe each, the
names are near each other, and something else that both tell of him is the same. Short forms of a
name are no other name, and relatives who share a surname are two.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import OSA, Prefix
from rapidfuzz.fuzz import ratio

from collation.coverage import Covered
from collation.differences.figures.aged import whose
from collation.differences.kin import is_relative
from collation.differences.scene import Scene, difference
from collation.differences.words import STOP, load, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from collation.names import (
    Agreement,
    agree,
    given_names,
    likely_gender,
    read_name,
    shortened,
    stand_for,
)
from collation.people import Identity, link_people
from extraction.annotations import Person, Span, Voice

_ALIKE_START = 2  # letters with which two first names begin
_SHORT = 3  # letters that a short form has of the whole
_SLIPS = 2  # letters in which two may differ that begin otherwise
_SPELLING = 75.0  # of two whole names that differ in both words
_SURE = 0.75
_TWO = 2  # who bear a surname that may be one
_SHORTEST = 3
_WORD = re.compile(r"[a-z]{3,}")
_CALLED = re.compile(
    r"\b(?:known (?:to \w+ )?as|called (?:him|her)|nickname\w*|n[ée]e|born \w+ \w+|also spelled|"
    r"spelled|spelt|alias|stage name|maiden name|real name|brothers|sisters|twins?|cousins?)\b",
    re.IGNORECASE,
)
#: "The gunman was identified as Roe", "police named the gunman as Roe".
_NAMED_AS = re.compile(
    r"(?:\b(?P<role>[a-z]+)\s+(?:was|has been|were)\s+(?:\w+\s+)?(?:named|identified)"
    r"(?:\s+\w+){0,4}?"
    r"|\b(?:named|identified|named\s+by\s+\w+)\s+the\s+(?:[a-z-]+\s+)?(?P<whom>[a-z]+))\s+as\s+$"
)


@dataclass(frozen=True, slots=True)
class _One:
    identity: Identity
    words: tuple[str, ...]  # of the name, in small letters without marks
    groups: frozenset[int]
    articles: frozenset[str]
    facts: frozenset[tuple[str, str]]
    uses: tuple[tuple[Covered, Span], ...]


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Two first names of one person, one discrepancy a person."""
    people = [one for one in _people(scene) if one is not None]
    surnames: dict[str, list[_One]] = defaultdict(list)
    ages: dict[str, list[_One]] = defaultdict(list)
    for one in people:
        surnames[one.words[-1]].append(one)
        for sort, value in one.facts:
            if sort == "age":
                ages[value].append(one)
    for _, found in sorted(surnames.items()):
        if len(found) == 2 and _is_one(*found):
            yield _told(scene, *found)
    for _, found in sorted(ages.items()):
        for one, other in combinations(found, 2):
            if one.words[-1] != other.words[-1] and _is_slip(one, other):
                yield _told(scene, one, other)


def _people(scene: Scene) -> Iterator[_One | None]:
    covered_by = {covered.id: covered for covered in scene.coverage.articles}
    people = link_people(scene.coverage)
    ages = _ages(scene)
    named = [
        (identity, name)
        for identity in people.all
        if identity.kind == "person"
        and (name := read_name(identity.name)).full
        and len(name.words[0]) >= _SHORTEST
    ]
    bearers = Counter(name.words[-1] for _, name in named)
    for identity, name in named:
        if bearers[name.words[-1]] != _TWO and not any(m in ages for m in identity.members):
            continue
        facts: set[tuple[str, str]] = set()
        uses: list[tuple[Covered, Span]] = []
        for article, number in identity.members:
            covered = covered_by[article]
            person = covered.reading.people[number]
            facts |= {("age", str(age)) for age in ages.get((article, number), ())}
            facts |= {("role", noun) for noun in _roles(covered, person)}
            whole = next((m for m in person.mentions if " " in m.of(covered.article.text)), None)
            if whole is not None:
                uses.append((covered, whole))
        if uses:
            yield _One(
                identity,
                name.words,
                frozenset(covered.group for covered, _ in uses),
                frozenset(article for article, _ in identity.members),
                frozenset(facts),
                tuple(uses),
            )


def _ages(scene: Scene) -> dict[tuple[str, int], set[int]]:
    """The ages that each account gives its people, by article and number."""
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for covered in scene.coverage.articles:
        numbers = {person.name.lower(): person.number for person in covered.reading.people}
        for figure in covered.reading.figures:
            if figure.quantity == "age" and not figure.hedge:
                number = numbers.get(figure.counted)
                number = whose(covered, figure) if number is None else number
                if number is not None:
                    found[covered.id, number].add(int(figure.value))
    return found


def _roles(covered: Covered, person: Person) -> Iterator[str]:
    """Stems of the nouns that an account calls somebody."""
    text = covered.article.text
    anybody = {*load("referents")["anybody"], *STOP}
    told = [*person.roles, *(label.text for label in covered.reading.labels
                             if label.target == person.number and not label.negated)]  # fmt: skip
    for words in told:
        head = re.split(r"\b(?:of|for|in|at|with|on|from|who|and)\b|,", words)[0]
        nouns = _WORD.findall(head.lower())
        if nouns and nouns[-1] not in anybody:
            yield stem(nouns[-1])
    for mention in person.mentions:
        match = _NAMED_AS.search(text, max(0, mention.start - 70), mention.start)
        if match is not None:
            noun = match["role"] or match["whom"]
            if noun not in ("he", "she", "they", "man", "woman"):
                yield stem(noun)


def _is_one(one: _One, other: _One) -> bool:
    """Whether two first names with one surname are of one person."""
    first, second = one.words[0], other.words[0]
    if not _apart(one, other) or first == second or _is_short(first, second):
        return False
    if OSA.distance(first, second) == 1 and not {first, second} <= given_names().keys():
        return False  # a letter: told as a spelling
    names = read_name(one.identity.name), read_name(other.identity.name)
    if agree(*names) is not Agreement.NONE or shortened(*names):
        return False
    shared = one.facts & other.facts
    near = Prefix.similarity(first, second) >= _ALIKE_START or (
        OSA.distance(first, second) <= _SLIPS < min(len(first), len(second))
    )
    sorts = {sort for sort, _ in shared}
    return bool(shared) if near else sorts >= {"age", "role"}


def _is_short(one: str, other: str) -> bool:
    """Whether one may be short for the other: "Gabby" and "Gabrielle"."""
    shorter = min(one, other, key=len)
    short = Prefix.similarity(one, other) >= _SHORT and len(shorter) <= _SHORT + _ALIKE_START
    return short or stand_for(one, other)


def _is_slip(one: _One, other: _One) -> bool:
    """Whether two names of one age are near each other in both words."""
    if not _apart(one, other) or len(one.words) != len(other.words):
        return False
    near = [ratio(a, b) for a, b in zip(one.words, other.words, strict=True)]
    return min(near) >= _SPELLING and min(near) < 100 and near[0] < 100


def _apart(one: _One, other: _One) -> bool:
    """Whether no account knows both, nobody is told of as a relative, and no name is explained."""
    if one.articles & other.articles or one.groups & other.groups:
        return False
    genders = {one.identity.gender, other.identity.gender} - {None}
    likely = [likely_gender(read_name(side.identity.name)) for side in (one, other)]
    if len(genders) > 1 or (None not in likely and likely[0] != likely[1] and not genders):
        return False
    firsts = (one.words[0], other.words[0])
    for side, strange in ((one, firsts[1]), (other, firsts[0])):
        for covered, mention in side.uses:
            told = covered.text(covered.sentence_at(mention.start))
            if is_relative(covered, mention) or _CALLED.search(told):
                return False
            if re.search(rf"\b{re.escape(strange)}\b", covered.article.text, re.IGNORECASE):
                return False
    return True


def _told(scene: Scene, one: _One, other: _One) -> Discrepancy:
    rows = [
        (covered, span, side.identity.name) for side in (one, other) for covered, span in side.uses
    ]
    names = sorted({one.identity.name, other.identity.name})
    return difference(
        scene,
        Kind.NAME,
        Severity.HARD,
        f"name of a person: “{names[0]}” or “{names[1]}”",
        [
            Evidence(covered.id, span, covered.sentence_at(span.start), name)
            for covered, span, name in rows
        ],
        _SURE,
        [(Voice.OUTLET, None, name) for _, _, name in rows],
        "one may be a slip, or they are two people",
    )
