"""Two figures of two articles in; what speaks for and against their telling one quantity, out.

Nothing here looks at the two numbers themselves: whether the rest of what is told is the same
decides whether numbers that differ contradict each other. Words weigh by how rare they are in news
and in the sentences of the story (Sparck Jones 1972): a word of every sentence ties no two of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from math import log, log1p, sqrt

from collation.coverage import Covered
from collation.differences.figures.pairing import Setting, is_elsewhen, kind_of, set_out
from collation.differences.figures.slots import EXCLUSIVE, Ref, interval, other_state, same_place
from collation.differences.scene import Scene
from collation.differences.telling import weight, words_in
from collation.differences.words import load, stem
from extraction.annotations import Figure, Span

_CLOSE, _NEAR, _FAR = 45, 90, 10_000  # characters on either side of a number
_WORDS = 2  # right before and right behind a number
_RARE = 8.0  # weight of a word that is as rare in news as can be
_EARLY, _LATE = 4, 15  # sentences from the top
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d[\d,.]*")
_RATE = re.compile(
    r"\b(?:an?|per|each|every)\s+(?:hour|day|night|week|month|year|person|share|barrel|household"
    r"|family)\b|\b(?:annual|daily|weekly|monthly|hourly)\b|\bdecade\b",
    re.IGNORECASE,
)
#: What sets one thing off against another, or against what was once or might have been.
_OTHERWISE = re.compile(
    r"^[“\"']?(?:Another|Other|By (?:comparison|contrast)|In (?:comparison|contrast)|Compared"
    r"|Meanwhile|Separately|Elsewhere|Previously|Earlier|Originally|Initially|Unlike)\b"
    r"|\b(?:originally|initially|previously|hoped|goal|target|record)\b"
)
_MARKS = ("also", "polled", "part", "whole", "others", "other")

Weigh = Callable[[str], float]
Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Place:
    """A figure with what its sentence says around it; words are families of stems."""

    ref: Ref
    setting: Setting
    counted: str
    after: frozenset[str]
    close: frozenset[str]
    near: frozenset[str]
    sentence: frozenset[str]
    before: tuple[str, ...]
    behind: tuple[str, ...]
    narrowed: frozenset[str]
    numbers: frozenset[tuple[str, float]]
    subjects: frozenset[str]
    rates: frozenset[str]
    otherwise: bool
    number: int  # of its sentence, from 0

    @property
    def figure(self) -> Figure:
        return self.ref.figure


def place(scene: Scene, ref: Ref, number: int) -> Place:
    """A figure in the sentence of that number with its surroundings."""
    figure, covered = ref.figure, ref.covered
    text, sentence = covered.article.text, figure.sentence
    left, right = text[sentence.start : figure.number.start], text[figure.number.end : sentence.end]
    counted = _family(stem(ref.counted)) if ref.counted else ""
    around = text[_from(figure, _CLOSE) : _to(figure, _CLOSE)]
    setting = set_out(scene, ref)
    return Place(
        ref=ref,
        setting=setting,
        counted=counted,
        after=_words(covered, figure, 0, _CLOSE) - {counted},
        close=_words(covered, figure, _CLOSE, _CLOSE) - {counted},
        near=_words(covered, figure, _NEAR, _NEAR) - {counted},
        sentence=_words(covered, figure, _FAR, _FAR) - {counted},
        before=tuple(_family(stem(word)) for word in _WORD.findall(left[-_CLOSE:])[-_WORDS:]),
        behind=tuple(_family(stem(word)) for word in _WORD.findall(right[:_CLOSE])[:_WORDS]),
        narrowed=frozenset(map(_family, ref.modifiers)),
        numbers=setting.beside,
        subjects=_subjects(scene, ref),
        rates=frozenset(match.lower() for match in _RATE.findall(around)),
        otherwise=_OTHERWISE.search(sentence.of(text)) is not None,
        number=number,
    )


def _from(figure: Figure, reach: int) -> int:
    return max(figure.sentence.start, figure.number.start - reach)


def _to(figure: Figure, reach: int) -> int:
    return min(figure.sentence.end, figure.number.end + reach)


def _words(covered: Covered, figure: Figure, before: int, behind: int) -> frozenset[str]:
    span = Span(_from(figure, before), _to(figure, behind))
    found = (word.stem for word in words_in(covered.article.text, span))
    return frozenset(_family(root) for root in found if not root[0].isdigit())


def _subjects(scene: Scene, ref: Ref) -> frozenset[str]:
    """Who does what the number is an argument of, by name where known."""
    found = set()
    claims, sentence = ref.covered.reading.claims, ref.figure.sentence
    first = bisect_left(claims, sentence.start, key=lambda claim: claim.sentence.start)
    for claim in islice(claims, first, None):
        if claim.sentence.start > sentence.start:
            break
        if claim.predicate == ref.figure.predicate:
            name = scene.person(ref.covered, claim.subject_person)
            found.add(name or _family(stem(claim.subject)))
    return frozenset(found - {"", ref.counted, _family(stem(ref.counted or "-"))})


def rarity(covereds: Iterable[Covered]) -> Weigh:
    """How much a word tells in a story, in [0, 1]."""
    seen: Counter[str] = Counter()
    sentences = 0
    for covered in covereds:
        for sentence in covered.reading.sentences:
            sentences += 1
            words = words_in(covered.article.text, sentence.span)
            seen.update({_family(word.stem) for word in words})
    most = log(sentences + 2)
    table = {
        root: log((sentences + 2) / (count + 0.5)) / most * min(weight(root), _RARE) / _RARE
        for root, count in seen.items()
    }
    return lambda root: table.get(root, 0.5)


def features_of(scene: Scene, a: Place, b: Place, weigh: Weigh) -> Features:
    """The evidence by name, most of it 0 or 1; what is 0 is left out."""
    one, other = a.figure, b.figure
    told: dict[str, float | bool] = {"always": True, one.quantity: True}
    same = bool(a.counted) and a.counted == b.counted
    kind = bool(kind_of(a.ref)) and kind_of(a.ref) == kind_of(b.ref)
    told["thing"] = same
    told["rare thing"] = weigh(a.counted) if same else 0.0
    told["kind"] = kind and not same
    told["things differ"] = bool(a.counted and b.counted) and not same and not kind
    _pair(told, "verb", a.ref.predicates, b.ref.predicates)
    _pair(told, "subject", a.subjects, b.subjects)
    _pair(told, "name", a.setting.names, b.setting.names)
    _pair(told, "number beside", a.numbers, b.numbers)
    _pair(told, "month", a.setting.months, b.setting.months)
    _pair(told, "rate", a.rates, b.rates)
    told["two numbers beside"] = len(a.numbers & b.numbers) > 1
    told["period differs"] = is_elsewhen(a.setting, b.setting)
    told["state"] = bool(a.ref.predicates & b.ref.predicates & EXCLUSIVE)
    told["state differs"] = other_state(a.ref, b.ref)
    mine, theirs = a.narrowed - b.sentence - b.narrowed, b.narrowed - a.sentence - a.narrowed
    told["narrowed alike"] = bool(a.narrowed & b.narrowed)
    told["one narrowed"] = bool(mine) != bool(theirs)
    told["role"] = one.role == other.role
    for reach, x, y in (
        ("after", a.after, b.after), ("close", a.close, b.close), ("near", a.near, b.near),
        ("sentence", a.sentence, b.sentence),
    ):  # fmt: skip
        told[f"{reach} words"], told[f"{reach} likeness"] = _alike(x, y, weigh)
    for side, p, q in (
        ("before", a.before[::-1], b.before[::-1]), ("behind", a.behind, b.behind),
    ):  # fmt: skip
        told[f"word {side}"] = bool(p) and p[:1] == q[:1]
        told[f"words {side}"] = len(p) > 1 and p == q
    days, its = interval(a.ref), interval(b.ref)
    told["day"] = days is not None and days == its
    told["days apart"] = bool(days and its and (days[1] < its[0] or its[1] < days[0]))
    told["one day"] = (days is None) != (its is None)
    told["place"] = bool(one.place and other.place) and same_place(one, other)
    told["places differ"] = not same_place(one, other)
    for mark in _MARKS:
        told[f"one {mark}"] = (mark in a.setting.marks) != (mark in b.setting.marks)
    told["headline"] = a.ref.headline or b.ref.headline
    told["early"] = a.number < _EARLY and b.number < _EARLY
    told["late"] = a.number > _LATE or b.number > _LATE
    told["voice"] = one.voice == other.voice
    holders = [scene.person(p.ref.covered, p.figure.holder) for p in (a, b)]
    told["holder"] = None not in holders and holders[0] == holders[1]
    return {name: float(value) for name, value in told.items() if value}


def _pair(
    told: dict[str, float | bool], name: str, a: frozenset[object], b: frozenset[object]
) -> None:
    """Whether two sets of one sort share something, share nothing, or one is empty."""
    told[name] = bool(a & b)
    told[f"{name} differs"] = bool(a and b) and not a & b
    told[f"one {name}"] = bool(a) != bool(b)


def _alike(a: frozenset[str], b: frozenset[str], weigh: Weigh) -> tuple[float, float]:
    """The weight of shared words, as a logarithm, and their cosine."""
    shared = sum(weigh(root) for root in sorted(a & b))
    one, other = sum(map(weigh, sorted(a))), sum(map(weigh, sorted(b)))
    return log1p(shared), shared / sqrt(one * other) if one and other else 0.0


def _family(root: str) -> str:
    return families().get(root, root)


@cache
def families() -> Mapping[str, str]:
    """Stems of words for one thing or act, each with the stem of the first."""
    table: dict[str, str] = {}
    own = load("families")
    for words in (*load("once")["person"], *load("once")["thing"], *own["predicate"],
                  *own["counted"]):  # fmt: skip
        first = table.get(stem(words[0]), stem(words[0]))
        for word in words:
            table.setdefault(stem(word), first)
    return table
