"""Buttons of feeds, in a list, in a message of one feed and in App Home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers import feeds
from handlers.actions import numbered, value_of
from handlers.asked import ChangeFeed
from handlers.blocks import feeds as feed_blocks
from handlers.blocks.elements import FEED
from handlers.home import home_for
from handlers.reception import Reception
from handlers.replies import replace, reply


def register(app: App, reception: Reception) -> None:
    """The buttons of a feed, in a list, a message of its own or App Home."""

    @app.action(numbered(f"{FEED}_(?:stop|resume|poll|remove)"))
    def change_feed(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        number, _, where = value_of(action).partition(":")
        verb = str(action["action_id"]).split(".")[0].removeprefix(f"{FEED}_")
        message = feeds.change(reception.desk, asker, ChangeFeed(int(number), verb))
        if (body.get("view") or {}).get("type") == "home":
            client.views_publish(user_id=asker.person, view=home_for(reception, asker))
        elif where == "list":
            replace(
                client, place, feed_blocks.listing(reception.desk.feeds.listing(asker), asker.zone)
            )
        else:
            replace(client, place, message)

    @app.action(numbered(f"{FEED}_follow"))
    def follow(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        reply(client, place, feeds.begin(reception.desk, asker, place, value_of(action)))
