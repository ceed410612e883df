"""A tiny Bolt app that repeats what it is told, and the sandbox it talks to.

They meet in process, over loopback HTTP, or by Socket Mode.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_bolt import App, BoltRequest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox.testing import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Sandbox, WatchedExecutor

MANIFEST = Path(__file__).with_name("manifest.yml")
Json = dict[str, Any]


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(label: str, action_id: str, value: str = "") -> Json:
    return {
        "type": "button",
        "text": {"type": "plain_text", "text": label},
        "action_id": action_id,
        "value": value,
    }


def option(label: str, value: str) -> Json:
    return {"text": {"type": "plain_text", "text": label}, "value": value}


FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "A form"},
    "submit": {"type": "plain_text", "text": "Send"},
    "private_metadata": "kept",
    "blocks": [
        {
            "type": "input",
            "block_id": "words",
            "label": {"type": "plain_text", "text": "Words"},
            "element": {"type": "plain_text_input", "action_id": "typed", "multiline": True},
        },
        {
            "type": "input",
            "block_id": "kind",
            "optional": True,
            "label": {"type": "plain_text", "text": "Kind"},
            "element": {
                "type": "static_select",
                "action_id": "picked",
                "options": [option("Loud", "loud"), option("Soft", "soft")],
            },
        },
    ],
}


class EchoBot:
    """`late` holds the ack of /slow back until the test sets it."""

    def __init__(self, api_url: str, executor: WatchedExecutor) -> None:
        self.late = threading.Event()
        self.events: list[Json] = []
        self.headers: list[Mapping[str, Sequence[str]]] = []
        self.failures: list[str] = []
        self.app = App(
            client=WebClient(token=BOT_TOKEN, base_url=api_url),
            signing_secret=SIGNING_SECRET,
            listener_executor=executor,
            token_verification_enabled=False,
        )
        self._register()

    def answer(
        self, method: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[int, Mapping[str, Sequence[str]], str]:
        """For `Sandbox(bot=…)`: dispatch into Bolt without a port."""
        response = self.app.dispatch(BoltRequest(body=body.decode(), headers=dict(headers)))
        return response.status, response.headers, response.body

    def _register(self) -> None:
        app = self.app

        @app.command("/say")
        def say_again(ack: Any, respond: Any, command: Json) -> None:
            ack()
            text = command["text"]
            actions = {
                "type": "actions",
                "block_id": "more",
                "elements": [
                    button("Again", "again", text),
                    button("Share", "share", text),
                    {
                        "type": "static_select",
                        "action_id": "pick",
                        "placeholder": {"type": "plain_text", "text": "Pick"},
                        "options": [option("One", "1"), option("Two", "2")],
                    },
                ],
            }
            respond(text=f"You said {text}", blocks=[section(f"You said *{text}*"), actions])

        @app.command("/herbs")
        def ask_for_herbs(ack: Any, respond: Any) -> None:
            ack()
            select = {"type": "external_select", "action_id": "herb", "min_query_length": 0}
            respond(text="Which?", blocks=[{"type": "actions", "elements": [select]}])

        @app.options("herb")
        def offer_herbs(ack: Any, payload: Json) -> None:
            herbs = ("Basil", "Lovage", "Lavender")
            found = [one for one in herbs if payload["value"].lower() in one.lower()]
            ack(options=[option(one, one.lower()) for one in found])

        @app.action("herb")
        def take_herb(ack: Any, respond: Any, action: Json) -> None:
            ack()
            respond(text=f"Took {action['selected_option']['value']}", replace_original=False)

        @app.command("/form")
        def open_form(ack: Any, client: WebClient, command: Json) -> None:
            ack()
            client.views_open(trigger_id=command["trigger_id"], view=FORM)

        @app.command("/slow")
        def be_late(ack: Any) -> None:
            self.late.wait(10)
            ack("too late")

        @app.command("/quiet")
        def be_quiet(ack: Any) -> None:
            ack()

        @app.action("again")
        def again(ack: Any, respond: Any, action: Json) -> None:
            ack()
            respond(text=f"Again: {action['value']}", replace_original=True)

        @app.action("share")
        def share(ack: Any, respond: Any, action: Json) -> None:
            ack()
            respond(text=f"Shared: {action['value']}", response_type="in_channel")

        @app.action("pick")
        def pick(ack: Any, respond: Any, action: Json) -> None:
            ack()
            respond(text=f"Picked {action['selected_option']['value']}")

        @app.view("form")
        def take_form(ack: Any, client: WebClient, view: Json, body: Json) -> None:
            values = view["state"]["values"]
            words = values["words"]["typed"]["value"]
            if words == "wrong":
                ack(response_action="errors", errors={"words": "Not that word"})
                return
            ack()
            picked = values["kind"]["picked"]["selected_option"]
            text = (
                f"{words} ({picked['value'] if picked else 'no kind'}, {view['private_metadata']})"
            )
            client.chat_postMessage(channel=body["user"]["id"], text=text)

        @app.shortcut("search")
        def search(ack: Any, client: WebClient, shortcut: Json) -> None:
            ack()
            client.views_open(trigger_id=shortcut["trigger_id"], view=FORM)

        @app.shortcut("check")
        def check(ack: Any, respond: Any, shortcut: Json) -> None:
            ack()
            respond(text=f"Checked: {shortcut['message']['text']}")

        @app.event("app_mention")
        def mentioned(event: Json, body: Json, say: Any, request: BoltRequest) -> None:
            self.events.append(body)
            self.headers.append(request.headers)
            say(text=f"heard {event['text']}", thread_ts=event.get("thread_ts") or event["ts"])

        @app.event("message")
        def written(event: Json, body: Json, say: Any) -> None:
            self.events.append(body)
            say(text=f"read {event['text']}")

        @app.event("app_home_opened")
        def home(event: Json, client: WebClient) -> None:
            blocks = [section(f"Hello <@{event['user']}>"), {"type": "divider"}]
            client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

        @app.event("app_uninstalled")
        def gone(body: Json) -> None:
            self.events.append(body)

        @app.event("tokens_revoked")
        def revoked(body: Json) -> None:
            self.events.append(body)

        @app.error
        def keep(error: Exception) -> None:
            self.failures.append(str(error))


class Pair:
    """The sandbox and the bot that talks to it."""

    def __init__(self, sandbox: Sandbox, bot: EchoBot) -> None:
        self.sandbox = sandbox
        self.bot = bot


@pytest.fixture
def changed_manifest() -> Callable[[Callable[[Json], None]], Json]:
    """Applies a change to the parsed manifest and gives it back."""

    def change_manifest(change: Callable[[Json], None]) -> Json:
        document: Json = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
        change(document)
        return document

    return change_manifest


@pytest.fixture
def manifest() -> Path:
    return MANIFEST


@pytest.fixture
def make_pair() -> Iterator[Callable[..., Pair]]:
    """Starts pairs in process; further arguments go to the Sandbox."""
    with ExitStack() as stack:

        def make(manifest: Any = MANIFEST, **options: Any) -> Pair:
            executor = WatchedExecutor()
            stack.callback(executor.shutdown)
            sandbox = stack.enter_context(Sandbox(manifest, **options))
            bot = EchoBot(sandbox.api_url, executor)
            sandbox.attach(bot.answer, idle=options.get("idle", executor.wait_idle))
            return Pair(sandbox, bot)

        yield make


@pytest.fixture
def pair(make_pair: Callable[..., Pair]) -> Pair:
    return make_pair()


@pytest.fixture
def sandbox(pair: Pair) -> Sandbox:
    return pair.sandbox


@pytest.fixture(params=["in process", "http", "socket mode"])
def any_way(request: pytest.FixtureRequest) -> Iterator[Pair]:
    """The same pair, reached in each of the three ways."""
    with ExitStack() as stack:
        yield start(stack, request.param)


@pytest.fixture
def by_socket() -> Iterator[Pair]:
    with ExitStack() as stack:
        yield start(stack, "socket mode")


def start(stack: ExitStack, way: str) -> Pair:
    executor = WatchedExecutor()
    stack.callback(executor.shutdown)
    bots: list[EchoBot] = []
    target: Any = None
    if way == "in process":

        def target(method: str, headers: Mapping[str, str], body: bytes) -> tuple[int, Any, str]:
            return bots[0].answer(method, headers, body)

    elif way == "http":
        target = stack.enter_context(_LoopbackServer(bots)).url
    sandbox = stack.enter_context(Sandbox(MANIFEST, bot=target, idle=executor.wait_idle))
    bots.append(EchoBot(sandbox.api_url, executor))
    if way == "socket mode":
        handler = SocketModeHandler(bots[0].app, APP_TOKEN)
        stack.callback(sandbox.hang_up, handler.close)
        handler.connect()
        sandbox.wait_for_bot()
    return Pair(sandbox, bots[0])


class _LoopbackServer:
    """The bot behind a real request URL."""

    def __init__(self, bots: list[EchoBot]) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, headers, answer = bots[0].answer("POST", dict(self.headers), body)
                content = answer.encode()
                self.send_response(status)
                for name, values in headers.items():
                    for value in [values] if isinstance(values, str) else values:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:
                """Silent."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        )
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/slack/events"

    def __enter__(self) -> _LoopbackServer:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
