"""What accounts tell in one normal form in; the pairs of them that cannot both be so, out.

A form is a set of intervals by name ("ayes", "margin", "share"): what an account says outright and
what follows from it. Two forms clash where the intervals of one name have nothing in common. They
must be told of one thing: what stands around them shares words, and no day, year, stage or owner
tells them apart; and neither account may have a form that agrees with the other's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from collation.coverage import Covered
from collation.differences.clause import clause_at, fuller
from collation.differences.figures.reckoned.amounts import Interval, disjoint
from collation.differences.figures.slots import Ref, refer
from collation.differences.figures.whose import are_two
from collation.differences.scene import Scene, difference
from collation.differences.telling import weigh
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Figure, QuotationKind, Span, TimeType, Voice

_DAYS = 4  # between publications, within which two accounts are of one state of things
_WEIGHT = 9.0  # of the words that the surroundings of two forms share
_EPSILON = 1e-9
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
#: "The chairman said on Thursday" dates the word and not what it is of.
_SAID_ON = re.compile(
    r"\b(?:said|says|told|announced|reported|published|released|added)\s+(?:[\w’']+\s+){0,3}?"
    r"(?:on\s+|late\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
#: What was so, or might be, at another time than the account's.
_THEN = re.compile(
    r"\b(?:in|since|of)\s+((?:19|20)\d\d)\b|\b((?:last|previous)\s+(?:year|season|month|time"
    r"|election"
    r"|vote|game|match|poll|survey|term|series|meeting))\b|\b(years?\s+ago|a\s+(?:year"
    r"|month)\s+earlier)\b"
    r"|\b(in\s+(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December))\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:would(?:\s+have)?|could|might|(?-i:may)|if|unless|whether|needs?|needed\s+(?:to|for|in)"
    r"|requir(?:es?|ed"
    r"|ing)"
    r"|must|should|expect(?:s|ed)?|likely|predict\w*|forecast\w*|projected|hop(?:es?|ed|ing)"
    r"|aim(?:s|ed|ing)?|target\w*|wants?\s+to|plan(?:s|ned)\s+to|threshold|vow\w*|threaten\w*)\b",
    re.IGNORECASE,
)


#: Behind a form: "61 percent in Dunmore".
_WHERE = re.compile(r"[^,.;:]{0,30}?\b(?:in|at|near|for|from)\s+((?:[A-Z][\w’'-]+\s?)+)")

Form = Mapping[str, Interval]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A form as one account tells it; `value` is its side in words, `topic` what sets it apart.

    Topics are compared by name: of two accounts that both have one they must share a word. Parties
    are whom it is told of, in an order that the form has a meaning for.
    """

    covered: Covered
    sentence: Span
    span: Span
    form: Form
    value: str
    topics: Mapping[str, frozenset[str]] = field(default_factory=dict)
    parties: tuple[frozenset[str], ...] = ()


def relation(one: Form, other: Form) -> int:
    """-1 where two forms cannot both hold, 1 where they can, 0 where nothing can be compared."""
    names = one.keys() & other.keys()
    if any(_apart(one[name], other[name]) for name in names):
        return -1
    return 1 if names else 0


def _apart(one: Interval, other: Interval) -> bool:
    slack = _EPSILON * max(1.0, *(abs(x) for x in (*one, *other) if abs(x) < 1e18))
    return disjoint((one[0] - slack, one[1] + slack), other)


Relation = Callable[[Told, Told], int]


def related(one: Told, other: Told) -> int:
    """`relation` of what two accounts tell."""
    return relation(one.form, other.form)


