"""A cue behind a clause in (`The line was crossed, Roe said`); the quotation out."""

from __future__ import annotations

from extraction.annotations import Span
from extraction.speech.contents import GROUNDS
from extraction.speech.cues import CueVerb
from extraction.speech.drafts import Draft
from extraction.speech.passages import Frame, Passage
from extraction.speech.phrases import can_speak
from extraction.speech.speakers import speaker_behind, speaker_between
from extraction.speech.stretches import has_letters, outer, skip_joint

_APPOSED = 18  # tokens of `, head of the harbour office,`
_COMMAS = frozenset((",", "—", "–", "--"))
_MOMENTS = frozenset("last this earlier late early next that".split())
_HELPERS = frozenset("has had have is was were are also later then".split())
_NOMINAL = frozenset(
    ("DET", "ADJ", "NOUN", "PROPN", "PRON", "ADP", "PART", "NUM", "X", "SYM", "CCONJ")
)
_ASIDE = frozenset(
    "who which but whose according while as where when before after without though although "
    "said says".split()
)
#: Verbs that have things for objects as well as clauses.
_TRANSITIVE = frozenset("confirm report announce reveal deny acknowledge admit".split())
_JOINED = frozenset("who which whom and but while".split())
_RESULTS = frozenset("resulting making leaving causing forcing where".split())
_BEFOREHAND = frozenset("while when after before since although though until asked".split())
_ASIDES = frozenset("as when after before while who which during since because".split())


def read_trailing(
    passage: Passage, frame: Frame, i: int, verb: CueVerb, used: set[int]
) -> Draft | None:
    """`The line was crossed, Roe said` and `A deal could also, Roe said, help`."""
    if not verb.takes("clause") or passage.doc[i].tag_ == "VBG":
        return None
    comma = _comma_before(passage, frame, i)
    if comma is None or passage.words[comma + 1] in _JOINED:
        return None
    inverted = comma == i - 1
    after = i + 1 + bool(verb.particle)
    speaker = (
        speaker_behind(passage, after, frame.end)
        if inverted
        else speaker_between(passage, comma + 1, i)
    )
    if speaker is None or (inverted and (speaker.start > after + 6 or not verb.inverts)):
        return None
    if inverted and not _is_late(passage, frame, comma):
        return None  # `Roe, in a letter, maintained that`
    if (
        inverted
        and speaker.kind == "description"
        and speaker.text.islower()
        and verb.lemma in _TRANSITIVE
        and not can_speak(speaker.head or speaker.words[-1])
    ):
        return None  # `Roe, whom they knew, confirmed the deaths`
    if _has_object(passage, frame, after, verb, inverted):
        return None
    if goes_on(passage, frame, speaker.end if inverted else after):
        return None
    start = skip_joint(passage, frame.start, comma)
    begin = start
    for n in frame.marked:
        if n in used and passage.bounds[n][1] <= comma:
            begin = max(begin, passage.bounds[n][1])
    rest = speaker.end if inverted else after
    more = _continuation(passage, frame, rest)
    least = 3 if more is None else 1
    if begin != start or sum(has_letters(passage, k) for k in range(start, comma)) < least:
        return None
    if (
        more is None
        and passage.words[start] in _BEFOREHAND
        and "," not in passage.words[start:comma]
    ):
        return None  # `When asked about it, Roe said no.`
    content = [outer(passage, start, comma)]
    if more is not None:
        content.append(more)
    return Draft(
        content,
        passage.number,
        passage.span(i, after),
        speaker,
        "trailing",
        0.93,
        passage.span(frame.start, frame.end),
    )


def _comma_before(passage: Passage, frame: Frame, i: int) -> int | None:
    """The comma that parts the reported clause from `Roe said` or `said Roe` at token i.

    With an apposition (`, Roe, a lawyer for her, said`) it is the one before the name.
    """
    k = i - 1
    while k > frame.start and (passage.doc[k].pos_ == "ADV" or passage.words[k] in _HELPERS):
        k -= 1
    if passage.words[k] in _COMMAS:
        if k != i - 1 or k <= frame.start:
            return None
        named = _apposed(passage, frame, i)
        return named if named is not None else k
    while k > frame.start and i - k < 14 and passage.outside(k):
        if passage.words[k] in _COMMAS:
            break
        if passage.doc[k].pos_ not in _NOMINAL:
            return None
        k -= 1
    if k <= frame.start or passage.words[k] not in _COMMAS:
        return None
    return k if _is_late(passage, frame, k, "VBN") or _interrupts(passage, frame, i) else None


