"""Links in; each fetched, read and indexed, with a row that says what became of it.

The row is the queue: it is claimed with a lease before anything is fetched, so that a process that
dies leaves a link that the next one fetches.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desk.answers import IndexAnswer
from desk.bringing import AT_ONCE, Brought, Fetch, bring_all
from desk.errors import BadRequest, NoMatch
from desk.links import FinishedLinks, LinksView, LinkView
from desk.requests import Asker
from intake.article import Article
from store import articles, fetches
from store import stories as kept_stories
from store.archive import Archive, Session
from store.fetches import Result, StoredFetch

if TYPE_CHECKING:
    from intake.fetch import Outcome

_log = logging.getLogger("parallax.fetching")

Index = Callable[[str, Iterable[Article]], IndexAnswer]

MOST = 20  # links in one request
FROM_FEEDS = 16  # links of feeds that are claimed together, read and compared in one go
OF_ONE_HOST = 8  # of them; a second apart, and no faster than the host wants
LEASE = timedelta(minutes=10)  # far above what these fetches and their reading take
SHOWN = 20  # links that the status shows


def nothing(url: str) -> Outcome:
    """In place of a fetch where there is none: a desk that only reads files."""
    from intake.fetching.faults import NotFetched

    raise NotFetched("Links are not fetched here.")


def queue(
    db: Session, asker: Asker, urls: Sequence[str], now: datetime, answer_to: str | None
) -> LinksView:
    """Keep links to be fetched, each once. Raises BadRequest where there are none, or too many."""
    wanted = tuple(dict.fromkeys(url.strip() for url in urls if url.strip()))
    if not wanted:
        raise BadRequest("Type the links to be indexed: /index https://…")
    if len(wanted) > MOST:
        raise BadRequest(f"These are {len(wanted)} links; at most {MOST} are taken at once.")
    ids = fetches.queue(db, asker.workspace, wanted, asker.person, now, answer_to)
    return LinksView(views(db, asker.workspace, ids), ids[0])


def again(db: Session, asker: Asker, id: int, now: datetime, answer_to: str | None) -> LinksView:
    """Ask once more for a link, in a row of its own. Raises NoMatch."""
    before = fetches.find(db, asker.workspace, id)
    if before is None:
        raise NoMatch(f"No link has the number {id}. See /index status.")
    return queue(db, asker, [before.url], now, answer_to)


def newest(db: Session, workspace: str, *, feed: int | None = None, most: int = SHOWN) -> LinksView:
    """The latest links that people asked for, or that one feed named, newest first."""
    found = fetches.newest(db, workspace, most, feed)
    return LinksView(_views(db, workspace, found), None)


def views(db: Session, workspace: str, ids: Sequence[int]) -> tuple[LinkView, ...]:
    """Links by their numbers, in the order in which they were asked for."""
    return _views(db, workspace, fetches.load(db, ids))


def fetch_due(
    archive: Archive,
    fetch: Fetch,
    index: Index,
    now: Callable[[], datetime],
    ids: tuple[int, ...] | None = None,
) -> int:
    """Claim what waits, of all or of `ids`; fetch, read and index it; how many links it was."""
    total = 0
    while True:
        with archive.reading() as db:
            if not fetches.is_due(db, now()):
                return total
        with archive.writing() as db:
            claimed = fetches.claim(db, now(), now() + LEASE, AT_ONCE, ids)
        if not claimed:
            return total
        _carry_out(archive, claimed, fetch, index, now)
        total += len(claimed)


def finished(db: Session) -> tuple[FinishedLinks, ...]:
    """Links asked for together, none of which is on its way, whose asker knows nothing yet."""
    return tuple(
        FinishedLinks(
            batch[0].workspace,
            batch[0].batch,
            batch[0].person,
            batch[0].answer_to or "",
            _views(db, batch[0].workspace, batch),
        )
        for batch in fetches.untold(db)
    )


def told(db: Session, finished: FinishedLinks) -> None:
    """The asker knows."""
    fetches.tell(db, finished.batch)


def fetch_of_feeds(
    archive: Archive,
    fetch: Fetch,
    index: Index,
    now: Callable[[], datetime],
    feeds: tuple[int, ...] | None = None,
) -> int:
    """The same for what feeds name, of all or of some; what a host wants time for waits."""
    total = 0
    while True:
        with archive.reading() as db:
            if not fetches.is_due(db, now(), of_feeds=True):
                return total
        with archive.writing() as db:
            claimed = fetches.claim_of_feeds(
                db, now(), now() + LEASE, FROM_FEEDS, OF_ONE_HOST, feeds
            )
        if not claimed:
            return total
        _carry_out(archive, claimed, fetch, index, now)
        total += len(claimed)


def _carry_out(
    archive: Archive,
    claimed: Sequence[StoredFetch],
    fetch: Fetch,
    index: Index,
    now: Callable[[], datetime],
) -> None:
    brought = bring_all(claimed, fetch)
    results = {id: one.result for id, one in brought.items()}
    for workspace in sorted({one.workspace for one in claimed}):
        read = {
            one.id: article
            for one in claimed
            if one.workspace == workspace and (article := brought[one.id].article) is not None
        }
        if not read:
            continue
        answer = index(workspace, read.values())
        for id, item in zip(read, answer.items, strict=True):
            failed = item.outcome == "failed"
            results[id] = replace(
                results[id],
                outcome=None if failed else item.outcome,
                article=item.article,
                why=(item.why or "It could not be read.") if failed else None,
            )
    with archive.writing() as db:
        for one in claimed:
            _record(db, one, results[one.id], brought[one.id], now())


def _record(db: Session, one: StoredFetch, result: Result, brought: Brought, now: datetime) -> None:
    if brought.wait is not None:
        counted = result if brought.counted else None
        fetches.put_off(db, one.id, now + brought.wait, counted)
    else:
        fetches.finish(db, one.id, result, now)
    _log.info(
        "fetched id=%s host=%s status=%s bytes=%s outcome=%s",
        one.id,
        fetches.host_of(result.found_at or ""),
        result.status,
        result.wire,
        "later" if brought.wait is not None else result.outcome or "failed",
    )


def _views(db: Session, workspace: str, found: Sequence[StoredFetch]) -> tuple[LinkView, ...]:
    ids = [one.article for one in found if one.article is not None]
    held = articles.load(db, workspace, ids)
    numbers = {stored.story for stored in held.values() if stored.story is not None}
    stories = kept_stories.load(db, workspace, numbers)
    views: list[LinkView] = []
    for one in found:
        view = LinkView(
            id=one.id,
            url=one.url,
            person=one.person,
            asked_at=one.asked_at,
            state=one.state,
            tries=one.tries + one.retries,
            status=one.status,
            wire=one.wire,
            why=one.why,
            outcome=one.outcome,
            again_at=one.not_before if one.state == fetches.QUEUED and one.retries else None,
        )
        stored = held.get(one.article) if one.article is not None else None
        if stored is not None:
            story = stories.get(stored.story) if stored.story is not None else None
            view = replace(
                view,
                article=stored.id,
                title=stored.article.title,
                outlet=stored.outlet,
                published=stored.article.published,
                story=story.id if story else None,
                story_title=story.title if story else None,
            )
        views.append(view)
    return tuple(views)
