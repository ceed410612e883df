"""Users, channels, messages, files as the Web API and events spell them in JSON."""

from __future__ import annotations

from sandbox.files import File
from sandbox.messages import Json, Message
from sandbox.people import APP, BOT, BOT_USER, TEAM, Channel, User
from sandbox.workspace import Workspace


def user_json(workspace: Workspace, user: User) -> Json:
    now = workspace.clock.now()
    return {
        "id": user.id,
        "team_id": user.team,
        "name": user.handle,
        "deleted": False,
        "real_name": user.real_name,
        "tz": user.zone,
        "tz_label": user.tz_label(now),
        "tz_offset": user.tz_offset(now),
        "profile": {
            "real_name": user.real_name,
            "display_name": user.handle,
            "team": TEAM,
            **({"api_app_id": APP, "bot_id": BOT} if user.is_bot else {}),
        },
        "is_admin": user.is_admin,
        "is_owner": user.is_admin,
        "is_primary_owner": user.is_admin,
        "is_restricted": user.is_guest,
        "is_ultra_restricted": False,
        **({"is_stranger": True} if user.is_stranger else {}),
        "is_bot": user.is_bot,
        "is_app_user": False,
        "is_email_confirmed": True,
        "updated": int(now.timestamp()),
    }


def channel_json(channel: Channel) -> Json:
    if channel.is_direct:
        return {
            "id": channel.id,
            "created": 0,
            "is_im": True,
            "is_archived": False,
            "user": channel.direct_with,
            "context_team_id": TEAM,
        }
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "created": 0,
        "creator": "U0DANA",
        "is_channel": not channel.private,
        "is_group": channel.private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.private,
        "is_archived": False,
        "is_general": channel.name == "general",
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "is_member": BOT_USER in channel.members,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(channel.members),
        "context_team_id": TEAM,
    }


def message_json(workspace: Workspace, message: Message, *, metadata: bool = True) -> Json:
    """As in chat.postMessage's answer, conversations.history and interaction payloads."""
    shape: Json = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": TEAM,
    }
    if message.from_bot:
        shape |= {"bot_id": BOT, "app_id": APP}
    if message.blocks:
        shape["blocks"] = list(message.blocks)
    if message.attachments:
        shape["attachments"] = list(message.attachments)
    if message.metadata and metadata:
        shape["metadata"] = message.metadata
    if message.edited_ts:
        shape["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.reactions:
        shape["reactions"] = [
            {"name": name, "users": list(who), "count": len(who)} for name, who in message.reactions
        ]
    files = [file for file in map(workspace.files.get, message.files) if file is not None]
    if files:
        shape["files"] = [file_json(workspace, file) for file in files]
        shape["upload"] = False
    replies = workspace.log.replies(message.channel, message.ts)
    if message.thread_ts:
        parent = workspace.log.get(message.channel, message.thread_ts)
        shape["thread_ts"] = message.thread_ts
        if parent is not None:
            shape["parent_user_id"] = parent.user
        if message.broadcast:
            shape["subtype"] = "thread_broadcast"
    elif replies:
        shape |= {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users": sorted({reply.user for reply in replies}),
            "latest_reply": replies[-1].ts,
        }
    return shape


def file_json(workspace: Workspace, file: File) -> Json:
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": file.filetype,
        "pretty_type": file.filetype.upper(),
        "user": file.owner,
        "user_team": TEAM,
        "editable": False,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "alt_txt": file.alt_text,
        "url_private": f"{workspace.base_url}/files-pri/{file.id}/{file.name}",
        "url_private_download": f"{workspace.base_url}/files-pri/{file.id}/download/{file.name}",
        "permalink": f"{workspace.base_url}/files/{file.id}",
        "channels": [one for one in file.channels if one.startswith("C")],
        "groups": [one for one in file.channels if one.startswith("G")],
        "ims": [one for one in file.channels if one.startswith("D")],
    }
