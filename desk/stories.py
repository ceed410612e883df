"""A topic and filters in; the stories meant, and how they are shown, out."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from desk.answers import StoryView
from desk.errors import EmptyArchive, NoMatch, UnknownStory
from desk.requests import Filters
from store import outlets, people, revisions, stories
from store.archive import Session
from store.keys import fold, words_of
from store.stems import stems

OTHERS = 5  # further stories that are named beside the one shown
_NEAR = 75.0  # of 100: how alike a misspelt word or name must be
_SHOWN_NAME = 120  # characters of a name typed that are shown again
_SOME = 6  # outlets that are named where none is like what was typed
_RECENT = 200  # stories whose titles a misspelt topic is compared with


def views(db: Session, workspace: str, ids: Iterable[int]) -> dict[int, StoryView]:
    """Stories as they are shown, by number."""
    wanted = tuple(ids)
    changed = revisions.of_stories(db, workspace, wanted)
    return {
        story.id: StoryView(
            id=story.id,
            title=story.title,
            articles=story.articles,
            sources=story.sources,
            first=story.first,
            last=story.last,
            outlets=story.outlets,
            changed=changed.get(story.id, 0),
        )
        for story in stories.load(db, workspace, wanted).values()
    }


def find_story(db: Session, workspace: str, number: int) -> int:
    """The story under which that number goes on.

    Raises:
        UnknownStory: there is none of that number.
        EmptyArchive: there is none at all.
    """
    found = stories.find(db, workspace, number)
    if found is None:
        newest = _newest(db, workspace)
        raise UnknownStory(
            f"There is no story {number}. The newest is story {newest.id}: “{newest.title}”."
        )
    return found


def choose(db: Session, workspace: str, topic: str, filters: Filters, most: int) -> tuple[int, ...]:
    """The stories that a topic names, newest first; without a topic, the newest.

    Raises:
        UnknownStory: the filters name a story that is not there.
        EmptyArchive: nothing was indexed.
        NoMatch: no story is about the topic; the sentence names the closest word or story.
    """
    if filters.story is not None:
        return (find_story(db, workspace, filters.story),)
    newest = _newest(db, workspace)
    wanted = stems(topic)
    if not wanted:
        return stories.newest(db, workspace, most)
    found = stories.about(db, workspace, wanted, most)
    if not found:
        near = _nearest(db, workspace, topic)
        hint = (
            f"Did you mean “{near}”?"
            if near
            else (f"The newest story is “{newest.title}” (story:{newest.id}).")
        )
        raise NoMatch(f"No story is about “{topic.strip()}”. {hint}")
    return found


def _newest(db: Session, workspace: str) -> StoryView:
    found = stories.newest(db, workspace, 1)
    if not found:
        raise EmptyArchive(EMPTY)
    return views(db, workspace, found)[found[0]]


EMPTY = "No article has been indexed yet. Index some with `parallax index FILE` and ask again."


def _nearest(db: Session, workspace: str, topic: str) -> str | None:
    """The name of somebody quoted, or the word of a recent title, that is most like the topic."""
    recent = stories.load(db, workspace, stories.newest(db, workspace, _RECENT)).values()
    titled = {word.strip(".,:;“”\"'’?!") for story in recent for word in story.title.split()}
    known = sorted({*people.alike(db, workspace, words_of(topic)), *titled})
    best = process.extractOne(topic, known, scorer=fuzz.WRatio, processor=fold, score_cutoff=_NEAR)
    return best[0] if best is not None else None


def find_outlets(db: Session, workspace: str, name: str | None) -> tuple[int, ...] | None:
    """The outlets a filter names; None where it names none.

    Raises:
        NoMatch: no outlet is called so; the sentence names the nearest.
    """
    if name is None:
        return None
    found = outlets.matching(db, workspace, name)
    if not found:
        known = outlets.names(db, workspace)
        if not known:
            raise EmptyArchive(EMPTY)
        best = process.extract(
            name, known, scorer=fuzz.WRatio, processor=fold, limit=3, score_cutoff=_NEAR
        )
        shown = name if len(name) <= _SHOWN_NAME else f"{name[:_SHOWN_NAME]}…"
        if best:
            named = ", ".join(f"“{choice}”" for choice, _, _ in best)
            raise NoMatch(f"No outlet is called “{shown}”. The nearest: {named}.")
        named = ", ".join(f"“{one}”" for one in known[:_SOME])
        more = f" and {len(known) - _SOME} more" if len(known) > _SOME else ""
        raise NoMatch(f"No outlet is called “{shown}”. There are {named}{more}.")
    return found
