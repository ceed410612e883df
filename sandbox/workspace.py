"""The whole state of the local workspace, and the few ways in which it changes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from sandbox.clock import Clock
from sandbox.files import FileShelf
from sandbox.journal import Journal
from sandbox.manifest import Manifest
from sandbox.messages import Json, Message, MessageLog, with_block_ids
from sandbox.people import (
    BOT_USER,
    SYSTEM_USER,
    TEAM_DOMAIN,
    Channel,
    User,
    sandbox_channels,
    sandbox_users,
)
from sandbox.triggers import Triggers
from sandbox.views import View, ViewBook


@dataclass(frozen=True, slots=True)
class Draft:
    """A message before it has a timestamp."""

    channel: str
    user: str
    text: str
    blocks: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    thread_ts: str | None = None
    broadcast: bool = False
    only_for: str | None = None
    metadata: Json | None = None
    files: tuple[str, ...] = ()


class Workspace:
    """Every method is called in the server's event loop."""

    def __init__(self, manifest: Manifest, clock: Clock) -> None:
        self.manifest = manifest
        self.clock = clock
        users = sandbox_users(manifest.bot_name, manifest.name)
        self.users: dict[str, User] = {user.id: user for user in users}
        self.channels: dict[str, Channel] = {one.id: one for one in sandbox_channels(users)}
        self.log = MessageLog()
        self.files = FileShelf()
        self.views = ViewBook()
        self.triggers = Triggers()
        self.journal = Journal()
        self.installed = True
        self.base_url = ""  # set when the server knows its port
        # A bot that keeps the ids it has seen must not take a new run's events for old ones.
        self._run = secrets.token_hex(4).upper()
        self._event_count = 0

    # Whom and where

    @property
    def bot(self) -> User:
        return self.users[BOT_USER]

    def user_called(self, name: str) -> User | None:
        """By id, handle or real name, with or without `@`."""
        wanted = name.removeprefix("@").casefold()
        return next(
            (
                user
                for user in self.users.values()
                if wanted in (user.id.casefold(), user.handle.casefold(), user.real_name.casefold())
            ),
            None,
        )

    def channel_called(self, name: str) -> Channel | None:
        """By id or name, with or without `#`; `@handle` is the direct message with that person."""
        wanted = name.removeprefix("#")
        direct = name.removeprefix("@") if name.startswith("@") else None
        return next(
            (
                channel
                for channel in self.channels.values()
                if channel.id == name
                or (not channel.is_direct and channel.name == wanted)
                or (direct is not None and channel.is_direct and channel.name == direct)
            ),
            None,
        )

    def direct_channel(self, user: str) -> Channel | None:
        return next((one for one in self.channels.values() if one.direct_with == user), None)

    def join(self, channel: Channel, user: str) -> Channel:
        joined = replace(channel, members=channel.members | {user})
        self.channels[channel.id] = joined
        self.journal.record("channel", channel=channel.id)
        return joined

    def leave(self, channel: Channel, user: str) -> Channel:
        left = replace(channel, members=channel.members - {user})
        self.channels[channel.id] = left
        self.journal.record("channel", channel=channel.id)
        return left

    # Messages

    def post(self, draft: Draft) -> Message:
        message = Message(
            channel=draft.channel,
            ts=self.clock.next_ts(),
            user=draft.user,
            text=draft.text,
            blocks=with_block_ids(draft.blocks),
            attachments=draft.attachments,
            thread_ts=draft.thread_ts,
            broadcast=draft.broadcast,
            only_for=draft.only_for,
            metadata=draft.metadata,
            files=draft.files,
        )
        return self.keep(message)

    def notice(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> Message:
        """A sentence of the workspace itself that one person alone sees."""
        return self.post(Draft(channel, SYSTEM_USER, text, only_for=user, thread_ts=thread_ts))

    def keep(self, message: Message) -> Message:
        """Put a new or changed message where everybody who may see it does."""
        revision = self.journal.record(
            "message",
            channel=message.channel,
            ts=message.ts,
            viewer=message.only_for,
            by_bot=message.from_bot or message.from_system,
        )
        kept = replace(message, revision=revision)
        self.log.put(kept)
        return kept

    def remove(self, message: Message) -> None:
        self.log.remove(message.channel, message.ts)
        self.journal.record(
            "gone",
            channel=message.channel,
            ts=message.ts,
            viewer=message.only_for,
            by_bot=message.from_bot,
        )

    def permalink(self, channel: str, ts: str, thread_ts: str | None = None) -> str:
        link = f"{self.base_url}/archives/{channel}/p{ts.replace('.', '')}"
        return f"{link}?thread_ts={thread_ts}&cid={channel}" if thread_ts else link

    # Views

    def show_modal(self, view: View) -> View:
        self.journal.record("modal", viewer=view.user, by_bot=True, detail=view.id)
        return view

    def show_home(self, view: View) -> View:
        self.journal.record("home", viewer=view.user, by_bot=True, detail=view.id)
        return view

    # Names

    def next_event_id(self) -> str:
        self._event_count += 1
        return f"Ev{self._run}{self._event_count:05d}"

    @property
    def url(self) -> str:
        return self.base_url + "/" if self.base_url else f"https://{TEAM_DOMAIN}.invalid/"
