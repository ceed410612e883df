"""Two sentences between marks in; whether they print one sentence in other words, and where, out.

Two printings of one sentence agree in a run of words that says something; what they differ in
stands between such runs, or at an end to which both print it. What only one of them goes on with
is a cut, and what stands for a hole is the outlet's own mark of one: neither is a difference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.fuzz import ratio

from collation.differences.printings import HOLE, Printed
from collation.differences.telling import weight
from collation.differences.words import stem
from collation.wording import is_function, key_of
from extraction.annotations import Span

_SPELLING = 80.0  # of rapidfuzz's ratio: "colour" and "colur" are one word
_FEW, _MOST = 6, 8  # words at an end, and within, that may stand for others
_MASK = re.compile(r"\b[A-Za-z](?:\*+|_+|--+|[–—]+)")
_STARS = 4  # characters behind a word that may stand for its letters
_TAIL = 3  # words at the end: with more each goes on with something else
_RUN = 3  # words on end
_PIECE = 6  # words of one person's that can be known again in a longer sentence
_SHORT = 9  # words of a slogan or an exclamation
_DENSE = 0.55  # of the words between the first and the last that agree
_LEAST = 4.0  # weight of what agrees of one speaker
_LOOSE = 5.0  # the same, of nobody's words, a slogan's
_RARE = 8.5  # weight of what agrees: less is a phrase that anybody uses
_WEIGHTY = 13.0  # the same, of a piece of a long sentence
_SURE = 16.0  # the same, of words of which nobody knows who said them
_WHOLE = 8  # words that agree for a small word to count
_LEAST_CUT = 4  # words: fewer are a term
_LED = 30  # characters before a quotation in which its outlet may say the same itself

_FILLERS = frozenset(
    "a an the that this and but or so well just very really oh uh um like you know i mean now "
    "then actually too also right okay ok yes yeah no here there sort kind".split()
)
#: Small words of which a transcriber takes one for another: they count in long sentences only.
_SMALL = (
    frozenset({"the", "a", "an", "that", "this", "these", "those", "any"}),
    frozenset({"has", "have", "had", "do", "does", "did", "be", "been"}),
    frozenset({"till", "until"}),
    frozenset({"in", "on", "at", "to", "toward", "towards", "of", "for", "inside", "into"}),
    frozenset({"someone", "somebody", "anyone", "anybody", "everyone", "everybody"}),
    frozenset({"who", "that", "which", "whom"}),
    frozenset({"and", "but", "so", "well", "because"}),
    frozenset({"they", "have", "we", "has"}),
    frozenset({"will", "would", "shall", "should"}),
    frozenset({"is", "are", "has"}),
)
#: Of these one group for another changes when it is so, or of whom it is said.
_WHO_WHEN = (
    frozenset({"is", "are", "am"}), frozenset({"was", "were"}),
    frozenset({"i", "we", "me", "us"}), frozenset({"they", "them", "he", "she", "him", "her"}),
    frozenset({"you"}),
    frozenset({"my", "our"}), frozenset({"their", "his", "her", "its"}), frozenset({"your"}),
    frozenset({"this", "these"}), frozenset({"that", "those"}),
)  # fmt: skip
_CLITIC = frozenset({"is", "has"})
#: Words whose loss before a quotation that begins later changes what it says.
_TURNING = frozenset("not never no hardly if unless almost nearly without neither nor".split())


@dataclass(frozen=True, slots=True)
class Change:
    """The words, as key numbers from and to, in which two printings differ; `agree` weighs what
    they share."""

    one: tuple[int, int]
    other: tuple[int, int]
    agree: float
    dense: float
    small: bool  # only words that a transcriber takes for one another: "to the", "the"


_Op = tuple[str, int, int, int, int]


def compare(a: Printed, b: Printed) -> Change | None:
    """Where two printings of one sentence have other words; None where they are two sentences, or
    do not differ."""
    matcher = SequenceMatcher(None, a.roots, b.roots, autojunk=False)
    ops = _core(a, b, matcher.get_opcodes())
    agreeing = [op for op in ops if op[0] == "equal"]
    words = sum(op[2] - op[1] for op in agreeing)
    if not words:
        return None
    agree = _weight({r for _, i1, i2, _, _ in agreeing for r in a.roots[i1:i2]})
    wide = max(agreeing[-1][2] - agreeing[0][1], agreeing[-1][4] - agreeing[0][3])
    dense = words / wide
    if not _one_sentence(a, b, agreeing, dense):
        return None
    found: list[tuple[bool, int, _Op]] = []
    for number, op in enumerate(ops):
        strength = _strength(a, b, ops, number, words)
        if strength:
            found.append((strength < 2, number, op))
        for small in _forms(a, b, op, words) if op[0] == "equal" else ():
            found.append((False, number, small))
    if not found:
        return None
    weak, _, (_, i1, i2, j1, j2) = min(found)
    return Change((i1, i2), (j1, j2), agree, dense, weak)


def _weight(roots: set[str] | frozenset[str]) -> float:
    return sum(weight(stem(r)) for r in sorted(roots) if r[:1].isalnum() and not is_function(r))


def _core(a: Printed, b: Printed, ops: Sequence[_Op]) -> list[_Op]:
    """The operations without what agrees by chance at either end: "is", "to the"."""
    kept = list(ops)
    for at in (0, -1):
        while True:
            equal = [op for op in kept if op[0] == "equal"]
            if len(equal) < 2:
                break
            _, i1, i2, _, _ = equal[at]
            near = equal[1] if at == 0 else equal[-2]
            gap = near[1] - i2 if at == 0 else i1 - near[2]
            says = any(not is_function(root) for root in a.roots[i1:i2])
            if (
                (says and i2 - i1 + 2 > gap)
                or i2 - i1 >= _RUN
                or (gap <= 2 and _ends(a, b, equal[at], at))
            ):
                break
            kept = _without(kept, equal[at])
    return kept


def _ends(a: Printed, b: Printed, op: _Op, at: int) -> bool:
    """Whether what agrees stands at the very end of a printing: "without … error"."""
    if at == 0:
        return 0 in (op[1], op[3])
    return op[2] == len(a.keys) or op[4] == len(b.keys)


def _without(ops: list[_Op], gone: _Op) -> list[_Op]:
    """The operations with one made part of what differs around it."""
    at = ops.index(gone)
    low, high = max(0, at - 1), min(len(ops), at + 2)
    first = ops[low] if ops[low][0] != "equal" else gone
    last = ops[high - 1] if ops[high - 1][0] != "equal" else gone
    joined = ("replace", first[1], last[2], first[3], last[4])
    before = ops[:low] if ops[low][0] != "equal" else ops[: low + (low < at)]
    after = ops[high:] if ops[high - 1][0] != "equal" else ops[high - (high - 1 > at) :]
    return [*before, joined, *after]


def _one_sentence(a: Printed, b: Printed, agreeing: Sequence[_Op], dense: float) -> bool:
    """Whether what agrees is so much, in so short sentences, that both print one.

    A whole sentence needs little; of a piece of a long one more must agree, and it must weigh more;
    a few words must be one person's, or, like a slogan, nobody's.
    """
    words = sum(op[2] - op[1] for op in agreeing)
    roots = {r for _, i1, i2, _, _ in agreeing for r in a.roots[i1:i2]}
    agree = _weight(roots)
    shorter, longer = sorted((len(a.keys), len(b.keys)))
    longest = max(op[2] - op[1] for op in agreeing)
    same = a.named and b.named and a.speaker == b.speaker
    if a.named and b.named and not same:
        return words >= 0.85 * longer and words >= _WHOLE and agree >= _SURE
    if sum(not is_function(root) for root in roots) < 2 or dense < _DENSE:
        return False
    if words >= _WHOLE - 1 and words >= 0.6 * longer:
        return agree >= (_LEAST if same or words >= 0.75 * longer else _RARE)
    if words >= _PIECE and longest >= _RUN:
        if words < (_PIECE if same else _WHOLE) or agree < _RARE:
            return False
        if words >= 0.75 * shorter and words >= 0.3 * longer:
            return True
        return words >= 0.6 * shorter and agree >= (_WEIGHTY if same else _SURE)
    if shorter > _SHORT or words < _RUN or longest < 2:
        return False
    if same:
        return words >= 0.75 * shorter and words >= 0.4 * longer and agree >= _RARE
    return not (a.named or b.named) and words >= 0.6 * shorter and agree >= _LOOSE


def _strength(a: Printed, b: Printed, ops: Sequence[_Op], number: int, words: int) -> int:
    """How much an operation tells: 2 a word that says something, 1 a small one, 0 nothing."""
    tag, i1, i2, j1, j2 = ops[number]
    if tag == "equal":
        return 0
    one, other = a.keys[i1:i2], b.keys[j1:j2]
    if HOLE in a.keys[max(0, i1 - 1) : i2 + 1] or HOLE in b.keys[max(0, j1 - 1) : j2 + 1]:
        return 0  # what stands beside a hole may be part of it
    if _masked(a, i1, i2) or _masked(b, j1, j2):
        return 0  # a swear word, told by its first letter
    mine, theirs = tuple(k.form for k in one), tuple(k.form for k in other)
    first, last = number == 0, number == len(ops) - 1
    if first or last:
        if not mine or not theirs:
            return 0  # cut
        if first and not (a.opens and b.opens and max(len(mine), len(theirs)) <= _FEW):
            return 0
        if last and not (a.ends and b.ends and max(len(mine), len(theirs)) <= _TAIL):
            return 0
    elif max(len(mine), len(theirs)) > _MOST:
        return 0
    if not (mine and theirs) and _stammered(a if mine else b, *((i1, i2) if mine else (j1, j2))):
        return 0
    if not (mine and theirs) and {*mine, *theirs} <= _CLITIC:
        row, at = (b, j1) if mine else (a, i1)
        if at and row.covered.text(row.places[at - 1]).endswith(("'s", "’s")):
            return 0  # "nobody's seen" is "nobody has seen"
    return _differs(mine, theirs, words)


def _masked(printed: Printed, begin: int, end: int) -> bool:
    """Whether letters of the words are left out for decency: "f–ing", "s***"."""
    if begin >= end:
        return False
    where = Span(printed.places[begin].start, printed.places[end - 1].end + _STARS)
    return _MASK.search(printed.covered.text(where)) is not None


def _stammered(printed: Printed, begin: int, end: int) -> bool:
    """Whether the words are said twice: "to work to — work to kill"."""
    said, size = printed.forms, end - begin
    return (
        said[begin - size : begin] == said[begin:end] or said[begin:end] == said[end : end + size]
    )


def _differs(mine: tuple[str, ...], theirs: tuple[str, ...], words: int) -> int:
    left, right = "".join(mine), "".join(theirs)
    if left == right or (left and right and ratio(left, right) >= _SPELLING):
        small = {*mine, *theirs}
        return 2 if left != right and all(is_function(key_of(word).root) for word in small) else 0
    if any(c.isdigit() for c in left) != any(c.isdigit() for c in right) and left and right:
        return 0  # a number spelt
    if {left, right} == {"number", "no"}:
        return 0
    if not mine or not theirs:
        extra = mine or theirs
        if set(extra) <= _FILLERS:
            return 1 if words >= _WHOLE and set(extra) <= {"any"} else 0
        if all(any(word in group for group in _SMALL) for word in extra):
            return 1  # "to the world", "has ever told"
        return 2 if len(extra) <= _FEW else 0
    if any(set(mine) <= group and set(theirs) <= group for group in _SMALL):
        return 1 if words >= _WHOLE else 0
    if set(mine) <= _FILLERS and set(theirs) <= _FILLERS:
        return 0
    return 2


def _forms(a: Printed, b: Printed, op: _Op, words: int) -> list[_Op]:
    """Another pronoun or another tense of "be" in words that are otherwise the same."""
    if words < _WHOLE - 1:
        return []
    _, i1, i2, j1, _ = op
    found: list[_Op] = []
    for at in range(i1, i2):
        one, other = a.forms[at], b.forms[at - i1 + j1]
        if one == other:
            continue
        mine = next((n for n, group in enumerate(_WHO_WHEN) if one in group), None)
        theirs = next((n for n, group in enumerate(_WHO_WHEN) if other in group), None)
        if mine is not None and theirs is not None and mine != theirs:
            here = at - i1 + j1
            found.append(("replace", at, at + 1, here, here + 1))
    return found


def turning_cut(whole: Printed, part: Printed) -> int | None:
    """Where a printing begins after words that turn what it says: "not", "one of the".

    The key number in `whole` at which `part` begins; None where it is no such cut. What the outlet
    says itself right before its marks ("is not “a threat”") is none.
    """
    size = len(part.keys)
    if size < _LEAST_CUT or whole.headline or whole.covered.group == part.covered.group:
        return None
    if whole.named and part.named and whole.speaker != part.speaker:
        return None
    text = part.covered.article.text
    led = set(text[max(0, part.span.start - _LED) : part.span.start].lower().split())
    for at in range(1, len(whole.keys) - size + 1):
        if whole.roots[at : at + size] == part.roots:
            before = whole.forms[max(0, at - 3) : at]
            turned = set(before[-1:]) & _TURNING or before[-2:] == ("one", "of")
            said = whole.covered.article.text[whole.places[at - 1].end : whole.places[at].start]
            turned = turned and said.isspace()  # "No, I honour it" is no "no"
            return at if turned and not led & (_TURNING | {"one"}) else None
    return None
