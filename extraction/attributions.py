"""A frame with words inside marks in; the quotations that a cue beside the marks governs, out.

Surface first, parse second: the cue that stands right behind a closing mark or right before an
opening one decides; the parse says who its subject is, and where a clause that is only partly
in marks ends.
"""

from __future__ import annotations

import re

from extraction.annotations import Span
from extraction.cueing import (
    cues_of,
    is_denied,
    is_dumb,
    speaker_behind,
    speaker_beside,
    speaker_between,
    speaker_by_parse,
)
from extraction.cues import CueVerb
from extraction.drafts import Draft
from extraction.marks import count_words, trim
from extraction.mentions import Mention, mention_in
from extraction.passages import Frame, Passage
from extraction.reported import according_to, clause_of, goes_on

_TAIL = 32  # tokens between a closing mark and its cue
_GAP = 30  # tokens between a cue and the mark it opens
_QUESTIONS = frozenset("why how what whether if when where who".split())
_STOPS = frozenset((".", ";", ":", "?", "!"))
_JOINTS = frozenset("and but or while which that because so yet although though if than".split())
_SIGNED = re.compile(
    r"(?:\s*pic\.\S+)?\s*[—–―-]{1,2}\s*(@\w+|[A-Z][\w.’'-]*(?: [\w.’'-]+){0,5}?)\s*(?=[(,.\n]|\Z)"
)
_SMALL = frozenset("a an the of and or in on at to for with from by is my your our".split())
_INTRODUCED = frozenset(
    "so-called known titled called dubbed named nicknamed entitled labeled labelled termed "
    "song album film movie book episode show series novel video single headlined hashtag".split()
)


def read_frame(passage: Passage, frame: Frame, used: set[int], spent: set[int]) -> list[Draft]:
    """The frame's quotations in marks. Marked spans taken go into `used`, cue tokens into
    `spent`."""
    cues = cues_of(passage, frame)
    found: list[Draft] = []
    for n in frame.marked:
        if n in used:
            continue
        draft = (
            _from_tail(passage, frame, n, cues, used, spent)
            or _from_lead(passage, frame, n, cues, used, spent)
            or _from_according(passage, frame, n, used)
            or _from_dash(passage, frame, n)
            or _from_colon(passage, frame, n)
        )
        if draft is None:
            continue
        used.update(draft.marked)
        found.append(draft)
        _take_neighbours(passage, frame, draft, used, spent)
    return found


def sentence_of(passage: Passage, first: int, last: int) -> Span:
    """The characters of the sentences that hold tokens first to last."""
    last = min(last, len(passage.words) - 1)
    first = min(first, last)
    start, end = first, last
    while start and passage.sentence[start - 1] == passage.sentence[first]:
        start -= 1
    while end + 1 < len(passage.words) and passage.sentence[end + 1] == passage.sentence[last]:
        end += 1
    while start < end and passage.doc[start].is_space:
        start += 1
    while end > start and passage.doc[end].is_space:
        end -= 1
    return passage.span(start, end + 1)


def _from_tail(
    passage: Passage,
    frame: Frame,
    n: int,
    cues: list[tuple[int, CueVerb]],
    used: set[int],
    spent: set[int],
) -> Draft | None:
    """`"…," Roe said`, `"…," said Roe`."""
    start = behind(passage, n)
    limit = min(_limit(passage, frame, n), start + _TAIL)
    while start < limit and passage.words[start] in (",", "—", "–", "-", "--"):
        start += 1
    if start >= limit or passage.words[start] in _JOINTS:
        return None
    if passage.words[start] == "as" and "as" in passage.words[start + 1 : start + 4]:
        return None  # `"explore options" as long as the strike continues`
    if not _invites(passage, n, start):
        return None
    for i, verb in cues:
        if i < start or i in spent or not verb.takes("marks", "comma"):
            continue
        if i >= limit or _interrupted(passage, start, i):
            return None
        if passage.doc[i].tag_ == "VBG" or (passage.words[i].endswith("ing") and i > start):
            continue
        inverted = all(passage.doc[k].pos_ in ("ADV", "SPACE", "SCONJ") for k in range(start, i))
        speaker: Mention | None
        if inverted:
            after = i + 1 + bool(verb.particle)
            speaker = speaker_behind(passage, after, min(frame.end, after + _TAIL))
            if speaker is None or not verb.inverts or passage.words[after] in _QUESTIONS:
                return None
        else:
            if _goes_on(passage, frame, n, i, verb):
                return None
            if not _closed_off(passage, n, start):
                found = _overlong(passage, frame, n, start, i, verb)
                if found is not None:
                    spent.add(i)
                    return found
            speaker = speaker_between(passage, start, i) or speaker_by_parse(passage, i)
        spent.add(i)
        content, numbers = _before_tail(passage, frame, n, used, cues)
        return Draft(
            content, passage.number, _cue_span(passage, i, verb), speaker, "tail", 0.97,
            sentence_of(passage, passage.bounds[numbers[0]][0], i), numbers,
        )
    return None


