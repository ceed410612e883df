"""Messages that show discrepancies in; those that no longer tell what holds, and why, out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from desk.answers import Digest, DiscrepancyView
from desk.digest import compose
from desk.discrepancies import show
from desk.requests import Asker
from store import discrepancies, postings
from store.archive import Archive, Session
from store.postings import Item, Posting, StoredPosting

KEPT_UP = timedelta(days=60)  # for so long a message is kept up to date
LEASE = timedelta(minutes=2)  # to edit one message and tell its thread
AGAIN = timedelta(minutes=5)  # where Slack did not take it

__all__ = ["Change", "Posting", "Renewal"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a discrepancy since a message showed it.

    `what` is values (others differ now: `view.now_as`, or its own sides changed), gone (found no
    more), found (found again), revised (an outlet changed its side, and it stands all the same), or
    the state it has now: open, resolved, dismissed, snoozed.
    """

    view: DiscrepancyView
    what: str
    stamp: datetime  # when it changed: with this a thread is told once


@dataclass(frozen=True, slots=True)
class Renewal:
    """A message claimed by this process, to be edited; then its thread is told of the changes."""

    id: int
    workspace: str
    posting: Posting
    views: tuple[DiscrepancyView, ...]
    changes: tuple[Change, ...]
    digest: Digest | None  # of an edition's headline
    at: datetime  # what holds then is what it shows


def keep(
    db: Session,
    asker: Asker,
    posting: Posting,
    views: Sequence[DiscrepancyView],
    now: datetime,
) -> None:
    """Remember a message that was posted, and how what it shows stood."""
    postings.keep(db, asker.workspace, posting, _items(views), _as_of(views, now))


def claim(
    archive: Archive,
    now: datetime,
    workspace: str | None = None,
    discrepancy: int | None = None,
    most: int = 50,
) -> tuple[Renewal, ...]:
    """Messages that this process is to edit now; of one discrepancy, if somebody waits for it."""
    with archive.reading() as db:
        found = postings.outdated(db, now, now - KEPT_UP, workspace, discrepancy, most)
    renewals = []
    for stored in found:
        with archive.writing() as db:
            taken = postings.claim(db, stored.id, now, now + LEASE)
        if taken:
            with archive.reading() as db:
                renewals.append(_renewal(db, stored, now))
    return tuple(renewals)


def renewed(db: Session, renewal: Renewal) -> None:
    """The message shows what holds."""
    postings.rendered(db, renewal.workspace, renewal.id, _items(renewal.views), renewal.at)


def _items(views: Sequence[DiscrepancyView]) -> list[Item]:
    return [Item(view.id, _stood(view), view.changed_at) for view in views]


def _renewal(db: Session, stored: StoredPosting, now: datetime) -> Renewal:
    posting = stored.posting
    reader = Asker(stored.workspace, "", str(posting.shape.get("zone") or "UTC"))
    held = discrepancies.load(db, stored.workspace, [id for id, _ in stored.items])
    in_order = [held[id] for id, _ in stored.items if id in held]
    views = show(db, reader, in_order, now)
    before = dict(stored.items)
    changes = [_change(before[view.id], view, now) for view in views]
    return Renewal(
        id=stored.id,
        workspace=stored.workspace,
        posting=posting,
        views=views,
        changes=tuple(change for change in changes if change is not None),
        digest=_digest(db, reader, posting, [view.id for view in views], now),
        at=_as_of(views, now),
    )


def _digest(
    db: Session, reader: Asker, posting: Posting, shown: Sequence[int], now: datetime
) -> Digest | None:
    if posting.form != "digest":
        return None
    shape: Mapping[str, Any] = posting.shape  # Any: JSON
    folded = {int(id): False for id in shape.get("folded", ())}
    told = folded | dict.fromkeys(shown, True)
    day = date.fromisoformat(str(shape["day"]))
    return compose(db, reader, str(shape.get("topic", "")), day, told, now, posting.delivery)


def _stood(view: DiscrepancyView) -> str:
    values = sorted(side.value.casefold() for side in view.sides)
    later = view.now_as.id if view.now_as is not None else None
    stood = [view.state, view.present, view.severity, values, later]
    return json.dumps([*stood, _revised(view)])


def _revised(view: DiscrepancyView) -> int:
    """How often outlets changed a side of it."""
    return sum(made.action == "revised" for made in view.decisions)


def _change(before: str, view: DiscrepancyView, now: datetime) -> Change | None:
    """What a thread is to be told; None where only sources or notes changed."""
    state, present, severity, values, later, *more = json.loads(before)
    stood = json.loads(_stood(view))
    revised = more[0] if more else 0  # an older Parallax kept no more than the values
    if stood[:6] == [state, present, severity, values, later, revised]:
        return None
    stamp = _as_of([view], now)
    if not view.present and (present or later != stood[4]):
        return Change(view, "values" if view.now_as is not None else "gone", stamp)
    if view.present and not present:
        return Change(view, "found", stamp)
    if view.state != state:
        return Change(view, view.state, stamp)
    if stood[2:4] != [severity, values]:
        return Change(view, "values", stamp)
    if view.present and stood[5] > revised:
        return Change(view, "revised", stamp)
    return None


def _as_of(views: Sequence[DiscrepancyView], now: datetime) -> datetime:
    """The newest change that the views know of: none is lost that comes while they are posted."""
    moments = [view.changed_at or view.found_at for view in views]
    moments += [view.until for view in views if view.until is not None and view.until <= now]
    return max(moments, default=now)
