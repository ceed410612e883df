"""How a feed behaved and the time in; when it is asked next, what of it is read, when to stop, out.

Pure: desk/polling.py does it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from intake.feeds.feed import Entry, Feed, Rhythm

INTERVAL = timedelta(minutes=15)  # of a feed without dates
SHORTEST = timedelta(minutes=5)  # of a feed with many entries an hour
LONGEST = timedelta(hours=1)  # of a feed with few
QUIET = timedelta(hours=6)  # of a feed without an entry in 30 days
RECENT, LATELY = timedelta(hours=48), timedelta(days=30)

FIRST, FIRST_MOST = timedelta(days=3), 50  # entries that the first poll takes
LATER, LATER_MOST = timedelta(days=7), 100  # that each other takes; the rest comes with the next
AHEAD = timedelta(days=1)  # a date further in the future is none

SLOWEST = timedelta(hours=12)  # between attempts at a feed that fails
OVER_AFTER, OVER_FAILURES = timedelta(days=7), 10  # after both a feed is no longer asked

RETRIES = (timedelta(minutes=1), timedelta(minutes=4), timedelta(minutes=15))  # of a single link
LONGEST_RETRY = timedelta(hours=6)  # that a site may ask us to wait; after that a link has failed


def wanted(
    entries: Sequence[Entry], seen: Collection[str], now: datetime, *, first: bool
) -> tuple[Entry, ...]:
    """The entries that are read now, newest first. Keys and links in `seen` are not.

    What the first poll finds undated stays unread: nobody knows how old it is. Later an undated
    entry is new because it was not there before.
    """
    age, most = (FIRST, FIRST_MOST) if first else (LATER, LATER_MOST)
    new: list[tuple[datetime, Entry]] = []
    for entry in entries:
        if entry.key in seen or entry.link in seen:
            continue
        moment = dated(entry, now)
        if (moment is None and not first) or (moment is not None and moment >= now - age):
            new.append((moment or now, entry))
    new.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(entry for _, entry in new[:most])


def is_old(entry: Entry, now: datetime, *, first: bool) -> bool:
    """Whether an entry that is not read now never will be; else the next poll takes it."""
    moment = dated(entry, now)
    return first or (moment is not None and moment < now - LATER)


def dated(entry: Entry, now: datetime) -> datetime | None:
    """When an entry was published, None where the feed does not say or says the future."""
    moment = entry.moment()
    return None if moment is None or moment > now + AHEAD else moment


def rhythm_of(feed: Feed, now: datetime) -> Rhythm:
    """How often to ask: twice in the time between two of its newest entries, within bounds."""
    known = [moment for one in feed.entries if (moment := dated(one, now)) is not None]
    recent = sorted(moment for moment in known if moment >= now - RECENT)
    if not known:
        interval = INTERVAL
    elif not recent:
        interval = LONGEST if max(known) >= now - LATELY else QUIET
    elif len(recent) == 1:
        interval = LONGEST
    else:
        gap = (recent[-1] - recent[0]) / (len(recent) - 1)
        interval = min(max(gap / 2, SHORTEST), LONGEST)
    return Rhythm(int(interval.total_seconds()), feed.ttl, feed.skip_hours, feed.skip_days)


def next_poll(rhythm: Rhythm | None, now: datetime, salt: str) -> datetime:
    """When a feed that was read is asked again; `salt` gives the jitter, so that feeds added
    together drift apart."""
    rhythm = rhythm or Rhythm(int(INTERVAL.total_seconds()))
    seconds = max(rhythm.interval * _jitter(salt), rhythm.ttl or 0)
    return _allowed(now + timedelta(seconds=seconds), rhythm)


def next_attempt(
    rhythm: Rhythm | None, failures: int, retry_after: float | None, now: datetime, salt: str
) -> datetime:
    """When a feed that failed so many times in a row is asked again: twice as late each time, and
    not before its site says."""
    interval = timedelta(seconds=rhythm.interval) if rhythm else INTERVAL
    doubled = interval * (1 << min(max(failures - 1, 0), 12))
    wait = min(doubled, SLOWEST) * _jitter(salt)
    return now + max(wait, timedelta(seconds=retry_after or 0.0))


def is_over(failures: int, failing_since: datetime | None, now: datetime) -> bool:
    """Whether a feed has failed for too long."""
    if failing_since is None or failures < OVER_FAILURES:
        return False
    return now - failing_since >= OVER_AFTER


def retry_wait(retries: int, retry_after: float | None) -> timedelta | None:
    """How long a link waits that failed for a reason that may pass, None where it has failed."""
    if retries >= len(RETRIES):
        return None
    wait = max(RETRIES[retries], timedelta(seconds=retry_after or 0.0))
    return wait if wait <= LONGEST_RETRY else None


def _jitter(salt: str) -> float:
    """From 0.9 to 1.1, the same for the same salt."""
    return 0.9 + 0.2 * int(hashlib.sha256(salt.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


def _allowed(moment: datetime, rhythm: Rhythm) -> datetime:
    """The moment, or the beginning of the first hour after it that the feed does not skip."""
    found = moment.astimezone(UTC)
    for _ in range(8 * 24):
        if found.hour not in rhythm.skip_hours and found.weekday() not in rhythm.skip_days:
            return found
        found = found.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return moment
