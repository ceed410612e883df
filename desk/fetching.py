"""Links in; each fetched, read and indexed, with a row that says what became of it.

The row is the queue: it is claimed with a lease before anything is fetched, so that a process that
dies leaves a link that the next one fetches.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desk.answers import IndexAnswer
from desk.errors import BadRequest, NoMatch
from desk.indexing import ODD_ARTICLE
from desk.links import FinishedLinks, LinksView, LinkView
from desk.requests import Asker
from intake.article import Article
from intake.plain import UnreadableText
from store import articles, fetches
from store import stories as kept_stories
from store.archive import Archive, Session
from store.fetches import Result, StoredFetch

if TYPE_CHECKING:
    from intake.fetch import Outcome

_log = logging.getLogger("parallax.fetching")

Fetch = Callable[[str], "Outcome"]
Index = Callable[[str, Iterable[Article]], IndexAnswer]

MOST = 20  # links in one request
AT_ONCE = 4  # links that are fetched together, those of one host one after the other
LEASE = timedelta(minutes=10)  # far above what four fetches and their reading take
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


def newest(db: Session, workspace: str) -> LinksView:
    """The latest links, newest first."""
    return LinksView(_views(db, workspace, fetches.newest(db, workspace, SHOWN)), None)


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


def _carry_out(
    archive: Archive,
    claimed: Sequence[StoredFetch],
    fetch: Fetch,
    index: Index,
    now: Callable[[], datetime],
) -> None:
    results, read = _fetch_all(claimed, fetch)
    for workspace in sorted({one.workspace for one in claimed}):
        here = [one for one in claimed if one.workspace == workspace and one.id in read]
        if not here:
            continue
        answer = index(workspace, [read[one.id] for one in here])
        for one, item in zip(here, answer.items, strict=True):
            failed = item.outcome == "failed"
            results[one.id] = replace(
                results[one.id],
                outcome=None if failed else item.outcome,
                article=item.article,
                why=(item.why or "It could not be read.") if failed else None,
            )
    with archive.writing() as db:
        for one in claimed:
            result = results[one.id]
            fetches.finish(db, one.id, result, now())
            host = urlsplit(result.found_at or "").hostname
            _log.info(
                "fetched id=%s host=%s status=%s bytes=%s outcome=%s",
                one.id,
                host,
                result.status,
                result.wire,
                result.outcome or "failed",
            )


def _fetch_all(
    claimed: Sequence[StoredFetch], fetch: Fetch
) -> tuple[dict[int, Result], dict[int, Article]]:
    """What came back for each link, and the articles of those that are one. Hosts are asked
    together, the links of one host one after the other."""
    hosts: dict[str, list[StoredFetch]] = {}
    for one in claimed:
        hosts.setdefault(_host_of(one.url), []).append(one)
    results: dict[int, Result] = {}
    read: dict[int, Article] = {}
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="fetch") as pool:
        for done in pool.map(lambda links: [_fetch(one, fetch) for one in links], hosts.values()):
            for id, result, article in done:
                results[id] = result
                if article is not None:
                    read[id] = article
    return results, read


def _fetch(one: StoredFetch, fetch: Fetch) -> tuple[int, Result, Article | None]:
    """Whatever a site sends, one link never stops the others."""
    # TLS, HTTP and the reading of pages: no question should wait until they are loaded.
    from intake.fetch import Absent, Fetched
    from intake.fetching.faults import NotFetched
    from intake.page import read_page

    try:
        outcome = fetch(one.url)
    except NotFetched as error:
        return one.id, Result(why=str(error)), None
    except (OSError, *ODD_ARTICLE) as error:
        return one.id, Result(why=f"It could not be fetched ({type(error).__name__})."), None
    if isinstance(outcome, Absent):
        result = Result(status=outcome.status, found_at=outcome.url, why=outcome.why)
        return one.id, result, None
    result = Result(status=outcome.status, found_at=outcome.url)
    if not isinstance(outcome, Fetched):
        return one.id, replace(result, why="The site says that nothing has changed."), None
    result = replace(result, wire=outcome.wire, media_type=outcome.media_type)
    try:
        return one.id, result, read_page(outcome.body, outcome.url, charset=outcome.charset)
    except UnreadableText as error:
        return one.id, replace(result, why=str(error)), None
    except ODD_ARTICLE as error:
        return one.id, replace(result, why=f"It could not be read ({type(error).__name__})."), None


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


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
            tries=one.tries,
            status=one.status,
            wire=one.wire,
            why=one.why,
            outcome=one.outcome,
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
