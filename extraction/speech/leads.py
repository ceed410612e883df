"""A marked span with a cue before it in (`Roe said: "…"`, `called it "…"`); the quotation out."""

from __future__ import annotations

from extraction.annotations import Span
from extraction.speech.contents import clause_of
from extraction.speech.cueing import is_denied, is_dumb
from extraction.speech.cues import CueVerb
from extraction.speech.drafts import Draft
from extraction.speech.endings import settle
from extraction.speech.marks import trim
from extraction.speech.passages import Frame, Passage
from extraction.speech.speakers import speaker_behind, speaker_beside, speaker_by_parse
from extraction.speech.stretches import (
    balance,
    behind,
    covers_mark,
    cue_span,
    held,
    outer,
    sentence_of,
)
from extraction.speech.terms import is_term, is_title, is_titled, stands_alone

_NAMING = frozenset("declare proclaim pronounce".split())
_ANSWERS = frozenset("yes no yeah nope never".split())
_GAP = 30  # tokens between a cue and the mark it opens


def read_lead(
    passage: Passage,
    frame: Frame,
    n: int,
    cues: list[tuple[int, CueVerb]],
    used: set[int],
    spent: set[int],
) -> Draft | None:
    """`Roe said: "…"`, `Roe said that "…"`, `Roe said the plan "…"`, `Roe called it "…"`."""
    first, behind_it = passage.bounds[n]
    floor = frame.start
    for m in frame.marked:
        if m < n and m in used:
            floor = max(floor, passage.bounds[m][1])
    before = [(i, v) for i, v in cues if floor <= i < first and i not in spent]
    for i, verb in reversed(before):
        if first - i > _GAP or is_denied(passage, i):
            continue
        if i and passage.words[i - 1] == "to" and not verb.takes("marks"):
            continue
        gap = [
            k
            for k in range(i + 1 + bool(verb.particle), first)
            if not passage.is_mark(k) and not passage.doc[k].is_space
        ]
        shape = _gap(passage, gap, verb)
        if shape == "direct" and verb.takes("named") and _is_listed(passage, n, i):
            shape = "named"
        if shape == "bare" and verb.lemma in _NAMING and _is_complement(passage, gap):
            shape = "named"
        if shape == "none" or (shape == "named" and is_term(passage, n)):
            continue
        if shape == "bare" and (gap or not verb.takes("clause")) and is_title(passage, n):
            continue
        if is_titled(passage, n):
            continue
        spread: list[Span] | None
        if shape == "bare" and verb.takes("clause") and _opens_with_verb(passage, n, gap):
            start, end = settle(passage, frame, gap[0], frame.end, i)
            spread, shape = [outer(passage, start, end)], "clause"
        elif shape == "direct" and _is_parted(passage, frame, n, gap) and verb.takes("clause"):
            start, end = settle(passage, frame, gap[0], frame.end, i)
            spread = [outer(passage, start, end)]
            shape = "clause"
        else:
            spread = clause_of(passage, frame, i, verb)
        if shape == "direct" and passage.words[gap[-1]] == "," and _runs_on(passage, frame, n):
            start, end = settle(passage, frame, first, frame.end, i)
            spread, shape = [outer(passage, start, end)], "clause"
        elif spread is not None and shape in ("bare", "that", "clause") and gap:
            spread = _from_marks(passage, spread, n, gap, verb)
        if verb.takes("of") and spread is not None and covers_mark(spread[0], passage, n):
            shape = "clause"
        elif verb.takes("noun") and shape == "named" and gap:
            spread, shape = _phrase(passage, frame, gap, i), "clause"
        answer = passage.marked[n].inside.of(passage.text).casefold().strip(" ,.!")
        if not gap and answer in _ANSWERS:
            spread = None
        elif shape == "bare" and is_term(passage, n) and not stands_alone(passage, n):
            shape = "clause"
        content, numbers = [passage.marked[n].inside], [n]
        sure = 0.95
        if shape == "clause" or (shape in ("bare", "that") and _spreads(passage, spread, n)):
            if spread is None or not any(covers_mark(s, passage, n) for s in spread):
                if verb.takes("named") and shape == "clause":
                    spread = None
                elif shape == "clause":
                    continue
            if spread is not None and is_term(passage, n) and _is_phrase(passage, spread, verb):
                continue
            if spread is not None:
                content, sure = spread, 0.9
                numbers = held(passage, frame, spread) or [n]
        last = _joined(passage, n, used) if shape in ("bare", "that", "direct") else n
        if last > n and numbers == [n]:
            first_mark, last_mark = passage.marked[n].outside, passage.marked[last].outside
            content, numbers = [Span(first_mark.start, last_mark.end)], [*range(n, last + 1)]
        speaker = speaker_by_parse(passage, i) or speaker_beside(passage, frame.start, i)
        if speaker is None and gap and i == frame.start and passage.doc[i].tag_ != "VBG":
            speaker = speaker_behind(passage, gap[0], first)  # `Continued Roe: "…"`
        if is_dumb(speaker, verb) and i != before[0][0]:
            continue
        if not (passage.words[first - 2 : first - 1] == (":",) and _reports(passage, gap)):
            spent.add(i)  # else the clause before the colon is still to be read
        return Draft(
            content,
            passage.number,
            cue_span(passage, i, verb),
            speaker,
            f"lead {shape}",
            sure,
            sentence_of(passage, i, behind_it),
            numbers,
        )
    return None


