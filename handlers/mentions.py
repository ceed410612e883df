"""Mentions and direct messages: understood by the commands' parser, answered where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from desk.drafts import CheckDraft
from handlers import answers, drafts
from handlers.asked import OpenDraft
from handlers.keeping import reply_and_keep
from handlers.questions import NotUnderstood, understand
from handlers.reception import Reception
from handlers.replies import place_of, reply
from handlers.typed import as_typed

DRAFT = 60  # words of a direct message that no question has: somebody pasted a draft


def register(app: App, reception: Reception) -> None:
    """A listener for mentions, one for direct messages."""

    def answer_text(body: Mapping[str, Any], client: WebClient) -> None:
        asker, place = reception.who(client, body)
        text = str(body["event"].get("text", ""))
        try:
            question = understand(text, reception.setting(asker, place))
        except NotUnderstood as error:
            if place.direct and len(text.split()) >= DRAFT:
                drafts.respond(reception, client, place, CheckDraft(as_typed(text)))
                return
            reply(client, place, answers.suggest(reception.desk, asker, error.words))
            return
        if isinstance(question, CheckDraft | OpenDraft):
            drafts.respond(reception, client, place, question)
            return
        message = reception.answer(client, asker, place, question, share=False)
        reply_and_keep(client, reception.desk, asker, place, message)

    @app.event("app_mention")
    def mentioned(body: Mapping[str, Any], event: Mapping[str, Any], client: WebClient) -> None:
        if _by_a_person(event):
            answer_text(body, client)

    @app.event("message")
    def written_to(body: Mapping[str, Any], event: Mapping[str, Any], client: WebClient) -> None:
        if event.get("channel_type") != "im" or not _by_a_person(event):
            return
        if event.get("files"):
            drafts.from_message(reception, client, place_of(body), event)
        else:
            answer_text(body, client)


def _by_a_person(event: Mapping[str, Any]) -> bool:
    """Not an edit, not a deletion, not another bot's words."""
    plain = event.get("subtype") in (None, "file_share", "thread_broadcast")
    return plain and bool(event.get("user")) and not event.get("bot_id")
