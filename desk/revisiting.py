"""Articles that links led to in; each looked at again some times, and what its outlet changed.

Less and less often, for what is corrected is mostly corrected soon. The row is the queue: it is
claimed with a lease, so that a process that dies leaves an article that the next one looks at.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from collation.notes import find_note
from desk.answers import IndexAnswer
from desk.indexing import ODD_ARTICLE
from desk.machine import reader
from desk.pacing import retry_wait
from intake.article import Article
from intake.plain import UnreadableText
from store import articles, revisits
from store.archive import Archive
from store.articles import Stored
from store.revisits import Looked, Revisit

if TYPE_CHECKING:
    from intake.fetch import Absent, Outcome, Validators

_log = logging.getLogger("parallax.revisiting")

Look = Callable[[str, "Validators"], "Outcome"]
Index = Callable[[str, Iterable[Article]], IndexAnswer]

#: After an article was read first.
SCHEDULE = (
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=8),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
    timedelta(days=14),
)
AT_ONCE = 4  # hosts that are asked together, the pages of one host one after the other
MOST = 12  # articles that are claimed together
LEASE = timedelta(minutes=10)  # far above what a dozen pages take
UNWATCHED = timedelta(days=14)  # what was read before is looked at no more
MOST_NEW = 200  # articles a minute that are taken in
FRAGMENT = 0.25  # of the older text's length: less is what a wall lets through
BARE = 40  # characters: a shorter note is nothing but a heading
SAME = 60  # of 100: two titles that are less alike are of two articles


def nothing(url: str, validators: Validators) -> Outcome:
    """In place of the internet for a desk that only reads files."""
    from intake.fetching.faults import NotFetched

    raise NotFetched("Links are not fetched here.")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What came back for one article: what is to be recorded, and the text if it is another."""

    looked: Looked
    article: Article | None = None
    note: str | None = None


def look_due(archive: Archive, look: Look, index: Index, now: Callable[[], datetime]) -> int:
    """Look at what is due; how many articles it was."""
    _watch_new(archive, now())
    with archive.reading() as db:
        if not revisits.is_due(db, now()):
            return 0
    with archive.writing() as db:
        claimed = revisits.claim(db, now(), now() + LEASE, MOST)
    known: dict[int, Stored] = {}
    with archive.reading() as db:
        for workspace in {one.workspace for one in claimed}:
            ids = [one.article for one in claimed if one.workspace == workspace]
            known |= articles.newest_of(db, workspace, ids)
    for one, seen in _look_at_all(claimed, known, look, now()):
        looked = seen.looked
        if seen.article is not None:
            looked = _index(archive, one, seen, index)
        with archive.writing() as db:
            revisits.settle(db, one.id, looked, now())
        host = urlsplit(one.url).hostname
        _log.info("looked again id=%s host=%s outcome=%s", one.id, host, looked.outcome)
    return len(claimed)


def next_look(first_at: datetime, step: int, now: datetime) -> tuple[int, datetime | None]:
    """The step that comes after `step`, and its time: those that were missed are left out."""
    for number in range(step + 1, len(SCHEDULE)):
        due_at = first_at + SCHEDULE[number]
        if due_at > now:
            return number, due_at
    return len(SCHEDULE), None


def _watch_new(archive: Archive, now: datetime) -> None:
    with archive.reading() as db:
        new = revisits.unwatched(db, now - UNWATCHED, MOST_NEW)
    if new:
        with archive.writing() as db:
            for one in new:
                due_at: datetime | None = one.first_at + SCHEDULE[0]
                revisits.watch(db, one, due_at, reader())


def _look_at_all(
    claimed: Sequence[Revisit], known: dict[int, Stored], look: Look, now: datetime
) -> Iterable[tuple[Revisit, _Seen]]:
    hosts: dict[str, list[Revisit]] = {}
    for one in claimed:
        hosts.setdefault(urlsplit(one.url).hostname or "", []).append(one)
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="look") as pool:
        for some in pool.map(
            lambda ones: [(one, _look_at(one, known.get(one.article), look, now)) for one in ones],
            hosts.values(),
        ):
            yield from some


