"""Tokens of a passage in; the stretch of text that they make, marks and all, out."""

from __future__ import annotations

import re

from extraction.annotations import Span
from extraction.speech.cues import CueVerb
from extraction.speech.marks import trim
from extraction.speech.passages import Frame, Passage

#: What ties a report to the teller's sentence before it.
_CONNECTIVE = re.compile(
    r"(?:But|However,|Even so,|In addition,|After all,|Moreover,|Furthermore,|Nonetheless,"
    r"|Nevertheless,|As it stands,)\s+(?=\S)"
)


def sentence_of(passage: Passage, first: int, last: int) -> Span:
    """The characters of the sentences that hold tokens first to last."""
    last = min(last, len(passage.words) - 1)
    first = min(first, last)
    start = passage.sentences[passage.sentence[first]][0]
    end = passage.sentences[passage.sentence[last]][1] - 1
    while start < end and passage.doc[start].is_space:
        start += 1
    while end > start and passage.doc[end].is_space:
        end -= 1
    return passage.span(start, end + 1)


def behind(passage: Passage, n: int) -> int:
    """The first token behind marked span n and its closing mark."""
    k = passage.bounds[n][1]
    end = passage.marked[n].outside.end
    while k < len(passage.words) and (
        passage.place(k) < end or (passage.is_mark(k) or passage.doc[k].is_space)
    ):
        if passage.inside[k] not in (-1, n):
            break
        k += 1
    return k


def outer(passage: Passage, start: int, end: int) -> Span:
    """Tokens [start, end) with the marks at their edges, trimmed."""
    span = trim(passage.text, passage.place(start), passage.end_of(max(end - 1, start)))
    return balance(passage, span)


def balance(passage: Passage, span: Span) -> Span:
    """Grow the span by the marks of what it holds; where all of it is in one pair, drop them."""
    start, end = span.start, span.end
    for m in passage.marked_in(span):
        if m.inside.start == start and m.inside.end <= end:
            start = m.outside.start
        if start <= m.inside.start and m.inside.end <= end < m.outside.end:
            end = m.outside.end
        if m.outside.start <= start and end <= m.outside.end:
            return trim(passage.text, max(start, m.inside.start), min(end, m.inside.end))
    return trim(passage.text, start, end)


def has_letters(passage: Passage, k: int) -> bool:
    """Whether token k is more than punctuation."""
    return any(c.isalnum() for c in passage.words[k])


def skip_joint(passage: Passage, start: int, end: int) -> int:
    """Past a leading `But`, `And` and its comma."""
    while start < end and (
        passage.words[start] in ("but", "and", "so", "yet", ",") or passage.doc[start].is_space
    ):
        start += 1
    return start


def cue_span(passage: Passage, i: int, verb: CueVerb) -> Span:
    """The characters of the cue at token i, its particle included."""
    return passage.span(i, i + 1 + bool(verb.particle))


def held(passage: Passage, frame: Frame, spans: list[Span]) -> list[int]:
    """The marked spans of the frame that the spans touch."""
    return [m for m in frame.marked if any(covers_mark(s, passage, m) for s in spans)]


def covers_mark(span: Span, passage: Passage, n: int) -> bool:
    """Whether the span touches what stands in marked span n."""
    return span.overlaps(passage.marked[n].inside)


def drop_connective(passage: Passage, content: list[Span]) -> None:
    """Cut the teller's `But` or `In addition,` off the head of a clause outside marks, in place."""
    first = content[0]
    if any(m.inside.start <= first.start < m.inside.end for m in passage.marked_in(first)):
        return
    opening = _CONNECTIVE.match(passage.text, first.start, first.end)
    if opening is not None:
        content[0] = Span(opening.end(), first.end)
