"""A date beside a noun in; the noun it dates, or the verb of what happened then, out.

"Tuesday's ruling means" dates the ruling only; "Roe won Tuesday's vote" was won on Tuesday.
"""

from __future__ import annotations

from extraction.clauses import is_verb, lemma
from extraction.climbing import STEPS, is_to_come
from extraction.speaking import is_speech
from extraction.tokens import Token, TokenSpan

_MODIFIERS = frozenset(
    ("compound", "amod", "nmod:poss", "nummod", "nmod:desc", "nmod:unmarked", "nmod:tmod")
)
_OF_THINGS = frozenset(  # no time of the verb's
    "after before until since despite following amid regarding".split()
)
_OCCASIONS = frozenset(
    """meeting summit election speech vote hearing attack crash ruling decision debate rally protest
    trial announcement statement interview report shooting race game match referendum primary
    session conference ceremony march blast explosion earthquake fire storm fight battle""".split()
)
_AT = frozenset(("at", "during"))
_ATTENDING = frozenset("attend win lose hold miss skip join open lead chair host address".split())
_BEARING = frozenset(  # verbs by which what happened bears on what comes after it
    """come follow prompt lead mark raise show mean be draw spark cause help make leave bring give
    take put set send remain seem have suggest set have play""".split()
)
_ABOUT = frozenset(("with", "about", "over", "from", "to", "for", "of"))


def doing(verb: Token, noun: Token) -> bool:
    """Whether a relative clause tells what an occasion did."""
    if verb.dep_ != "acl:relcl" or verb.tag_ != "VBD" or lemma(noun) not in _OCCASIONS:
        return False
    return lemma(verb) not in _BEARING and any(
        c.dep_ == "nsubj" and c.lower_ in ("that", "which") for c in verb.near
    )


def held_at(noun: Token) -> Token | None:
    """The verb of what happened at a dated occasion; None where it may have happened otherwise.

    "During a 2017 visit, Roe spoke", "Sunday's race was won by Roe", "Roe won Sunday's race".
    """
    verb, role = noun.head, noun.dep_
    if role == "nmod" and verb.dep_ == "obj":
        verb, role = verb.head, "obl"  # "rejected the plan at Tuesday's meeting"
    if verb.tag_ not in ("VBD", "VBN") or not is_verb(verb) or is_to_come(verb):
        return None
    cases = {c.lower_ for c in noun.near if c.dep_ == "case"}
    if role == "obl" and cases & _AT:
        return verb
    if role in ("nsubj", "nsubj:pass") and lemma(noun) in _OCCASIONS:
        return None if lemma(verb) in _BEARING or is_speech(verb) else verb
    return verb if role == "obj" and lemma(verb) in _ATTENDING else None


def noun_apart(tokens: TokenSpan, verb: Token) -> Token | None:
    """The noun that the date hangs on, where it is of another time than the verb.

    "Before reports of an offer in May, shares had fallen"; "the ruling last night shows nothing".
    """
    noun, steps = tokens.root.head, 0
    if noun.pos_ != "NOUN" or noun.i > tokens.start:
        return None
    first = noun
    if noun.dep_ == "nsubj" and noun.head.i == verb.i and noun.i + 2 >= tokens.start:
        present = verb.tag_ in ("VBZ", "VBP") and not is_speech(verb)
        return noun if present and not any(c.dep_.startswith("aux") for c in verb.near) else None
    if lemma(first) in _OCCASIONS and _is_definite(first) and noun.dep_ in ("obl", "nmod"):
        cases = {c.lower_ for c in first.near if c.dep_ == "case"}
        if cases & _ABOUT:
            return first  # "had nothing to do with Roe's meeting on Tuesday"
    while noun.i != verb.i and steps < STEPS:
        if any(c.dep_ == "case" and c.lower_ in _OF_THINGS for c in noun.near):
            return first
        noun, steps = noun.head, steps + 1
        if noun.pos_ != "NOUN":
            return None
    return None


def _is_definite(noun: Token) -> bool:
    return any(c.dep_ == "nmod:poss" or (c.dep_ == "det" and c.lower_ == "the") for c in noun.near)


def noun_dated(tokens: TokenSpan) -> Token | None:
    """The noun that the date stands before and modifies: "Tuesday's ruling", "the January order".

    None where it modifies none.
    """
    root, head = tokens.root, tokens.root.head
    while head.pos_ == "ADJ" and head.dep_ == "amod" and head.head.i > head.i:
        head = head.head  # "the January executive order"
    if root.dep_ in _MODIFIERS and head.pos_ in ("PROPN", "NOUN") and head.i >= tokens.end:
        return head
    doc = tokens.doc
    before, after = root.head, doc[tokens.end] if tokens.end < len(doc) else root
    if before.i == tokens.start - 1 and before.pos_ == "NOUN" and after.lower_ in ("by", "of"):
        return before  # "a decision Tuesday by a committee"
    if tokens.start and doc[tokens.start - 1].lower_ in ("'s", "’s", "a", "an", "his", "her"):
        at = tokens.end + (tokens.end < len(doc) and doc[tokens.end].text == ",")
        if at < len(doc) and doc[at].pos_ == "NOUN":
            return doc[at]  # "Roe's May 17, 2017, appointment"
    return None
