"""Messages and modals as a person saw them at one moment: frozen, with their buttons and text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.display import reader_for
from sandbox.elements import Placed, placed_elements, state_values
from sandbox.messages import Json, Message
from sandbox.mrkdwn import Reader
from sandbox.people import User
from sandbox.plain import read_blocks, read_message
from sandbox.views import View
from sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class SeenElement:
    """A button, select or input."""

    kind: str
    text: str  # what stands on it
    block_id: str
    action_id: str
    value: str = ""
    url: str = ""
    options: tuple[str, ...] = ()  # the values to choose from


@dataclass(frozen=True, slots=True)
class SeenMessage:
    channel: str
    ts: str
    thread_ts: str | None
    author: str  # the user id
    viewer: str  # the user id of who saw it
    text: str  # as sent: the notification and fallback
    plain: str  # what a reader sees: blocks if there are any, else the text; buttons as [Next]
    blocks: tuple[Json, ...]
    elements: tuple[SeenElement, ...]
    ephemeral: bool
    broadcast: bool
    edited: bool
    files: tuple[str, ...]  # ids
    metadata: Json | None
    reactions: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def buttons(self) -> list[str]:
        """Labels, in order."""
        return [one.text for one in self.elements if one.kind == "button"]

    def element(self, text: str | None = None, action_id: str | None = None) -> SeenElement:
        """Raises AssertionError unless exactly one element fits."""
        return _only(self.elements, text, action_id)


@dataclass(frozen=True, slots=True)
class Modal:
    """A modal, or the Home tab."""

    id: str
    user: str
    title: str
    callback_id: str
    plain: str
    blocks: tuple[Json, ...]
    elements: tuple[SeenElement, ...]
    errors: tuple[tuple[str, str], ...]  # (block_id, sentence)
    state: Json
    submit: str  # the label; empty where nothing can be sent
    private_metadata: str

    @property
    def viewer(self) -> str:
        return self.user

    @property
    def buttons(self) -> list[str]:
        return [one.text for one in self.elements if one.kind == "button"]

    def element(self, text: str | None = None, action_id: str | None = None) -> SeenElement:
        """Raises AssertionError unless exactly one element fits."""
        return _only(self.elements, text, action_id)

    def key_of(self, name: str) -> tuple[str, str]:
        """(block_id, action_id) of an input named by either, both with `/`, or its label."""
        for one in self.elements:
            names = (f"{one.block_id}/{one.action_id}", one.action_id, one.block_id, one.text)
            if name in names:
                return one.block_id, one.action_id
        known = ", ".join(f"{one.block_id}/{one.action_id}" for one in self.elements)
        raise AssertionError(f"the modal has no input {name!r}, only {known}")


@dataclass(frozen=True, slots=True)
class Reply:
    """All that became visible to one person after a verb. False when that is nothing.

    `text`, `blocks`, `plain` … are those of the message that changed last; `messages` has all.
    """

    messages: tuple[SeenMessage, ...]
    modal: Modal | None
    home: Modal | None
    error: str  # what the workspace said in the bot's stead, e.g. operation_timeout
    acknowledged: bool
    asked: SeenMessage | None  # what the person posted, where they posted
    gone: tuple[tuple[str, str], ...]  # (channel, ts) of messages deleted
    revision: int

    def __bool__(self) -> bool:
        return bool(self.messages or self.modal or self.home or self.gone)

    @property
    def message(self) -> SeenMessage:
        if not self.messages:
            raise AssertionError(f"the bot showed no message ({self.error or 'no error either'})")
        return self.messages[-1]

    @property
    def text(self) -> str:
        return self.message.text if self.messages else ""

    @property
    def plain(self) -> str:
        """Of the last message, else of the modal or Home; empty when nothing was shown."""
        if self.messages:
            return self.messages[-1].plain
        view = self.modal or self.home
        return view.plain if view else ""

    @property
    def blocks(self) -> tuple[Json, ...]:
        return self.message.blocks if self.messages else ()

    @property
    def buttons(self) -> list[str]:
        return self.message.buttons if self.messages else []

    @property
    def ts(self) -> str:
        return self.message.ts

    @property
    def channel(self) -> str:
        return self.message.channel

    @property
    def thread_ts(self) -> str | None:
        return self.message.thread_ts

    @property
    def ephemeral(self) -> bool:
        return self.message.ephemeral

    def with_element(self, text: str | None, action_id: str | None) -> SeenMessage | Modal:
        """Where the element is: the modal on top, else the last message that has it."""
        places: list[SeenMessage | Modal] = [view for view in (self.modal, self.home) if view]
        places += reversed(self.messages)
        for place in places:
            if _fitting(place.elements, text, action_id):
                return place
        known = [one.text for message in self.messages for one in message.elements]
        raise AssertionError(f"nothing shows {text or action_id!r}, only {known}")


def see_message(workspace: Workspace, message: Message, viewer: User) -> SeenMessage:
    reader = reader_for(workspace, viewer)
    blocks = [
        *message.blocks,
        *(block for one in message.attachments for block in one.get("blocks") or ()),
    ]
    return SeenMessage(
        channel=message.channel,
        ts=message.ts,
        thread_ts=message.thread_ts,
        author=message.user,
        viewer=viewer.id,
        text=message.text,
        plain=read_message(message.text, message.blocks, message.attachments, reader),
        blocks=message.blocks,
        elements=tuple(_seen(placed) for placed in placed_elements(blocks)),
        ephemeral=message.ephemeral,
        broadcast=message.broadcast,
        edited=message.edited_ts is not None,
        files=message.files,
        metadata=message.metadata,
        reactions=message.reactions,
    )


def see_view(view: View, reader: Reader) -> Modal:
    blocks = view.content["blocks"]
    return Modal(
        id=view.id,
        user=view.user,
        title=view.title,
        callback_id=view.callback_id,
        plain="\n".join(part for part in (view.title, read_blocks(blocks, reader)) if part),
        blocks=tuple(blocks),
        elements=tuple(_seen(placed) for placed in placed_elements(blocks)),
        errors=tuple(view.errors.items()),
        state=dict(state_values(blocks, view.state)),
        submit=str((view.content.get("submit") or {}).get("text", "")),
        private_metadata=str(view.content.get("private_metadata") or ""),
    )


def _seen(placed: Placed) -> SeenElement:
    element = placed.element
    groups = element.get("option_groups") or ()
    options = [*(element.get("options") or ()), *(o for g in groups for o in g["options"])]
    return SeenElement(
        kind=placed.kind,
        text=placed.label,
        block_id=placed.block_id,
        action_id=placed.action_id,
        value=str(element.get("value") or ""),
        url=str(element.get("url") or ""),
        options=tuple(str(option.get("value")) for option in options),
    )


def _fitting(
    elements: Sequence[SeenElement], text: str | None, action_id: str | None
) -> list[SeenElement]:
    if text is None and action_id is None:
        return list(elements)
    return [
        one
        for one in elements
        if (text is None or one.text == text) and (action_id is None or one.action_id == action_id)
    ]


def _only(elements: Sequence[SeenElement], text: str | None, action_id: str | None) -> SeenElement:
    found = _fitting(elements, text, action_id)
    if len(found) != 1:
        known = [(one.text, one.action_id) for one in elements]
        raise AssertionError(
            f"{len(found)} elements fit {text or action_id!r}, one is wanted of {known}"
        )
    return found[0]