def _is_complement(passage: Passage, gap: list[int]) -> bool:
    """Whether the marks say what somebody is declared to be: `declared the press the “foe”`."""
    return (
        len(gap) > 0
        and passage.doc[gap[0]].pos_ not in ("ADP", "SCONJ", "ADV")
        and any(passage.doc[k].pos_ in ("NOUN", "PROPN", "PRON") for k in gap)
    )


def _is_parted(passage: Passage, frame: Frame, n: int, gap: list[int]) -> bool:
    """Whether the subject of what is reported stands before the comma and its verb in the marks
    or behind them: `said the Senate, "in the coming days," will vote`."""
    if len(gap) < 2 or passage.words[gap[-1]] != ",":
        return False
    if not any(passage.doc[k].pos_ in ("NOUN", "PROPN") for k in gap):
        return False
    if _is_finite(passage, passage.bounds[n][0]):
        return True
    k = behind(passage, n)
    return k < frame.end and passage.doc[k].text.islower() and _is_finite(passage, k)


def _opens_with_verb(passage: Passage, n: int, gap: list[int]) -> bool:
    """Whether the marks open with the verb of a subject before them: `said it "fails us all"`."""
    if not gap or passage.doc[gap[-1]].pos_ not in ("NOUN", "PROPN", "PRON"):
        return False
    k, last = passage.bounds[n]
    while k < last and passage.doc[k].pos_ == "ADV":
        k += 1
    return k < last and _is_finite(passage, k)


def _runs_on(passage: Passage, frame: Frame, n: int) -> bool:
    """Whether the sentence in marked span n goes on behind it: `said, “we are ready” for it`."""
    marked = passage.marked[n]
    final = passage.text[marked.inside.end - 1 : marked.outside.end]
    k = behind(passage, n)
    if (
        not final[0].isalnum()
        or "," in final
        or k >= frame.end
        or not passage.doc[k].text[:1].islower()
    ):
        return False
    return passage.doc[k].pos_ in ("DET", "NOUN", "ADP", "PRON", "SCONJ", "ADJ") and (
        passage.words[k] not in ("as", "while", "when", "after", "before", "in", "on")
    )


def _from_marks(
    passage: Passage, spread: list[Span], n: int, gap: list[int], verb: CueVerb
) -> list[Span]:
    """The clause without whom, when and where it was said: `told her aides “it is over” for
    good`, `said time and again that “it is over”`."""
    start = passage.marked[n].outside.start
    opening = passage.doc[passage.bounds[n][0]]
    if passage.words[gap[-1]] == "that":
        gap = gap[:-1]
    elif not verb.takes("whom") or opening.pos_ not in ("DET", "PRON"):
        return spread
    if _is_address(passage, gap) and spread[0].start < start < spread[0].end:
        return [Span(start, spread[0].end), *spread[1:]]
    return spread


def _is_finite(passage: Passage, k: int) -> bool:
    return passage.doc[k].tag_ in ("VBD", "VBZ", "VBP", "MD")


