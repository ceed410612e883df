"""Words in marks that no cue governs in; whether they are speech, and whose, out.

Four words or more in marks are speech 97 times in 100. Whose: the speaker of the quotation that
the paragraph goes on from, else of the last one in the same paragraph, else the subject of the
sentence that holds or precedes the marks.
"""

from __future__ import annotations

import re

from extraction.annotations import Span
from extraction.speech.cueing import cues_of
from extraction.speech.drafts import Draft
from extraction.speech.marks import count_words, trim
from extraction.speech.mentions import Mention, mention_in, named, phrase_of
from extraction.speech.nearest import introduced_by, subject_behind
from extraction.speech.passages import Frame, Passage
from extraction.speech.phrases import own_subject, subject_of
from extraction.speech.speakers import speaker_between, speaker_by_parse
from extraction.speech.stretches import sentence_of
from extraction.speech.terms import is_title
from extraction.speech.voices import sort_of
from intake.article import PartKind

_MOST_ABOVE = 6  # clauses, one within the other
_LEAST = 4  # words: fewer are a term or scare quotes unless a cue stands beside them
_TRANSCRIPT = re.compile(r"((?:[A-Z][A-Z.'’-]+ ?){1,4}):\s")


def read_floating(
    passage: Passage,
    frame: Frame,
    n: int,
    earlier: Draft | None,
    following: Draft | None,
    previous: Draft | None,
    before: Passage | None,
) -> Draft | None:
    """Marked span n as a quotation of its own.

    `earlier` is the draft of the same passage that stands before it, `following` the next one
    with marks behind it, `previous` the last draft
    of the passage before, None where that passage has none; `before` is that passage.
    """
    marked = passage.marked[n]
    if not is_speech(passage, frame, n):
        return None
    first, last = passage.bounds[n]
    alone = first <= passage.first_word
    behind = subject_behind(passage, n)
    speaker: Mention | None = None
    cue: Span | None = None
    sure, rule = 0.0, "floating none"
    if behind is not None:
        speaker, sure, rule = behind, 0.8, "floating tail"
    elif earlier is not None and earlier.end <= marked.inside.start:
        speaker, sure, rule = earlier.speaker, 0.85, "floating same paragraph"
        between = _subject_between(passage, frame, n)
        if between is not None and not _is_sentence(passage, n):
            speaker, sure, rule = between, 0.6, "floating subject"
    elif alone and previous is None and following is not None:
        speaker, sure, rule = following.speaker, 0.8, "floating before its cue"
    elif alone and previous is not None:
        speaker, sure, rule = previous.speaker, 0.88, "floating next paragraph"
    elif alone and before is not None:
        speaker, sure, rule = _last_subject(before), 0.55, "floating paragraph before"
    elif not alone:
        speaker = _subject_between(passage, frame, n) or _subject_before(passage, frame)
        sure, rule = 0.6, "floating subject"
    return Draft(
        [marked.inside],
        passage.number,
        cue,
        speaker,
        rule,
        sure,
        sentence_of(passage, first, max(last - 1, first)),
        [n],
    )


def read_introduced(passage: Passage, before: Passage | None) -> Draft | None:
    """The quotation that opens a paragraph behind `Roe continued:` or `Roe:` in the one before."""
    if before is None or not before.words or not passage.frames or not passage.marked:
        return None
    if passage.first_word < passage.bounds[0][0]:
        return None
    last = len(before.words) - 1
    while last > 0 and (before.doc[last].is_space or before.is_mark(last)):
        last -= 1
    if before.words[last] != ":":
        return None
    frame = before.frames[-1]
    first = passage.bounds[0][0]
    sentence = sentence_of(passage, first, max(passage.bounds[0][1] - 1, first))
    content = [passage.marked[0].inside]
    for i, verb in reversed(cues_of(before, frame)):
        speaker = speaker_by_parse(before, i) or speaker_between(before, frame.start, i)
        if speaker is not None:
            cue = before.span(i, i + 1 + bool(verb.particle))
            return Draft(content, passage.number, cue, speaker, "colon above", 0.93, sentence, [0])
    speaker = mention_in(before, frame.start, last, last - 1) if last < 12 else None
    if speaker is None or not (speaker.label or speaker.kind == "name"):
        told = introduced_by(before)
        if told is None:
            return None
        speaker = told[0]
    return Draft(content, passage.number, None, speaker, "colon above", 0.85, sentence, [0])


