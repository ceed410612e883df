"""One block in; what the platform holds against it, as (sentence, JSON pointer), out. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sandbox.element_limits import (
    ELEMENTS,
    Found,
    array,
    faults_of_element,
    faults_of_text,
    longer,
    required,
)

SECTION_TEXT = 3_000
FIELD_TEXT = 2_000
FIELDS = 10
HEADER_TEXT = 150
CONTEXT_ELEMENTS = 10
ACTION_ELEMENTS = 25
IDENTIFIER = 255  # block_id
ALT_TEXT = 2_000
IMAGE_TITLE = 2_000
IMAGE_URL = 3_000
LABEL = 2_000
HINT = 2_000
TABLE_ROWS = 100
TABLE_COLUMNS = 20
MARKDOWN_TEXT = 12_000

Json = Mapping[str, Any]  # Any: the JSON border

SELECTS = frozenset(
    f"{kind}_select" for kind in ("static", "external", "users", "conversations", "channels")
)
MULTI_SELECTS = frozenset(f"multi_{name}" for name in SELECTS)
PICKERS = frozenset({"datepicker", "timepicker", "datetimepicker", "checkboxes", "radio_buttons"})
IN_ACTIONS = SELECTS | PICKERS | {"button", "overflow"}
IN_SECTION = IN_ACTIONS | MULTI_SELECTS | {"image"}
IN_INPUT = (
    SELECTS
    | MULTI_SELECTS
    | PICKERS
    | {"plain_text_input", "number_input", "email_text_input", "url_text_input", "file_input"}
)


def faults_of_block(block: object, pointer: str, surface: str) -> Iterator[Found]:
    """`surface` is message, modal or home."""
    if not isinstance(block, Mapping):
        yield "must be an object", pointer
        return
    kind = block.get("type")
    check = BLOCKS.get(str(kind))
    if check is None or (kind in ("table", "markdown") and surface != "message"):
        yield f"unsupported type: {kind}", f"{pointer}/type"
        return
    yield from longer(block.get("block_id"), IDENTIFIER, f"{pointer}/block_id")
    yield from check(block, pointer)
    yield from _repeated_actions(block, pointer)


def texts_of_block(value: object) -> Iterator[str]:
    """Every text a block carries, button labels and table cells included."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from texts_of_block(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_of_block(inner)


def _section(block: Json, pointer: str) -> Iterator[Found]:
    text, fields = block.get("text"), block.get("fields")
    if text is None and not fields:
        yield "missing required field: text or fields", pointer
    if text is not None:
        yield from faults_of_text(text, SECTION_TEXT, f"{pointer}/text")
    if fields is not None:
        yield from array(fields, 1, FIELDS, f"{pointer}/fields")
        for index, field in enumerate(fields if isinstance(fields, list) else ()):
            yield from faults_of_text(field, FIELD_TEXT, f"{pointer}/fields/{index}")
    accessory = block.get("accessory")
    if accessory is not None:
        yield from _element(accessory, IN_SECTION, f"{pointer}/accessory")


def _header(block: Json, pointer: str) -> Iterator[Found]:
    yield from faults_of_text(block.get("text"), HEADER_TEXT, f"{pointer}/text", plain=True)


def _context(block: Json, pointer: str) -> Iterator[Found]:
    elements = block.get("elements")
    yield from array(elements, 1, CONTEXT_ELEMENTS, f"{pointer}/elements")
    for index, element in enumerate(elements if isinstance(elements, list) else ()):
        where = f"{pointer}/elements/{index}"
        if isinstance(element, Mapping) and element.get("type") == "image":
            yield from faults_of_element(element, where)
        else:
            yield from faults_of_text(element, SECTION_TEXT, where)


def _actions(block: Json, pointer: str) -> Iterator[Found]:
    elements = block.get("elements")
    yield from array(elements, 1, ACTION_ELEMENTS, f"{pointer}/elements")
    for index, element in enumerate(elements if isinstance(elements, list) else ()):
        yield from _element(element, IN_ACTIONS, f"{pointer}/elements/{index}")


def _input(block: Json, pointer: str) -> Iterator[Found]:
    yield from faults_of_text(block.get("label"), LABEL, f"{pointer}/label", plain=True)
    if block.get("hint") is not None:
        yield from faults_of_text(block["hint"], HINT, f"{pointer}/hint", plain=True)
    yield from _element(block.get("element"), IN_INPUT, f"{pointer}/element")


def _image(block: Json, pointer: str) -> Iterator[Found]:
    if not block.get("image_url") and not block.get("slack_file"):
        yield "missing required field: image_url or slack_file", pointer
    yield from longer(block.get("image_url"), IMAGE_URL, f"{pointer}/image_url")
    yield from required(block, "alt_text", pointer)
    yield from longer(block.get("alt_text"), ALT_TEXT, f"{pointer}/alt_text")
    if block.get("title") is not None:
        yield from faults_of_text(block["title"], IMAGE_TITLE, f"{pointer}/title", plain=True)


