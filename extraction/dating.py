"""A time expression's tokens in; the verb or noun of the clause that it dates, out.

A date belongs to a clause, not to a sentence: "Rubio said Saturday that 10 more were deported"
dates the statement.
"""

from __future__ import annotations

from extraction.clauses import is_verb, lemma, modality
from extraction.climbing import (
    clause_above,
    has_auxiliary,
    has_subject,
    is_in_name,
    is_nominal,
    is_to_come,
    speech_above,
    verb_above,
)
from extraction.dated_nouns import doing, held_at, noun_apart, noun_dated
from extraction.speaking import SPEECH_NOUNS, is_speech
from extraction.tokens import Token, TokenSpan

REPORT = 9  # words from "according" to a date of its phrase
ADJACENT = 4  # words between a verb and the date that follows it: "told the reporters on"
_PICTURES = frozenset("photo photograph picture image frame video handout screengrab".split())
_OBJECTS = frozenset(("obj", "iobj", "det", "case", "compound", "advmod", "compound:prt", "amod"))
_SET_APART = frozenset(("after", "before", "until", "since"))
_DURING = frozenset(("in", "at", "during", "with"))  # "in his Monday tweets, he claimed"
_LIGHT = frozenset("be get become see come go bring have face".split())
_PARTICIPLES = frozenset(("advcl", "acl", "xcomp", "csubj"))
_ASPECTS = frozenset("begin start stop continue keep finish help get try go come manage".split())
_ISSUED = frozenset("release issue make give deliver send".split())
_RANKED = frozenset("first second third fourth last latest only".split())
_RELATIVE = frozenset(("acl", "acl:relcl"))


def dated_clause(tokens: TokenSpan, looks_ahead: bool) -> tuple[Token, float] | None:
    """The head of the clause that the tokens date, and how surely (0 to 1); None for a name.

    `looks_ahead` says that the date lies after publication. What is still to come cannot have
    been dated in the past: "said he would not return, in a meeting today" dates the saying.
    """
    found = _found(tokens)
    if found is None:
        return None
    verb, sure = found
    if _is_set_against(tokens, verb):
        above = clause_above(verb)
        if above is None:
            below = _main_below(tokens, verb)
            return None if below is None else (below, 0.9 * sure)
        if (_is_after_or_before(tokens, verb) or above.i < tokens.start) and not _is_told_before(
            tokens, above
        ):
            return None
        verb, sure = above, 0.9 * sure  # "In 2010, as questions rose, they resigned"
    if not is_verb(verb):
        return verb, sure
    if not looks_ahead and _is_first_to(verb):
        return verb, 0.9 * sure  # "becoming the first city to ban cars in 2019"
    if _is_conditional(verb):
        return None  # "would travel if he was not back this week"
    last = tokens.end >= tokens[0].sent.end - 1
    if last and verb.dep_ == "acl" and is_speech(tokens[0].sent.root):
        return tokens[0].sent.root, 0.8 * sure  # "said …, in a meeting dominated by trade today"
    if verb.tag_ == "VBG" and verb.dep_ == "acl" and (other := verb_above(verb.head)):
        verb, sure = other[0], 0.9 * sure  # "killed two people working for the firm on Monday"
    if not looks_ahead and verb.dep_ == "xcomp" and verb.tag_ == "VB":
        above = clause_above(verb)
        if above is not None and above.i < verb.i and above.tag_ in ("VBD", "VBN"):
            return above, 0.95 * sure  # "threatened to sue last year"
    if not looks_ahead and is_to_come(verb):
        purposed = _purposed(tokens, verb)
        if purposed is not None:
            return purposed, 0.85 * sure
        told = verb.tag_ in ("VBD", "VBN") and modality(verb) == "unreal"
        speech = None if told else speech_above(verb)  # "predicted that it had risen in May"
        return None if speech is None else (speech, 0.8 * sure)
    return verb, sure


