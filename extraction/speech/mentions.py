"""Passages in; the mentions of people and bodies, with what their words tell, out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extraction.annotations import Span
from extraction.speech.genders import FEMALE, MALE, gender_of_role
from extraction.speech.offices import office_as_printed
from extraction.speech.passages import Passage
from extraction.speech.phrases import can_speak, noun_phrase
from extraction.speech.titles import CLITICS, SUFFIXES, TITLES, behind_office, role_before
from extraction.tokens import Token

NAME, PRONOUN, DESCRIPTION = "name", "pronoun", "description"

#: Pronouns of the third person; the value is the gender, "plural" or "thing".
PRONOUNS = {
    "he": MALE,
    "him": MALE,
    "his": MALE,
    "himself": MALE,
    "she": FEMALE,
    "her": FEMALE,
    "hers": FEMALE,
    "herself": FEMALE,
    "they": "plural",
    "them": "plural",
    "their": "plural",
    "themselves": "plural",
    "it": "thing",
    "its": "thing",
    "itself": "thing",
}
#: Heads of phrases that speak as bodies.
BODIES = frozenset(
    "government administration company department ministry agency police office court committee "
    "council party bank union association group organization organisation firm university "
    "board commission team campaign bureau foundation army military corporation school newspaper "
    "magazine network league club authority statement report letter filing complaint study "
    "lawsuit indictment documents affidavit media paper website press".split()
)
NAMES_KEPT = 4096  # some 0.5 MB: an article repeats its names, and so does the next
_TRIM = re.compile(r"^[^\w]+|(?:['’‘]s|[^\w.)])+$")


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody at tokens [start, end) of a passage; `words` are a name without titles, or the
    phrase's words, in lower case, one at least. `gender` is "female", "male" or None."""

    span: Span
    kind: str
    text: str
    words: tuple[str, ...]
    passage: int
    start: int
    end: int
    gender: str | None = None
    plural: bool = False
    label: str = ""  # of a name: "PERSON", "ORG" or "LOC"
    head: str = ""  # of a description: its head noun, in lower case
    role: tuple[str, ...] = ()  # the words before a name: ("secretary", "of", "state")
    quoted: bool = False
    office: str = ""  # the role as printed, without courtesy: "Secretary of State"


@lru_cache(NAMES_KEPT)
def name_words(text: str) -> tuple[str, ...]:
    """A name's words in lower case, without titles, possessive endings and `Jr.`."""
    found = []
    for raw in text.split():
        word = _TRIM.sub("", raw).lower()
        if word and word.strip(".") not in SUFFIXES:
            found.append(word)
    while len(found) > 1 and found[0].strip(".") in TITLES and found[-1] not in BODIES:
        found.pop(0)  # but `Justice Department`
    return tuple(found)


def find_names(passage: Passage) -> list[Mention]:
    """The names of the passage that the pipeline marked, in order, trimmed."""
    found = []
    for ent in passage.doc.ents:
        if ent.label_ not in ("PERSON", "ORG", "LOC", "GPE"):
            continue
        start, end = ent.start, ent.end
        while end > start and passage.words[end - 1] in CLITICS:
            end -= 1
        gender = None
        body = ent.label_ == "ORG" and passage.words[end - 1] in BODIES
        while not body and end - start > 1 and passage.words[start].strip(".") in TITLES:
            gender = TITLES[passage.words[start].strip(".")] or gender
            start += 1
        if ent.label_ == "PERSON":
            start = max(start, behind_office(passage, start, end))
        words = name_words(passage.doc.span(start, end).text) if end > start else ()
        if words and any(c.isalpha() for c in words[-1]) and end - start <= 8:
            label = "LOC" if ent.label_ == "GPE" else ent.label_
            found.append(named(passage, start, end, label, gender))
    return found


def named(passage: Passage, start: int, end: int, label: str, gender: str | None) -> Mention:
    """The name at tokens [start, end), with the role that stands before it."""
    span = passage.span(start, end)
    text = span.of(passage.text)
    role, told = role_before(passage, start) if label == "PERSON" else ((), None)
    return Mention(
        span,
        NAME,
        " ".join(text.split()),
        name_words(text) or (text.lower(),),
        passage.number,
        start,
        end,
        gender or told,
        False,
        label,
        "",
        role,
        not passage.outside(start),
        office_as_printed(passage, start - len(role), start),
    )


