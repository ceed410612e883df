"""A place in a sentence in; the clause that holds it, for a subject line to quote, out."""

from __future__ import annotations

import re
from itertools import pairwise

from collation.coverage import Covered
from extraction.annotations import Span

LONGEST = 150  # characters of a clause that is quoted
_BREAK = re.compile(r"(?<=[,;:])\s+|\s+[–—-]+\s+|(?<=\))\s+|\s+(?=\()")
_MARKS = re.compile(r"[“”„«»\"\[\]]")
_NAME = re.compile(r"\b[A-Z]\w+")
_WORD = re.compile(r"\S+")
#: What leans on a next word: a quoted clause does not break off behind it.
_LEANING = re.compile(
    r"(?:[\s,;:–—-]+(?:an?|the|and|or|but|nor|as|if|to|of|in|on|at|by|for|from|with|into|about|than|"
    r"over|under|after|before|while|when|where|because|that|this|these|those|which|who|whom|whose|"
    r"whether|what|how|not|no|is|are|was|were|be|been|being|am|has|have|had|having|do|does|did|"
    r"will|would|can|could|shall|should|may|might|must|his|her|its|their|our|my|your|some|any|"
    r"each|every|only|more|most|very|several|he|she|it|they|we|I|you|Mrs?\.?|Ms\.?|Sen\.?|Rep\.?|Gov\.?|Dr\.?))+[\s,;:–—-]*$"
)
_LEADING = re.compile(
    r"^(?:\((?:Reuters|AP|CNN)\)\s*)?[\s,;:.–—-]*(?:(?:and|but|or|while)\s+)?", re.IGNORECASE
)


def clause_at(covered: Covered, sentence: Span, place: Span) -> str:
    """The words of the clause around a place, with its neighbours as far as they are short.

    Whole clauses up to `LONGEST` characters; where the one clause is longer, words up to whole
    words, with an ellipsis where they are cut.
    """
    text = covered.article.text
    place = Span(max(place.start, sentence.start), min(place.end, sentence.end))
    cuts = [sentence.start]
    for match in _BREAK.finditer(text, sentence.start, sentence.end):
        if not _within_figure(text, match):
            cuts.append(match.end())
    cuts.append(sentence.end)
    pieces = [Span(a, b) for a, b in pairwise(cuts) if b > a]
    inside = [n for n, piece in enumerate(pieces) if piece.overlaps(place)]
    low, high = (inside[0], inside[-1]) if inside else (0, len(pieces) - 1)
    grown = True
    while grown:  # what stands before tells who and where more often than what follows
        grown = False
        for down, up in ((low - 1, high), (low, high + 1)):
            fits = down >= 0 and up < len(pieces)
            if fits and pieces[up].end - pieces[down].start <= LONGEST:
                low, high, grown = down, up, True
                break
    start, end = pieces[low].start, pieces[high].end
    before = after = ""
    if end - start > LONGEST:
        start, end, before, after = _cut(text, start, end, place)
    elif not _NAME.search(text, start + 1, end) and _NAME.search(text, sentence.start + 1, start):
        # nobody and no place is named: what stands before says whom or where
        start, end, before, after = _cut(text, sentence.start, end, place)
    words = " ".join(_MARKS.sub("", text[start:end]).split())
    words = _LEADING.sub("", words).rstrip(" ,;:.–—-")
    return f"{before}{_LEANING.sub('', words) if after else words}{after}"


def shortened(words: str, longest: int = LONGEST) -> str:
    """So many characters of words at most, and an ellipsis where that cuts them.

    They do not break off behind a word that leans on the next one ("said that the …").
    """
    words = words.rstrip(" .,;:")
    if len(words) <= longest:
        return words
    cut = words[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:.—–-")
    return f"{_LEANING.sub('', cut)} …"


def _within_figure(text: str, match: re.Match[str]) -> bool:
    """Whether it parts what belongs together: "Nov. 3, 2015", "Austin, Texas"."""
    after = text[match.end() : match.end() + 1]
    return text[match.start() - 1] == "," and after.isdigit()


def _cut(text: str, start: int, end: int, place: Span) -> tuple[int, int, str, str]:
    """Whole words of a long clause, as many before the place as fit, then after it."""
    words = [Span(m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
    held = [n for n, word in enumerate(words) if word.overlaps(place)] or [0]
    low, high = held[0], held[-1]
    while high - low < len(words) - 1:
        side = low - 1 if low > 0 and (held[0] - low) * 2 <= (high - held[-1]) * 3 else high + 1
        if side >= len(words):
            side = low - 1
        if words[max(high, side)].end - words[min(low, side)].start > LONGEST - 10:
            break
        low, high = min(low, side), max(high, side)
    return (
        words[low].start, words[high].end,
        "… " if low else "", " …" if high < len(words) - 1 else "",
    )  # fmt: skip


def fuller(*clauses: str) -> str:
    """The one of several clauses that says most: with the most names, then the longest."""
    return max(clauses, key=lambda c: (len(re.findall(r"\b[A-Z]\w+", c)) > 1, len(c), c))
