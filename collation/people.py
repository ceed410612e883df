"""The articles of a story in; who is the same person or body in which of them, out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import combinations

from collation.coverage import Coverage
from extraction.annotations import Person

Mention = tuple[str, int]  # Covered.id and Person.number

_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir lord lady dame president vice former ex then king queen "
    "prince princess pope sen senator rep representative congressman congresswoman gov governor "
    "mayor judge justice secretary minister prime attorney general gen col sgt officer sheriff "
    "ambassador chief chancellor chairman chairwoman speaker rev reverend the".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv".split())


@dataclass(frozen=True, slots=True)
class Identity:
    """One person, body or group across a story, by the full name that most articles use."""

    name: str
    kind: str  # as in Person
    members: tuple[Mention, ...]  # sorted
    roles: tuple[str, ...]  # in the articles' words, the most frequent first


class Identities:
    """Who is who in a story: every person of every reading belongs to exactly one identity."""

    def __init__(self, identities: Iterable[Identity]) -> None:
        """Sorted by name, then by first member, so that arrival has no meaning."""
        self.all = tuple(sorted(identities, key=lambda one: (one.name, one.members)))
        self._by_member = {member: one for one in self.all for member in one.members}

    def of(self, article: str, person: int | None) -> Identity | None:
        """The identity of a person of an article; None where nobody is meant."""
        return None if person is None else self._by_member.get((article, person))

    def name(self, article: str, person: int | None) -> str | None:
        """The full name across the story of a person of an article; None where nobody is meant."""
        one = self.of(article, person)
        return one.name if one else None


def link_people(coverage: Coverage) -> Identities:
    """Join the people of all articles.

    Full names join where they agree word by word: "Kilmar Armando Abrego Garcia" and "Kilmar
    Abrego Garcia", "J. Roe" and "Jane Roe", "Joe Roe" and "Joseph Roe". A surname joins the one
    person of the story who has it; where there are two it joins neither, and where nobody gives
    a full name two articles' "Roe" stay two. Bodies join by name or by their initials, groups and
    unnamed people never.
    """
    people = [
        ((covered.id, person.number), person)
        for covered in coverage.articles
        for person in covered.reading.people
    ]
    identities = []
    for cluster in _named_people([item for item in people if item[1].kind == "person"]):
        identities.append(_identity(cluster))
    bodies = [item for item in people if item[1].kind == "organisation"]
    for cluster in _named_bodies(bodies):
        identities.append(_identity(cluster))
    for item in people:
        if item[1].kind not in ("person", "organisation"):
            identities.append(_identity([item]))
    return Identities(identities)


def name_words(name: str) -> tuple[str, ...]:
    """A name as it is compared: small letters, no accents, no titles in front, no `Jr.`."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", re.sub(r"['’]s\b", "", plain))
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words = words[:-1]
    return tuple(words)


def agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names can be one person's: the same surname, no first name against it.

    The shorter must be in the longer in order, its first name first: "Abrego" alone is no full
    name, and "Maria Abrego Garcia" is somebody else.
    """
    if len(one) > len(other):
        one, other = other, one
    if len(one) < 2 or one[-1] != other[-1]:
        return False
    if not _same_first(one[0], other[0]):
        return False
    at = 1
    for word in one[1:-1]:
        while at < len(other) - 1 and not _same_word(word, other[at]):
            at += 1
        if at >= len(other) - 1:
            return False
        at += 1
    return True


def _same_word(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _same_first(one: str, other: str) -> bool:
    return _same_word(one, other) or not _families(one).isdisjoint(_families(other))


@cache
def _nicknames() -> dict[str, frozenset[int]]:
    raw = resources.files("collation").joinpath("nicknames.txt").read_text(encoding="utf-8")
    families: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(raw.splitlines()):
        if not row.startswith("#"):
            for name in row.split():
                families[name].add(number)
    return {name: frozenset(numbers) for name, numbers in families.items()}


def _families(name: str) -> frozenset[int]:
    return _nicknames().get(name, frozenset())


def _named_people(items: list[tuple[Mention, Person]]) -> list[list[tuple[Mention, Person]]]:
    forms: dict[tuple[str, ...], list[tuple[Mention, Person]]] = defaultdict(list)
    for item in items:
        forms[name_words(item[1].name)].append(item)
    full = [form for form in forms if len(form) > 1 and not _ends_another(form, forms)]
    # A form that agrees with two others that do not agree with each other is left alone:
    # "J. Roe" beside "Jane Roe" and "John Roe".
    partners = {
        form: {other for other in full if other != form and agree(form, other)} for form in full
    }
    clear = {
        form
        for form in full
        if all(agree(a, b) for a, b in combinations(sorted(partners[form]), 2))
    }
    clusters: list[set[tuple[str, ...]]] = []
    for form in sorted(full, key=lambda form: (-len(form), form)):
        home = None
        if form in clear:
            home = next(
                (
                    c
                    for c in clusters
                    if any(other in clear and other in partners[form] for other in c)
                ),
                None,
            )
        if home is None:
            clusters.append({form})
        else:
            home.add(form)
    members = [[item for form in sorted(cluster) for item in forms[form]] for cluster in clusters]
    return members + _surnames(forms, clusters, members)


def _surnames(
    forms: dict[tuple[str, ...], list[tuple[Mention, Person]]],
    clusters: list[set[tuple[str, ...]]],
    members: list[list[tuple[Mention, Person]]],
) -> list[list[tuple[Mention, Person]]]:
    """Put each lone surname with its one bearer; the rest come back, each by itself."""
    alone = []
    for form in sorted(form for form in forms if len(form) < 2 or _ends_another(form, forms)):
        for item in forms[form]:
            fits = [
                number
                for number, cluster in enumerate(clusters)
                if form
                and any(full[-len(form) :] == form for full in cluster)
                and _gender_fits(item[1], members[number])
            ]
            if len(fits) == 1:
                members[fits[0]].append(item)
            else:
                alone.append([item])
    return alone


def _ends_another(form: tuple[str, ...], forms: Iterable[tuple[str, ...]]) -> bool:
    """Whether a longer name ends like this: "Abrego Garcia" is a surname of two words."""
    size = len(form)
    return any(len(other) > size and other[-size:] == form for other in forms)


def _gender_fits(person: Person, members: list[tuple[Mention, Person]]) -> bool:
    known = {other.gender for _, other in members if other.gender}
    return person.gender is None or not known or person.gender in known


def _named_bodies(items: list[tuple[Mention, Person]]) -> list[list[tuple[Mention, Person]]]:
    groups: dict[str, list[tuple[Mention, Person]]] = defaultdict(list)
    for item in items:
        words = [w for w in name_words(item[1].name.replace(".", "")) if w != "us"]
        groups[" ".join(words)].append(item)
    initials: dict[str, list[str]] = defaultdict(list)
    for name in groups:
        words = [w for w in name.split() if w not in ("of", "the", "and", "for", "on", "in")]
        if len(words) > 2:
            initials["".join(word[0] for word in words)].append(name)
    for short, long in initials.items():
        if short in groups and len(long) == 1:
            groups[long[0]] += groups.pop(short)
    return [groups[name] for name in sorted(groups)]


def _identity(items: list[tuple[Mention, Person]]) -> Identity:
    names = Counter(person.name for _, person in items)
    full = {name: count for name, count in names.items() if len(name_words(name)) > 1} or names
    best = min(full, key=lambda name: (-full[name], -len(name), name))
    roles = Counter(role for _, person in items for role in person.roles)
    ordered = sorted(roles, key=lambda role: (-roles[role], role))
    return Identity(best, items[0][1].kind, tuple(sorted(m for m, _ in items)), tuple(ordered))
