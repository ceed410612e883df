"""Where a reported clause begins in a frame in; where it ends, out.

A clause goes on to the end of its sentence unless something shows that the teller speaks again:
a second verb of speech (`and told`, `, adding`, `, but Roe denied`), a finite verb in the tense of
the cue behind a clause in another (`said he is ill and went home`), the main clause behind a
subordinate one (`Asked whether he lied, Roe`), a source (`, according to`), or words set against
it (`, though`). That reads the surface first: a parser ends a long clause in mid-phrase.
"""

from __future__ import annotations

from extraction.speech.circumstances import is_circumstance, is_summary
from extraction.speech.cue_clauses import (
    DASHES,
    OPENERS,
    is_aside,
    is_dashed,
    is_free,
    is_opened,
    tense_of,
)
from extraction.speech.passages import LONGEST_FRAME, Frame, Passage

_LINKS = frozenset(
    "is was were are 's ’s would will has had can could does did meant means".split()
)
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight".split()
)
_SPELLS = frozenset("week month year night fall spring summer winter season morning".split())
_SETTINGS = frozenset(
    "statement interview letter tweet tweets email e-mail filing court conference speech "
    "monday tuesday wednesday thursday friday saturday sunday meeting briefing news "
    "facebook twitter instagram post posts memo week month year night".split()
)
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_JOINTS = frozenset("and but or".split())
_AGAINST = frozenset("though although".split())
_BESIDE = frozenset("while whereas as".split())
_RELATIVES = frozenset("who which that whom whose where when".split())
#: Participles that set speech aside though they are no verbs of it.
_WITHHOLDING = frozenset("declining refusing referring according".split())
#: `, without elaborating`: what was not said.
_WITHHELD = frozenset("elaborating providing giving offering naming specifying saying".split())
_ASKED = frozenset("asked told pressed questioned reached contacted".split())
_PERSONAL = frozenset("he she they".split())
_BACKSHIFTED = frozenset("would could should might".split())
_INNER = frozenset("that if when because".split())
_AUXILIARIES = frozenset("has have had did does do was were is are".split())
_NOMINAL = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "ADP", "PART", "NUM", "X", "ADV"))
_ATTRIBUTION = 8  # tokens of `the state news agency reported Monday`
_LINKED = ("http://", "https://", "pic.twitter")
_RESUMING = frozenset("the he she it they this that these those we but in on".split())
_SIGNED = 9  # tokens from the dash to the handle of who posted
_CAPTION = 9  # letters, in two words at least
_REACH = 14  # tokens from a joint to the verb of the clause that it opens


def settle(
    passage: Passage, frame: Frame, start: int, end: int, i: int, main: bool = False
) -> tuple[int, int]:
    """Tokens [start, end) of the clause that the cue at token i reports and that begins about
    token `start` and ends before token `end`; with `main` it is the main one, not the cue's."""
    start = _past_setting(passage, frame, start, i)
    limit = min(end, i) if start < i else end
    end = _end(passage, start, limit, i, not main and is_opened(passage, frame, i))
    while end > start and passage.doc[end - 1].is_space:
        end -= 1
    return start, end


def _past_setting(passage: Passage, frame: Frame, start: int, i: int) -> int:
    """Past the joint and the day before a clause: `that`, `Monday`, `last year`."""
    words = passage.words
    while start < frame.end and words[start] in ("that", ",", "of", "—", "–", ":"):
        if words[start] == "that" and passage.doc.span(start + 1, start + 2).text.lower() in _LINKS:
            break  # `said that was not the case`
        start += 1
    if start > i + 3 or start < i or (start and words[start - 1] == "that"):
        return start
    k = start
    if words[k : k + 1] in (("later",), ("earlier",), ("late",), ("early",)):
        k += 1
    if words[k : k + 1] in (("last",), ("this",)) and words[k + 1 : k + 2]:
        k += 2 if words[k + 1] in _SPELLS or words[k + 1] in _WEEKDAYS else 0
    elif k < frame.end and words[k] in _WEEKDAYS:
        k += 1
    else:
        return start
    while k < frame.end and words[k] in (",", "that"):
        k += 1
    return k if k + 2 < frame.end else start


