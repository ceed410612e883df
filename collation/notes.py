"""A text in; where it says that it was corrected, changed or added to, out."""

from __future__ import annotations

import re

from extraction.annotations import Span

LONGEST = 600  # characters of a note that are pointed at

_THING = r"(?:article|story|report|piece|post|headline|version|item|page|column|transcript|caption)"
_DONE = r"(?:updated|amended|corrected|changed|revised|edited|clarified|modified|altered)"
#: A line that begins so is a note; `Correction officers said …` is none.
_OPENING = re.compile(
    r"^[^\S\n]*[*•\[(—–-]*[^\S\n]*"
    r"(?:corrections?|clarifications?|editor[’']?s?[’']? note|editors[’'] note|correction and "
    r"clarification|corrected|update[sd]?|amended|an? (?:earlier )?correction)"
    r"[^\S\n]*(?:\([^)\n]{1,60}\)|[A-Z0-9][^:\n]{1,50})?[^\S\n]*(?::|—|–|\n)",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE = re.compile(
    rf"\b(?:an? )?(?:earlier|previous|original|prior) {_THING}s? of (?:this|the|our) {_THING}\b"
    rf"|\b(?:this|the|our) {_THING} (?:has been|have been|was|were|is being) "
    rf"(?:since |later |also |subsequently )*{_DONE}\b"
    rf"|\b(?:this|the) {_THING} (?:originally|initially|previously|incorrectly|mistakenly|wrongly) "
    r"(?:stated|said|reported|misstated|misspelled|misidentified|gave|named|described|identified)\b"
    rf"|\b(?:earlier|previous) versions? (?:of|misstated|incorrectly|gave|said|stated)\b"
    rf"|\bwe (?:have |regret |apologi[sz]e )[^.\n]{{0,40}}\b(?:the )?errors?\b"
    rf"|\bthis {_THING} (?:corrects|clarifies|updates)\b",
    re.IGNORECASE,
)


def find_note(text: str) -> Span | None:
    """The first note: from its first word to the end of its line. None where there is none."""
    starts = [found.start() for pattern in (_OPENING, _SENTENCE) if (found := pattern.search(text))]
    if not starts:
        return None
    start = min(starts)
    start = max(text.rfind("\n", 0, start) + 1, start - LONGEST)
    while text[start].isspace():
        start += 1
    end = text.find("\n", text.find("\n", start) if _bare(text, start) else start)
    end = len(text) if end < 0 else end
    return Span(start, min(end, start + LONGEST))


def is_note(text: str, span: Span) -> bool:
    """Whether a sentence, or the line that it stands in, is such a note."""
    line = text.rfind("\n", 0, span.start) + 1
    return bool(_OPENING.match(text, line) or _SENTENCE.search(text, span.start, span.end))


def _bare(text: str, start: int) -> bool:
    """Whether the note's first line is nothing but its heading: what follows belongs to it."""
    end = text.find("\n", start)
    return 0 < end - start < 40 and end + 1 < len(text) and text[end + 1] != "\n"