def mention_in(passage: Passage, start: int, end: int, head: int) -> Mention | None:
    """Who is meant by the noun phrase at tokens [start, end): a name in it that is not merely
    a possessor or an attribute, else the phrase."""
    while start < end and _is_edge(passage, start):
        start += 1
    while end > start and _is_edge(passage, end - 1):
        end -= 1
    while end - start > 2 and passage.words[end - 2] == "on" and passage.words[end - 1] in _DAYS:
        end -= 2
    if end - start > 1 and passage.words[start] in ("from", "by", "in"):
        start += 1
    if end - start > 1 and passage.words[start] == "of":
        start = _whole_phrase(passage, start)
    if start >= end:
        return None
    start, end = hyphened(passage, start, end)
    if end - start == 1 and passage.words[start] in PRONOUNS:
        return _pronoun(passage, start)
    names = [
        (first, last)
        for first, last, label in passage.names_in(start, end)
        if label == "PERSON" and _is_itself(passage, start, first, last)
    ]
    joined = _joins_people(passage, start, end)
    if names and not joined:
        names = names[-1:]  # `El Salvador President Roe`: places are taken for people
        names[0] = hyphened(passage, *names[0])
        mention = named(passage, names[0][0], names[0][1], "PERSON", None)
        words = passage.words[names[0][0]].strip(".")
        if words in TITLES and names[0][1] - names[0][0] > 1:
            mention = named(passage, names[0][0] + 1, names[0][1], "PERSON", TITLES[words] or None)
        return mention
    return described(passage, start, end, head if start <= head < end else end - 1)


def _whole_phrase(passage: Passage, of: int) -> int:
    """Where the phrase begins that `of` at a token goes on: `the lawyers of Roe`, behind `of` where
    no noun stands before it."""
    if of == 0 or passage.doc[of - 1].pos_ not in ("NOUN", "PROPN") or not passage.outside(of - 1):
        return of + 1
    return noun_phrase(passage.doc[of - 1])[0]


def described(passage: Passage, start: int, end: int, head: int) -> Mention:
    """The phrase at tokens [start, end) as a description, or as a body's name."""
    span = passage.span(start, end)
    text = " ".join(span.of(passage.text).split())
    words = tuple(w for w in passage.words[start:end] if not w.isspace()) or (text.lower(),)
    noun = passage.words[head]
    bodies = [n for n in passage.names_in(start, end) if n.label in ("ORG", "LOC", "GPE")]
    label = ""
    for ent in bodies:
        whole = ent.end == end and ent.end - ent.start + 1 >= end - start
        if ent.start <= head < ent.end or whole:
            label = "ORG"
    token = passage.doc[head]
    plural = "NNS" in token.tag_ or token.morph.get("Number", []) == ["Plur"]
    joined = _joins_people(passage, start, end)
    gender = gender_of_role(noun)
    return Mention(
        span,
        DESCRIPTION,
        text,
        words,
        passage.number,
        start,
        end,
        gender,
        (plural and not label) or joined,
        label,
        noun,
        (),
        not passage.outside(start),
    )


def phrase_of(passage: Passage, token: Token) -> Mention | None:
    """The mention whose head the parse says `token` is, its apposed name preferred."""
    start, end = noun_phrase(token)
    beside = _apposed(passage, start, end) if passage.words[token.i] not in PRONOUNS else None
    if beside is not None:
        return beside
    if passage.words[token.i] not in PRONOUNS:
        for child in token.rights:
            if child.dep_ != "appos" or child.i - end > 3:
                continue
            first, last = noun_phrase(child)
            names = [n for n in passage.names_in(first, last) if n.label == "PERSON"]
            own = [n for n in passage.names_in(start, end) if n.label == "PERSON"]
            if (
                names
                and names[0].start - first <= 1
                and not any(_is_itself(passage, start, e.start, e.end) for e in own)
            ):
                return mention_in(passage, first, last, child.i)
    return mention_in(passage, start, end, token.i)


def _apposed(passage: Passage, start: int, end: int) -> Mention | None:
    """The person named right beside a description, a comma between: `the mayor, Roe, said` and
    `Roe, the mayor, said`."""
    doc, total = passage.doc, len(passage.words)
    if any(doc[k].ent_type_ == "PERSON" for k in range(start, end)):
        return None
    last = end
    while last < total and doc[last].ent_type_ == "PERSON":
        last += 1
    whole = "," not in passage.words[start:end]  # not `the book, by the pilot Ann Roe`
    if whole and end < last < total and doc[end - 1].pos_ == "NOUN" and doc[end - 1].text.islower():
        return mention_in(passage, end, last, end)  # `one of his lawyers Ann Roe, said`
    last = end + 1
    if last < total and passage.words[end] == ",":
        while last < min(total, end + 6) and (
            (doc[last].ent_type_ != "PERSON" and passage.words[last].strip(".") in TITLES)
            or doc[last].ent_type_ in ("LOC", "GPE", "ORG")
        ):
            last += 1  # `A rival, Ohio Sen. Ann Roe, said`
        begun = last
        while last < total and doc[last].ent_type_ == "PERSON":
            last += 1
        if begun < last < total and passage.words[last] == ",":
            return mention_in(passage, begun, last, begun)
    closed = end < total and passage.words[end] == ","
    if closed and start > 1 and passage.words[start - 1] == "," and doc[start].pos_ in _APPOSED:
        first = start - 1
        while first > 0 and doc[first - 1].ent_type_ == "PERSON":
            first -= 1
        if first < start - 1:
            return mention_in(passage, first, start - 1, first)
    return None


