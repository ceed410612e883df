"""One call's arguments in, read as the Web API reads them; refusals as it words them, out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox.limits import Fault
from sandbox.messages import Json
from sandbox.people import BOT_USER, Channel, User
from sandbox.workspace import Workspace


class Refused(Exception):
    """The platform's error word, with what else its answer carries."""

    def __init__(self, error: str, *messages: str, **more: Any) -> None:  # Any: answered as JSON
        super().__init__(error)
        self.error = error
        self.messages = messages
        self.more = more

    def answer(self) -> Json:
        answer: Json = {"ok": False, "error": self.error, **self.more}
        if self.messages:
            answer["response_metadata"] = {"messages": list(self.messages)}
        return answer


@dataclass(frozen=True, slots=True)
class Call:
    """Form values arrive as strings, JSON values as they are; both are read alike."""

    workspace: Workspace
    arguments: Mapping[str, Any]  # Any: the JSON border

    def text(self, name: str) -> str:
        """Empty when absent."""
        value = self.arguments.get(name)
        return "" if value is None else str(value)

    def needed(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise Refused("invalid_arguments", f"[ERROR] missing required field: {name}")
        return value

    def has(self, name: str) -> bool:
        return self.arguments.get(name) is not None

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("1", "true")

    def number(self, name: str, default: int, most: int) -> int:
        value = self.text(name)
        if not value:
            return default
        if not value.isdecimal():
            raise Refused("invalid_arguments", f"[ERROR] must be a number: {name}")
        return min(int(value), most)

    def data(self, name: str, error: str = "invalid_arguments") -> Any:  # Any: the JSON border
        """An object or array, which a form carries as a JSON string; None when absent.

        Raises Refused with `error` when it is not JSON.
        """
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise Refused(error, f"[ERROR] not valid JSON: {name}") from None

    def user(self, name: str = "user") -> User:
        user = self.workspace.users.get(self.needed(name))
        if user is None:
            raise Refused("user_not_found")
        return user

    def channel(self, name: str = "channel", *, by_user: bool = False) -> Channel:
        """A conversation the bot can see; private ones it is not in do not exist for it.

        `by_user`: a user's id stands for the direct message with that user.
        """
        wanted = self.needed(name)
        channel = self.workspace.channels.get(wanted)
        if channel is None and by_user:
            channel = self.workspace.direct_channel(wanted) or (
                self.workspace.channel_called(wanted) if wanted.startswith("#") else None
            )
        if channel is None or (channel.private and BOT_USER not in channel.members):
            raise Refused("channel_not_found")
        return channel


Handler = Callable[[Call], Json]


@dataclass(frozen=True, slots=True)
class Method:
    """`scopes` are alternatives: any one of them suffices; none are needed when empty."""

    handler: Handler
    scopes: tuple[str, ...] = field(default=())
    app_token: bool = False  # wants the app-level token instead of the bot's


def refuse(faults: Sequence[Fault]) -> None:
    """Raises Refused with the first fault's word and all the sentences; nothing when none."""
    if faults:
        worst = faults[0]
        sentences = [str(fault) for fault in faults if fault.code == worst.code]
        raise Refused(worst.code, *sentences, errors=sentences)
