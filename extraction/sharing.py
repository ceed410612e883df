"""A dated clause's head in; the other clauses of its sentence that its date holds for too, out.

"On Monday she flew to Leeds and signed the lease": one date, two verbs. A date is shared along
coordination, by participles behind the verb, and between a clause and its "when", "as", "while".
"""

from __future__ import annotations

from collections.abc import Callable, Container

from extraction.clauses import is_verb, lemma, modality
from extraction.climbing import has_auxiliary, has_subject
from extraction.tokens import Token, TokenSpan

_LATER = frozenset(
    """later since previously now eventually subsequently still already ago once formerly
    finally""".split()
)
_SAME_TIME = frozenset(("when", "as", "while"))
_WITH = frozenset(("with", "by", "as", "while", "when"))
_STATES = frozenset("be have seem remain mean know think believe want need like love own".split())


def sharing(
    head: Token, date: TokenSpan, dated: Container[int], has_time: Callable[[Token], bool]
) -> list[Token]:
    """The heads of the other clauses that the date of `head` dates, in text order.

    `dated` holds the numbers of heads with dates of their own; `has_time` says whether a clause
    holds a time expression.
    """
    if head.pos_ != "VERB":
        return []

    def is_free(verb: Token) -> bool:
        return verb.i not in dated and verb.pos_ == "VERB" and not has_time(verb)

    found = [c for c in head.near if is_free(c) and (_goes_on(head, c) or _goes_with(head, c))]
    for own in head.near:
        if _is_at_once(own):  # "lost when they met and quarrelled"
            found += [c for c in own.near if is_free(c) and _goes_on(own, c)]
    above = head.head
    if head.dep_ == "conj" and is_free(above) and _is_before(above, head, date):
        found.append(above)
    if _is_at_once(head) and is_free(above) and _is_told(above) and above.i != head.i:
        found.append(above)
    return sorted(found, key=lambda token: token.i)


def _goes_on(head: Token, verb: Token) -> bool:
    """ "… and signed the lease": coordinated, told in the same tense, no "later" before it."""
    if verb.dep_ != "conj" or verb.i < head.i or not (_is_told(verb) and _is_told(head)):
        return False
    return not any(c.lower_ in _LATER for c in verb.near if c.i < verb.i)


def _goes_with(head: Token, verb: Token) -> bool:
    """ "…, opening the new hall": a participle behind the verb, of the same moment."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.i < head.i or not _is_told(head):
        return False
    marks = {c.lower_ for c in verb.near if c.dep_ in ("mark", "case")}
    return marks <= _WITH


def _is_before(first: Token, head: Token, date: TokenSpan) -> bool:
    """ "Ten were led away and two were hurt on Monday": the last of the two holds both's date."""
    if date.start < head.i or not (_is_told(first) and _is_told(head)):
        return False
    verbs = [c for c in first.near if c.dep_ == "conj"]
    return verbs[-1].i == head.i


def _is_at_once(verb: Token) -> bool:
    return verb.dep_ in ("advcl", "advcl:relcl") and any(
        c.lower_ in _SAME_TIME and c.dep_ in ("mark", "advmod") for c in verb.near
    )


def _is_told(verb: Token) -> bool:
    """Whether the clause tells something that happened, in the past tense or the perfect."""
    if lemma(verb) in _STATES or not is_verb(verb) or modality(verb) != "actual":
        return False
    if verb.tag_ == "VBD":
        return True
    # A tagger takes "overturned" for a participle, even in "a bus overturned".
    return verb.tag_ == "VBN" and (has_auxiliary(verb) or has_subject(verb))
