"""An article's text in; its parts, in order and without overlap, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import pairwise

from intake.article import Part, PartKind
from intake.wire import (
    find_byline,
    find_dateline,
    find_photo_credit,
    is_agency_line,
    is_bare_names,
    is_credit,
    is_photo_service,
    is_role,
    is_speaker_turn,
    opens_with_photo_credit,
)

WRAP = (40, 120)  # characters: no editor wraps text by hand narrower or wider
HEADLINE = 220  # characters
SUBHEADING = (90, 12)  # characters, words
WORD = 1_000  # characters without a blank: longer addresses are cut, and what is left is no prose

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BLANKS = re.compile(r"\s+")
_LETTER = re.compile(r"\w")
_DATE_LINE = re.compile(r"date[ \t]+\d{4}-\d{2}-\d{2}(?!\d)", re.I)
_ENDED = re.compile(r"[.!?…:][\"”’'»)\]“]*$|[”\"]$|,[“”\"]$")
_STOP = re.compile(r"[.,;][\"”’'»)\]]*$")
_QUOTED = re.compile(r"[“\"].*[”\"“]$", re.S)
# `(l.)`, `(right)`; a party is a capital: `Jane Roe (R)`
_DIRECTIONS = re.compile(r"\((?:[lrc]|(?:far )?(?:left|right)|centre|center)\.?\)")


@dataclass(slots=True)
class _Block:
    """A paragraph as laid out: [start, end) without blanks around it; `alone` between blanks."""

    start: int
    end: int
    alone: bool
    text: str = field(repr=False)


def lay_out(text: str, *, title: str | None = None) -> tuple[Part, ...]:
    """The parts of a plain text: every character that is no blank lies in exactly one part.

    `title` is the headline where it is known apart from the text; only a text that begins with
    it has it as a part. Offsets are code points of `text`.
    """
    at = _opening(text)
    parts: list[Part] = []
    dated = _DATE_LINE.match(text, at)
    if dated:
        parts.append(Part(PartKind.DATE_LINE, at, dated.end()))
        at = dated.end()
    same_line = bool(dated and text[at : at + 200].split("\n", 1)[0].strip())
    blocks = _blocks(text, at)
    if title and blocks:
        head = _titled(text, blocks[0], title)
        if head is not None:
            parts.append(Part(PartKind.HEADLINE, blocks[0].start, head))
            blocks = _blocks(text, head)
            title = ""  # found: no further headline
    _label(blocks, parts, headline=title is None and not same_line)
    return tuple(parts)


def _label(blocks: list[_Block], parts: list[Part], *, headline: bool) -> None:
    """Append the parts that the blocks are, in text order."""
    transcript = sum(is_speaker_turn(block.text) for block in blocks) >= 3
    begun = False  # whether the account's first paragraph has been seen
    byline = False  # whether the block before was a byline
    for number, block in enumerate(blocks):
        line, start, end = block.text, block.start, block.end
        last = number == len(blocks) - 1
        credit = find_photo_credit(line)
        named = not begun and (find_byline(line) or (parts and is_bare_names(line)))
        if (len(line) <= 240 and _furniture().fullmatch(line)) or _is_no_prose(line):
            parts.append(Part(PartKind.FURNITURE, start, end))
        elif named or (byline and is_role(line)):
            parts.append(Part(PartKind.BYLINE, start, end))
            byline = True
            continue
        elif (
            headline
            and not begun
            and not last
            and _is_headline(block, blocks[number + 1 : number + 3])
        ):
            parts.append(Part(PartKind.HEADLINE, start, end))
            headline = False
        elif is_credit(line) and (credit in (None, 0) or (begun and is_agency_line(line))):
            parts.append(Part(PartKind.CREDIT, start, end))
        elif credit is not None and _is_caption(line, credit):
            _append_caption(parts, block, credit)
        elif opens_with_photo_credit(line) or (
            _DIRECTIONS.search(line) and len(line) <= 400 and not _QUOTED.search(line)
        ):
            parts.append(Part(PartKind.CAPTION, start, end))
        elif begun and not last and _is_subheading(block):
            parts.append(Part(PartKind.SUBHEADING, start, end))
        else:
            dateline = None if begun or transcript else find_dateline(line)
            if dateline is not None:
                cut = start + len(line[: dateline.end].rstrip())
                parts.append(Part(PartKind.DATELINE, start, cut))
                start += dateline.end
            parts.append(Part(PartKind.PARAGRAPH, start, end))
            begun = True
        byline = False


def _is_no_prose(line: str) -> bool:
    """Whether it holds what nobody reads: a picture as letters, a script, thousands of dashes."""
    return len(line) > WORD and max(map(len, line.split())) > WORD


@cache
def _furniture() -> re.Pattern[str]:
    raw = resources.files("intake").joinpath("furniture.txt").read_text(encoding="utf-8")
    rows = [row for row in raw.splitlines() if row and not row.startswith("#")]
    return re.compile("|".join(f"(?:{row})" for row in rows), re.IGNORECASE)


def _append_caption(parts: list[Part], block: _Block, credit: int) -> None:
    cut = block.start + len(block.text[:credit].rstrip())
    if cut > block.start:
        parts.append(Part(PartKind.CAPTION, block.start, cut))
    parts.append(Part(PartKind.CREDIT, block.start + credit, block.end))


def _is_caption(line: str, credit: int) -> bool:
    """A caption is short, speaks of one picture and ends in its credit."""
    before = line[:credit]
    return (
        len(before) <= 500
        and not _QUOTED.search(before.strip())
        and (
            is_photo_service(line[credit:])
            or not before
            or before.rstrip().endswith((".", "!", "?"))
        )
    )


def _is_headline(block: _Block, following: list[_Block]) -> bool:
    """Short, with no stop at its end, or with one and a dateline or byline right below."""
    line = block.text
    opens = line[:1].isalnum() or line[:1] in "“\"‘'($£€#@"
    if len(line) > HEADLINE or not opens:
        return False
    if _STOP.search(line):
        below = following[0].text
        return bool(find_byline(below) or find_dateline(below)) and not find_dateline(line)
    return block.alone or any(len(other.text) > len(line) for other in following)


def _is_subheading(block: _Block) -> bool:
    """Stands between blank lines, short, no stop at its end, and is not somebody's words."""
    line = block.text
    characters, words = SUBHEADING
    if not block.alone or len(line) > characters or len(line.split()) > words:
        return False
    if _STOP.search(line) or line.endswith((":", "—", "–", "-")) or not line[-1].isprintable():
        return False
    return not _QUOTED.match(line) and any(char.isalpha() for char in line)


