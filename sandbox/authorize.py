"""The page on which somebody lets the app in: an authorize request in, links back out."""

from __future__ import annotations

import html
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from sandbox.api.auth import OAUTH_CODE
from sandbox.credentials import CLIENT_ID
from sandbox.people import TEAM_NAME
from sandbox.service import Service


class AuthorizePage:
    """`/oauth/v2/authorize`: Allow leads back with a code, Cancel with `access_denied`."""

    def __init__(self, service: Service) -> None:
        self._manifest = service.workspace.manifest

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/oauth/v2/authorize", self._show)]

    async def _show(self, request: web.Request) -> web.StreamResponse:
        query = request.query
        if query.get("client_id") != CLIENT_ID:
            return _page("This app is not known here", "invalid_client_id", 400)
        back = query.get("redirect_uri", "")
        if urlsplit(back).scheme not in ("http", "https"):
            return _page("The app says not where to lead back to", "bad_redirect_uri", 400)
        asked = [scope for scope in query.get("scope", "").split(",") if scope]
        unknown = sorted(set(asked) - set(self._manifest.scopes))
        if not asked or unknown:
            said = f"invalid_scope {' '.join(unknown)}".strip()
            return _page("The app asks for what its manifest does not", said, 400)
        state = query.get("state", "")
        allow = _led(back, {"code": OAUTH_CODE, "state": state})
        cancel = _led(back, {"error": "access_denied", "state": state})
        listed = "".join(f"<li><code>{html.escape(scope)}</code></li>" for scope in asked)
        name = html.escape(self._manifest.name)
        body = (
            f"<p>{name} asks to work in {TEAM_NAME}, with:</p><ul>{listed}</ul>"
            f'<p><a href="{html.escape(allow)}">Allow</a> · '
            f'<a href="{html.escape(cancel)}">Cancel</a></p>'
        )
        return _page(f"Let {name} into {TEAM_NAME}?", body, 200, escaped=True)


def _led(back: str, query: dict[str, str]) -> str:
    return f"{back}{'&' if '?' in back else '?'}{urlencode(query)}"


def _page(title: str, words: str, status: int, *, escaped: bool = False) -> web.Response:
    body = words if escaped else f"<p>{html.escape(words)}</p>"
    text = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title}</title><link rel="stylesheet" href="/page/page.css"></head>'
        f'<body class="plain-page"><main class="block"><h1>{title}</h1>{body}</main></body></html>'
    )
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")
