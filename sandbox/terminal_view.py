"""What the page would draw, in; lines of text with numbered buttons and inputs, out."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]  # Any: the JSON border

WIDTH = 96  # columns at most
CELL = 44  # columns of a table's cell
ANSI = {"bold": "1", "italic": "3", "strike": "9", "code": "36", "mention": "36", "faint": "2"}


@dataclass(frozen=True, slots=True)
class Target:
    """Something that a number stands for."""

    source: Json  # {"channel", "ts"} or {"view"}
    block_id: str
    action_id: str
    kind: str
    label: str
    options: tuple[tuple[str, str], ...]  # (value, label)
    is_input: bool  # of a form: kept until it is sent


Numbering = Callable[[Target], int]


@dataclass(frozen=True, slots=True)
class Pen:
    """How it is written: with or without ANSI styles, how wide."""

    styled: bool = False
    width: int = WIDTH

    def style(self, text: str, *names: str) -> str:
        codes = ";".join(ANSI[name] for name in names if name in ANSI)
        return f"\x1b[{codes}m{text}\x1b[0m" if self.styled and codes and text else text


def message_lines(message: Json, pen: Pen, number: Numbering) -> Iterator[str]:
    marks = []
    if message["ephemeral"]:
        marks.append("only visible to you")
    if message["edited"]:
        marks.append("edited")
    if message["thread_ts"]:
        marks.append("in a thread")
    about = f"  ({', '.join(marks)})" if marks else ""
    author = pen.style(message["author"], "bold")
    yield f"{author}  {pen.style(message['time'] + about, 'faint')}"
    source = {"channel": message["channel"], "ts": message["ts"]}
    if message["blocks"]:
        yield from _indent(block_lines(message["blocks"], source, pen, number))
    else:
        yield from _indent(prose_lines(message["shown"], pen))
    for attachment in message["attachments"]:
        yield from _indent(prose_lines(attachment["shown"], pen))
        yield from _indent(block_lines(attachment["blocks"], source, pen, number))
    for file in message["files"]:
        yield f"  [file] {file['title']} ({file['name']}, {file['size']} bytes)"
    if message["reactions"]:
        yield "  " + " ".join(f":{one['name']}: {one['count']}" for one in message["reactions"])


def view_lines(view: Json, pen: Pen, number: Numbering, *, home: bool = False) -> Iterator[str]:
    title = "Home" if home else view["title"]
    yield pen.style(f"── {title} ", "bold") + "─" * max(4, pen.width // 2 - len(title))
    source = {"view": view["id"]}
    if view["errors"].get(""):
        yield f"  ! {view['errors']['']}"
    for block in view["blocks"]:
        yield from _indent(block_lines([block], source, pen, number))
        wrong = view["errors"].get(block.get("block_id", ""))
        if wrong:
            yield f"    ! {wrong}"
    if not home:
        send = f"`submit` sends it ({view['submit']}), " if view["submit"] else ""
        yield pen.style(f"  {send}`cancel` closes it; `N text` fills number N", "faint")


def block_lines(blocks: Sequence[Json], source: Json, pen: Pen, number: Numbering) -> Iterator[str]:
    for index, block in enumerate(blocks):
        kind = block["type"]
        block_id = str(block.get("block_id") or f"b{index}")
        if kind in ("rich_text", "markdown"):
            yield from prose_lines(block["shown"], pen)
        elif kind == "header":
            yield ""
            yield pen.style(_flat(block["text"]), "bold")
        elif kind == "divider":
            yield pen.style("─" * (pen.width // 2), "faint")
        elif kind == "section":
            for text in (block.get("text"), *(block.get("fields") or ())):
                yield from prose_lines((text or {}).get("shown") or (), pen)
        elif kind == "context":
            texts = (_flat(one) or one.get("alt_text", "") for one in block["elements"])
            yield pen.style("  ".join(texts), "faint")
        elif kind == "table":
            yield from _table(block, pen)
        elif kind == "image":
            yield f"[picture] {block.get('alt_text', '')}"
        elif kind == "input":
            optional = " (optional)" if block.get("optional") else ""
            yield pen.style(_flat(block["label"]) + optional, "bold")
        line = "  ".join(_elements(block, block_id, source, number))
        if line:
            yield line


def prose_lines(paragraphs: Sequence[Json], pen: Pen) -> Iterator[str]:
    for one in paragraphs:
        text = "".join(_run(run, pen) for run in one["runs"])
        lead = {"quote": "│ ", "pre": "    "}.get(one["kind"], "")
        lead = "  " * one["indent"] + (one["marker"] + " " if one["marker"] else "") + lead
        style = ("bold",) if one["kind"] == "heading" else ()
        for line in text.split("\n"):
            if pen.styled or not line.strip():  # marks have no width: the terminal wraps
                yield lead + pen.style(line, *style)
                continue
            after = lead if one["kind"] in ("quote", "pre") else " " * len(lead)
            yield from textwrap.wrap(
                line, pen.width, initial_indent=lead, subsequent_indent=after,
                break_long_words=False, break_on_hyphens=False,
            )  # fmt: skip


def _run(run: Json, pen: Pen) -> str:
    text = pen.style(_harmless(run["text"]), *run["styles"])
    url = _harmless(run["url"])
    return f"{text} <{url}>" if url and url != run["text"] else text


def _harmless(text: str) -> str:
    """Without control characters: a bot's text must not move the cursor or set the title."""
    return "".join(one if one.isprintable() or one == "\n" else " " for one in text)