def _opening(text: str) -> int:
    """The offset of the first character that is neither blank nor a byte-order mark."""
    at = 0
    while at < len(text) and (text[at].isspace() or text[at] == "\ufeff"):
        at += 1
    return at


def _titled(text: str, first: _Block, title: str) -> int | None:
    """Where the title ends if the text begins with it, blanks counted alike; else None."""
    words = title.split()
    if not words:
        return None
    at = first.start
    for number, word in enumerate(words):
        gap = _BLANKS.match(text, at) if number else None
        at = gap.end() if gap else at
        if not text.startswith(word, at) or (number and gap is None):
            return None
        at += len(word)
    return None if _LETTER.match(text, at) else at


def _blocks(text: str, start: int) -> list[_Block]:
    """Paragraphs from `start` on: split at blank lines, and inside at lines that are not wrapped.

    A line goes on in the next where the first word of the next would not have fitted (text
    wrapped by hand), or where it does not end a sentence and the next begins in lower case.
    """
    groups: list[list[tuple[int, int]]] = []
    before = start
    for match in _LINE.finditer(text, start):
        left, right = match.span()
        while left < right and (text[left].isspace() or text[left] == "\ufeff"):
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if left == right:
            continue
        between = text[before:left].replace("\r\n", "\n")
        if not groups or sum(between.count(mark) for mark in "\n\r\u2028\u2029") > 1:
            groups.append([])
        groups[-1].append((left, right))
        before = right
    blocks = []
    for lines in groups:
        blocks += _joined(text, lines)
    return blocks


def _joined(text: str, lines: list[tuple[int, int]]) -> list[_Block]:
    """The paragraphs of lines that stand together without a blank line."""
    wrapped = _wrapped(text, lines)
    spans = [lines[0]]
    for (left, right), full in zip(lines[1:], wrapped, strict=True):
        before = text[spans[-1][0] : spans[-1][1]]
        if full or (text[left].islower() and not _ENDED.search(before)):
            spans[-1] = (spans[-1][0], right)
        else:
            spans.append((left, right))
    alone = len(spans) == 1
    return [_Block(left, right, alone, text[left:right]) for left, right in spans]


def _wrapped(text: str, lines: list[tuple[int, int]]) -> list[bool]:
    """For each line but the first, whether the one before was wrapped into it.

    Greedy wrapping at width W breaks a line only where the next word no longer fits in W, and W
    is at least the longest line. Lines that all end sentences are lines, not wrapped text.
    """
    width = max(right - left for left, right in lines)
    full, open_ended = [], 0
    for (left, right), (following, end) in pairwise(lines):
        word = len(text[following:end].split(None, 1)[0])
        fits = right - left + 1 + word <= width
        full.append(not fits)
        open_ended += not fits and not _ENDED.search(text[left:right])
    wraps = sum(full)
    if not WRAP[0] <= width <= WRAP[1] or wraps * 10 < len(full) * 6 or open_ended * 2 < wraps:
        return [False] * len(full)
    return full
