"""A time expression's tokens in; the verb or noun of the clause that it dates, out.

A date belongs to a clause, not to a sentence: "Rubio said Saturday that 10 more were deported"
dates the statement.
"""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from extraction.clauses import is_verb, lemma, modality

STEPS = 10  # up the tree from a date to its verb; no clause needs more
ADJACENT = 4  # words between a verb and the date that follows it: "told the reporters on"
_MODIFIERS = frozenset(
    ("compound", "amod", "nmod:poss", "nummod", "nmod:desc", "nmod:unmarked", "nmod:tmod")
)
_NOMINAL = frozenset(("NOUN", "PROPN", "NUM", "PRON", "SYM", "X"))
_PICTURES = frozenset("photo photograph picture image frame video handout screengrab".split())
_OBJECTS = frozenset(("obj", "iobj", "det", "case", "compound", "advmod", "compound:prt", "amod"))
_SET_APART = frozenset(("after", "before", "until", "since"))

SPEECH = frozenset(
    """say tell announce add claim argue insist acknowledge admit deny warn report reiterate ask
    assure urge state declare confirm note suggest explain comment vow promise pledge describe
    criticize criticise accuse tweet write post reveal respond reply testify allege contend
    maintain stress concede predict demand condemn praise defend reject dismiss apologize thank
    signal quote speak insist disclose""".split()
)


def dated_clause(tokens: TokenSpan, looks_ahead: bool) -> tuple[Token, float] | None:
    """The head of the clause that the tokens date, and how surely (0 to 1); None for a name.

    `looks_ahead` says that the date lies after publication. What is still to come cannot have
    been dated in the past: "said he would not return, in a meeting today" dates the saying.
    """
    root = tokens.root
    head = root.head
    while head.pos_ == "ADJ" and head.dep_ == "amod" and head.head.i > head.i:
        head = head.head  # "the January executive order"
    if root.dep_ in _MODIFIERS and head.pos_ in ("PROPN", "NOUN") and head.i >= tokens.end:
        # "Tuesday's ruling", "the January order" date a noun; "the 1798 Alien Act" is a name.
        if lemma(head) in _PICTURES or any(lemma(c) in _PICTURES for c in head.children):
            return _verb_above(head)  # "In this Monday, May 6 file photo, Roe leaves court"
        return None if head.pos_ == "PROPN" or root.text.isdigit() else (head, 0.7)
    found = _verb_above(root)
    left = _verb_just_before(tokens)
    if left is not None and (found is None or found[0].i > tokens.start):
        found = left, 0.95
    if found is None or _is_set_against(tokens, found[0]):
        return None
    verb, sure = found
    if _is_conditional(verb):
        return None  # "would travel if he was not back this week"
    last = tokens.end >= tokens[0].sent.end - 1
    if last and verb.dep_ == "acl" and is_speech(tokens[0].sent.root):
        return tokens[0].sent.root, 0.8 * sure  # "said …, in a meeting dominated by trade today"
    if verb.tag_ == "VBG" and verb.dep_ == "acl" and (above := _verb_above(verb.head)):
        verb, sure = above[0], 0.9 * sure  # "killed two people working for the firm on Monday"
    if not looks_ahead and is_to_come(verb):
        speech = _speech_above(verb)
        return None if speech is None else (speech, 0.8 * sure)
    return verb, sure


def is_to_come(verb: Token) -> bool:
    """Whether the clause speaks of what may yet happen: will, would, if, to."""
    if modality(verb) in ("future", "possible", "considered"):
        return True
    return verb.dep_ == "acl" and any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)


def _is_set_against(tokens: TokenSpan, verb: Token) -> bool:
    """Whether an "after" or "before" of the verb's own clause stands between the two.

    "The fire on Monday, weeks after Roe said so, killed two": no parse makes Monday say's.
    """
    marks = (c for c in verb.children if c.dep_ == "mark" and c.lower_ in _SET_APART)
    return any(tokens.end <= mark.i < verb.i for mark in marks)


def _is_conditional(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.children)


def is_speech(verb: Token) -> bool:
    """Whether the verb reports what somebody says: "rule out" does, "rule" does not."""
    particles = {c.lower_ for c in verb.children if c.dep_ == "compound:prt"}
    return lemma(verb) in SPEECH or (lemma(verb), *particles) in {("rule", "out"), ("call", "for")}


def _verb_above(root: Token) -> tuple[Token, float] | None:
    node, sure = root, 1.0
    for _ in range(STEPS):
        head = node.head
        if head is node:
            return (node, 0.6 * sure) if is_verb(node) or node.pos_ == "NOUN" else None
        if is_verb(head) or head.pos_ == "AUX":
            return head, sure
        if head.pos_ not in _NOMINAL and head.pos_ not in ("ADJ", "ADV", "ADP"):
            return None
        node, sure = head, sure * 0.95
    return None


def _verb_just_before(tokens: TokenSpan) -> Token | None:
    """ "said today he had …": the parser likes the later verb, the reader the nearer one."""
    doc = tokens.doc
    for index in range(tokens.start - 1, max(-1, tokens.start - 1 - ADJACENT), -1):
        token = doc[index]
        if token.is_punct or (token.is_sent_start and index < tokens.start - 1):
            return None
        if token.pos_ == "VERB" and token.dep_ not in ("amod", "compound"):
            return token
        if token.dep_ not in _OBJECTS:
            return None
    return None


def _speech_above(verb: Token) -> Token | None:
    node = verb
    for _ in range(STEPS):
        if node.head is node:
            break
        node = node.head
        if is_speech(node):
            return node
    return next((c for c in verb.children if c.dep_ == "parataxis" and is_speech(c)), None)
