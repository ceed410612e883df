"""Two sentences between marks in; whether they print one sentence in other words, and where, out.

Two printings of one sentence agree in a run of words that says something; what they differ in
stands between such runs, or at an end to which both print it. What only one of them goes on with
is a cut, and what stands for a hole is the outlet's own mark of one: neither is a difference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from rapidfuzz.fuzz import ratio

from collation.differences.telling import weight
from collation.differences.wording.printings import HOLE, Printed
from collation.differences.wording.whose import is_written
from collation.differences.wording.worth import Side, Worth, lost, rate
from collation.differences.words import stem
from collation.wording import is_function, key_of
from extraction.annotations import Span

_SPELLING = 80.0  # of rapidfuzz's ratio: "colour" and "colur" are one word
_FEW, _MOST = 6, 8  # words at an end, and within, that may stand for others
_MASK = re.compile(r"\b[A-Za-z](?:\*+|_+|--+|[–—]+)")
_STARS = 4  # characters behind a word that may stand for its letters
_TAIL = 1  # word at the end: with more each goes on with something else
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
_CLOSE = 0.85  # of the words that agree where small words alone differ
_LEAST_CUT = 4  # words: fewer are a term
_LED = 30  # characters before a quotation in which its outlet may say the same itself

#: Small words that make what is said another thing, whole, in part or perhaps.
_SENSE = frozenset(
    "not never no none nor neither without hardly barely scarcely all every each both some many "
    "most few several only one more less least nearly almost perhaps maybe possibly probably must "
    "should may might can could if unless".split()
)
#: Words that transcribers set and leave out as they like.
_LIGHT = frozenset(
    "get gets got getting go goes going gone come comes keep really actually simply like well then "
    "also still even yes yeah okay ok oh uh um know mean believe think want try right kind sort "
    "believed thought wanted tried us".split()
)
#: Of these one group for another changes when it is so, or of whom it is said.
_WHO_WHEN = (
    frozenset({"is", "are", "am"}), frozenset({"was", "were"}),
    frozenset({"i", "we", "me", "us"}), frozenset({"they", "them"}), frozenset({"he", "him"}),
    frozenset({"she", "her"}), frozenset({"you"}),
    frozenset({"my", "our"}), frozenset({"their", "its"}), frozenset({"his"}), frozenset({"your"}),
    frozenset({"this", "these"}), frozenset({"that", "those"}),
)  # fmt: skip
#: Words that nobody who writes down what is heard sets alike, and "&".
_UNHEARD = frozenset("a an the that and so & uh um oh well to".split())
_PEOPLE = frozenset(range(2, 11))  # of these groups those that name people
_LONG = re.compile(r"[a-z]{4,}")  # a word of a name
_ANCHOR = 4  # words of a sentence before or after that is the same in both
#: Roots of verbs by which a few words are known to say something of something.
_VERBS = frozenset("be have do will can may must go get let".split())
#: Roots of verbs with which a question begins that is answered with yes or no.
_ASKING = frozenset("do be have will can may must".split())
#: Words whose loss before a quotation that begins later changes what it says.
_TURNING = frozenset(
    "not never no hardly if unless almost nearly without neither nor perhaps maybe possibly "
    "probably".split()
)
_TURNS = frozenset((("one", "of"),))


@dataclass(frozen=True, slots=True)
class Change:
    """The words, as key numbers from and to, in which two printings differ; `agree` weighs what
    they share; `worth` is what a reader learns by it; they differ in so many `places`."""

    one: tuple[int, int]
    other: tuple[int, int]
    agree: float
    dense: float
    worth: Worth = Worth.SMALL
    places: int = 1


_Op = tuple[str, int, int, int, int]


def compare(a: Printed, b: Printed) -> Change | None:
    """Where two printings of one sentence have other words; None where they are two sentences, or
    do not differ."""
    if _asks(a) != _asks(b):
        return None  # a reporter's question, and the answer
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
    if Counter(a.roots) == Counter(b.roots) and a.forms != b.forms and len(ops) > 1:
        return None  # the same words in another order
    return _weightiest(a, b, ops, words, Change((0, 0), (0, 0), agree, dense))


def _weightiest(
    a: Printed, b: Printed, ops: Sequence[_Op], words: int, found: Change
) -> Change | None:
    """The place in which a reader learns most, of `words` that agree."""
    heard = [
        op for number, op in enumerate(ops)
        if _differs(a, b, ops, number) or _differs(a, b, ops, number, slightly=True)
    ] or [
        form for op in ops if op[0] == "equal"
        for form in [_another_form(a, b, op, words)] if form is not None
    ]  # fmt: skip
    rated = []
    for op in heard:
        one, other = _side(a, op[1], op[2]), _side(b, op[3], op[4])
        telling = _tells(one.words, other.words)
        rated.append((rate(one, other), telling, sum(map(weight, map(stem, lost(one, other)))), op))
    if not rated:
        return None
    worth, telling, _, op = max(rated, key=lambda row: row[:2])
    more = [row for row in rated if row[2]]
    if worth is Worth.SMALL and len(more) > 1:
        worth, op = Worth.TELLING, max(more, key=lambda row: row[2])[3]  # here a word, there a word
    if worth is Worth.SMALL and not telling and (words < _WHOLE or found.dense < _CLOSE):
        return None  # small words tell another hearing only where all else is the same
    places = sum(tag != "equal" for tag, *_ in ops)
    return replace(found, one=op[1:3], other=op[3:5], worth=worth, places=places)


def _side(printed: Printed, begin: int, end: int) -> Side:
    text = printed.covered.article.text
    capital = {
        form
        for at, (form, place) in enumerate(zip(printed.forms, printed.places, strict=True))
        if begin <= at < end and at > 0 and text[place.start].isupper() and form != "i"
    }
    last = printed.span.end
    return Side(
        printed.forms[begin:end],
        printed.forms,
        printed.forms[end] if end < len(printed.forms) else "",
        frozenset(capital),
        "?" in text[last : last + 2],
    )


def _asks(printed: Printed) -> bool:
    """Whether it is a question that is answered with yes or no."""
    end = printed.span.end
    marked = "?" in printed.covered.article.text[end : end + 2]
    return marked and printed.roots[0] in _ASKING


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
    if _of_two(a, b) and not same:
        return words >= 0.85 * longer and words >= _WHOLE and agree >= _SURE
    if sum(not is_function(root) for root in roots) < 2 or dense < _DENSE:
        return False
    if any(len(x) >= _ANCHOR and x == y for x, y in ((a.before, b.before), (a.after, b.after))):
        return words >= 0.5 * longer and agree >= _LEAST
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
    if not (_is_clause(a) and _is_clause(b)):
        return False  # a term, which two texts may have in two forms
    return not (a.named or b.named) and words >= 0.6 * shorter and agree >= _LOOSE


def _of_two(a: Printed, b: Printed) -> bool:
    """Whether two speakers are given that have no word in common: two people, or two bodies."""
    if a.named and b.named:
        return a.speaker != b.speaker
    if any(row.speaker is None or is_written(row.speaker) for row in (a, b)):
        return False
    if not any(row.body for row in (a, b)):
        return False  # "the champion" may be she
    names = [set(_LONG.findall(str(row.speaker).lower())) for row in (a, b)]
    return bool(names[0] and names[1]) and names[0].isdisjoint(names[1])


def _is_clause(printed: Printed) -> bool:
    return not _VERBS.isdisjoint(printed.roots)


def _differs(
    a: Printed, b: Printed, ops: Sequence[_Op], number: int, *, slightly: bool = False
) -> bool:
    """Whether an operation sets, leaves out or changes a word that tells; or `slightly`, any word
    that is heard."""
    tag, i1, i2, j1, j2 = ops[number]
    if tag == "equal":
        return False
    one, other = a.keys[i1:i2], b.keys[j1:j2]
    if HOLE in a.keys[max(0, i1 - 1) : i2 + 1] or HOLE in b.keys[max(0, j1 - 1) : j2 + 1]:
        return False  # what stands beside a hole may be part of it
    if _masked(a, i1, i2) or _masked(b, j1, j2):
        return False  # a swear word, told by its first letter
    mine, theirs = tuple(k.form for k in one), tuple(k.form for k in other)
    first, last = number == 0, number == len(ops) - 1
    most = max(len(mine), len(theirs))
    if first or last:
        if not mine or not theirs:
            return False  # cut
        if first and not (a.opens and b.opens and most <= _FEW):
            return False
        if last and not (a.ends and b.ends and most <= _TAIL):
            return False
    elif most > _MOST:
        return False
    if not (mine and theirs) and _stammered(a if mine else b, *((i1, i2) if mine else (j1, j2))):
        return False
    if slightly and (_contracted(a, i1, i2) or _contracted(b, j1, j2)):
        return False
    return _tells(mine, theirs) or (slightly and _sounds(mine, theirs))


def _contracted(printed: Printed, begin: int, end: int) -> bool:
    """Whether one of the words, or the one before, stands for two: "nobody's"."""
    where = printed.places[max(0, begin - 1) : end]
    return any(set("'’") & set(printed.covered.text(place)) for place in where)


def _sounds(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether somebody who reads both aloud hears other words, and no slip of the pen."""
    if {w for w in mine if w not in _UNHEARD} == {w for w in theirs if w not in _UNHEARD}:
        return False
    left, right = ("".join(filter(str.isalnum, "".join(words))) for words in (mine, theirs))
    if any(c.isdigit() for c in left + right) or {left, right} == {"number", "no"}:
        return False  # "9th" and "ninth", "No. 1" and "number one"
    return not (left and right) or ratio(left, right) < _SPELLING


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


