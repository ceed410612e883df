"""Feeds to follow in; what is followed, stopped, gone on with and listed, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from desk.errors import BadRequest, NoMatch
from desk.feed_views import Choice, FeedNotice, FeedView, ImportedFeeds
from desk.pacing import INTERVAL
from desk.requests import Asker
from store import feeds
from store.archive import Session
from store.feeds import StoredFeed, Tally

MOST = 500  # feeds of one workspace
WAITING = 20  # places where somebody waits to hear what comes of one feed

_NOTHING = Tally()


def follow(
    db: Session, asker: Asker, url: str, now: datetime, answer_to: str | None, title: str = ""
) -> FeedView:
    """Follow a feed, or go on with one that is over; one that is followed stays as it is.

    Raises BadRequest for what is no link to a public site, or one feed too many.
    """
    from intake.fetching.faults import NotFetched
    from intake.fetching.links import parse_link

    typed = url.strip()
    for scheme in ("feed:https:", "feed:http:"):
        typed = typed.removeprefix("feed:") if typed.lower().startswith(scheme) else typed
    if typed.lower().startswith("feed://"):
        typed = "https" + typed[4:]
    try:
        link = parse_link(typed)
    except NotFetched as error:
        raise BadRequest(str(error)) from None
    known = feeds.find_by_url(db, asker.workspace, link.url)
    if known is not None:
        if known.state not in feeds.POLLED:
            go_on(db, asker, known.id, now)
            looked_at = {"state": feeds.NEW, "notice": None}  # what comes of it is told again
            feeds.change(db, known.id, person=asker.person, answer_to=answer_to, **looked_at)
        elif known.state == feeds.NEW and known.why is None and answer_to is not None:
            feeds.change(db, known.id, answer_to=_also(known.answer_to, answer_to))
        return one(db, asker, known.id)
    if len(feeds.of_workspace(db, asker.workspace)) >= MOST:
        raise BadRequest(f"{MOST} feeds are followed already. Remove one: /index feeds.")
    id = feeds.add(
        db,
        asker.workspace,
        link.url,
        link.host,
        asker.person,
        now,
        title=title or None,
        answer_to=answer_to,
    )
    return one(db, asker, id)


def import_all(
    db: Session, asker: Asker, outlines: Sequence[tuple[str, str]], now: datetime
) -> ImportedFeeds:
    """Follow feeds given as (url, title), a second apart, so that they are not all asked at once.
    One that cannot be followed stops no other."""
    new = known = 0
    refused: list[tuple[str, str]] = []
    before = {stored.id for stored in feeds.of_workspace(db, asker.workspace)}
    for number, (url, title) in enumerate(outlines):
        try:
            view = follow(db, asker, url, now, None, title)
        except BadRequest as error:
            refused.append((url, str(error)))
            continue
        if view.id in before:
            known += 1
        else:
            before.add(view.id)
            feeds.change(db, view.id, next_at=now + timedelta(seconds=number))
            new += 1
    return ImportedFeeds(new, known, tuple(refused))


def listing(db: Session, asker: Asker) -> tuple[FeedView, ...]:
    """All feeds: those that fail first, then those that are over, then by name."""
    counted = feeds.tallies(db, asker.workspace)
    views = [
        view(stored, counted.get(stored.id, _NOTHING))
        for stored in feeds.of_workspace(db, asker.workspace)
        if stored.state != feeds.REFUSED
    ]
    return tuple(sorted(views, key=lambda one: (_rank(one), one.name.casefold(), one.id)))


def one(db: Session, asker: Asker, id: int) -> FeedView:
    """The feed of that number. Raises NoMatch."""
    stored = _find(db, asker, id)
    return view(stored, feeds.tallies(db, asker.workspace).get(id, _NOTHING))


def stop(db: Session, asker: Asker, id: int) -> FeedView:
    """Follow a feed no longer; what was read because of it stays. Raises NoMatch."""
    stored = _find(db, asker, id)
    if stored.state in feeds.POLLED:
        over = {"why": None, "failures": 0, "failing_since": None, "notice": None}
        feeds.change(db, id, state=feeds.STOPPED, state_by=asker.person, **over)
    return one(db, asker, id)


def go_on(db: Session, asker: Asker, id: int, now: datetime) -> FeedView:
    """Follow a feed again, as if it were new: what it printed meanwhile is old. Raises NoMatch."""
    stored = _find(db, asker, id)
    if stored.state not in feeds.POLLED:
        state = feeds.FOLLOWING if stored.read_at is not None else feeds.NEW
        unknown = {"why": None, "status": None, "etag": None, "last_modified": None, "site": None}
        counted = {"failures": 0, "failing_since": None}
        feeds.change(
            db,
            id,
            state=state,
            state_by=asker.person,
            next_at=now,
            fresh=True,
            **unknown,
            **counted,
        )
    return one(db, asker, id)


def poll_soon(db: Session, asker: Asker, id: int, now: datetime) -> FeedView:
    """Ask a feed now rather than when its turn comes. Raises NoMatch, or BadRequest where it is
    not followed."""
    stored = _find(db, asker, id)
    if stored.state not in feeds.POLLED:
        raise BadRequest(f"Feed {id} is not followed. Resume it: /index feeds.")
    feeds.change(db, id, next_at=now)
    return one(db, asker, id)


def remove(db: Session, asker: Asker, id: int) -> FeedView:
    """Forget a feed, but not what was read because of it; as it was. Raises NoMatch."""
    before = one(db, asker, id)
    feeds.remove(db, id)
    return before


def notices(db: Session) -> tuple[FeedNotice, ...]:
    """What is to be told of feeds of all workspaces."""
    found = []
    for stored in feeds.untold(db):
        counted = feeds.tallies(db, stored.workspace).get(stored.id, _NOTHING)
        notice = FeedNotice(
            stored.workspace,
            stored.person,
            tuple((stored.answer_to or "").splitlines()),
            stored.notice or "",
            view(stored, counted),
            tuple(Choice(choice.url, choice.title) for choice in stored.choices),
        )
        found.append(notice)
    return tuple(found)


def told(db: Session, notice: FeedNotice) -> None:
    """It was told. A page that was typed as a feed, and what never was one, are forgotten."""
    stored = feeds.find(db, notice.workspace, notice.feed.id)
    if stored is None or stored.notice != notice.what:
        return
    if stored.state == feeds.REFUSED:
        feeds.remove(db, stored.id)
        return
    # Who waits for a feed that cannot be read now is told again, in the same place.
    waits = stored.answer_to if notice.what == "trouble" else None
    feeds.change(db, stored.id, notice=None, answer_to=waits)


def view(stored: StoredFeed, counted: Tally) -> FeedView:
    """A feed for the reader."""
    interval = timedelta(seconds=stored.rhythm.interval) if stored.rhythm else INTERVAL
    if stored.rhythm and stored.rhythm.ttl:
        interval = max(interval, timedelta(seconds=stored.rhythm.ttl))
    found = FeedView(
        id=stored.id,
        url=stored.url,
        title=stored.title,
        site=stored.site,
        kind=stored.kind,
        state=stored.state,
        state_by=stored.state_by,
        person=stored.person,
        added_at=stored.added_at,
        why=stored.why,
        status=stored.status,
        failures=stored.failures if stored.why else 0,
        failing_since=stored.failing_since if stored.why else None,
        next_at=stored.next_at if stored.state in feeds.POLLED else None,
        polled_at=stored.polled_at,
        newest_at=stored.newest_at,
        entries=stored.entries,
        interval=interval,
    )
    return replace(
        found,
        read=counted.read,
        waiting=counted.waiting,
        failed=counted.failed,
        last_failure=counted.why,
    )


def _also(waiting: str | None, place: str) -> str:
    """Another place, a line, where somebody waits for what comes of a feed."""
    places = [*(waiting or "").splitlines(), place]
    return "\n".join(dict.fromkeys(places[:WAITING]))


def _rank(one: FeedView) -> int:
    if one.fails:
        return 0
    return {"failed": 1, "ended": 1, "new": 2, "following": 2}.get(one.state, 3)


def _find(db: Session, asker: Asker, id: int) -> StoredFeed:
    found = feeds.find(db, asker.workspace, id)
    if found is None:
        raise NoMatch(f"No feed has the number {id}. See /index feeds.")
    return found
