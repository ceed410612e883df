"""Forgetting: asked for, confirmed in a dialog, done; and all of a workspace when it uninstalls."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from desk.removal import Forget
from handlers.actions import numbered, value_of
from handlers.allowed import check
from handlers.blocks import keeping
from handlers.blocks.elements import FORGET
from handlers.carried import pack, unpack
from handlers.kept_words import read_forget
from handlers.reception import Reception
from handlers.replies import replace, reply

_log = logging.getLogger("parallax.removal")

EMPTY = "Type the word to go on."


def register(app: App, reception: Reception) -> None:
    """The button, the dialog, and the two events of an app that is taken out."""

    @app.action(numbered(FORGET))
    def open_dialog(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        check(asker, reception.admins)
        line = value_of(action)
        found = reception.desk.keeping.to_forget(asker, _request(line))
        view = keeping.dialog(found, pack(place, line=line))
        client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view(keeping.CONFIRM)
    def forget(
        ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
    ) -> None:
        carried, place = unpack(view, body)
        asker = reception.asker(client, place)
        request = _request(str(carried["line"]))
        if request.what == "workspace" and _typed(view) != keeping.WORD:
            ack(response_action="errors", errors={keeping.TYPED: EMPTY})
            return
        ack()
        check(asker, reception.admins)
        gone = reception.desk.keeping.forget(asker, request)
        _log.info("forgotten what=%s articles=%s", request.what, gone.articles)
        if place.message:
            replace(client, place, keeping.gone(gone))
        else:
            reply(client, place, keeping.gone(gone))

    @app.event("app_uninstalled")
    def uninstalled(body: Mapping[str, Any]) -> None:
        _forget_all(reception, body)

    @app.event("tokens_revoked")
    def revoked(body: Mapping[str, Any], event: Mapping[str, Any]) -> None:
        # A person's own token is none of ours: only without the bot's is the app out.
        if (event.get("tokens") or {}).get("bot"):
            _forget_all(reception, body)


def _forget_all(reception: Reception, body: Mapping[str, Any]) -> None:
    workspace = reception.workspace_of(str(body.get("team_id") or ""))
    articles = reception.desk.keeping.forget_workspace(workspace)
    _log.info("uninstalled, all is deleted articles=%s", articles)


def _request(line: str) -> Forget:
    return read_forget(tuple(line.split()[2:]))


def _typed(view: Mapping[str, Any]) -> str:
    values = view["state"]["values"].get(keeping.TYPED, {})
    return str((values.get(keeping.TYPED) or {}).get("value") or "").strip().lower()
