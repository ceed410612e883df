"""conversations.* and users.conversations: channels, their messages and members."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sandbox.api.call import Call, Method, Refused
from sandbox.messages import Json, Message
from sandbox.people import BOT_USER, Channel
from sandbox.shapes import channel_json, message_json

PAGE = 100
PAGE_LIMIT = 999
SCOPE_OF_KIND = {"channel": "channels", "group": "groups", "im": "im"}
TYPE_OF_KIND = {"channel": "public_channel", "group": "private_channel", "im": "im"}


def open_conversation(call: Call) -> Json:
    if call.text("channel"):
        return {"channel": channel_json(call.channel())}
    users = [one for one in call.needed("users").split(",") if one]
    if len(users) != 1:
        raise Refused("missing_scope", needed="mpim:write")
    channel = call.workspace.direct_channel(users[0])
    if channel is None:
        raise Refused("user_not_found")
    return {"no_op": True, "already_open": True, "channel": channel_json(channel)}


def info(call: Call) -> Json:
    channel = call.channel()
    _require_scope(call, channel, "read")
    return {"channel": channel_json(channel)}


def list_conversations(call: Call) -> Json:
    return _listed(call, lambda channel: True)


def of_user(call: Call) -> Json:
    user = call.text("user") or BOT_USER
    return _listed(call, lambda channel: user in channel.members)


def history(call: Call) -> Json:
    channel = _readable(call)
    messages = [
        message
        for message in call.workspace.log.in_channel(channel.id)
        if message.thread_ts is None or message.broadcast
    ]
    return _page(call, list(reversed(_within(call, messages))))


def replies(call: Call) -> Json:
    channel = _readable(call)
    root = call.workspace.log.get(channel.id, call.needed("ts"))
    if root is None or root.ephemeral:
        raise Refused("thread_not_found")
    thread = call.workspace.log.thread(channel.id, root.thread_ts or root.ts)
    return _page(call, thread)


def members(call: Call) -> Json:
    channel = call.channel()
    _require_scope(call, channel, "read")
    return {"members": sorted(channel.members), "response_metadata": {"next_cursor": ""}}


def join(call: Call) -> Json:
    channel = call.channel()
    if channel.private or channel.is_direct:
        raise Refused("method_not_supported_for_channel_type")
    if BOT_USER not in channel.members:
        channel = call.workspace.join(channel, BOT_USER)
    return {"channel": channel_json(channel)}


def leave(call: Call) -> Json:
    channel = call.channel()
    if BOT_USER not in channel.members:
        return {"not_in_channel": True}
    call.workspace.leave(channel, BOT_USER)
    return {}


def _listed(call: Call, wanted: Callable[[Channel], bool]) -> Json:
    types = (call.text("types") or "public_channel").split(",")
    channels = [
        channel
        for channel in call.workspace.channels.values()
        if TYPE_OF_KIND[channel.kind] in types
        and (not channel.private or BOT_USER in channel.members)
        and wanted(channel)
    ]
    for channel in channels:
        _require_scope(call, channel, "read")
    shown = [channel_json(channel) for channel in channels]
    return {"channels": shown, "response_metadata": {"next_cursor": ""}}


def _readable(call: Call) -> Channel:
    channel = call.channel()
    _require_scope(call, channel, "history")
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    return channel


def _require_scope(call: Call, channel: Channel, verb: str) -> None:
    needed = f"{SCOPE_OF_KIND[channel.kind]}:{verb}"
    provided = call.workspace.manifest.scopes
    if needed not in provided:
        raise Refused("missing_scope", needed=needed, provided=",".join(provided))


def _within(call: Call, messages: Sequence[Message]) -> list[Message]:
    oldest, latest = call.text("oldest") or "0", call.text("latest") or "9999999999"
    inclusive = call.flag("inclusive")
    return [
        one
        for one in messages
        if float(oldest) < float(one.ts) < float(latest)
        or (inclusive and one.ts in (oldest, latest))
    ]


def _page(call: Call, messages: Sequence[Message]) -> Json:
    limit = call.number("limit", PAGE, PAGE_LIMIT)
    start = call.number("cursor", 0, len(messages))
    page = messages[start : start + limit]
    more = start + limit < len(messages)
    metadata = call.flag("include_all_metadata")
    return {
        "messages": [message_json(call.workspace, one, metadata=metadata) for one in page],
        "has_more": more,
        "response_metadata": {"next_cursor": str(start + limit) if more else ""},
    }


READ = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")

METHODS: Mapping[str, Method] = {
    "conversations.open": Method(open_conversation, ("im:write", "mpim:write")),
    "conversations.info": Method(info, READ),
    "conversations.list": Method(list_conversations, READ),
    "conversations.history": Method(history, HISTORY),
    "conversations.replies": Method(replies, HISTORY),
    "conversations.members": Method(members, READ),
    "conversations.join": Method(join, ("channels:join",)),
    "conversations.leave": Method(leave, ("channels:write", "channels:manage")),
    "users.conversations": Method(of_user, READ),
}