def clashes(
    scene: Scene,
    told: Iterable[Told],
    compare: Relation = related,
    *,
    weight: float = _WEIGHT,
    owners: bool = True,
    single: bool = False,
    back: int = 1,
    anywhere: bool = False,
) -> list[tuple[Told, Told]]:
    """Pairs of different sources that tell one thing and cannot both be right.

    With `single`, nothing of an account that tells several such things that exclude each other;
    with `anywhere`, whatever stands around them: of people who are named it makes no difference.
    """
    by_article: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_article[one.covered.id].append(one)
    found = []
    for mine, theirs in combinations(by_article.values(), 2):
        first, second = mine[0].covered, theirs[0].covered
        if first.group == second.group or scene.days_apart(first, second) > _DAYS:
            continue
        for one in mine:
            for other in theirs:
                if compare(one, other) >= 0 or not _may_be_one(one, other):
                    continue
                if any(compare(its, other) > 0 and _topical(its, other) for its in mine):
                    continue
                if any(compare(one, its) > 0 and _topical(one, its) for its in theirs):
                    continue
                if single and (
                    _is_several(one, mine, compare) or _is_several(other, theirs, compare)
                ):
                    continue
                if anywhere or is_one_occasion(scene, one, other, weight, owners=owners, back=back):
                    found.append((one, other))
    return found


def _is_several(one: Told, told: Sequence[Told], compare: Relation) -> bool:
    return any(compare(one, its) < 0 and _topical(one, its) for its in told if its is not one)


def _topical(one: Told, other: Told) -> bool:
    return all(
        not one.topics[name]
        or not other.topics[name]
        or not one.topics[name].isdisjoint(other.topics[name])
        for name in one.topics.keys() & other.topics.keys()
    )


def _may_be_one(one: Told, other: Told) -> bool:
    return _topical(one, other)


def is_one_occasion(
    scene: Scene,
    one: Told,
    other: Told,
    weight: float = _WEIGHT,
    *,
    owners: bool = True,
    back: int = 1,
) -> bool:
    """Whether what stands around two forms is of one thing, and nothing tells them apart."""
    if _then(one) != _then(other):
        return False
    days = _weekdays(one), _weekdays(other)
    if days[0] and days[1] and days[0].isdisjoint(days[1]):
        return False
    places = _places(one), _places(other)
    if (places[0] and places[1] and places[0].isdisjoint(places[1])) or _dates_apart(one, other):
        return False
    if owners and are_two(scene, as_ref(scene, one), as_ref(scene, other)):
        return False
    shared = around(scene, one, back) & around(scene, other, back)
    return weigh(stem for stem in shared if not stem[0].isdigit()) >= weight


def around(scene: Scene, one: Told, back: int = 1) -> frozenset[str]:
    """Stems of the words of the form's sentence and of those before it."""
    telling = next(t for t in scene.told if t.covered is one.covered)
    starts = [line.span.start for line in telling.lines]
    at = bisect_right(starts, one.sentence.start) - 1
    lines = telling.lines[max(0, at - back) : at + 1]
    return frozenset().union(*(line.stems for line in lines))


def sentences_before(covered: Covered, sentence: Span, back: int) -> Sequence[Span]:
    """So many sentences right before one, the nearest first."""
    spans = [row.span for row in covered.reading.sentences]
    at = bisect_right(spans, sentence) - 1
    return spans[max(0, at - back) : max(0, at)][::-1]


def is_unreal(covered: Covered, sentence: Span, place: Span) -> bool:
    """Whether the clause up to the end of a place is of what may be, must be or is hoped for."""
    text = covered.article.text
    before = re.split(r"[;:—]|,\s+(?:and|but|while)\s", text[sentence.start : place.end])[-1]
    return _UNREAL.search(before) is not None


def _then(one: Told) -> frozenset[str]:
    year = one.covered.article.published
    own = str(year.year) if year is not None else ""
    words = one.covered.text(one.sentence)
    found = {next(filter(None, m.groups())).lower() for m in _THEN.finditer(words)}
    month = f"in {year:%B}".lower() if year is not None else ""
    return frozenset(found - {own, month})


def _weekdays(one: Told) -> frozenset[str]:
    return frozenset(_WEEKDAY.findall(_SAID_ON.sub("", one.covered.text(one.sentence))))


