"""Show in context: the paragraphs around a citation in; a modal with it marked, out."""

from __future__ import annotations

from collections.abc import Sequence

from desk.answers import Context
from handlers.blocks import limits
from handlers.blocks.citations import outlet
from handlers.blocks.elements import context as small_print
from handlers.blocks.elements import day, line, link, plain, rich, run
from handlers.blocks.fitting import Block, cut, fitted_view, literal, one_line

TRIMMED = "The text of this article is no longer kept; what was cited or quoted of it is shown."
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
        marks = [(start, end) for place, start, end in answer.marks if place == number]
        if marks:
            blocks.append(rich(line(*_marked(paragraph, marks))))
        else:
            blocks.append(rich(line(run(cut(paragraph.strip(), PARAGRAPH) or "—"))))
    if answer.trimmed:
        blocks.append(small_print(TRIMMED))
    if not citation.link and not answer.trimmed:
        blocks.append(small_print("The article has no address; this is its text as it was read."))
    blocks.append(small_print(f"Article {citation.article} of the archive."))
    return {
        "type": "modal",
        "title": plain(outlet(citation), limits.VIEW_TITLE),
        "close": plain("Close", limits.VIEW_BUTTON),
        "blocks": fitted_view(blocks, small_print(literal("The rest is left out.", 100))),
    }


def _marked(paragraph: str, marks: Sequence[tuple[int, int]]) -> list[Block]:
    """The paragraph with the marks in bold; what is far from them is cut."""
    room = limits.RICH_TEXT_RUN
    first = marks[0][0]
    at = max(0, first - room // 2)
    parts = [("[…] ", False)] if at else []
    for start, end in marks:
        parts += [(paragraph[at:start], False), (cut(paragraph[start:end], room), True)]
        at = end
    parts.append((cut(paragraph[at:].rstrip(), room // 2), False))
    return [run(text, bold=bold) for text, bold in parts if text] or [run("—")]
