"""Messages as they stand now, by channel and timestamp, and who sees which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sandbox.people import BOT_USER, SYSTEM_USER

Json = dict[str, Any]  # Any: what crosses the wire


@dataclass(frozen=True, slots=True)
class Message:
    channel: str
    ts: str
    user: str
    text: str
    blocks: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    thread_ts: str | None = None  # of a reply: the ts of what it replies to
    broadcast: bool = False
    only_for: str | None = None  # the user who alone sees it
    metadata: Json | None = None
    files: tuple[str, ...] = ()
    edited_ts: str | None = None
    reactions: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (name, who), in order of arrival
    revision: int = 0  # of the journal when it last changed

    @property
    def ephemeral(self) -> bool:
        return self.only_for is not None

    @property
    def from_bot(self) -> bool:
        return self.user == BOT_USER

    @property
    def from_system(self) -> bool:
        return self.user == SYSTEM_USER


class MessageLog:
    """All messages, ephemeral ones included; pure state, no effects."""

    def __init__(self) -> None:
        self._messages: dict[tuple[str, str], Message] = {}

    def put(self, message: Message) -> None:
        self._messages[(message.channel, message.ts)] = message

    def get(self, channel: str, ts: str) -> Message | None:
        return self._messages.get((channel, ts))

    def remove(self, channel: str, ts: str) -> Message | None:
        return self._messages.pop((channel, ts), None)

    def __iter__(self) -> Iterator[Message]:
        """In order of timestamp."""
        return iter(sorted(self._messages.values(), key=lambda message: message.ts))

    def in_channel(self, channel: str, viewer: str | None = None) -> list[Message]:
        """Top level and thread alike, oldest first.

        With no viewer only what everybody sees; with one, also what that person alone sees.
        """
        return [
            message
            for message in self
            if message.channel == channel and message.only_for in (None, viewer)
        ]

    def thread(self, channel: str, ts: str, viewer: str | None = None) -> list[Message]:
        """The message and its replies, oldest first."""
        return [
            message
            for message in self.in_channel(channel, viewer)
            if message.ts == ts or message.thread_ts == ts
        ]

    def replies(self, channel: str, ts: str) -> list[Message]:
        return [message for message in self.thread(channel, ts) if message.ts != ts]

    def with_reaction(self, message: Message, name: str, user: str) -> Message | None:
        """None when the user already reacted so."""
        counted: Mapping[str, tuple[str, ...]] = dict(message.reactions)
        if user in counted.get(name, ()):
            return None
        reactions = dict(counted)
        reactions[name] = (*counted.get(name, ()), user)
        return replace(message, reactions=tuple(reactions.items()))

    def without_reaction(self, message: Message, name: str, user: str) -> Message | None:
        """None when the user had not reacted so."""
        reactions = dict(message.reactions)
        if user not in reactions.get(name, ()):
            return None
        reactions[name] = tuple(who for who in reactions[name] if who != user)
        kept = tuple((key, who) for key, who in reactions.items() if who)
        return replace(message, reactions=kept)


def with_block_ids(blocks: Sequence[Json]) -> tuple[Json, ...]:
    """The platform names the blocks that the bot left unnamed."""
    return tuple(
        {**block, "block_id": block.get("block_id") or f"b{index}"}
        for index, block in enumerate(blocks)
    )
