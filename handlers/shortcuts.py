"""What the menu of any message offers: check its claims, index its links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from desk.drafts import CheckDraft
from desk.errors import BadRequest
from handlers import drafts, links
from handlers.reception import Reception
from handlers.replies import place_of, reply
from handlers.typed import as_typed, is_link

CHECK = "check_message"
INDEX = "index_links"
_LINK = re.compile(r"<(https?://[^|>\s]+)(?:\|[^>]*)?>|(https?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"])")
_MENTION = re.compile(r"<[@#!][^>]*>")


def register(app: App, reception: Reception) -> None:
    """The two message shortcuts; both answer to whoever used them."""

    @app.message_shortcut(CHECK)
    def check_message(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        text = words_of(body.get("message") or {})
        if not text.strip():
            raise BadRequest("That message holds no words to check.")
        drafts.respond(
            reception, client, place_of(body), CheckDraft(text), str(body.get("trigger_id", ""))
        )

    @app.message_shortcut(INDEX)
    def index_links(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        asker, place = reception.who(client, body)
        found = links_of(body.get("message") or {})
        if not found:
            raise BadRequest("That message holds no link to an article.")
        reply(client, place, links.begin(reception.desk, asker, place, found))


def words_of(message: Mapping[str, Any]) -> str:
    """A message's words, those of quoted and forwarded ones too, without who is mentioned."""
    parts = [str(message.get("text") or "")]
    for attached in message.get("attachments") or ():
        told = attached.get("text") or attached.get("fallback") or ""
        parts += [str(attached.get("title") or ""), str(told)]
    return "\n\n".join(as_typed(_MENTION.sub("", part)) for part in parts if part.strip())


def links_of(message: Mapping[str, Any]) -> tuple[str, ...]:
    """The addresses in a message in order, each once: in its text, its blocks, what it quotes."""
    return tuple(dict.fromkeys(_links(message)))


def _links(message: Mapping[str, Any]) -> Iterator[str]:
    for match in _LINK.finditer(str(message.get("text") or "")):
        yield (match[1] or match[2]).replace("&amp;", "&")
    yield from _in_blocks(message.get("blocks") or ())
    for attached in message.get("attachments") or ():
        for name in ("from_url", "original_url", "title_link"):
            address = str(attached.get(name) or "")
            if is_link(address):
                yield address
                break
        yield from _links(attached)


def _in_blocks(part: object) -> Iterator[str]:
    if isinstance(part, Mapping):
        if part.get("type") == "link" and is_link(str(part.get("url", ""))):
            yield str(part["url"])
        for value in part.values():
            yield from _in_blocks(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _in_blocks(value)
