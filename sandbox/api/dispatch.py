"""A method's name, token and arguments in; the Web API's JSON answer, out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.api import auth, chat, conversations, files, people, views
from sandbox.api.call import Call, Method, Refused
from sandbox.credentials import APP_TOKEN, BOT_TOKEN
from sandbox.messages import Json
from sandbox.workspace import Workspace

METHODS: Mapping[str, Method] = {
    **auth.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **people.METHODS,
    **views.METHODS,
}


def answer(
    workspace: Workspace,
    name: str,
    token: str | None,
    arguments: Mapping[str, Any],  # Any: the JSON border
    methods: Mapping[str, Method] = METHODS,
) -> Json:
    """Never raises for what the caller did wrong: that is `{"ok": false, "error": …}`."""
    try:
        method = methods.get(name)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        if name not in auth.WITHOUT_TOKEN:
            _require_token(workspace, method, token)
        _require_scope(workspace, method)
        return {"ok": True, **method.handler(Call(workspace, arguments))}
    except Refused as refusal:
        return refusal.answer()


def _require_token(workspace: Workspace, method: Method, token: str | None) -> None:
    if not token:
        raise Refused("not_authed")
    if token not in (APP_TOKEN, BOT_TOKEN):
        raise Refused("invalid_auth")
    if (token == APP_TOKEN) != method.app_token:
        raise Refused("not_allowed_token_type")
    if token == BOT_TOKEN and not workspace.installed:
        raise Refused("account_inactive")


def _require_scope(workspace: Workspace, method: Method) -> None:
    provided = workspace.manifest.scopes
    if method.scopes and not set(method.scopes) & set(provided):
        raise Refused("missing_scope", needed=method.scopes[0], provided=",".join(provided))
