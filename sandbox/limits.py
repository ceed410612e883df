"""A message or a view in; every reason for which the platform would refuse it, out. Pure.

The wording and the JSON pointers follow what the Web API answers in
`response_metadata.messages`, e.g.
`[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.block_limits import faults_of_block, texts_of_block
from sandbox.element_limits import Found

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
TEXT = 40_000  # characters of `text` on posting
UPDATE_TEXT = 4_000  # characters of `text` in chat.update
ALL_BLOCK_TEXT = 12_000  # characters, undocumented
MARKDOWN_SUM = 12_000  # characters of all markdown blocks of a message
ATTACHMENTS = 100
METADATA_BYTES = 16 * 1024
TITLE = 24  # characters, of a modal; also its submit and close
PRIVATE_METADATA = 3_000
IDENTIFIER = 255  # callback_id, external_id
VIEW_BYTES = 250 * 1024

Json = Mapping[str, Any]  # Any: the JSON border


@dataclass(frozen=True, slots=True)
class Fault:
    code: str  # the platform's error word, e.g. "invalid_blocks"
    message: str
    pointer: str = ""

    def __str__(self) -> str:
        where = f" [json-pointer:{self.pointer}]" if self.pointer else ""
        return f"[ERROR] {self.message}{where}"


def faults_of_message(
    text: str,
    blocks: Sequence[Any] = (),
    attachments: Sequence[Any] = (),
    *,
    has_files: bool = False,
    text_limit: int = TEXT,
) -> list[Fault]:
    """In order of their place in the message; the first one's code is what the API answers."""
    if not text and not blocks and not attachments and not has_files:
        return [Fault("no_text", "a message needs text, blocks or attachments")]
    faults = []
    if len(text) > text_limit:
        faults.append(Fault("msg_too_long", f"text is longer than {text_limit} characters"))
    if len(attachments) > ATTACHMENTS:
        faults.append(Fault("too_many_attachments", f"more than {ATTACHMENTS} attachments"))
    faults += _faults_of_blocks(blocks, "message", MESSAGE_BLOCKS, "invalid_blocks", "/blocks")
    for index, attachment in enumerate(attachments):
        inner = attachment.get("blocks") or () if isinstance(attachment, Mapping) else ()
        pointer = f"/attachments/{index}/blocks"
        faults += _faults_of_blocks(inner, "message", MESSAGE_BLOCKS, "invalid_blocks", pointer)
    if not faults:
        faults += _faults_of_sums(blocks)
    return faults


def faults_of_view(view: object) -> list[Fault]:
    """Of a modal or a Home tab."""
    if not isinstance(view, Mapping):
        return [Fault("invalid_arguments", "view must be an object", "/view")]
    kind = view.get("type")
    if kind not in ("modal", "home"):
        return [Fault("invalid_arguments", f"unsupported type: {kind}", "/view/type")]
    blocks = view.get("blocks")
    if not isinstance(blocks, list):
        return [Fault("invalid_arguments", "missing required field: blocks", "/view")]
    found: list[Found] = []
    if kind == "modal":
        found += _faults_of_frame(view, blocks)
    found += _longer(view.get("private_metadata"), PRIVATE_METADATA, "/view/private_metadata")
    for name in ("callback_id", "external_id"):
        found += _longer(view.get(name), IDENTIFIER, f"/view/{name}")
    faults = [Fault("invalid_arguments", message, pointer) for message, pointer in found]
    faults += _faults_of_blocks(blocks, kind, VIEW_BLOCKS, "invalid_arguments", "/view/blocks")
    if len(json.dumps(view)) > VIEW_BYTES:
        faults.append(Fault("view_too_large", f"the view is larger than {VIEW_BYTES} bytes"))
    return faults


def faults_of_metadata(metadata: object) -> list[Fault]:
    if not isinstance(metadata, Mapping):
        return [Fault("invalid_metadata_format", "metadata must be an object", "/metadata")]
    if not isinstance(metadata.get("event_type"), str) or not metadata["event_type"]:
        return [Fault("invalid_metadata_schema", "event_type is missing", "/metadata")]
    if not isinstance(metadata.get("event_payload"), Mapping):
        return [Fault("invalid_metadata_schema", "event_payload is missing", "/metadata")]
    if len(json.dumps(metadata).encode()) > METADATA_BYTES:
        return [Fault("metadata_too_large", f"metadata is larger than {METADATA_BYTES} bytes")]
    return []


def _faults_of_frame(view: Json, blocks: Sequence[Any]) -> Iterator[Found]:
    for name, needed in (("title", True), ("submit", False), ("close", False)):
        value = view.get(name)
        if value is None:
            if needed:
                yield f"missing required field: {name}", "/view"
            continue
        if not isinstance(value, Mapping) or value.get("type") != "plain_text":
            yield "must be a plain_text object", f"/view/{name}"
            continue
        if not value.get("text"):
            yield "must be more than 0 characters", f"/view/{name}/text"
        yield from _longer(value.get("text"), TITLE, f"/view/{name}/text")
    takes_input = any(isinstance(one, Mapping) and one.get("type") == "input" for one in blocks)
    if takes_input and view.get("submit") is None:
        yield "missing required field: submit (the view has input blocks)", "/view"


def _faults_of_blocks(
    blocks: object, surface: str, most: int, code: str, pointer: str
) -> Iterator[Fault]:
    if not isinstance(blocks, list | tuple):
        yield Fault("invalid_blocks_format", "blocks must be an array", pointer)
        return
    if len(blocks) > most:
        yield Fault(code, f"no more than {most} items allowed", pointer)
    for index, block in enumerate(blocks):
        for message, where in faults_of_block(block, f"{pointer}/{index}", surface):
            yield Fault(code, message, where)
    named = [block.get("block_id") for block in blocks if isinstance(block, Mapping)]
    for name, count in Counter(one for one in named if one).items():
        if count > 1:
            yield Fault(code, f"`block_id` {name!r} already exists", pointer)
    tables = sum(isinstance(block, Mapping) and block.get("type") == "table" for block in blocks)
    if tables > 1:
        yield Fault(code, "only_one_table_allowed", pointer)


def _faults_of_sums(blocks: Sequence[Any]) -> Iterator[Fault]:
    markdown = sum(len(str(one.get("text", ""))) for one in blocks if one["type"] == "markdown")
    if markdown > MARKDOWN_SUM:
        yield Fault(
            "msg_blocks_too_long",
            f"markdown blocks hold {markdown} characters, more than {MARKDOWN_SUM}",
            "/blocks",
        )
    total = sum(
        len(text) for one in blocks if one["type"] != "markdown" for text in texts_of_block(one)
    )
    if total > ALL_BLOCK_TEXT:
        yield Fault(
            "msg_blocks_too_long",
            f"the blocks hold {total} characters, more than {ALL_BLOCK_TEXT}",
            "/blocks",
        )


def _longer(value: object, limit: int, pointer: str) -> Iterator[Found]:
    if isinstance(value, str) and len(value) > limit:
        yield f"must be less than {limit + 1} characters", pointer
