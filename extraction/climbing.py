"""A word of a parse in; the verb or the clause above it, and what may yet happen there, out."""

from __future__ import annotations

from extraction.clauses import is_verb, modality
from extraction.speaking import is_speech
from extraction.tokens import Token

STEPS = 10  # up the tree from a date to its verb; no clause needs more
_NOMINAL = frozenset(("NOUN", "PROPN", "NUM", "PRON", "SYM", "X"))
_CLAUSES = frozenset(("acl:relcl", "advcl", "ccomp"))
_OF_NOUNS = frozenset(("det", "nummod", "amod"))


def verb_above(root: Token) -> tuple[Token, float] | None:
    """The verb that a word hangs on, and how surely (0 to 1), less for each noun between; a noun
    at the root of a sentence without a verb."""
    node, sure = root, 1.0
    for _ in range(STEPS):
        head = node.head
        if head.i == node.i:
            return (node, 0.6 * sure) if is_verb(node) or node.pos_ == "NOUN" else None
        named = is_nominal(head)
        if (is_verb(head) or head.pos_ == "AUX") and not named:
            return head, sure
        if head.dep_ in _CLAUSES and head.copular:
            return None  # "Roe, who was at the fair on Monday, said"
        if not named and head.pos_ not in _NOMINAL and head.pos_ not in ("ADJ", "ADV", "ADP"):
            return None
        node, sure = head, sure * 0.95
    return None


def clause_above(verb: Token) -> Token | None:
    """The head of the clause that holds the verb's own."""
    found = None if verb.head.i == verb.i else verb_above(verb.head)
    if verb.head.i != verb.i and is_verb(verb.head) and not is_nominal(verb.head):
        return verb.head
    return found[0] if found and is_verb(found[0]) else None


def is_nominal(verb: Token) -> bool:
    """Whether a verb is part of a name, or a noun after all: "a 96 percent drop"."""
    plain = verb.tag_ == "VB" and any(c.dep_ in _OF_NOUNS for c in verb.near)
    return plain or is_in_name(verb)


def is_in_name(verb: Token) -> bool:
    """Whether a verb in capitals stands inside a sentence: the "Meet" of "Meet the Press"."""
    if not verb.is_title or verb.i == verb.sent.start:
        return False
    before = verb.nbor(-1)
    return (before.is_alpha or before.tag_ == "POS") and verb.tag_ in ("VB", "VBP", "NNP")


def verb_over(token: Token) -> int | None:
    """The number of the verb that the token hangs on, through nouns; None for none."""
    node = token
    for _ in range(STEPS):
        if node.head.i == node.i:
            return None
        node = node.head
        if node.pos_ == "VERB":
            return node.i
    return None


def is_to_come(verb: Token) -> bool:
    """Whether the clause speaks of what may yet happen, or of what did not: will, must, if, to."""
    put = modality(verb)
    until = any(c.dep_ == "mark" and c.lower_ in ("until", "till") for c in verb.near)
    if put in ("future", "possible", "considered", "impossible") or (put == "unreal" and not until):
        return True
    if put == "necessary":
        return not (verb.dep_ == "xcomp" and verb.head.tag_ in ("VBD", "VBN"))  # "had to withdraw"
    return verb.dep_ == "acl" and any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.near)


def speech_above(verb: Token) -> Token | None:
    """The verb of saying that the clause hangs on, or that hangs on it."""
    node = verb
    for _ in range(STEPS):
        if node.head.i == node.i:
            break
        node = node.head
        if is_speech(node):
            return node
    return next((c for c in verb.near if c.dep_ == "parataxis" and is_speech(c)), None)


def has_subject(verb: Token) -> bool:
    """Whether the verb has a subject of its own."""
    return any(c.dep_ in ("nsubj", "nsubj:pass") for c in verb.near)


def has_auxiliary(verb: Token) -> bool:
    """Whether an auxiliary stands with the verb."""
    return any(c.dep_ in ("aux", "aux:pass") for c in verb.near)
