"""Two figures of one kind in; whether their accounts give them for two things, out.

"Norvane's profit", "Tilbrook's profit"; "Revenue rose", "Profit rose"; the first half, the second;
a train, a train on the other line; a shooting, a shooting in March: what is counted is one noun,
and whose it is, which part or which occasion is another.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache
from itertools import islice

from collation.coverage import Covered
from collation.differences.figures.slots import EXCLUSIVE, Ref
from collation.differences.scene import Scene
from collation.differences.words import load, state_of, stem

_CUT = re.compile(r"[;:—–]|,\s+(?:and|but|while|whereas)\s|\s(?:while|whereas)\s")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"\b([A-Z][\w-]+(?:\s[A-Z][\w-]+)*)(?:['’]s|(?<=s)['’])\s")
_DAYS = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December"
)
_MONTH = re.compile(
    r"\b[Ii]n\s+(?:early\s+|late\s+|mid-)?(January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b"
)
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_ORDINAL = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|final|last|opening|previous|next|[12]st|2nd"
    r"|3rd|\dth)[\s-]([a-z]{3,})",
    re.IGNORECASE,
)
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third", "opening": "first", "last": "final"}
_OTHER = re.compile(
    r"\bthe\s+other\b(?!\s+(?:hand|side))|\bnext\s+door\b|\bneighbou?ring\b|\bnearby\b"
    r"|\ban?(?:other|\s+(?:different|separate|similar|unrelated))\s+[a-z]|\belsewhere\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\bwould\s+(?:\w+\s+)?have\b|\b(?:original|initial|earlier|previous|first|old)\s+(?:version|bill"
    r"|plan|proposal|draft|offer|bid|estimate)\b|\boriginally\b|\binitially\b",
    re.IGNORECASE,
)
_COUNTING = re.compile(
    r"\b(?:including|excluding|counting|before|after)\s+(?:the\s+|its\s+)?(?:assumed\s+|assumption)?"
    r"(?:\s*of\s+)?(?:debts?|tax(?:es)?|fees|liabilities|interest|inflation|costs)\b",
    re.IGNORECASE,
)
_RUN = re.compile(r"\b(?:in\s+a\s+row|straight|consecutive|running)\b", re.IGNORECASE)
_PAUSE = re.compile(
    r"\b(?:at\s+)?(?:half[\s-]?time|the\s+(?:half|break|interval))\b", re.IGNORECASE
)
#: "Their last ten games" are a window, no count.
_WINDOW = re.compile(r"\b(?:last|past|previous|next|first|final)\s+$", re.IGNORECASE)
#: A part of what the other counts: "in the town of Velm", "on the third floor".
_PART = re.compile(
    r"\b[Ii]n\s+the\s+(?:town|village|district|suburb|city|county|neighbou?rhood)\s+of\s+[A-Z]"
    r"|\b(?:on|in)\s+(?:the\s+\w+\s+floor|one\s+(?:building|house|car|place|village|town))\b"
)
_LISTED = re.compile(
    r"\s+(?:\w+\s+){0,4}?in\s+[A-Z][\w-]+(?:,[^.;]{3,60})?,?\s+and\s+\w+\s+in\s+[A-Z]"
)
#: What something has several of, each with an ordinal for a name.
_PARTS = frozenset("half quarter period inning set leg round phase stage".split())
_ACTS = re.compile(
    r"\b(attack|assault|bombing|shooting|explosion|blast|raid|strike|killing|robbery|crash|fire)(s)?"
    r"\b(?:\s+(?:on|at|in|against|near|outside)\s+((?:[\w’'-]+\s+){1,5}?)"
    r"(?=(?:that|which|in|and|who|where|has|had|left|killed)\b|$))?",
    re.IGNORECASE,
)
_WHEN = frozenset({"minute", "day", "week", "time"})
_RANKING = frozenset(map(stem, ("be", "become", "mark", "make")))
_AFTER_SUBJECT = r"(?:e?s)?\s+of\s+((?:(?:the|its|their|his|her)\s+)?[\w-]+(?:\s+[\w-]+)?)"


def are_two(scene: Scene, a: Ref, b: Ref) -> bool:
    """Whether two figures of one kind are given for two things: owners, parts, occasions."""
    return differ_in_words(a, b) or _contrast(a, b) or of_two_things(scene, a, b)


def differ_in_words(a: Ref, b: Ref, *, counting: bool = True) -> bool:
    """Whether the clauses have other marks, ordinals or months.

    Without `counting` it is left aside what is counted with it, or before it: tax, debt.
    """
    return (
        _differ_in_mark(_clause(a), _clause(b), counting=counting)
        or _numbered_apart(a, b)
        or _of_another_month(a, b)
    )


def of_two_things(scene: Scene, a: Ref, b: Ref) -> bool:
    """Whether two figures are of two owners, subjects, doers or places."""
    return (
        _have_owners(a, b)
        or _of_another(scene, a, b)
        or have_doers(scene, a, b)
        or _of_one_act(a, b)
        or _is_place(a, b)
        or _is_part(a, b)
    )


def _clause(ref: Ref) -> str:
    """The words around the number, as far as no other clause begins; the number left out."""
    before, behind = _sides(ref)
    return f"{before}#{behind}"


def _sides(ref: Ref) -> tuple[str, str]:
    text, sentence, number = ref.covered.article.text, ref.figure.sentence, ref.figure.number
    before = _CUT.split(text[sentence.start : number.start])[-1]
    behind = _CUT.split(text[number.end : sentence.end])[0]
    return before, behind


def _differ_in_mark(one: str, other: str, *, counting: bool = True) -> bool:
    """Whether one clause only is of another thing, of what might have been, or counts otherwise."""
    marks = (_OTHER, _UNREAL, _RUN, _PAUSE, *((_COUNTING,) if counting else ()))
    if any(bool(mark.search(one)) != bool(mark.search(other)) for mark in marks):
        return True
    windows = [_WINDOW.search(clause.partition("#")[0]) is not None for clause in (one, other)]
    return windows[0] != windows[1]


def _contrast(a: Ref, b: Ref) -> bool:
    """Whether the clauses have different words of one list of contrasts."""
    one, other = (lists_of(_clause(ref)) for ref in (a, b))
    return any(one[at].isdisjoint(other[at]) for at in one.keys() & other.keys())


def lists_of(clause: str) -> Mapping[int, set[str]]:
    """By list of contrasts the words of a clause that are in it, as stems."""
    found: dict[int, set[str]] = {}
    for word in _WORD.findall(clause.lower()):
        for at in _contrasts().get(stem(word), ()):
            found.setdefault(at, set()).add(stem(word))
    return found


@cache
def _contrasts() -> Mapping[str, tuple[int, ...]]:
    table: dict[str, tuple[int, ...]] = {}
    for at, words in enumerate(load("contrasts")["contrasts"]):
        for word in words:
            table[stem(word)] = (*table.get(stem(word), ()), at)
    return table


def _numbered_apart(a: Ref, b: Ref) -> bool:
    """Whether one noun has two ordinals: "the first half", "the second half"."""
    one, other = (_ordinals(ref) for ref in (a, b))
    return any(one[noun].isdisjoint(other[noun]) for noun in one.keys() & other.keys())


def _ordinals(ref: Ref) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for match in _ORDINAL.finditer(_clause(ref)):
        word = match.group(1).lower()
        found.setdefault(stem(match.group(2).lower()), set()).add(_ORDINALS.get(word, word))
    return found


def _of_another_month(a: Ref, b: Ref) -> bool:
    """Whether one clause only is dated to a month, and not that of its account."""
    if a.figure.quantity == "money":
        return False  # a deal has one price, whenever it was made
    one, other = _other_months(a), _other_months(b)
    if bool(one) == bool(other):
        return bool(one) and one.isdisjoint(other)
    told = (b if one else a).covered.text((b if one else a).figure.sentence)
    return not any(month in told for month in one | other)


def _other_months(ref: Ref) -> set[str]:
    published = ref.covered.article.published
    own = "" if published is None else _MONTHS[published.month - 1]
    return set(_MONTH.findall(_clause(ref))) - {own} if published else set()


def _have_owners(a: Ref, b: Ref) -> bool:
    """Whether each clause has an owner with a name, of whom the other's sentence is silent."""
    one, other = _owners(a), _owners(b)
    if not one or not other:
        return False
    return _unnamed(one, b) and _unnamed(other, a)


