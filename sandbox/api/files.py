"""files.*: the two-step upload, and what is known of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sandbox.api.call import Call, Method, Refused
from sandbox.files import UPLOAD_LIMIT, File
from sandbox.messages import Json
from sandbox.people import BOT_USER, Channel
from sandbox.shapes import file_json
from sandbox.workspace import Draft


def get_upload_url(call: Call) -> Json:
    length = call.number("length", 0, UPLOAD_LIMIT + 1)
    if not length:
        raise Refused("invalid_arguments", "[ERROR] must be greater than 0: length")
    if length > UPLOAD_LIMIT:
        raise Refused("file_upload_size_restricted")
    workspace = call.workspace
    name = call.needed("filename").replace("/", "_")
    file = File(
        id=workspace.files.new_id(),
        name=name,
        title=name,
        owner=BOT_USER,
        content=b"",
        created=int(workspace.clock.now().timestamp()),
        alt_text=call.text("alt_txt"),
        expected=length,
    )
    workspace.files.put(file)
    return {"upload_url": f"{workspace.base_url}/upload/{file.id}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    wanted = call.data("files")
    if not isinstance(wanted, list) or not wanted:
        raise Refused("invalid_arguments", "[ERROR] missing required field: files")
    channels = _channels(call)
    done = [_complete(call, item, channels) for item in wanted]
    for channel in channels:
        parent = call.workspace.log.get(channel.id, call.text("thread_ts"))
        call.workspace.post(
            Draft(
                channel=channel.id,
                user=BOT_USER,
                text=call.text("initial_comment"),
                thread_ts=(parent.thread_ts or parent.ts) if parent else None,
                files=tuple(file.id for file in done),
            )
        )
    return {"files": [file_json(call.workspace, file) for file in done]}


def info(call: Call) -> Json:
    return {"file": file_json(call.workspace, _file(call)), "comments": []}


def list_files(call: Call) -> Json:
    shown = [file_json(call.workspace, file) for file in call.workspace.files.all()]
    paging = {"count": len(shown), "total": len(shown), "page": 1, "pages": 1}
    return {"files": shown, "paging": paging}


def delete(call: Call) -> Json:
    file = _file(call)
    if file.owner != BOT_USER:
        raise Refused("cant_delete_file")
    call.workspace.files.remove(file.id)
    for message in list(call.workspace.log):
        if file.id in message.files:
            left = tuple(one for one in message.files if one != file.id)
            call.workspace.keep(replace(message, files=left))
    return {}


def _channels(call: Call) -> list[Channel]:
    """Only conversation ids count here: a user's id is `channel_not_found`."""
    named = [call.text("channel_id"), *call.text("channels").split(",")]
    found = []
    for name in filter(None, named):
        channel = call.workspace.channels.get(name)
        if channel is None or (channel.private and BOT_USER not in channel.members):
            raise Refused("channel_not_found")
        if BOT_USER not in channel.members:
            raise Refused("not_in_channel")
        found.append(channel)
    return found


def _complete(call: Call, item: object, channels: list[Channel]) -> File:
    named = item if isinstance(item, dict) else {}
    file = call.workspace.files.get(str(named.get("id")))
    if file is None or file.expected is not None or file.completed:
        raise Refused("file_not_found")
    done = replace(
        file,
        title=str(named.get("title") or file.name),
        channels=tuple(channel.id for channel in channels),
        completed=True,
    )
    call.workspace.files.put(done)
    return done


def _file(call: Call) -> File:
    file = call.workspace.files.get(call.needed("file"))
    if file is None or not file.completed:
        raise Refused("file_not_found")
    return file


METHODS: Mapping[str, Method] = {
    "files.getUploadURLExternal": Method(get_upload_url, ("files:write",)),
    "files.completeUploadExternal": Method(complete_upload, ("files:write",)),
    "files.delete": Method(delete, ("files:write",)),
    "files.info": Method(info, ("files:read",)),
    "files.list": Method(list_files, ("files:read",)),
}
