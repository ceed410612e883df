"""Show in context: the paragraphs around a sentence in; a modal with the sentence marked, out."""

from __future__ import annotations

from desk.answers import Context
from handlers.blocks import limits
from handlers.blocks.citations import outlet
from handlers.blocks.elements import context as small_print
from handlers.blocks.elements import day, line, link, plain, rich, run
from handlers.blocks.fitting import Block, cut, fitted_view, literal, one_line

PARAGRAPH = 1_200  # characters of a paragraph that is not the one asked about


def render(answer: Context) -> Block:
    """A modal view."""
    citation = answer.citation
    about = [run(outlet(citation), bold=True), run(f" · {day(citation.published)}")]
    if citation.title:
        about.append(run(f"\n{cut(one_line(citation.title), 200)}"))
    if citation.link:
        about += [run("\n"), link(citation.link, "Open the article at this sentence")]
    blocks = [rich(line(*about)), {"type": "divider"}]
    for number, paragraph in enumerate(answer.paragraphs[:20]):
        if number == answer.marked:
            blocks.append(rich(line(*_marked(paragraph, answer.start, answer.end))))
        else:
            blocks.append(rich(line(run(cut(paragraph.strip(), PARAGRAPH) or "—"))))
    if not citation.link:
        blocks.append(small_print("The article has no address; this is its text as it was read."))
    return {
        "type": "modal",
        "title": plain(outlet(citation), limits.VIEW_TITLE),
        "close": plain("Close", limits.VIEW_BUTTON),
        "blocks": fitted_view(blocks, small_print(literal("The rest is left out.", 100))),
    }


def _marked(paragraph: str, start: int, end: int) -> list[Block]:
    """The paragraph with [start, end) in bold; what is far from the mark is cut."""
    room = limits.RICH_TEXT_RUN
    before = paragraph[max(0, start - room // 2) : start]
    if start > room // 2:
        before = "[…] " + before
    parts = [
        (before, False),
        (cut(paragraph[start:end], room), True),
        (cut(paragraph[end:].rstrip(), room // 2), False),
    ]
    return [run(text, bold=bold) for text, bold in parts if text] or [run("—")]