def _end(passage: Passage, start: int, limit: int, i: int, opened: bool) -> int:
    words, doc = passage.words, passage.doc
    bare = _is_bare(passage, start)
    tenses = {""} if bare else set()
    aside = is_aside(passage, i)
    dashed = is_dashed(passage, i)
    free = is_free(passage, i)
    joined = False  # whether a comma or another verb stood in the clause
    open_brackets = 0
    last = ""  # the tag of the last finite verb
    for k in range(start, limit):
        word = words[k]
        if doc[k].tag_ in _FINITE and not _RELATIVES.intersection(words[max(k - 2, start) : k]):
            last = "MD" if word in _BACKSHIFTED else doc[k].tag_
            tenses.add(last)
        if k == start or not passage.outside(k):
            continue
        open_brackets += (word == "(") - (word == ")")
        if open_brackets < 0 or (word == ":" and k + 1 < limit and passage.is_mark(k + 1)):
            return k
        if word == "according" and words[k + 1 : k + 2] == ("to",):
            return k
        if _is_over(passage, k, limit):
            return k
        if (
            word in DASHES
            and k + 1 < limit
            and (
                dashed
                or is_summary(passage, k + 1, limit, dashed=True)
                or words[k + 1 : k + 3] == ("in", "what")
                or (
                    words[k + 1] in ("but", *_AGAINST)
                    and _tells(passage, k + 1, limit, i, ",", tenses, last)
                )
            )
        ):
            return k
        if _is_caption(passage, k, limit) or (words[k : k + 2] == ("read", "more") == words[-2:]):
            return k
        comma = word == ","
        if not (
            comma
            or word in _JOINTS
            or word in _BESIDE
            or word in (";", "despite")
            or behind_mark(passage, k)
        ):
            continue
        first = k + (comma or word == ";")
        while first < limit and (passage.is_mark(first) or doc[first].is_space):
            first += 1
        if first >= limit:
            continue
        if _tells(passage, first, limit, i, word, tenses, last):
            return k
        if is_circumstance(passage, start, k, limit, i, tense_of(passage, i)):
            return k
        if comma and opened and _is_main(passage, first, limit):
            return k
        if comma and aside and k > start + 1 and _is_resumed(passage, first, start, i):
            return k
        if comma and (bare or free) and not joined and _is_finite(passage, first):
            return k  # `Roe, who came promising to lead, has failed`
        joined = joined or comma or (bare and bool(last))
    return limit


def _is_over(passage: Passage, k: int, limit: int) -> bool:
    """Whether the sentence was over before token k: at a link, at the line that signs a post
    (`— Jane Roe (@roe)`), or at the capital behind an abbreviation that ended it."""
    word, token = passage.words[k], passage.doc[k]
    if word.startswith(_LINKED):
        return True
    if word in ("—", "–"):
        return any(w.startswith("@") for w in passage.words[k + 1 : min(k + _SIGNED, limit)])
    before = passage.doc[k - 1].text
    return before[-1:] == "." and len(before) > 2 and word in _RESUMING and token.text[:1].isupper()


def _is_caption(passage: Passage, k: int, limit: int) -> bool:
    """Whether capitals begin another headline that a page has run into this one: `he admits he
    lied PRINCE MARRIES`."""
    if k < 2 or not passage.doc[k].text.isupper():
        return False
    before = passage.doc[k - 1].text
    if not (before.islower() or before.istitle()):
        return False
    letters = words = 0
    for j in range(k, min(k + _CAPTION, limit)):
        text = passage.doc[j].text
        if not text.isupper() or not text.isalpha() or passage.doc[j].ent_type_ == "ORG":
            break
        letters += len(text)
        words += 1
    return letters >= _CAPTION and words > 1


def _is_bare(passage: Passage, start: int) -> bool:
    """Whether an infinitive or a gerund is reported."""
    if start >= len(passage.words):
        return False
    return passage.words[start] == "to" or passage.doc[start].tag_ == "VBG"


