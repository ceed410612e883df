"""The bot against another emulator than ours, by base URL alone, over HTTP and by Socket Mode."""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import WSMsgType, web
from slack_sdk.signature import SignatureVerifier

from bot.running import listening
from bot.settings import load
from desk.desk import Desk
from desk.requests import Asker
from handlers.app import make_app, make_client
from handlers.reception import Reception
from store.archive import Archive
from tests.desk.newsroom import COLLATION, Clock, read
from tests.desk.test_fetching import Web
from tests.scenarios.conftest import free_port
from tests.store.archives import fresh_archive

ROOT = Path(__file__).parents[2]
SECRET = "any secret"
WAIT = 20.0  # seconds

#: What only our own emulator would understand.
OURS = re.compile(r"sandbox|T0SANDBOX|U0DANA|C0NEWSROOM|xoxb-|xapp-|127\.0\.0\.1|/ui/", re.I)
#: Where the bot starts the local Slack, or says where it runs, and so must name it.
NAMED = {
    "bot/local_slack.py", "bot/settings.py", "bot/running.py", "bot/doctor.py", "bot/installing.py",
}  # fmt: skip


@dataclass
class Emulator:
    """As much of Slack as a command needs; nothing of it is ours."""

    port: int
    calls: list[str] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    acks: list[dict[str, Any]] = field(default_factory=list)
    answered: threading.Event = field(default_factory=threading.Event)
    connected: threading.Event = field(default_factory=threading.Event)
    socket: web.WebSocketResponse | None = None
    loop: asyncio.AbstractEventLoop | None = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        self.calls.append(method)
        answers: dict[str, dict[str, Any]] = {
            "auth.test": {"team": "Elsewhere", "team_id": "T1", "user_id": "UBOT", "bot_id": "B1",
                          "url": self.base, "user": "bot"},
            "apps.connections.open": {"url": f"ws://127.0.0.1:{self.port}/socket"},
            "users.info": {"user": {"id": "U1", "tz": "Europe/London", "team_id": "T1"}},
        }  # fmt: skip
        return web.json_response({"ok": True, **answers.get(method, {})})

    async def respond(self, request: web.Request) -> web.StreamResponse:
        self.answers.append(await request.json())
        self.answered.set()
        return web.Response(text="ok")

    async def link(self, request: web.Request) -> web.StreamResponse:
        self.socket = web.WebSocketResponse()
        await self.socket.prepare(request)
        await self.socket.send_json({"type": "hello", "num_connections": 1})
        self.connected.set()
        async for message in self.socket:
            if message.type == WSMsgType.TEXT:
                self.acks.append(json.loads(message.data))
        return self.socket

    def command(self) -> dict[str, str]:
        return {
            "command": "/parallax", "text": "status", "team_id": "T1", "user_id": "U1",
            "channel_id": "C1", "trigger_id": "1.2", "response_url": f"{self.base}/respond",
        }  # fmt: skip

    def send(self, envelope: dict[str, Any]) -> None:
        assert self.socket is not None
        assert self.loop is not None
        asyncio.run_coroutine_threadsafe(self.socket.send_json(envelope), self.loop).result(WAIT)


async def _end(runner: web.AppRunner) -> None:
    """Nobody is let in any more; who was is closed, and let go."""
    for site in tuple(runner.sites):
        await site.stop()
    await asyncio.sleep(0)
    await runner.cleanup()
    await asyncio.sleep(0)


@contextmanager
def emulating() -> Iterator[Emulator]:
    """It answers within the block."""
    one = Emulator(free_port())
    ready, loop = threading.Event(), asyncio.new_event_loop()
    one.loop = loop

    async def begin() -> web.AppRunner:
        application = web.Application()
        application.add_routes(
            [
                web.post("/api/{method}", one.api),
                web.post("/respond", one.respond),
                web.get("/socket", one.link),
            ]
        )
        runner = web.AppRunner(application, shutdown_timeout=0.2)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", one.port).start()
        ready.set()
        return runner

    runners: list[web.AppRunner] = []

    def live() -> None:
        asyncio.set_event_loop(loop)
        runners.append(loop.run_until_complete(begin()))
        loop.run_forever()

    thread = threading.Thread(target=live, daemon=True)
    thread.start()
    assert ready.wait(WAIT)
    try:
        yield one
    finally:
        asyncio.run_coroutine_threadsafe(_end(runners[0]), loop).result(WAIT)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(WAIT)
        loop.close()


def reception(archive: Archive) -> Reception:
    clock = Clock()
    desk = Desk(archive, read, clock, COLLATION, Web())
    assert not desk.stories(Asker("newsroom"))
    return Reception(desk, clock, "newsroom")


@pytest.mark.parametrize("way", ["http", "socket mode"])
def test_the_bot_runs_against_any_emulator_by_its_address(way: str, tmp_path: Path) -> None:
    with fresh_archive("sqlite", tmp_path) as archive, emulating() as other:
        settings = replace(
            load({}, tmp_path),
            bot_token="anything",
            app_token="anything else",
            slack_url=f"{other.base}/api/",
            port=free_port(),
        )
        client = make_client(settings.bot_token, settings.slack_url)
        secret = SECRET if way == "http" else ""
        app = make_app(client, reception(archive), secret)
        with listening(app, settings, http=way == "http"):
            if way == "http":
                _post(other, settings.port)
            else:
                assert other.connected.wait(WAIT)
                payload = {"envelope_id": "e1", "type": "slash_commands"}
                other.send({**payload, "payload": other.command()})
            assert other.answered.wait(WAIT)
        told = other.answers[0]
        assert told["response_type"] == "ephemeral"
        assert "articles" in told["text"]
        assert "auth.test" in other.calls
        if way == "socket mode":
            assert {"envelope_id": "e1"}.items() <= other.acks[0].items()


def _post(other: Emulator, port: int) -> None:
    body = urlencode(other.command()).encode()
    stamp = str(int(time.time()))  # what Bolt compares with its own clock
    signed = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/slack/events",
        data=body,
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": str(signed),
        },
    )
    with urllib.request.urlopen(request, timeout=WAIT) as answer:  # loopback
        assert answer.status == 200


def test_nothing_in_the_bot_is_special_to_our_emulator() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("bot", "handlers", "desk", "store")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if str(path.relative_to(ROOT)) not in NAMED
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if OURS.search(line) and "data" not in path.parts
    ]
    assert found == []


def test_the_document_names_the_settings_and_methods_that_the_bot_uses() -> None:
    text = (ROOT / "docs" / "emulators.md").read_text(encoding="utf-8")
    used = set()
    for folder in ("handlers", "bot"):
        for path in (ROOT / folder).rglob("*.py"):
            calls = re.findall(
                r"client(?:\([^)]*\))?\.([a-z]+_\w+)\(", path.read_text(encoding="utf-8")
            )
            used |= {call.replace("_", ".", 1) for call in calls}
    told = {
        "files.upload.v2": "files.getUploadURLExternal",
        "files.upload_v2": "files.getUploadURL",
    }
    missing = [
        name for name in sorted(used) if told.get(name, name) not in text and name != "api.test"
    ]
    assert missing == []
    for setting in ("PARALLAX_SLACK_URL", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        assert setting in text