def _owners(ref: Ref) -> set[str]:
    names = _POSSESSIVE.findall(_sides(ref)[0])
    return {
        stem(word.lower()) for name in names for word in name.split() if not _DAYS.fullmatch(word)
    }


def _unnamed(stems: set[str], ref: Ref) -> bool:
    return stems.isdisjoint(_stems(ref))


def _stems(ref: Ref) -> set[str]:
    """Of all words of the figure's sentence."""
    told = ref.covered.text(ref.figure.sentence)
    return {stem(re.sub(r"['’]s?$", "", word).lower()) for word in _WORD.findall(told)}


def _of_another(scene: Scene, a: Ref, b: Ref) -> bool:
    """ "Sales of crackers", "sales of biscuits": whether one subject is of two things."""
    heads = subjects_of(scene, a) & subjects_of(scene, b)
    for head in heads:
        pattern = re.compile(rf"\b{re.escape(head)}" + _AFTER_SUBJECT, re.IGNORECASE)
        found = [pattern.search(_sides(ref)[0]) for ref in (a, b)]
        if None not in found:
            one, other = (
                {stem(word.lower()) for word in _WORD.findall(match.group(1))}
                for match in found if match is not None
            )  # fmt: skip
            if one - _stems(b) and other - _stems(a):
                return True
    return False


