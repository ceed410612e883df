"""A frame in; what it tells `according to` somebody, out."""

from __future__ import annotations

from extraction.annotations import Span
from extraction.speech.mentions import Mention, mention_in
from extraction.speech.passages import Frame, Passage
from extraction.speech.speakers import issued_by, speaker_behind
from extraction.speech.stretches import has_letters, outer, skip_joint
from extraction.speech.trailing import is_aside

_COPULAS = frozenset("is are was were be been".split())


def according_to(passage: Passage, frame: Frame) -> tuple[Span, Mention | None, list[Span]] | None:
    """The cue, the source and the content of `according to`, None where the frame has none."""
    for i in range(frame.start, frame.end - 1):
        if not passage.outside(i) or passage.words[i] not in ("according", "per"):
            continue
        if passage.words[i] == "according" and passage.words[i + 1] != "to":
            continue
        if passage.words[i] == "per" and (i == frame.start or passage.words[i - 1] != ","):
            continue
        first = i + 2 if passage.words[i] == "according" else i + 1
        end = _source_end(passage, frame, first)
        if first >= end:
            continue
        mention = speaker_behind(passage, first, end) or mention_in(passage, first, end, end - 1)
        mention = issued_by(passage, mention)
        cue = passage.span(i, first)
        before = [k for k in range(frame.start, i) if has_letters(passage, k)]
        after = [k for k in range(end, frame.end) if has_letters(passage, k)]
        content = []
        if len(before) > 2 or _is_parted(passage, before, after):
            content.append(outer(passage, skip_joint(passage, frame.start, i), i))
        if len(after) > 2 and (
            len(before) <= 2
            or (passage.words[end] == "," and not is_aside(passage, after[0]))
            or _is_unfinished(passage, before[-1])
        ):
            last = after[-1] + 1
            last += last < frame.end and passage.words[last] in (".", "?", "!")
            content.append(outer(passage, after[0], last))
        content = [s for s in content if s.start < s.end]
        if content:
            return cue, mention, content
    return None


def _is_parted(passage: Passage, before: list[int], after: list[int]) -> bool:
    """Whether the source parts a short subject from its verb: `They, according to her, fled`."""
    if not before or not after or passage.doc[before[-1]].pos_ not in ("NOUN", "PROPN", "PRON"):
        return False
    verb = next((k for k in after if passage.doc[k].pos_ != "ADV"), after[0])
    return passage.doc[verb].tag_ in ("VBD", "VBZ", "VBP", "MD")


def _is_unfinished(passage: Passage, last: int) -> bool:
    """Whether what stands before the source lacks its complement: `They are, according to …`."""
    return passage.words[last] in _COPULAS or passage.words[last] in ("that", "and", "but")


def _source_end(passage: Passage, frame: Frame, first: int) -> int:
    """Behind the phrase that follows `according to`: at its comma or the frame's end."""
    end = first
    while end < frame.end and passage.words[end] not in (",", ".", ";", ":", "—", "–", "--"):
        if not passage.outside(end) and not passage.is_mark(end):
            break
        end += 1
    return end
