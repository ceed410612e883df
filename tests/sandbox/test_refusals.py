"""What the Web API refuses, in the words in which it refuses it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.testing import APP_TOKEN, BOT_TOKEN, Sandbox

if TYPE_CHECKING:
    from tests.sandbox.conftest import Pair

Json = dict[str, Any]


@pytest.fixture
def client(sandbox: Sandbox) -> WebClient:
    return WebClient(token=BOT_TOKEN, base_url=sandbox.api_url)


def refusal(call: Callable[[], Any]) -> Json:
    with pytest.raises(SlackApiError) as caught:
        call()
    answer: Json = caught.value.response.data
    assert answer["ok"] is False
    return answer


def test_an_unknown_token_is_invalid(sandbox: Sandbox) -> None:
    stranger = WebClient(token="xoxb-other", base_url=sandbox.api_url)
    assert refusal(stranger.auth_test)["error"] == "invalid_auth"
    nobody = WebClient(base_url=sandbox.api_url)
    assert refusal(nobody.auth_test)["error"] == "not_authed"


def test_the_app_token_opens_connections_and_nothing_else(sandbox: Sandbox) -> None:
    app = WebClient(token=APP_TOKEN, base_url=sandbox.api_url)
    assert refusal(app.auth_test)["error"] == "not_allowed_token_type"


def test_an_unknown_method_is_named(client: WebClient) -> None:
    answer = refusal(lambda: client.api_call("chat.shout"))
    assert (answer["error"], answer["req_method"]) == ("unknown_method", "chat.shout")


def test_a_missing_scope_is_named_with_what_is_there(client: WebClient) -> None:
    answer = refusal(lambda: client.conversations_info(channel="C0NEWSROOM"))
    assert (answer["error"], answer["needed"]) == ("missing_scope", "channels:read")
    assert "chat:write" in answer["provided"].split(",")


def test_reading_a_channel_needs_a_scope_the_bot_does_not_want(client: WebClient) -> None:
    answer = refusal(lambda: client.conversations_history(channel="C0NEWSROOM"))
    assert (answer["error"], answer["needed"]) == ("missing_scope", "channels:history")


def test_the_bot_posts_only_where_it_is(client: WebClient) -> None:
    post = client.chat_postMessage
    assert refusal(lambda: post(channel="C0GENERAL", text="x"))["error"] == "not_in_channel"
    assert refusal(lambda: post(channel="G0EDITORS", text="x"))["error"] == "channel_not_found"
    assert refusal(lambda: post(channel="C0NOWHERE", text="x"))["error"] == "channel_not_found"


def test_public_channels_are_open_to_a_bot_with_the_scope(
    make_pair: Callable[..., Pair], changed_manifest: Callable[..., Json]
) -> None:
    def allow(document: Json) -> None:
        document["oauth_config"]["scopes"]["bot"].append("chat:write.public")

    sandbox = make_pair(changed_manifest(allow)).sandbox
    client = WebClient(token=BOT_TOKEN, base_url=sandbox.api_url)

    client.chat_postMessage(channel="#general", text="here")
    assert [one.text for one in sandbox.messages("#general")] == ["here"]


def test_an_invited_bot_may_post(client: WebClient, sandbox: Sandbox) -> None:
    sandbox.invite_bot("#general")
    client.chat_postMessage(channel="C0GENERAL", text="thank you")


def test_an_empty_message_has_no_text(client: WebClient) -> None:
    answer = refusal(lambda: client.api_call("chat.postMessage", json={"channel": "C0NEWSROOM"}))
    assert answer["error"] == "no_text"


def test_blocks_over_a_limit_are_refused_with_their_place(
    client: WebClient, sandbox: Sandbox
) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]

    answer = refusal(lambda: client.chat_postMessage(channel="C0NEWSROOM", blocks=blocks, text="x"))

    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]
    assert sandbox.messages("#newsroom") == []


def test_blocks_that_are_not_json_are_refused(client: WebClient) -> None:
    answer = refusal(
        lambda: client.chat_postMessage(channel="C0NEWSROOM", text="x", blocks="[oops")
    )
    assert answer["error"] == "invalid_blocks_format"


def test_only_its_own_messages_are_the_bots_to_change(client: WebClient, sandbox: Sandbox) -> None:
    written = sandbox.message("mine").asked
    assert written is not None
    where = {"channel": "C0NEWSROOM", "ts": written.ts}
    assert refusal(lambda: client.chat_update(text="x", **where))["error"] == "cant_update_message"
    assert refusal(lambda: client.chat_delete(**where))["error"] == "cant_delete_message"
    gone = refusal(lambda: client.chat_update(channel="C0NEWSROOM", ts="1.000000", text="x"))
    assert gone["error"] == "message_not_found"


def test_an_ephemeral_message_cannot_be_updated_by_its_ts(client: WebClient) -> None:
    answer = client.chat_postEphemeral(channel="C0NEWSROOM", user="U0DANA", text="psst")
    update = refusal(
        lambda: client.chat_update(channel="C0NEWSROOM", ts=answer["message_ts"], text="x")
    )
    assert update["error"] == "message_not_found"


def test_a_new_text_takes_the_old_blocks_away(client: WebClient, sandbox: Sandbox) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "*bold*"}}]
    posted = client.chat_postMessage(channel="C0NEWSROOM", text="plain", blocks=blocks)
    assert sandbox.messages()[0].plain == "bold"

    client.chat_update(channel="C0NEWSROOM", ts=posted["ts"], text="changed")

    assert sandbox.messages()[0].plain == "changed"
    assert sandbox.messages()[0].edited


def test_a_trigger_lives_three_seconds_and_once(client: WebClient, sandbox: Sandbox) -> None:
    view = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": []}

    def trigger() -> str:
        sandbox.command("/quiet")
        found = sandbox.delivered[-1].payload["trigger_id"]
        return str(found)

    once = trigger()
    client.views_open(trigger_id=once, view=view)
    again = refusal(lambda: client.views_open(trigger_id=once, view=view))
    assert again["error"] == "exchanged_trigger_id"

    late = trigger()
    sandbox.advance(timedelta(seconds=3.1))
    assert refusal(lambda: client.views_open(trigger_id=late, view=view))["error"] == (
        "expired_trigger_id"
    )
    never = refusal(lambda: client.views_open(trigger_id="1.2.3", view=view))
    assert never["error"] == "invalid_trigger_id"


def test_a_home_needs_the_tab_of_the_manifest(
    make_pair: Callable[..., Pair], changed_manifest: Callable[..., Json]
) -> None:
    def close(document: Json) -> None:
        document["features"]["app_home"]["home_tab_enabled"] = False

    sandbox = make_pair(changed_manifest(close)).sandbox
    client = WebClient(token=BOT_TOKEN, base_url=sandbox.api_url)
    view: Json = {"type": "home", "blocks": []}
    assert refusal(lambda: client.views_publish(user_id="U0DANA", view=view))["error"] == (
        "not_enabled"
    )


def test_a_stale_hash_is_a_conflict(client: WebClient) -> None:
    view: Json = {"type": "home", "blocks": []}
    first = client.views_publish(user_id="U0DANA", view=view)["view"]["hash"]
    client.views_publish(user_id="U0DANA", view=view, hash=first)
    answer = refusal(lambda: client.views_publish(user_id="U0DANA", view=view, hash=first))
    assert answer["error"] == "hash_conflict"


def test_a_file_goes_to_a_conversation_not_to_a_user(client: WebClient, sandbox: Sandbox) -> None:
    answer = refusal(
        lambda: client.files_upload_v2(channel="U0DANA", filename="a.csv", content="a,b")
    )
    assert answer["error"] == "channel_not_found"

    direct = client.conversations_open(users="U0DANA")["channel"]["id"]
    client.files_upload_v2(channel=direct, filename="a.csv", title="Table", content="a,b")

    assert [file.text() for file in sandbox.files][-1] == "a,b"
    assert sandbox.direct_messages("dana")[-1].files


def test_a_removed_app_has_no_token_left(client: WebClient, sandbox: Sandbox) -> None:
    sandbox.uninstall()
    assert refusal(client.auth_test)["error"] == "account_inactive"


def test_people_are_told_apart(client: WebClient) -> None:
    dana = client.users_info(user="U0DANA")["user"]
    guest = client.users_info(user="U0GUEST")["user"]
    assert (dana["is_admin"], dana["tz"], dana["tz_offset"]) == (True, "America/New_York", -14400)
    assert guest["is_restricted"] is True
    assert refusal(lambda: client.users_info(user="U0NOBODY"))["error"] == "user_not_found"
