"""The tokens that the parse takes for a reported clause in; where it begins and ends, out."""

from __future__ import annotations

from extraction.speech.passages import Frame, Passage

_JOINTS = frozenset("and but or".split())
_SETTINGS = frozenset(
    "statement interview letter tweet tweets email e-mail filing court conference speech "
    "statement. monday tuesday wednesday thursday friday saturday sunday meeting briefing news "
    "facebook twitter instagram post posts memo week month year night".split()
)
_BREAKS = frozenset(
    "while as during last earlier on in at according although though monday tuesday wednesday "
    "thursday friday saturday sunday yesterday today".split()
)
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday".split()
)
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_CUTTERS = frozenset(
    "adding saying citing calling noting referring according telling warning insisting stressing "
    "arguing claiming explaining accusing describing quoting echoing vowing pointing "
    "declaring".split()
)


def settle(passage: Passage, frame: Frame, start: int, end: int, i: int) -> tuple[int, int]:
    """Cut what the parse hung on the clause though it belongs to the telling."""
    while start < end and passage.words[start] in ("that", ",", "of", "—", "–", ":"):
        after = passage.doc[start + 1].pos_ if start + 1 < end else ""
        if passage.words[start] == "that" and after in ("AUX", "VERB"):
            break  # `said that was not the case`
        start += 1
    if start < i < end:
        end = i
    if start + 2 < end and start == i + 1 and passage.words[start] in _WEEKDAYS:
        start += 1
    for k in range(start + 2, end - 1):
        if passage.words[k] == "," and passage.outside(k) and passage.words[k + 1] in _CUTTERS:
            end = k
            break
        if passage.words[k : k + 2] == ("according", "to") and passage.outside(k):
            end = k
            break
    for k in range(start + 2, end - 1):
        joined = passage.words[k] in ("and", "but") and passage.outside(k)
        if joined and passage.doc[k + 1].head.i == i and passage.cue(k + 1) is not None:
            return start, k  # `said he lied and said that …`
    end = _reach(passage, frame, i, start, end)
    while end > start and passage.doc[end - 1].is_space:
        end -= 1
    if end < frame.end and passage.words[end] == "." and end + 2 >= frame.end:
        end += 1
    return start, end


def _reach(passage: Passage, frame: Frame, i: int, start: int, end: int) -> int:
    """Go on to the next comma or joint where the parse ended a clause in mid-phrase."""
    while end < frame.end:
        word = passage.words[end]
        if passage.is_mark(end) or not passage.outside(end):
            end += 1
            continue
        if word in _JOINTS or (not word[:1].isalnum() and word[:1] not in "$£€#@("):
            return _past_joint(passage, frame, i, start, end)
        if word in _BREAKS and _is_setting(passage, frame, end):
            return end
        end += 1
    return end


def _past_joint(passage: Passage, frame: Frame, i: int, start: int, end: int) -> int:
    """Go on where a joint surely binds to the clause: `, and that …`, `, train …`, `and is …`
    behind a cue in the past."""
    k = end
    while k < frame.end and passage.words[k] == ",":
        k += 1
    if k > end and k < frame.end and passage.doc[k].tag_ in _FINITE:
        words = passage.words[start:end]
        verbs = sum(passage.doc[j].tag_ in _FINITE for j in range(start, end))
        if verbs <= 1 and ("who" in words or "which" in words):
            return frame.end  # `the swimmer, who won gold, left`: its own verb is still to come
    if _is_aside_cue(passage, i):
        return end
    word = passage.words[k] if k < frame.end else ""
    after = passage.words[k + 1] if k + 1 < frame.end else ""
    if (
        word in ("and", "but")
        and after in ("that", "if", "when")
        and not _later_cue(passage, frame, k)
    ):
        return frame.end
    if word == "or" or (word == "but" and k == end and passage.words[end - 1].startswith("any")):
        return frame.end
    if k > end and k < frame.end and passage.doc[k].tag_ == "VB":
        return frame.end
    if k > end and k < frame.end and passage.doc[k].tag_ in ("VBD", "VBN"):
        tag = passage.doc[k].tag_  # `who shouted slurs, wrapped a rope … and poured bleach`
        for j in range(k + 2, frame.end - 1):
            if passage.words[j] == "and" and passage.doc[j + 1].tag_ == tag:
                return frame.end
    past = passage.doc[i].tag_ == "VBD"
    if word == "and" and past and after == "had":
        return frame.end
    if (
        word == "and"
        and past
        and k + 1 < frame.end
        and (passage.doc[k + 1].tag_ in ("VBZ", "VBP", "MD") and passage.doc[k + 1].pos_ != "NOUN")
    ):
        return frame.end
    return end


def _is_aside_cue(passage: Passage, i: int) -> bool:
    """Whether the cue itself stands in a relative clause, which a comma ends."""
    return passage.doc[i].dep_ == "acl:relcl" or any(
        passage.words[k] in ("who", "which") for k in range(max(i - 3, 0), i)
    )


def _later_cue(passage: Passage, frame: Frame, k: int) -> bool:
    return any(
        passage.outside(j) and passage.doc[j].pos_ == "VERB" and passage.cue(j)
        for j in range(k, frame.end)
    )


def _is_setting(passage: Passage, frame: Frame, k: int) -> bool:
    """Whether the words from token k on tell when or where it was said, not what."""
    if passage.words[k] not in ("in", "on", "at", "during", "last", "earlier"):
        return True
    near = passage.words[k : min(k + 6, frame.end)]
    return bool(_SETTINGS.intersection(near))
