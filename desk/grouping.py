"""Stories that people merge and split: decided, put through at once, and taken back.

Everything is done in the one transaction that writes, so that whoever comes second sees it done.
The machine keeps to it from then on (collation/linking.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from collation.linking import Ruling, keep_to
from desk.errors import BadRequest, NoMatch
from desk.gathering import gather
from desk.grouped import MERGED, SPLIT, Regrouped
from desk.parting import Parted, take_entries
from desk.requests import Asker
from desk.splitting import articles_meant
from desk.stories import find_story
from store import articles, collated, moving, stories, story_links
from store.archive import Session
from store.identity import keep_ids
from store.stems import stems
from store.stories import Member
from store.story_links import StoredGrouping

_CHOICES = 4  # stories that are named where words fit several


def merge(db: Session, asker: Asker, id: int, other: int | str, now: datetime) -> Regrouped:
    """Two are one story from now on; the larger keeps its number, of equal ones the older.

    Raises BadRequest, UnknownStory or NoMatch, with nothing written.
    """
    workspace = asker.workspace
    one = find_story(db, workspace, id)
    two = find_story(db, workspace, other) if isinstance(other, int) else _named(db, asker, other)
    if one == two:
        raise BadRequest(_one_already(db, workspace, id, other, one))
    before = {story: set(_ids(db, workspace, story)) for story in sorted((one, two))}
    whole = frozenset().union(*before.values())
    kept = keep_ids(before, [whole])[0]
    story, gone = (one, two) if kept == one else (two, one)
    sides = [_sources(db, workspace, before[number]) for number in (story, gone)]
    heirs = story_links.heirs(db, workspace, gone)
    story_links.decide(
        db, workspace, MERGED, sides, (story, gone), heirs, person=asker.person, now=now
    )
    stories.place(db, workspace, [whole], [story], now)
    return Regrouped(story, gone, MERGED, len(before[gone]))


def split(db: Session, asker: Asker, id: int, parts: Sequence[str], now: datetime) -> Regrouped:
    """These articles are a story of their own from now on; the rest keeps the number.

    Raises BadRequest, UnknownStory or NoMatch, with nothing written.
    """
    workspace = asker.workspace
    story = find_story(db, workspace, id)
    off = articles_meant(db, workspace, story, parts)
    rest = frozenset(_ids(db, workspace, story)) - off
    if not rest:
        raise BadRequest(
            f"One article has to stay in story {story}: choose those that belong elsewhere."
        )
    sides = [_sources(db, workspace, rest), _sources(db, workspace, off)]
    further = _kept_apart(db, workspace, story, sides[0] | sides[1])
    _, new = stories.place(db, workspace, [rest, off], [story, None], now)
    story_links.decide(
        db, workspace, SPLIT, [*sides, *further], (story, new), (), person=asker.person, now=now
    )
    parted = _take_along(db, workspace, off, story, new, now)
    return Regrouped(story, new, SPLIT, len(off), went=parted.went, stayed=parted.stayed)


def undo(db: Session, asker: Asker, id: int, decision: int | None, now: datetime) -> Regrouped:
    """Take the newest decision about a story back, or the one of that number.

    Raises BadRequest where it is done already, or a newer one stands upon it; NoMatch where there
    is none.
    """
    workspace = asker.workspace
    story = find_story(db, workspace, id) if decision is None else None
    found = _undoable(db, workspace, story, decision)
    story_links.undo(db, found.id, asker.person, now)
    if found.action == MERGED:
        return _merged_no_more(db, workspace, found, now)
    return _split_no_more(db, workspace, found, now)


def decided(db: Session, workspace: str, story: int) -> tuple[StoredGrouping, ...]:
    """The decisions about a story's articles, oldest first, undone ones too.

    Not those of other stories, which were only kept apart from this one.
    """
    sources = _sources(db, workspace, _ids(db, workspace, story))
    told = story_links.about(db, workspace, sources)
    return tuple(one for one in told if frozenset().union(*one.sides[:2]) & sources)


def last_of(told: Sequence[StoredGrouping]) -> StoredGrouping | None:
    """The newest decision that holds: the one that may be taken back."""
    return next((one for one in reversed(told) if one.undone_at is None), None)


def _undoable(
    db: Session, workspace: str, story: int | None, decision: int | None
) -> StoredGrouping:
    if decision is None:
        assert story is not None
        last = last_of(decided(db, workspace, story))
        if last is None:
            raise BadRequest(
                f"There is nothing to undo: nobody has merged or split story {story}, or it is "
                "undone already."
            )
        return last
    every = story_links.every(db, workspace)
    found = next((one for one in every if one.id == decision), None)
    if found is None:
        raise NoMatch("There is nothing to undo any more: its articles were forgotten.")
    if found.undone_at is not None:
        raise BadRequest("That was undone already. Nothing more was changed.")
    newer = [
        one
        for one in every
        if one.id > found.id and one.undone_at is None and one.sources & found.sources
    ]
    if newer:
        last = newer[-1]
        done = "merged into" if last.action == MERGED else "split off"
        raise BadRequest(
            f"Since then story {last.other} was {done} story {last.story}. Undo that first: "
            f"/parallax story {last.story} undo"
        )
    return found


def _merged_no_more(db: Session, workspace: str, found: StoredGrouping, now: datetime) -> Regrouped:
    """Both are as they were; what came since goes with the one that it is like."""
    whole = _holding(db, workspace, found.sides[:2])
    members, rulings = gather(db, workspace, _members(db, workspace, whole))
    members = tuple(member for member in members if member.story in whole)
    keys = _keys_of_sides(db, workspace, found, members)
    as_before = Ruling(keys, joined=False)
    groups = _grouped(members, _by_story(members), (as_before, *rulings))
    first, second = (_most(groups, members, side) for side in keys)
    if first == second:  # an older decision holds them together
        return Regrouped(whole[0], found.other, MERGED, 0, undone=True, unmoved=True)
    kept: list[int | None] = list(keep_ids(_before(members), groups))
    story = next((s for s in (found.story, *whole) if s in whole), whole[0])
    revived = story_links.revive(db, workspace, found)
    kept = [None if number in (story, found.other) else number for number in kept]
    kept[first] = story
    kept[second] = found.other if revived else None
    placed = stories.place(db, workspace, groups, kept, now)
    parted = Parted()
    for number, group in zip(placed, groups, strict=True):
        if number != story:
            more = _take_along(db, workspace, group, story, number, now, found.at)
            parted = Parted(parted.went + more.went, more.stayed)
    _lead_anew(db, workspace, found)
    other, count = placed[second], len(groups[second])
    return Regrouped(
        story, other, MERGED, count, undone=True, went=parted.went, stayed=parted.stayed
    )


def _lead_anew(db: Session, workspace: str, merged: StoredGrouping) -> None:
    """What was split off the merged story and put back leads to where its articles are now."""
    for one in story_links.every(db, workspace):
        if one.id < merged.id or one.action != SPLIT or one.undone_at is None:
            continue
        if one.sides[1:2] and one.sides[1] & merged.sources:
            for story in _holding(db, workspace, one.sides[1:2]):
                story_links.lead(db, workspace, one.other, story)


def _split_no_more(db: Session, workspace: str, found: StoredGrouping, now: datetime) -> Regrouped:
    """Both halves are one again, but for what other decisions say."""
    whole = _holding(db, workspace, found.sides[:2])
    members, rulings = gather(db, workspace, _members(db, workspace, whole))
    members = tuple(member for member in members if member.story in whole)
    groups = _grouped(members, [[member.item.id for member in members]], rulings)
    kept = keep_ids(_before(members), groups)
    if len(groups) == 1 and found.story in whole:
        kept = [found.story]  # under the number that it had, though most of it was split off
    placed = stories.place(db, workspace, groups, kept, now)
    story = next((s for s in (found.story, *placed) if s in placed), found.story)
    ended = found.story if story == found.other else found.other
    if len(groups) > 1:  # another decision keeps them apart
        return Regrouped(story, ended, SPLIT, 0, undone=True, unmoved=True)
    return Regrouped(story, ended, SPLIT, len(found.sides[1]), undone=True)


def _take_along(
    db: Session,
    workspace: str,
    ids: frozenset[int],
    origin: int,
    target: int,
    now: datetime,
    since: datetime | None = None,
) -> Parted:
    moving.part_of(db, workspace, ids, origin, target, now)
    collated.parted(db, origin, target)
    return take_entries(db, workspace, ids, origin, target, since)


def _kept_apart(
    db: Session, workspace: str, story: int, sources: frozenset[str]
) -> list[frozenset[str]]:
    """The other stories from which a person parted this one: whose articles each of them has.

    Who splits it sees it without these, so neither half is to go back to one of them.
    """
    far: set[str] = set()
    for one in story_links.holding(db, workspace):
        if one.action == SPLIT and one.sources & sources:
            far |= one.sources - sources
    theirs: dict[int, set[int]] = {}
    for member in story_links.members_of(db, workspace, far):
        if member.story is not None and member.story != story:
            theirs.setdefault(member.story, set()).add(member.id)
    return [_sources(db, workspace, theirs[number]) for number in sorted(theirs)]


def _named(db: Session, asker: Asker, words: str) -> int:
    """The one story that the words mean. Raises BadRequest or NoMatch."""
    wanted = stems(words)
    found = stories.about(db, asker.workspace, wanted, _CHOICES + 1) if wanted else ()
    if not found:
        raise NoMatch(f"No story is about “{words.strip()}”. /parallax stories shows them all.")
    if len(found) > 1:
        known = stories.load(db, asker.workspace, found[:_CHOICES])
        listed = ", ".join(f"{number} “{known[number].title}”" for number in found[:_CHOICES])
        more = " and more" if len(found) > _CHOICES else ""
        raise BadRequest(f"“{words.strip()}” fits several stories: {listed}{more}. Type a number.")
    return found[0]


def _one_already(db: Session, workspace: str, id: int, other: int | str, story: int) -> str:
    if other in (id, story) and id == story:
        return f"That is story {story} itself: type the number of another one."
    gone = other if isinstance(other, int) and other != story else id
    by_hand = [
        one
        for one in decided(db, workspace, story)
        if one.action == MERGED and one.undone_at is None and gone in (one.other, *one.heirs)
    ]
    if not by_hand:
        return f"Story {gone} is part of story {story} already."
    at = by_hand[-1].at
    return (
        f"Story {gone} is part of story {story} already: somebody merged them on "
        f"{at.day} {at:%B %Y}."
    )


def _holding(db: Session, workspace: str, sides: Iterable[frozenset[str]]) -> list[int]:
    """The stories in which most of each side is now, each once; those of no article left out."""
    found: list[int] = []
    for side in sides:
        counts: dict[int, int] = {}
        for number in articles.stories_of_sources(db, workspace, sorted(side)):
            here = _sources(db, workspace, _ids(db, workspace, number))
            counts[number] = len(here & side)
        counts = {number: count for number, count in counts.items() if count}
        if counts:
            found.append(max(sorted(counts), key=lambda number: counts[number]))
    if not found:
        raise NoMatch("There is nothing to undo any more: its articles are gone.")
    return list(dict.fromkeys(found))


def _members(db: Session, workspace: str, numbers: Sequence[int]) -> tuple[Member, ...]:
    sources = {
        s for number in numbers for s in _sources(db, workspace, _ids(db, workspace, number))
    }
    return story_links.members_of(db, workspace, sources)


def _keys_of_sides(
    db: Session, workspace: str, found: StoredGrouping, members: Sequence[Member]
) -> tuple[frozenset[str], frozenset[str]]:
    keys = {member.id: member.item.id for member in members}
    sources = story_links.sources_of(db, workspace, keys)
    one, two = (
        frozenset(keys[id] for id, source in sources.items() if source in side)
        for side in found.sides[:2]
    )
    return one, two


def _grouped(
    members: Sequence[Member], groups: Iterable[Iterable[str]], rulings: Sequence[Ruling]
) -> list[frozenset[int]]:
    ids = {member.item.id: member.id for member in members}
    found = keep_to(groups, rulings, {member.item.id: member.item for member in members})
    return [frozenset(ids[key] for key in group) for group in found]


def _by_story(members: Sequence[Member]) -> list[list[str]]:
    found: dict[int | None, list[str]] = {}
    for member in members:
        found.setdefault(member.story, []).append(member.item.id)
    return list(found.values())


def _before(members: Sequence[Member]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for member in members:
        if member.story is not None:
            found.setdefault(member.story, set()).add(member.id)
    return found


def _most(groups: Sequence[frozenset[int]], members: Sequence[Member], side: frozenset[str]) -> int:
    """The place of the group that holds most of a side."""
    ids = {member.id for member in members if member.item.id in side}
    return max(range(len(groups)), key=lambda place: (len(groups[place] & ids), -place))


def _ids(db: Session, workspace: str, story: int) -> tuple[int, ...]:
    return tuple(articles.ids_of_story(db, workspace, story).values())


def _sources(db: Session, workspace: str, ids: Iterable[int]) -> frozenset[str]:
    return frozenset(story_links.sources_of(db, workspace, ids).values())
