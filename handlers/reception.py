"""Who asks, when and in which zone: what every listener needs before it can ask the desk."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from desk.errors import NotAllowed
from desk.requests import Asker, Subscribe
from handlers import answers, digests, feeds, links
from handlers.arguments import Setting
from handlers.asked import ExportFeeds, FollowFeed, IndexLinks, Question
from handlers.blocks.fitting import Message
from handlers.home import Homes
from handlers.replies import Place

if TYPE_CHECKING:
    from desk.desk import Desk

_log = logging.getLogger("parallax.reception")


@dataclass(slots=True)
class Reception:
    """The desk, and what is known about those who come to it.

    `workspace` names whose articles are seen, the same for all who use one bot token; "" where the
    bot is installed in several: then each Slack workspace sees its own, by its id. `zone` is for
    people whose own zone Slack does not tell. `homes` are those that are looked at.
    """

    desk: Desk
    now: Callable[[], datetime]
    workspace: str
    zone: str = "UTC"
    homes: Homes = field(default_factory=Homes)
    _zones: dict[tuple[str, str], str] = field(default_factory=dict)

    def asker(self, client: WebClient, place: Place) -> Asker:
        """The person, with the zone they chose, else that of their Slack profile (asked once a
        process)."""
        return self.known(client, Asker(self.workspace_of(place.team), place.person))

    def known(self, client: WebClient, asker: Asker) -> Asker:
        """The same person, with their zone as it is now."""
        key = (asker.workspace, asker.person)
        zone = self.desk.front.zone(asker)
        if zone is None:
            if key not in self._zones:
                self._zones[key] = self._zone_of(client, asker.person)
            zone = self._zones[key]
        return replace(asker, zone=zone)

    def workspace_of(self, team: str) -> str:
        """Whose articles somebody of a Slack workspace sees.

        Raises NotAllowed where the bot is in several and Slack does not say of which it asks.
        """
        if self.workspace or team:
            return self.workspace or team
        raise NotAllowed("Slack does not say which workspace this is. Try again from a channel.")

    def setting(self, asker: Asker, place: Place) -> Setting:
        """What a line typed here and now leaves unsaid."""
        return Setting(self.now().astimezone(ZoneInfo(asker.zone)), asker.zone, place.channel)

    def answer(
        self, client: WebClient, asker: Asker, place: Place, question: Question, *, share: bool
    ) -> Message:
        """The message that answers. Raises a ParallaxError to be shown instead."""
        if isinstance(question, Subscribe):
            return digests.propose(self.desk, asker, question)
        if isinstance(question, IndexLinks):
            return links.begin(self.desk, asker, place, question.urls)
        if isinstance(question, FollowFeed):
            return feeds.begin(self.desk, asker, place, question.url)
        if isinstance(question, ExportFeeds):
            return feeds.export(client, self.desk, asker, place, self.now())
        shareable = share and not place.direct and bool(place.channel)
        return answers.answer(self.desk, asker, question, channel=place.channel, share=shareable)

    def _zone_of(self, client: WebClient, person: str) -> str:
        try:
            found = client.users_info(user=person).get("user") or {}
        except SlackApiError as error:
            _log.warning("users.info refused why=%s", error.response.get("error"))
            return self.zone
        zone = str(found.get("tz") or self.zone)
        return zone if zone in available_timezones() else self.zone
