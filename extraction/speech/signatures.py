"""Words in marks with a name beside them and no verb in (`"…" — Roe`); the quotation out."""

from __future__ import annotations

import re
from dataclasses import replace

from extraction.annotations import Span
from extraction.speech.drafts import Draft
from extraction.speech.mentions import mention_in
from extraction.speech.passages import Frame, Passage
from extraction.speech.speakers import speaker_beside
from extraction.speech.stretches import sentence_of

_SIGNED = re.compile(
    r"(?:\s*pic\.\S+)?\s*[—–―-]{1,2}\s*(@\w+|[A-Z][\w.’'-]*(?: [\w.’'-]+){0,5}?)\s*"
    r"(?=[(,.\n#]|pic\.|https?:|\Z)"
)


def read_signature(passage: Passage, frame: Frame, n: int) -> Draft | None:
    """`"…" — Roe`, `"…" -Commissioner Roe`, `"…" - @roe`."""
    found = _SIGNED.match(passage.text, passage.marked[n].outside.end, passage.parsed.part.end)
    if found is None:
        return None
    tokens = [
        k
        for k in range(passage.bounds[n][1], min(passage.bounds[n][1] + 16, len(passage.words)))
        if found.start(1) < passage.end_of(k) and passage.place(k) < found.end(1)
    ]
    if not tokens or any(passage.doc[k].pos_ == "AUX" for k in tokens):
        return None
    handle = passage.text[found.end(1) : found.end(1) + 3].strip().startswith("(@")
    if handle and read_colon(passage, frame, n) is not None:
        return None  # `Roe: "…" — Poe (@poe)`: Poe posts what Roe has said
    mention = mention_in(passage, tokens[0], tokens[-1] + 1, tokens[-1])
    if mention is not None and found.group(1).startswith("@"):  # `-@roe` is one token
        mention = replace(mention, span=Span(*found.span(1)), text=found.group(1))
    return Draft(
        [passage.marked[n].inside],
        passage.number,
        None,
        mention,
        "dash",
        0.9,
        sentence_of(passage, passage.bounds[n][0], tokens[-1]),
        [n],
    )


def _addressed(passage: Passage, frame: Frame, end: int) -> int:
    """Behind whom the words before a colon at `end` are by: `Roe to Poe:` are Roe's."""
    k = end - 1
    while k > frame.start and passage.doc[k].ent_type_ == "PERSON":
        k -= 1
    to = k > frame.start and passage.words[k] == "to" and k < end - 1
    return k if to and passage.doc[k - 1].ent_type_ == "PERSON" else end


def read_colon(passage: Passage, frame: Frame, n: int) -> Draft | None:
    """`Roe: "…"` where a name opens the paragraph, and `From the desk of Roe: "…"`."""
    first = passage.bounds[n][0] - 1
    while first > frame.start and (passage.is_mark(first) or passage.doc[first].is_space):
        first -= 1
    if passage.words[first] != ":" or first == frame.start or not passage.outside(first - 1):
        return None
    if passage.doc[first - 1].ent_type_ == "PERSON":
        mention = speaker_beside(passage, frame.start, _addressed(passage, frame, first))
    else:
        mention = mention_in(passage, max(frame.start, first - 8), first, first - 1)
    if mention is None or not passage.doc[mention.start].text[:1].isupper():
        return None
    if mention.label != "PERSON" and first - frame.start > 6:
        return None
    if mention.label == "" and mention.kind != "pronoun":
        return None
    return Draft(
        [passage.marked[n].inside],
        passage.number,
        None,
        mention,
        "colon",
        0.9,
        sentence_of(passage, frame.start, passage.bounds[n][1]),
        [n],
    )