def _apposed(passage: Passage, frame: Frame, i: int) -> int | None:
    """The comma before a name with its apposition: `the dam held, Jo Roe, head of it, said`."""
    behind = passage.doc[i + 1].pos_ if i + 1 < frame.end else ""
    if behind in ("PROPN", "PRON", "DET", "NOUN", "ADJ") and passage.words[i + 1] not in _MOMENTS:
        return None
    k = i - 2
    while k > frame.start and i - k < _APPOSED and passage.words[k] != ",":
        if passage.doc[k].pos_ not in _NOMINAL or not passage.outside(k):
            return None
        k -= 1
    named = k - 1
    while named > frame.start and passage.doc[named].pos_ == "PROPN":
        named -= 1
    whole = named < k - 1 and passage.words[k] == passage.words[named] == ","
    return named if whole and _is_late(passage, frame, named) else None


def _interrupts(passage: Passage, frame: Frame, i: int) -> bool:
    """Whether the clause's own verb follows the cue at token i: `The mill, Roe said, is safe`."""
    k = i + 2
    while k < frame.end and passage.doc[k].pos_ == "ADV":
        k += 1
    finite = k < frame.end and passage.doc[k].tag_ in ("VBD", "VBZ", "VBP", "MD")
    return finite and passage.words[i + 1] == ","


def _is_late(passage: Passage, frame: Frame, i: int, *more: str) -> bool:
    """Whether what stands before can be a clause: it has a verb of its own."""
    return not passage.has_parse or any(
        passage.doc[k].pos_ == "AUX" or passage.doc[k].tag_ in ("VBD", "VBZ", "VBP", "MD", *more)
        for k in range(frame.start, i)
    )


def _has_object(passage: Passage, frame: Frame, after: int, verb: CueVerb, inverted: bool) -> bool:
    """Whether the verb has something else to tell of: `denied all of it`, `responded by asking`,
    `announced that`."""
    if after >= frame.end:
        return False
    word, token = passage.words[after], passage.doc[after]
    if passage.words[after : after + 2] == (",", "which"):
        return True
    if word in ("that", "by", "of", "it") or (token.pos_ == "ADP" and inverted):
        return True
    if inverted or verb.takes("whom"):
        return False
    return token.pos_ in ("DET", "ADJ", "PRON") and word not in _MOMENTS


def goes_on(passage: Passage, frame: Frame, k: int) -> bool:
    """Whether a clause of its own stands behind the cue: then that is what is reported."""
    if k >= frame.end or passage.words[k] in (",", ".", "—", "–", "--", "?", "!"):
        return False
    if passage.words[k] in (":", "that", "he", "she", "they", "it") or not passage.outside(k):
        return True
    for j in range(k, frame.end):
        word, token = passage.words[j], passage.doc[j]
        if word in (",", ".", ";", "—", "–", "--") or word in _ASIDES:
            return False
        if word == "that" and passage.words[j - 1] in GROUNDS:
            return False  # `in the first sign that`
        if word == "that" or not passage.outside(j):
            return True
        if token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBG", "VBN"):
            return True
    return False


def _continuation(passage: Passage, frame: Frame, k: int) -> Span | None:
    """The clause's second half behind an interrupting cue."""
    comma = k
    while comma < frame.end and comma - k < 8 and passage.words[comma] not in (",", ".", ";"):
        comma += 1
    if comma >= frame.end or passage.words[comma] != "," or comma - k > 1:
        return None
    first = comma + 1
    rest = [j for j in range(first, frame.end) if has_letters(passage, j)]
    finite = bool(rest) and passage.doc[first].tag_ in ("VBD", "VBZ", "VBP", "MD")
    if (len(rest) < 3 and not finite) or is_aside(passage, first):
        return None
    return outer(passage, first, frame.end)


def is_aside(passage: Passage, k: int) -> bool:
    """Whether the words from token k on belong to the telling: `, adding`, `, who is`."""
    word, token = passage.words[k], passage.doc[k]
    if word in _RESULTS:
        return False  # `, Roe wrote, resulting in higher costs`
    if word in _ASIDE:
        return True
    return token.tag_ in ("VBG", "VBN") or token.pos_ in ("DET", "PROPN", "NOUN", "NUM")
