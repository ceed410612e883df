"""Slash commands: parse, ask the desk, render, reply to the asker alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from handlers.arguments import COMMANDS, parse
from handlers.reception import Reception
from handlers.replies import place_of, reply

ELSEWHERE = ("check-draft",)  # handlers/drafts.py listens: it answers with forms


def register(app: App, reception: Reception) -> None:
    """One listener for each command of the manifest that is answered by one message."""

    def listener(name: str) -> Callable[..., None]:
        # A closure: Bolt fills parameters by their names, and would fill a partial's too.
        def answer_command(ack: Ack, command: Mapping[str, Any], client: WebClient) -> None:
            ack()
            place = place_of(command)
            asker = reception.asker(client, place)
            question = parse(f"/{name} {command.get('text', '')}", reception.setting(asker, place))
            reply(client, place, reception.answer(client, asker, place, question, share=True))

        return answer_command

    for name in COMMANDS:
        if name in ELSEWHERE:
            continue
        app.command(f"/{name}")(listener(name))
