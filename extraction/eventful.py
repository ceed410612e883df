"""A clause's head in; whether it tells of something that happened, out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.clauses import is_negated, lemma, subject
from extraction.climbing import is_to_come
from extraction.speaking import is_speech
from extraction.tokens import Token, TokenSpan

MOST_HEADS = 6  # clauses of one sentence that can tell an event undated
_STATES = frozenset(
    """be have seem remain mean know think believe want need like love hope contain belong
    exist own consist include resemble deserve depend cost comprise
    expect forecast project estimate""".split()
)
_STAMPS = frozenset("update publish post copyright file correct revise".split())
_DAYS = frozenset(("day", "part of day", "hour", "minute"))
_GERUND_AFTER = frozenset("for of from about against without despite instead".split())
_ANY = frozenset("any every each no".split())
_GALLERY = re.compile(r"\b(?:slideshow|slide show|photo gallery)\b.*\b\d+ of \d+\b", re.IGNORECASE)
_HEADLINES = 6  # words in capitals that make a list of links of a sentence without an end


def is_event(head: Token, precision: str, ahead: bool) -> bool:
    """Whether the clause tells an event, not a state, an order, a stamp, a title or a wish."""
    if head.copular:
        return False  # "was a close adviser in May"
    if head.pos_ not in ("VERB", "AUX"):
        return not _is_links(head.sent)
    habit = _is_habit(head) and not ahead
    if (precision not in _DAYS or lemma(head) == "appear") and (_is_state(head) or habit):
        return False
    if head.dep_ == "acl" and any(c.lower_ in _ANY for c in head.head.near):
        return False  # "any telephone released in 2017"
    if _is_order(head) or _is_stamp(head) or _is_reason(head):
        return False
    if any(c.dep_ == "aux" and c.lower_ in ("could", "might", "may") for c in head.near):
        return False  # "Roe could win in the fall"
    return not _is_links(head.sent)


def told_heads(sentence: TokenSpan, headline: bool) -> Iterator[Token]:
    """The verbs of a sentence that assert something past or, in a headline, present."""
    found, root = 0, sentence.root
    for token in sentence:
        if token.pos_ != "VERB" or not _asserts(token, root):
            continue
        finite = token.tag_ == "VBD" or _has_auxiliary(token)
        says = token.tag_ in ("VBZ", "VBP") and is_speech(token)
        if not (finite or says or (headline and token.tag_ != "VB")):
            continue
        if is_to_come(token) or is_negated(token) or _is_state(token):
            continue
        if subject(token) is None or (token.dep_ == "acl:relcl" and is_speech(token)):
            continue
        yield token
        found += 1
        if found == MOST_HEADS:
            return


def _asserts(verb: Token, root: Token) -> bool:
    """Whether the sentence asserts the clause itself."""
    if verb.i == root.i or verb.dep_ in ("parataxis", "acl:relcl"):
        return True
    return verb.dep_ in ("conj", "advcl", "ccomp") and (
        is_speech(verb) or (verb.dep_ == "conj" and verb.head.i == root.i)
    )


def _has_auxiliary(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "aux:pass") and lemma(c) in ("have", "be") for c in verb.near)


def _is_state(verb: Token) -> bool:
    """ "Appeared before the panel" tells what happened, "appeared to be" what was."""
    if lemma(verb) == "appear":
        present = verb.tag_ in ("VBZ", "VBP")
        return present or any(c.dep_ == "xcomp" for c in verb.near)
    return lemma(verb) in _STATES


def _is_habit(verb: Token) -> bool:
    """ "The file covers the 1970s": what is so is not what happened."""
    if verb.tag_ not in ("VBZ", "VBP") or verb.lower_.endswith("ed"):
        return False  # "subpoenaed" is no present, whatever the tagger thinks of it
    return not is_speech(verb) and not _has_auxiliary(verb)


def _is_order(verb: Token) -> bool:
    """ "Download the update": a plain verb with neither subject nor auxiliary."""
    if verb.tag_ not in ("VB", "VBP") or verb.dep_ not in ("ROOT", "conj", "parataxis"):
        return False
    roles = {c.dep_ for c in verb.near}
    if roles & {"nsubj", "nsubj:pass", "aux", "mark", "aux:pass"}:
        return False
    return verb.dep_ == "ROOT" or (verb.tag_ == "VB" and subject(verb) is None)


def _is_stamp(verb: Token) -> bool:
    """ "Updated 9:15 p.m. Tuesday", "originally appeared on …": about the page, not the world."""
    if lemma(verb) == "appear" and any(c.lower_ == "originally" for c in verb.near):
        return True
    after = verb.i + 1 < len(verb.doc) and verb.nbor(1).text == ":"
    if lemma(verb) in _STAMPS and after:
        return True
    if lemma(verb) not in _STAMPS or verb.dep_ in ("acl", "acl:relcl", "conj", "xcomp"):
        return False
    return subject(verb) is None and not any(c.dep_ == "obj" for c in verb.near)


def _is_reason(verb: Token) -> bool:
    """ "For withdrawing on Tuesday": what is named as a reason or a topic is not told."""
    if verb.tag_ != "VBG":
        return False
    roles = ("mark", "case")
    return any(c.dep_ in roles and c.lower_ in _GERUND_AFTER for c in verb.near)


def _is_links(sentence: TokenSpan) -> bool:
    """A list of headlines run together, as pages print between paragraphs."""
    if _GALLERY.search(sentence.text):
        return True
    if sentence[-1].text in (".", "!", "?", "”", '"', "'", "’"):
        return False
    shouted = sum(token.is_upper and len(token) > 3 for token in sentence)
    return shouted >= _HEADLINES
