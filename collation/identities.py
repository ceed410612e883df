"""The names under which people stand in the archive in; who is one person there, out.

Pure: the grouping is a function of the set of forms and of what people decided by hand, so that
the order in which articles come has no meaning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from collation.agreeing import compare, join, union
from collation.bodies import body_key, is_abbreviation
from collation.names import Agreement, Name, agree, kind, rare, read_name, surname_key
from collation.offices import Office, read_office, share_office

PERSON = "person"
BODY = "organisation"
#: Kinds in the order in which they win where articles do not agree what somebody is.
_INDEFINITE = frozenset("a an another any his her its my one our some their your".split())
_BODIES = frozenset(
    "administration agency association authority bank board bureau campaign center centre church "
    "club college commission committee company congress corp corporation council court department "
    "foundation government group hospital house inc institute league llc ltd ministry news office "
    "organization organisation party police post press reuters school senate service team times "
    "union university".split()
)
_FIELD = 2  # words that say of what an office is
_LONGEST = 5  # words of a person's name
KINDS = ("unnamed", "group", BODY, PERSON)


@dataclass(frozen=True, slots=True)
class Form:
    """One name under which a person or body stands in the archive, and what articles say of it.

    `gender` is None also where articles do not agree. `times` is how often it is quoted.
    """

    id: int
    name: str
    kind: str  # as in Person
    offices: frozenset[Office] = frozenset()
    gender: str | None = None
    times: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """What somebody decided about two forms: one person, or two. Later decisions come later."""

    one: int
    other: int
    same: bool


def block_of(name: str, what: str) -> str:
    """Forms of different blocks are never one person but by hand: a surname, or a body's key.

    "" for what is never joined: groups, the unnamed, and what is no name.
    """
    if what == PERSON:
        words = read_name(name)
        return f"{PERSON} {surname_key(words)}" if words.words and not words.odd else ""
    if what == BODY and not is_abbreviation(name):
        key = body_key(name)
        indefinite = name.split(" ")[0].casefold() in _INDEFINITE
        return f"{BODY} {key}" if " " in key and not indefinite else ""
    return ""


def group_forms(forms: Sequence[Form], links: Sequence[Link]) -> list[frozenset[int]]:
    """The ids of the forms person by person; `links` in the order decided, of which later ones win.

    Full names join where they agree. A form that is shorter by a first name ("J. Roe", "Joe Roe"
    for "Joseph Roe") or spelt otherwise joins only where both hold one office, for
    across stories a surname and an initial are no evidence. A surname without a first name joins
    the one bearer who holds the same office of one holder ("President Roe"). What could be either
    of two joins neither.
    """
    ids = sorted(form.id for form in forms)
    musts, cannots = _settled(links, set(ids))
    by_hand = union(musts, ids)
    team = {id: number for number, group in enumerate(by_hand) for id in group}
    apart = {(team[one], team[other]) for one, other in cannots}
    apart |= {(other, one) for one, other in apart}
    pairs = [
        (one, other)
        for one, other in _machine_pairs(forms, team, apart)
        if (team[one], team[other]) not in apart
    ]
    groups = []
    for group in union([*musts, *pairs], ids):
        teams = {team[id] for id in group}
        if any((one, other) in apart for one in teams for other in teams):
            groups += [frozenset(by_hand[number]) for number in sorted(teams)]
        else:
            groups.append(frozenset(group))
    return sorted(groups, key=min)


def shown_first(forms: Iterable[Form]) -> Form:
    """The form whose name stands for all: whole and without title, the most frequent, the fullest.

    Of equally frequent ones a name without middle initials goes before one with them.
    """

    def clutter(form: Form) -> tuple[object, ...]:
        name = read_name(form.name)
        return (
            not name.full,
            bool(name.titles) or len(set(name.words)) < len(name.words),
            len(name.words[0]) < 2 if name.words else True,
            form.name.isupper(),
            -form.times,
            sum(len(word) < 2 for word in name.words),
            -len(name.words),
            -len(form.name),
            form.name,
            form.id,
        )

    return min(forms, key=clutter)


def _settled(
    links: Sequence[Link], known: set[int]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The links that hold, musts and cannots: a later one wins over what it contradicts."""
    musts: list[tuple[int, int]] = []
    cannots: list[tuple[int, int]] = []
    for link in reversed(links):
        pair = (link.one, link.other)
        if not known.issuperset(pair):
            continue
        team = {
            id: number for number, group in enumerate(union(musts, sorted(known))) for id in group
        }
        one, other = team[link.one], team[link.other]
        if not link.same:
            if one != other:
                cannots.append(pair)
        elif not any({team[a], team[b]} == {one, other} for a, b in cannots):
            musts.append(pair)
    return musts, cannots


