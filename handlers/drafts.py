"""Drafts: pasted into a form or behind the command, sent as a file; answered to the writer alone.

A draft is never kept: what must be asked again is asked of the form, or of the message that holds
the draft, which is the writer's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from desk.drafts import CheckDraft, WhichStory
from desk.errors import BadRequest, ParallaxError
from desk.requests import Asker
from handlers.actions import numbered, value_of
from handlers.asked import Help, OpenDraft
from handlers.blocks import drafts, notices
from handlers.blocks.elements import OPEN_DRAFT, actions, button, section
from handlers.blocks.fitting import Message, compose
from handlers.carried import pack, unpack
from handlers.downloads import text_of
from handlers.draft_lines import COMMAND, read_check_draft
from handlers.reception import Reception
from handlers.replies import Place, place_of, reply

Wanted = CheckDraft | OpenDraft | Help


def register(app: App, reception: Reception) -> None:
    """The command, the form, and the buttons that lead to them."""

    @app.command("/check-draft")
    def check_draft(ack: Ack, command: Mapping[str, Any], client: WebClient) -> None:
        ack()
        place = place_of(command)
        wanted = read_check_draft(str(command.get("text", "")))
        respond(reception, client, place, wanted, str(command["trigger_id"]))

    @app.action(numbered(OPEN_DRAFT))
    def open_form(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        place = place_of(body)
        view = drafts.form(pack(place))
        client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view(drafts.FORM)
    def submitted(
        ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
    ) -> None:
        carried, place = unpack(view, body)
        asker = reception.asker(client, place)
        text, chosen = drafts.read_form(view["state"]["values"])
        wanted = CheckDraft(text, chosen or carried.get("story"))
        try:
            stories = reception.desk.drafts.stories(asker, wanted)
        except ParallaxError as error:
            ack(response_action="errors", errors={"draft_0": str(error)})
            return
        if len(stories) > 1:
            ack(response_action="update", view=drafts.form(pack(place), stories=stories))
            return
        ack()
        _tell(client, place, _checked(reception, asker, replace_story(wanted, stories[0].id)))

    @app.action(numbered(drafts.DRAFT_STORY))
    def story_chosen(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        story, channel, ts = value_of(action).split(":")
        wanted = CheckDraft(_text_of_message(client, channel, ts, place), int(story))
        _tell(client, replace(place, thread=ts), _checked(reception, asker, wanted))


def respond(
    reception: Reception, client: WebClient, place: Place, wanted: Wanted, trigger: str = ""
) -> None:
    """Answer what was typed: a form where a text is missing or several stories fit.

    `trigger` opens forms; without one a button offers it. Raises a ParallaxError to be shown.
    """
    if isinstance(wanted, Help):
        reply(client, place, notices.help_on(wanted.topic))
        return
    if isinstance(wanted, OpenDraft):
        if trigger:
            view = drafts.form(pack(place, story=wanted.story))
            client.views_open(trigger_id=trigger, view=view)
        else:
            reply(client, place, offer())
        return
    asker = reception.asker(client, place)
    stories = reception.desk.drafts.stories(asker, wanted)
    if len(stories) == 1:
        _tell(client, place, _checked(reception, asker, replace_story(wanted, stories[0].id)))
    elif trigger:
        view = drafts.form(pack(place), stories=stories, texts=drafts.split(wanted.text))
        client.views_open(trigger_id=trigger, view=view)
    else:
        named = "; ".join(f"story:{story.id} “{story.title}”" for story in stories[:4])
        raise BadRequest(
            f"Several stories fit this draft. Say which, as check-draft story:{stories[0].id} "
            f"before the text: {named}."
        )


def from_message(
    reception: Reception, client: WebClient, place: Place, event: Mapping[str, Any]
) -> None:
    """A file in a direct message is a draft; answered in the thread of that message.

    Raises a ParallaxError to be shown.
    """
    ts = str(event.get("ts", ""))
    place = replace(place, thread=place.thread or ts)
    asker = reception.asker(client, place)
    wanted = _draft_in(client, event)
    stories = reception.desk.drafts.stories(asker, wanted)
    if len(stories) > 1:
        reply(client, place, drafts.which(stories, f"{place.channel}:{ts}"))
        return
    _tell(client, place, _checked(reception, asker, replace_story(wanted, stories[0].id)))


def offer() -> Message:
    """Where to put a draft, for somebody who sent none."""
    text = (
        "Paste the draft into the form, send it here as a text file in a direct message, or type "
        "it behind check-draft. It is compared with what is indexed, seen by you alone, not kept."
    )
    return compose(text, [section(text), actions(button("Open the form", OPEN_DRAFT, "-"))])


def replace_story(wanted: CheckDraft, story: int) -> CheckDraft:
    """The same draft, its story known."""
    return replace(wanted, story=story)


def _checked(reception: Reception, asker: Asker, wanted: CheckDraft) -> tuple[Message, ...]:
    answer = reception.desk.drafts.check(asker, wanted)
    if isinstance(answer, WhichStory):
        raise BadRequest("Several stories fit this draft. Say which by story: and its number.")
    return drafts.render(answer)


def _tell(client: WebClient, place: Place, messages: Sequence[Message]) -> None:
    """To the writer alone: also where all could see a mention."""
    for message in messages:
        if place.direct or place.response_url or not place.channel:
            reply(client, place, message)
        else:
            given = {key: message.arguments()[key] for key in ("text", "blocks")}
            client.chat_postEphemeral(
                channel=place.channel,
                user=place.person,
                thread_ts=place.thread_for_one,
                **given,
            )


def _draft_in(client: WebClient, message: Mapping[str, Any]) -> CheckDraft:
    """The draft that a message holds: its file, else its words."""
    typed = read_check_draft(COMMAND.sub("", str(message.get("text") or ""), count=1))
    files = message.get("files") or ()
    if files:
        story = typed.story if isinstance(typed, CheckDraft | OpenDraft) else None
        return CheckDraft(text_of(client, files[0]), story)
    if isinstance(typed, CheckDraft):
        return typed
    raise BadRequest("That message holds no draft any more. Send it again.")


def _text_of_message(client: WebClient, channel: str, ts: str, place: Place) -> str:
    """Read again from the message, in the bot's own conversation with its writer."""
    if not channel.startswith("D") or channel != place.channel:
        raise BadRequest("That message is not here. Send the draft again.")
    found = client.conversations_replies(channel=channel, ts=ts, limit=1).get("messages") or ()
    message = next((one for one in found if one.get("ts") == ts), None)
    if message is None or message.get("user") != place.person:
        raise BadRequest("That message is gone. Send the draft again.")
    return _draft_in(client, message).text
