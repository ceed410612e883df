"""Buttons and menus under an answer: pages, sharing, context, digests, links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers import answers, links
from handlers.arguments import parse
from handlers.blocks import context
from handlers.blocks.citations import is_quotation, read_place
from handlers.blocks.elements import ASK, SHARE, SHOW_CONTEXT, TRY_LINK, TURN_PAGE
from handlers.keeping import keep, reply_and_keep, share_and_keep
from handlers.reception import Reception
from handlers.replies import place_of, replace, reply


def register(app: App, reception: Reception) -> None:
    """A listener for each action but decisions, which have a module of their own."""

    @app.action(numbered(SHOW_CONTEXT))
    def show_context(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        value = value_of(action)
        article, at = read_place(value)
        asker = reception.asker(client, place_of(body))
        found = reception.desk.context(asker, article, at, quotation=is_quotation(value))
        view = context.render(found)
        if (body.get("view") or {}).get("type") == "modal":
            client.views_push(trigger_id=body["trigger_id"], view=view)  # on top of what is open
        else:
            client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.action(numbered(ASK))
    def ask(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        question = parse(value_of(action), reception.setting(asker, place))
        message = reception.answer(client, asker, place, question, share=True)
        reply_and_keep(client, reception.desk, asker, place, message)

    @app.action(numbered(TURN_PAGE))
    def turn_page(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        question = parse(value_of(action), reception.setting(asker, place))
        page = reception.answer(client, asker, place, question, share=place.ephemeral)
        replace(client, place, page)
        if place.message and not place.ephemeral:
            ts = place.message
            keep(reception.desk, asker, place.channel, place.thread, ts, page)

    @app.action(numbered(SHARE))
    def share_it(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        question = parse(value_of(action), reception.setting(asker, place))
        by = f"<@{place.person}>"
        message = answers.answer(reception.desk, asker, question, shared_by=by)
        share_and_keep(client, reception.desk, asker, place, message)

    @app.action(numbered(TRY_LINK))
    def try_link_again(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        taken = links.begin_again(reception.desk, asker, place, int(value_of(action)))
        reply(client, place, taken)


def value_of(action: Mapping[str, Any]) -> str:
    """What a button carries, or the option chosen in a menu."""
    chosen = action.get("selected_option") or {}
    return str(action.get("value") or chosen.get("value") or "")


def numbered(name: str) -> re.Pattern[str]:
    """The action id, with the number that makes it unique in its message or without."""
    return re.compile(rf"^{name}(?:\.\d+)?$")