def _is_resumed(passage: Passage, first: int, start: int, i: int) -> bool:
    """Whether the verb of the main clause stands at token `first`, behind a relative clause that
    holds the cue at token i. What is tagged a participle is one if no other verb of the sentence
    can be the main one: `The mill, which Roe said was safe, burned down`."""
    if passage.doc[first].tag_ in _FINITE:
        return True
    if passage.doc[first].tag_ != "VBN":
        return False
    begin, end = passage.sentences[passage.sentence[i]]
    end = min(end, first + LONGEST_FRAME)
    main = [*range(max(begin, start - LONGEST_FRAME), i), *range(first + 1, end)]
    return not any(passage.outside(k) and passage.doc[k].tag_ in _FINITE for k in main)


def _is_finite(passage: Passage, k: int) -> bool:
    """Whether token k is a verb with a subject elsewhere, and no participle taken for one."""
    token = passage.doc[k]
    return token.tag_ in ("VBZ", "VBP") or (token.tag_ == "VBD" and token.pos_ == "AUX")


def behind_mark(passage: Passage, k: int) -> bool:
    """Whether token k follows a closing mark."""
    return k > 0 and passage.outside(k) and not passage.outside(k - 1)


def _is_main(passage: Passage, first: int, limit: int) -> bool:
    """Whether a clause with a subject of its own begins at a token."""
    verb = _verb_of(passage, first, limit)
    return verb is not None and verb > first


def _verb_of(passage: Passage, first: int, limit: int) -> int | None:
    """The finite verb of what begins at a token, if nothing but its subject stands between."""
    for k in range(first, min(first + _REACH, limit)):
        token, word = passage.doc[k], passage.words[k]
        if not passage.outside(k):
            return None
        if _tag(passage, k) in _FINITE and token.pos_ != "NOUN":
            return k
        if k > first and passage.words[k + 1 : k + 2] in ((",",), (":",)) and _is_cue(passage, k):
            return k  # `Roe replies,`: taken for a noun
        relative = word in _RELATIVES and not (k == first and token.tag_ == "DT")
        if relative or word in OPENERS or word in (",", ";", ":", "."):
            return None
        if (
            k > first
            and word in _JOINTS
            and passage.doc.span(k + 1, k + 2).text
            and (passage.doc[k + 1].pos_ in ("VERB", "AUX", "ADV"))
        ):
            return None
        attribute = token.dep_ == "amod" and token.tag_ in ("VBG", "VBN")  # `the removed part`
        if token.tag_ in ("VB", "VBG", "VBN", "TO") and k > first and not attribute:
            return None
    return None


def _tells(
    passage: Passage, first: int, limit: int, i: int, joint: str, tenses: set[str], last: str
) -> bool:
    """Whether the teller speaks again from token `first` on, behind a comma, joint or mark.

    `tenses` are the tags of the clause's finite verbs so far, `last` that of the last one."""
    words, doc = passage.words, passage.doc
    word, comma, marked = words[first], joint == ",", behind_mark(passage, first)
    following = words[first + 1] if first + 1 < limit else ""
    if joint == ";":
        return _is_main(passage, first, limit)
    if comma or marked:
        at = first + (doc[first].pos_ == "ADV" and first + 1 < limit)  # `, later telling`
        if word in _WITHHOLDING or (doc[at].tag_ == "VBG" and _is_cue(passage, at)):
            return True
        if word == "when" and following in _ASKED:
            return True
        if is_attribution(passage, first, limit):
            return True
    if marked and not comma and is_moment(passage, first, limit):
        return True
    if comma and word == "without":
        return following in _WITHHELD
    if comma and (word in _AGAINST or (word == "even" and following in _AGAINST)):
        return following != ","
    if comma and word == "as":
        return following in _AUXILIARIES
    if word not in _JOINTS and word not in _BESIDE:
        return False
    at = first + 1
    while at < limit and doc[at].pos_ == "ADV" and words[at] not in _INNER:
        at += 1
    if at >= limit or words[at] in _INNER:
        return at < limit and comma and word == "but" and "" in tenses
    if comma and words[at] == "to" and i and words[i - 1] == "to":
        return True  # `went on to say he lost, and to thank her`
    if doc[at].tag_ == doc[i].tag_ == "VBG" and _is_cue(passage, at) and "" not in tenses:
        return words[at - 1] == "and"  # `, saying “I would” and asking Roe to help`
    if (
        words[at] in ("do", "does", "did")
        and word == "but"
        and at + 1 < limit
        and doc[at + 1].tag_ == "VB"
    ):
        return False  # `said he had not won, but did have hopes`
    verb = _verb_of(passage, at, limit)
    quoted = not all(passage.outside(k) for k in range(at, limit))
    if verb is None:
        nominal = doc[at].pos_ in ("DET", "PRON", "PROPN", "NOUN")
        return comma and word == "but" and nominal and not quoted
    cue, tag = tense_of(passage, i), _tag(passage, verb)
    if verb == at:  # no subject of its own
        if word in _BESIDE or (tag != cue and not ("" in tenses and tag in ("VBD", "VBZ"))):
            return False
        if _is_cue(passage, verb):
            reacts = words[verb].startswith("respond") and words[verb + 1 : verb + 2] == ("to",)
            return not _is_ordered(passage, verb) and not reacts
        if last == "MD" or (comma and word == "but" and not quoted):
            return True  # `said he would resign and went home`
        return cue not in tenses and "MD" not in tenses
    if _is_cue(passage, verb):
        again = verb == at + 1 and words[at] in _PERSONAL and words[verb] == words[i]
        return word != "or" and (comma or marked or word in _BESIDE or again)
    shifted = words[verb] in _BACKSHIFTED or words[verb] == "had"
    return comma and word == "but" and not shifted and not quoted


