"""A rendered message and the request it answers in; the message sent where it belongs, out."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError

from slack_bolt.request.internals import extract_team_id
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from handlers.blocks.fitting import Message

_log = logging.getLogger("parallax.replies")

#: What Slack answers when it does not know a newer kind of block, or has no place for it.
_REFUSED = ("invalid_blocks", "invalid_attachments", "only_one_table_allowed", "invalid_block_type")
#: What it answers where the bot has not been let in.
_OUTSIDE = ("not_in_channel", "channel_not_found", "is_archived", "missing_scope")
#: What it answers where nothing is wrong but the moment.
_BUSY = ("ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request comes from, and so where its answer goes."""

    team: str
    person: str
    channel: str  # "" in App Home
    thread: str | None = None  # answer into this thread
    message: str | None = None  # ts of the message whose button was pressed
    response_url: str | None = None
    ephemeral: bool = False  # the message pressed is seen by one person only
    begins: bool = False  # nobody has answered in that thread yet

    @property
    def thread_for_one(self) -> str | None:
        """Where an answer that one person alone sees may go: a thread that has none is not drawn
        for it, so that such an answer would never be found."""
        return None if self.begins else self.thread

    @property
    def direct(self) -> bool:
        """Whether this is a direct message with the bot."""
        return self.channel.startswith("D")

    @property
    def shareable(self) -> bool:
        """Whether one person sees the message in a channel where all could."""
        return self.ephemeral and not self.direct

    @property
    def seen_by_all(self) -> bool:
        """Whether the message that was pressed stands in a channel for everybody."""
        return self.message is not None and not self.ephemeral and not self.direct


def place_of(body: Mapping[str, Any]) -> Place:
    """From a command's, an event's or a button's body."""
    if "command" in body:
        return Place(
            _team_of(body),
            str(body.get("user_id", "")),
            str(body.get("channel_id", "")),
            response_url=body.get("response_url"),
            ephemeral=True,
        )
    if isinstance(body.get("event"), dict):
        return _place_of_event(body, body["event"])
    return _place_of_gesture(body)


def reply(client: WebClient, place: Place, message: Message) -> str | None:
    """To the asker alone where they used a command or a button in a channel; else for all there.

    Its ts where it was posted for all, else None.
    """
    # A command's own URL reaches its asker anywhere, also in a conversation of two people; a button
    # in a direct message is in ours, where an answer may stay.
    if place.response_url and not (place.direct and place.message):
        extra = {"response_type": "ephemeral", "replace_original": False}
        if place.thread and place.message:
            extra["thread_ts"] = place.thread
        if not _respond(place.response_url, message, extra):
            _ephemeral(client, place, message)
        return None
    return post(client, place.channel or place.person, message, place.thread)


def replace(client: WebClient, place: Place, message: Message) -> None:
    """The message whose button was pressed becomes `message`."""
    if place.ephemeral and place.response_url:
        if not _respond(place.response_url, message, {"replace_original": True}):
            _ephemeral(client, place, message)
    elif place.message:
        _update_or_respond(client, place, message)
    else:
        post(client, place.person, message)


def share(client: WebClient, place: Place, message: Message) -> str | None:
    """For everybody in the channel; through the response URL where the bot is no member.

    Its ts; None where it went through the response URL.
    """
    try:
        return post(client, place.channel, message, place.thread)
    except SlackApiError as error:
        if error.response.get("error") not in _OUTSIDE or not place.response_url:
            raise
        extra = {"response_type": "in_channel", "replace_original": False}
        if not _respond(place.response_url, message, extra):
            raise
        return None


def post(client: WebClient, channel: str, message: Message, thread: str | None = None) -> str:
    """Post; its ts. Where Slack refuses the newer blocks, once more with the older ones."""
    try:
        sent = client.chat_postMessage(channel=channel, thread_ts=thread, **message.arguments())
    except SlackApiError as error:
        plain = message.without_newer_blocks()
        if plain is None or error.response.get("error") not in _REFUSED:
            raise
        sent = client.chat_postMessage(channel=channel, thread_ts=thread, **plain.arguments())
    return str(sent["ts"])


