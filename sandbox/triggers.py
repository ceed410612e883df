"""What the platform hands out for a while: trigger ids (3 s, once), response URLs (5 times)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

TRIGGER_LIFE = timedelta(seconds=3)
RESPONSE_LIFE = timedelta(minutes=30)
RESPONSE_USES = 5


@dataclass(frozen=True, slots=True)
class Trigger:
    user: str
    issued: datetime
    view_id: str | None = None  # the modal that the gesture came from
    used: bool = False


@dataclass(frozen=True, slots=True)
class ResponseUrl:
    """What one response URL may still do, and which message it answers to."""

    user: str
    channel: str
    issued: datetime
    source_ts: str | None = None  # the message that was clicked; None for a command
    source_thread: str | None = None
    uses: int = 0


@dataclass(slots=True)
class Triggers:
    _triggers: dict[str, Trigger] = field(default_factory=dict)
    _responses: dict[str, ResponseUrl] = field(default_factory=dict)

    def issue(self, user: str, now: datetime, view_id: str | None = None) -> str:
        trigger_id = f"{len(self._triggers) + 1}.sandbox.{user}"
        self._triggers[trigger_id] = Trigger(user, now, view_id)
        return trigger_id

    def redeem(self, trigger_id: str, now: datetime) -> Trigger | str:
        """The trigger, used up; or the platform's error word."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            return "invalid_trigger_id"
        if now - trigger.issued > TRIGGER_LIFE:
            return "expired_trigger_id"
        if trigger.used:
            return "exchanged_trigger_id"
        self._triggers[trigger_id] = replace(trigger, used=True)
        return trigger

    def issue_response(
        self,
        user: str,
        channel: str,
        now: datetime,
        source_ts: str | None = None,
        source_thread: str | None = None,
    ) -> str:
        """The token that ends the URL."""
        token = f"R{len(self._responses) + 1:05d}"
        self._responses[token] = ResponseUrl(user, channel, now, source_ts, source_thread)
        return token

    def use_response(self, token: str, now: datetime) -> ResponseUrl | str:
        """The permission as it was before this use; or the platform's error word."""
        response = self._responses.get(token)
        if response is None:
            return "invalid_url"
        if now - response.issued > RESPONSE_LIFE:
            return "expired_url"
        if response.uses >= RESPONSE_USES:
            return "used_url"
        self._responses[token] = replace(response, uses=response.uses + 1)
        return response

    def remember_answer(self, token: str, ts: str) -> None:
        """A command's own answer becomes what `replace_original` replaces."""
        response = self._responses[token]
        if response.source_ts is None:
            self._responses[token] = replace(response, source_ts=ts)
