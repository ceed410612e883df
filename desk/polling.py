"""Feeds that are due in; each asked once by whoever claims it, and its new entries queued, out.

What a feed says is read by intake.feeds; when it is asked next is decided by desk/pacing.py.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from desk import pacing
from desk.indexing import ODD_ARTICLE
from intake.feeds.feed import Alternate, Feed, Rhythm
from store import feeds, fetches
from store.archive import Archive, Session
from store.feeds import StoredFeed
from store.fetches import Wanted

if TYPE_CHECKING:
    from intake.fetch import Fetched, Outcome, Validators

_log = logging.getLogger("parallax.feeds")

AT_ONCE = 4  # feeds that are asked together, of as many hosts
LEASE = timedelta(minutes=5)  # far above the 20 s of a fetch, the waiting and the reading
REMEMBERED = timedelta(days=60)  # an entry that left its feed so long ago may come again


class Web(Protocol):
    """What feeds, and the links in them, lead to."""

    def entry(self, url: str) -> Outcome:
        """As `intake.fetch.fetch`, no faster than the host wants."""

    def feed(self, url: str, validators: Validators) -> Outcome:
        """The same, of a feed."""


class NoWeb:
    """In place of it for a desk that follows nothing."""

    def entry(self, url: str) -> Outcome:
        """Raises NotFetched."""
        from intake.fetching.faults import NotFetched

        raise NotFetched("Links are not fetched here.")

    def feed(self, url: str, validators: Validators) -> Outcome:
        """Raises NotFetched."""
        return self.entry(url)


@dataclass(frozen=True, slots=True)
class Polled:
    """What came of asking a feed once: a feed, or that nothing changed, or why not.

    `final`: asking again is no use. `gone`: its site took it away for good. `wait`: seconds for
    which the host wants to be left alone; nothing was asked.
    """

    status: int | None = None
    feed: Feed | None = None
    url: str | None = None  # where it is for good
    etag: str | None = None
    last_modified: str | None = None
    why: str | None = None
    final: bool = False
    gone: bool = False
    retry_after: float | None = None
    wait: float | None = None
    alternates: tuple[Alternate, ...] = ()


def poll_due(
    archive: Archive, web: Web, now: Callable[[], datetime], ids: tuple[int, ...] | None = None
) -> int:
    """Claim what is due, of all or of `ids`; ask, and record what came; how many feeds it was."""
    total = 0
    while True:
        with archive.reading() as db:
            if not feeds.is_due(db, now()):
                return total
        with archive.writing() as db:
            claimed = feeds.claim(db, now(), LEASE, AT_ONCE, ids)
        if not claimed:
            return total
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="feed") as pool:
            polled = list(pool.map(lambda one: poll(one, web), claimed))
        for one, came in zip(claimed, polled, strict=True):
            with archive.writing() as db:
                _record(db, one, came, now())
        total += len(claimed)


def poll(stored: StoredFeed, web: Web) -> Polled:
    """Ask a feed once. Whatever its site sends, no error comes out."""
    # TLS, HTTP and the reading of feeds: no question should wait until they are loaded.
    from intake.fetch import Absence, Absent, Fetched, Validators
    from intake.fetching.faults import NotFetched, NotNow

    try:
        outcome = web.feed(stored.url, Validators(stored.etag, stored.last_modified))
    except NotNow as error:
        return Polled(wait=error.seconds)
    except NotFetched as error:
        return Polled(why=str(error), final=not error.passing)
    except (OSError, *ODD_ARTICLE) as error:
        return Polled(why=f"It could not be fetched ({type(error).__name__}).")
    if isinstance(outcome, Absent):
        return Polled(
            status=outcome.status,
            why=outcome.why,
            final=outcome.absence is not Absence.LATER,
            gone=outcome.absence is Absence.GONE,
            retry_after=outcome.retry_after,
        )
    if not isinstance(outcome, Fetched):
        return Polled(status=outcome.status)
    return _read(outcome)


def _read(outcome: Fetched) -> Polled:
    from intake.feeds.feed import NotAFeed, UnreadableFeed
    from intake.feeds.reading import read_feed

    try:
        found = read_feed(
            outcome.body, outcome.url, media_type=outcome.media_type, charset=outcome.charset
        )
    except NotAFeed as error:
        names = error.alternates
        return Polled(status=outcome.status, why=str(error), final=True, alternates=names)
    except UnreadableFeed as error:
        return Polled(status=outcome.status, why=str(error), final=True)
    except ODD_ARTICLE as error:
        why = f"The feed could not be read ({type(error).__name__})."
        return Polled(status=outcome.status, why=why, final=True)
    return Polled(
        status=outcome.status,
        feed=found,
        url=outcome.url if outcome.permanent else None,
        etag=outcome.validators.etag,
        last_modified=outcome.validators.last_modified,
        gone=found.ended,
        why="The feed says that it has ended." if found.ended else None,
    )


# ----------------------------------------------------------------- what is written


def _record(db: Session, before: StoredFeed, came: Polled, now: datetime) -> None:
    stored = feeds.find(db, before.workspace, before.id)
    if stored is None:  # somebody removed it while it was asked
        return
    feeds.change(db, stored.id, leased_until=None)
    if stored.state not in feeds.POLLED:  # somebody stopped it
        return
    if came.wait is not None:
        later = now + timedelta(seconds=came.wait)
        uncounted = {"failures": before.failures, "failing_since": before.failing_since}
        feeds.change(db, stored.id, next_at=later, **uncounted)
        return
    feeds.change(db, stored.id, polled_at=now, polls=stored.polls + 1, status=came.status)
    if came.gone:
        _end(db, stored, feeds.ENDED, came.why)
    elif came.why is None:
        _succeed(db, stored, came, now)
    elif stored.state == feeds.NEW and came.final:
        _refuse(db, stored, came, now)
    else:
        _fail(db, stored, came, now)
    _log.info(
        "polled feed=%s host=%s status=%s entries=%s",
        stored.id,
        stored.host,
        came.status,
        len(came.feed.entries) if came.feed else 0,
    )


def _succeed(db: Session, stored: StoredFeed, came: Polled, now: datetime) -> None:
    rhythm = stored.rhythm
    found = came.feed
    if found is not None:
        rhythm = pacing.rhythm_of(found, now)
        _take(db, stored, found, now)
        moments = [m for one in found.entries if (m := pacing.dated(one, now)) is not None]
        feeds.change(
            db,
            stored.id,
            title=found.title or stored.title,
            site=found.site,
            kind=found.kind,
            etag=came.etag,
            last_modified=came.last_modified,
            rhythm=rhythm,
            newest_at=max(moments, default=None),
            entries=len(found.entries),
            fresh=False,
        )
        if came.url is not None and came.url != stored.url:
            feeds.move(db, stored, came.url, fetches.host_of(came.url))
    feeds.change(
        db,
        stored.id,
        state=feeds.FOLLOWING,
        notice="followed" if stored.state == feeds.NEW else stored.notice,
        why=None,
        failures=0,
        failing_since=None,
        read_at=now,
        next_at=pacing.next_poll(rhythm, now, _salt(stored)),
    )


def _take(db: Session, stored: StoredFeed, found: Feed, now: datetime) -> None:
    """Queue what is new, and remember what was seen but for what the next poll is to take."""
    keys = [entry.key for entry in found.entries]
    links = [entry.link for entry in found.entries]
    seen = feeds.seen(db, stored, keys, links)
    taken = pacing.wanted(found.entries, seen, now, first=stored.fresh)
    wanted = [
        Wanted(one.link, one.published.isoformat() if pacing.dated(one, now) else None)
        if one.published
        else Wanted(one.link, None)
        for one in taken
    ]
    ids = fetches.queue_of_feed(db, stored.workspace, stored.id, wanted, stored.person, now)
    fetched = {entry.key: id for entry, id in zip(taken, ids, strict=True)}
    entries = [
        (entry.key, entry.link)
        for entry in found.entries
        if entry.key in fetched
        or entry.key in seen
        or entry.link in seen
        or pacing.is_old(entry, now, first=stored.fresh)
    ]
    feeds.remember(db, stored, entries, fetched, now, REMEMBERED)


def _refuse(db: Session, stored: StoredFeed, came: Polled, now: datetime) -> None:
    """What was typed is no feed: the one that the page names instead, or say so."""
    names = tuple(one for one in came.alternates if one.url != stored.url)
    why = came.why
    if came.alternates and not names:
        why = "This is a web page that names itself as its feed."
    elif len(names) == 1 and stored.site is not None:
        # Two pages may name each other: what a page names is looked at, but not what that names.
        why, names = f"{stored.site} names it as its feed, but it is a web page, too.", ()
    elif len(names) == 1:
        if feeds.move(db, stored, names[0].url, fetches.host_of(names[0].url)):
            unread: Rhythm | None = None
            again = {"failures": 0, "failing_since": None, "next_at": now, "rhythm": unread}
            feeds.change(db, stored.id, site=stored.url, **again)
            return
        why = f"This is a web page; its feed is followed already: {names[0].url}"
        feeds.change(db, stored.id, state=feeds.REFUSED, notice="refused", why=why)
        return
    if stored.answer_to is None:  # one of a list: nobody waits, so it stays to be seen
        _end(db, stored, feeds.FAILED_OVER, why)
        return
    feeds.change(
        db,
        stored.id,
        state=feeds.REFUSED,
        notice="choose" if names else "refused",
        choices=names or None,
        why=why,
    )


def _fail(db: Session, stored: StoredFeed, came: Polled, now: datetime) -> None:
    """`stored.failures` counts this poll already: it was counted when it began."""
    if pacing.is_over(stored.failures, stored.failing_since, now):
        _end(db, stored, feeds.FAILED_OVER, came.why)
        return
    at = pacing.next_attempt(stored.rhythm, stored.failures, came.retry_after, now, _salt(stored))
    trouble = stored.state == feeds.NEW and stored.answer_to and stored.why is None
    notice = "trouble" if trouble else stored.notice
    feeds.change(db, stored.id, why=came.why, next_at=at, notice=notice)


def _end(db: Session, stored: StoredFeed, state: str, why: str | None) -> None:
    feeds.change(db, stored.id, state=state, notice="over", why=why)


def _salt(stored: StoredFeed) -> str:
    return f"{stored.id} {stored.polls}"


def give_up_dead(archive: Archive, now: datetime) -> Sequence[int]:
    """Stop feeds whose polls were begun for days and never finished: whoever asks them dies."""
    with archive.reading() as db:
        dead = feeds.never_finished(db, now, pacing.OVER_AFTER, pacing.OVER_FAILURES)
    if dead:
        with archive.writing() as db:
            for id in dead:
                over = {"state": feeds.FAILED_OVER, "notice": "over"}
                feeds.change(db, id, why="Its polls were begun and never finished.", **over)
    return dead
