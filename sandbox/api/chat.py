"""chat.*: posting, changing and deleting messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sandbox.api.call import Call, Method, Refused, refuse
from sandbox.limits import TEXT, UPDATE_TEXT, faults_of_message, faults_of_metadata
from sandbox.messages import Json, Message, with_block_ids
from sandbox.people import BOT_USER, Channel
from sandbox.shapes import message_json
from sandbox.workspace import Draft


def post_message(call: Call) -> Json:
    channel = call.channel(by_user=True)
    _require_place(call, channel)
    text, blocks, attachments = _content(call, TEXT)
    metadata = call.data("metadata", "invalid_metadata_format")
    if metadata is not None:
        refuse(faults_of_metadata(metadata))
    message = call.workspace.post(
        Draft(
            channel=channel.id,
            user=BOT_USER,
            text=text,
            blocks=tuple(blocks),
            attachments=tuple(attachments),
            thread_ts=_thread(call, channel),
            broadcast=call.flag("reply_broadcast"),
            metadata=metadata,
        )
    )
    shown = message_json(call.workspace, message)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def post_ephemeral(call: Call) -> Json:
    channel = call.channel(by_user=True)
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    user = call.user()
    if user.id not in channel.members:
        raise Refused("user_not_in_channel")
    text, blocks, attachments = _content(call, TEXT)
    message = call.workspace.post(
        Draft(
            channel=channel.id,
            user=BOT_USER,
            text=text,
            blocks=tuple(blocks),
            attachments=tuple(attachments),
            thread_ts=_thread(call, channel),
            only_for=user.id,
        )
    )
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """Given text without blocks, the blocks go; given neither, they stay."""
    channel = call.channel()
    message = _own_message(call, channel, "cant_update_message")
    blocks = call.data("blocks", "invalid_blocks_format")
    attachments = call.data("attachments", "invalid_attachments")
    text = call.text("text") if call.has("text") else message.text
    shown: list[Any]  # Any: the JSON border
    if blocks is not None:
        shown = blocks
    else:
        shown = [] if call.has("text") else list(message.blocks)
    kept = list(message.attachments) if attachments is None else attachments
    refuse(
        faults_of_message(text, shown, kept, has_files=bool(message.files), text_limit=UPDATE_TEXT)
    )
    metadata = call.data("metadata", "invalid_metadata_format")
    if metadata is not None:
        refuse(faults_of_metadata(metadata))
    changed = call.workspace.keep(
        replace(
            message,
            text=text,
            blocks=with_block_ids(shown),
            attachments=tuple(kept),
            metadata=message.metadata if metadata is None else metadata or None,
            edited_ts=message.edited_ts if shown else call.workspace.clock.next_ts(),
        )
    )
    return {
        "channel": channel.id,
        "ts": message.ts,
        "text": text,
        "message": message_json(call.workspace, changed),
    }


def delete(call: Call) -> Json:
    channel = call.channel()
    message = _own_message(call, channel, "cant_delete_message")
    call.workspace.remove(message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(call: Call) -> Json:
    channel = call.channel()
    message = call.workspace.log.get(channel.id, call.needed("message_ts"))
    if message is None or message.ephemeral:
        raise Refused("message_not_found")
    link = call.workspace.permalink(channel.id, message.ts, message.thread_ts)
    return {"channel": channel.id, "permalink": link}


def _content(call: Call, text_limit: int) -> tuple[str, list[Any], list[Any]]:  # Any: JSON
    text = call.text("text")
    blocks = call.data("blocks", "invalid_blocks_format") or []
    attachments = call.data("attachments", "invalid_attachments") or []
    markdown = call.text("markdown_text")
    if markdown:
        if text or blocks:
            raise Refused("markdown_text_conflict")
        blocks = [{"type": "markdown", "text": markdown}]
    refuse(faults_of_message(text, blocks, attachments, text_limit=text_limit))
    return text, blocks, attachments


def _require_place(call: Call, channel: Channel) -> None:
    if BOT_USER in channel.members:
        return
    if not channel.private and "chat:write.public" in call.workspace.manifest.scopes:
        return
    raise Refused("not_in_channel")


def _thread(call: Call, channel: Channel) -> str | None:
    """The parent's ts; a reply to a reply goes to the same parent.

    A ts that names no message makes no thread: the platform posts the message at top level.
    """
    wanted = call.text("thread_ts")
    if not wanted:
        return None
    parent = call.workspace.log.get(channel.id, wanted)
    if parent is None or parent.ephemeral:
        return None
    return parent.thread_ts or parent.ts


def _own_message(call: Call, channel: Channel, otherwise: str) -> Message:
    message = call.workspace.log.get(channel.id, call.needed("ts"))
    if message is None or message.ephemeral:
        raise Refused("message_not_found")
    if message.user != BOT_USER:
        raise Refused(otherwise)
    return message


WRITE = ("chat:write",)

METHODS: Mapping[str, Method] = {
    "chat.postMessage": Method(post_message, WRITE),
    "chat.postEphemeral": Method(post_ephemeral, WRITE),
    "chat.update": Method(update, WRITE),
    "chat.delete": Method(delete, WRITE),
    "chat.getPermalink": Method(get_permalink),
}