def _table(block: Json, pointer: str) -> Iterator[Found]:
    rows = block.get("rows")
    yield from array(rows, 1, TABLE_ROWS, f"{pointer}/rows")
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        where = f"{pointer}/rows/{index}"
        yield from array(row, 1, TABLE_COLUMNS, where)
        for column, cell in enumerate(row if isinstance(row, list) else ()):
            yield from _cell(cell, f"{where}/{column}")
    if block.get("column_settings") is not None:
        yield from array(block["column_settings"], 0, TABLE_COLUMNS, f"{pointer}/column_settings")


def _cell(cell: object, pointer: str) -> Iterator[Found]:
    kind = cell.get("type") if isinstance(cell, Mapping) else None
    if kind == "raw_text" and isinstance(cell, Mapping):
        if not isinstance(cell.get("text"), str) or not cell["text"]:
            yield "must be more than 0 characters", f"{pointer}/text"
    elif kind == "rich_text" and isinstance(cell, Mapping):
        yield from _rich_text(cell, pointer)
    else:
        yield f"unsupported type: {kind}", f"{pointer}/type"


def _markdown(block: Json, pointer: str) -> Iterator[Found]:
    text = block.get("text")
    if not isinstance(text, str) or not text:
        yield "must be more than 0 characters", f"{pointer}/text"
    yield from longer(text, MARKDOWN_TEXT, f"{pointer}/text")


RICH_PARTS = frozenset(
    {"rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"}
)
RICH_INLINE = frozenset(
    {"text", "link", "emoji", "user", "usergroup", "channel", "broadcast", "date", "color", "team"}
)


def _rich_text(block: Json, pointer: str) -> Iterator[Found]:
    elements = block.get("elements")
    yield from array(elements, 1, None, f"{pointer}/elements")
    for index, part in enumerate(elements if isinstance(elements, list) else ()):
        yield from _rich_part(part, f"{pointer}/elements/{index}", RICH_PARTS)


def _rich_part(part: object, pointer: str, allowed: frozenset[str]) -> Iterator[Found]:
    if not isinstance(part, Mapping) or part.get("type") not in allowed:
        kind = part.get("type") if isinstance(part, Mapping) else part
        yield f"unsupported type: {kind}", f"{pointer}/type"
        return
    if part["type"] == "rich_text_list" and part.get("style") not in ("bullet", "ordered"):
        yield "must be one of: bullet, ordered", f"{pointer}/style"
    inner = frozenset({"rich_text_section"}) if part["type"] == "rich_text_list" else RICH_INLINE
    if part["type"] in RICH_PARTS:
        elements = part.get("elements")
        yield from array(elements, 0, None, f"{pointer}/elements")
        for index, element in enumerate(elements if isinstance(elements, list) else ()):
            yield from _rich_part(element, f"{pointer}/elements/{index}", inner)
    elif part["type"] == "text" and (not isinstance(part.get("text"), str) or not part["text"]):
        yield "must be more than 0 characters", f"{pointer}/text"
    elif part["type"] == "link":
        yield from required(part, "url", pointer)


def _divider(block: Json, pointer: str) -> Iterator[Found]:
    return iter(())


def _video(block: Json, pointer: str) -> Iterator[Found]:
    for name in ("alt_text", "title", "thumbnail_url", "video_url"):
        yield from required(block, name, pointer)


def _file(block: Json, pointer: str) -> Iterator[Found]:
    yield from required(block, "external_id", pointer)


BLOCKS: Mapping[str, Callable[[Json, str], Iterator[Found]]] = {
    "actions": _actions,
    "context": _context,
    "divider": _divider,
    "file": _file,
    "header": _header,
    "image": _image,
    "input": _input,
    "markdown": _markdown,
    "rich_text": _rich_text,
    "section": _section,
    "table": _table,
    "video": _video,
}


def _element(element: object, allowed: frozenset[str], pointer: str) -> Iterator[Found]:
    kind = element.get("type") if isinstance(element, Mapping) else None
    if not isinstance(element, Mapping) or kind not in allowed or kind not in ELEMENTS:
        yield f"unsupported type: {kind}", f"{pointer}/type"
        return
    yield from faults_of_element(element, pointer)


def _repeated_actions(block: Json, pointer: str) -> Iterator[Found]:
    """An action_id has to be unique within its block."""
    elements = block.get("elements")
    named = [
        element.get("action_id")
        for element in (elements if isinstance(elements, list) else ())
        if isinstance(element, Mapping)
    ]
    for name, count in Counter(one for one in named if one).items():
        if count > 1:
            yield f"`action_id` {name!r} already exists", f"{pointer}/elements"
