"""One stretch of text in; the spans that stand inside quotation marks, paired, out.

Marks are paired by place and count, not by glyph alone: newspapers close with the opening
glyph (`do it,“`), mix straight and curly, print `''`, and forget to close. A mark that has a
space before it and none behind opens; one that has it the other way round closes; where the
place does not tell, the glyph does, and where it is straight the count does (an open mark is
closed, else one opens).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.annotations import Span

_DOUBLE = re.compile(r"[“”„‟\"«»〝〞＂]|''|``|’’|‘‘")
_OPENING = ("“", "„", "«", "〝", "‟", "``", "‘‘")
_CLOSING = ("”", "»", "〞", "’’")
# Begins with the mark itself, which a regex finds faster than the place of nothing.
_SINGLE_OPEN = re.compile(r"[‘'](?:(?<=[\s(\[—–:“\"/-][‘'])|(?<=\A[‘']))(?=[\w$£€‘#@…])")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s(\[—–“‘])[’'](?![\w’'])")
# 'em, '90s, 'til: an apostrophe at the head of a word opens nothing.
_ELISION = re.compile(r"(?:\d0s|em|til|till|twas|tis|cause|n|bout|cuz|round|Tis|Twas|Til)\b")
# 6'3" tall: no mark.
_INCHES = re.compile(r".*?\d['’]\d\d?\"", re.DOTALL)
# What follows a mark that was never closed: `"We will appeal, Roe said.`
_ATTRIBUTION = re.compile(
    r"[,?!]['’]?\s(?=(?:(?:he|she|they|[A-Z][\w’'.-]+(?:\s[A-Z][\w’'.-]+){0,3})\s)?"
    r"(?:said|says|told|added|asked|wrote|continued)\b)"
)


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands between two marks: `inside` excludes the marks, `outside` includes them.

    `closed` is False where no closing mark was found: `inside` then ends where the speech most
    likely does. `depth` is 0, or 1 for single marks within double ones.
    """

    inside: Span
    outside: Span
    closed: bool = True
    single: bool = False
    depth: int = 0


def find_marked(text: str, start: int, end: int) -> tuple[Marked, ...]:
    """The marked spans of the paragraph text[start:end], in text order, none overlapping but
    those of depth 1, which stand after the one that holds them."""
    doubles = list(_pair_doubles(text, start, end))
    found: list[Marked] = []
    at = start
    for marked in doubles:
        found += _pair_singles(text, at, marked.outside.start, 0)
        found.append(marked)
        found += _pair_singles(text, marked.inside.start, marked.inside.end, 1)
        at = marked.outside.end
    found += _pair_singles(text, at, end, 0)
    return tuple(found)


def count_words(text: str, span: Span) -> int:
    """How many white-space words with a letter or digit the span holds."""
    return sum(any(c.isalnum() for c in word) for word in span.of(text).split())


def trim(text: str, start: int, end: int) -> Span:
    """The span without blanks at its ends and without a final comma or dash."""
    while start < end and text[start] in _EDGE_BEFORE:
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _EDGE_AFTER):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


_EDGE_BEFORE = " \t\r\n ,;:—–-"
_EDGE_AFTER = ",;:—–- "


def _pair_doubles(text: str, start: int, end: int) -> Iterator[Marked]:
    opened: re.Match[str] | None = None
    marks = [
        (mark, _side(text, mark, start, end))
        for mark in _DOUBLE.finditer(text, start, end)
        if not _INCHES.fullmatch(text, max(mark.start() - 5, start), mark.end())
    ]
    passed = -1
    for k, (mark, side) in enumerate(marks):
        if k <= passed:
            continue
        if opened is None:
            if side != "closes":
                opened = mark
        elif side == "opens" and [s for _, s in marks[k + 1 : k + 3]] == ["closes", "closes"]:
            passed = k + 1  # `“… the “Act” …”`: double marks within double ones
        elif side == "opens" and (mark.end() - opened.end() > 1):
            yield _unclosed(text, opened, mark.start())
            opened = mark
        elif mark.start() == opened.end():
            opened = mark  # `""We`: a mark doubled by mistake
        else:
            inside = trim(text, opened.end(), mark.start())
            yield Marked(inside, Span(opened.start(), mark.end()))
            opened = None
    if opened is not None:
        yield _unclosed(text, opened, end)


def _side(text: str, mark: re.Match[str], start: int, end: int) -> str:
    """Whether a mark "opens", "closes", or "either", where neither place nor glyph tells."""
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    loose_before = before.isspace() or before in "([{—–‘"
    loose_after = after.isspace() or after in ".,;:?!)]}—–’…"
    if loose_before and not loose_after:
        return "opens"
    if loose_after and not loose_before:
        return "closes"
    if mark.group() in _OPENING:
        return "opens"
    if mark.group() in _CLOSING:
        return "closes"
    return "either"


def _unclosed(text: str, opened: re.Match[str], limit: int) -> Marked:
    found = _ATTRIBUTION.search(text, opened.end(), limit)
    end = found.start() + (text[found.start()] != ",") if found else limit
    inside = trim(text, opened.end(), end)
    return Marked(inside, Span(opened.start(), max(inside.end, opened.end())), closed=False)


def _pair_singles(text: str, start: int, end: int, depth: int) -> Iterator[Marked]:
    opens = [
        m.start()
        for m in _SINGLE_OPEN.finditer(text, start, end)
        if not _ELISION.match(text, m.end())
    ]
    for number, opened in enumerate(opens):
        limit = opens[number + 1] if number + 1 < len(opens) else end
        closes = [m.start() for m in _SINGLE_CLOSE.finditer(text, opened + 1, limit)]
        if not closes:
            continue
        close = next((c for c in closes if not _possessive(text, c)), closes[-1])
        inside = trim(text, opened + 1, close)
        if inside.start < inside.end:
            yield Marked(inside, Span(opened, close + 1), single=True, depth=depth)


def _possessive(text: str, at: int) -> bool:
    """Whether the mark may be the apostrophe of `the workers' pay`."""
    return text[at - 1] in "sS" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower()