def _look_at(one: Revisit, stored: Stored | None, look: Look, now: datetime) -> _Seen:
    """Whatever a site sends, one article never stops the others."""
    from intake.fetch import Absent, Fetched, Validators
    from intake.fetching.faults import NotFetched, NotNow
    from intake.page import read_page

    if stored is None:
        return _Seen(Looked(len(SCHEDULE), None, outcome="failed", why="It was forgotten."))
    done = _done(one, now)
    try:
        outcome = look(one.url, Validators(one.etag, one.last_modified))
    except NotNow as error:
        later = now + timedelta(seconds=error.seconds)
        return _Seen(replace(done, step=one.step, due_at=later, tries=one.tries - 1))
    except NotFetched as error:
        return _Seen(_failed(one, now, str(error), passing=error.passing))
    except (OSError, *ODD_ARTICLE) as error:
        return _Seen(_failed(one, now, f"It could not be fetched ({type(error).__name__})."))
    if isinstance(outcome, Absent):
        return _Seen(_absent(one, now, outcome))
    if not isinstance(outcome, Fetched):
        return _Seen(replace(done, status=outcome.status))
    given = outcome.validators
    done = replace(done, status=200, etag=given.etag, last_modified=given.last_modified)
    try:
        article = read_page(outcome.body, outcome.url, charset=outcome.charset)
    except UnreadableText as error:
        return _Seen(replace(done, outcome="failed", why=str(error)))
    except ODD_ARTICLE as error:
        why = f"It could not be read ({type(error).__name__})."
        return _Seen(replace(done, outcome="failed", why=why))
    why_not = _another(stored.article, article)
    if why_not:
        return _Seen(replace(done, outcome="failed", why=why_not))
    if article.text == stored.article.text:
        return _Seen(done)
    # Under the name by which it is known, though the page may call itself otherwise by now.
    article = replace(article, source=stored.article.source, url=stored.article.url)
    return _Seen(done, article, _note_on(outcome.body, article))


def _done(one: Revisit, now: datetime) -> Looked:
    step, due_at = next_look(one.first_at, one.step, now)
    return Looked(step, due_at, etag=one.etag, last_modified=one.last_modified)


def _failed(
    one: Revisit,
    now: datetime,
    why: str,
    *,
    passing: bool = False,
    status: int | None = None,
    retry_after: float | None = None,
) -> Looked:
    """Tried again soon where that may help, else with the next step."""
    looked = replace(_done(one, now), outcome="failed", why=why, status=status)
    wait = retry_wait(one.tries - 1, retry_after) if passing else None
    if wait is None:
        return looked
    return replace(looked, step=one.step, due_at=now + wait, tries=one.tries)


def _absent(one: Revisit, now: datetime, absent: Absent) -> Looked:
    from intake.fetch import Absence

    later = absent.absence is Absence.LATER
    looked = _failed(
        one,
        now,
        absent.why,
        passing=later,
        status=absent.status,
        retry_after=absent.retry_after,
    )
    if absent.absence is Absence.GONE:
        return replace(looked, step=len(SCHEDULE), due_at=None)
    return looked


def _another(older: Article, newer: Article) -> str | None:
    """Why what stands at the link now is no later printing of the article; None if it is."""
    if older.title and newer.title and newer.source != older.source:
        alike = fuzz.token_set_ratio(older.title.casefold(), newer.title.casefold())
        if alike < SAME:
            return "The link leads to another article now."
    if len(newer.text) < FRAGMENT * len(older.text):
        return "Only a fragment of the article came back, as from behind a wall."
    return None


_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]{0,2000}>", re.S | re.I)
_BLOCK = re.compile(r"</?(?:p|div|li|br|h[1-6]|section|article|aside|span)\b[^>]{0,500}>", re.I)


def _note_on(body: bytes, article: Article) -> str | None:
    """A note of a correction that stands on the page, though not in what was read as its article:
    nobody is told that an outlet kept silent who did not."""
    if find_note(article.text) is not None:
        return None
    page = _TAG.sub(" ", _BLOCK.sub("\n", body.decode("utf-8", "replace")))
    note = find_note(page)
    if note is None:
        return None
    words = " ".join(note.of(page).split())
    # "Corrections" alone is a link to a page of its own that stands under every article.
    return words[:300] if len(words) > BARE else None


def _index(archive: Archive, one: Revisit, seen: _Seen, index: Index) -> Looked:
    """Keep the new text; what changed is compared with it."""
    assert seen.article is not None
    with archive.writing() as db:
        anew = one.reader != reader()
        revisits.before_index(db, one.id, seen.note, reader(), read_anew=anew)
    (item,) = index(one.workspace, [seen.article]).items
    if item.outcome == "failed":
        return replace(seen.looked, outcome="failed", why=item.why)
    return replace(seen.looked, outcome=item.outcome)
