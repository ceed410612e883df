"""The words before a name in; the office among them as it is printed, out."""

from __future__ import annotations

from extraction.speech.passages import Passage

_COURTESY = frozenset("mr mrs ms miss mx messrs sir madam".split())
_PLURAL = frozenset("sens reps govs profs drs gens presidents senators".split())
_BARE = frozenset("us u.s u.k uk former then late old".split())  # no office without a noun
_HYPHENS = ("-", "–", "‐")


def office_as_printed(passage: Passage, start: int, end: int) -> str:
    """The words of office at tokens [start, end) as printed, "" where they are none: no courtesy
    (`Mr.`), no age (`45-year-old`), no office of several (`Sens.`)."""
    if start < 0:
        return ""
    for k in range(start, end):
        if passage.words[k] in ("year", "years", "month") and "old" in passage.words[k:end]:
            start = passage.words.index("old", k, end) + 1
    while start < end and (
        passage.words[start].strip(".") in _COURTESY or not passage.words[start][:1].isalnum()
    ):
        start += 1
    while end > start and (
        passage.words[end - 1].strip(".") in _COURTESY or passage.words[end - 1] in _HYPHENS
    ):
        end -= 1
    if start >= end or any(passage.words[k].strip(".") in _PLURAL for k in range(start, end)):
        return ""
    if all(passage.words[k].strip(".") in _BARE for k in range(start, end)):
        return ""
    return " ".join(passage.span(start, end).of(passage.text).split())
