"""A frame with words inside marks in; the quotations that a cue beside the marks governs, out.

Surface first, parse second: the cue that stands right behind a closing mark or right before an
opening one decides; the parse says who its subject is, and where a clause that is only partly
in marks ends.
"""

from __future__ import annotations

from extraction.annotations import Span
from extraction.speech.cues import CueVerb
from extraction.speech.drafts import Draft
from extraction.speech.leads import read_lead
from extraction.speech.passages import Frame, Passage
from extraction.speech.signatures import read_colon, read_signature
from extraction.speech.sources import according_to
from extraction.speech.stretches import behind, covers_mark, held, sentence_of
from extraction.speech.tails import read_tail

_STOPS = frozenset((".", ";", ":", "?", "!"))
_JOINTS = frozenset("and but or while which that because so yet although though if than".split())


def read_frame(
    passage: Passage, frame: Frame, cues: list[tuple[int, CueVerb]], used: set[int], spent: set[int]
) -> list[Draft]:
    """The frame's quotations in marks, by its `cues`. Marked spans taken go into `used`, cue
    tokens into `spent`."""
    found: list[Draft] = []
    for n in frame.marked:
        if n in used:
            continue
        draft = (
            read_tail(passage, frame, n, cues, used, spent)
            or read_lead(passage, frame, n, cues, used, spent)
            or _from_according(passage, frame, n, used)
            or read_signature(passage, frame, n)
            or read_colon(passage, frame, n)
        )
        if draft is None:
            continue
        used.update(draft.marked)
        found.append(draft)
        _take_neighbours(passage, frame, draft, used, spent)
    return found


def _from_according(passage: Passage, frame: Frame, n: int, used: set[int]) -> Draft | None:
    found = according_to(passage, frame)
    if found is None:
        return None
    cue, mention, content = found
    if not any(covers_mark(s, passage, n) for s in content):
        return None
    numbers = held(passage, frame, content)
    if any(m in used for m in numbers):
        return None
    return Draft(
        content,
        passage.number,
        cue,
        mention,
        "according",
        0.95,
        sentence_of(passage, frame.start, frame.end - 1),
        numbers,
    )


def _take_neighbours(
    passage: Passage, frame: Frame, draft: Draft, used: set[int], spent: set[int]
) -> None:
    """`"A," said Roe. "B."` is one item, and so is `"A," said Roe, "B."`."""
    if draft.rule not in ("tail", "according"):
        return
    n = draft.marked[-1]
    m = n + 1
    while m < len(passage.marked) and m not in used:
        between = range(behind(passage, n), passage.bounds[m][0])
        if not _nothing_else(passage, list(between), spent):
            return
        if not _opens_sentence(passage, m):  # `said on "Today." "I think …"`
            m += 1
            continue
        if _has_own_tail(passage, m):
            return
        draft.content.append(passage.marked[m].inside)
        draft.marked.append(m)
        used.add(m)
        last = passage.bounds[m][1]
        draft.sentence = Span(draft.sentence.start, sentence_of(passage, last, last).end)
        n, m = m, m + 1


def _opens_sentence(passage: Passage, n: int) -> bool:
    """Whether marked span n can go on with the speech: a stop or comma stands before it."""
    k = passage.bounds[n][0] - 1
    while k >= 0 and (passage.is_mark(k) or passage.doc[k].is_space):
        k -= 1
    if k < 0:
        return True
    return not passage.words[k][-1:].isalnum() and passage.words[k] not in ("'s", "’s", "(")


def _nothing_else(passage: Passage, between: list[int], spent: set[int]) -> bool:
    """Whether the words between two marked spans hold one attribution and no further sentence."""
    words = [k for k in between if not passage.is_mark(k) and not passage.doc[k].is_space]
    stops = [k for k in words if passage.words[k] in (".", "?", "!")]
    if len(stops) > 1 or (stops and stops[0] != words[-1]) or len(words) > 45:
        return False
    others = [
        k
        for k in words
        if k not in spent
        and passage.cue(k) is not None
        and passage.doc[k].pos_ == "VERB"
        and passage.doc[k].tag_ != "VBG"
        and passage.doc[k].dep_ in ("conj", "ROOT", "root")
    ]
    if others:
        return False
    if any(passage.words[k] in (":", "that", "a", "the", "as") for k in words[-1:]):
        return False
    last = next((k for k in reversed(words) if passage.words[k] != ","), None)
    cue = passage.cue(last) if last is not None else None  # `she said, adding, "…"`
    return not (cue is not None and passage.words[last or 0].endswith("ing"))


def _has_own_tail(passage: Passage, n: int) -> bool:
    """Whether another attribution follows marked span n: `"B," he added.`"""
    start = behind(passage, n)
    if passage.text[passage.marked[n].inside.end - 1 : passage.marked[n].inside.end] == ".":
        return False
    for k in range(start, min(start + 12, len(passage.words))):
        if not passage.outside(k) or passage.words[k] in _STOPS:
            return False
        if passage.words[k] in _JOINTS:
            return False
        verb, part = passage.cue(k), passage.doc[k].pos_
        if verb is not None and verb.takes("marks", "comma") and part in ("VERB", ""):
            return True
        if passage.words[k : k + 2] == ("according", "to"):
            return True
    return False
