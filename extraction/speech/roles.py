"""An article's names in; what their appositions tell of them (`Roe, head of the bank`), out.

The parse says which noun stands for a name, by apposition or as a predicate; a body behind `of`,
`for`, `at` or `with` in that phrase is whom the person belongs to.
"""

from __future__ import annotations

from collections.abc import Sequence

from extraction.speech.genders import gender_of_role
from extraction.speech.mentions import Mention
from extraction.speech.passages import Passage
from extraction.speech.people import Entry, Names, canonical
from extraction.speech.phrases import can_speak, children, noun_phrase
from extraction.speech.titles import TITLES
from extraction.tokens import Token

_BELONGING = frozenset(("of", "for", "at", "with", "from"))
_LONGEST = 8  # tokens of a role that is kept as printed
_NAMING = ("appos", "flat", "nmod:desc")


def learn_roles(passages: Sequence[Passage], names: Names) -> None:
    """Add roles, affiliations and genders that stand behind a name, or are said of it."""
    for mention, number in names.mentions:
        passage = passages[mention.passage]
        if mention.label != "PERSON" or not passage.has_parse:
            continue
        entry = names.entries[number]
        _belongs(passage, names, entry, mention)
        for noun in _nouns(passage, mention):
            entry.heads.add(canonical(noun.lower_))
            entry.vote(gender_of_role(noun.lower_), 3.0)
            if noun.i >= mention.end:
                _learn(passage, names, entry, noun)


def _nouns(passage: Passage, mention: Mention) -> list[Token]:
    """The nouns that stand for a name: `Roe, the chief designer`, `Roe is a pilot`."""
    found = []
    for k in range(mention.start, mention.end):
        token = passage.doc[k]
        for child in children(token):
            if child.dep_ == "appos" and child.pos_ == "NOUN" and child.i >= mention.end:
                found.append(child)
        head = token.head
        if mention.start <= head.i < mention.end or head.pos_ != "NOUN":
            continue
        if token.dep_ in _NAMING or (
            token.dep_ == "nsubj" and any(c.dep_ == "cop" for c in children(head))
        ):
            found.append(head)
    return found


def _learn(passage: Passage, names: Names, entry: Entry, noun: Token) -> None:
    """The role that a noun behind a name heads, as printed, and whose it is."""
    start, end = noun_phrase(noun)
    while start < noun.i and passage.doc[start].pos_ in ("DET", "PRON", "PUNCT"):
        start += 1
    if end - start > _LONGEST or not (can_speak(noun.lower_) or noun.lower_ in TITLES):
        return
    entry.offices[" ".join(passage.span(start, end).of(passage.text).split())] = None
    for k in range(noun.i + 1, end):
        if passage.words[k] in _BELONGING and entry.affiliation is None:
            entry.affiliation = _body_at(passage, names, k + 1, end)


def _belongs(passage: Passage, names: Names, entry: Entry, mention: Mention) -> None:
    """`Ann Roe of the Dorf Bank`."""
    end = mention.end
    if entry.affiliation is None and passage.words[end : end + 1] in (
        ("of",),
        ("with",),
        ("from",),
    ):
        entry.affiliation = _body_at(passage, names, end + 1, min(end + 4, len(passage.words)))


def _body_at(passage: Passage, names: Names, start: int, end: int) -> str | None:
    """The organisation named at tokens [start, end), by its fullest name."""
    for k in range(start, end):
        number = names.at.get((passage.number, k))
        if number is not None:
            entry = names.entries[number]
            return entry.name if entry.label == "ORG" else None
        if passage.doc[k].pos_ not in ("DET", "ADJ"):
            return None
    return None
