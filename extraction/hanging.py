"""A date's tokens and the head of the clause it dates in; the marks of how the one hangs on the
other, out: by them collation weighs how sure an entry is.
"""

from __future__ import annotations

from collections.abc import Sequence

from extraction.annotations import TimeExpression
from extraction.clauses import is_passive, is_verb
from extraction.climbing import STEPS, has_auxiliary
from extraction.tokens import Token, TokenSpan

PERFECT = "perfect"  # the mark of an undated clause: "has said", nobody knows when
_WE = frozenset("i we my our me us".split())


def hanging(
    date: TokenSpan, head: Token, clause: Sequence[Token], time: TimeExpression
) -> tuple[str, ...]:
    """The marks, sorted; none where the date stands beside the past tense it hangs on."""
    through = nouns_between(date.root, head)
    first, last = sorted((date.start, head.i))
    between = head.doc[min(date.end, first + 1) if date.start < head.i else first + 1 : last]
    verbs = {token.tag_ for token in between if token.pos_ == "VERB"}
    marks = {
        "through a noun": through == 1,
        "through nouns": through > 1,
        "across a verb": bool(verbs & {"VBD", "VBZ", "VBP"}),
        "across a bare verb": bool(verbs & {"VB", "VBG"}),
        "noun": not is_verb(head),
        "participle": head.tag_ == "VBG",
        "bare participle": head.tag_ == "VBN" and not has_auxiliary(head),
        "passive": is_passive(head),
        "relative": head.dep_ in ("acl:relcl", "acl"),
        "inner": head.dep_ in ("ccomp", "xcomp"),
        "had": any(c.dep_ == "aux" and c.lower_ == "had" for c in head.near),
        "first person": any(token.lower_ in _WE for token in clause),
        "from the date before": time.anchor == "previous",
    }
    return tuple(sorted(name for name, holds in marks.items() if holds))


def undated(head: Token) -> tuple[str, ...]:
    """The marks of a clause that nothing dates."""
    has = any(c.dep_ == "aux" and c.lower_ in ("have", "has", "'ve", "’ve") for c in head.near)
    return (PERFECT,) if has else ()


def nouns_between(root: Token, head: Token) -> int:
    """Nouns on the way up from a date to a head above it."""
    node, nouns = root, 0
    for _ in range(STEPS):
        if node.i == head.i or node.head.i == node.i:
            break
        nouns += node.i != root.i and node.pos_ in ("NOUN", "PROPN")
        node = node.head
    return nouns
