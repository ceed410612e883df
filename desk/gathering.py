"""Articles to be grouped in; those that people linked with them, and what they ruled, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from collation.linking import Ruling
from store import story_links
from store.archive import Session
from store.stories import Member
from store.story_links import MERGED, StoredGrouping


def gather(
    db: Session, workspace: str, members: Sequence[Member]
) -> tuple[tuple[Member, ...], tuple[Ruling, ...]]:
    """The members with all that decisions link with them, near in time or not, in the order of
    keys; and these decisions by the articles' keys, oldest first."""
    decisions = story_links.holding(db, workspace)
    if not decisions:
        return tuple(members), ()
    held = {member.id: member for member in members}
    keys: dict[str, str] = {}  # of articles, by the keys of their sources
    fresh: Iterable[int] = held
    while True:
        sources = story_links.sources_of(db, workspace, fresh)
        keys |= {source: held[id].item.id for id, source in sources.items()}
        linked = {s for one in decisions if one.sources & keys.keys() for s in one.sources}
        more = story_links.members_of(db, workspace, linked - keys.keys())
        fresh = {member.id for member in more} - held.keys()
        held |= {member.id: member for member in more}
        if not fresh:
            break
    found = tuple(sorted(held.values(), key=lambda member: member.item.id))
    touching = (one for one in decisions if one.sources & keys.keys())
    return found, tuple(ruling(one, keys) for one in touching)


def ruling(decision: StoredGrouping, keys: dict[str, str]) -> Ruling:
    """A decision by the keys of the articles at hand, given by the keys of their sources."""
    sides = (frozenset(keys[s] for s in side if s in keys) for side in decision.sides)
    return Ruling(tuple(sides), joined=decision.action == MERGED)
