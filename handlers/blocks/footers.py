"""Where an answer leads on: pages, sharing, useful or wrong."""

from __future__ import annotations

from collections.abc import Sequence

from desk.answers import Page
from handlers.blocks import limits
from handlers.blocks.elements import EXPORT, SHARE, TURN_PAGE, actions, button, context
from handlers.blocks.fitting import Block
from handlers.blocks.standing import judging

NEXT_PAGE = "Next page"


def lead_on(
    page: Page | None, here: str, turn: Sequence[str], *, share: bool, extra: Sequence[Block] = ()
) -> list[Block]:
    """The last rows of an answer.

    `here` is the command line that gave the answer, `turn` those of the previous and the next
    page ("" where there is none). `share` for answers that only the asker sees.
    """
    buttons: list[Block] = []
    previous, following = turn
    if previous and _fits(previous):
        buttons.append(button("Previous page", TURN_PAGE, previous))
    if following and _fits(following):
        buttons.append(button(NEXT_PAGE, TURN_PAGE, following))
    if share and _fits(here):
        buttons.append(button("Share to channel", SHARE, here))
    if page is not None and page.total and _fits(here):
        buttons.append(button("Export CSV", EXPORT, here))
    buttons += extra
    if page is not None and page.total and _fits(here):
        buttons += judging(here)
    rows = [actions(*buttons)] if buttons else []
    if page is not None and page.pages > 1:
        rows.append(context(_where(page)))
    return rows


def _where(page: Page) -> str:
    if not page.more:
        return f"Page {page.number} of {page.pages}, {page.total} in all."
    if page.ended and page.number == page.pages:
        return (
            f"Page {page.number}, the last that is looked up. Narrow the question for older ones."
        )
    return f"Page {page.number} of at least {page.pages}."


def _fits(line: str) -> bool:
    return len(line) <= limits.BUTTON_VALUE
