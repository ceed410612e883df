"""A paragraph without marks and the one before it in; the speech it introduces, out.

`Roe wrote to the council:` and then the words of the letter, set off by the line alone.
"""

from __future__ import annotations

import re

from extraction.speech.cueing import cues_of, is_denied
from extraction.speech.drafts import Draft
from extraction.speech.marks import count_words, trim
from extraction.speech.passages import Passage
from extraction.speech.speakers import speaker_beside, speaker_by_parse
from intake.article import PartKind

_LEAST = 5  # words: fewer are a heading
_REACH = 10  # tokens between the cue and its colon: `wrote in a letter to the council on Monday:`
#: Posts as pages embed them, which outlets set between the lines, and lists.
_EMBEDDED = re.compile(r"pic\.twitter|https?://|[—–-] ?\S.*\(@\w+\)|\A\s*(?:[-•*·]|\d+[.)])")
_POSTED = frozenset(("tweet", "post", "retweet"))
#: What a colon introduces that is no speech: `said the following people had died:`.
_LISTED = frozenset("following these are were include includes included".split())


def read_block(passage: Passage, before: Passage | None) -> Draft | None:
    """The whole paragraph as a quotation where the one before ends in a cue and a colon."""
    if before is None or passage.marked or not before.words or not passage.words:
        return None
    if passage.kind is not PartKind.PARAGRAPH or not before.frames:
        return None
    last = len(before.words) - 1
    while last > 0 and before.doc[last].is_space:
        last -= 1
    if before.words[last] != ":":
        return None
    start, end = passage.place(0), passage.end_of(len(passage.words) - 1)
    content = trim(passage.text, start, end)
    text = content.of(passage.text)
    if count_words(passage.text, content) < _LEAST or _EMBEDDED.search(text):
        return None
    if text[-1:] not in ".!?…" or not text[:1].isupper():
        return None
    frame = before.frames[-1]
    for i, verb in reversed(cues_of(before, frame)):
        if last - i > _REACH or is_denied(before, i) or not verb.takes("marks", "comma"):
            break
        behind = before.words[i + 1 : last]
        finite = any(before.doc[k].tag_ in ("VBD", "VBZ", "VBP", "MD") for k in range(i + 1, last))
        if finite or verb.lemma in _POSTED or not _LISTED.isdisjoint(behind):
            break
        speaker = speaker_by_parse(before, i) or speaker_beside(before, frame.start, i)
        if speaker is None:
            break
        cue = before.span(i, i + 1 + bool(verb.particle))
        return Draft([content], passage.number, cue, speaker, "block", 0.85, content)
    return None
