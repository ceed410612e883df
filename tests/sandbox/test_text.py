"""Marked-up text as a reader sees it: mrkdwn, rich text, Markdown, and what must not be read."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.markdown import parse_markdown
from sandbox.mrkdwn import Paragraph, Reader, parse_mrkdwn, plain_text
from sandbox.plain import read_message
from sandbox.rich_text import parse_rich_text

NAMES = {"U1": "Dana Editor", "C1": "newsroom"}
READER = Reader(lambda name: NAMES.get(name, name), "Europe/London")


def marked(paragraphs: tuple[Paragraph, ...]) -> str:
    """Runs as `text{style,style}(url)`, paragraphs by kind, lines between them."""

    def run(one: Any) -> str:
        styles = "{" + ",".join(one.styles) + "}" if one.styles else ""
        return f"{one.text}{styles}" + (f"({one.url})" if one.url else "")

    return "\n".join(
        ("" if one.kind == "text" else f"{one.kind}: ") + "".join(map(run, one.runs))
        for one in paragraphs
    )


MRKDWN = {
    "*bold* _italic_ ~gone~": "bold{bold} italic{italic} gone{strike}",
    "*_both_*": "both{bold,italic}",
    "2*3*4 and snake_case_name": "2*3*4 and snake_case_name",
    "* not bold * and *": "* not bold * and *",
    "a *bold*, then “*quoted*”": "a bold{bold}, then “quoted{bold}”",
    "`*code* &lt;b&gt;`": "*code* <b>{code}",
    "a &amp; b &lt;script&gt;": "a & b <script>",
    "<https://example.org/?a=1&amp;b=2|the *label*>": "the *label*(https://example.org/?a=1&b=2)",
    "<https://example.org>": "https://example.org(https://example.org)",
    "<javascript:alert(1)|press me>": "press me",
    "<mailto:a@example.org|a@example.org>": "a@example.org(mailto:a@example.org)",
    "<@U1> in <#C1> and <#C9|other>": (
        "@Dana Editor{mention} in #newsroom{mention} and #other{mention}"
    ),
    "<!here> <!channel|channel>": "@here{mention} @channel{mention}",
    "<!date^1744722000^{date_short} at {time}|then>": "Apr 15, 2025 at 2:00 PM",
    "<!date^oops^{time}|then>": "then",
    ":warning: at 10:30:00 :nosuch:": "⚠️ at 10:30:00 :nosuch:",
    "> quoted\nplain": "quote: quoted\nplain",
    "&gt; quoted *bold*": "quote: quoted bold{bold}",
    "```\nx = *1*\n```": "pre: x = *1*",
    "``` never closed": "``` never closed",
    "one\n\ntwo": "one\n\ntwo",
    "*open _crossed* closed_": "open _crossed{bold} closed_",
    "": "",
}


@pytest.mark.parametrize("text", MRKDWN)
def test_mrkdwn_is_read_as_the_platform_reads_it(text: str) -> None:
    assert marked(parse_mrkdwn(text, READER)) == MRKDWN[text]


MARKDOWN = {
    "# Heading": "heading: Heading",
    "**bold** and *italic* and ~~gone~~": "bold{bold} and italic{italic} and gone{strike}",
    "[label](https://example.org)": "label(https://example.org)",
    "[label](javascript:x)": "label",
    "- one\n- two": "item: one\nitem: two",
    "> said": "quote: said",
    "```\na * b\n```": "pre: a * b",
    "2 * 3 * 4": "2 * 3 * 4",
}


@pytest.mark.parametrize("text", MARKDOWN)
def test_a_little_markdown_is_read(text: str) -> None:
    assert marked(parse_markdown(text)) == MARKDOWN[text]


def test_rich_text_becomes_the_same_paragraphs() -> None:
    def words(text: str, **style: bool) -> dict[str, Any]:
        return {"type": "text", "text": text, "style": style}

    block = {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [words("one\ntwo "), words("bold", bold=True)],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "offset": 2,
                "elements": [
                    {"type": "rich_text_section", "elements": [words("third")]},
                    {
                        "type": "rich_text_section",
                        "elements": [{"type": "link", "url": "https://example.org", "text": "x"}],
                    },
                ],
            },
            {"type": "rich_text_quote", "elements": [words("said", italic=True)]},
            {"type": "rich_text_preformatted", "elements": [words("a\nb")]},
        ],
    }
    paragraphs = parse_rich_text(block, READER)

    assert marked(paragraphs) == (
        "one\ntwo bold{bold}\nitem: third\nitem: x(https://example.org)\n"
        "quote: said{italic}\npre: a\nb"
    )
    assert [one.marker for one in paragraphs if one.kind == "item"] == ["3.", "4."]


def test_what_a_reader_sees_is_the_blocks_where_there_are_any() -> None:
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": "Who said it"}},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "*Bukele*"},
            "fields": [{"type": "mrkdwn", "text": "_14 April_"}],
        },
        {
            "type": "table",
            "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}]],
        },
        {
            "type": "actions",
            "elements": [
                {"type": "button", "text": {"type": "plain_text", "text": "Next"}},
                {
                    "type": "static_select",
                    "placeholder": {"type": "plain_text", "text": "Snooze"},
                    "options": [],
                },
            ],
        },
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "page 1"}]},
    ]
    assert read_message("fallback", blocks, (), READER) == (
        "Who said it\nBukele\n14 April\na | b\n[Next] [Snooze ▾]\npage 1"
    )
    assert read_message("*fallback*", (), (), READER) == "fallback"


HOSTILE = st.text(alphabet=st.sampled_from("*_~`<>|&;@#!:^> \nab1“é"), max_size=400)


@settings(max_examples=300, deadline=None)
@given(HOSTILE)
def test_no_text_breaks_the_parsers_or_makes_an_unsafe_link(text: str) -> None:
    paragraphs = (*parse_mrkdwn(text, READER), *parse_markdown(text))

    assert isinstance(plain_text(paragraphs), str)
    assert not [run.url for one in paragraphs for run in one.runs if run.url]


def test_marks_that_never_close_cost_no_time() -> None:
    assert plain_text(parse_mrkdwn("*a " * 13_000, READER)).startswith("*a *a")
