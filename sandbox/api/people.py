"""users.*, bots.*, team.*, reactions.*: who is here and what they think of a message."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.api.call import Call, Method, Refused
from sandbox.messages import Json, Message
from sandbox.people import APP, BOT, BOT_USER, TEAM, TEAM_DOMAIN, TEAM_NAME
from sandbox.shapes import user_json


def user_info(call: Call) -> Json:
    return {"user": user_json(call.workspace, call.user())}


def user_list(call: Call) -> Json:
    members = [user_json(call.workspace, user) for user in call.workspace.users.values()]
    return {"members": members, "response_metadata": {"next_cursor": ""}}


def bot_info(call: Call) -> Json:
    if call.text("bot") not in ("", BOT):
        raise Refused("bot_not_found")
    name = call.workspace.manifest.name
    bot = {"id": BOT, "app_id": APP, "user_id": BOT_USER, "name": name, "deleted": False}
    return {"bot": bot}


def team_info(call: Call) -> Json:
    team = {"id": TEAM, "name": TEAM_NAME, "domain": TEAM_DOMAIN, "url": call.workspace.url}
    return {"team": team}


def add_reaction(call: Call) -> Json:
    message = _message(call)
    name = call.needed("name").strip(":")
    changed = call.workspace.log.with_reaction(message, name, BOT_USER)
    if changed is None:
        raise Refused("already_reacted")
    call.workspace.keep(changed)
    return {}


def remove_reaction(call: Call) -> Json:
    message = _message(call)
    name = call.needed("name").strip(":")
    changed = call.workspace.log.without_reaction(message, name, BOT_USER)
    if changed is None:
        raise Refused("no_reaction")
    call.workspace.keep(changed)
    return {}


def _message(call: Call) -> Message:
    channel = call.channel()
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    message = call.workspace.log.get(channel.id, call.needed("timestamp"))
    if message is None or message.ephemeral:
        raise Refused("message_not_found")
    return message


METHODS: Mapping[str, Method] = {
    "users.info": Method(user_info, ("users:read",)),
    "users.list": Method(user_list, ("users:read",)),
    "bots.info": Method(bot_info, ("users:read",)),
    "team.info": Method(team_info, ("team:read",)),
    "reactions.add": Method(add_reaction, ("reactions:write",)),
    "reactions.remove": Method(remove_reaction, ("reactions:write",)),
}
