"""A cue in a frame in; the clause that it stands in itself, and its tense, out."""

from __future__ import annotations

from itertools import pairwise

from extraction.speech.passages import Frame, Passage

DASHES = ("—", "–", "--")
#: A clause that opens with one of them ends at the comma before the main one.
OPENERS = frozenset("while after when as since although though if because asked before by".split())
_TIMES = frozenset("day days week weeks month months year years hour hours".split())


def is_opened(passage: Passage, frame: Frame, i: int) -> bool:
    """Whether the cue stands in a clause before the main one: `After Roe said …,`."""
    begin = frame.start
    for k in range(i - 1, frame.start - 1, -1):
        if passage.words[k] in (",", ";", ":") or not passage.outside(k):
            begin = k + 1
            break
    while begin < i and (
        not passage.words[begin][:1].isalnum() or passage.words[begin] in ("but", "and", "so")
    ):
        begin += 1
    if begin == i:
        return passage.doc[i].tag_ in ("VBG", "VBN") or passage.words[i] == "asked"
    spell = passage.words[begin : min(begin + 4, i)]
    for word, following in pairwise(spell):
        if word in _TIMES and following in ("after", "before", "since"):
            return True  # `Two days after Roe said …`
    return passage.words[begin] in OPENERS


def is_aside(passage: Passage, i: int) -> bool:
    """Whether the cue itself stands in a relative clause, which a comma ends."""
    return any(passage.words[k] in ("who", "which") for k in range(max(i - 3, 0), i))


def is_free(passage: Passage, i: int) -> bool:
    """Whether the cue stands in the clause of `what Roe says is a crime`, a part of another."""
    named = i - 1
    while named > max(i - 4, 0) and passage.doc[named].pos_ in ("PRON", "PROPN"):
        named -= 1
        if passage.words[named] == "what":
            return i + 1 < len(passage.words) and passage.doc[i + 1].lemma_ == "be"
    return False


def is_dashed(passage: Passage, i: int) -> bool:
    """Whether a dash opens the relative clause that the cue stands in: `Roe — who said …`."""
    for k in range(max(i - 4, 1), i):
        if passage.words[k] in ("who", "which"):
            return passage.words[k - 1] in DASHES
    return False


def tense_of(passage: Passage, i: int) -> str:
    """The tag of the cue at token i; a perfect one (`has denied`) goes on in the past."""
    tag = str(passage.doc[i].tag_)
    perfect = not {"has", "have", "had", "’ve", "'ve"}.isdisjoint(passage.words[max(i - 3, 0) : i])
    return "VBD" if tag == "VBN" and perfect else tag