def _machine_pairs(
    forms: Sequence[Form], team: dict[int, int], apart: set[tuple[int, int]]
) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    bodies: dict[str, list[int]] = defaultdict(list)
    persons: dict[int, Form] = {}
    names: dict[int, Name] = {}
    for form in sorted(forms, key=lambda form: form.id):
        block = block_of(form.name, form.kind)
        if block.startswith(BODY):
            bodies[block].append(form.id)
        elif block:
            persons[form.id] = form
            names[form.id] = read_name(form.name)
    for body in bodies.values():
        pairs += [(body[0], other) for other in body[1:]]
    full = {id: name for id, name in names.items() if name.full}
    lonely = _borne_by_one(full.values())

    def compatible(one: int, other: int) -> bool:
        if team[one] == team[other]:
            return True
        return (team[one], team[other]) not in apart and _can_be(persons[one], persons[other])

    def one_person(one: int, other: int) -> bool:
        return team[one] == team[other] or _is(
            persons[one], persons[other], alone=names[one].surname in lonely
        )

    groups = join(compare(full, compatible, one_person))
    pairs += [(min(group), other) for group in groups for other in sorted(group)]
    pairs += _bearers(persons, names, groups, team, apart)
    return pairs


def _can_be(one: Form, other: Form) -> bool:
    how = agree(read_name(one.name), read_name(other.name))
    return how is not Agreement.NONE and not _other_gender(one, other)


def _is(one: Form, other: Form, *, alone: bool) -> bool:
    """Whether two names that can be one person's are; `alone`: nobody else has the surname."""
    first, second = read_name(one.name), read_name(other.name)
    how = agree(first, second)
    if how is Agreement.SURE and (
        first.words == second.words or first.surname not in kind("common_surname")
    ):
        return True  # else: there is more than one "Jane Miller", with and without a middle name
    if how is Agreement.SHORT and alone and not _other_offices(one, other):
        return True
    # "Joe Roe" and "Joe Roe Jr." are father and son sooner than one: articles that call the son by
    # his father's office ("President Roe's son") are many. People join them by hand.
    if how is Agreement.KIN or not share_office(one.offices, other.offices):
        return False
    # "Mike Johnson" and "Mike Johnston" may sit in one house.
    return how is not Agreement.SPELT or first.surname == second.surname or rare(first)


def _borne_by_one(names: Iterable[Name]) -> set[str]:
    """Surnames that are no frequent ones, and of which all full names can be one person's."""
    bearers: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        bearers[name.surname].append(name)
    return {
        surname
        for surname, those in bearers.items()
        if surname not in kind("common_surname")
        and all(agree(one, other) for one, other in combinations(those, 2))
    }


def _other_offices(one: Form, other: Form) -> bool:
    """Whether both have offices and share none."""
    return bool(one.offices and other.offices) and not share_office(one.offices, other.offices)


def _bearers(
    persons: dict[int, Form],
    names: dict[int, Name],
    groups: Sequence[set[int]],
    team: dict[int, int],
    apart: set[tuple[int, int]],
) -> list[tuple[int, int]]:
    """Each form that is a surname alone, with the one person of its office and surname.

    Two such forms that cannot be one ("President Roe, he", "President Roe, she") and would both
    join a person join nobody; nor does a form that a decision ties to a full name already.
    """
    holders: dict[str, list[set[int]]] = defaultdict(list)
    for group in groups:
        for surname in {names[id].surname for id in group}:
            holders[surname].append(group)

    def cannot(one: int, other: int) -> bool:
        return (team[one], team[other]) in apart or _other_gender(persons[one], persons[other])

    settled = {team[id] for id, name in names.items() if name.full}
    bearers: dict[int, list[int]] = defaultdict(list)  # by the least id of the person's forms
    for id, form in sorted(persons.items()):
        held = {office for office in form.offices if office.sole}
        if names[id].full or len(names[id].words) != 1 or not held or team[id] in settled:
            continue
        fits = [
            group
            for group in holders[names[id].surname]
            if any(share_office(held, persons[other].offices) for other in group)
            and not any(cannot(id, other) for other in group)
        ]
        teams = {team[other] for group in fits for other in group}
        if len(fits) == 1 or (fits and len(teams) == 1):
            bearers[min(map(min, fits))].append(id)
    where: dict[int, set[int]] = defaultdict(set)
    for first, ids in bearers.items():
        for id in ids:
            where[team[id]].add(first)
    return [
        (id, first)
        for first, ids in bearers.items()
        for id in ids
        if len(where[team[id]]) == 1 and not any(cannot(id, other) for other in ids)
    ]


def _other_gender(one: Form, other: Form) -> bool:
    return one.gender is not None and other.gender is not None and one.gender != other.gender


def offices_of(roles: Iterable[str]) -> frozenset[Office]:
    """The offices among roles as articles print them, former ones like present ones.

    An office of which more than two words are said is rather a piece of a sentence.
    """
    found = (read_office(role) for role in roles)
    return frozenset(
        Office(one.title, one.field)
        for one in found
        if one is not None and len(one.field.split()) <= _FIELD
    )


def guess_kind(name: str) -> str:
    """What a name is rather of, where nobody kept it: person, body, or somebody unnamed."""
    words = name.split()
    found = read_name(name)
    if not words or not words[0][:1].isupper() or words[0].casefold() in _INDEFINITE | {"the"}:
        return BODY if words[:1] in (["The"], ["the"]) else "unnamed"
    if found.odd or any(word.casefold().strip(".,") in _BODIES for word in words):
        return BODY
    return PERSON if 1 <= len(found.words) <= _LONGEST else BODY
