"""Who is in the workspace and where they talk: users, channels, direct messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

TEAM = "T0SANDBOX"
TEAM_NAME = "Sandbox"
TEAM_DOMAIN = "sandbox"
APP = "A0SANDBOX"
BOT = "B0SANDBOX"
BOT_USER = "U0PARALLAX"
SYSTEM_USER = "USYSTEM"  # notices of the workspace itself, e.g. that a command is unknown


@dataclass(frozen=True, slots=True)
class User:
    id: str
    handle: str
    real_name: str
    zone: str
    is_admin: bool = False
    is_guest: bool = False
    is_bot: bool = False
    team: str = TEAM  # another's in a channel that workspaces share
    is_stranger: bool = False  # of another workspace, and in no channel with the asker

    def tz_offset(self, now: datetime) -> int:
        """Seconds east of UTC at `now`."""
        offset = now.astimezone(ZoneInfo(self.zone)).utcoffset()
        return int(offset.total_seconds()) if offset else 0

    def tz_label(self, now: datetime) -> str:
        return now.astimezone(ZoneInfo(self.zone)).tzname() or self.zone


@dataclass(frozen=True, slots=True)
class Channel:
    id: str
    name: str  # of a direct message: the person's handle
    members: frozenset[str]
    direct_with: str | None = None  # the person's user id where it is a direct message
    private: bool = False
    topic: str = ""

    @property
    def is_direct(self) -> bool:
        return self.direct_with is not None

    @property
    def kind(self) -> str:
        """`channel_type` as events call it."""
        if self.is_direct:
            return "im"
        return "group" if self.private else "channel"

    @property
    def command_name(self) -> str:
        """`channel_name` as slash commands call it."""
        if self.is_direct:
            return "directmessage"
        return "privategroup" if self.private else self.name


def sandbox_users(bot_handle: str, bot_name: str) -> tuple[User, ...]:
    return (
        User("U0DANA", "dana", "Dana Editor", "America/New_York", is_admin=True),
        User("U0ROBIN", "robin", "Robin Reporter", "Europe/London"),
        User("U0GUEST", "gale", "Gale Guest", "America/New_York", is_guest=True),
        User(BOT_USER, bot_handle, bot_name, "America/Los_Angeles", is_bot=True),
    )


def sandbox_channels(users: tuple[User, ...]) -> tuple[Channel, ...]:
    people = [user for user in users if not user.is_bot]
    everyone = frozenset(user.id for user in people)
    staff = frozenset(user.id for user in people if not user.is_guest)
    directs = tuple(
        Channel(
            id="D" + user.id[1:],
            name=user.handle,
            members=frozenset({user.id, BOT_USER}),
            direct_with=user.id,
        )
        for user in people
    )
    return (
        Channel("C0NEWSROOM", "newsroom", everyone | {BOT_USER}, topic="Today's coverage"),
        Channel("C0GENERAL", "general", staff, topic="The app is not a member here"),
        Channel("G0EDITORS", "editors", staff, private=True, topic="Private, without the app"),
        *directs,
    )
