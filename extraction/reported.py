"""A cue verb in a frame in; the clause it reports, as spans of the text, out.

The clause comes from the parse (UD ccomp, xcomp and parataxis) and is corrected by the surface:
what follows "that" begins it, `, adding` and `, according to` end it, and a cue between commas
before a sentence end reports the words before it.
"""

from __future__ import annotations

from spacy.tokens import Token

from extraction.annotations import Span
from extraction.cueing import (
    is_denied,
    is_dumb,
    issued_by,
    speaker_behind,
    speaker_beside,
    speaker_between,
    speaker_by_parse,
)
from extraction.cues import CueVerb
from extraction.drafts import Draft
from extraction.marks import trim
from extraction.mentions import Mention, mention_in
from extraction.passages import Frame, Passage
from extraction.phrases import own_subject

_ADDRESS = 14  # tokens between a cue and the "that" of its clause
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
_SUBJECTS = frozenset("he she they it we i there".split())
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight last this "
    "earlier late early january february march april may june july august september october "
    "november december jan. feb. aug. sept. oct. nov. dec. later".split()
)
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday".split()
)
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_COMMAS = frozenset((",", "—", "–", "--"))
_HELPERS = frozenset("has had have is was were are also later then".split())
_NOMINAL = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "ADP", "PART", "NUM", "X", "SYM"))
_ASIDES = frozenset("as when after before while who which during since because".split())
_WHETHER = frozenset("whether if why how what who when where which".split())
_CUTTERS = frozenset(
    "adding saying citing calling noting referring according telling warning insisting stressing "
    "arguing claiming explaining accusing describing quoting echoing vowing pointing "
    "declaring".split()
)


def clause_of(passage: Passage, frame: Frame, i: int, verb: CueVerb) -> list[Span] | None:
    """The spans of the clause that the cue at token i reports, None where there is none."""
    found = _tokens_of(passage, frame, i, verb)
    if found is None:
        return None
    spans = []
    for start, end in found:
        start, end = _tidy(passage, frame, start, end, i)
        if start >= end:
            continue
        span = trim(passage.text, passage.place(start), passage.end_of(end - 1))
        span = _balance(passage, span)
        if any(c.isalnum() for c in span.of(passage.text)):
            spans.append(span)
    return spans or None


def read_reported(
    passage: Passage, frame: Frame, cues: list[tuple[int, CueVerb]], used: set[int], spent: set[int]
) -> list[Draft]:
    """The frame's quotations that no mark beside a cue gave: indirect ones, and mixed ones whose
    cue stands apart from the marks."""
    found: list[Draft] = []
    for i, verb in cues:
        if i in spent or not verb.takes("clause", "that", "whether", "to", "ing"):
            continue
        if is_denied(passage, i):
            continue
        draft = _trailing(passage, frame, i, verb, used) or _leading(passage, frame, i, verb)
        if draft is None or is_dumb(draft.speaker) or draft.speaker is None:
            continue
        if any(_collide(draft, d) for d in found):
            continue
        spent.add(i)
        for n in frame.marked:
            if n not in used and any(s.overlaps(passage.marked[n].inside) for s in draft.content):
                draft.marked.append(n)
        used.update(draft.marked)
        found.append(draft)
    if not found and not used.intersection(frame.marked):
        told = according_to(passage, frame)
        if told is not None:
            cue, mention, content = told
            found.append(
                Draft(content, passage.number, cue, mention, "according", 0.95,
                      passage.span(frame.start, frame.end))
            )
    return found