def have_doers(scene: Scene, a: Ref, b: Ref) -> bool:
    """Whether two with a name each do what the figures are arguments of.

    A name and a noun may be one ("Norvane", "the company"), so may two nouns, and what kills is
    called in many ways.
    """
    if not _verb(a) & _verb(b) or {_state(a), _state(b)} == {True}:
        return False
    one, other = subjects_of(scene, a), subjects_of(scene, b)
    if not one or not other or one & other:
        return False
    first, second = _names_among(scene, a, one), _names_among(scene, b, other)
    if not first or not second:
        return False
    return _unnamed(first, b) and _unnamed(second, a)


def _verb(ref: Ref) -> frozenset[str]:
    return ref.predicates | {ref.predicate}


def _state(ref: Ref) -> bool:
    """Whether its verb puts those that are counted in a state: kills, hurts, arrests."""
    return bool(
        state_of(ref.figure.predicate) and f"({state_of(ref.figure.predicate)})" in EXCLUSIVE
    )


def subjects_of(scene: Scene, ref: Ref) -> frozenset[str]:
    """Who does what the number is an argument of, by name where known, else as a stem."""
    found = set()
    claims, sentence = ref.covered.reading.claims, ref.figure.sentence
    first = bisect_left(claims, sentence.start, key=lambda claim: claim.sentence.start)
    for claim in islice(claims, first, None):
        if claim.sentence.start > sentence.start:
            break
        if claim.predicate == ref.figure.predicate and claim.predicate:
            name = scene.person(ref.covered, claim.subject_person)
            found.add(name or stem(claim.subject))
    return frozenset(found - {"", ref.counted, stem(ref.counted or "-")})


def _names_among(scene: Scene, ref: Ref, subjects: frozenset[str]) -> set[str]:
    """Stems of the words of the names that are among some subjects."""
    names = _names(ref.covered)
    found: set[str] = set()
    for subject in subjects:
        parts = {stem(word) for word in _WORD.findall(subject.lower())}
        if " " in subject:
            found |= parts
        for name in names:
            if parts & name:
                found |= name
    return found


def _names(covered: Covered) -> list[set[str]]:
    """The stems of each name that the account prints."""
    texts = dict.fromkeys(name.text for name in covered.reading.names)
    return [{stem(word.lower()) for word in _WORD.findall(text)} for text in texts]


def _of_one_act(a: Ref, b: Ref) -> bool:
    """Whether one count is of an act at one place, and the other of several: "the attack on the
    mill", "the attacks that week"."""
    if a.figure.quantity != "count":
        return False
    one, other = (_act(ref) for ref in (a, b))
    if one is None or other is None or one[0] != other[0] or one[1] == other[1]:
        return False
    single, several = (one, other) if other[1] else (other, one)
    return bool(single[2] - several[2])


def _act(ref: Ref) -> tuple[str, bool, frozenset[str]] | None:
    """The act nearest before a count, whether there are several, and where it was."""
    found = list(_ACTS.finditer(_sides(ref)[0]))
    if not found:
        return None
    match = found[-1]
    at = match.group(3) or ""
    return match.group(1).lower(), bool(match.group(2)), frozenset(map(stem, _WORD.findall(at)))


def _is_place(a: Ref, b: Ref) -> bool:
    """Whether an ordinal tells which thing, and not how many before it: "the third carriage"."""
    if a.figure.quantity != "rank":
        return False
    if a.counted in _PARTS:
        return True
    if a.figure.role.startswith("nsubj") and b.figure.role.startswith("nsubj"):
        return True
    verbs = {stem(ref.figure.predicate) for ref in (a, b)} - {""}
    return len(verbs) > 1 and verbs.isdisjoint(_RANKING) and a.counted not in _WHEN


def _is_part(a: Ref, b: Ref) -> bool:
    """Whether the lesser count only is one of a part: in one town, on one floor, of a list."""
    if a.figure.quantity != "count" or a.figure.value == b.figure.value:
        return False
    lesser, greater = sorted((a, b), key=lambda ref: ref.figure.value)
    return _has_part(lesser) and not _has_part(greater)


def _has_part(ref: Ref) -> bool:
    end = ref.figure.number.end
    listed = _LISTED.match(ref.covered.article.text, end, max(end, ref.figure.sentence.end))
    return listed is not None or _PART.search(_clause(ref)) is not None
