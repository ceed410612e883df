"""Who asks, when and in which zone: what every listener needs before it can ask the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from desk.errors import NotAllowed
from desk.removal import Forget
from desk.requests import Asker, Subscribe
from handlers import allowed, answers, digests, feeds, links
from handlers.asked import ExportFeeds, FollowFeed, IndexLinks, Question
from handlers.blocks.fitting import Message
from handlers.home import Homes
from handlers.replies import Place, place_of
from handlers.typed import Setting
from handlers.visitors import FRESH, Visitor, who_is

if TYPE_CHECKING:
    from desk.desk import Desk


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
    admins: frozenset[str] = frozenset()  # who may have articles forgotten, beside Slack's admins
    _visitors: dict[tuple[str, str], tuple[datetime, Visitor]] = field(default_factory=dict)

    def who(self, client: WebClient, body: Mapping[str, Any]) -> tuple[Asker, Place]:
        """Who pressed, typed or wrote it, and where."""  # Any: the Slack border
        place = place_of(body)
        return self.asker(client, place), place

    def asker(self, client: WebClient, place: Place) -> Asker:
        """The person, with the zone they chose, else that of their Slack profile (asked once a
        process)."""
        return self.known(client, Asker(self.workspace_of(place.team), place.person))

    def known(self, client: WebClient, asker: Asker) -> Asker:
        """The same person, with their zone and rights as they are now."""
        who = self.visitor(client, asker.person, "")
        zone = self.desk.front.zone(asker) or who.zone
        return replace(asker, zone=zone, admin=who.admin)

    def visitor(self, client: WebClient, person: str, team: str) -> Visitor:
        """Who that is to the workspace with the id `team`, as Slack said in the last minutes."""
        key, now = (team, person), self.now()
        known = self._visitors.get(key)
        if known is None or not now - known[0] < FRESH:
            known = now, who_is(client, person, team, self.zone)
            self._visitors[key] = known
        return known[1]

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
        if isinstance(question, Forget):
            return allowed.ask(self.desk, asker, question, self.admins)
        if isinstance(question, ExportFeeds):
            return feeds.export(client, self.desk, asker, place, self.now())
        shareable = share and not place.direct and bool(place.channel)
        return answers.answer(self.desk, asker, question, channel=place.channel, share=shareable)
