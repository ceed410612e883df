"""A file in; the same where it was asked for, out."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sdk import WebClient

from handlers.replies import Place


@dataclass(frozen=True, slots=True)
class File:
    """A file to be uploaded. `about` is what a screen reader says of a picture."""

    name: str
    content: str | bytes
    about: str = ""


def upload(client: WebClient, place: Place, file: File) -> None:
    """A file into the thread that all see, else to the asker's direct messages."""
    channel, thread = place.channel, place.thread or place.message
    if place.ephemeral or not channel:
        opened = client.conversations_open(users=place.person)
        channel, thread = str(opened["channel"]["id"]), None
    elif place.direct:
        thread = place.thread
    text = file.content if isinstance(file.content, str) else None
    client.files_upload_v2(
        channel=channel,
        thread_ts=thread,
        filename=file.name,
        title=file.name,
        alt_txt=file.about or None,
        content=text,
        file=None if text is not None else file.content,
    )
