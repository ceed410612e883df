"""A number in a parsed sentence; the noun it counts, whose age it is, or what it names, out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.annotations import Person
from extraction.clauses import Mentions, is_verb, lemma
from extraction.numbers import PERSON, Number
from extraction.parsed import ParsedPart
from extraction.tokens import Doc, Token, TokenSpan

_NARROWING = frozenset({"amod", "compound", "nmod", "acl", "nmod:poss", "nummod", "flat"})
_LIGHT = frozenset({"of", "total"})
_SIGNS = frozenset({"$", "€", "£", "¥", "%", "percent", "billion", "million", "trillion"})
_TO_NOUN = 5  # words from "of" to the noun of "six of the other men"
_TO_NUMBER = 24  # words from a number back to what it is the number of
_AT = frozenset(
    {
        "at",
        "to",
        "is",
        "was",
        "reached",
        "hit",
        "about",
        "around",
        "nearly",
        "over",
        "least",
        "than",
    }
)
#: What a hyphen joins to its number, and what a number that follows measures.
_JOINED = frozenset(
    "second minute hour day week month year decade member person man woman vote seat game point "
    "story page".split()
)
_SCALES = frozenset({"magnitude", "measured", "score", "scored", "index"})
_AGES = (5, 110)
_REACH = 40  # characters on either side of an age in which its person stands
_NAMED = re.compile(r"([A-Z][\w’'.-]+)(?:,\s(?:who\s(?:is|was)\s)?(?:now\s)?(?:aged?\s)?|\s\()$")
_IS = re.compile(r"([A-Z][\w’'.-]+)\s(?:is|was)\s(?:now\s)?$")
_AT_AGE = re.compile(r"\b(?:[Aa]t|[Aa]t the age of|[Aa]t age|[Aa]ged)\s$")
_FOLLOWS = re.compile(r",\s+([A-Z])")
_OLD = re.compile(r"years?[\s-]old$")
_ROLE = re.compile(
    rf"\b({PERSON}),?\s(?:an?\s|who\s(?:is|was)\s)?(?:now\s)?(?:aged?\s)?\(?$", re.IGNORECASE
)
_KIND = re.compile(rf"\s+(?:[a-z-]+\s+){{0,2}}?({PERSON})\b")
_AFTER_AGE = frozenset({"when", "at", "and", "but", "years", "on", "in", "this", "last"})


def is_name(doc: Doc, tokens: TokenSpan, *, ordinal: bool) -> bool:
    """Whether a number is part of a name: "Train 91", "the A, L and 1 lines"."""
    first, last = tokens[0], tokens[-1]
    if ordinal and first.text[:1].isupper() and not first.is_sent_start:
        return True
    follows = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if follows is not None and follows.text.startswith(("-", "–")) and not follows.whitespace_:
        return not _is_compound(doc, last.i + 1)  # "F-16", but "a 15-year sentence"
    if first.i == 0 or not first.text[:1].isdigit():
        return False
    before = doc[first.i - 1]
    if before.lower_ in ("and", "or", ",", "&") and _is_letter(doc, first.i - 2):
        return True
    head = tokens.root.head
    if before.lower_ in _SCALES:
        return False
    if head.i == before.i and before.pos_ in ("PROPN", "NOUN"):
        return True
    return before.text in ("No.", "no.", "#", "Number", "number") or (
        before.text[:1].isupper()
        and not before.is_sent_start
        and before.pos_ in ("PROPN", "NOUN")
        and (head.i < first.i or (follows is not None and not follows.is_alpha))
    )


def _is_compound(doc: Doc, at: int) -> bool:
    """Whether a hyphen joins a number to what it counts: "15-year", "four-hour", "six-member"."""
    token = doc[at]
    joined = token.lower_[1:] or (doc[at + 1].lower_ if at + 1 < len(doc) else "")
    return joined in _JOINED


def _is_letter(doc: Doc, at: int) -> bool:
    """Whether a word is a single capital that is a name."""
    return at > 0 and len(doc[at].text) == 1 and doc[at].text in "BCDEFGHJKLMNOPQRSTUVWXYZ"


def find_whole(doc: Doc, tokens: TokenSpan) -> tuple[Token | None, bool]:
    """What "50 of 700 people" and "six of the men" are part of, whatever the parser made of it.

    The noun, and whether it is a whole of which the number takes a part.
    """
    at = tokens[-1].i + 1
    if at >= len(doc) or doc[at].lower_ != "of":
        return None, False
    for place in range(at + 1, min(at + 1 + _TO_NOUN, len(doc))):
        token = doc[place]
        if token.pos_ == "NOUN":
            return token, True
        if token.pos_ not in ("DET", "NUM", "ADJ", "PRON") or token.lower_ in ("which", "whom"):
            break
    return None, False


def find_numbered(doc: Doc, tokens: TokenSpan) -> Token | None:
    """What a bare number behind "the number of …" or "the toll" is the number of.

    "Put the number of people on the boat at 950", "the death toll rose to 24".
    """
    first = tokens[0]
    if first.i == 0 or doc[first.i - 1].lower_ not in _AT:
        return None
    for at in range(first.i - 2, max(first.sent.start, first.i - _TO_NUMBER) - 1, -1):
        word = doc[at].lower_
        if word == "toll":
            return doc[at]
        if word == "of" and at > 0 and doc[at - 1].lower_ == "number":
            return next((t for t in doc[at + 1 : at + 1 + _TO_NOUN] if t.tag_ == "NNS"), None)
    return None


def is_told_age(
    part: ParsedPart,
    number: Number,
    tokens: TokenSpan,
    mentions: Mentions,
    people: Sequence[Person],
) -> bool:
    """Whether a bare number is somebody's age: "Roe was 24", "he turned 50"."""
    doc, last = part.doc, tokens[-1]
    if number.hedge or number.vague or len(tokens) > 1:
        return False
    if not _AGES[0] <= number.value <= _AGES[1]:
        return False
    follows = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if follows is not None and not (follows.is_punct or follows.lower_ in _AFTER_AGE):
        return False
    return find_aged(part, tokens[0], mentions, people) is not None