def _is_phrase(passage: Passage, spread: list[Span], verb: CueVerb) -> bool:
    """Whether a thing and no clause holds the marks: `confirmed the "error"`."""
    if verb.takes("of", "to", "ing", "noun"):
        return False
    return not any(
        token.pos_ in ("VERB", "AUX")
        for span in spread
        for token in passage.doc.char_span(span.start - passage.base, span.end - passage.base) or ()
    )


def _reports(passage: Passage, gap: list[int]) -> bool:
    """Whether a clause stands between the cue and the colon: `said help would come: "…"`."""
    return len(gap) > 3 and any(_has_own_subject(passage, k, gap) for k in gap)


def _joined(passage: Passage, n: int, used: set[int]) -> int:
    """The last marked span that only a joint parts from marked span n: `said "A" and "B"`."""
    last = n
    while last + 1 < len(passage.marked) and last + 1 not in used:
        final = passage.marked[last].inside.end
        between = [
            passage.words[k]
            for k in range(behind(passage, last), passage.bounds[last + 1][0])
            if not passage.is_mark(k)
        ]
        if passage.text[final - 1] in ".?!," or between not in (["and"], ["but"], ["or"]):
            break
        last += 1
    return last


def _is_listed(passage: Passage, n: int, i: int) -> bool:
    """Whether another marked span stands between the cue at token i and marked span n."""
    return n > 0 and passage.bounds[n - 1][0] > i


def _phrase(passage: Passage, frame: Frame, gap: list[int], i: int) -> list[Span]:
    """What is asked for, with the words outside marks: `stressed the need for "…"`."""
    start, end = settle(passage, frame, gap[0], frame.end, i)
    span = trim(passage.text, passage.place(start), passage.end_of(end - 1))
    return [balance(passage, span)]


def _gap(passage: Passage, gap: list[int], verb: CueVerb) -> str:
    """What stands between a cue and the mark: "bare", "that", "clause", "named" or "none"."""
    if not gap:
        if verb.takes("marks", "clause", "that", "to"):
            return "bare"
        return "named" if verb.takes("named") else "none"
    last = passage.words[gap[-1]]
    if not verb.takes("clause", "that", "marks", "named", "whether", "to", "ing", "of") and (
        last not in (",", ":")
    ):
        return "none"
    if any(passage.words[k] in (".", ";", "?", "!") for k in gap):
        return "none"
    if last == ":":
        return "direct"
    finite = [k for k in gap if _has_own_subject(passage, k, gap)]
    if last in (",", "—", "–", "--") and not finite:
        return "direct"
    if last == "that" and not finite and verb.takes("clause", "that"):
        return "that"
    if not finite and verb.takes("named"):
        return "named"
    if not finite and verb.takes("marks") and _is_address(passage, gap):
        return "bare"
    return "clause" if verb.takes("clause", "that", "whether", "to", "ing", "of") else "none"


def _has_own_subject(passage: Passage, k: int, gap: list[int]) -> bool:
    token = passage.doc[k]
    if token.dep_ in ("nsubj", "nsubj:pass", "expl"):
        return token.lower_ not in ("who", "which", "that")
    return token.pos_ == "AUX" or (token.tag_ in ("VBD", "VBZ", "VBP", "MD"))


def _is_address(passage: Passage, gap: list[int]) -> bool:
    """Whether the gap holds only to whom, when and where it was said."""
    return all(
        passage.doc[k].pos_
        in (
            "NOUN",
            "PROPN",
            "PRON",
            "ADP",
            "DET",
            "NUM",
            "ADJ",
            "ADV",
            "PART",
            "PUNCT",
            "CCONJ",
            "SYM",
        )
        for k in gap
    )


def _spreads(passage: Passage, spread: list[Span] | None, n: int) -> bool:
    """Whether the clause goes on outside the marks: `said "hard decisions" have to be made`."""
    if spread is None:
        return False
    outside = passage.marked[n].outside
    letters = sum(
        c.isalnum()
        for s in spread
        for k, c in enumerate(passage.text[s.start : s.end], s.start)
        if not any(m.outside.start <= k < m.outside.end for m in passage.marked_in(s))
    )
    inner = sum(c.isalnum() for c in passage.text[outside.start : outside.end])
    return letters > 3 and letters > 0.08 * inner
