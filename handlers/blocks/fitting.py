"""Text and blocks of any size in; a message that Slack takes, out, saying what was left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desk.answers import DiscrepancyView
from handlers.blocks import limits

Block = dict[str, Any]  # Any: the Slack border

MORE = " […]"  # an ellipsis in brackets: no outlet prints it, so it is surely ours
# Slack formats only at the edge of a word: `003_1b` stays as it is and can be copied.
_FORMATTING = re.compile(r"(?<!\w)([*_~])|([*_~])(?!\w)|(`)")
_LINE_BREAKS = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")
# Controls that could reorder or hide what is printed: bidi overrides and C0 other than blanks.
_UNSAFE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Holding:
    """Which discrepancies a message shows, and what its form needs to be rendered again."""

    form: str  # digest, card, answer
    views: tuple[DiscrepancyView, ...]
    shape: Mapping[str, Any]  # Any: JSON


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: `text` is the notification, the fallback and what a screen reader says.

    `plain` are blocks to use instead where Slack refuses the newer ones (a table).
    `metadata` is found again by other processes. `holding` is for whoever keeps the message up to
    date once it is posted.
    """

    text: str
    blocks: tuple[Block, ...]
    plain: tuple[Block, ...] | None = None
    metadata: Block | None = None
    holding: Holding | None = None

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments of chat.postMessage, without channel and thread."""
        given: dict[str, Any] = {
            "text": self.text,
            "blocks": list(self.blocks),
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if self.metadata is not None:
            given["metadata"] = self.metadata
        return given

    def without_newer_blocks(self) -> Message | None:
        """The same with older blocks only; None where there are no newer ones."""
        return None if self.plain is None else Message(self.text, self.plain, None, self.metadata)


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word; a cut text ends with MORE."""
    clean = _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)
    if len(clean) <= limit:
        return clean
    room = limit - len(MORE)
    if room <= 0:
        return clean[:limit]
    end = clean.rfind(" ", room // 2, room + 1)
    return clean[: end if end > 0 else room].rstrip() + MORE


def one_line(text: str) -> str:
    """Line breaks become blanks."""
    return _LINE_BREAKS.sub(" ", text).strip()


def escape(text: str) -> str:
    """Slack's three control characters made harmless, so that `<!channel>` calls nobody."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def literal(text: str, limit: int) -> str:
    """Text for mrkdwn that shows as it is: escaped, and its `*` and `_` format nothing.

    The limit holds for what is sent, escapes included; an escape is never cut in half.
    """
    room = limit
    while True:
        shown = _FORMATTING.sub("\u200b\\g<0>", escape(cut(text, room)))
        if len(shown) <= limit:
            return shown
        room = max(room - (len(shown) - limit), room // 2)


def fallback(text: str) -> str:
    """A message's `text`: one paragraph, escaped, within the limit."""
    return literal(one_line(text), limits.TEXT) or "Parallax"


def characters(block: Any) -> int:  # Any: a block or any part of one
    """How many characters Slack may count in a block: every string that is shown or opened."""
    if isinstance(block, str):
        return len(escape(block))
    if isinstance(block, dict):
        silent = ("type", "action_id", "block_id", "value", "style")
        return sum(characters(part) for key, part in block.items() if key not in silent)
    if isinstance(block, (list, tuple)):
        return sum(characters(part) for part in block)
    return 0


def compose(
    text: str,
    head: Sequence[Block],
    items: Sequence[Sequence[Block]] = (),
    foot: Sequence[Block] = (),
    *,
    left_out: Callable[[int], str] = lambda count: f"{count} more do not fit in one message.",
    metadata: Block | None = None,
) -> Message:
    """`head`, as many `items` as fit (each whole or not at all), a note of how many do not, `foot`.

    `head` and `foot` must fit by themselves. Action ids are made unique.
    """
    return Message(fallback(text), _fitted(head, items, foot, left_out), None, metadata)


def fitted_view(blocks: Sequence[Block], note: Block) -> list[Block]:
    """The blocks of a modal or of App Home; `note` stands last where some had to go."""
    kept = list(blocks)
    if len(kept) > limits.BLOCKS_IN_VIEW:
        kept = [*kept[: limits.BLOCKS_IN_VIEW - 1], note]
    return list(_with_unique_actions(kept))


def _fitted(
    head: Sequence[Block],
    items: Sequence[Sequence[Block]],
    foot: Sequence[Block],
    left_out: Callable[[int], str],
) -> tuple[Block, ...]:
    note_room = 300  # characters and one block are kept for the note
    used = sum(characters(block) for block in (*head, *foot)) + note_room
    blocks = list(head)
    shown = 0
    for item in items:
        size = sum(characters(block) for block in item)
        too_many = len(blocks) + len(item) + len(foot) + 1 > limits.BLOCKS_IN_MESSAGE
        if too_many or used + size > limits.MESSAGE_CHARACTERS:
            break
        blocks.extend(item)
        used += size
        shown += 1
    if shown < len(items):
        note = literal(left_out(len(items) - shown), note_room)
        blocks.append({"type": "context", "elements": [{"type": "mrkdwn", "text": note}]})
    return tuple(_with_unique_actions([*blocks, *foot]))


def _with_unique_actions(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks again; an action id that was there before gets a number: `share`, `share.2`."""
    seen: dict[str, int] = {}

    def renamed(part: Any) -> Any:  # Any: a block or any part of one
        if isinstance(part, dict):
            copied = {key: renamed(value) for key, value in part.items()}
            if "action_id" in copied:
                name = str(copied["action_id"])
                seen[name] = seen.get(name, 0) + 1
                if seen[name] > 1:
                    copied["action_id"] = f"{name}.{seen[name]}"
            return copied
        if isinstance(part, list):
            return [renamed(value) for value in part]
        return part

    for block in blocks:
        yield renamed(block)
