"""The articles of a story in; who is the same person or body in which of them, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from collation.agreeing import compare, join
from collation.bodies import join_bodies
from collation.coverage import Coverage
from collation.names import (
    Agreement,
    Name,
    agree,
    countries,
    fold,
    is_family_first,
    kind,
    likely_gender,
    rare,
    read_name,
    shortened,
)
from collation.offices import Office, named_office, offices, read_office, share_office
from extraction.annotations import Person

Mention = tuple[str, int]  # Covered.id and Person.number
_Item = tuple[Mention, Person]
_Form = tuple[tuple[str, ...], str]  # the words of a name and its suffix


@dataclass(frozen=True, slots=True)
class Identity:
    """One person, body or group across a story, by the full name that most articles use."""

    name: str
    kind: str  # as in Person
    members: tuple[Mention, ...]  # sorted
    roles: tuple[str, ...]  # in the articles' words, the most frequent first
    gender: str | None = None  # as in Person: None also where the articles do not agree


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


@lru_cache(maxsize=1)
def link_people(coverage: Coverage) -> Identities:
    """Join the people of all articles.

    Full names join where they agree: "Kilmar Armando Abrego Garcia" and "Salvadoran Kilmar Abrego
    Garcia", "J. Roe" and "Jane Roe", "Joe Roe" and "Joseph Roe", never "Joe Roe Jr." and "Joe Roe
    Sr.". A surname joins the one person of the story who has it; where there are two it joins
    neither, and where nobody gives a full name two articles' "Roe" stay two. A description joins
    the one person of the story who holds exactly the office that it tells ("El Salvador's
    president"). Bodies join by name or by their initials, groups and unnamed people never.
    """
    people = [
        ((covered.id, person.number), person)
        for covered in coverage.articles
        for person in covered.reading.people
    ]
    known = {
        _form(read_name(person.name))
        for _, person in people
        if person.kind == "person" and read_name(person.name).full
    }
    persons: list[_Item] = []
    bodies: list[_Item] = []
    others: list[_Item] = []
    for item in people:
        if item[1].kind == "person" or _is_known(item[1], known):
            persons.append(item)
        else:
            (bodies if item[1].kind == "organisation" else others).append(item)
    clusters = _named_people(persons)
    others = _place_descriptions(others, clusters)
    clusters += _named_bodies(bodies)
    return Identities(_identity(cluster) for cluster in [*clusters, *([item] for item in others)])


def _form(name: Name) -> _Form:
    return name.words, name.suffix


def _is_known(person: Person, known: set[_Form]) -> bool:
    """Whether what one article takes for a body or a description is a name in another.

    "New York Sen. Jane Roe": nothing but capitals and titles before the name; "the administration
    of then-president Joe Roe" is his, not he.
    """
    if person.kind == "organisation":
        return not _is_somebodys(person.name) and _form(read_name(person.name)) in known
    if person.kind != "unnamed" or len(person.name) > 80:
        return False
    words = person.name.split()
    for at in range(len(words) - 1):
        if at and not (words[at - 1][:1].isupper() and not words[at - 1].endswith(("’s", "'s"))):
            return False
        rest = " ".join(words[at:])
        if words[at][:1].isupper() and _form(read_name(rest)) in known:
            return at == 0 or words[0].casefold() not in kind("particle")
    return False


def _is_somebodys(body: str) -> bool:
    """Whether a body's name says whose it is: "the office of Mayor Jane Roe"."""
    words = body.casefold().split()
    return not {"of", "for", "under", "at"}.isdisjoint(words) or any(
        word.endswith(("'s", "’s", "s'", "s’")) for word in words
    )


# ------------------------------------------------------------------------ people


def _named_people(items: list[_Item]) -> list[list[_Item]]:
    forms: dict[_Form, list[_Item]] = defaultdict(list)
    names: dict[_Form, Name] = {}
    for item in items:
        name = read_name(item[1].name)
        forms[_form(name)].append(item)
        names[_form(name)] = name
    endings = _endings(names.values())
    full = {
        form: name for form, name in sorted(names.items()) if name.full and form[0] not in endings
    }
    facts = {form: _facts(forms[form]) for form in full}

    def how(one: _Form, other: _Form) -> Agreement:
        found = agree(full[one], full[other])
        if found is Agreement.NONE and shortened(full[one], full[other]):
            return Agreement.SPELT
        return found

    def compatible(one: _Form, other: _Form) -> bool:
        return how(one, other) is not Agreement.NONE and not _genders_differ(
            facts[one], facts[other]
        )

    def one_person(one: _Form, other: _Form) -> bool:
        found = how(one, other)
        if found not in (Agreement.KIN, Agreement.SPELT):
            return True
        shared = share_office(facts[one].offices, facts[other].offices)
        if found is Agreement.KIN:  # an article that names father and son keeps them apart
            return shared and not facts[one].articles & facts[other].articles
        return shared or (rare(full[one]) and rare(full[other]))

    clusters = [sorted(group) for group in join(compare(full, compatible, one_person))]
    members = [[item for form in cluster for item in forms[form]] for cluster in clusters]
    alone = _place_surnames(
        {form: its for form, its in forms.items() if form not in full}, names, clusters, members
    )
    return members + alone


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the articles say of somebody beside the name."""

    offices: frozenset[Office]
    gender: str | None
    articles: frozenset[str]


def _facts(items: Sequence[_Item]) -> _Facts:
    people = [person for _, person in items]
    return _Facts(
        offices(role for person in people for role in person.roles),
        _gender(people),
        frozenset(article for (article, _), _ in items),
    )


def _gender(people: Iterable[Person]) -> str | None:
    """What all articles that tell agree on; a title in the printed name counts too."""
    people = list(people)
    told = {person.gender or read_name(person.name).gender for person in people} - {None}
    return told.pop() if len(told) == 1 else None


def _genders_differ(one: _Facts, other: _Facts) -> bool:
    return one.gender is not None and other.gender is not None and one.gender != other.gender


def _endings(names: Iterable[Name]) -> set[tuple[str, ...]]:
    """What longer names end in: "Abrego Garcia" is a surname of two words.

    No ending is a first name with a surname: "Armando Garcia" is a full name.
    """
    return {
        name.words[at:]
        for name in names
        for at in range(1, len(name.words))
        if at == len(name.words) - 1 or likely_gender(Name(name.words[at:])) is None
    }


def _place_surnames(
    lone: dict[_Form, list[_Item]],
    names: dict[_Form, Name],
    clusters: list[list[_Form]],
    members: list[list[_Item]],
) -> list[list[_Item]]:
    """Put each lone surname with its one bearer; the rest come back, each by itself."""
    bearers: dict[tuple[str, ...], set[int]] = defaultdict(set)
    first_words: dict[str, set[int]] = defaultdict(set)
    for number, cluster in enumerate(clusters):
        for words, _ in cluster:
            for at in range(1, len(words)):
                bearers[words[at:]].add(number)
            if is_family_first(Name(words)):
                first_words[words[0]].add(number)
    own = [_facts(its) for its in members]
    genders = [_likely(its) for its in members]
    alone = []
    for form in sorted(lone):
        found = bearers.get(form[0], set())
        if len(form[0]) == 1:
            found = found | first_words.get(form[0][0], set())  # "Kim" of "Kim Jong Un"
        for item in lone[form]:
            said = item[1].gender or names[form].gender
            fits = [
                number
                for number in sorted(found)
                if not _kept_apart(item, own[number])
                and (said is None or genders[number] in (None, said))
                and (not form[1] or any(suffix in ("", form[1]) for _, suffix in clusters[number]))
            ]
            if len(fits) > 1:
                held = {o for o in offices(item[1].roles) if o.sole and not o.former}
                fits = [number for number in fits if held & own[number].offices]
            if len(fits) == 1 and _is_surname(item[1], form[0]):
                members[fits[0]].append(item)
            else:
                alone.append([item])
    return alone


def _kept_apart(item: _Item, bearer: _Facts) -> bool:
    """Whether one article gives an office to the surname, and names the bearer without it.

    "President Roe" beside "his daughter Jane Roe" is not her.
    """
    held = {office for office in offices(item[1].roles) if office.sole}
    return bool(held) and item[0][0] in bearer.articles and not share_office(held, bearer.offices)


def _is_surname(person: Person, words: tuple[str, ...]) -> bool:
    """Whether a lone word is rather a name than a country, a party or an office."""
    if len(words) > 1:
        return True
    if words[0] in countries():
        return bool(person.roles or person.gender)
    if words[0] in kind("noname"):
        return False
    return read_office(words[0]) is None or words[0] in kind("regnal")  # Steve King's is a name


def _likely(items: list[_Item]) -> str | None:
    """The gender the articles tell, else the one that the given names hint at."""
    told = {person.gender for _, person in items} - {None}
    if told:
        return told.pop() if len(told) == 1 else None
    hinted = {likely_gender(read_name(person.name)) for _, person in items} - {None}
    return hinted.pop() if len(hinted) == 1 else None


def _place_descriptions(items: list[_Item], clusters: list[list[_Item]]) -> list[_Item]:
    """Put "the Salvadoran president" with the one who is said to be just that; the rest comes back.

    The office must be one that has a single holder, and the description must say of what.
    """
    holders: dict[Office, set[int]] = defaultdict(set)
    for number, cluster in enumerate(clusters):
        for _, person in cluster:
            for role in (*person.roles, *_with_affiliation(person)):
                office = named_office(role)
                if office is not None:
                    holders[office].add(number)
    left = []
    for item in items:
        office = named_office(item[1].name) if item[1].kind == "unnamed" else None
        fits = holders.get(office, set()) if office is not None else set()
        if len(fits) == 1 and _plain_description(item[1].name):
            clusters[next(iter(fits))].append(item)
        else:
            left.append(item)
    return left


def _with_affiliation(person: Person) -> list[str]:
    if not person.affiliation:
        return []
    return [f"{role} of {person.affiliation}" for role in person.roles if " of " not in role]


def _plain_description(name: str) -> bool:
    """Whether it is definite and of one: not "a former Texas governor", "an aide to the mayor"."""
    words = [fold(word) for word in name.split()]
    return words[:1] not in (["a"], ["an"], ["one"], ["another"], ["his"], ["her"], ["their"]) and (
        not {"to", "with", "or", "and", "elect", "candidate", "next", "designate"} & set(words)
    )


# ------------------------------------------------------------------------ bodies


def _named_bodies(items: list[_Item]) -> list[list[_Item]]:
    keys = join_bodies(sorted({person.name for _, person in items}))
    groups: dict[str, list[_Item]] = defaultdict(list)
    for item in items:
        groups[keys[item[1].name]].append(item)
    return [groups[key] for key in sorted(groups)]


def _identity(items: list[_Item]) -> Identity:
    is_person = any(person.kind == "person" for _, person in items)
    what = "person" if is_person else items[0][1].kind
    names = Counter(person.name for _, person in items if person.kind == what)
    full = {name: count for name, count in names.items() if read_name(name).full} or names
    # "Salvadoran Kilmar Abrego Garcia" is shown where nobody prints the bare name.
    best = min(full, key=lambda name: (_is_cluttered(name), -full[name], -len(name), name))
    roles = Counter(role for _, person in items for role in person.roles)
    ordered = sorted(roles, key=lambda role: (-roles[role], role))
    return Identity(
        best if what == "person" else min(names, key=lambda n: (-names[n], -len(n), n)),
        what,
        tuple(sorted(m for m, _ in items)),
        tuple(ordered),
        _gender(person for _, person in items) if is_person else None,
    )


def _is_cluttered(name: str) -> bool:
    """Whether there is more in it than the name: a title, or a word twice."""
    words = read_name(name).words
    return bool(read_name(name).titles) or len(set(words)) < len(words)
