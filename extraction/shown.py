"""A sentence as the parser cut it in; the stretch of text to show for it, out.

Without the bullet before it and the mark that opens the next quotation behind it, and with the
sentence before it where only the last word or two of a quotation stand in it: `Nice,” Roe tweeted`.
"""

from __future__ import annotations

import re

from extraction.annotations import Span
from extraction.parsed import ParsedPart
from extraction.tokens import TokenSpan

FEWEST = 4  # words of a quotation's end that can be read alone
_BULLET = re.compile(r"\s*[\u2022\u25aa\u25cf\u25e6\u2023\u00b7*]+\s*(?=\S)")
_OPENED = re.compile(r"(?<=[.!?…:,\"”’'])\s+[\"“‘]\s*$")
_END_OF_QUOTATION = re.compile(r"[^\"“”]*[,.!?…][\"”](?=\s)")


def shown_sentence(part: ParsedPart, sentence: TokenSpan) -> Span:
    """The characters of the article that are shown for a sentence of a part."""
    text = part.doc.text
    start, end = sentence.start_char, sentence.end_char
    if (bullet := _BULLET.match(text, start, end)) is not None:
        start = bullet.end()
    if (opened := _OPENED.search(text[start:end])) is not None and opened.start():
        end = start + opened.start()
    rest = _END_OF_QUOTATION.match(text, start, end)
    if rest is not None and len(rest[0].split()) < FEWEST and sentence.start:
        before = sentence.doc[sentence.start - 1].sent
        if "\n" not in text[before.start_char : start]:
            start = before.start_char
    return Span(part.part.start + start, part.part.start + end)
