"""Standing orders for digests: made, listed, paused and ended; what they would tell now."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from collation.discrepancy import Kind
from desk.answers import Digest, SubscriptionView
from desk.digest import changes, compose, news
from desk.editions import next_at, slot_name
from desk.errors import BadRequest, NoMatch, NotAllowed
from desk.requests import Asker, Subscribe
from desk.zones import ordered_zone
from store import deliveries, subscriptions
from store.archive import Session
from store.subscriptions import Order, StoredSubscription

_NONE = "There is no digest {}. `/digest list` shows those there are."


def subscribe(
    db: Session, asker: Asker, request: Subscribe, now: datetime
) -> tuple[SubscriptionView, bool]:
    """Make a standing order, active from now on; and whether it is new.

    The same order of the same person is not made twice, as by a button that is pressed twice; one
    that is paused goes on.

    Raises:
        BadRequest: the zone, the days, a kind or the severity is none.
    """
    order = order_of(request)
    for known in subscriptions.load(db, asker.workspace, order.channel):
        if known.person == asker.person and known.order == order:
            if known.paused:
                subscriptions.pause(db, known.id, False, now)
            return view(db, find(db, asker, known.id), now), False
    id = subscriptions.add(db, asker.workspace, asker.person, order, now)
    return view(db, find(db, asker, id), now), True


def order_of(request: Subscribe) -> Order:
    """The order as it is kept.

    Raises:
        BadRequest: see `subscribe`.
    """
    ordered_zone(request.zone)
    days = tuple(sorted(set(request.days)))
    if not days or not set(days) <= set(range(7)):
        raise BadRequest("Name at least one day, as in: weekdays, or mon,wed,fri.")
    unknown = [kind for kind in request.kinds if kind not in set(Kind)]
    if unknown:
        known = ", ".join(str(kind) for kind in Kind)
        raise BadRequest(f"There is no kind “{unknown[0]}”. The kinds: {known}.")
    if request.severity not in (None, "hard", "soft"):
        raise BadRequest(f"severity: is hard or soft, not “{request.severity}”.")
    return Order(
        channel=request.channel,
        at=request.at.replace(tzinfo=None),
        zone=request.zone,
        days=days,
        topic=request.topic.strip(),
        kinds=tuple(request.kinds),
        severity=request.severity,
        exclude=tuple(request.exclude),
        include=tuple(request.include),
        say_empty=request.say_empty,
    )


def find(db: Session, asker: Asker, id: int) -> StoredSubscription:
    """The standing order of that number.

    Raises:
        NoMatch: there is none.
    """
    found = subscriptions.find(db, asker.workspace, id)
    if found is None:
        raise NoMatch(_NONE.format(id))
    return found


def owned(db: Session, asker: Asker, id: int, *, ended: bool = False) -> StoredSubscription:
    """The standing order of that number, where the asker may change it.

    Raises:
        NoMatch: there is none, or none that was ended.
        NotAllowed: somebody else made it, and the asker is no admin of the workspace.
    """
    found = subscriptions.find(db, asker.workspace, id, ended=ended)
    if found is None:
        raise NoMatch(_NONE.format(id))
    if not asker.admin and asker.person != found.person:
        raise NotAllowed(
            f"Digest {id} was set up by somebody else: only they, or an admin of the workspace, "
            "can change or stop it. You can set up one of your own: /digest subscribe to:me."
        )
    return found


def change(
    db: Session, asker: Asker, id: int, request: Subscribe, now: datetime
) -> SubscriptionView:
    """Put another order in place of a standing one.

    Raises:
        NoMatch, NotAllowed: see `owned`.
        BadRequest: see `subscribe`.
    """
    found, order = owned(db, asker, id), order_of(request)
    # Whoever has it sent to themselves owns it: an admin may take over what somebody else made.
    taken = order.channel.startswith("D") and order.channel != found.order.channel
    subscriptions.change(db, found.id, order, now, asker.person if taken else found.person)
    return view(db, find(db, asker, id), now)


def is_for(stored: StoredSubscription, asker: Asker) -> bool:
    """Whether somebody is told that it exists: what comes to one person is theirs to know."""
    return not stored.order.channel.startswith("D") or stored.person == asker.person


def view(db: Session, stored: StoredSubscription, now: datetime) -> SubscriptionView:
    """A standing order as it is shown."""
    order = stored.order
    today = now.astimezone(ZoneInfo(order.zone)).date()
    # An edition that came at nine does not come again at three where the time is changed at noon.
    had = deliveries.of_slots(db, [slot_name(stored.id, today)])
    return SubscriptionView(
        id=stored.id,
        channel=order.channel,
        at=order.at,
        zone=order.zone,
        days=order.days,
        topic=order.topic,
        kinds=order.kinds,
        severity=order.severity,
        exclude=order.exclude,
        paused=stored.paused,
        next_at=next_at(stored, now, today if had else None),
        include=order.include,
        say_empty=order.say_empty,
        person=stored.person,
    )


def preview(db: Session, asker: Asker, wanted: Subscribe | int, now: datetime) -> Digest:
    """The edition as it would be now. Claims nothing and counts as no edition.

    Raises:
        BadRequest, NoMatch: see `subscribe` and `find`.
    """
    id: int | None = None
    if isinstance(wanted, Subscribe):
        order = order_of(wanted)
    else:
        stored = find(db, asker, wanted)
        if not is_for(stored, asker):
            raise NoMatch(_NONE.format(wanted))
        id, order = wanted, stored.order
    reader = Asker(asker.workspace, asker.person, order.zone)
    shown = news(db, asker.workspace, order, id, now)
    day = now.astimezone(ZoneInfo(order.zone)).date()
    changed = changes(db, asker.workspace, order, id, now)
    return compose(db, reader, order.topic, day, shown, now, changed=changed)