def according_to(
    passage: Passage, frame: Frame
) -> tuple[Span, Mention | None, list[Span]] | None:
    """The cue, the source and the content of `according to`, None where the frame has none."""
    for i in range(frame.start, frame.end - 1):
        if not passage.outside(i) or passage.words[i] not in ("according", "per"):
            continue
        if passage.words[i] == "according" and passage.words[i + 1] != "to":
            continue
        if passage.words[i] == "per" and (i == frame.start or passage.words[i - 1] != ","):
            continue
        first = i + 2 if passage.words[i] == "according" else i + 1
        end = _source_end(passage, frame, first)
        if first >= end:
            continue
        mention = speaker_behind(passage, first, end) or mention_in(passage, first, end, end - 1)
        mention = issued_by(passage, mention)
        cue = passage.span(i, first)
        before = [k for k in range(frame.start, i) if _has_letters(passage, k)]
        after = [k for k in range(end, frame.end) if _has_letters(passage, k)]
        content = []
        if len(before) > 2:
            content.append(_outer(passage, _skip_joint(passage, frame.start, i), i))
        if len(after) > 2 and (
            len(before) <= 2 or (passage.words[end] == "," and not _is_aside(passage, after[0]))
        ):
            content.append(_outer(passage, after[0], after[-1] + 1))
        content = [s for s in content if s.start < s.end]
        if content:
            return cue, mention, content
    return None


def _tokens_of(
    passage: Passage, frame: Frame, i: int, verb: CueVerb
) -> list[tuple[int, int]] | None:
    that = _behind_that(passage, frame, i, verb)
    if that is not None:
        return [(that, _end_of(passage, frame, i, that))]
    found = _by_parse(passage, frame, i, verb) if passage.has_parse else None
    return found or _by_surface(passage, frame, i, verb)


def _behind_that(passage: Passage, frame: Frame, i: int, verb: CueVerb) -> int | None:
    """The first token behind the "that" of a cue at token i, where only whom, when and where it
    was said stand between: the parse takes `told the paper that he won` for a relative clause."""
    if not verb.takes("clause", "that"):
        return None
    for k in range(i + 1 + bool(verb.particle), min(i + _ADDRESS, frame.end - 1)):
        word, token = passage.words[k], passage.doc[k]
        if not passage.outside(k):
            return None
        if word == "that":
            after = passage.doc[k + 1]
            if after.pos_ in ("AUX", "VERB") and passage.outside(k + 1):
                return None
            if token.tag_ == "DT" and after.pos_ == "NOUN" and token.head == after:
                return None
            return k + 1
        if word in (".", ";", ":", "?", "!") or token.pos_ in ("AUX", "VERB"):
            return None
        if token.dep_ == "obj" and not verb.takes("whom") and word not in _DAYS:
            return None
    return None


def _end_of(passage: Passage, frame: Frame, i: int, start: int) -> int:
    """Where a clause that begins at token `start` ends by the parse, if that tells."""
    mark = passage.doc[start - 1]
    if not passage.has_parse or start >= frame.end:
        return frame.end
    head = mark.head
    if head.i < start:
        return frame.end
    return min(head.right_edge.i + 1, frame.end)


def _by_parse(
    passage: Passage, frame: Frame, i: int, verb: CueVerb
) -> list[tuple[int, int]] | None:
    best = _complement(passage, i, verb)
    if best is None:
        return None
    start, end = max(best.left_edge.i, frame.start), min(best.right_edge.i + 1, frame.end)
    if start <= i < end:
        return [(i + 1 + bool(verb.particle), end)]
    if end <= i:
        return [(start, end)]
    return [(_bare_start(passage, max(start, i + 1), i, verb), end)]


def _bare_start(passage: Passage, start: int, i: int, verb: CueVerb) -> int:
    """Where a clause with no "that" begins: right behind the cue or its addressee, even where the
    parse cut its subject off (`said such a plan, if passed, would fail`)."""
    first = i + 1 + bool(verb.particle)
    if verb.takes("whom"):
        for k in range(first, min(start + 8, len(passage.words))):
            if k > first and passage.words[k] in _SUBJECTS and passage.doc[k].pos_ == "PRON":
                return k
            if passage.doc[k].pos_ not in _NOMINAL:
                break
        return start
    if first >= start or not verb.takes("clause") or not passage.outside(first):
        return start
    token = passage.doc[first]
    opens = token.pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")
    return first if opens and passage.words[first] not in _DAYS else start


