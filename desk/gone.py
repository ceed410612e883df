"""Discrepancies that are found no more in; for each why, in a sentence that is so, out."""

from __future__ import annotations

from collections.abc import Sequence

from desk.corrected import changes_in, texts_of, told
from store import articles, revisions, story_links
from store.archive import Session
from store.discrepancies import StoredDiscrepancy

TAKEN = "an article it cites was taken away"
PARTED = "its articles were parted into two stories by hand"
APART = "its articles are no longer taken for one story"


def why_gone(db: Session, workspace: str, gone: Sequence[StoredDiscrepancy]) -> dict[int, str]:
    """Why each is found no more, by its number; "" where all that it cites stands as it did."""
    if not gone:
        return {}
    keys = {row.article for one in gone for row in one.discrepancy.evidence}
    ids = articles.ids_of_keys(db, workspace, keys)
    origins = {one.id: one.story for one in articles.origins(db, workspace, sorted(ids.values()))}
    steps = revisions.since(db, workspace, ids.values())
    texts = texts_of(db, workspace, steps)
    found = {}
    for one in gone:
        cited = {row.article for row in one.discrepancy.evidence}
        made = changes_in(one.discrepancy, steps, texts)
        stories = {origins[ids[key]] for key in cited if key in ids} - {None}
        if made:
            newest = max(made, key=lambda change: (change.at, change.outlet))
            found[one.id] = told(newest)
        elif not cited <= ids.keys():
            found[one.id] = TAKEN
        elif len(stories) > 1:
            apart = _by_hand(db, workspace, [ids[key] for key in cited])
            found[one.id] = PARTED if apart else APART
        else:
            found[one.id] = ""
    return found


def _by_hand(db: Session, workspace: str, ids: Sequence[int]) -> bool:
    """Whether somebody put two of these articles on two sides, and that holds."""
    sources = set(story_links.sources_of(db, workspace, ids).values())
    return any(
        one.action == story_links.SPLIT
        and one.undone_at is None
        and sum(bool(sources & side) for side in one.sides) > 1
        for one in story_links.about(db, workspace, sources)
    )
