"""Commands, events and answers on their way: late, lost, twice, once too often."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient, WebhookResponse

from sandbox.testing import APP_TOKEN, BOT_TOKEN, Sandbox

if TYPE_CHECKING:
    from tests.sandbox.conftest import Pair

Json = dict[str, Any]


def test_a_command_that_the_manifest_lacks_is_not_valid(sandbox: Sandbox) -> None:
    reply = sandbox.command("/nope")

    assert reply.text == "/nope is not a valid command"
    assert reply.ephemeral
    assert sandbox.delivered == []


def test_a_command_in_a_thread_is_refused(sandbox: Sandbox) -> None:
    asked = sandbox.message("a thread").asked
    assert asked is not None

    reply = sandbox.command("/say hello", thread_ts=asked.ts)

    assert "not supported in threads" in reply.text
    assert sandbox.delivered == []


def test_a_late_ack_is_a_timeout(make_pair: Callable[..., Pair]) -> None:
    pair = make_pair(ack_seconds=0.05, idle=lambda seconds: True)

    reply = pair.sandbox.command("/slow")
    pair.bot.late.set()

    assert reply.text == '/slow failed with the error "operation_timeout"'
    assert not reply.acknowledged


def test_an_event_that_is_not_subscribed_is_not_delivered(sandbox: Sandbox) -> None:
    reply = sandbox.message("nobody listens here")

    assert not reply
    assert sandbox.delivered == []


def test_a_mention_where_the_bot_is_not_is_told_to_the_writer(sandbox: Sandbox) -> None:
    reply = sandbox.mention("are you here?", channel="#general")

    assert reply.ephemeral
    assert "not in this channel" in reply.text
    assert sandbox.delivered == []


def test_an_event_without_its_scope_is_not_delivered(
    make_pair: Callable[..., Pair], changed_manifest: Callable[..., Json]
) -> None:
    def forbid(document: Json) -> None:
        document["oauth_config"]["scopes"]["bot"].remove("app_mentions:read")

    sandbox = make_pair(changed_manifest(forbid)).sandbox
    sandbox.mention("hello?")
    assert sandbox.delivered == []


def test_an_event_delivered_twice_bears_the_marks_of_a_retry(any_way: Pair) -> None:
    any_way.sandbox.deliver_twice()

    any_way.sandbox.mention("twice")

    ids = [body["event_id"] for body in any_way.bot.events]
    assert len(ids) == 2
    assert len(set(ids)) == 1
    marks = [headers.get("x-slack-retry-num") for headers in any_way.bot.headers]
    assert len(marks) == 2
    assert marks.count(["1"]) == 1


def test_a_lost_event_is_not_answered(sandbox: Sandbox) -> None:
    sandbox.lose_events()
    assert not sandbox.mention("hello?")
    assert sandbox.mention("hello?")


def test_an_event_the_bot_refuses_is_sent_three_times_more(manifest: Path) -> None:
    calls: list[Mapping[str, str]] = []

    def broken(method: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Json, str]:
        calls.append(headers)
        return 500, {}, "no"

    with Sandbox(manifest, bot=broken) as sandbox:
        sandbox.mention("hello?")

    assert [one.get("X-Slack-Retry-Num") for one in calls] == [None, "1", "2", "3"]
    assert calls[1]["X-Slack-Retry-Reason"] == "http_error"


def test_a_bot_that_is_away_fails_the_command(manifest: Path) -> None:
    with Sandbox(manifest) as sandbox:
        reply = sandbox.command("/say hello")

    assert reply.text == '/say failed with the error "dispatch_failed"'


def test_a_bot_that_listens_is_waited_for(any_way: Pair, manifest: Path) -> None:
    any_way.sandbox.wait_for_bot()
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/slack/events"
        with Sandbox(manifest, bot=url) as sandbox, pytest.raises(AssertionError, match="there"):
            sandbox.wait_for_bot(seconds=0.1)


def test_a_lost_connection_is_made_again(by_socket: Pair) -> None:
    by_socket.sandbox.disconnect()
    by_socket.sandbox.wait_for_bot()

    assert by_socket.sandbox.command("/say still here").text == "You said still here"


def test_a_bot_that_hangs_up_while_it_is_spoken_to_disturbs_nobody(
    by_socket: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(*_: object) -> None:
        raise ConnectionResetError("Cannot write to closing transport")

    with monkeypatch.context() as hung_up:
        hung_up.setattr(web.WebSocketResponse, "ping", gone)
        by_socket.sandbox.ping_connections()

    assert by_socket.sandbox.command("/say still here").text == "You said still here"


def test_each_envelope_goes_to_one_of_several_connections(by_socket: Pair) -> None:
    second = SocketModeHandler(by_socket.bot.app, APP_TOKEN)
    second.connect()
    by_socket.sandbox.wait_for_bot(connections=2)

    for number in range(4):
        by_socket.sandbox.mention(str(number))

    assert len(by_socket.bot.events) == 4
    by_socket.sandbox.hang_up(second.close)


def test_a_response_url_is_good_for_five_uses(sandbox: Sandbox) -> None:
    sandbox.command("/quiet")
    url = sandbox.delivered[-1].payload["response_url"]

    answers = [respond(url, {"text": str(one)}) for one in range(6)]

    assert [one.status_code for one in answers] == [200] * 5 + [404]
    assert json.loads(answers[-1].body) == {"ok": False, "error": "used_url"}
    assert [one.text for one in sandbox.ephemerals("dana")] == ["0", "1", "2", "3", "4"]


def test_a_response_url_dies_after_half_an_hour(sandbox: Sandbox) -> None:
    sandbox.command("/quiet")
    url = sandbox.delivered[-1].payload["response_url"]
    sandbox.advance(timedelta(minutes=29, seconds=59))
    assert respond(url, {"text": "in time"}).status_code == 200
    sandbox.advance(timedelta(seconds=2))
    assert respond(url, {"text": "late"}).body == '{"ok": false, "error": "expired_url"}'


def test_a_response_url_refuses_what_a_message_may_not_hold(sandbox: Sandbox) -> None:
    sandbox.command("/quiet")
    url = sandbox.delivered[-1].payload["response_url"]
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]

    answer = respond(url, {"text": "x", "blocks": blocks})

    assert (answer.status_code, json.loads(answer.body)["error"]) == (400, "invalid_blocks")
    assert sandbox.ephemerals("dana") == []


def test_an_original_is_deleted(sandbox: Sandbox) -> None:
    reply = sandbox.command("/say hello")
    sandbox.click(reply, "Share")
    url = sandbox.delivered[-1].payload["response_url"]

    respond(url, {"delete_original": True})

    assert sandbox.ephemerals("dana") == []


def test_a_click_on_an_ephemeral_message_does_not_carry_it(sandbox: Sandbox) -> None:
    sandbox.click(sandbox.command("/say hello"), "Again")

    payload = sandbox.delivered[-1].payload
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload


def test_calls_are_limited_refused_and_restored(sandbox: Sandbox) -> None:
    client = WebClient(token=BOT_TOKEN, base_url=sandbox.api_url)
    sandbox.fail("chat.postMessage", status=429, times=2, retry_after=7)

    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel="C0NEWSROOM", text="x")
        assert caught.value.response.status_code == 429
        assert caught.value.response.headers["Retry-After"] == "7"
    client.chat_postMessage(channel="C0NEWSROOM", text="x")

    sandbox.fail("users.info", error="user_not_found", status=200)
    with pytest.raises(SlackApiError, match="user_not_found"):
        client.users_info(user="U0DANA")


def test_an_outage_ends_when_it_is_told_to(sandbox: Sandbox) -> None:
    client = WebClient(token=BOT_TOKEN, base_url=sandbox.api_url)
    sandbox.outage(calls=1000)
    with pytest.raises(SlackApiError) as caught:
        client.auth_test()
    assert caught.value.response.status_code == 503

    sandbox.recover()
    assert client.auth_test()["user_id"] == "U0PARALLAX"


def test_faults_are_bounded(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="times"):
        sandbox.fail(times=100_000)
    with pytest.raises(ValueError, match="delay"):
        sandbox.slow(seconds=3600)


def test_timestamps_follow_the_clock_and_are_never_the_same(sandbox: Sandbox) -> None:
    first = sandbox.message("one").asked
    second = sandbox.message("two").asked
    sandbox.advance(timedelta(hours=1))
    third = sandbox.message("three").asked

    assert first is not None
    assert second is not None
    assert third is not None
    assert [first.ts, second.ts] == ["1744722000.000000", "1744722000.000001"]
    assert third.ts.startswith("1744725600.")


def test_a_file_in_a_direct_message_can_be_fetched_with_the_token(pair: Pair) -> None:
    pair.sandbox.direct_message("a draft", file=("draft.txt", b"He said so."))

    event = pair.bot.events[-1]["event"]
    url = event["files"][0]["url_private"]
    request = Request(url, headers={"Authorization": f"Bearer {BOT_TOKEN}"})
    with urlopen(request, timeout=5) as allowed:
        assert allowed.read() == b"He said so."
    assert event["subtype"] == "file_share"
    with pytest.raises(HTTPError, match="403") as refused:
        urlopen(url, timeout=5)
    refused.value.close()


def respond(url: str, body: Json) -> WebhookResponse:
    return WebhookClient(url).send_dict(body)
