"""A message's blocks in; the same in the terminal, out."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from handlers.blocks.elements import TURN_PAGE
from handlers.blocks.fitting import Block, Message
from handlers.blocks.footers import NEXT_PAGE

_MARKUP = re.compile(r"(\*_[^*]+_\*|\*[^*\n]+\*|(?<![\w])_[^_\n]+_(?![\w])|`[^`]+`|<[^<>]+>)")
_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("\u200b", ""), ("&amp;", "&"))


def show(console: Console, message: Message) -> None:
    """Print a message. Without colours, bold and italic become `*` and `_` as one types them."""
    before = ""
    for block in message.blocks:
        if block["type"] == "section" and before not in ("", "rich_text", "divider"):
            console.print()  # a paragraph; but the source of a quotation stands right below it
        for part in _shown(block, marks=not console.is_terminal):
            if isinstance(part, Quote):
                _show_quote(console, part)
            else:
                console.print(part)
        before = block["type"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words behind a bar."""

    words: Text


def _show_quote(console: Console, quote: Quote) -> None:
    for row in quote.words.wrap(console, console.width - 4):
        row.rstrip()
        console.print(Text("  │ ", style="dim") + row)


def _shown(block: Block, *, marks: bool) -> Iterator[Text | Table | Quote]:
    kind = block["type"]
    if kind == "header":
        yield Text("\n" + block["text"]["text"], style="bold underline" if not marks else "")
    elif kind == "section":
        yield _mrkdwn(block["text"]["text"], marks)
    elif kind == "context":
        for element in block["elements"]:
            text = _mrkdwn(element["text"], marks)
            text.stylize("dim")
            yield text
    elif kind == "rich_text":
        for element in block["elements"]:
            yield _rich(element, marks)
    elif kind == "actions":
        yield from _next_page(block["elements"])
    elif kind == "divider":
        yield Text("")
    elif kind == "table":
        yield _table(block["rows"], marks)


def _next_page(buttons: Sequence[Block]) -> Iterator[Text]:
    """The line to type where there is a further page: it holds its `page:`."""
    following = [button for button in buttons if button.get("action_id") == TURN_PAGE]
    if following and following[-1]["text"]["text"] == NEXT_PAGE:
        yield Text(f"Next page: parallax ask {shlex.quote(following[-1]['value'])}", style="dim")


def _rich(element: Block, marks: bool) -> Text | Quote:
    if element["type"] == "rich_text_quote":
        return Quote(_runs(element["elements"], marks))
    if element["type"] == "rich_text_list":
        lines = [Text("• ") + _runs(line["elements"], marks) for line in element["elements"]]
        return Text("\n").join(lines)
    return _runs(element["elements"], marks)


def _runs(elements: Sequence[Block], marks: bool) -> Text:
    text = Text()
    for run in elements:
        words = str(run.get("text", ""))
        if run["type"] == "link":
            text.append(words, style=f"link {run['url']}")
            if marks:
                text.append(f" <{run['url']}>")
            continue
        style = run.get("style", {})
        names = [name for name in ("bold", "italic", "strike") if style.get(name)]
        text.append(_marked(words, names) if marks else words, style=" ".join(names))
    return text


def _marked(words: str, names: Sequence[str]) -> str:
    for name in reversed(names):
        sign = {"bold": "*", "italic": "_"}.get(name, "~")
        words = f"{sign}{words}{sign}" if "\n" not in words else words
    return words


def _mrkdwn(text: str, marks: bool) -> Text:
    shown = Text()
    for part in _MARKUP.split(text):
        if not part:
            continue
        if part.startswith("`") and part.endswith("`") and len(part) > 2:
            shown.append(_plain(part[1:-1]), style="" if marks else "cyan")
        elif marks and not part.startswith("<"):
            shown.append(_plain(part))
        elif part.startswith("*_"):
            shown.append(_plain(part[2:-2]), style="bold italic")
        elif part.startswith("*") and part.endswith("*") and len(part) > 2:
            shown.append(_plain(part[1:-1]), style="bold")
        elif part.startswith("_") and part.endswith("_") and len(part) > 2:
            shown.append(_plain(part[1:-1]), style="italic")
        elif part.startswith("<"):
            address, _, words = part[1:-1].partition("|")
            shown.append(_plain(words or address))
        else:
            shown.append(_plain(part))
    return shown


def _table(rows: Sequence[Sequence[Block]], marks: bool) -> Table:
    table = Table(show_lines=True)
    for number, cell in enumerate(rows[0]):
        table.add_column(_cell(cell, marks=False), ratio=4 if number == 2 else 2)
    for row in rows[1:]:
        table.add_row(*(_cell(cell, marks) for cell in row))
    return table


def _cell(cell: Block, marks: bool) -> Text:
    if cell["type"] == "raw_text":
        return Text(cell["text"])
    return Text("\n").join(_runs(part["elements"], marks) for part in cell["elements"])


def _plain(text: str) -> str:
    for escaped, sign in _ESCAPES:
        text = text.replace(escaped, sign)
    return text