def post_where_let(
    client: WebClient, channel: str, message: Message, thread: str | None = None
) -> None:
    """Post it, but not where the bot may not: an answer was shared there, and says it all."""
    try:
        post(client, channel, message, thread)
    except SlackApiError as error:
        if not refused_entry(error):
            raise


def update(client: WebClient, channel: str, ts: str, message: Message) -> None:
    """A posted message becomes `message`."""
    given = {key: message.arguments()[key] for key in ("text", "blocks")}
    try:
        client.chat_update(channel=channel, ts=ts, **given)
    except SlackApiError as error:
        plain = message.without_newer_blocks()
        if plain is None or error.response.get("error") not in _REFUSED:
            raise
        client.chat_update(channel=channel, ts=ts, text=plain.text, blocks=list(plain.blocks))


def is_down(error: Exception) -> bool:
    """Whether Slack did not answer, or could not just now: the same may be sent again later."""
    if isinstance(error, SlackApiError):
        status = int(getattr(error.response, "status_code", 0) or 0)
        return status >= 500 or error.response.get("error") in _BUSY
    return isinstance(error, URLError)


def refused_entry(error: SlackApiError) -> bool:
    """Whether Slack says that the bot may not post there."""
    return error.response.get("error") in _OUTSIDE


def _update_or_respond(client: WebClient, place: Place, message: Message) -> None:
    """Edit the message; through its button's URL where it was shared and the bot is no member."""
    try:
        update(client, place.channel, str(place.message), message)
    except SlackApiError as error:
        url = place.response_url
        if not url or not refused_entry(error):
            raise
        if not _respond(url, message, {"replace_original": True}):
            raise


def _ephemeral(client: WebClient, place: Place, message: Message) -> None:
    """When a response URL is used up or too old."""
    given = {key: message.arguments()[key] for key in ("text", "blocks")}
    client.chat_postEphemeral(
        channel=place.channel, user=place.person, thread_ts=place.thread_for_one, **given
    )


def _respond(url: str, message: Message, extra: Mapping[str, Any]) -> bool:
    """Whether Slack took it: a response URL fails silently but for its status."""
    webhook = WebhookClient(url)
    body = {**message.arguments(), **extra}
    body.pop("metadata", None)
    answer = webhook.send_dict(body)
    plain = message.without_newer_blocks()
    if answer.status_code != 200 and plain is not None and "invalid" in answer.body:
        answer = webhook.send_dict({**body, "blocks": list(plain.blocks)})
    if answer.status_code != 200:
        _log.warning("response url refused status=%s why=%.60s", answer.status_code, answer.body)
    return answer.status_code == 200


def _team_of(body: Mapping[str, Any]) -> str:
    """The workspace whose installation is asked: by Bolt's own rule, that of the token used.

    In a channel shared between companies the person's own workspace may be another.
    """
    return str(extract_team_id(dict(body)) or "")


def _place_of_event(body: Mapping[str, Any], event: Mapping[str, Any]) -> Place:
    channel = str(event.get("channel", ""))
    asked_in = event.get("thread_ts")
    # A direct message is a conversation: answers stand beneath, in a thread if asked in one.
    thread = asked_in if channel.startswith("D") else asked_in or event.get("ts")
    return Place(
        _team_of(body),
        str(event.get("user", "")),
        channel,
        thread,
        begins=not asked_in,
    )


def _place_of_gesture(body: Mapping[str, Any]) -> Place:
    container = body.get("container") or {}
    message = body.get("message") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    return Place(
        _team_of(body),
        str((body.get("user") or {}).get("id", "")),
        str(channel),
        thread=message.get("thread_ts") or container.get("thread_ts"),
        message=container.get("message_ts") or message.get("ts"),
        response_url=body.get("response_url"),
        ephemeral=bool(container.get("is_ephemeral")),
    )
