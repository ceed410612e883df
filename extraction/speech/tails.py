"""A marked span with a cue behind it in (`"…," Roe said`); the quotation out."""

from __future__ import annotations

from extraction.annotations import Span
from extraction.speech.contents import clause_of
from extraction.speech.cueing import is_denied, is_withheld
from extraction.speech.cues import CueVerb
from extraction.speech.drafts import Draft
from extraction.speech.marks import trim
from extraction.speech.mentions import Mention
from extraction.speech.passages import Frame, Passage
from extraction.speech.speakers import speaker_behind, speaker_between, speaker_by_parse
from extraction.speech.stretches import behind, covers_mark, cue_span, sentence_of
from extraction.speech.terms import is_term, is_title
from extraction.speech.trailing import goes_on

_TAIL = 32  # tokens between a closing mark and its cue
_QUESTIONS = frozenset("why how what whether if when where who".split())
_QUOTED = (("quoted", "as"), ("reported", "as"), ("cited", "as"), ("heard", "as"))
_STOPS = frozenset((".", ";", ":", "?", "!"))
_JOINTS = frozenset("and but or while which that because so yet although though if than".split())


def read_tail(
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
    if _is_led(passage, frame, n, cues):
        return None
    for i, verb in cues:
        if i < start or i in spent or not verb.takes("marks", "comma"):
            continue
        if is_withheld(passage, i):
            continue
        if i >= limit or _interrupted(passage, start, i):
            return None
        quoted = i > start + 1 and passage.words[i - 2 : i] in _QUOTED
        if not quoted and (
            passage.doc[i].tag_ == "VBG" or (passage.words[i].endswith("ing") and i > start)
        ):
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
            end = i - 2 if quoted else i  # `Roe was quoted as saying`
            speaker = speaker_between(passage, start, end) or speaker_by_parse(passage, i)
        spent.add(i)
        content, numbers = _before_tail(passage, frame, n, used, cues)
        return Draft(
            content,
            passage.number,
            cue_span(passage, i, verb),
            speaker,
            "tail",
            0.97,
            sentence_of(passage, passage.bounds[numbers[0]][0], i),
            numbers,
        )
    return None


def _is_led(passage: Passage, frame: Frame, n: int, cues: list[tuple[int, CueVerb]]) -> bool:
    """Whether a cue before marked span n reports the clause that it ends: `Roe said they came
    "with a mission," the Post reported`."""
    first, last = passage.bounds[n]
    if first >= last or not passage.doc[first].text[:1].islower() or first < frame.start + 2:
        return False
    before = first - 1
    while before > frame.start and passage.is_mark(before):
        before -= 1
    if not passage.words[before][-1:].isalnum():
        return False
    for i, verb in reversed(cues):
        if frame.start < i < before and verb.takes("clause") and not is_denied(passage, i):
            spread = clause_of(passage, frame, i, verb)
            return spread is not None and any(covers_mark(s, passage, n) for s in spread)
    return False


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
    content = trim(passage.text, passage.marked[n].outside.start, passage.end_of(commas[-1] - 1))
    return Draft(
        [content],
        passage.number,
        cue_span(passage, i, verb),
        speaker,
        "tail clause",
        0.9,
        sentence_of(passage, passage.bounds[n][0], i),
        [n],
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
    apart = first - 1
    while apart > begin and passage.is_mark(apart):
        apart -= 1
    if apart > begin and passage.words[apart] in (":", "—", "–", "--") and passage.outside(apart):
        begin, numbers = first, [n]  # `Roe was blunt: “We lost,” she said`
    outside = [
        k
        for k in range(begin, first)
        if passage.outside(k) and any(c.isalnum() for c in passage.words[k])
    ]
    if not outside:
        return [passage.marked[m].inside for m in numbers], numbers
    named = is_term(passage, n) or is_title(passage, n)
    if len(outside) < 2 or (not named and any(begin <= i < first for i, _ in cues)):
        return [inside], [n]
    start = passage.place(outside[0])
    if passage.marked[numbers[0]].outside.start < start:
        start = passage.marked[numbers[0]].outside.start
    return [trim(passage.text, start, passage.marked[n].outside.end)], numbers


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
