"""What has gone on since a date, in; how long it has lasted by the day of publication, out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from collation.coverage import Covered
from collation.differences.times.length import Length
from extraction.annotations import Span, TimeExpression

_REACH = 90  # characters before "since" in which stands what has lasted
_PERFECT = re.compile(r"\b(?:has|have|had)\b")
_CLAUSE = re.compile(r"[,;:]\s")
_SURE = 0.7  # of the date
_SLACK = (3.0, 0.02)  # days, and share of the length, by which people count otherwise


def lengths_since(covered: Covered) -> Iterator[tuple[Length, Span]]:
    """Each such length with the clause before it: "Negotiations have gone on | since November"."""
    text, published = covered.article.text, covered.article.published
    for time in covered.reading.times:
        if published is None or time.begin is None or time.end is None:
            continue
        high, low = (published - time.begin).days, (published - time.end).days
        sentence = covered.sentence_at(time.span.start)
        left = Span(max(sentence.start, time.span.start - _REACH), time.span.start)
        start = left.start + max((m.end() for m in _CLAUSE.finditer(left.of(text))), default=0)
        if low < 1 or not _is_since(text, time) or not _PERFECT.search(text, start, left.end):
            continue
        slack = max(_SLACK[0], _SLACK[1] * high)
        span = Span(time.span.start - len("since "), time.span.end)
        days = (low + high) / 2
        length = Length(covered, span, sentence, days, low - slack, high + slack, "month", "")
        yield length, Span(start, span.start)


def _is_since(text: str, time: TimeExpression) -> bool:
    before = text[max(0, time.span.start - len("since ")) : time.span.start]
    return before.lower() == "since " and time.confidence >= _SURE