def find_aged(
    part: ParsedPart, number: Token, mentions: Mentions, people: Sequence[Person]
) -> int | None:
    """Whom a clause gives an age: the place in `people` of who is, or turns, the number."""
    kin = number.near
    if any(c.dep_ == "cop" for c in kin):
        subjects = [c for c in kin if c.dep_ == "nsubj"]
    elif number.dep_ in ("obj", "xcomp") and lemma(number.head) == "turn":
        subjects = [c for c in number.head.near if c.dep_ == "nsubj"]
    else:
        return None
    for subject in subjects:
        person = mentions.at(*part.bounds(subject))
        if person is not None and people[person].kind == "person":
            return person
    return None


def find_beside(part: ParsedPart, number: Number, mentions: Mentions) -> tuple[int | None, str]:
    """Who stands beside an age: the place in `people`, or the noun of somebody without a name.

    "Roe, who is 61", "Roe is 61 years old", "At 61, Roe …"; "the driver, 61", "a 61-year-old
    driver". Both may be missing: "the 61-year-old said".
    """
    text, offset = part.doc.text, part.part.start
    before, after = text[max(0, number.start - _REACH) : number.start], text[number.end :][:_REACH]
    named = _NAMED.search(before) or (
        _OLD.search(text, number.start, number.end) and _IS.search(before)
    )
    if named:
        end = number.start - len(before) + named.end(1)
        person = mentions.at(offset + end - 1, offset + end)
        if person is not None:
            return person, ""
    follows = _FOLLOWS.match(after) if _AT_AGE.search(before) else None
    if follows:
        start = number.end + follows.start(1)
        person = mentions.at(offset + start, offset + start + 1)
        if person is not None:
            return person, ""
    role = _ROLE.search(before) or (
        _OLD.search(text, number.start, number.end) and _KIND.match(after)
    )
    return None, role.group(1).lower() if role else ""


def noun_before_by(noun: Token) -> Token | None:
    """The noun that "by" follows, where the parser hung the phrase on an active verb."""
    case = next((c for c in noun.near if c.dep_ == "case"), None)
    if case is None or case.lower_ != "by" or case.i == 0:
        return None
    if any(c.dep_ == "aux:pass" for c in noun.head.near):
        return None
    before = noun.doc[case.i - 1]
    return before if before.pos_ == "NOUN" else None


def name_of(noun: Token) -> str:
    """The lemma of the head, with its compound where the head alone says little."""
    word = lemma(noun)
    if noun.tag_ == "NNPS":
        word = word.removesuffix("s")  # "Americans"
    if word in ("member", "officer", "personnel", "official", "site", "center", "force"):
        compound = [lemma(c) for c in noun.near if c.dep_ == "compound" and c.i < noun.i]
        if compound:
            return " ".join([compound[-1], word])
    return word


def modifiers_of(noun: Token, number: TokenSpan) -> tuple[str, ...]:
    inside = {token.i for token in number}
    found = []
    for token in noun.near:
        if token.i in inside or token.dep_ not in _NARROWING or token.dep_ == "nummod":
            continue
        if token.pos_ in ("DET", "PRON", "NUM") or _is_example(noun, token):
            continue
        if is_verb(token) and token.dep_ == "acl":
            continue  # the predicate says it
        if lemma(token) not in _LIGHT and token.lower_ not in _SIGNS:
            found.append(lemma(token))
        if token.dep_ in ("amod", "compound", "nmod"):
            found.extend(
                lemma(c)
                for c in token.near
                if c.dep_ in ("compound", "amod", "conj")
                and c.i not in inside
                and not _is_example(noun, c)
            )
    return tuple(found)


def _is_example(noun: Token, token: Token) -> bool:
    """ "850 people on board, including 350 sailors": the sailors narrow nothing."""
    return any(noun.doc[at].lower_ == "including" for at in range(noun.i + 1, token.i))
