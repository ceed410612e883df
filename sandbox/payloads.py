"""What a person did in; the JSON that the bot receives for it, out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sandbox.credentials import VERIFICATION_TOKEN
from sandbox.elements import Placed
from sandbox.messages import Json, Message
from sandbox.people import APP, BOT_USER, TEAM, TEAM_DOMAIN, Channel, User
from sandbox.shapes import message_json
from sandbox.views import View
from sandbox.workspace import Workspace

URL = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)\]'\"]")


def slash_command(
    workspace: Workspace, user: User, channel: Channel, name: str, text: str
) -> tuple[Json, str]:
    """The form fields, and the token of the response URL among them."""
    now = workspace.clock.now()
    token = workspace.triggers.issue_response(user.id, channel.id, now)
    command = workspace.manifest.command(name)
    if command is not None and command.should_escape:
        text = escape_mentions(workspace, text)
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM,
        "team_domain": TEAM_DOMAIN,
        "channel_id": channel.id,
        "channel_name": channel.command_name,
        "user_id": user.id,
        "user_name": user.handle,
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url(workspace, token),
        "trigger_id": workspace.triggers.issue(user.id, now),
    }, token


def event_callback(workspace: Workspace, event: Json) -> Json:
    now = workspace.clock.now()
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": event,
        "type": "event_callback",
        "event_id": workspace.next_event_id(),
        "event_time": int(now.timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{event['type']}-{TEAM}",
    }


def message_event(workspace: Workspace, message: Message, kind: str) -> Json:
    """`kind` is app_mention or message."""
    event = message_json(workspace, message) | {
        "type": kind,
        "channel": message.channel,
        "event_ts": message.ts,
        "client_msg_id": f"sandbox-{message.ts}",
    }
    for only_in_history in ("reply_count", "reply_users", "latest_reply"):
        event.pop(only_in_history, None)
    if message.files and kind == "message":
        event["subtype"] = "file_share"
    if kind == "message":
        event["channel_type"] = workspace.channels[message.channel].kind
    return event


def block_actions(
    workspace: Workspace,
    user: User,
    placed: Placed,
    state: Json,
    source: Message | View,
    values: Mapping[str, Mapping[str, Json]],
) -> tuple[Json, str | None]:
    """The payload, and the response URL's token where the source is a message."""
    now = workspace.clock.now()
    action: Json = {
        "type": placed.kind,
        "action_id": placed.action_id,
        "block_id": placed.block_id,
        "action_ts": workspace.clock.next_ts(),
    }
    if placed.kind == "button":
        action |= {key: placed.element[key] for key in ("text", "value") if key in placed.element}
    else:
        action |= state
    payload = _interaction(workspace, "block_actions", user) | {
        "actions": [action],
        "state": {"values": values},
    }
    if isinstance(source, View):
        payload["trigger_id"] = workspace.triggers.issue(user.id, now, source.id)
        payload["container"] = {"type": "view", "view_id": source.id}
        payload["view"] = source.payload() | {"state": {"values": values}}
        return payload, None
    token = workspace.triggers.issue_response(
        user.id, source.channel, now, source.ts, source.thread_ts
    )
    container: Json = {
        "type": "message",
        "message_ts": source.ts,
        "channel_id": source.channel,
        "is_ephemeral": source.ephemeral,
    }
    if source.thread_ts:
        container["thread_ts"] = source.thread_ts
    payload |= {
        "trigger_id": workspace.triggers.issue(user.id, now),
        "container": container,
        "channel": _channel(workspace, source.channel),
        "response_url": response_url(workspace, token),
    }
    if not source.ephemeral:  # the platform keeps an ephemeral message's content to itself
        payload["message"] = message_json(workspace, source)
    return payload, token


def block_suggestion(
    workspace: Workspace, user: User, placed: Placed, source: Message | View, typed: str
) -> Json:
    """What a bot is asked for when somebody types into a select whose options it holds."""
    payload = _interaction(workspace, "block_suggestion", user) | {
        "action_id": placed.action_id,
        "block_id": placed.block_id,
        "value": typed,
    }
    if isinstance(source, View):
        container: Json = {"type": "view", "view_id": source.id}
        return payload | {"container": container, "view": source.payload()}
    container = {
        "type": "message",
        "message_ts": source.ts,
        "channel_id": source.channel,
        "is_ephemeral": source.ephemeral,
    }
    return payload | {"container": container, "channel": _channel(workspace, source.channel)}


