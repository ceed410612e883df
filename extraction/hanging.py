"""A date's tokens and the head of the clause it dates in; the marks of how the one hangs on the
other, out: by them collation weighs how sure an entry is.
"""

from __future__ import annotations

from extraction.annotations import TimeExpression
from extraction.clauses import is_passive, is_verb
from extraction.climbing import STEPS, has_auxiliary
from extraction.tokens import Token, TokenSpan

FAR = 12  # words between a date and its verb


def hanging(date: TokenSpan, head: Token, time: TimeExpression) -> tuple[str, ...]:
    """The marks, sorted; none where the date stands beside the past tense it hangs on."""
    through, reached, name = _path(date.root, head)
    first, last = sorted((date.start, head.i))
    between = head.doc[min(date.end, first + 1) if date.start < head.i else first + 1 : last]
    marks = {
        "off the tree": not reached,
        "through a noun": through == 1,
        "through nouns": through > 1,
        "through a name": name,
        "before": date.start < head.i,
        "far": last - first > FAR,
        "across a verb": any(t.pos_ == "VERB" and t.tag_ in ("VBD", "VBZ", "VBP") for t in between),
        "across a bare verb": any(t.pos_ == "VERB" and t.tag_ in ("VB", "VBG") for t in between),
        "across a comma": any(t.text == "," for t in between) and date.start > head.i,
        "present": head.tag_ in ("VBZ", "VBP"),
        "infinitive": head.tag_ == "VB",
        "participle": head.tag_ == "VBG",
        "bare participle": head.tag_ == "VBN" and not has_auxiliary(head),
        "noun": not is_verb(head),
        "passive": is_passive(head),
        "relative": head.dep_ in ("acl:relcl", "acl"),
        "adverbial": head.dep_ == "advcl",
        "inner": head.dep_ in ("ccomp", "xcomp"),
        "from the date before": time.anchor == "previous",
    }  # fmt: skip
    return tuple(sorted(name for name, holds in marks.items() if holds))


def _path(root: Token, head: Token) -> tuple[int, bool, bool]:
    """Nouns between a date and a head above it, whether it is above, whether one is a name."""
    node, nouns, named = root, 0, False
    for _ in range(STEPS):
        if node.i == head.i:
            return nouns, True, named
        if node.i != root.i and node.pos_ in ("NOUN", "PROPN"):
            nouns += 1
            named = named or node.pos_ == "PROPN"
        if node.head.i == node.i:
            break
        node = node.head
    return nouns, node.i == head.i, named
