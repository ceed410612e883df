"""A quotation in; whom its speaker cites for it (`Roe, citing the court, said`), out."""

from __future__ import annotations

from bisect import bisect_left

from extraction.speech.drafts import Draft
from extraction.speech.mentions import PRONOUNS, Mention
from extraction.speech.passages import Passage
from extraction.speech.speakers import speaker_behind

_CITING = frozenset(("citing", "quoting", "referencing", "relaying"))
_REACH = 40  # tokens on either side of the cue


def whom_cited(passage: Passage, draft: Draft) -> Mention | None:
    """Who stands behind `citing` or `quoting`, or behind another `according to`, in the sentence
    of the cue and outside the content; None where the speaker speaks for himself."""
    if draft.cue is None or draft.speaker is None:
        return None
    cue = token_at(passage, draft.cue.start)
    if cue >= len(passage.words):
        return None
    begin, end = passage.sentences[passage.sentence[cue]]
    for k in range(max(begin, cue - _REACH), min(end, cue + _REACH) - 1):
        first = 0
        if passage.words[k] in _CITING:
            first = k + 1
        elif passage.words[k] == "according" and passage.words[k + 1] == "to" and k != cue:
            first = k + 2
        if not first or first >= end or not passage.outside(k):
            continue
        if any(s.start <= passage.place(k) < s.end for s in draft.content):
            continue
        found = speaker_behind(passage, first, end)
        if found is None or found.words[0] in PRONOUNS or found.span.overlaps(draft.speaker.span):
            continue
        return found
    return None


def token_at(passage: Passage, place: int) -> int:
    """The first token at or behind `place` of the text, the number of tokens where none is."""
    return bisect_left(range(len(passage.words)), place, key=passage.place)
