"""HTTP on 127.0.0.1: the Web API, response URLs, files, the Socket Mode link, the page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web

from sandbox.api.dispatch import answer
from sandbox.authorize import AuthorizePage
from sandbox.credentials import BOT_TOKEN
from sandbox.downloads import file_response
from sandbox.files import UPLOAD_LIMIT
from sandbox.page_api import PageApi
from sandbox.responses import use_response_url
from sandbox.service import Service

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
BODY_LIMIT = UPLOAD_LIMIT + 1024
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PortInUse(OSError):
    """Something else listens there; the sentence says what to do."""


async def _turn() -> None:
    """As many turns of the loop as a connection takes to be let in, known and closed."""
    for _ in range(12):
        await asyncio.sleep(0)


class Server:
    def __init__(self, service: Service) -> None:
        self.service = service
        self._methods = service.methods
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0) -> str:
        """The base address; port 0 takes a free one. Raises PortInUse."""
        application = web.Application(
            client_max_size=BODY_LIMIT, middlewares=[_same_machine, _headers]
        )
        application.add_routes(self._routes())
        application.add_routes(PageApi(self.service).routes())
        application.add_routes(AuthorizePage(self.service).routes())
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, port)
        try:
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            raise PortInUse(
                f"port {port} on {HOST} is in use: stop what listens there, "
                f"or choose another with --port"
            ) from error
        taken = self._runner.addresses[0][1]
        self.service.workspace.base_url = f"http://{HOST}:{taken}"
        return self.service.workspace.base_url

    async def stop(self) -> None:
        await self.service.close()
        if self._runner is not None:
            for site in tuple(self._runner.sites):
                await site.stop()
            await _turn()  # whoever was just let in is known to the runner, which closes it
            server = self._runner.server
            met = set(server.connections) if server is not None else set()
            await self._runner.cleanup()
            await _turn()
            if server is not None:
                met |= set(server.connections)  # let in while the others were closed
            for connection in met:
                if connection.transport is not None:
                    connection.transport.abort()
        await _turn()  # what was just closed is let go

    def _routes(self) -> list[web.RouteDef]:
        return [
            web.post("/api/{method}", self._api),
            web.get("/api/{method}", self._api),
            web.post("/commands/{team}/{token}", self._response_url),
            web.post("/upload/{file}", self._upload),
            web.put("/upload/{file}", self._upload),
            web.get("/files-pri/{file}/{name}", self._download),
            web.get("/files-pri/{file}/download/{name}", self._download),
            web.get("/link/{ticket}", self.service.socket.handle),
        ]

    async def _api(self, request: web.Request) -> web.Response:
        name = request.match_info["method"]
        failure = self.service.faults.next_for(name)
        if failure is not None:
            await asyncio.sleep(failure.delay)
            if failure.status != 200 or failure.error:
                shape = {"ok": False, "error": failure.word}
                return web.json_response(shape, status=failure.status, headers=failure.headers)
        arguments = await _arguments(request)
        if isinstance(arguments, str):
            return web.json_response({"ok": False, "error": arguments})
        token = _bearer(request) or str(arguments.get("token") or "")
        if request.headers.get("Authorization", "").startswith("Basic "):
            token = ""  # oauth.v2.access may bring its client id and secret so
        shape = answer(self.service.workspace, name, token, arguments, self._methods)
        return web.json_response(
            shape, headers={"X-OAuth-Scopes": ",".join(self.service.workspace.manifest.scopes)}
        )

    async def _response_url(self, request: web.Request) -> web.Response:
        body = await _arguments(request)
        if isinstance(body, str):
            return web.json_response({"ok": False, "error": "invalid_payload"}, status=400)
        if isinstance(body.get("payload"), str):
            body = json.loads(body["payload"])
        error = use_response_url(self.service.workspace, request.match_info["token"], dict(body))
        if error in ("used_url", "expired_url", "invalid_url"):
            return web.json_response({"ok": False, "error": error}, status=404)
        if error:
            return web.json_response({"ok": False, "error": error}, status=400)
        return web.Response(text="ok")

    async def _upload(self, request: web.Request) -> web.Response:
        content = await _uploaded(request)
        if not self.service.workspace.files.receive(request.match_info["file"], content):
            return web.Response(status=400, text="no file of this length was announced here")
        return web.Response(text=f"OK - {len(content)}")

    async def _download(self, request: web.Request) -> web.Response:
        """As url_private: with the bot's token, and the scope that reading a file takes."""
        file = self.service.workspace.files.get(request.match_info["file"])
        allowed = "files:read" in self.service.workspace.manifest.scopes
        if _bearer(request) != BOT_TOKEN or not allowed:
            return web.Response(status=403, text="a token with files:read is needed")
        if file is None:
            return web.Response(status=404, text="no such file")
        return file_response(file, download=True)


@web.middleware
async def _same_machine(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse other names for this address (DNS rebinding) and pages of other origins."""
    # Some WebSocket clients leave the port out of Host; the name is what rebinding changes.
    if request.host.rpartition(":")[0] not in NAMES and request.host not in NAMES:
        return web.Response(status=403, text="this address answers to 127.0.0.1 only")
    origin = request.headers.get("Origin")
    if origin is not None and origin.removeprefix("http://") not in _places(request):
        return web.Response(status=403, text="pages of other origins are refused")
    return await handler(request)


def _places(request: web.Request) -> set[str]:
    socket = request.transport.get_extra_info("sockname") if request.transport else None
    return {f"{name}:{socket[1]}" for name in NAMES} if socket else set()


@web.middleware
async def _headers(request: web.Request, handler: Handler) -> web.StreamResponse:
    response = await handler(request)
    if not response.prepared:
        response.headers.setdefault("Content-Security-Policy", PAGE_POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response.headers.setdefault("Cache-Control", "no-store")
    return response


async def _arguments(request: web.Request) -> Mapping[str, Any] | str:  # Any: the JSON border
    """Query, form or JSON body; or the platform's word for what is wrong with it."""
    arguments: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            return "invalid_json"
        if not isinstance(body, dict):
            return "json_not_object"
        return arguments | body
    form = await request.post()
    return arguments | {name: value for name, value in form.items() if isinstance(value, str)}


async def _uploaded(request: web.Request) -> bytes:
    """The raw body, or the one file of a form."""
    if request.content_type != "multipart/form-data":
        return await request.read()
    for value in (await request.post()).values():
        if isinstance(value, web.FileField):
            return value.file.read()
        return str(value).encode()
    return b""


def _bearer(request: web.Request) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
