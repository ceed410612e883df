"""What the page and the terminal call: the state one person sees, a stream of changes, verbs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from sandbox.display import reader_for, show_block
from sandbox.downloads import file_response
from sandbox.elements import NoSuchChoice
from sandbox.faults import Failure
from sandbox.messages import Json, Message
from sandbox.outcome import Impossible, Outcome
from sandbox.page_state import changes_since, whole_state
from sandbox.people import Channel, User
from sandbox.service import Service
from sandbox.views import View

PAGE = Path(__file__).parent / "page"
MODULES = (
    *("app", "blocks", "composer", "dom", "floating", "focus", "forms", "keys", "messages"),
    *("picker", "rail", "state"),
)
PAGE_FILES = {
    "index.html": "text/html",
    "page.css": "text/css",
    **{f"{name}.js": "text/javascript" for name in MODULES},
    "icon.svg": "image/svg+xml",
}
HEARTBEAT = 15.0  # seconds; a proxy or browser drops a silent stream sooner or later

Verb = Callable[[Json, User], Awaitable[Outcome]]


class PageApi:
    def __init__(self, service: Service) -> None:
        self._service = service
        self._workspace = service.workspace

    def routes(self) -> list[web.RouteDef]:
        verbs: dict[str, Verb] = {
            "send": self._send,
            "act": self._act,
            "submit": self._submit,
            "close": self._close,
            "shortcut": self._shortcut,
            "home": self._home,
            "react": self._react,
            "fault": self._fault,
            "clock": self._clock,
        }
        return [
            web.get("/", self._index),
            web.get("/page/{name}", self._page),
            web.get("/archives/{channel}/{message}", self._permalink),
            web.get("/ui/state", self._state),
            web.get("/ui/stream", self._stream),
            web.get("/ui/files/{file}", self._file),
            web.post("/ui/file", self._share_file),
            web.post("/ui/options", self._options),
            *(web.post(f"/ui/{name}", self._handler(verb)) for name, verb in verbs.items()),
        ]

    # The page

    async def _index(self, request: web.Request) -> web.StreamResponse:
        return _page_file("index.html")

    async def _page(self, request: web.Request) -> web.StreamResponse:
        return _page_file(request.match_info["name"])

    async def _permalink(self, request: web.Request) -> web.StreamResponse:
        channel = self._workspace.channels.get(request.match_info["channel"])
        digits = request.match_info["message"].removeprefix("p")
        if channel is None or not digits.isdecimal():
            raise web.HTTPNotFound
        place = "@app" if channel.is_direct else channel.name
        raise web.HTTPFound(f"/#{place}?at={digits[:-6]}.{digits[-6:]}")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = self._workspace.files.get(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound
        return file_response(file, download="download" in request.query)

    # What one person sees

    async def _state(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(
            whole_state(self._service, self._user(request.query.get("as", "")))
        )

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        """A WebSocket: each message a batch of changes after revision `since`."""
        user = self._user(request.query.get("as", ""))
        revision = int(request.query.get("since") or 0)
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT)
        await socket.prepare(request)
        reader = asyncio.create_task(_until_closed(socket))
        journal = self._workspace.journal
        try:
            while not reader.done() and not self._service.closing.is_set():
                if journal.revision > revision:
                    batch = changes_since(self._service, user, revision)
                    revision = journal.revision
                    await socket.send_json(batch)
                    continue
                change = asyncio.create_task(journal.changed(revision))
                await asyncio.wait({reader, change}, return_when=asyncio.FIRST_COMPLETED)
                change.cancel()
        except ConnectionError:
            pass  # the page was closed while a batch was on its way
        finally:
            reader.cancel()
        await socket.close()
        return socket

    # What a person does

    async def _send(self, body: Json, user: User) -> Outcome:
        return await self._service.gestures.send(
            user, self._channel(body), str(body.get("text", "")), body.get("thread_ts")
        )

    async def _act(self, body: Json, user: User) -> Outcome:
        source = self._source(body, user)
        for block_id, action_id, choice in body.get("values") or ():
            self._service.interactions.choose(user, source, block_id, action_id, choice)
        return await self._service.interactions.act(
            user,
            source,
            str(body.get("block_id", "")),
            str(body.get("action_id", "")),
            body.get("choice"),
        )

    async def _submit(self, body: Json, user: User) -> Outcome:
        typed = {(block, action): choice for block, action, choice in body.get("values") or ()}
        return await self._service.interactions.submit(user, self._view(body), typed)

    async def _close(self, body: Json, user: User) -> Outcome:
        everything = bool(body.get("everything"))
        return await self._service.interactions.close(user, self._view(body), everything=everything)

    async def _shortcut(self, body: Json, user: User) -> Outcome:
        message = self._message(body, user) if body.get("ts") else None
        return await self._service.interactions.use_shortcut(
            user, str(body.get("callback_id", "")), message
        )

    async def _home(self, body: Json, user: User) -> Outcome:
        return await self._service.gestures.open_home(user, str(body.get("tab", "home")))

    async def _react(self, body: Json, user: User) -> Outcome:
        name = str(body.get("name", ""))
        return await self._service.gestures.react(user, self._message(body, user), name)

    async def _fault(self, body: Json, user: User) -> Outcome:
        """`{"method": …, "status": 429, "times": 3}`, `{"copies": 2}`, `{"lose": 1}`, `{}`."""
        faults = self._service.faults
        try:
            if body.get("method"):
                names = ("times", "status", "error", "retry_after", "delay")
                given = {name: body[name] for name in names if name in body}
                faults.plan(Failure(str(body["method"]), **{"times": 1, **given}))
            elif body.get("copies"):
                faults.deliver_copies(int(body["copies"]), int(body.get("events", 1)))
            elif body.get("lose"):
                faults.lose(int(body["lose"]))
            else:
                faults.clear()
        except (TypeError, ValueError) as error:
            raise Impossible(str(error)) from error
        return Outcome(delivered=False)

    async def _clock(self, body: Json, user: User) -> Outcome:
        self._workspace.clock.advance(timedelta(seconds=float(body.get("seconds", 0))))
        self._workspace.journal.record("clock")
        return Outcome(delivered=False)

    async def _options(self, request: web.Request) -> web.StreamResponse:
        """What the bot offers for words typed into a select: groups of options."""
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        body: Json = await request.json()
        user = self._user(str(body.get("as", "")))
        try:
            groups = await self._service.interactions.suggest(
                user,
                self._source(body, user),
                str(body.get("block_id", "")),
                str(body.get("action_id", "")),
                str(body.get("text", "")),
            )
        except Impossible as error:
            return web.json_response({"ok": False, "error": str(error)}, status=409)
        shown = [show_block(group, reader_for(self._workspace, user)) for group in groups]
        return web.json_response({"ok": True, "groups": shown})

    async def _share_file(self, request: web.Request) -> web.StreamResponse:
        query = request.query
        if request.content_type != "application/octet-stream":
            raise web.HTTPUnsupportedMediaType
        user = self._user(query.get("as", ""))
        channel = self._channel(dict(query))
        outcome = await self._service.gestures.share_file(
            user,
            channel,
            query.get("name", "file.txt"),
            await request.read(),
            query.get("text", ""),
        )
        return web.json_response({"ok": not outcome.error, "error": outcome.error})

    def _handler(self, verb: Verb) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            if request.content_type != "application/json":  # no form of another site sends this
                raise web.HTTPUnsupportedMediaType
            try:
                body: Any = json.loads(await request.text())  # Any: the JSON border
            except ValueError:
                raise web.HTTPBadRequest(text="not JSON") from None
            if not isinstance(body, dict):
                raise web.HTTPBadRequest(text="not a JSON object")
            try:
                outcome = await verb(body, self._user(str(body.get("as", ""))))
            except (Impossible, NoSuchChoice) as error:
                return web.json_response({"ok": False, "error": str(error)}, status=409)
            done = {"ok": not outcome.error, "error": outcome.error}
            return web.json_response({**done, "delivered": outcome.delivered})

        return handle

    # Who, where, what

    def _user(self, name: str) -> User:
        user = self._workspace.user_called(name or "dana")
        if user is None or user.is_bot:
            raise web.HTTPBadRequest(text="there is nobody of that name")
        return user

    def _channel(self, body: Json) -> Channel:
        channel = self._workspace.channel_called(str(body.get("channel", "")))
        if channel is None:
            raise Impossible("there is no such channel")
        return channel

    def _message(self, body: Json, user: User) -> Message:
        channel = self._channel(body)
        message = self._workspace.log.get(channel.id, str(body.get("ts", "")))
        if message is None or message.only_for not in (None, user.id):
            raise Impossible("there is no such message")
        return message

    def _view(self, body: Json) -> View:
        view = self._workspace.views.get(str(body.get("view", "")))
        if view is None:
            raise Impossible("there is no such view")
        return view

    def _source(self, body: Json, user: User) -> Message | View:
        return self._view(body) if body.get("view") else self._message(body, user)


async def _until_closed(socket: web.WebSocketResponse) -> None:
    async for _ in socket:
        pass  # the page only listens


def _page_file(name: str) -> web.StreamResponse:
    kind = PAGE_FILES.get(name)
    if kind is None:
        raise web.HTTPNotFound
    text = (PAGE / name).read_text(encoding="utf-8")
    return web.Response(text=text, content_type=kind, charset="utf-8")
