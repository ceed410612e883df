"""App Home: shown whenever somebody opens it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from desk.errors import NothingFound
from desk.requests import Asker, ShowDiscrepancies
from handlers.blocks import home
from handlers.blocks.fitting import Block
from handlers.reception import Reception
from handlers.replies import place_of


def register(app: App, reception: Reception) -> None:
    """A listener for the Home tab; the messages tab needs none."""

    @app.event("app_home_opened")
    def opened(body: Mapping[str, Any], event: Mapping[str, Any], client: WebClient) -> None:
        if event.get("tab") == "home":
            asker = reception.asker(client, place_of(body))
            client.views_publish(user_id=asker.person, view=home_for(reception, asker))


def home_for(reception: Reception, asker: Asker) -> Block:
    """The view, also for an archive that holds nothing yet."""
    desk = reception.desk
    try:
        found = desk.discrepancies(asker, ShowDiscrepancies())
    except NothingFound:
        found = None
    try:
        stories = desk.stories(asker)
    except NothingFound:
        stories = ()
    followed = desk.feeds.listing(asker)
    return home.render(
        desk.status(asker), found, stories, desk.digests.standing(asker), followed, asker.zone
    )