def _places(one: Told) -> frozenset[str]:
    """The words of the place, or of whom else the name right behind the form is."""
    match = _WHERE.match(one.covered.article.text, one.span.end, one.sentence.end)
    return frozenset(match.group(1).split()) if match else frozenset()


def _dates_apart(one: Told, other: Told) -> bool:
    """Whether both sentences have days of the calendar, and none in common."""
    mine, theirs = _days(one), _days(other)
    if mine and theirs and {day for day, _ in mine}.isdisjoint(day for day, _ in theirs):
        exact = [all(form == "month day" for _, form in days) for days in (mine, theirs)]
        if all(exact):
            return True
    for days, later in ((mine, other), (theirs, one)):
        published = later.covered.article.published
        if days and published is not None and all(day > published for day, _ in days):
            return True  # the other account stood before it happened
    return False


def _days(one: Told) -> set[tuple[date, str]]:
    """The days of the calendar in the form's sentence, with how they are told."""
    return {
        (time.begin, time.form)
        for time in one.covered.reading.times
        if time.begin is not None and time.type is TimeType.DATE and time.precision == "day"
        and one.sentence.covers(time.span)
    }  # fmt: skip


def as_ref(scene: Scene, one: Told) -> Ref:
    """The form as a figure, for what asks of figures whose they are."""
    voice, holder = voice_at(one.covered, one.span.start)
    figure = Figure(
        one.span, one.span, one.span, one.sentence, "vote", 0.0, 0.0, 0.0, "", "", "", (), "", "",
        None, None, voice, holder,
    )  # fmt: skip
    return refer(scene, one.covered, figure)


def voice_at(covered: Covered, offset: int) -> tuple[Voice, int | None]:
    """Whose word a place is, and who that is by number in the reading."""
    for quotation in covered.reading.quotations:
        if any(piece.start <= offset < piece.end for piece in quotation.content):
            direct = quotation.kind is QuotationKind.DIRECT
            return (Voice.QUOTED if direct else Voice.REPORTED), quotation.person
    return Voice.OUTLET, None


def reports(
    scene: Scene,
    pairs: Sequence[tuple[Told, Told]],
    question: str,
    sure: float,
    kind: Kind = Kind.NUMBER,
) -> Iterator[Discrepancy]:
    """One discrepancy for all pairs that hang together; its subject is the question and a clause.

    Where each side is the word of somebody else it is soft.
    """
    for group in _joined(pairs):
        rows = sorted(group, key=lambda t: (t.covered.id, t.span))
        words = fuller(*(clause_at(t.covered, t.sentence, t.span) for t in rows))
        voices = []
        for row in rows:
            voice, holder = voice_at(row.covered, row.span.start)
            voices.append((voice, scene.person(row.covered, holder), row.value))
        evidence = [Evidence(t.covered.id, t.span, t.sentence, t.value) for t in rows]
        subject = f"{question}: “{words}”"
        found = difference(scene, kind, Severity.HARD, subject, evidence, sure, voices)
        if found.between is Between.SOURCES:
            found = difference(scene, kind, Severity.SOFT, subject, evidence, sure, voices)
        yield found


def _joined(pairs: Sequence[tuple[Told, Told]]) -> list[list[Told]]:
    """Forms that are tied by pairs, in groups; of one side's in one account the first only."""
    groups: list[list[Told]] = []
    for pair in pairs:
        touched = [group for group in groups if any(one in group for one in pair)]
        joined: list[Told] = []
        for one in (*(one for group in touched for one in group), *pair):
            if one not in joined:
                joined.append(one)
        groups = [group for group in groups if group not in touched]
        groups.append(joined)
    return [_once(group) for group in groups]


def _once(group: list[Told]) -> list[Told]:
    kept: dict[tuple[str, str], Told] = {}
    for one in group:
        kept.setdefault((one.covered.id, one.value), one)
    return list(kept.values())