def _is_told_before(tokens: TokenSpan, above: Token) -> bool:
    """ "Police fired on Monday night after the crowd had come": fired then, no verb between."""
    between = above.doc[above.i + 1 : tokens.start]
    told = above.tag_ == "VBD" or (above.tag_ == "VBN" and has_auxiliary(above))
    return above.i < tokens.start and told and not any(
        t.pos_ == "VERB" and t.tag_ in ("VBD", "VBZ", "VBP") for t in between
    )  # fmt: skip


def _purposed(tokens: TokenSpan, verb: Token) -> Token | None:
    """The past verb under which an infinitive ends with the date: "had shown a wish to talk peace
    last month", "flew to Leeds to speak on Thursday"."""
    if verb.tag_ != "VB" or verb.dep_ not in ("acl", "advcl") or tokens.start < verb.i:
        return None
    above = clause_above(verb)
    if above is None or above.i > verb.i or above.tag_ not in ("VBD", "VBN") or is_to_come(above):
        return None
    return above if above.tag_ == "VBD" or has_auxiliary(above) else None


def _found(tokens: TokenSpan) -> tuple[Token, float] | None:
    root = tokens.root
    left = _verb_just_before(tokens)
    if left is not None and left.i == tokens.start - 1 and not _is_possessive(tokens):
        if left.i == left.sent.start:
            left = _told_by(tokens, left)
        return left, 0.95  # "said Tuesday Roe's remarks were wrong"
    if _is_by_report(tokens):
        return None  # "was allowed to, according to a filing on Monday": only the filing is dated
    shown = _shown(tokens)
    if shown is not None:
        return shown, 0.9
    noun = noun_dated(tokens)
    if noun is not None:
        held = held_at(noun)
        if held is not None:
            return held, 0.9
        if lemma(noun) in _PICTURES or any(lemma(c) in _PICTURES for c in noun.near):
            return verb_above(noun)  # "In this Monday, May 6 file photo, Roe leaves court"
        if noun.pos_ == "PROPN" or (tokens.text.isdigit() and len(tokens.text) == 4):
            return None
        made = next((c for c in noun.near if c.dep_ == "acl" and c.tag_ == "VBN"), None)
        if made is not None and made.i == noun.i + 1:
            return made, 0.9  # "a May 2 memo written by Roe"
        done = next((c for c in noun.near if doing(c, noun)), None)
        if done is not None:
            return done, 0.9  # "last week's attack in Leeds that killed two"
        cases = {c.lower_ for c in noun.near if c.dep_ == "case"}
        verb = verb_above(noun)
        if noun.dep_ == "obl" and verb and cases & _DURING and is_verb(verb[0]):
            sure = 0.9 if lemma(noun) in SPEECH_NOUNS else 0.75
            return verb[0], sure  # "in his Monday tweets, he claimed"
        return noun, 0.7
    if root.dep_ == "conj" and is_verb(root.head):
        following = _verb_with_subject(tokens)  # "they met and last year Roe left"
        return None if following is None else (following, 0.8)
    found = verb_above(root)
    if left is not None and (found is None or found[0].i > tokens.start):
        found = left, 0.95
    after = _verb_just_after(tokens)
    if after is not None and (found is None or not _is_closed(found[0], tokens)):
        found = after, 0.95
    clause = _when_clause(tokens)
    if clause is not None and (
        found is None or found[1] < 0.95 or lemma(found[0]) in _LIGHT or found[0].pos_ != "VERB"
    ):
        return clause, 0.9
    if found is None or not is_verb(found[0]):
        return found
    head, sure = found
    other = noun_apart(tokens, head)
    if other is not None:
        return other, 0.7
    if _is_beside(tokens, head):
        sure = 1.0
    told = _told_by(tokens, head)
    return (told, sure) if told.i > tokens.end else (_after_fronted(tokens) or told, sure)


def _shown(tokens: TokenSpan) -> Token | None:
    """The verb of a caption: "Roe weeps after the race in Leeds, Sunday, Nov. 13, 2016."."""
    root, last = tokens.sent.root, tokens.end >= tokens.sent.end - 1
    comma = tokens.start > tokens.sent.start and tokens.doc[tokens.start - 1].text == ","
    dated = len(tokens) >= 4 and tokens[-1].text.isdigit() and len(tokens[-1].text) == 4
    return root if last and comma and dated and root.tag_ in ("VBZ", "VBP") else None


