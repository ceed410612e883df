"""Forms and choices: the state the bot gets, what its answer does to the pile of modals."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.elements import Choice, NoSuchChoice, chosen
from sandbox.testing import BOT_TOKEN, Modal, Sandbox

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(value: str) -> Json:
    return {"text": plain(value.title()), "value": value}


OPTIONS = [option("red"), option("green"), option("blue")]

CHOICES: list[tuple[Json, Choice, Json]] = [
    ({"type": "plain_text_input"}, "words", {"value": "words"}),
    ({"type": "plain_text_input"}, "", {"value": None}),
    ({"type": "static_select", "options": OPTIONS}, "red", {"selected_option": OPTIONS[0]}),
    ({"type": "static_select", "options": OPTIONS}, "Green", {"selected_option": OPTIONS[1]}),
    (
        {"type": "static_select", "option_groups": [{"label": plain("x"), "options": OPTIONS}]},
        "blue",
        {"selected_option": OPTIONS[2]},
    ),
    ({"type": "radio_buttons", "options": OPTIONS}, None, {"selected_option": None}),
    ({"type": "overflow", "options": OPTIONS}, "red", {"selected_option": OPTIONS[0]}),
    (
        {"type": "checkboxes", "options": OPTIONS},
        ["red", "Blue"],
        {"selected_options": [OPTIONS[0], OPTIONS[2]]},
    ),
    ({"type": "multi_static_select", "options": OPTIONS}, None, {"selected_options": []}),
    ({"type": "datepicker"}, "2025-04-14", {"selected_date": "2025-04-14"}),
    ({"type": "timepicker"}, "09:00", {"selected_time": "09:00"}),
    ({"type": "datetimepicker"}, "1744722000", {"selected_date_time": 1744722000}),
    ({"type": "users_select"}, "U0DANA", {"selected_user": "U0DANA"}),
    ({"type": "conversations_select"}, "C0NEWSROOM", {"selected_conversation": "C0NEWSROOM"}),
    ({"type": "channels_select"}, "C0NEWSROOM", {"selected_channel": "C0NEWSROOM"}),
    ({"type": "multi_users_select"}, ["U0DANA"], {"selected_users": ["U0DANA"]}),
]


@pytest.mark.parametrize(("element", "choice", "state"), CHOICES)
def test_a_choice_becomes_the_state_the_platform_sends(
    element: Json, choice: Choice, state: Json
) -> None:
    assert chosen(element, choice) == {"type": element["type"], **state}


def test_an_option_that_is_none_cannot_be_chosen() -> None:
    with pytest.raises(NoSuchChoice, match="red, green, blue"):
        chosen({"type": "static_select", "options": OPTIONS}, "mauve")


class Forms:
    """A bot without Bolt: opens views, answers submissions as it is told, keeps what it got."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.client = WebClient(token=BOT_TOKEN, base_url=sandbox.api_url)
        self.got: list[Json] = []
        self.answer: Json = {}
        sandbox.attach(self._receive, idle=lambda seconds: True)

    def trigger(self) -> str:
        self.sandbox.command("/quiet")
        found: str = self.sandbox.delivered[-1].payload["trigger_id"]
        return found

    def open(self, view: Json) -> Modal:
        self.client.views_open(trigger_id=self.trigger(), view=view)
        modal = self.sandbox.modal()
        assert modal is not None
        return modal

    def _receive(self, method: str, headers: object, body: bytes) -> tuple[int, Json, str]:
        fields = parse_qs(body.decode())
        if "payload" in fields:
            self.got.append(json.loads(fields["payload"][0]))
            if self.answer and self.got[-1]["type"] == "view_submission":
                return 200, {"content-type": "application/json"}, json.dumps(self.answer)
        return 200, {}, ""


@pytest.fixture
def forms(sandbox: Sandbox) -> Forms:
    return Forms(sandbox)


def view(title: str, *blocks: Json, **more: Any) -> Json:
    return {
        "type": "modal",
        "title": plain(title),
        "submit": plain("Send"),
        "blocks": list(blocks),
        **more,
    }


