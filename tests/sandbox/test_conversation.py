"""The main path, the same in process, over HTTP and by Socket Mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.sandbox.conftest import Pair


def test_a_command_is_answered_to_the_asker_alone(any_way: Pair) -> None:
    reply = any_way.sandbox.command("/say good morning")

    assert reply.text == "You said good morning"
    assert reply.plain.startswith("You said good morning")
    assert reply.ephemeral
    assert reply.buttons == ["Again", "Share"]
    assert any_way.sandbox.messages("#newsroom") == []
    assert [one.text for one in any_way.sandbox.ephemerals("dana")] == ["You said good morning"]
    assert any_way.sandbox.ephemerals("robin") == []


def test_a_click_replaces_the_answer(any_way: Pair) -> None:
    reply = any_way.sandbox.command("/say hello")

    again = any_way.sandbox.click(reply, "Again")

    assert again.text == "Again: hello"
    assert again.ts == reply.ts
    assert any_way.sandbox.refresh(reply).text == "Again: hello"


def test_a_shared_answer_is_there_for_all(any_way: Pair) -> None:
    reply = any_way.sandbox.command("/say hello", user="robin")

    shared = any_way.sandbox.click(reply, action_id="share")

    assert not shared.ephemeral
    assert [one.text for one in any_way.sandbox.messages("#newsroom")] == ["Shared: hello"]


def test_an_option_is_picked_by_its_label(any_way: Pair) -> None:
    reply = any_way.sandbox.command("/say hello")

    assert any_way.sandbox.select(reply, "Two", action_id="pick").text == "Picked 2"


def test_a_mention_is_answered_in_its_thread(any_way: Pair) -> None:
    reply = any_way.sandbox.mention("who said so?", user="robin")

    assert reply.text == "heard <@U0PARALLAX> who said so?"
    assert reply.asked is not None
    assert reply.thread_ts == reply.asked.ts
    assert [one.text for one in any_way.sandbox.thread(reply)][1:] == [reply.text]


def test_a_direct_message_is_read(any_way: Pair) -> None:
    assert any_way.sandbox.direct_message("a < b & c").text == "read a &lt; b &amp; c"


def test_a_form_is_filled_refused_and_sent(any_way: Pair) -> None:
    sandbox = any_way.sandbox
    modal = sandbox.command("/form").modal
    assert modal is not None
    assert modal.title == "A form"

    missing = sandbox.submit(modal, {})
    assert missing.error == "Please complete this required field."
    wrong = sandbox.submit(modal, {"words/typed": "wrong"})
    assert wrong.modal is not None
    assert wrong.modal.errors == (("words", "Not that word"),)
    sent = sandbox.submit(modal, {"Words": "right", "picked": "Soft"})

    assert sent.text == "right (soft, kept)"
    assert sandbox.modal("dana") is None


def test_home_is_published_when_it_is_opened(any_way: Pair) -> None:
    home = any_way.sandbox.open_home("robin")

    assert home.plain == "Hello @Robin Reporter\n———"


def test_shortcuts_open_a_form_and_check_a_message(any_way: Pair) -> None:
    sandbox = any_way.sandbox
    assert sandbox.shortcut("search").modal is not None
    written = sandbox.message("nobody answers this").asked

    assert sandbox.shortcut("check", written).text == "Checked: nobody answers this"


def test_an_app_that_is_removed_hears_of_it(any_way: Pair) -> None:
    any_way.sandbox.uninstall()

    kinds = [body["event"]["type"] for body in any_way.bot.events]
    assert sorted(kinds) == ["app_uninstalled", "tokens_revoked"]
