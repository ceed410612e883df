"""The articles of a story in; the dispatches that several of them print, and what shows it, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from collation.copies import agency_of, find_copies, shared_passage
from desk.answers import Citation
from desk.citations import Dispatch, agencies_of, cite
from store import articles
from store.archive import Session
from store.articles import Origin, Stored

DISPATCHES = 5  # of a story that are shown
PRINTINGS = 8  # of one dispatch that are compared


@dataclass(frozen=True, slots=True)
class SharedDispatch:
    """Outlets that print one dispatch, how they depend on it, and the words that show it best.

    `how` is "reprint", "shared copy" or "rewritten dispatch"; `share` of the shorter of the two
    articles most alike is in the other word by word. `passage` is the longest that those two have
    in common, as the first prints it; None for a rewritten dispatch without any.
    """

    outlets: tuple[str, ...]
    agency: str
    how: str
    share: float
    passage: Citation | None


def dispatches_of(
    db: Session, workspace: str, origins: Sequence[Origin], zone: ZoneInfo
) -> tuple[SharedDispatch, ...]:
    """Each dispatch that several articles of a story print, those of the most articles first."""
    groups: dict[Dispatch, list[int]] = {}
    for origin in origins:
        groups.setdefault((origin.story, origin.group), []).append(origin.id)
    several = sorted((ids for ids in groups.values() if len(ids) > 1), key=len, reverse=True)
    found = []
    for ids in several[:DISPATCHES]:
        held = articles.load(db, workspace, ids[:PRINTINGS])
        found.append(_shared(list(held.values()), zone))
    return tuple(one for one in found if one is not None)


def _shared(held: Sequence[Stored], zone: ZoneInfo) -> SharedDispatch | None:
    by_key = {stored.key: stored for stored in held}
    copied = find_copies({key: stored.article for key, stored in by_key.items()})
    if not copied:
        return None
    best = max(copied, key=lambda one: (one.containment, one.shared))
    first, second = by_key[best.first], by_key[best.second]
    passage = shared_passage(first.article, second.article)
    return SharedDispatch(
        outlets=tuple(dict.fromkeys(stored.outlet for stored in held)),
        agency=agency_of([stored.article for stored in held]),
        how=str(best.dependence),
        share=best.containment,
        passage=None if passage is None else cite(first, passage[0], (), zone),
    )


def agencies_in(db: Session, workspace: str, origins: Sequence[Origin]) -> dict[Dispatch, str]:
    """The agency of each dispatch that several print, where they credit one.

    Only the texts of those are loaded.
    """
    printings = Counter((origin.story, origin.group) for origin in origins)
    several = [one.id for one in origins if printings[one.story, one.group] > 1]
    return agencies_of(articles.load(db, workspace, several).values())