def _flat(text: Json | None) -> str:
    shown = (text or {}).get("shown") or ()
    return _harmless(" ".join("".join(run["text"] for run in one["runs"]) for one in shown))


def _table(block: Json, pen: Pen) -> Iterator[str]:
    rows = [[_flat(cell) for cell in row] for row in block["rows"]]
    columns = max(len(row) for row in rows)
    widths = [
        min(CELL, max(len(row[column]) for row in rows if column < len(row)))
        for column in range(columns)
    ]
    for index, row in enumerate(rows):
        cells = [textwrap.wrap(cell, widths[column]) or [""] for column, cell in enumerate(row)]
        for line in range(max(len(cell) for cell in cells)):
            texts = [
                (cell[line] if line < len(cell) else "").ljust(widths[column])
                for column, cell in enumerate(cells)
            ]
            yield pen.style(" │ ".join(texts).rstrip(), *(("bold",) if index == 0 else ()))
        if index == 0:
            yield "─┼─".join("─" * width for width in widths)


def _elements(block: Json, block_id: str, source: Json, number: Numbering) -> Iterator[str]:
    placed = list(block.get("elements") or ()) if block["type"] == "actions" else []
    placed += [block[name] for name in ("accessory", "element") if block.get(name)]
    for index, element in enumerate(placed):
        if element["type"] == "image":
            yield f"[picture] {element.get('alt_text', '')}"
            continue
        label = _flat(element.get("text")) or _flat(element.get("placeholder"))
        groups = element.get("option_groups") or ()
        options = [*(element.get("options") or ()), *(o for g in groups for o in g["options"])]
        target = Target(
            source,
            block_id,
            str(element.get("action_id") or f"{block_id}-{index}"),
            element["type"],
            label,
            tuple((str(one["value"]), _flat(one["text"])) for one in options),
            block["type"] == "input",
        )
        shown = number(target)
        if target.options:
            choices = ", ".join(text for _, text in target.options)
            yield f"[{shown}] {label or element['type'].replace('_', ' ')}: {choices}"
        elif element["type"] == "button":
            url = f" <{element['url']}>" if element.get("url") else ""
            yield f"[{shown}] {label}{url}"
        else:
            yield f"[{shown}] {label or '…'}"


def _indent(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield "  " + line if line else ""
