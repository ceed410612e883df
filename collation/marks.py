"""A quotation's words in; which of them the outlet prints inside quotation marks, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.annotations import QuotationKind, Span

_BRACKETED = re.compile(r"\[[^\[\]]{0,200}\]")
_DOUBLE = re.compile(r"[“”„«»\"]|''|``")
_OPENING = frozenset("“„«")
_SINGLE = re.compile(r"(?<!\w)‘(?P<inner>[^‘’]+(?:’\w[^‘’]*)*)’(?!\w)")


def quoted_stretches(text: str, pieces: Sequence[Span], kind: QuotationKind) -> tuple[Span, ...]:
    """The stretches of a quotation that are the speaker's words, in order.

    All of a direct quotation, nothing of an indirect one, what stands between marks in a mixed
    one; never what an editor put in brackets. An interrupted quotation is one stretch over the
    cue: its speaker left nothing out there.
    """
    if not pieces or kind is QuotationKind.INDIRECT:
        return ()
    if kind is QuotationKind.DIRECT:
        whole = [Span(pieces[0].start, pieces[-1].end)]
    else:
        whole = [stretch for piece in pieces for stretch in _between_marks(text, piece)]
    return tuple(part for stretch in whole for part in _without_brackets(text, stretch))


def _between_marks(text: str, piece: Span) -> Iterator[Span]:
    """What double marks enclose, else what single ones do; a mark that never closes encloses all
    that follows, one that was never opened all that goes before."""
    start: int | None = None
    found = False
    for mark in _DOUBLE.finditer(text, piece.start, piece.end):
        closes = mark.group() not in _OPENING and (start is not None or mark.group() in "”»")
        if closes and (start is not None or not found):
            yield Span(piece.start if start is None else start, mark.start())
            start = None
        elif not closes and start is None:
            start = mark.end()
        found = True
    if start is not None:
        yield Span(start, piece.end)
    if not found:
        for match in _SINGLE.finditer(text, piece.start, piece.end):
            yield Span(*match.span("inner"))


def _without_brackets(text: str, stretch: Span) -> Iterator[Span]:
    at = stretch.start
    for match in _BRACKETED.finditer(text, stretch.start, stretch.end):
        if at < match.start():
            yield Span(at, match.start())
        at = match.end()
    if at < stretch.end:
        yield Span(at, stretch.end)