def _tells(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether words for others, or for none, make a difference to a reader: other words that say
    something, a "not" or "some", somebody else."""
    left, right = "".join(mine), "".join(theirs)
    if left and right and any(c.isdigit() for c in left) != any(c.isdigit() for c in right):
        return False  # a number spelt
    if {left, right} == {"number", "no"}:
        return False
    small = all(is_function(key_of(word).root) for word in (*mine, *theirs))
    if not small and left and right and ratio(left, right) >= _SPELLING:
        return False
    if _content(mine) != _content(theirs):
        return True
    if set(mine) & _SENSE != set(theirs) & _SENSE:
        return True
    people = [
        {n for n, group in enumerate(_WHO_WHEN) if n in _PEOPLE and group & set(words)}
        for words in (mine, theirs)
    ]
    return bool(mine and theirs) and people[0] != people[1]


def _content(words: tuple[str, ...]) -> set[str]:
    """Roots of the words that say something."""
    roots = {key_of(word).root for word in words if word not in _LIGHT}
    return {root for root in roots if not is_function(root)}


def _another_form(a: Printed, b: Printed, op: _Op, words: int) -> _Op | None:
    """Another pronoun or another tense of "be" in words that are otherwise the same."""
    if words < _WHOLE - 1:
        return None
    _, i1, i2, j1, _ = op
    for at in range(i1, i2):
        here = at - i1 + j1
        mine = next((n for n, group in enumerate(_WHO_WHEN) if a.forms[at] in group), None)
        theirs = next((n for n, group in enumerate(_WHO_WHEN) if b.forms[here] in group), None)
        if mine is not None and theirs is not None and mine != theirs:
            return "replace", at, at + 1, here, here + 1
    return None


def turning_cut(whole: Printed, part: Printed) -> int | None:
    """Where a printing begins after words that turn what it says: "not", "one of the".

    The key number in `whole` at which `part` begins; None where it is no such cut. What the outlet
    says itself right before its marks ("is not “a threat”") is none.
    """
    size = len(part.keys)
    if size < _LEAST_CUT or whole.headline or whole.covered.group == part.covered.group:
        return None
    if whole.speaker != part.speaker or whole.speaker is None:
        return None
    text = part.covered.article.text
    led = set(text[max(0, part.span.start - _LED) : part.span.start].lower().split())
    for at in range(1, len(whole.keys) - size + 1):
        if whole.roots[at : at + size] == part.roots:
            before = whole.forms[max(0, at - 3) : at]
            turned = set(before[-1:]) & _TURNING or before[-2:] in _TURNS
            said = whole.covered.article.text[whole.places[at - 1].end : whole.places[at].start]
            turned = turned and said.isspace()  # "No, I honour it" is no "no"
            return at if turned and not led & (_TURNING | {"one"}) else None
    return None
