"""A standing order and the time in; which changes that outlets made an edition tells, out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from desk.changes import show
from desk.revised import RevisionView
from store import articles, deliveries, revisions
from store.archive import Session
from store.revisions import StoredRevision, WantedChanges
from store.stems import stems
from store.subscriptions import Order

MOST = 12  # articles in one edition
_LOOKED = 200  # changes that are looked at for it
_OVERLAP = timedelta(hours=1)  # what another process found meanwhile may be kept a little later
_FIRST = timedelta(days=1)  # what the first edition looks back


def changed_news(
    db: Session,
    workspace: str,
    order: Order,
    subscription: int | None,
    stories: Sequence[int],
    now: datetime,
) -> tuple[int, ...]:
    """Changes in these stories that no edition of the subscription told, the newest first.

    That a report only got longer is no news. An order for one kind, or for contradictions alone,
    gets only what is one.
    """
    last = deliveries.last_decided(db, subscription) if subscription is not None else None
    since = last - _OVERLAP if last is not None else now - _FIRST
    wanted = WantedChanges(stories=tuple(stories), since=since)
    found = revisions.find(db, workspace, wanted, _LOOKED)
    told = revisions.already_told(db, subscription) if subscription is not None else frozenset()
    texts = articles.load(db, workspace, [one.after for one in found])
    chosen = [
        one.id
        for one in found
        if one.id not in told
        and one.revision is not None
        and one.revision.news
        and _fits(one, order)
        and one.after in texts
        and _wanted(order, texts[one.after].outlet, texts[one.after].article.title or "")
    ]
    return tuple(chosen[:MOST])


def _fits(one: StoredRevision, order: Order) -> bool:
    if not order.kinds and order.severity is None:
        return True
    severe = "soft" if one.noted else None  # an outlet that says so contradicts nobody
    return any(
        (not order.kinds or str(found.kind) in order.kinds)
        and (order.severity is None or (severe or str(found.severity)) == order.severity)
        for found in (one.revision.differences if one.revision else ())
    )


def _wanted(order: Order, outlet: str, title: str) -> bool:
    held = {*stems(outlet), *stems(title)}

    def touches(word: str) -> bool:
        wanted = set(stems(word))
        return bool(wanted) and wanted <= held

    if any(touches(word) for word in order.exclude):
        return False
    return not order.include or any(touches(word) for word in order.include)


def told_changes(
    db: Session, workspace: str, delivery: int | None, ids: Sequence[int] = ()
) -> tuple[RevisionView, ...]:
    """The changes that an edition tells, or those of `ids` where it is only looked at."""
    wanted = revisions.told_by(db, delivery) if delivery is not None else tuple(ids)
    found = revisions.load(db, workspace, wanted)
    # Without a note first, then the newest.
    ordered = sorted(found.values(), key=lambda one: (one.noted, -one.found_at.timestamp(), one.id))
    return show(db, workspace, ordered)
