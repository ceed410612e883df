"""Each limit at its edge: what just fits is silent, one more is a fault with its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from sandbox.limits import Fault, faults_of_message, faults_of_metadata, faults_of_view

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "x", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def button(label: str = "Go", **more: Any) -> Json:
    return {"type": "button", "text": plain(label), **more}


def buttons(count: int) -> list[Json]:
    return [button(action_id=f"a{index}") for index in range(count)]


def option(label: str = "One", value: str = "1", **more: Any) -> Json:
    return {"text": plain(label), "value": value, **more}


def options(count: int) -> list[Json]:
    return [option(value=str(index)) for index in range(count)]


def select(**more: Any) -> Json:
    return {"type": "static_select", "action_id": "s", "options": options(2), **more}


def fields(count: int, length: int = 1) -> Json:
    return {"type": "section", "fields": [mrkdwn("x" * length)] * count}


def context(count: int) -> Json:
    return {"type": "context", "elements": [mrkdwn("x")] * count}


def table(rows: int, columns: int) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * rows}


def rich(element: Json) -> Json:
    part = {"type": "rich_text_section", "elements": [element]}
    return {"type": "rich_text", "elements": [part]}


def form(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("Label"), "element": element, **more}


def modal(blocks: Sequence[Any] = (), **more: Any) -> Json:
    shape = {"type": "modal", "title": plain("Title"), "submit": plain("Send")}
    return {**shape, "blocks": list(blocks), **more}


FITS = {
    "50 blocks": [section()] * 50,
    "3000 characters": [section("x" * 3000)],
    "10 fields": [fields(10)],
    "2000 in a field": [fields(1, 2000)],
    "150 in a header": [{"type": "header", "text": plain("x" * 150)}],
    "10 in a context": [context(10)],
    "25 buttons": [actions(*buttons(25))],
    "75 on a button": [actions(button("x" * 75))],
    "2000 in a value": [actions(button(value="x" * 2000))],
    "255 in an action_id": [actions(button(action_id="x" * 255))],
    "the same action_id in two blocks": [actions(button(action_id="a"))] * 2,
    "100 rows of 20": [table(100, 20)],
    "100 options": [actions(select(options=options(100)))],
    "an option of 75 and 150": [actions(select(options=[option("x" * 75, "y" * 150)]))],
    "12000 of markdown": [{"type": "markdown", "text": "x" * 12000}],
    "12000 in all": [section("x" * 3000)] * 4,
    "an accessory": [section(accessory=button())],
    "5 in an overflow": [
        section(accessory={"type": "overflow", "action_id": "o", "options": options(5)})
    ],
    "rich text with styles": [rich({"type": "text", "text": "x", "style": {"bold": True}})],
    "an input in a message": [form({"type": "plain_text_input", "action_id": "a"})],
    "a picture": [{"type": "image", "image_url": "https://example.org/a.png", "alt_text": "a"}],
}

FAULTS = {
    "51 blocks": ([section()] * 51, "invalid_blocks", "/blocks"),
    "3001 characters": ([section("x" * 3001)], "invalid_blocks", "/blocks/0/text/text"),
    "an empty text": ([section("")], "invalid_blocks", "/blocks/0/text/text"),
    "neither text nor fields": ([{"type": "section"}], "invalid_blocks", "/blocks/0"),
    "11 fields": ([fields(11)], "invalid_blocks", "/blocks/0/fields"),
    "2001 in a field": ([fields(1, 2001)], "invalid_blocks", "/blocks/0/fields/0/text"),
    "151 in a header": (
        [{"type": "header", "text": plain("x" * 151)}],
        "invalid_blocks",
        "/blocks/0/text/text",
    ),
    "mrkdwn in a header": (
        [{"type": "header", "text": mrkdwn("x")}],
        "invalid_blocks",
        "/blocks/0/text/type",
    ),
    "11 in a context": ([context(11)], "invalid_blocks", "/blocks/0/elements"),
    "26 buttons": ([actions(*buttons(26))], "invalid_blocks", "/blocks/0/elements"),
    "76 on a button": (
        [actions(button("x" * 76))],
        "invalid_blocks",
        "/blocks/0/elements/0/text/text",
    ),
    "2001 in a value": (
        [actions(button(value="x" * 2001))],
        "invalid_blocks",
        "/blocks/0/elements/0/value",
    ),
    "256 in an action_id": (
        [actions(button(action_id="x" * 256))],
        "invalid_blocks",
        "/blocks/0/elements/0/action_id",
    ),
    "an action_id twice in a block": (
        [actions(button(action_id="a"), button(action_id="a"))],
        "invalid_blocks",
        "/blocks/0/elements",
    ),
    "a block_id twice": (
        [section(block_id="b"), section(block_id="b")],
        "invalid_blocks",
        "/blocks",
    ),
    "a style that is none": (
        [actions(button(style="green"))],
        "invalid_blocks",
        "/blocks/0/elements/0/style",
    ),
    "101 rows": ([table(101, 1)], "invalid_blocks", "/blocks/0/rows"),
    "21 columns": ([table(1, 21)], "invalid_blocks", "/blocks/0/rows/0"),
    "an empty cell": (
        [{"type": "table", "rows": [[{"type": "raw_text", "text": ""}]]}],
        "invalid_blocks",
        "/blocks/0/rows/0/0/text",
    ),
    "two tables": ([table(1, 1)] * 2, "invalid_blocks", "/blocks"),
    "101 options": (
        [actions(select(options=options(101)))],
        "invalid_blocks",
        "/blocks/0/elements/0/options",
    ),
    "76 in an option": (
        [actions(select(options=[option("x" * 76)]))],
        "invalid_blocks",
        "/blocks/0/elements/0/options/0/text/text",
    ),
    "151 in an option's value": (
        [actions(select(options=[option(value="x" * 151)]))],
        "invalid_blocks",
        "/blocks/0/elements/0/options/0/value",
    ),
    "an initial option that is none": (
        [actions(select(initial_option=option("Three", "3")))],
        "invalid_blocks",
        "/blocks/0/elements/0",
    ),
    "6 in an overflow": (
        [section(accessory={"type": "overflow", "options": options(6)})],
        "invalid_blocks",
        "/blocks/0/accessory/options",
    ),
    "a confirmation without a text": (
        [actions(button(confirm={"title": plain("Sure?")}))],
        "invalid_blocks",
        "/blocks/0/elements/0/confirm",
    ),
    "12001 of markdown": (
        [{"type": "markdown", "text": "x" * 6001}] * 2,
        "msg_blocks_too_long",
        "/blocks",
    ),
    "12001 in all": (
        [*[section("x" * 3000)] * 4, section("x")],
        "msg_blocks_too_long",
        "/blocks",
    ),
    "a picture without words": (
        [{"type": "image", "image_url": "https://example.org/a.png"}],
        "invalid_blocks",
        "/blocks/0",
    ),
    "a block that is none": ([{"type": "data_table"}], "invalid_blocks", "/blocks/0/type"),
    "a text input among buttons": (
        [actions({"type": "plain_text_input", "action_id": "a"})],
        "invalid_blocks",
        "/blocks/0/elements/0/type",
    ),
    "an empty run of rich text": (
        [rich({"type": "text", "text": ""})],
        "invalid_blocks",
        "/blocks/0/elements/0/elements/0/text",
    ),
    "a block that is no object": (["section"], "invalid_blocks", "/blocks/0"),
    "blocks that are no array": ({"type": "section"}, "invalid_blocks_format", "/blocks"),
}

VIEWS_THAT_FIT = {
    "100 blocks": modal([section()] * 100),
    "24 in the title": modal(title=plain("x" * 24)),
    "3000 of private_metadata": modal(private_metadata="x" * 3000),
    "a Home of 100 blocks": {"type": "home", "blocks": [section()] * 100},
    "five fields of a draft": modal(
        [form({"type": "plain_text_input", "action_id": f"a{index}"}) for index in range(5)]
    ),
}

FAULTS_OF_VIEWS = {
    "101 blocks": (modal([section()] * 101), "/view/blocks"),
    "25 in the title": (modal(title=plain("x" * 25)), "/view/title/text"),
    "no title": (modal(title=None), "/view"),
    "25 on the button": (modal(submit=plain("x" * 25)), "/view/submit/text"),
    "3001 of private_metadata": (modal(private_metadata="x" * 3001), "/view/private_metadata"),
    "256 in the callback_id": (modal(callback_id="x" * 256), "/view/callback_id"),
    "inputs and nothing to send": (
        modal([form({"type": "plain_text_input", "action_id": "a"})], submit=None),
        "/view",
    ),
    "a table": (modal([table(1, 1)]), "/view/blocks/0/type"),
    "3001 to start with": (
        modal([form({"type": "plain_text_input", "initial_value": "x" * 3001})]),
        "/view/blocks/0/element/initial_value",
    ),
    "no blocks": ({"type": "home"}, "/view"),
    "another type": ({"type": "sheet", "blocks": []}, "/view/type"),
}


@pytest.mark.parametrize("case", FITS)
def test_what_just_fits_is_taken(case: str) -> None:
    assert faults_of_message("text", FITS[case]) == []


@pytest.mark.parametrize("case", FAULTS)
def test_one_more_is_a_fault(case: str) -> None:
    blocks, code, pointer = FAULTS[case]
    faults = faults_of_message("text", blocks)

    assert (faults[0].code, faults[0].pointer) == (code, pointer), [str(one) for one in faults]


@pytest.mark.parametrize("case", VIEWS_THAT_FIT)
def test_a_view_that_just_fits_is_taken(case: str) -> None:
    assert faults_of_view(VIEWS_THAT_FIT[case]) == []


@pytest.mark.parametrize("case", FAULTS_OF_VIEWS)
def test_a_view_with_one_more_is_a_fault(case: str) -> None:
    view, pointer = FAULTS_OF_VIEWS[case]
    faults = faults_of_view(view)

    assert (faults[0].code, faults[0].pointer) == ("invalid_arguments", pointer)


def test_a_message_needs_something_to_show() -> None:
    assert [fault.code for fault in faults_of_message("")] == ["no_text"]


def test_a_text_of_40001_characters_is_too_long() -> None:
    assert faults_of_message("x" * 40_000) == []
    assert [fault.code for fault in faults_of_message("x" * 40_001)] == ["msg_too_long"]


def test_a_fault_reads_as_the_platform_writes_it() -> None:
    fault = Fault("invalid_blocks", "must be less than 3001 characters", "/blocks/0/text/text")
    assert str(fault) == (
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    )


def test_metadata_has_a_type_and_a_payload() -> None:
    assert faults_of_metadata({"event_type": "slot", "event_payload": {"id": 1}}) == []
    assert [fault.code for fault in faults_of_metadata({"event_type": "slot"})] == [
        "invalid_metadata_schema"
    ]
    big = {"event_type": "slot", "event_payload": {"id": "x" * 16_384}}
    assert [fault.code for fault in faults_of_metadata(big)] == ["metadata_too_large"]
