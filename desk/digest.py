"""A standing order and the time in; what its edition tells, out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from collation.discrepancy import Between
from collation.ranking import LIKELY
from desk.answers import Digest, DigestStory, DiscrepancyView
from desk.changed_news import changed_news, told_changes
from desk.citations import count_sources
from desk.discrepancies import show
from desk.dispatches import agencies_in
from desk.requests import Asker
from desk.stories import views
from store import articles, deliveries, discrepancies, stories
from store.archive import Session
from store.discrepancies import StoredDiscrepancy, Wanted
from store.stems import stems
from store.subscriptions import Order

ACTIVE = timedelta(days=7)  # a story with an article so young may have news
SOFT = 5  # soft discrepancies of a story that are shown
_OVERLAP = timedelta(hours=1)  # what another process found meanwhile may be kept a little later
_MOST = 1000  # discrepancies in one edition
_MOST_STORIES = 10_000


def news(
    db: Session, workspace: str, order: Order, subscription: int | None, now: datetime
) -> dict[int, bool]:
    """What an edition made now tells, by discrepancy: True where shown, False where counted.

    Of a story all hard ones are shown and the first soft ones that are likely right, or of the
    kinds that were ordered; a story of which nothing is shown is left to who asks for it.
    """
    found = _new(db, workspace, order, subscription, now)
    soft: dict[tuple[int, bool], int] = {}  # what editors changed in a dispatch by itself
    shown: dict[int, bool] = {}
    told: set[int] = set()
    for stored in found:  # most serious first
        if stored.discrepancy.severity == "hard":
            shown[stored.id] = True
        else:
            wanted = bool(order.kinds) or stored.discrepancy.confidence >= LIKELY
            place = (stored.story, _is_edited(stored))
            soft[place] = soft.get(place, 0) + wanted
            shown[stored.id] = wanted and soft[place] <= SOFT
        if shown[stored.id]:
            told.add(stored.story)
    return {stored.id: shown[stored.id] for stored in found if stored.story in told}


def _is_edited(stored: StoredDiscrepancy) -> bool:
    return stored.discrepancy.between is Between.DISPATCH


def changes(
    db: Session, workspace: str, order: Order, subscription: int | None, now: datetime
) -> tuple[int, ...]:
    """What outlets changed that an edition made now tells."""
    active = _active(db, workspace, order, now)
    return changed_news(db, workspace, order, subscription, active, now)


def _new(
    db: Session, workspace: str, order: Order, subscription: int | None, now: datetime
) -> list[StoredDiscrepancy]:
    last = deliveries.last_decided(db, subscription) if subscription is not None else None
    wanted = Wanted(
        now=now,
        kinds=order.kinds,
        severity=order.severity,
        stories=_active(db, workspace, order, now),
        found_after=last - _OVERLAP if last is not None else None,
        news=True,
    )
    found = discrepancies.find(db, workspace, wanted, _MOST)
    if subscription is not None:
        told = deliveries.already_told(db, subscription, [stored.id for stored in found])
        found = tuple(stored for stored in found if _is_news(stored, told.get(stored.id)))
    titles = {
        story.id: story.title
        for story in stories.load(db, workspace, {s.story for s in found}).values()
    }
    outlets = _outlets(db, workspace, found) if order.include or order.exclude else {}
    return [s for s in found if _fits(s, titles[s.story], outlets.get(s.id, ()), order)]


def _is_news(stored: StoredDiscrepancy, told: datetime | None) -> bool:
    """Whether no edition told it, or it was put off and its time is over since that edition."""
    back = stored.state == "snoozed" and stored.until is not None
    return told is None or (back and stored.until is not None and told < stored.until)


def _active(db: Session, workspace: str, order: Order, now: datetime) -> tuple[int, ...]:
    today = now.astimezone(ZoneInfo(order.zone)).date()
    # A paper of further east may bear tomorrow's date already.
    active = stories.active(db, workspace, today - ACTIVE, today + timedelta(days=1))
    if not order.topic.strip():
        return active
    meant = set(stories.about(db, workspace, stems(order.topic), _MOST_STORIES))
    return tuple(story for story in active if story in meant)


def _fits(stored: StoredDiscrepancy, title: str, outlets: Collection[str], order: Order) -> bool:
    """Whether it touches what is to be included, where anything is, and nothing excluded.

    A word counts where it is the kind, or an outlet that is cited, or where its subject, its values
    or its story's title have it.
    """
    found = stored.discrepancy
    printed = (found.subject, title, *(evidence.value for evidence in found.evidence))
    held = {stem for words in printed for stem in stems(words)}
    named = [set(stems(outlet)) for outlet in outlets]

    def touches(word: str) -> bool:
        wanted = set(stems(word))
        if word.casefold() == str(found.kind) or (wanted and wanted <= held):
            return True
        return bool(wanted) and any(wanted <= outlet for outlet in named)

    if any(touches(word) for word in order.exclude):
        return False
    return not order.include or any(touches(word) for word in order.include)


def _outlets(
    db: Session, workspace: str, found: Sequence[StoredDiscrepancy]
) -> dict[int, frozenset[str]]:
    """The outlets that each cites."""
    cited = {s.id: {row.article for row in s.discrepancy.evidence} for s in found}
    ids = articles.ids_of_keys(db, workspace, set().union(*cited.values()) if cited else set())
    named = {one.id: one.outlet for one in articles.origins(db, workspace, sorted(ids.values()))}
    return {
        id: frozenset(named[ids[key]] for key in keys if ids.get(key) in named)
        for id, keys in cited.items()
    }


def compose(
    db: Session,
    asker: Asker,
    topic: str,
    day: date,
    shown: Mapping[int, bool],
    now: datetime,
    delivery: int | None = None,
    changed: Sequence[int] = (),
) -> Digest:
    """The edition that tells these discrepancies, the worst story first, and what outlets changed:
    what `delivery` told, or `changed` while it is none yet."""
    found = discrepancies.load(db, asker.workspace, shown)
    ranked = sorted(found.values(), key=lambda stored: (stored.rank, stored.story, stored.id))
    views_of = {view.id: view for view in show(db, asker, [s for s in ranked if shown[s.id]], now)}
    order = list(dict.fromkeys(s.story for s in ranked if shown[s.id] and s.id in views_of))
    told = views(db, asker.workspace, order)
    parts = []
    for story in order:
        ids = tuple(articles.ids_of_story(db, asker.workspace, story).values())
        origins = articles.origins(db, asker.workspace, ids)
        mine = [stored for stored in ranked if stored.story == story]
        parts.append(
            DigestStory(
                story=told[story],
                count=count_sources(origins, agencies_in(db, asker.workspace, origins)),
                items=tuple(views_of[s.id] for s in mine if s.id in views_of),
                more=sum(not shown[s.id] for s in mine),
            )
        )
    folded = tuple(sorted(id for id, seen in shown.items() if not seen))
    revised = told_changes(db, asker.workspace, delivery, changed)
    return Digest(day, asker.zone, topic, tuple(parts), delivery, folded, revised)


def rest(
    db: Session, asker: Asker, delivery: int, story: int, beyond: int, now: datetime
) -> tuple[DiscrepancyView, ...]:
    """What an edition's headline has no line for, of one story: what lies `beyond` so many lines,
    of outlets and of what was edited in dispatches alike, then what it only counted."""
    told = deliveries.told_by(db, delivery)
    found = [
        stored
        for stored in discrepancies.load(db, asker.workspace, told).values()
        if stored.story == story
    ]
    found.sort(key=lambda stored: (not told[stored.id], stored.rank, stored.id))
    told_of = [stored for stored in found if told[stored.id]]
    lines = [stored for stored in told_of if not _is_edited(stored)][:beyond]
    lines += [stored for stored in told_of if _is_edited(stored)][:beyond]
    return show(db, asker, [stored for stored in found if stored not in lines], now)
