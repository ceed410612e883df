"""The figures of several accounts in; numbers that cannot both hold of one thing, out.

Two figures fill one slot when they count the same thing, in the same relation, at the same time
and place, and no narrower part of it. Hard only where the intervals of the hedged numbers are
disjoint; silent where an article gives both values, where parts add up to the other's whole, and
where a count that only grows was higher later.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from collation.coverage import Covered
from collation.differences.scene import Scene, difference
from collation.differences.words import STOP, closed, family, load, stem
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Figure, Voice

KINDS = frozenset({"count", "money", "percent", "measure", "age", "rank", "score", "vote", "clock"})
_PATIENT = frozenset({"obj", "nsubj:pass", "acl", "nsubj"})
_LIGHT = frozenset({"", "be", "have", "include", "say", "report", "tell", "give", "make", "see"})
_BACKGROUND = 10  # days before publication: a date further back is of another event
_OWN = 0.75  # of a headline and its own text
_SIMILAR = 0.30  # shared content of two sentences below which a bare noun is no slot


@dataclass(frozen=True, slots=True)
class _Ref:
    """A figure with what comparison asks of it."""

    covered: Covered
    figure: Figure
    counted: str
    predicate: str
    predicates: frozenset[str]  # "striking workers" strike, too
    modifiers: frozenset[str]
    stems: frozenset[str]
    headline: bool

    @property
    def id(self) -> str:
        return self.covered.id


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Numbers that differ, one discrepancy a slot with all its sides."""
    buckets: dict[tuple[str, str, str], list[_Ref]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for figure in covered.reading.figures:
            if figure.quantity in KINDS and not figure.negated:
                ref = _ref(scene, covered, figure)
                buckets[figure.quantity, figure.unit, ref.counted].append(ref)
    for refs in buckets.values():
        if len({ref.id for ref in refs}) > 1:
            yield from _compared(scene, refs)
        yield from _within(scene, refs)


def _within(scene: Scene, refs: list[_Ref]) -> Iterator[Discrepancy]:
    """Numbers of a headline that the article's own text contradicts."""
    for head in (ref for ref in refs if ref.headline):
        body = [ref for ref in refs if ref.id == head.id and not ref.headline]
        if any(not _disjoint(head.figure, ref.figure) for ref in body):
            continue
        for ref in body:
            score = _same_slot(head, ref)
            if score >= _OWN and head.predicates & ref.predicates:
                yield _told(scene, score, head, ref, [(head, _value(head)), (ref, _value(ref))])
                break


def _ref(scene: Scene, covered: Covered, figure: Figure) -> _Ref:
    counted = family("counted", figure.counted) if figure.counted else ""
    neutral = load("families")["neutral"]
    own = stem(figure.predicate) if figure.predicate else ""
    predicate = family("predicate", figure.predicate) if figure.predicate else ""
    predicates = frozenset(
        {predicate, *(_verb(m) for m in figure.modifiers if m.endswith(("ing", "ed")))}
    )
    return _Ref(
        covered,
        figure,
        counted,
        predicate,
        predicates - _LIGHT,
        frozenset(
            stem(m)
            for m in figure.modifiers
            if m not in neutral
            and m not in STOP
            and stem(m) != own
            and closed(m) not in counted
            and stem(m) not in scene.central
        ),
        scene.stems(covered, figure.sentence),
        scene.in_headline(covered, figure.span.start),
    )


def _verb(participle: str) -> str:
    """ "striking" to strike's family: by the stem, since a participle has no lemma as adjective."""
    base = re.sub(r"(?:ing|ed)$", "", participle)
    for verb in (base, base + "e", base[:-1]):
        name = family("predicate", verb)
        if name != verb or verb in {f[0] for f in load("families")["predicate"]}:
            return name
    return base


def _compared(scene: Scene, refs: list[_Ref]) -> Iterator[Discrepancy]:
    """Join the refs of one bucket that fill one slot, then tell slots whose values exclude."""
    pairs: list[tuple[float, _Ref, _Ref]] = []
    for at, one in enumerate(refs):
        for other in refs[at + 1 :]:
            if one.id == other.id:
                continue
            score = _same_slot(one, other)
            if score > 0:
                pairs.append((score, one, other))
    conflicts = [
        (score, a, b)
        for score, a, b in pairs
        if _disjoint(a.figure, b.figure)
        and a.covered.group != b.covered.group
        and not _explained(scene, a, b, refs)
    ]
    conflicts.sort(key=lambda row: (-row[0], row[1].id, row[1].figure.span, row[2].id,
                                    row[2].figure.span))  # fmt: skip
    told: set[int] = set()
    for score, a, b in conflicts:
        if id(a) in told or id(b) in told:
            continue
        sides = _sides(pairs, a, b)
        told.update(id(ref) for ref, _ in sides)
        yield _told(scene, score, a, b, sides)


def _disjoint(a: Figure, b: Figure) -> bool:
    if a.value == b.value:
        return False  # "three" and "more than three" are one figure, told more or less exactly
    return a.high < b.low or b.high < a.low


def _same_slot(a: _Ref, b: _Ref) -> float:
    """How sure it is that two figures are about one quantity of one thing, 0 to 1."""
    one, other = a.figure, b.figure
    if not a.counted and one.quantity in ("count", "rank"):
        return 0.0
    if one.quantity == "rank":
        if _window(a) != _window(b):
            return 0.0  # "second this week" and "fourth since December"
    elif not _same_time(a, b) or not _same_place(one, other):
        return 0.0
    if not _modifiers_fit(a, b):
        return 0.0
    similar = _similarity(a, b)
    same_predicate = bool(a.predicates & b.predicates) and (
        {one.role, other.role} != {"nsubj", "obj"}
    )
    if same_predicate:
        score = 0.62 + 0.4 * similar
    elif one.quantity not in ("count", "rank", "age") and not a.counted:
        return 0.0  # nothing but the unit ties them
    elif a.predicates and b.predicates:
        score = 0.3 + 0.5 * similar if similar >= 0.5 else 0.0
    else:
        score = 0.4 + 0.5 * similar if similar >= _SIMILAR else 0.0
    if one.quantity not in ("count", "rank", "age", "score", "vote"):
        score -= 0.1 if similar >= _SIMILAR else 0.3
        if a.covered.article.published != b.covered.article.published:
            score -= 0.1  # shares and prices move from day to day
    if abs(_day(a) - _day(b)) > _BACKGROUND:
        score -= 0.2
    return max(0.0, min(score - _far(a, b), 0.98))


def _day(ref: _Ref) -> int:
    published = ref.covered.article.published
    return published.toordinal() if published is not None else 0


def _similarity(a: _Ref, b: _Ref) -> float:
    """Share of what the shorter sentence is about that the other has too, 0 to 0.8."""
    shared = (a.stems & b.stems) - {stem(a.counted), *map(stem, a.predicates)}
    return min(0.8, len(shared) / max(1, min(len(a.stems), len(b.stems))))


def _far(a: _Ref, b: _Ref) -> float:
    """What it takes from the score that the values lie far apart: then it is two things."""
    if a.figure.quantity == "clock":
        return 0.0 if abs(a.figure.value - b.figure.value) <= 90 else 0.5
    low, high = sorted((abs(a.figure.value), abs(b.figure.value)))
    if a.figure.quantity == "age":
        return 0.0 if high - low <= 10 else 0.5
    if high - low <= 2:
        return 0.0
    ratio = high / low if low else 9.0
    return 0.0 if ratio <= 1.6 else 0.1 if ratio <= 2.5 else 0.5


_WINDOW = re.compile(
    r"\b(?:since|this|in|of\s+the|within|for)\s+(?:the\s+|\w+\s+)?\w+", re.IGNORECASE
)


def _window(ref: _Ref) -> str:
    """The period a rank is counted over: "since December"."""
    end = ref.figure.span.end
    after = ref.covered.article.text[end : min(end + 40, ref.figure.sentence.end)]
    match = _WINDOW.search(after)
    return match.group().lower() if match else ""


def _modifiers_fit(a: _Ref, b: _Ref) -> bool:
    """Whether each word that narrows one count is borne out by the other's sentence.

    Where the narrower count is the greater one ("fourth fatal crash", "third crash") the two
    exclude each other all the same: a part is no more than its whole.
    """
    one, other = a.figure, b.figure
    if one.quantity in ("rank", "count") and one.value != other.value:
        greater, lesser = (a, b) if one.value > other.value else (b, a)
        if one.quantity == "rank" and lesser.modifiers <= greater.modifiers:
            return True
    return a.modifiers - b.modifiers <= b.stems | {b.predicate} and (
        b.modifiers - a.modifiers <= a.stems | {a.predicate}
    )


def _same_time(a: _Ref, b: _Ref) -> bool:
    one, other = _interval(a), _interval(b)
    if one is None or other is None:
        return not (_long_ago(a, one) or _long_ago(b, other))
    return one[0] <= other[1] and other[0] <= one[1]


def _long_ago(ref: _Ref, interval: tuple[int, int] | None) -> bool:
    """Whether the figure belongs to an earlier event that is told as background."""
    published = ref.covered.article.published
    if interval is None or published is None or ref.figure.when is None:
        return False
    at = ref.covered.reading.times[ref.figure.when].span.start
    before = ref.covered.article.text[max(0, at - 8) : at].lower()
    if re.search(r"\b(?:since|from)\s$", before):
        return False  # and so until now
    return interval[1] < published.toordinal() - _BACKGROUND


def _interval(ref: _Ref) -> tuple[int, int] | None:
    if ref.figure.when is None:
        return None
    time = ref.covered.reading.times[ref.figure.when]
    if time.begin is None or time.end is None:
        return None
    return time.begin.toordinal(), time.end.toordinal()


def _same_place(a: Figure, b: Figure) -> bool:
    if a.place is None or b.place is None:
        return True
    return a.place in b.place or b.place in a.place


def _explained(scene: Scene, a: _Ref, b: _Ref, refs: list[_Ref]) -> bool:
    """Whether one article has the other's value too, or parts that add up to it."""
    for one, other in ((a, b), (b, a)):
        own = [ref for ref in refs if ref.id == one.id and ref is not one]
        if any(
            _disjoint(ref.figure, one.figure)
            and (ref.predicates & one.predicates or not one.predicates)
            and ref.figure.quantity != "rank"
            for ref in own
        ):
            return True  # several values in one account: no functional slot
        if any(
            not _disjoint(ref.figure, other.figure)
            and not _hedged(ref)
            and (not _hedged(other) or ref.predicates & other.predicates)
            for ref in own
        ):
            return True
        values = [ref.figure.value for ref in own if ref.figure.hedge == ""]
        rest = [value for value in values if value != one.figure.value]
        for at, value in enumerate(rest):
            if one.figure.value + value == other.figure.value:
                return True
            if any(value + more == other.figure.value for more in rest[at + 1 :]):
                return True
    return _grew(scene, a, b)


def _hedged(ref: _Ref) -> bool:
    return ref.figure.high - ref.figure.low > 0.5 * max(1.0, ref.figure.value)


def _grew(scene: Scene, a: _Ref, b: _Ref) -> bool:
    """Whether two counts that only grow stand in articles of different hours."""
    growing = load("families")["growing"]
    if a.predicate not in growing and b.predicate not in growing:
        return False
    first, second = scene.as_of(a.covered), scene.as_of(b.covered)
    if first is None or second is None or abs(first - second) < timedelta(hours=1):
        return False
    if _interval(a) is None or _interval(a) != _interval(b):
        return True  # higher later is an update, lower later another night or another count
    earlier, later = (a, b) if first < second else (b, a)
    return later.figure.value > earlier.figure.value


def _sides(pairs: list[tuple[float, _Ref, _Ref]], a: _Ref, b: _Ref) -> list[tuple[_Ref, str]]:
    """Every figure that fills the slot of `a` and `b`, with the value it stands for."""
    sides = {id(a): (a, _value(a)), id(b): (b, _value(b))}
    for score, one, other in pairs:
        for known, new in ((one, other), (other, one)):
            if id(new) in sides or id(known) not in (id(a), id(b)):
                continue
            if score < 0.6 or not (known.predicates & new.predicates):
                continue
            for side in (a, b):
                if not _disjoint(side.figure, new.figure) and (
                    abs(side.figure.value - new.figure.value) < 0.02 * max(1, side.figure.value)
                ):
                    sides[id(new)] = (new, _value(side))
                    break
    return list(sides.values())


def _told(
    scene: Scene, score: float, a: _Ref, b: _Ref, sides: list[tuple[_Ref, str]]
) -> Discrepancy:
    vague = any(ref.figure.hedge in ("vague", "range") for ref in (a, b))
    growing = a.predicate in load("families")["growing"]
    severity = Severity.SOFT if vague else Severity.HARD
    note = None
    if growing and severity is Severity.HARD:
        if _same_hour(scene, a, b):
            note = "possibly counted at different hours"
        else:
            note = "the later account has the lower count"
    evidence = [
        Evidence(ref.id, ref.figure.span, ref.figure.sentence, value) for ref, value in sides
    ]
    voices = [_voice(scene, ref, value) for ref, value in sides]
    return difference(scene, Kind.NUMBER, severity, _subject(a, b), evidence, score, voices, note)


def _voice(scene: Scene, ref: _Ref, value: str) -> tuple[Voice, str | None, str]:
    return ref.figure.voice, scene.person(ref.covered, ref.figure.holder), value


def _same_hour(scene: Scene, a: _Ref, b: _Ref) -> bool:
    first, second = scene.as_of(a.covered), scene.as_of(b.covered)
    return first is None or second is None or abs(first - second) < timedelta(hours=1)


def _value(ref: _Ref) -> str:
    figure = ref.figure
    words = re.sub(r"\s+", " ", ref.covered.text(figure.number)).strip()
    if figure.quantity == "count" and figure.hedge == "" and figure.value == int(figure.value):
        return f"{int(figure.value):,}"
    return words


_ASKS = {
    "money": "sum", "percent": "share", "measure": "measure", "age": "age", "rank": "rank",
    "score": "score", "vote": "vote", "clock": "time",
}  # fmt: skip


def _subject(a: _Ref, b: _Ref) -> str:
    """ "how many: carrying crew members": the fuller words of the two, without their number."""
    words = [_without_number(ref) for ref in (a, b)]
    best = max(words, key=lambda text: (len(text), text))
    if a.figure.quantity == "age":
        return f"age of {a.figure.counted.title()}"
    asked = _ASKS.get(a.figure.quantity, "how many")
    return f"{asked}: {best or a.figure.counted or a.figure.predicate}"


def _without_number(ref: _Ref) -> str:
    figure = ref.figure
    text = ref.covered.article.text
    before = text[figure.span.start : figure.number.start]
    after = text[figure.number.end : max(figure.span.end, figure.number.end)]
    return re.sub(r"\s+", " ", f"{before} {after}").strip(" ,;:-–—()").strip()
