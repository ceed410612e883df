"""Blocks in; the text a reader sees, without marks, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sandbox.elements import Placed, placed_elements
from sandbox.markdown import parse_markdown
from sandbox.mrkdwn import Paragraph, Reader, parse_mrkdwn, parse_plain, plain_text
from sandbox.rich_text import parse_rich_text

Json = Mapping[str, Any]  # Any: the JSON border


def parse_text(value: object, reader: Reader) -> tuple[Paragraph, ...]:
    """A text object, or a cell or rich_text block, as paragraphs; nothing for anything else."""
    if not isinstance(value, Mapping):
        return ()
    kind, text = value.get("type"), str(value.get("text") or "")
    if kind == "mrkdwn":
        return parse_mrkdwn(text, reader)
    if kind == "rich_text":
        return parse_rich_text(value, reader)
    if kind == "markdown":
        return parse_markdown(text)
    if kind == "raw_text":
        return parse_plain(text, emoji=False)
    return parse_plain(text, emoji=value.get("emoji", True) is not False)


def read_message(
    text: str, blocks: Sequence[Json], attachments: Sequence[Json], reader: Reader
) -> str:
    """All that is visible: the blocks, else the text; attachments; buttons as `[Next]`."""
    shown = read_blocks(blocks, reader) if blocks else plain_text(parse_mrkdwn(text, reader))
    parts = [shown]
    for attachment in attachments:
        for name in ("pretext", "title", "text"):
            if attachment.get(name):
                parts.append(plain_text(parse_mrkdwn(str(attachment[name]), reader)))
        parts.append(read_blocks(attachment.get("blocks") or (), reader))
    return "\n".join(part for part in parts if part)


def read_blocks(blocks: Sequence[Json], reader: Reader) -> str:
    return "\n".join(line for block in blocks for line in _lines(block, reader))


def _lines(block: Json, reader: Reader) -> Iterator[str]:
    kind = block.get("type")
    if kind in ("rich_text", "markdown"):
        yield plain_text(parse_text(block, reader))
    elif kind in ("section", "header"):
        if block.get("text"):
            yield plain_text(parse_text(block["text"], reader))
        for field in block.get("fields") or ():
            yield plain_text(parse_text(field, reader))
        if block.get("accessory"):
            yield from _elements(block, reader)
    elif kind == "context":
        yield " ".join(
            str(element.get("alt_text") or "")
            if element.get("type") == "image"
            else plain_text(parse_text(element, reader))
            for element in block.get("elements") or ()
        )
    elif kind == "table":
        for row in block.get("rows") or ():
            yield " | ".join(plain_text(parse_text(cell, reader)) for cell in row)
    elif kind in ("actions", "input"):
        if kind == "input":
            yield plain_text(parse_text(block.get("label"), reader))
        yield from _elements(block, reader)
        if block.get("hint"):
            yield plain_text(parse_text(block["hint"], reader))
    elif kind in ("image", "video"):
        title = block.get("title")
        yield plain_text(parse_text(title, reader)) or str(block.get("alt_text") or "")
    elif kind == "divider":
        yield "———"


def _elements(block: Json, reader: Reader) -> Iterator[str]:
    shown = [_element(placed, reader) for placed in placed_elements([dict(block)])]
    accessory = block.get("accessory") or {}
    if accessory.get("type") == "image":
        shown.append(str(accessory.get("alt_text") or ""))
    line = " ".join(part for part in shown if part)
    if line:
        yield line


def _element(placed: Placed, reader: Reader) -> str:
    element = placed.element
    if placed.kind == "button":
        return f"[{plain_text(parse_text(element.get('text'), reader))}]"
    initial = element.get("initial_option")
    if isinstance(initial, Mapping):
        return f"[{plain_text(parse_text(initial.get('text'), reader))} ▾]"
    if placed.kind in ("checkboxes", "radio_buttons"):
        return " ".join(
            f"( ) {plain_text(parse_text(option.get('text'), reader))}"
            for option in element.get("options") or ()
        )
    return "" if placed.is_input else f"[{placed.label} ▾]"