def view_submission(
    workspace: Workspace, user: User, view: View, values: Mapping[str, Mapping[str, Json]]
) -> Json:
    return _interaction(workspace, "view_submission", user) | {
        "trigger_id": workspace.triggers.issue(user.id, workspace.clock.now(), view.id),
        "view": view.payload() | {"state": {"values": values}},
        "response_urls": _view_response_urls(workspace, user, view, values),
    }


def view_closed(workspace: Workspace, user: User, view: View, *, cleared: bool) -> Json:
    return _interaction(workspace, "view_closed", user) | {
        "view": view.payload(),
        "is_cleared": cleared,
    }


def shortcut(workspace: Workspace, user: User, callback_id: str) -> Json:
    return _interaction(workspace, "shortcut", user) | {
        "callback_id": callback_id,
        "trigger_id": workspace.triggers.issue(user.id, workspace.clock.now()),
        "action_ts": workspace.clock.next_ts(),
    }


def message_shortcut(
    workspace: Workspace, user: User, callback_id: str, message: Message
) -> tuple[Json, str]:
    now = workspace.clock.now()
    token = workspace.triggers.issue_response(
        user.id, message.channel, now, source_thread=message.thread_ts
    )
    return _interaction(workspace, "message_action", user) | {
        "callback_id": callback_id,
        "trigger_id": workspace.triggers.issue(user.id, now),
        "action_ts": workspace.clock.next_ts(),
        "message_ts": message.ts,
        "channel": _channel(workspace, message.channel),
        "message": message_json(workspace, message),
        "response_url": response_url(workspace, token),
    }, token


def response_url(workspace: Workspace, token: str) -> str:
    return f"{workspace.base_url}/commands/{TEAM}/{token}"


def as_sent(workspace: Workspace, typed: str) -> str:
    """What a person typed, as the platform stores it: escaped, mentions and links in `<…>`."""
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escape_mentions(workspace, URL.sub(lambda match: f"<{match[0]}>", escaped))


def escape_mentions(workspace: Workspace, text: str) -> str:
    """`@dana` and `#newsroom` become `<@U…>` and `<#C…|newsroom>`; unknown names stay."""

    def named(match: re.Match[str]) -> str:
        name = match["name"].rstrip(".")
        rest = match["name"][len(name) :]
        if match["mark"] == "@":
            user = workspace.user_called(name)
            return f"<@{user.id}>{rest}" if user else match[0]
        channel = workspace.channel_called("#" + name)
        return f"<#{channel.id}|{channel.name}>{rest}" if channel else match[0]

    return re.sub(r"(?<![\w<@#/])(?P<mark>[@#])(?P<name>[\w.-]+)", named, text)


def _interaction(workspace: Workspace, kind: str, user: User) -> Json:
    return {
        "type": kind,
        "token": VERIFICATION_TOKEN,
        "api_app_id": APP,
        "team": {"id": TEAM, "domain": TEAM_DOMAIN},
        "user": {
            "id": user.id,
            "username": user.handle,
            "name": user.handle,
            "team_id": TEAM,
        },
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _channel(workspace: Workspace, channel_id: str) -> Json:
    return {"id": channel_id, "name": workspace.channels[channel_id].command_name}


def _view_response_urls(
    workspace: Workspace, user: User, view: View, values: Mapping[str, Mapping[str, Json]]
) -> list[Json]:
    """One for each select that asks for it by `response_url_enabled`."""
    urls: list[Json] = []
    for block in view.content["blocks"]:
        element = block.get("element") or {}
        if not element.get("response_url_enabled"):
            continue
        block_id, action_id = block["block_id"], element.get("action_id", "")
        state = values.get(block_id, {}).get(action_id, {})
        channel = state.get("selected_conversation") or state.get("selected_channel")
        if channel:
            now = workspace.clock.now()
            token = workspace.triggers.issue_response(user.id, str(channel), now)
            urls.append(
                {
                    "block_id": block_id,
                    "action_id": action_id,
                    "channel_id": channel,
                    "response_url": response_url(workspace, token),
                }
            )
    return urls
