"""A standing order and the time in; what its edition tells, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from desk.answers import Digest, DigestStory
from desk.citations import count_sources
from desk.discrepancies import show
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
    """What an edition made now tells, by discrepancy: True where shown, False where counted."""
    found = _new(db, workspace, order, subscription, now)
    soft: dict[int, int] = {}
    shown = {}
    for stored in found:  # most serious first
        is_soft = stored.discrepancy.severity != "hard"
        if is_soft:
            soft[stored.story] = soft.get(stored.story, 0) + 1
        shown[stored.id] = not is_soft or soft[stored.story] <= SOFT
    return shown


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
    )
    found = discrepancies.find(db, workspace, wanted, _MOST)
    if subscription is not None:
        told = deliveries.already_told(db, subscription, [stored.id for stored in found])
        found = tuple(stored for stored in found if stored.id not in told)
    titles = {
        story.id: story.title
        for story in stories.load(db, workspace, {s.story for s in found}).values()
    }
    return [s for s in found if not _excluded(s, titles[s.story], order.exclude)]


def _active(db: Session, workspace: str, order: Order, now: datetime) -> tuple[int, ...]:
    today = now.astimezone(ZoneInfo(order.zone)).date()
    # A paper of further east may bear tomorrow's date already.
    active = stories.active(db, workspace, today - ACTIVE, today + timedelta(days=1))
    if not order.topic.strip():
        return active
    meant = set(stories.about(db, workspace, stems(order.topic), _MOST_STORIES))
    return tuple(story for story in active if story in meant)


def _excluded(stored: StoredDiscrepancy, title: str, exclude: Sequence[str]) -> bool:
    """Whether it is of an excluded kind, or its words or its story's title name what is."""
    found = stored.discrepancy
    printed = (found.subject, title, *(evidence.value for evidence in found.evidence))
    held = {stem for words in printed for stem in stems(words)}
    return any(
        word == str(found.kind) or (bool(stems(word)) and set(stems(word)) <= held)
        for word in exclude
    )


def compose(
    db: Session, asker: Asker, topic: str, day: date, shown: Mapping[int, bool], now: datetime
) -> Digest:
    """The edition that tells these discrepancies, the worst story first."""
    found = discrepancies.load(db, asker.workspace, shown)
    ranked = sorted(found.values(), key=lambda stored: (stored.rank, stored.story, stored.id))
    views_of = {view.id: view for view in show(db, asker, [s for s in ranked if shown[s.id]], now)}
    order = list(dict.fromkeys(stored.story for stored in ranked if shown[stored.id]))
    told = views(db, asker.workspace, order)
    parts = []
    for story in order:
        ids = articles.ids_of_story(db, asker.workspace, story)
        mine = [stored for stored in ranked if stored.story == story]
        parts.append(
            DigestStory(
                story=told[story],
                count=count_sources(articles.origins(db, asker.workspace, tuple(ids.values()))),
                items=tuple(views_of[s.id] for s in mine if shown[s.id]),
                more=sum(not shown[s.id] for s in mine),
            )
        )
    return Digest(day=day, zone=asker.zone, topic=topic, stories=tuple(parts))
