"""A participle that tells of speech in; with which words of its sentence it goes, out."""

from __future__ import annotations

from extraction.speech.passages import Passage
from extraction.speech.voices import sort_of

_REACH = 40  # tokens from one participle to the next
_ABSOLUTE = 7  # tokens from "with" to the participle behind its subject
_FINITE = ("VBD", "VBZ", "VBP")


def first_participle(passage: Passage, i: int) -> int:
    """The verb of speech behind a comma with which a participle shares its subject: of `, saying
    “I will” and asking` the first; else token i itself."""
    if not i or passage.doc[i].tag_ != "VBG" or passage.words[i - 1] != "and":
        return i
    for k in range(i - 2, max(i - _REACH, 0), -1):
        token = passage.doc[k]
        if not passage.outside(k):
            continue
        if token.tag_ == "VBG" and passage.words[k - 1] == "," and passage.cue(k) is not None:
            return k
        if token.tag_ in _FINITE or passage.words[k] in (".", ";", ","):
            break
    return i


def is_absolute(passage: Passage, i: int) -> bool:
    """Whether the participle at token i has a subject of its own behind "with": `with the
    ministry alleging`."""
    if sort_of(passage.words[i - 1]) is None:
        return False
    for k in range(i - 2, max(i - _ABSOLUTE, -1), -1):
        if passage.words[k] == "with":
            return True
        if passage.doc[k].pos_ not in ("DET", "ADJ", "NOUN", "PROPN"):
            break
    return False