def _goes_on(passage: Passage, frame: Frame, n: int, i: int, verb: CueVerb) -> bool:
    """Whether the cue behind marked span n reports something else: `In her book "Tides," Roe
    suggested looking at the sea`. Only where other words or a title stand before the cue."""
    first = passage.bounds[n][0]
    led = any(passage.outside(k) and passage.words[k].isalnum() for k in range(frame.start, first))
    if not led and not is_title(passage, n):
        return False
    return goes_on(passage, frame, i + 1 + bool(verb.particle))


def _closed_off(passage: Passage, n: int, start: int) -> bool:
    """Whether a comma, a stop or a dash ends marked span n."""
    marked = passage.marked[n]
    final, tail = _close(passage, n, start)
    return final in ".?!…" or not marked.closed or any(c in tail for c in ",—–-")


def _overlong(
    passage: Passage, frame: Frame, n: int, start: int, i: int, verb: CueVerb
) -> Draft | None:
    """`"They face jail" for what they did, she said`: the content goes on behind the marks."""
    commas = [k for k in range(start, i) if passage.words[k] == ","]
    if not commas:
        return None
    speaker = speaker_between(passage, commas[-1] + 1, i)
    if speaker is None:
        return None
    content = trim(
        passage.text, passage.marked[n].outside.start, passage.end_of(commas[-1] - 1)
    )
    return Draft(
        [content], passage.number, _cue_span(passage, i, verb), speaker, "tail clause", 0.9,
        sentence_of(passage, passage.bounds[n][0], i), [n],
    )


def _before_tail(
    passage: Passage, frame: Frame, n: int, used: set[int], cues: list[tuple[int, CueVerb]]
) -> tuple[list[Span], list[int]]:
    """The content that ends with marked span n: with the words outside marks before it, where
    they are part of the clause (`The line was crossed and "we must act," she said`)."""
    inside = passage.marked[n].inside
    first = passage.bounds[n][0]
    begin = frame.start
    numbers = [n]
    for m in frame.marked:
        if m < n and m not in used:
            numbers.insert(len(numbers) - 1, m)
        elif m < n:
            begin, numbers = behind(passage, m), [n]
    outside = [
        k
        for k in range(begin, first)
        if passage.outside(k) and any(c.isalnum() for c in passage.words[k])
    ]
    if not outside:
        return [passage.marked[m].inside for m in numbers], numbers
    if len(outside) < 2 or any(begin <= i < first for i, _ in cues):
        return [inside], [n]
    start = passage.place(outside[0])
    if passage.marked[numbers[0]].outside.start < start:
        start = passage.marked[numbers[0]].outside.start
    return [trim(passage.text, start, passage.marked[n].outside.end)], numbers


