"""A name in; who that is under all their names, what they are called and said, out.

And what people decide about who is who: kept, shown with who decided it, and taken back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from rapidfuzz import fuzz, process

from desk.errors import BadRequest, EmptyArchive, NoMatch
from desk.persons import (
    NameView,
    PersonAnswer,
    PersonChange,
    PersonChoice,
    PersonView,
    RoleView,
)
from desk.requests import Asker, ShowPerson
from desk.stories import EMPTY, find_story, views
from desk.who_said import show
from store import articles, forms, links, outlets, people, stories
from store.archive import Session
from store.keys import fold, name_key, words_of
from store.people import StoredForm

NEWEST = 1_000  # printings from which outlets and stories are counted
_ROLES = 6
_STORIES = 5
_UTTERANCES = 3
_CHOICES = 20
CANDIDATES = 90  # people offered to merge with: Slack's menus hold a hundred
_NEAR = 75.0  # of 100: how alike a misspelt name must be
_CHANGES = 5


def answer(db: Session, asker: Asker, request: ShowPerson) -> PersonAnswer:
    """Who is meant; several where the name fits several people.

    Raises:
        BadRequest: no name was typed.
        EmptyArchive, NoMatch: the sentence says what to type instead.
    """
    workspace = asker.workspace
    if request.id is not None:
        return PersonAnswer(request.name, (), view(db, asker, request.id))
    if not words_of(request.name):
        raise BadRequest("Type a name: /parallax person Rubio.")
    if not stories.newest(db, workspace, 1):
        raise EmptyArchive(EMPTY)
    ids = people.named(db, workspace, request.name)
    persons = _persons(db, workspace, ids)
    if not persons:
        raise NoMatch(_nobody(db, workspace, request.name))
    if len(persons) == 1:
        return PersonAnswer(request.name, (), view(db, asker, persons[0]))
    return PersonAnswer(request.name, _choices(db, workspace, persons)[:_CHOICES], None)


def view(db: Session, asker: Asker, id: int) -> PersonView:
    """Everything about the person who has the name of that number. Raises NoMatch."""
    workspace = asker.workspace
    person, theirs = _person(db, workspace, id)
    ids = [form.id for form in theirs]
    printed = people.printed(db, workspace, ids, NEWEST)
    utterances = list(dict.fromkeys(one.utterance for one in printed))
    in_stories = Counter(one.story for one in printed)
    newest = list(dict.fromkeys(one.story for one in printed))
    told = views(db, workspace, newest[:_STORIES])
    shown = people.names(db, workspace, [person])[person]
    return PersonView(
        id=person,
        name=shown,
        kind=theirs[0].kind or "",
        names=_names(db, workspace, theirs, printed),
        roles=tuple(RoleView(c.role, c.utterances) for c in people.roles(db, ids, _ROLES)),
        quotations=people.count_printings(db, ids),
        stories=tuple(told[story] for story in newest[:_STORIES] if story in told),
        story_count=len(in_stories),
        utterances=show(db, asker, utterances[:_UTTERANCES]),
        changes=_changes(db, workspace, theirs),
        counted=min(len(printed), NEWEST),
    )


def candidates(db: Session, asker: Asker, id: int) -> tuple[PersonChoice, ...]:
    """Whom that person may be, too: those who share a word of a name, the likest first."""
    workspace = asker.workspace
    person, theirs = _person(db, workspace, id)
    found: set[int] = set()
    for word in sorted({word for form in theirs for word in words_of(form.name)}):
        if len(word) > 1:
            found |= set(_persons(db, workspace, people.named(db, workspace, word)))
    choices = _choices(db, workspace, sorted(found - {person}))
    own = fold(people.names(db, workspace, [person])[person])
    ranked = sorted(choices, key=lambda one: (-fuzz.WRatio(own, fold(one.name)), one.name, one.id))
    return tuple(ranked[:CANDIDATES])


def merge(db: Session, asker: Asker, id: int, other: int | str, now: datetime) -> PersonView:
    """Two are one person from now on. `other` is a number or a name typed.

    Raises BadRequest or NoMatch, with nothing written.
    """
    workspace = asker.workspace
    person, theirs = _person(db, workspace, id)
    second = _meant(db, workspace, other) if isinstance(other, str) else other
    another, others = _person(db, workspace, second)
    if person == another:
        raise BadRequest(f"“{_shown(db, workspace, person)}” is that person already.")
    kinds = {form.kind for form in (*theirs, *others) if form.kind in ("person", "organisation")}
    if len(kinds) > 1:
        raise BadRequest("One of the two is a body, the other a person: they cannot be one.")
    links.link(
        db, workspace, links.MERGED, [(person, another)], same=True, person=asker.person, now=now
    )
    forms.regroup(db, workspace, (), {person, another})
    return view(db, asker, person)


def split(db: Session, asker: Asker, id: int, names: Sequence[int], now: datetime) -> PersonView:
    """These names are another person's from now on.

    Raises BadRequest or NoMatch, with nothing written.
    """
    workspace = asker.workspace
    _, theirs = _person(db, workspace, id)
    gone = {form.id for form in theirs} & set(names)
    kept = {form.id for form in theirs} - gone
    if not gone:
        raise BadRequest("Choose at least one of the names to split off.")
    if not kept:
        raise BadRequest("One name has to stay: choose those that are somebody else's.")
    pairs = [(one, other) for one in gone for other in kept]
    links.link(db, workspace, links.SPLIT, pairs, same=False, person=asker.person, now=now)
    forms.regroup(db, workspace, (), gone | kept)
    return view(db, asker, min(kept))


def elsewhere(db: Session, asker: Asker, id: int, story: int, now: datetime) -> PersonView:
    """In one story the name means somebody else of the same name. The story is to be collated.

    Raises BadRequest, NoMatch or UnknownStory, with nothing written.
    """
    workspace = asker.workspace
    number = find_story(db, workspace, story)
    person, theirs = _person(db, workspace, id)
    printed = people.printed(db, workspace, [form.id for form in theirs], NEWEST)
    there = sorted({one.person for one in printed if one.story == number})
    if not there:
        raise BadRequest(f"“{_shown(db, workspace, person)}” is not quoted in story {number}.")
    sources = articles.sources_of_story(db, workspace, number)
    for form in (form for form in theirs if form.id in there):
        key = name_key(form.name)
        new = forms.add_namesake(db, workspace, form.name, form.kind)
        links.except_in(db, workspace, sources, key, new, asker.person, now)
    stories.make_stale(db, [number])
    return view(db, asker, person)


def undo(db: Session, asker: Asker, id: int, now: datetime) -> PersonView:
    """Take back the newest decision about a person that was not taken back.

    Raises BadRequest where there is none, or NoMatch.
    """
    workspace = asker.workspace
    person, theirs = _person(db, workspace, id)
    valid = [one for one in _decided(db, workspace, theirs) if one.undone_at is None]
    if not valid:
        raise BadRequest("There is nothing to undo: nobody has merged or split these names.")
    last = valid[-1]
    links.undo(db, last.id, asker.person, now)
    if last.action == links.ELSEWHERE:
        stories.make_stale(
            db, articles.stories_of_sources(db, workspace, links.sources_of(db, last.id))
        )
    forms.regroup(db, workspace, (), {person, *last.people})
    return view(db, asker, person)


def _person(db: Session, workspace: str, id: int) -> tuple[int, tuple[StoredForm, ...]]:
    person = people.person_of(db, workspace, id)
    if person is None:
        raise NoMatch(f"There is no person {id}. Look for a name: /parallax person Rubio.")
    return person, people.forms_of(db, workspace, [person])


def _persons(db: Session, workspace: str, ids: Sequence[int]) -> list[int]:
    """Each person once who is quoted under these names, bodies last."""
    named = people.forms_by_id(db, workspace, ids)
    found = dict.fromkeys(form.person for form in named if form.kind != "organisation")
    found |= dict.fromkeys(form.person for form in named)
    return list(found)


def _choices(db: Session, workspace: str, persons: Sequence[int]) -> tuple[PersonChoice, ...]:
    """The most quoted first, bodies last; who is quoted nowhere is none."""
    shown = people.names(db, workspace, persons)
    theirs: dict[int, list[StoredForm]] = {person: [] for person in persons}
    for form in people.forms_of(db, workspace, persons):
        theirs[form.person].append(form)
    found = []
    for person in persons:
        ids = [form.id for form in theirs[person]]
        called = people.roles(db, ids, 1)
        count = people.count_printings(db, ids)
        found.append(PersonChoice(person, shown[person], called[0].role if called else None, count))
    bodies = {id for id, its in theirs.items() if its and its[0].kind == "organisation"}
    return tuple(
        sorted(
            (one for one in found if one.quotations),
            key=lambda one: (one.id in bodies, -one.quotations, one.name, one.id),
        )
    )


def _meant(db: Session, workspace: str, name: str) -> int:
    persons = _persons(db, workspace, people.named(db, workspace, name))
    if not persons:
        raise NoMatch(_nobody(db, workspace, name))
    if len(persons) > 1:
        listed = ", ".join(f"“{n}”" for n in people.names(db, workspace, persons[:4]).values())
        raise BadRequest(f"“{name}” fits several people: {listed}. Type the full name.")
    return persons[0]


def _shown(db: Session, workspace: str, person: int) -> str:
    return people.names(db, workspace, [person])[person]


def _names(
    db: Session,
    workspace: str,
    theirs: Sequence[StoredForm],
    printed: Sequence[people.Printed],
) -> tuple[NameView, ...]:
    known = outlets.by_id(db, workspace, {one.outlet for one in printed})
    found = []
    for form in theirs:
        mine = [one for one in printed if one.person == form.id]
        by = Counter(known[one.outlet] for one in mine)
        names = tuple(sorted(by, key=lambda name: (-by[name], name)))
        found.append(NameView(form.id, form.name, len(mine), names))
    return tuple(sorted(found, key=lambda one: (-one.quotations, one.name)))


def _decided(
    db: Session, workspace: str, theirs: Sequence[StoredForm]
) -> tuple[links.StoredPersonDecision, ...]:
    keys = {name_key(form.name) for form in theirs}
    return links.about(db, workspace, {form.id for form in theirs}, keys)


def _changes(db: Session, workspace: str, theirs: Sequence[StoredForm]) -> tuple[PersonChange, ...]:
    decided = _decided(db, workspace, theirs)[-_CHANGES:]
    known = people.forms_by_id(db, workspace, sorted({id for one in decided for id in one.people}))
    shown = {form.id: form.name for form in known}
    return tuple(
        PersonChange(
            one.action,
            one.person,
            one.at,
            tuple(dict.fromkeys(shown[id] for id in one.people if id in shown)),
            one.undone_by,
            one.undone_at,
        )
        for one in decided
    )


def _nobody(db: Session, workspace: str, name: str) -> str:
    known = people.alike(db, workspace, words_of(name))
    best = process.extract(
        name, known, scorer=fuzz.WRatio, processor=fold, limit=3, score_cutoff=_NEAR
    )
    if not best:
        return f"Nobody called “{name}” is quoted. Check the name."
    nearest = ", ".join(f"“{choice}”" for choice, _, _ in best)
    return f"Nobody called “{name}” is quoted. The nearest: {nearest}."
