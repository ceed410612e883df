"""Two printings of like sentences in; whether they were said, or written, on two occasions, out.

One is in a tweet and the other in a letter, each is dated to a day of its own, one was said
"previously", each goes on from, or to, another sentence, or one account has both: then nobody has
changed a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache

from collation.differences.wording.attribution import channel_in
from collation.differences.wording.printings import HOLE, Printed
from collation.differences.words import load
from collation.wording import find_words, is_function
from extraction.annotations import Span

_LEAST = 5  # words of a sentence that is known again
_ALIKE = 0.25  # of the words of sentences beside: with fewer in common they are two texts
_END = 3  # words that say something: with so many others each ends in its own way
_GAP = 8  # characters beside a sentence in which an ellipsis stands
_HOLE = re.compile(r"\.\s?\.\s?\.|…|\*|\[")
_CLOSE = re.compile(r"[”\"]")  # behind the speaker an outlet goes on where it likes
_LEAD = 20  # characters before a quotation in which a "not" stands
_NOT_BEFORE = re.compile(r"(?:n['’`]t|\b(?:not|never|no))\s+(?:\w+\s+)?[“\"‘']\s*$")


def is_denied(row: Printed) -> bool:
    """Whether the outlet's own "not" stands right before its marks."""
    start = row.span.start
    return _NOT_BEFORE.search(row.covered.article.text[max(0, start - _LEAD) : start]) is not None


def on_two_occasions(a: Printed, b: Printed) -> bool:
    """Whether the sentences are of two texts."""
    channels = [_channel(row) for row in (a, b)]
    if None not in channels and channels[0] != channels[1]:
        return True
    days = [row.quotation.said_on if row.quotation else None for row in (a, b)]
    if None not in days and days[0] != days[1]:
        return True
    if _is_earlier(a) != _is_earlier(b) or _ends_apart(a, b):
        return True
    return any(
        _apart(mine, theirs, _LEAST) for mine, theirs in zip(_beside(a), _beside(b), strict=True)
    )


def has_both(row: Printed, other: Printed, begin: int, end: int) -> bool:
    """Whether the account of one printing has the other's words elsewhere, marked or not."""
    if row.covered.id == other.covered.id:
        return False
    low, high = max(0, begin - _LEAST), min(len(other.keys), end + 3)
    if high - low < _LEAST or HOLE in other.keys[low:high]:
        return False
    wanted = f" {' '.join(other.forms[low:high])} "
    return any(wanted in rest for rest in _rest(row))


def _rest(row: Printed) -> tuple[str, str]:
    """The forms of all words before a sentence, and of those after it."""
    text = row.covered.article.text
    sides = ((0, row.span.start), (row.span.end, len(text)))
    before, after = (
        f" {' '.join(key.form for word in find_words(text, *side) for key in word.keys)} "
        for side in sides
    )
    return before, after


def _said_in(row: Printed) -> Span:
    """The outlet's sentence that tells of its being said."""
    if row.quotation is not None:
        return row.quotation.sentence
    return row.covered.sentence_at(row.span.start)


def _channel(row: Printed) -> str | None:
    found = channel_in(row.covered, _said_in(row))
    return found[0] if found else None


@cache
def _earlier() -> re.Pattern[str]:
    return re.compile(load("wording")["earlier"])


def _is_earlier(row: Printed) -> bool:
    """Whether the outlet says that it was said before what it tells."""
    if row.quotation is None or row.quotation.cue is None:
        return False
    sentence, cue = row.quotation.sentence, row.quotation.cue
    return _earlier().search(row.covered.article.text, sentence.start, cue.end) is not None


def _ends_apart(a: Printed, b: Printed) -> bool:
    """Whether both sentences are printed to the end, and end in other words, or begin so."""
    blocks = [
        block
        for block in SequenceMatcher(None, a.roots, b.roots, autojunk=False).get_matching_blocks()
        if block.size > 1
    ]
    if not blocks:
        return False
    first, last = blocks[0], blocks[-1]
    tails = _telling(a.roots[last.a + last.size :]), _telling(b.roots[last.b + last.size :])
    heads = _telling(a.roots[: first.a]), _telling(b.roots[: first.b])
    return (a.ends and b.ends and _apart(*tails, _END)) or (
        a.opens and b.opens and _apart(*heads, _END)
    )


def _apart(left: set[str], right: set[str], enough: int) -> bool:
    """Whether there are enough words on both sides, and few of them on both."""
    least = min(len(left), len(right))
    return least >= enough and len(left & right) < _ALIKE * least


def _beside(row: Printed) -> tuple[set[str], set[str]]:
    """What says something in the sentences right before and after, where no hole is between."""
    text = row.covered.article.text
    left = text[max(0, row.span.start - _GAP) : row.span.start]
    right = text[row.span.end : row.span.end + _GAP]
    return (
        set() if _HOLE.search(left) else _telling(row.before),
        set() if _HOLE.search(right) or _CLOSE.search(right) else _telling(row.after),
    )


def _telling(roots: Sequence[str]) -> set[str]:
    return {root for root in roots if not is_function(root)}
