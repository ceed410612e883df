"""A quotation to which no rule gave a speaker in; who stands where a speaker stands, out."""

from __future__ import annotations

from extraction.speech.drafts import Draft
from extraction.speech.mentions import Mention, mention_in, phrase_of
from extraction.speech.passages import Passage
from extraction.speech.phrases import subject_of
from extraction.speech.sources import according_to
from extraction.speech.speakers import speaker_between
from extraction.speech.through import token_at
from extraction.tokens import Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SUBJECTS = ("nsubj", "nsubj:pass")
_REACH = 8  # tokens of a subject behind a closing mark


def subject_behind(passage: Passage, n: int) -> Mention | None:
    """Whose verb follows marked span n, whatever it is: `"It was chaos," Roe described it`.

    Only where a comma ends the marks, so that they must be part of that sentence.
    """
    marked = passage.marked[n]
    end = passage.bounds[n][1]
    tail = passage.text[marked.inside.end - 1 : marked.outside.end + 1]
    if "," not in tail and "?" not in tail and "!" not in tail:
        return None
    while end < len(passage.words) and (passage.is_mark(end) or passage.words[end] == ","):
        end += 1
    for k in range(end, min(end + _REACH, len(passage.words))):
        token = passage.doc[k]
        if not passage.outside(k) or passage.words[k] in (".", ",", ";", ":"):
            return None
        finite = token.tag_ in _FINITE and token.pos_ in ("VERB", "AUX")
        if k > end and (finite or (token.tag_ == "VBN" and _has_subject(token, end))):
            return speaker_between(passage, end, k)
    return None


def _has_subject(verb: Token, first: int) -> bool:
    """Whether a subject from token `first` on stands before the verb."""
    return any(c.dep_ in _SUBJECTS and first <= c.i < verb.i for c in verb.lefts)


def subject_before(passage: Passage, draft: Draft) -> Mention | None:
    """The subject of the clause in which the cue of a draft stands, the nearest one before it."""
    if draft.cue is None or not passage.has_parse:
        return None
    cue = token_at(passage, draft.cue.start)
    if cue >= len(passage.words):
        return None
    begin, _ = passage.sentences[passage.sentence[cue]]
    for k in range(cue - 1, begin - 1, -1):
        token = passage.doc[k]
        if passage.outside(k) and token.dep_ in _SUBJECTS and token.pos_ != "SCONJ":
            found = phrase_of(passage, token)
            if found is not None and (found.kind != "description" or found.label):
                return found
    return _opening(passage, begin, cue)


def introduced_by(before: Passage) -> tuple[Mention, bool] | None:
    """Who the last sentence of a passage, which ends in a colon, is about: `The firm released a
    statement:`; whether `according to` names him."""
    if not before.has_parse or not before.words:
        return None
    frame = before.frames[-1]
    told = according_to(before, frame)
    if told is not None and told[1] is not None:
        return told[1], True
    last = before.sentences[-1]
    for k in range(*last):
        if before.doc[k].dep_ in ("ROOT", "root"):
            subject = subject_of(before.doc[k])
            if subject is not None and before.outside(subject.i):
                found = phrase_of(before, subject)
                return (found, False) if found is not None else None
    return None


def _opening(passage: Passage, begin: int, cue: int) -> Mention | None:
    """The name that opens a sentence, where the parse took it for something else."""
    k = begin
    while k < cue and not passage.words[k][:1].isalnum():
        k += 1
    end = k
    while end < cue and passage.doc[end].text[:1].isupper() and passage.outside(end):
        end += 1
    if end == k or end - k > 4 or (end - k == 1 and passage.doc[k].pos_ in ("ADP", "SCONJ", "DET")):
        return None
    known = passage.names_in(k, end) or passage.doc[k].pos_ in ("PROPN", "PRON", "ADJ")
    return mention_in(passage, k, end, end - 1) if known else None
