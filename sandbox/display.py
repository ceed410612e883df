"""Workspace state in; the JSON that the page and the terminal draw for one person, out.

Every text is parsed here, once, into paragraphs of runs; whoever draws needs no grammar and no
HTML.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.files import File
from sandbox.messages import Json, Message
from sandbox.mrkdwn import Paragraph, Reader, parse_mrkdwn, safe_url
from sandbox.people import Channel, User
from sandbox.plain import parse_text, read_message
from sandbox.views import View
from sandbox.workspace import Workspace

TEXT_OBJECTS = frozenset({"mrkdwn", "plain_text", "raw_text", "rich_text", "markdown"})


def reader_for(workspace: Workspace, user: User | None) -> Reader:
    def name_of(name: str) -> str:
        person = workspace.users.get(name)
        channel = workspace.channels.get(name)
        return person.real_name if person else channel.name if channel else name

    return Reader(name_of, user.zone if user else "UTC")


def show_message(workspace: Workspace, message: Message, viewer: User) -> Json:
    reader = reader_for(workspace, viewer)
    author = workspace.users.get(message.user)
    replies = workspace.log.replies(message.channel, message.ts)
    when = datetime.fromtimestamp(float(message.ts), UTC).astimezone(ZoneInfo(viewer.zone))
    files = [file for file in map(workspace.files.get, message.files) if file is not None]
    return {
        "channel": message.channel,
        "ts": message.ts,
        "thread_ts": message.thread_ts,
        "broadcast": message.broadcast,
        "author": author.real_name if author else "Sandbox",
        "author_id": message.user,
        "from_bot": message.from_bot,
        "from_system": message.from_system,
        "ephemeral": message.ephemeral,
        "edited": message.edited_ts is not None,
        "time": clock_time(when),
        "day": f"{when:%A}, {when.day} {when:%B} {when.year}",
        "shown": paragraphs(parse_mrkdwn(message.text, reader)) if message.text else [],
        "blocks": [show_block(block, reader) for block in message.blocks],
        "attachments": [_attachment(one, reader) for one in message.attachments],
        "files": [show_file(file) for file in files],
        "reactions": [
            {"name": name, "count": len(who), "mine": viewer.id in who}
            for name, who in message.reactions
        ],
        "replies": len(replies),
        "plain": read_message(message.text, message.blocks, message.attachments, reader),
    }


def show_view(workspace: Workspace, view: View) -> Json:
    reader = reader_for(workspace, workspace.users.get(view.user))
    content = view.content
    return {
        "id": view.id,
        "title": view.title,
        "submit": (content.get("submit") or {}).get("text", ""),
        "close": (content.get("close") or {}).get("text", "Cancel"),
        "blocks": [show_block(block, reader) for block in content["blocks"]],
        "state": {block: dict(items) for block, items in view.state.items()},
        "errors": dict(view.errors),
        "hash": view.hash,
    }


def show_channel(channel: Channel, viewer: User, bot: User) -> Json:
    return {
        "id": channel.id,
        "name": bot.real_name if channel.is_direct else channel.name,
        "kind": channel.kind,
        "topic": channel.topic,
        "mine": viewer.id in channel.members,
        "with_app": bot.id in channel.members,
    }


def show_user(user: User, now: datetime) -> Json:
    local = now.astimezone(ZoneInfo(user.zone))
    return {
        "id": user.id,
        "name": user.real_name,
        "handle": user.handle,
        "bot": user.is_bot,
        "role": "admin" if user.is_admin else "guest" if user.is_guest else "",
        "zone": user.zone,
        "clock": f"{local:%a} {clock_time(local)}",
    }


def show_file(file: File) -> Json:
    text = file.mimetype.startswith("text/") or file.filetype in ("json", "csv")
    preview = file.text()[:600] if text else ""
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "size": len(file.content),
        "picture": file.is_picture,
        "alt": file.alt_text,
        "preview": preview,
    }


def show_block(value: Any, reader: Reader) -> Any:  # Any: the JSON border
    """The block with `shown` paragraphs beside every text, and only safe addresses."""
    if isinstance(value, list):
        return [show_block(item, reader) for item in value]
    if not isinstance(value, Mapping):
        return value
    shape = {
        name: safe_url(str(item)) if name in ("url", "image_url") else show_block(item, reader)
        for name, item in value.items()
        if name != "elements" or value.get("type") != "rich_text"
    }
    if value.get("type") in TEXT_OBJECTS:
        shape["shown"] = paragraphs(parse_text(value, reader))
    return shape


def paragraphs(parsed: tuple[Paragraph, ...]) -> list[Json]:
    return [
        {
            "kind": paragraph.kind,
            "indent": paragraph.indent,
            "marker": paragraph.marker,
            "runs": [
                {"text": run.text, "styles": list(run.styles), "url": run.url}
                for run in paragraph.runs
            ],
        }
        for paragraph in parsed
    ]


def clock_time(when: datetime) -> str:
    return f"{when:%I}".lstrip("0") + f":{when:%M} {when:%p}"


def _attachment(attachment: Json, reader: Reader) -> Json:
    texts = [str(attachment[name]) for name in ("pretext", "title", "text") if attachment.get(name)]
    colour = str(attachment.get("color") or "").lstrip("#")
    return {
        "color": "#" + colour if len(colour) == 6 and colour.isalnum() else "",
        "shown": [one for text in texts for one in paragraphs(parse_mrkdwn(text, reader))],
        "blocks": [show_block(block, reader) for block in attachment.get("blocks") or ()],
    }