def read_transcript(passage: Passage, n: int) -> Draft | None:
    """`"ROE: I disagree."`: the speaker in capitals within the marks."""
    inside = passage.marked[n].inside
    found = _TRANSCRIPT.match(passage.text, inside.start, inside.end)
    if found is None:
        return None
    tokens = [k for k in range(*passage.bounds[n]) if passage.place(k) < found.end(1)]
    if not tokens:
        return None
    mention = named(passage, tokens[0], tokens[-1] + 1, "PERSON", None)
    content = trim(passage.text, found.end(), inside.end)
    if content.start >= content.end:
        return None
    return Draft(
        [content],
        passage.number,
        None,
        mention,
        "transcript",
        0.9,
        sentence_of(passage, tokens[0], tokens[-1]),
        [n],
    )


def is_speech(passage: Passage, frame: Frame, n: int) -> bool:
    """Whether marked span n, with no cue beside it, is somebody's words."""
    marked = passage.marked[n]
    words = count_words(passage.text, marked.inside)
    if words < _LEAST or (marked.single and words < 6):
        return False
    if passage.kind is PartKind.SUBHEADING and words < 6:
        return False
    return not is_title(passage, n)


def _is_sentence(passage: Passage, n: int) -> bool:
    inside = passage.marked[n].inside
    text = inside.of(passage.text)
    return text[:1].isupper() and text[-1:] in ".?!…"


def _subject_between(passage: Passage, frame: Frame, n: int) -> Mention | None:
    """The subject of the sentence that the marks stand in."""
    if not passage.has_parse:
        return None
    first = passage.bounds[n][0]
    nearest = _clause_subject(passage, frame, n)
    if nearest is not None:
        return nearest
    for k in range(frame.start, first):
        if passage.outside(k) and passage.doc[k].dep_ in ("nsubj", "nsubj:pass"):
            mention = phrase_of(passage, passage.doc[k])
            if mention is not None and _is_somebody(mention):
                return mention
    return None


def _clause_subject(passage: Passage, frame: Frame, n: int) -> Mention | None:
    """The subject before the marks of the clause that goes on in them: `and it "will appeal"`."""
    first = passage.bounds[n][0]
    while first < passage.bounds[n][1] - 1 and passage.is_mark(first):
        first += 1
    at = passage.doc[first]
    for _ in range(_MOST_ABOVE):
        subject = own_subject(at)
        if subject is not None and frame.start <= subject.i < first and passage.outside(subject.i):
            mention = phrase_of(passage, subject)
            return mention if mention is not None and _is_somebody(mention) else None
        if at.head == at:
            return None
        at = at.head
    return None


def _is_somebody(mention: Mention) -> bool:
    """Whether a mention can mean who speaks: a name, a pronoun, or a noun for such."""
    return mention.kind != "description" or bool(mention.label) or sort_of(mention.head) is not None


def _last_subject(passage: Passage) -> Mention | None:
    """The person, or else the body, that the last sentence of a passage is about."""
    if not passage.has_parse or not passage.words:
        return None
    last = passage.sentence[-1]
    k = len(passage.words) - 1
    found: Mention | None = None
    body: Mention | None = None
    while k >= 0 and passage.sentence[k] == last:
        if passage.doc[k].dep_ in ("nsubj", "nsubj:pass") and passage.outside(k):
            mention = phrase_of(passage, passage.doc[k])
            if mention is not None and (
                mention.label == "PERSON" or mention.words[0] in ("he", "she")
            ):
                found = mention
            elif mention is not None and mention.label:
                body = mention
        k -= 1
    return found or body


def _subject_before(passage: Passage, frame: Frame) -> Mention | None:
    """The subject of the sentence before the frame, in the same paragraph."""
    if not passage.has_parse or frame.start == 0:
        return None
    k = frame.start - 1
    sentence = passage.sentence[k]
    while k >= 0 and passage.sentence[k] == sentence:
        token = passage.doc[k]
        if token.dep_ in ("root", "ROOT"):
            subject = subject_of(token)
            if subject is not None and passage.outside(subject.i):
                return phrase_of(passage, subject)
        k -= 1
    return None
