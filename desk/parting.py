"""A story that was parted in; the entries by hand of its timeline that go with a half, moved.

An entry that the machine found goes with its sentences. One that a person added has none: it goes
by the article that it links to, by the entry that somebody joined it to, or else by its words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from collation.features import StoryItem
from collation.wording import find_content_roots
from store import articles, changes, placing, story_links
from store.archive import Session
from store.changes import StoredChange

_TELL = 2  # words that stand in one half alone: fewer may be chance


@dataclass(frozen=True, slots=True)
class Parted:
    """Entries by hand: how many went along, and how many stayed for want of a sign."""

    went: int = 0
    stayed: int = 0


@dataclass(frozen=True, slots=True)
class _Half:
    sources: frozenset[str]
    links: frozenset[str]
    words: frozenset[str]


def take_entries(
    db: Session,
    workspace: str,
    moved: Collection[int],
    origin: int,
    target: int,
    since: datetime | None,
) -> Parted:
    """The articles are in the target already. Of what stayed without a sign, counted is only what
    was added after `since`: what is older had its story by number."""
    made = changes.of_story(db, workspace, origin)
    added = [one for one in made if one.change.action == "added"]
    if not added:
        return Parted()
    off = _half(db, workspace, moved, target)
    rest = _half(db, workspace, articles.ids_of_story(db, workspace, origin).values(), origin)
    went = stayed = 0
    for one in added:
        goes = _goes(one, made, off, rest)
        if goes:
            changes.move(db, one.id, target)
        if one.undone_at is None:
            went += bool(goes)
            stayed += goes is None and (since is None or one.at >= since)
    return Parted(went, stayed)


def _goes(one: StoredChange, made: Sequence[StoredChange], off: _Half, rest: _Half) -> bool | None:
    """Whether it goes with the half that went off; None where nothing tells."""
    link = bare_link(one.change.link or "")
    if link in off.links or link in rest.links:
        return link in off.links
    joined = {
        stand.source
        for change in made
        if change.undone_at is None and one.id in (change.change.on, change.change.other_on)
        for stand in (*change.change.target, *change.change.other)
    }
    if joined & (off.sources | rest.sources):
        return not joined & rest.sources
    words = set(find_content_roots(one.change.what))
    here, there = words & off.words - rest.words, words & rest.words - off.words
    if max(len(here), len(there)) < _TELL or (here and there):
        return None
    return bool(here)


def bare_link(link: str) -> str:
    """A link without what leads to the same page: scheme, fragment, last slash."""
    return link.partition("#")[0].partition("://")[2].rstrip("/")


def _half(db: Session, workspace: str, ids: Collection[int], story: int) -> _Half:
    held = articles.load(db, workspace, ids).values()
    addresses = {bare_link(one.article.url or "") for one in held}
    return _Half(
        frozenset(story_links.sources_of(db, workspace, ids).values()),
        frozenset(addresses - {""}),
        _words(placing.features(db, workspace, [story])[story]),
    )


def _words(items: Sequence[StoryItem]) -> frozenset[str]:
    return frozenset(word for item in items for word, _ in item.words)
