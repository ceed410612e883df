"""Answers in the terminal read as they do in Slack."""

from __future__ import annotations

import io

from rich.console import Console

from bot.terminal import show
from desk.answers import Page
from handlers.blocks.elements import (
    actions,
    button,
    cell,
    context,
    header,
    line,
    link,
    listed,
    quoted,
    rich,
    run,
    section,
    table,
)
from handlers.blocks.fitting import Message, literal
from handlers.blocks.footers import lead_on


def printed(*blocks: dict[str, object], colours: bool = False, width: int = 60) -> str:
    file = io.StringIO()
    console = Console(file=file, force_terminal=colours, width=width, highlight=False)
    show(console, Message("text", blocks))
    return file.getvalue()


def test_what_is_marked_stays_marked_without_colours() -> None:
    shown = printed(rich(quoted(run("The question is "), run("absurd", bold=True), run("."))))
    assert shown == "  │ The question is *absurd*.\n"


def test_marks_are_styles_in_a_terminal() -> None:
    shown = printed(rich(line(run("absurd", bold=True))), colours=True)
    assert "\x1b[1mabsurd" in shown


def test_a_long_quotation_keeps_its_bar() -> None:
    shown = printed(rich(quoted(run("word " * 30))), width=40)
    assert len(shown.splitlines()) > 3
    assert all(row.startswith("  │ ") for row in shown.splitlines())


def test_escapes_are_undone_and_buttons_left_out() -> None:
    shown = printed(
        header("A & B"),
        section(literal("<b> & *c*", 100)),
        context("small `#12`"),
        actions(button("Open", "ask", "/x")),
    )
    assert shown.split() == ["A", "&", "B", "<b>", "&", "*c*", "small", "#12"]


def test_the_line_that_asks_for_the_next_page_is_printed() -> None:
    page = Page(2, 3, 12)
    shown = printed(*lead_on(page, "/x", ("/x", '/x "a b" page:3'), share=False), width=80)
    assert "parallax ask '/x \"a b\" page:3'\n" in shown
    shown = printed(*lead_on(Page(3, 3, 12), "/x", ("/x page:2", ""), share=False))
    assert "parallax ask" not in shown


def test_lists_links_and_tables() -> None:
    shown = printed(
        rich(listed(line(run("one")), line(run("two")))),
        rich(line(link("https://example.org/a", "open"))),
        table([[cell(run("Value"))], [cell(run("139"))]]),
    )
    assert "• one\n• two\n" in shown
    assert "open <https://example.org/a>" in shown
    assert "139" in shown
