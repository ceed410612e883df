"""A frame in; its indirect quotations, and mixed ones with the cue apart from the marks, out."""

from __future__ import annotations

from extraction.annotations import Span
from extraction.speech.contents import clause_of
from extraction.speech.cueing import is_denied, is_dumb
from extraction.speech.cues import CueVerb
from extraction.speech.drafts import Draft
from extraction.speech.endings import settle
from extraction.speech.passages import Frame, Passage
from extraction.speech.sources import according_to
from extraction.speech.speakers import (
    speaker_behind,
    speaker_beside,
    speaker_between,
    speaker_by_parse,
)
from extraction.speech.stretches import outer
from extraction.speech.trailing import read_trailing

_AGREEING = frozenset("agree agrees agreed disagree disagrees disagreed".split())
_AS_REACH = 12  # tokens of `as Roe, a lawyer for her, pointed out`
_AS_LEAST = 4  # tokens of what is told so
_SUBJECTS = ("he ", "she ", "it ", "they ", "we ", "there ", "is ", "was ", "are ", "were ")


def read_reported(
    passage: Passage, frame: Frame, cues: list[tuple[int, CueVerb]], used: set[int], spent: set[int]
) -> list[Draft]:
    """The frame's quotations that no mark beside a cue gave: indirect ones, and mixed ones whose
    cue stands apart from the marks."""
    found: list[Draft] = []
    for i, verb in cues:
        if i in spent or not verb.takes("clause", "that", "whether", "how", "to", "ing", "of"):
            continue
        if is_denied(passage, i):
            continue
        draft = (
            _as_told(passage, frame, i, verb)
            or read_trailing(passage, frame, i, verb, used)
            or _leading(passage, frame, i, verb)
        )
        if draft is None or draft.speaker is None or is_dumb(draft.speaker, verb):
            continue
        if not _is_long_enough(passage, draft):
            continue
        if any(_collide(draft, d) for d in found):
            continue
        spent.add(i)
        for n in frame.marked:
            if n not in used and any(s.overlaps(passage.marked[n].inside) for s in draft.content):
                draft.marked.append(n)
        used.update(draft.marked)
        found.append(draft)
    if not used.intersection(frame.marked):
        told = according_to(passage, frame)
        if told is not None and all(_within(passage, d, told[2]) for d in found):
            cue, mention, content = told
            found.append(
                Draft(
                    content,
                    passage.number,
                    cue,
                    mention,
                    "according",
                    0.95,
                    passage.span(frame.start, frame.end),
                )
            )
    return found


def outermost(drafts: list[Draft], text: str) -> list[Draft]:
    """The drafts without those that only go on with what another reports: a phrase in marks
    whose cue another's content holds (`said he had ordered them to “step up”`) and what a
    speaker says he agrees with."""
    return [
        d
        for d in drafts
        if not (_goes_on(d, text) and any(_holds(other, d) for other in drafts if other is not d))
    ]


def _goes_on(draft: Draft, text: str) -> bool:
    if draft.cue is None:
        return False
    if draft.cue.of(text) in _AGREEING:
        return True
    return draft.rule == "lead bare" and text[draft.start].islower()


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether a reported clause holds another quotation and its cue."""
    if outer.cue is None or inner.cue is None or "clause" not in outer.rule:
        return False
    return any(s.covers(inner.cue) and s.start <= inner.start < s.end for s in outer.content)


def _as_told(passage: Passage, frame: Frame, i: int, verb: CueVerb) -> Draft | None:
    """`As Roe reported, the mill closed` and `As noted by Roe, …`."""
    first = next((k for k in range(frame.start, i) if passage.words[k][:1].isalnum()), i)
    for k in range(max(first + 1, i - _AS_REACH), i):
        if passage.words[k] == "as" and passage.words[k - 1] in (",", "—", "–"):
            first = k  # `except, as Roe points out, …`
    if first >= i or passage.words[first] != "as" or not verb.takes("clause"):
        return None
    comma = i + 1 + bool(verb.particle)
    by = passage.words[comma : comma + 1] == ("by",)
    while by and comma < min(i + _AS_REACH, frame.end) and passage.words[comma] != ",":
        comma += 1
    if not by:
        comma = _past_setting(passage, frame, comma)
    if passage.words[comma : comma + 1] != (",",) or frame.end - comma < _AS_LEAST:
        return None
    if by:
        speaker = speaker_behind(passage, i + 2, comma)
    else:
        speaker = speaker_between(passage, first + 1, i)
    start, end = settle(passage, frame, comma + 1, frame.end, i, main=True)
    if speaker is None or speaker.kind == "pronoun" or end - start < _AS_LEAST:
        return None
    return Draft(
        [outer(passage, start, end)],
        passage.number,
        passage.span(i, i + 1 + bool(verb.particle)),
        speaker,
        "as told",
        0.9,
        passage.span(frame.start, frame.end),
    )


def _past_setting(passage: Passage, frame: Frame, k: int) -> int:
    """Past where it was told: `As Roe reports from the harbour, …`."""
    if k < frame.end and passage.doc[k].pos_ != "ADP":
        return k
    for j in range(k, min(k + _AS_REACH, frame.end)):
        if passage.words[j] == ",":
            return j
        if not passage.outside(j) or passage.doc[j].pos_ in ("VERB", "AUX", "PUNCT"):
            break
    return k


def _leading(passage: Passage, frame: Frame, i: int, verb: CueVerb) -> Draft | None:
    content = clause_of(passage, frame, i, verb)
    if content is None:
        return None
    speaker = speaker_by_parse(passage, i)
    if speaker is None:
        speaker = speaker_beside(passage, frame.start, i)
    return Draft(
        content,
        passage.number,
        passage.span(i, i + 1 + bool(verb.particle)),
        speaker,
        "clause",
        0.9,
        passage.span(frame.start, frame.end),
    )


def _is_long_enough(passage: Passage, draft: Draft) -> bool:
    """Three words at least, or two with marks, so that `said so` and `claims Roe rejects` report
    nothing."""
    words = sum(len(s.of(passage.text).split()) for s in draft.content)
    if words == 2 and draft.content[0].of(passage.text).lower().startswith(_SUBJECTS):
        return True  # `Roe says it does`
    return words > 2 or (words == 2 and any(passage.marked_in(s) for s in draft.content))


def _within(passage: Passage, draft: Draft, spans: list[Span]) -> bool:
    """Whether a report, its cue too, lies within a span that tells of more: `She defended it by
    saying it was legal, according to the paper`."""
    cue = draft.cue
    if cue is None or not cue.of(passage.text).endswith("ing"):
        return False
    return any(s.start < draft.start and draft.end <= s.end and s.covers(cue) for s in spans)


def _collide(draft: Draft, other: Draft) -> bool:
    """Whether two contents cross: one within the other is speech reported through a third."""
    apart = draft.end <= other.start or other.end <= draft.start
    return not apart and not any(s.covers(draft.content[0]) for s in other.content)