def _complement(passage: Passage, i: int, verb: CueVerb) -> Token | None:
    """The head of what the parse says is reported."""
    token = passage.doc[i]
    for child in token.children:
        if child.dep_ == "ccomp" and (
            verb.takes("clause") or _marked_by(passage, child, i, verb)
        ):
            return child
        if child.dep_ in ("xcomp", "advcl", "ccomp", "obl", "acl") and child.i > i:
            if verb.takes("to") and _is_infinitive(child):
                return child
            if verb.takes("ing") and _is_gerund(child):
                return child
    for child in token.rights:
        if child.dep_ in ("parataxis", "advcl", "xcomp", "dep", "acl"):
            told = child.dep_ == "parataxis" and child.left_edge.i <= i + 2
            if told and own_subject(child) is not None and verb.takes("clause"):
                return child
        if child.dep_ == "obj" and verb.takes("noun"):
            return child
    return None


def _by_surface(
    passage: Passage, frame: Frame, i: int, verb: CueVerb
) -> list[tuple[int, int]] | None:
    """A clause that stands right behind the cue: `said he …`, `insists its plan is …`, `accused
    her of lying`, `asked why …`."""
    first = i + 1 + bool(verb.particle)
    while first < frame.end and passage.words[first] in ("—", "–", "--"):
        first += 1
    if first + 1 >= frame.end or not passage.outside(first):
        return None
    if verb.takes("whether") and passage.words[first] in _WHETHER:
        return [(first, frame.end)]
    if verb.takes("clause") and passage.words[first] in ("why", "how", "what", "whether"):
        return [(first, frame.end)]
    if verb.takes("ing"):
        for k in range(first, min(first + 12, frame.end - 1)):
            gerund = k + 1 if passage.words[k] == "of" else k
            verbal = passage.doc[gerund].tag_ == "VBG" and (gerund != k or k == first)
            if verbal and passage.words[gerund].endswith("ing"):
                return [(gerund, frame.end)]
            if passage.words[k] in (",", ".", ";", ":"):
                break
    if not verb.takes("clause"):
        return None
    for k in range(first, min(first + 14, frame.end)):
        token = passage.doc[k]
        if not passage.outside(k):
            return None if k == first or verb.takes("whom") else [(first, frame.end)]
        if token.is_punct and not passage.is_mark(k) and passage.words[k] not in ("-", "–"):
            return None
        if passage.words[k] in _WHETHER or passage.words[k] in ("that", "to", "but"):
            return None
        if k > first and (token.pos_ == "AUX" or token.tag_ in ("VBD", "VBZ", "VBP", "MD")):
            return [(first, frame.end)]
        if token.pos_ == "VERB" or (k == first and token.pos_ in ("ADP", "SCONJ", "CCONJ")):
            return None
    return None


def _leading(passage: Passage, frame: Frame, i: int, verb: CueVerb) -> Draft | None:
    content = clause_of(passage, frame, i, verb)
    if content is None or not _is_clause(passage, content):
        return None
    speaker = speaker_by_parse(passage, i)
    if speaker is None:
        speaker = speaker_beside(passage, frame.start, i)
    return Draft(
        content, passage.number, passage.span(i, i + 1 + bool(verb.particle)), speaker, "clause",
        0.9, passage.span(frame.start, frame.end),
    )