def hyphened(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """Tokens [start, end) with what hyphens join to them: `Jean-Michel Roe` where the pipeline
    marked `Jean` or `Michel Roe` alone."""
    total = len(passage.words)
    while start > 1 and passage.words[start - 1] in _HYPHENS and _touches(passage, start - 2):
        start -= 2
    while end + 1 < total and passage.words[end] in _HYPHENS and _touches(passage, end - 1):
        end += 2
        while end < total and passage.doc[end].ent_type_ == "PERSON":
            end += 1
    return start, end


def _touches(passage: Passage, k: int) -> bool:
    """Whether capital words stand on both sides of the hyphen behind token k, with no blanks."""
    doc = passage.doc
    near = not doc[k].whitespace_ and not doc[k + 1].whitespace_
    return near and doc[k].text[:1].isupper() and doc[k + 2].text[:1].isupper()


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_OTHERS = frozenset("other others his her their several many some two three fellow".split())
_APPOSED = ("DET", "NOUN", "ADJ")
_HYPHENS = ("-", "–", "‐")
_EDGES = frozenset((",", ";", ":", "-", "–", "—", "--", "and", "but", "or", "that", "when", "as"))
_GOVERNORS = frozenset(
    "of for to with from by at in on against about under over between among like via".split()
)


def _is_edge(passage: Passage, i: int) -> bool:
    word = passage.words[i]
    return word in _EDGES or passage.is_mark(i) or not any(c.isalnum() for c in word)


def _pronoun(passage: Passage, at: int) -> Mention:
    word = passage.words[at]
    told = PRONOUNS[word]
    return Mention(
        passage.span(at, at + 1),
        PRONOUN,
        passage.doc[at].text,
        (word,),
        passage.number,
        at,
        at + 1,
        told if told in (MALE, FEMALE) else None,
        told == "plural",
        "",
        "",
        (),
        not passage.outside(at),
    )


def _is_itself(passage: Passage, start: int, first: int, last: int) -> bool:
    """Whether a name in a phrase is the person the phrase means, not `Roe's lawyer`, `a friend
    of Roe`, `a Roe spokeswoman`."""
    if last < len(passage.words) and passage.words[last] in CLITICS:
        return False
    if passage.words[last - 1] in CLITICS and last - first > 1:
        return False
    for k in range(first - 1, start - 1, -1):
        if passage.words[k] in _GOVERNORS:
            return passage.words[k] == "of" and _is_office(passage, k, first)
        if passage.doc[k].dep_ == "acl" and passage.doc[k].tag_ in ("VBG", "VBN"):
            return False  # `the complaint charging Roe`
        if passage.words[k] == ",":
            break
    after = passage.doc[last] if last < len(passage.words) else None
    if after is not None and after.text.islower() and can_speak(after.text):
        return False  # `Roe aides said`, `another Roe lawyer said`
    if after is not None and after.pos_ in ("NOUN",) and after.text.islower():
        attached = passage.doc[last - 1].head.i >= last or passage.doc[first].head.i >= last
        return not (passage.has_parse and attached and after.head.i != first)
    return True


def _is_office(passage: Passage, of: int, first: int) -> bool:
    """`secretary of state Roe`: words stand between "of" and the name."""
    return first - of > 1 and passage.words[of - 1] in TITLES | {"head": "", "chief": ""}


def _joins_people(passage: Passage, start: int, end: int) -> bool:
    """Whether the phrase names two or more: `Roe and Doe`."""
    names = [n for n in passage.names_in(start, end) if n.label in ("PERSON", "ORG", "LOC")]
    if names and names[0].label == "PERSON" and names[0].start - start < 3:
        others = passage.words[names[0].end : names[0].end + 2]
        if others[:1] == ("and",) and others[1:] and others[1] in _OTHERS:
            return names[0].end + 2 < end  # `Roe and other top officials`
    if len(names) < 2:
        return False
    between = passage.words[names[-2].end : names[-1].start]
    return "and" in between and len(between) <= 6 and names[-1].label == names[0].label