def _is_beside(tokens: TokenSpan, verb: Token) -> bool:
    """ "Roe on Saturday told": beside its verb, whatever the date hangs on."""
    noun = tokens.root.head
    subject = noun.dep_ in ("nsubj", "nsubj:pass") and noun.head.i == verb.i
    return subject and noun.i < tokens.start and tokens.end <= verb.i <= tokens.end + 2


def _after_fronted(tokens: TokenSpan) -> Token | None:
    """The verb after a date that begins a sentence, though the parser saw no end before it.

    "It moves to the U.S. On Monday, Roe made an offer."
    """
    doc, first = tokens.doc, tokens.start
    while first and doc[first - 1].dep_ == "case":
        first -= 1
    begins = first > tokens.sent.start and doc[first].is_title and doc[first - 1].text[-1] == "."
    if not begins:
        return None
    return _verb_with_subject(tokens)


def _verb_with_subject(tokens: TokenSpan) -> Token | None:
    """The next verb after the date that has a subject of its own."""
    for token in tokens.doc[tokens.end : tokens.sent.end]:
        if token.pos_ == "VERB" and has_subject(token):
            return token
    return None


def _is_by_report(tokens: TokenSpan) -> bool:
    """Whether the date stands in a phrase that begins with "according to"."""
    doc = tokens.doc
    for at in range(tokens.start - 1, max(tokens.sent.start, tokens.start - REPORT), -1):
        if doc[at].lower_ == "according":
            return True
        if doc[at].text in (",", ";") or doc[at].tag_ in ("VBD", "VBZ", "VBP"):
            return False
    return False


def _verb_just_after(tokens: TokenSpan) -> Token | None:
    """The verb of "Roe on Nov. 2, 2017, announced": what stands between it and its subject."""
    doc, first, at = tokens.doc, tokens.start, tokens.end
    while first and doc[first - 1].dep_ == "case":
        first -= 1
    if first == tokens.sent.start or doc[first - 1].pos_ not in ("PROPN", "NOUN", "PRON"):
        return None
    while at < len(doc) and (doc[at].text == "," or doc[at].pos_ == "ADV"):
        at += 1
    known = at < len(doc) and doc[at].tag_ == "VBD" and doc[at].pos_ == "VERB"
    return doc[at] if known else None


def _is_closed(verb: Token, tokens: TokenSpan) -> bool:
    """ "Roe, who joined in January, scored": before the date stands its verb, no comma between."""
    told = verb.tag_ in ("VBD", "VBN") and verb.i < tokens.start
    return told and not any(token.text == "," for token in verb.doc[verb.i : tokens.start])


def _is_possessive(tokens: TokenSpan) -> bool:
    return tokens.end < len(tokens.doc) and tokens.doc[tokens.end].tag_ == "POS"


def _when_clause(tokens: TokenSpan) -> Token | None:
    """The verb of "on Monday, when he declared"; None where it has no subject of its own."""
    doc = tokens.doc
    at = tokens.end + (tokens.end < len(doc) and doc[tokens.end].text == ",")
    if at >= len(doc) or doc[at].lower_ != "when":
        return None
    verb = doc[at].head
    own = any(c.dep_ in ("nsubj", "nsubj:pass") for c in verb.near)
    return verb if own and verb.i > at and is_verb(verb) else None


