"""What outlets changed in their articles after they had printed them: filters in, changes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from collation.revision import Change, ChangeKind, Revision
from desk.answers import Page, StoryView
from desk.citations import link
from desk.errors import EmptyArchive, NoMatch
from desk.requests import Asker, Filters
from desk.revised import ChangeView, RevisionView
from desk.stories import EMPTY, find_outlets, find_story, views
from desk.zones import reader_zone
from extraction.annotations import Span
from store import articles, revisions, stories
from store.archive import Session
from store.articles import Stored
from store.revisions import StoredRevision, WantedChanges

PAGE = 6  # articles
SHOWN = 6  # changes of one article; the rest is counted
ADDED = 2  # of them sentences that came


@dataclass(frozen=True, slots=True)
class ShowChanges:
    """`/parallax changes`: what outlets changed, of one outlet or story or since some day."""

    filters: Filters = field(default_factory=Filters)
    page: int = 1


@dataclass(frozen=True, slots=True)
class ChangesAnswer:
    """Changes, the newest first."""

    items: tuple[RevisionView, ...]
    page: Page
    without_note: int  # of the total
    outlet: str | None


def answer(db: Session, asker: Asker, request: ShowChanges) -> ChangesAnswer:
    """Raises EmptyArchive, UnknownStory or NoMatch."""
    workspace, filters = asker.workspace, request.filters
    if not stories.newest(db, workspace, 1):
        raise EmptyArchive(EMPTY)
    zone = reader_zone(asker.zone)
    story = None if filters.story is None else find_story(db, workspace, filters.story)
    wanted = WantedChanges(
        outlets=find_outlets(db, workspace, filters.outlet),
        stories=None if story is None else (story,),
        since=_midnight(filters.since, zone) if filters.since else None,
        until=_midnight(filters.until + timedelta(days=1), zone) if filters.until else None,
    )
    total, silent = revisions.count(db, workspace, wanted)
    if not total:
        raise NoMatch(_regret(filters))
    pages = -(-total // PAGE)
    number = min(max(request.page, 1), pages)
    found = revisions.find(db, workspace, wanted, PAGE, (number - 1) * PAGE)
    return ChangesAnswer(
        show(db, workspace, found), Page(number, pages, total), silent, filters.outlet
    )


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _regret(filters: Filters) -> str:
    if filters != Filters():
        return "No outlet changed anything that fits. Leave out a filter."
    return (
        "No outlet has changed an article so far. Articles that links led to are looked at again "
        "an hour after they were read, then less and less often for two weeks."
    )


def show(db: Session, workspace: str, found: Sequence[StoredRevision]) -> tuple[RevisionView, ...]:
    """Changes as they are shown, in the order given."""
    ids = {id for one in found for id in (one.before, one.after)}
    texts = articles.load(db, workspace, ids)
    read = articles.indexed_at(db, workspace, ids)
    told = views(db, workspace, {one.story for one in found if one.story is not None})
    return tuple(
        _view(one, texts[one.before], texts[one.after], read[one.before], told)
        for one in found
        if one.revision is not None and one.before in texts and one.after in texts
    )


def _view(
    one: StoredRevision,
    before: Stored,
    after: Stored,
    read_at: datetime,
    told: dict[int, StoryView],
) -> RevisionView:
    found = one.revision or Revision((), 0, 0, None, ())
    shown = _chosen(found)
    visible = sum(c.kind not in _UNSHOWN for c in found.changes)
    return RevisionView(
        id=one.id,
        outlet=after.outlet,
        title=after.article.title,
        url=after.article.url,
        story=told.get(one.story) if one.story is not None else None,
        read_at=read_at,
        found_at=one.found_at,
        noted=one.noted,
        note=_words(after, found.note) or None,
        rewritten=found.rewritten,
        kept=found.kept,
        sentences=found.sentences,
        changes=tuple(_change(change, before, after) for change in shown),
        more=visible - len(shown),
    )


_UNSHOWN = frozenset({ChangeKind.MINOR, ChangeKind.TYPOGRAPHY, ChangeKind.NOTE})


def _chosen(found: Revision) -> list[Change]:
    """The changes that are shown; of a text that was written anew only the headline and what came
    first: single sentences say nothing of it."""
    told = [change for change in found.changes if change.kind not in _UNSHOWN]
    if found.rewritten:
        headline = [change for change in told if change.kind is ChangeKind.HEADLINE]
        return headline[:1]
    other = [change for change in told if change.kind is not ChangeKind.ADDED]
    added = [change for change in told if change.kind is ChangeKind.ADDED]
    room = SHOWN - min(len(added), ADDED)
    return [*other[:room], *added[: max(ADDED, SHOWN - len(other))]][:SHOWN]


def _change(change: Change, before: Stored, after: Stored) -> ChangeView:
    old, new = _words(before, change.before), _words(after, change.after)
    stored, span = (after, change.after) if change.after else (before, change.before)
    title = change.kind is ChangeKind.HEADLINE
    return ChangeView(
        kind=str(change.kind),
        before=old or ((before.article.title or "") if title else ""),
        after=new or ((after.article.title or "") if title else ""),
        gone=_within(change.before, change.gone),
        new=_within(change.after, change.new),
        article=stored.id,
        at=span.start if span else 0,
        link=link(stored.article.url, new) if change.after else stored.article.url,
    )


def _words(stored: Stored, span: Span | None) -> str:
    text = "" if span is None else stored.article.text[span.start : span.end]
    return "".join(" " if c.isspace() else c for c in text)


def _within(whole: Span | None, parts: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    """The parts counted from the first letter; those with nothing but a blank between are one."""
    if whole is None:
        return ()
    found: list[tuple[int, int]] = []
    for part in parts:
        start, end = part.start - whole.start, part.end - whole.start
        if found and start - found[-1][1] <= 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)
