"""App Home: shown whenever somebody opens it, and again whenever something in it changes."""

from __future__ import annotations

import hashlib
import json
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from desk.errors import NothingFound, ParallaxError
from desk.requests import Asker
from handlers.blocks import home, plain
from handlers.blocks.fitting import Block
from handlers.replies import place_of

if TYPE_CHECKING:
    from handlers.reception import Reception

WATCHED = timedelta(hours=1)  # since somebody opened it: so long they may be looking
MOST = 50  # people whose Home is kept up to date by one process
NEWEST = 3  # discrepancies

_log = logging.getLogger("parallax.home")


@dataclass(slots=True)
class _Watcher:
    """Somebody who may be looking, with what they saw last."""

    client: WebClient
    asker: Asker
    opened_at: datetime
    seen: str


@dataclass(slots=True)
class Homes:
    """Who has Home open. Whoever opened it within the hour sees what changes, by whomever."""

    _watchers: dict[tuple[str, str], _Watcher] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def opened(self, client: WebClient, asker: Asker, view: Block, now: datetime) -> None:
        """Somebody opened it, and sees `view`."""
        with self._lock:
            self._watchers[asker.workspace, asker.person] = _Watcher(
                client, asker, now, _print_of(view)
            )
            oldest = sorted(self._watchers, key=lambda key: self._watchers[key].opened_at)
            for key in oldest[: max(0, len(oldest) - MOST)]:
                del self._watchers[key]

    def refresh(self, reception: Reception) -> int:
        """Publish anew what has changed since; how many were."""
        now = reception.now()
        with self._lock:
            for key in [k for k, one in self._watchers.items() if now - one.opened_at > WATCHED]:
                del self._watchers[key]
            watching = list(self._watchers.values())
        changed = 0
        for one in watching:
            try:
                asker = reception.known(one.client, one.asker)
                view = home_for(reception, asker)
                if _print_of(view) == one.seen:
                    continue
                one.client.views_publish(user_id=asker.person, view=view)
                one.seen = _print_of(view)
                changed += 1
            except (ParallaxError, SlackApiError) as error:
                _log.warning("home not refreshed why=%s", type(error).__name__)
        return changed


def register(app: App, reception: Reception) -> None:
    """A listener for the Home tab; the messages tab needs none."""

    @app.event("app_home_opened")
    def opened(body: Mapping[str, Any], event: Mapping[str, Any], client: WebClient) -> None:
        if event.get("tab") == "home":
            asker = reception.asker(client, place_of(body))
            # Slack sends the view that was published before; who has none is here for the first
            # time.
            publish(client, reception, asker, first=not event.get("view"))


def publish(client: WebClient, reception: Reception, asker: Asker, *, first: bool = False) -> None:
    """Show somebody their Home as it stands now."""
    view = home_for(reception, asker, first=first)
    client.views_publish(user_id=asker.person, view=view)
    reception.homes.opened(client, asker, view, reception.now())


def home_for(reception: Reception, asker: Asker, *, first: bool = False) -> Block:
    """The view, also for an archive that holds nothing yet."""
    desk = reception.desk
    try:
        stories = desk.stories(asker)
    except NothingFound:
        stories = ()
    status, orders = desk.status(asker), tuple(desk.digests.standing(asker))
    beginning = first or not status.articles or not orders
    lines = plain.examples(desk.questions.examples(asker)) if beginning else ()
    return home.render(
        home.Front(
            status=status,
            newest=desk.front.newest(asker, NEWEST),
            stories=tuple(stories),
            orders=orders,
            followed=tuple(desk.feeds.listing(asker)),
            outlets=tuple(desk.outlets(asker)),
            zone=asker.zone,
            zone_chosen=desk.front.zone(asker) is not None,
            example=lines[0] if lines else "",
            beginning=beginning,
        )
    )


def _print_of(view: Block) -> str:
    shown = json.dumps(view, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()
