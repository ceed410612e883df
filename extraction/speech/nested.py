"""A passage in; the speech that is told of within its quotation marks, out.

`“He told me that ‘…’,” she said` holds two quotations: hers and, within it, his.
"""

from __future__ import annotations

from bisect import bisect_left

from extraction.speech.attributions import read_frame
from extraction.speech.cueing import cues_of
from extraction.speech.drafts import Draft
from extraction.speech.marks import count_words
from extraction.speech.passages import Passage, read_within
from extraction.speech.reported import read_reported

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_LEAST = 3  # words of what is told of: fewer are a term
#: Verbs that in speech tell of speech; most others there tell of thoughts.
_TELLING = frozenset(
    "say tell ask claim announce indicate state declare proclaim suggest insist respond reply "
    "write tweet argue warn be allege acknowledge "
    "note confirm explain accuse".split()
)
#: Forms with which speakers tell what they say now: `I say`, `I tell you`, `let me say`.
_SELVES = frozenset("i we me".split())
_PRONOUNS = _SELVES | frozenset("he she they it you who".split())
_NOW = frozenset("say tell ask suggest argue claim promise insist warn saying telling".split())


def read_nested(passage: Passage) -> list[Draft]:
    """Speech within the passage's double marks, in text order; its `marked` are empty, since
    they number the marks within marks."""
    if not _may_tell(passage):
        return []
    within = read_within(passage)
    if within is None:
        return []
    used: set[int] = set()
    spent: set[int] = set()
    found: list[Draft] = []
    for frame in within.frames:
        cues, every = [], cues_of(within, frame)
        for i, verb in every:
            if verb.lemma in _TELLING and not _is_now(within, i):
                cues.append((i, verb))
            else:
                spent.add(i)
        if not cues:
            continue
        drafts = read_frame(within, frame, every, used, spent)
        drafts += read_reported(within, frame, cues, used, spent)
        for draft in drafts:
            words = sum(count_words(passage.text, span) for span in draft.content)
            if draft.cue is None or words < _LEAST or draft.speaker is None:
                continue
            if not draft.marked and not _is_clause(within, draft, frame.end):
                continue
            if draft.speaker is not None and not frame.start <= draft.speaker.start < frame.end:
                draft.speaker = None
            draft.rule = "nested " + draft.rule
            draft.marked = []
            found.append(draft)
    return sorted(found, key=lambda d: d.start)


def _may_tell(passage: Passage) -> bool:
    """Whether a verb that tells of speech stands within double marks at all."""
    return any(
        cue is not None and cue.lemma in _TELLING
        for marked, (start, end) in zip(passage.marked, passage.bounds, strict=True)
        if not marked.single
        for cue in passage.cues[start:end]
    )


def _is_order(passage: Passage, i: int) -> bool:
    """Whether the verb at token i opens its clause: `Tell that to them`, `Roe, tell me why`."""
    if i == 0 or passage.is_mark(i - 1) or passage.doc[i].is_sent_start:
        return not passage.words[i].endswith("ing")
    return passage.words[i] in ("tell", "ask") and passage.words[i - 1] == ","


def _is_clause(passage: Passage, draft: Draft, end: int) -> bool:
    """Whether what is told of without marks is a clause with a subject and a verb of its own, an
    infinitive or a question: not `told me about it`, not `what he was saying was bold`."""
    start = bisect_left(range(end), draft.start, key=passage.place)
    first = start
    while first < end and passage.doc[first].pos_ == "ADV":
        first += 1
    if first >= end or passage.place(first) >= draft.end:
        return False
    if passage.words[first] in ("to", "not") or passage.doc[first].tag_ == "VBG":
        return True
    if passage.doc[first].tag_ in _FINITE or passage.doc[first].pos_ == "ADP":
        return False
    if passage.words[first] in ("me", "us", "him", "them"):
        return False
    ends = bisect_left(range(end), draft.end, key=passage.place)
    return any(passage.doc[k].tag_ in _FINITE for k in range(first + 1, ends))


def _is_now(passage: Passage, i: int) -> bool:
    """Whether the verb at token i tells what its speaker says now, or says in passing: `as we
    said`, `sad to say`, `a way of saying`."""
    before = passage.words[max(i - 3, 0) : i]
    if "as" in before or passage.words[max(i - 1, 0)] in ("to", "of", "not", "n't", "n’t"):
        return True
    if "did" in before:
        return False
    if passage.words[i] == "asking" or (passage.words[i] in _NOW and _is_order(passage, i)):
        return True
    if not {"what", "whatever"}.isdisjoint(before) and passage.words[i + 1 : i + 2] == (",",):
        return True  # `no matter what anyone says, …`
    subject = next((word for word in reversed(before) if word in _PRONOUNS), "")
    return passage.words[i] in _NOW and (subject in _SELVES or not {"’d", "'d"}.isdisjoint(before))