def text_input(block_id: str, **more: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": "a", **more}
    return {"type": "input", "block_id": block_id, "label": plain(block_id), "element": element}


def test_initial_values_are_sent_where_nothing_was_typed(forms: Forms) -> None:
    modal = forms.open(view("One", text_input("x", initial_value="before"), text_input("y")))

    forms.sandbox.submit(modal, {"y": "typed"})

    values = forms.got[-1]["view"]["state"]["values"]
    assert values["x"]["a"] == {"type": "plain_text_input", "value": "before"}
    assert values["y"]["a"] == {"type": "plain_text_input", "value": "typed"}


def test_too_long_or_too_short_is_kept_back(forms: Forms) -> None:
    modal = forms.open(view("One", text_input("x", min_length=3, max_length=5)))

    assert "at least 3" in forms.sandbox.submit(modal, {"x": "ab"}).error
    assert "no more than 5" in forms.sandbox.submit(modal, {"x": "abcdef"}).error
    assert forms.got == []


def test_an_answer_may_push_update_or_clear(forms: Forms) -> None:
    modal = forms.open(view("One"))
    forms.answer = {"response_action": "push", "view": view("Two")}
    second = forms.sandbox.submit(modal).modal
    assert second is not None
    assert second.title == "Two"

    forms.answer = {"response_action": "update", "view": view("Three")}
    third = forms.sandbox.submit(second).modal
    assert third is not None
    assert (third.title, third.id) == ("Three", second.id)

    forms.answer = {"response_action": "clear"}
    forms.sandbox.submit(third)
    assert forms.sandbox.modal() is None


def test_a_modal_below_comes_back(forms: Forms) -> None:
    modal = forms.open(view("One"))
    forms.answer = {"response_action": "push", "view": view("Two")}
    pushed = forms.sandbox.submit(modal).modal
    assert pushed is not None
    forms.answer = {}

    forms.sandbox.submit(pushed)

    top = forms.sandbox.modal()
    assert top is not None
    assert top.title == "One"


def test_a_view_over_a_limit_is_trouble_for_the_person(forms: Forms) -> None:
    modal = forms.open(view("One"))
    forms.answer = {"response_action": "update", "view": view("x" * 25)}

    reply = forms.sandbox.submit(modal)

    assert reply.error.startswith("We had some trouble connecting.")
    assert forms.sandbox.modal() is not None


def test_no_more_than_three_modals_are_piled_up(forms: Forms) -> None:
    modal: Modal | None = forms.open(view("One"))
    for title in ("Two", "Three"):
        assert modal is not None
        forms.answer = {"response_action": "push", "view": view(title)}
        modal = forms.sandbox.submit(modal).modal
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        forms.client.views_push(trigger_id=forms.trigger(), view=view("Four"))


def test_a_closed_modal_is_told_where_the_bot_asked(forms: Forms) -> None:
    modal = forms.open(view("One", notify_on_close=True))
    forms.sandbox.close(modal)
    assert [one["type"] for one in forms.got] == ["view_closed"]

    forms.sandbox.close(forms.open(view("Two")))
    assert len(forms.got) == 1


def test_a_button_in_a_modal_brings_what_was_typed(forms: Forms) -> None:
    button = {"type": "button", "text": plain("Look"), "action_id": "look"}
    picker = {"type": "static_select", "action_id": "colour", "options": OPTIONS}
    modal = forms.open(
        view(
            "One",
            {"type": "actions", "block_id": "acts", "elements": [button, picker]},
            text_input("x"),
        )
    )
    forms.sandbox.select(modal, "red", action_id="colour")
    forms.sandbox.click(modal, "Look")

    payload = forms.got[-1]
    assert payload["container"] == {"type": "view", "view_id": modal.id}
    assert payload["actions"][0]["action_id"] == "look"
    colour = payload["view"]["state"]["values"]["acts"]["colour"]
    assert colour["selected_option"]["value"] == "red"
    forms.client.views_update(view_id=modal.id, hash=payload["view"]["hash"], view=view("Two"))
    top = forms.sandbox.modal()
    assert top is not None
    assert top.title == "Two"


def test_a_form_can_ask_for_a_response_url_of_the_channel_chosen(forms: Forms) -> None:
    element = {
        "type": "conversations_select",
        "action_id": "where",
        "response_url_enabled": True,
        "default_to_current_conversation": True,
    }
    block = {"type": "input", "block_id": "c", "label": plain("Where"), "element": element}
    forms.sandbox.submit(forms.open(view("One", block)), {"where": "C0NEWSROOM"})

    (answer,) = forms.got[-1]["response_urls"]
    assert answer["channel_id"] == "C0NEWSROOM"
    assert answer["response_url"].startswith(forms.sandbox.url)


def test_replies_permalinks_reactions_and_broadcasts(forms: Forms) -> None:
    client, where = forms.client, "C0NEWSROOM"
    root = client.chat_postMessage(channel=where, text="root")["ts"]
    client.chat_postMessage(channel=where, text="below", thread_ts=root)
    both = client.chat_postMessage(channel=where, text="both", thread_ts=root, reply_broadcast=True)

    assert [one.text for one in forms.sandbox.messages()] == ["root", "both"]
    assert [one.text for one in forms.sandbox.thread("#newsroom", root)] == [
        "root",
        "below",
        "both",
    ]
    link = client.chat_getPermalink(channel=where, message_ts=both["ts"])["permalink"]
    assert link.startswith(f"{forms.sandbox.url}/archives/{where}/p")
    with pytest.raises(SlackApiError, match="missing_scope"):
        client.reactions_add(channel=where, timestamp=root, name="eyes")


def test_a_button_of_an_attachment_can_be_clicked(forms: Forms) -> None:
    button = {"type": "button", "text": plain("Look"), "action_id": "look"}
    block = {"type": "actions", "block_id": "b", "elements": [button]}
    attachments = [{"color": "#17605c", "fallback": "look", "blocks": [block]}]
    forms.client.chat_postMessage(channel="C0NEWSROOM", text="see", attachments=attachments)

    (message,) = forms.sandbox.messages("#newsroom")
    forms.sandbox.click(message, "Look")

    assert forms.got[-1]["actions"][0]["action_id"] == "look"
