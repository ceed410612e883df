"""Links that were claimed in; what came back for each, and the article of those that hold one, out.

Hosts are asked together, the links of one host one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desk.indexing import ODD_ARTICLE
from desk.pacing import retry_wait
from intake.article import Article
from intake.plain import UnreadableText
from intake.published import parse_moment
from store.fetches import Result, StoredFetch

if TYPE_CHECKING:
    from intake.fetch import Outcome

Fetch = Callable[[str], "Outcome"]

AT_ONCE = 4  # hosts that are asked together


@dataclass(frozen=True, slots=True)
class Brought:
    """What came back for a link. `wait` is set where it is asked for again after that time:
    because it failed for a reason that may pass, or, not `counted`, because its host wants time."""

    result: Result
    article: Article | None = None
    wait: timedelta | None = None
    counted: bool = True


def bring_all(claimed: Sequence[StoredFetch], fetch: Fetch) -> dict[int, Brought]:
    """What came back, by the link's number."""
    hosts: dict[str, list[StoredFetch]] = {}
    for one in claimed:
        hosts.setdefault(one.host, []).append(one)
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="fetch") as pool:
        done = pool.map(lambda some: [(one.id, _bring(one, fetch)) for one in some], hosts.values())
        return {id: brought for some in done for id, brought in some}


def _bring(one: StoredFetch, fetch: Fetch) -> Brought:
    """Whatever a site sends, one link never stops the others."""
    # TLS, HTTP and the reading of pages: no question should wait until they are loaded.
    from intake.fetch import Absence, Absent, Fetched
    from intake.fetching.faults import NotFetched, NotNow
    from intake.page import read_page

    try:
        outcome = fetch(one.url)
    except NotNow as error:
        return Brought(Result(), wait=timedelta(seconds=error.seconds), counted=False)
    except NotFetched as error:
        wait = retry_wait(one.retries, None) if error.passing else None
        return Brought(Result(why=str(error)), wait=wait)
    except (OSError, *ODD_ARTICLE) as error:
        return Brought(Result(why=f"It could not be fetched ({type(error).__name__})."))
    result = Result(status=outcome.status, found_at=outcome.url)
    if isinstance(outcome, Absent):
        later = outcome.absence is Absence.LATER
        wait = retry_wait(one.retries, outcome.retry_after) if later else None
        return Brought(replace(result, why=outcome.why), wait=wait)
    if not isinstance(outcome, Fetched):
        return Brought(replace(result, why="The site says that nothing has changed."))
    result = replace(result, wire=outcome.wire, media_type=outcome.media_type)
    try:
        article = read_page(outcome.body, outcome.url, charset=outcome.charset)
    except UnreadableText as error:
        return Brought(replace(result, why=str(error)))
    except ODD_ARTICLE as error:
        return Brought(replace(result, why=f"It could not be read ({type(error).__name__})."))
    return Brought(result, _dated(article, one.dated))


def _dated(article: Article, dated: str | None) -> Article:
    """With its feed's date where the page declares none; a guess gives way to it."""
    found = parse_moment(dated) if dated else None
    if found is None or article.published_from not in (None, "htmldate"):
        return article
    aware = isinstance(found, datetime) and found.tzinfo is not None
    return replace(
        article,
        published=found.date() if isinstance(found, datetime) else found,
        published_at=found if aware and isinstance(found, datetime) else None,
        published_from="feed",
    )