def _told_by(tokens: TokenSpan, verb: Token) -> Token:
    """The main verb, where the one found only frames it or an aside is closed before the date."""
    above = verb.head
    if above.i == verb.i or not is_verb(above) or is_nominal(above):
        above = clause_above(verb) or verb
    if above.i == verb.i:
        return verb
    bare = verb.dep_ in _PARTICIPLES and not has_subject(verb)
    framed = bare and verb.tag_ == "VBG"
    asked = bare and verb.tag_ == "VBN" and is_speech(verb)  # "Asked Tuesday about it, Roe said"
    if (framed or asked) and tokens.end <= above.i and verb.i < above.i and is_verb(above):
        return above  # "Speaking to reporters on Monday, Roe said"
    if verb.dep_ == "xcomp" and lemma(above) in _ASPECTS:
        return above  # "started dating in 2014"
    noun = verb.head
    if verb.dep_ == "acl" and lemma(verb) in _ISSUED and lemma(noun) in SPEECH_NOUNS:
        speech = clause_above(verb)
        if speech is not None and is_speech(speech):
            return speech  # "in a statement released on Tuesday, they said"
    marks = {c.lower_ for c in verb.near if c.dep_ in ("mark", "advmod", "case")}
    if verb.tag_ == "VBG" and "in" in marks:
        return above  # "in operating income last week"
    if framed and "while" in marks and is_verb(above):
        return above  # "met while filming in Leeds in 2014"
    known = verb.dep_ in ("parataxis", "advcl") and verb.tag_ == "VBN" and not has_subject(verb)
    aside = (verb.dep_ in _RELATIVE or known) and _closes_aside(tokens, verb)
    return above if aside else verb


def _closes_aside(tokens: TokenSpan, verb: Token) -> bool:
    """Whether commas stand around the aside: "seen with Roe, best known for A, in May"."""
    first = tokens.start
    while first and tokens.doc[first - 1].dep_ == "case":
        first -= 1
    if not first or tokens.doc[first - 1].text != ",":
        return False
    return any(c.text == "," and c.i < verb.i for c in (*verb.near, verb.nbor(-1))
               if verb.i) and clause_above(verb) is not None  # fmt: skip


def _is_set_against(tokens: TokenSpan, verb: Token) -> bool:
    """Whether the verb's own clause begins, with an "after" or "as", only behind the date.

    "The fire on Monday, weeks after Roe said so, killed two": no parse makes Monday say's.
    """
    marks = (c for c in verb.near if c.dep_ == "mark" or c.lower_ == "when")
    behind = tokens.end + 1  # "on Monday, when he declared"
    return any(
        tokens.end <= mark.i < verb.i and not (mark.lower_ == "when" and mark.i <= behind)
        for mark in marks
        if mark.lower_ != "to"
    )


def _is_after_or_before(tokens: TokenSpan, verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in _SET_APART and c.i == tokens.end for c in verb.near)


def _main_below(tokens: TokenSpan, verb: Token) -> Token | None:
    """The main verb that the parser hung below the clause set before it.

    "Last month, after a court said they must go, Roe wrote": a date that begins the sentence is
    of the verb behind the comma.
    """
    if tokens.start != tokens.sent.start:
        return None
    for child in verb.near:
        first = min((c.i for c in child.near if c.dep_ in ("nsubj", "nsubj:pass")), default=0)
        told = child.i > verb.i and is_verb(child) and child.tag_ in ("VBD", "VBZ", "VBP")
        if told and verb.i < first < child.i and verb.doc[first - 1].text == ",":
            return child
    return None


def _is_first_to(verb: Token) -> bool:
    """Whether an infinitive says what somebody was the first, or the only one, to do."""
    to = next((c for c in verb.near if c.dep_ == "mark" and c.lower_ == "to"), None)
    if verb.tag_ != "VB" or to is None or not to.i:
        return False
    noun = verb.doc[to.i - 1]
    return noun.pos_ in ("NOUN", "PROPN") and any(c.lower_ in _RANKED for c in noun.near)


def _is_conditional(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.near)


def _verb_just_before(tokens: TokenSpan) -> Token | None:
    """ "said today he had …": the parser likes the later verb, the reader the nearer one."""
    doc = tokens.doc
    for index in range(tokens.start - 1, max(-1, tokens.start - 1 - ADJACENT), -1):
        token = doc[index]
        if token.is_punct or (token.is_sent_start and index < tokens.start - 1):
            return None
        if token.pos_ == "VERB" and token.dep_ not in ("amod", "compound"):
            return None if is_in_name(token) else token
        if token.dep_ not in _OBJECTS:
            return None
    return None
