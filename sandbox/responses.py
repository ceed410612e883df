"""What a bot sends to a response URL, or with its ack of a command: the message it becomes."""

from __future__ import annotations

from dataclasses import replace

from sandbox.limits import Fault, faults_of_message
from sandbox.messages import Json, Message, with_block_ids
from sandbox.people import BOT_USER
from sandbox.triggers import ResponseUrl
from sandbox.workspace import Draft, Workspace


def use_response_url(workspace: Workspace, token: str, body: Json) -> str:
    """The platform's error word; empty when the message was shown."""
    response = workspace.triggers.use_response(token, workspace.clock.now())
    if isinstance(response, str):
        return response
    faults = respond(workspace, token, response, body)
    return faults[0].code if faults else ""


def respond(workspace: Workspace, token: str, response: ResponseUrl, body: Json) -> list[Fault]:
    """Nothing is shown where there are faults."""
    source = workspace.log.get(response.channel, response.source_ts or "")
    if body.get("delete_original"):
        if source is not None:
            workspace.remove(source)
        return []
    text = str(body.get("text") or "")
    blocks = body.get("blocks") or []
    attachments = body.get("attachments") or []
    faults = faults_of_message(text, blocks, attachments)
    if faults:
        return faults
    if body.get("replace_original") and source is not None:
        _replace(workspace, source, text, body)
        return []
    message = workspace.post(
        Draft(
            channel=response.channel,
            user=BOT_USER,
            text=text,
            blocks=tuple(blocks),
            attachments=tuple(attachments),
            thread_ts=_thread(workspace, response, body),
            only_for=None if body.get("response_type") == "in_channel" else response.user,
            metadata=body.get("metadata"),
        )
    )
    workspace.triggers.remember_answer(token, message.ts)
    return []


def _replace(workspace: Workspace, source: Message, text: str, body: Json) -> None:
    blocks = body.get("blocks") or []
    workspace.keep(
        replace(
            source,
            text=text,
            blocks=with_block_ids(blocks),
            attachments=tuple(body.get("attachments") or ()),
            edited_ts=source.edited_ts if blocks else workspace.clock.next_ts(),
        )
    )


def _thread(workspace: Workspace, response: ResponseUrl, body: Json) -> str | None:
    wanted = str(body.get("thread_ts") or "")
    parent = workspace.log.get(response.channel, wanted)
    if parent is None or parent.ephemeral:
        return None
    return parent.thread_ts or parent.ts