def _tag(passage: Passage, k: int) -> str:
    """The tag of token k; a verb of speech with its object is finite: `and accused Roe of`."""
    tag = passage.doc[k].tag_
    if tag != "VBN" or k == 0 or not _is_cue(passage, k):
        return str(tag)
    if passage.words[k - 1] in _JOINTS:
        behind = passage.doc[k + 1].pos_ if k + 1 < len(passage.words) else ""
        return "VBD" if behind in ("PROPN", "PRON", "DET", "NUM", "NOUN") else tag
    return "VBD" if passage.doc[k - 1].pos_ in ("PROPN", "PRON") else tag


def _is_ordered(passage: Passage, verb: int) -> bool:
    """`was searched and instructed to leave`: a passive without its auxiliary."""
    found = passage.cue(verb)
    return (
        found is not None
        and not found.takes("clause")
        and passage.words[verb + 1 : verb + 2] == ("to",)
    )


def is_attribution(passage: Passage, first: int, limit: int) -> bool:
    """Whether `Roe said` or `reports Roe` and nothing else stands from a token to the end."""
    end = limit
    while end > first and not passage.words[end - 1][:1].isalnum():
        end -= 1
    if passage.cue(first) is not None:  # `, said Roe, a lawyer for her`
        comma = next((k for k in range(first, end) if passage.words[k] == ","), end)
        end = comma if comma > first + 1 else end
    if not 1 < end - first <= _ATTRIBUTION or not all(
        passage.outside(k) and passage.words[k] != "," for k in range(first, end)
    ):
        return False
    for k in range(first, end):
        verb = passage.cue(k)
        if verb is not None and verb.takes("clause") and passage.doc[k].pos_ != "NOUN":
            rest = range(k + 1, end)
            if k == first:
                return all(passage.doc[j].pos_ in _NOMINAL for j in rest)
            return all(passage.words[j] in _SETTINGS or j == k + 1 for j in rest)
        if passage.doc[k].pos_ not in _NOMINAL:
            return False
    return False


def is_moment(passage: Passage, first: int, limit: int) -> bool:
    """Whether only a day stands from a token to the end: `on Monday`, `last week`."""
    end = limit
    while end > first and not passage.words[end - 1][:1].isalnum():
        end -= 1
    words = passage.words[first:end]
    return (
        0 < len(words) <= 3
        and words[-1] in _SETTINGS
        and (len(words) == 1 or words[0] in ("last", "on", "this", "earlier", "late"))
    )


def _is_cue(passage: Passage, k: int) -> bool:
    verb = passage.cue(k)
    return verb is not None and verb.takes(
        "clause", "that", "whether", "to", "ing", "named", "noun"
    )