def _trailing(
    passage: Passage, frame: Frame, i: int, verb: CueVerb, used: set[int]
) -> Draft | None:
    """`The line was crossed, Roe said` and `A deal could also, Roe said, help`."""
    if not verb.takes("clause") or passage.doc[i].tag_ == "VBG":
        return None
    comma = _comma_before(passage, frame, i)
    if comma is None:
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
    if goes_on(passage, frame, speaker.end if inverted else after):
        return None
    start = _skip_joint(passage, frame.start, comma)
    begin = start
    for n in frame.marked:
        if n in used and passage.bounds[n][1] <= comma:
            begin = max(begin, passage.bounds[n][1])
    if begin != start or sum(_has_letters(passage, k) for k in range(start, comma)) < 3:
        return None
    content = [_outer(passage, start, comma)]
    rest = speaker.end if inverted else after
    more = _continuation(passage, frame, rest)
    if more is not None:
        content.append(more)
    return Draft(
        content, passage.number, passage.span(i, after), speaker, "trailing", 0.93,
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
        return k if k == i - 1 and k > frame.start else None
    while k > frame.start and i - k < 14 and passage.outside(k):
        if passage.words[k] in _COMMAS:
            break
        if passage.doc[k].pos_ not in _NOMINAL:
            return None
        k -= 1
    if k <= frame.start or passage.words[k] not in _COMMAS:
        return None
    return k if _is_late(passage, frame, k) else None


def _is_late(passage: Passage, frame: Frame, i: int) -> bool:
    """Whether what stands before can be a clause: it has a verb of its own."""
    return not passage.has_parse or any(
        passage.doc[k].pos_ == "AUX" or passage.doc[k].tag_ in ("VBD", "VBZ", "VBP", "MD")
        for k in range(frame.start, i)
    )


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
    rest = [j for j in range(first, frame.end) if _has_letters(passage, j)]
    if len(rest) < 3 or _is_aside(passage, first):
        return None
    return _outer(passage, first, frame.end)


def _is_aside(passage: Passage, k: int) -> bool:
    """Whether the words from token k on belong to the telling: `, adding`, `, who is`."""
    word, token = passage.words[k], passage.doc[k]
    if word in ("who", "which", "but", "whose", "according", "while", "as", "where", "when"):
        return True
    return token.tag_ in ("VBG", "VBN") or token.pos_ in ("DET", "PROPN", "NOUN", "NUM")


def _is_clause(passage: Passage, content: list[Span]) -> bool:
    """Two words at least, so that `said so` reports nothing."""
    return sum(len(s.of(passage.text).split()) for s in content) >= 2


def _collide(draft: Draft, other: Draft) -> bool:
    """Whether two contents cross: one within the other is speech reported through a third."""
    apart = draft.end <= other.start or other.end <= draft.start
    return not apart and not any(s.covers(draft.content[0]) for s in other.content)


def _marked_by(passage: Passage, child: Token, i: int, verb: CueVerb) -> bool:
    last = min(child.left_edge.i + 4, len(passage.words))
    opening = [passage.words[k] for k in range(i + 1, last)]
    if "that" in opening and verb.takes("that"):
        return True
    return verb.takes("whether") and bool(_WHETHER.intersection(opening[:4]))


def _is_infinitive(child: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in child.children)


def _is_gerund(child: Token) -> bool:
    return bool(child.tag_ == "VBG" or child.morph.get("VerbForm", []) == ["Ger"])


def _has_letters(passage: Passage, k: int) -> bool:
    return any(c.isalnum() for c in passage.words[k])


def _skip_joint(passage: Passage, start: int, end: int) -> int:
    """Past a leading `But`, `And` and its comma."""
    while start < end and (
        passage.words[start] in ("but", "and", "so", "yet", ",") or passage.doc[start].is_space
    ):
        start += 1
    return start


def _outer(passage: Passage, start: int, end: int) -> Span:
    """Tokens [start, end) with the marks at their edges, trimmed."""
    span = trim(passage.text, passage.place(start), passage.end_of(max(end - 1, start)))
    return _balance(passage, span)


def _balance(passage: Passage, span: Span) -> Span:
    """Grow the span by the marks of what it holds; where all of it is in one pair, drop them."""
    start, end = span.start, span.end
    for m in passage.marked:
        if m.inside.start == start and m.inside.end <= end:
            start = m.outside.start
        if start <= m.inside.start and m.inside.end <= end < m.outside.end:
            end = m.outside.end
        if m.outside.start <= start and end <= m.outside.end:
            return trim(passage.text, max(start, m.inside.start), min(end, m.inside.end))
    return trim(passage.text, start, end)


def _tidy(passage: Passage, frame: Frame, start: int, end: int, i: int) -> tuple[int, int]:
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
    if word in ("and", "but") and after in ("that", "if", "when") and not _later_cue(
        passage, frame, k
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
    if word == "and" and past and k + 1 < frame.end and (
        passage.doc[k + 1].tag_ in ("VBZ", "VBP", "MD") and passage.doc[k + 1].pos_ != "NOUN"
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


def _source_end(passage: Passage, frame: Frame, first: int) -> int:
    """Behind the phrase that follows `according to`: at its comma or the frame's end."""
    end = first
    while end < frame.end and passage.words[end] not in (",", ".", ";", ":", "—", "–", "--"):
        if not passage.outside(end) and not passage.is_mark(end):
            break
        end += 1
    return end