def _from_lead(
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
        if shape == "none" or (shape == "named" and _is_term(passage, n)):
            continue
        if shape == "bare" and (gap or not verb.takes("clause")) and is_title(passage, n):
            continue
        spread = clause_of(passage, frame, i, verb)
        if shape == "bare" and _is_term(passage, n) and not _stands_alone(passage, n):
            shape = "clause"
        content, numbers = [passage.marked[n].inside], [n]
        sure = 0.95
        if shape == "clause" or (shape in ("bare", "that") and _spreads(passage, spread, n)):
            if spread is None or not any(_covers_mark(s, passage, n) for s in spread):
                if verb.takes("named") and shape == "clause":
                    spread = None
                elif shape == "clause":
                    continue
            if spread is not None:
                content, sure = spread, 0.9
                numbers = _held(passage, frame, spread) or [n]
        speaker = speaker_by_parse(passage, i) or speaker_beside(passage, frame.start, i)
        if speaker is None and gap and i == frame.start and passage.doc[i].tag_ != "VBG":
            speaker = speaker_behind(passage, gap[0], first)  # `Continued Roe: "…"`
        if is_dumb(speaker) and i != before[0][0]:
            continue
        spent.add(i)
        return Draft(
            content, passage.number, _cue_span(passage, i, verb), speaker, f"lead {shape}", sure,
            sentence_of(passage, i, behind_it), numbers,
        )
    return None


def _stands_alone(passage: Passage, n: int) -> bool:
    """Whether no word follows marked span n in its clause."""
    k = behind(passage, n)
    return k >= len(passage.words) or not passage.words[k][:1].isalnum()


def _is_term(passage: Passage, n: int) -> bool:
    """Whether the marks hold a term rather than somebody's words: `called it "misguided"`."""
    return count_words(passage.text, passage.marked[n].inside) < 3


def _gap(passage: Passage, gap: list[int], verb: CueVerb) -> str:
    """What stands between a cue and the mark: "bare", "that", "clause", "named" or "none"."""
    if not gap:
        if verb.takes("marks", "clause", "that", "to"):
            return "bare"
        return "named" if verb.takes("named") else "none"
    last = passage.words[gap[-1]]
    if not verb.takes("clause", "that", "marks", "named", "whether", "to", "ing") and (
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
    return "clause" if verb.takes("clause", "that", "whether", "to", "ing") else "none"


def _has_own_subject(passage: Passage, k: int, gap: list[int]) -> bool:
    token = passage.doc[k]
    if token.dep_ in ("nsubj", "nsubj:pass", "expl"):
        return token.lower_ not in ("who", "which", "that")
    return token.pos_ == "AUX" or (token.tag_ in ("VBD", "VBZ", "VBP", "MD"))


def _is_address(passage: Passage, gap: list[int]) -> bool:
    """Whether the gap holds only to whom, when and where it was said."""
    return all(
        passage.doc[k].pos_ in ("NOUN", "PROPN", "PRON", "ADP", "DET", "NUM", "ADJ", "ADV", "PART",
                                "PUNCT", "CCONJ", "SYM")
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
        if not any(m.outside.start <= k < m.outside.end for m in passage.marked)
    )
    inner = sum(c.isalnum() for c in passage.text[outside.start : outside.end])
    return letters > 3 and letters > 0.08 * inner


def _covers_mark(span: Span, passage: Passage, n: int) -> bool:
    return span.overlaps(passage.marked[n].inside)


def _held(passage: Passage, frame: Frame, spans: list[Span]) -> list[int]:
    """The marked spans of the frame that the spans touch."""
    return [m for m in frame.marked if any(_covers_mark(s, passage, m) for s in spans)]


def _from_according(passage: Passage, frame: Frame, n: int, used: set[int]) -> Draft | None:
    found = according_to(passage, frame)
    if found is None:
        return None
    cue, mention, content = found
    if not any(_covers_mark(s, passage, n) for s in content):
        return None
    numbers = _held(passage, frame, content)
    if any(m in used for m in numbers):
        return None
    return Draft(
        content, passage.number, cue, mention, "according", 0.95,
        sentence_of(passage, frame.start, frame.end - 1), numbers,
    )


def _from_dash(passage: Passage, frame: Frame, n: int) -> Draft | None:
    """`"…" — Roe`, `"…" -Commissioner Roe`, `"…" - @roe`."""
    found = _SIGNED.match(passage.text, passage.marked[n].outside.end, passage.parsed.part.end)
    if found is None:
        return None
    tokens = [
        k
        for k in range(passage.bounds[n][1], min(passage.bounds[n][1] + 16, len(passage.words)))
        if found.start(1) <= passage.place(k) < found.end(1)
    ]
    if not tokens or any(passage.doc[k].pos_ == "AUX" for k in tokens):
        return None
    mention = mention_in(passage, tokens[0], tokens[-1] + 1, tokens[-1])
    return Draft(
        [passage.marked[n].inside], passage.number, None, mention, "dash", 0.9,
        sentence_of(passage, passage.bounds[n][0], tokens[-1]), [n],
    )


def _from_colon(passage: Passage, frame: Frame, n: int) -> Draft | None:
    """`Roe: "…"` where a name opens the paragraph, and `From the desk of Roe: "…"`."""
    first = passage.bounds[n][0] - 1
    while first > frame.start and (passage.is_mark(first) or passage.doc[first].is_space):
        first -= 1
    if passage.words[first] != ":" or first == frame.start or not passage.outside(first - 1):
        return None
    if passage.doc[first - 1].ent_type_ == "PERSON":
        mention = speaker_beside(passage, frame.start, first)
    else:
        mention = mention_in(passage, max(frame.start, first - 8), first, first - 1)
    if mention is None or not passage.doc[mention.start].text[:1].isupper():
        return None
    if mention.label != "PERSON" and first - frame.start > 6:
        return None
    if mention.label == "" and mention.kind != "pronoun":
        return None
    return Draft(
        [passage.marked[n].inside], passage.number, None, mention, "colon", 0.9,
        sentence_of(passage, frame.start, passage.bounds[n][1]), [n],
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
    return not (words and passage.words[words[-1]] in (":", "that", "a", "the", "as"))


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


def is_title(passage: Passage, n: int) -> bool:
    """Whether the words are the name of a work or a thing: capitals, or a word that says so."""
    first, last = passage.bounds[n]
    words = [t.text for t in passage.doc[first:last] if t.text[:1].isalpha() and t.lower_ != "n't"]
    heavy = [w for w in words if w.lower() not in _SMALL]
    capitals = sum(w[0].isupper() for w in heavy)
    if heavy and capitals >= 0.8 * len(heavy) and len(words) < 12:
        return not all(w.isupper() for w in heavy)
    before = first - 1
    while before >= 0 and passage.is_mark(before):
        before -= 1
    return before >= 0 and passage.words[before] in _INTRODUCED


def behind(passage: Passage, n: int) -> int:
    """The first token behind marked span n and its closing mark."""
    k = passage.bounds[n][1]
    end = passage.marked[n].outside.end
    while k < len(passage.words) and (
        passage.place(k) < end or (passage.is_mark(k) or passage.doc[k].is_space)
    ):
        if passage.inside[k] not in (-1, n):
            break
        k += 1
    return k


def _limit(passage: Passage, frame: Frame, n: int) -> int:
    """Where the words behind marked span n end: at the next one or with the frame."""
    if n + 1 < len(passage.marked):
        return min(frame.end, passage.bounds[n + 1][0])
    return frame.end


def _invites(passage: Passage, n: int, start: int) -> bool:
    """Whether the end of marked span n leaves room for an attribution behind it."""
    marked = passage.marked[n]
    final, tail = _close(passage, n, start)
    if "," in tail or "—" in tail or "–" in tail or "-" in tail:
        return True
    if final in "?!…" or not marked.closed:
        return True
    if final == ".":
        return True  # the frame was kept whole, so this is `"No." Roe said.`
    return marked.inside.end - marked.inside.start > 30


def _close(passage: Passage, n: int, start: int) -> tuple[str, str]:
    """The last character of marked span n and what stands between it and token `start`; of
    marks within marks (`this,’ ”`) the inner stop counts."""
    marked = passage.marked[n]
    end = marked.inside.end
    while end > marked.inside.start and passage.text[end - 1] in "’'‘\"”“ ":
        end -= 1
    limit = passage.place(start) if start < len(passage.words) else marked.outside.end
    final = passage.text[end - 1 : end]
    if final == ",":
        return "", ","
    return final, passage.text[marked.inside.end : limit]


def _interrupted(passage: Passage, start: int, i: int) -> bool:
    return any(
        passage.words[k] in _STOPS or (not passage.outside(k) and not passage.is_mark(k))
        for k in range(start, i)
    )


def _cue_span(passage: Passage, i: int, verb: CueVerb) -> Span:
    return passage.span(i, i + 1 + bool(verb.particle))
