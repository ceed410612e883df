"""Two figures of different articles in; whether they fill one slot, out.

One slot: the same thing counted, in the same relation, at the same time and place, and no
narrower part of it. What ties two figures is the predicate, else what their sentences share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from collation.coverage import Covered
from collation.differences.scene import Scene
from collation.differences.words import STOP, closed, family, load, state_of, stem
from extraction.annotations import Figure

_LIGHT = frozenset(
    {"", "be", "have", "include", "say", "report", "tell", "give", "make", "see"}
    # nouns that a number hangs on: "a list of 545 products"
    | {"list", "number", "total", "series", "group", "set", "round", "range", "batch", "pair"}
)
#: Nouns for people in general: what is counted in one state is then the state alone.
_ANYBODY = frozenset({"person", "victim", "survivor", "death", "other", "soul", "life"})
_BACKGROUND = 10  # days before publication: a date further back is of another event
_DATED = 0.75  # confidence of a time from which its day tells two figures apart
_SIMILAR = 0.30  # shared content of two sentences below which a bare noun is no slot
_REPEATED = 0.5  # shared content from which two sentences tell one thing
_BEHIND = 22  # characters behind a number in which its state stands
_SMALL = re.compile(r"\b[a-z]{4,}\b")
_JOINT = re.compile(r"\b(?:and|or|but|while)\b|[,;:.]\s")
EXCLUSIVE = frozenset({"(dead)", "(injured)", "(saved)", "(missing)", "(arrested)"})
_NOUN = re.compile(r"\s+([A-Z]\w+)")
_WINDOW = re.compile(
    r"\b(?:since|this|in|of\s+the|within|for)\s+(?:the\s+|\w+\s+)?\w+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Ref:
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


def refer(scene: Scene, covered: Covered, figure: Figure) -> Ref:
    """The figure in normal form."""
    counted = family("counted", figure.counted) if figure.counted else ""
    neutral = load("families")["neutral"]
    own = stem(figure.predicate) if figure.predicate else ""
    predicate = family("predicate", figure.predicate) if figure.predicate else ""
    state = _state(covered, figure)
    predicates = frozenset(
        {
            predicate,
            state,
            *(_verb(m) for m in figure.modifiers if m.endswith(("ing", "ed"))),
        }
    )
    return Ref(
        covered,
        figure,
        "person" if counted in _ANYBODY and state in EXCLUSIVE else counted,
        predicate,
        predicates - _LIGHT,
        frozenset(
            stem(m)
            for m in figure.modifiers
            if m not in neutral
            and m not in STOP
            and stem(m) != own
            and closed(m) not in counted
            and closed(m) not in closed(figure.counted)
            and stem(m) not in scene.central
        ),
        scene.stems(covered, figure.sentence),
        scene.in_headline(covered, figure.span.start),
    )


def _state(covered: Covered, figure: Figure) -> str:
    """The state in which the figure counts people; "" for none.

    What stands right behind the number counts most ("50 people dead"), then the verb.
    """
    if figure.quantity != "count":
        return ""
    end = figure.number.end
    text = covered.article.text[end : min(end + _BEHIND, figure.sentence.end)]
    behind = _SMALL.findall(_JOINT.split(text)[0])
    for word in (*behind, figure.predicate, *figure.modifiers, figure.counted):
        state = state_of(word) if word else ""
        if state:
            return f"({state})"
    return ""


def _verb(participle: str) -> str:
    """ "striking" to strike's family: by the stem, since a participle has no lemma as adjective."""
    base = re.sub(r"(?:ing|ed)$", "", participle)
    for verb in (base, base + "e", base[:-1]):
        name = family("predicate", verb)
        if name != verb or verb in {f[0] for f in load("families")["predicate"]}:
            return name
    return base


def disjoint(a: Figure, b: Figure) -> bool:
    """Whether no number satisfies both, their hedges read as intervals."""
    if a.value == b.value:
        return False  # "three" and "more than three" are one figure, told more or less exactly
    return a.high < b.low or b.high < a.low


#: What opens or names another event than the one told of.
_ELSEWHERE = re.compile(
    r"^[“\"']?(?:Meanwhile|Elsewhere|Separately"
    r"|In (?:an? )?(?:separate|another|unrelated|different))\b"
    r"|\b(?:a separate|another|an unrelated|a different|a similar|a second)\s+(?:\w+\s+){0,2}"
    r"(?:incident|accident|crash|attack|shooting|blast|explosion|fire|case|storm|quake|collision"
    r"|disaster|raid|strike)\b",
)
#: How often something was done: the act is what is counted.
TIMES = frozenset(("time", "occasion"))


def same_slot(a: Ref, b: Ref) -> float:
    """How sure it is that two figures are about one quantity of one thing, 0 to 1."""
    one, other = a.figure, b.figure
    if not a.counted and one.quantity in ("count", "rank"):
        return 0.0
    if one.quantity == "rank":
        if window(a) != window(b):
            return 0.0  # "second this week" and "fourth since December"
    elif not same_place(one, other) or not (same_time(a, b) or _is_repeated(a, b)):
        return 0.0
    if not modifiers_fit(a, b) or other_state(a, b):
        return 0.0
    vague = (one.hedge == "vague") != (other.hedge == "vague")
    if ("of" in one.modifiers) != ("of" in other.modifiers) and not vague:
        return 0.0  # but "hundreds of the students" may be all
    if _elsewhere(a) != _elsewhere(b):
        return 0.0
    if a.counted in TIMES and stem(one.predicate) != stem(other.predicate):
        return 0.0  # "fired eight times", "hit him five times"
    similar = similarity(a, b)
    same_predicate = bool(a.predicates & b.predicates) and (
        {one.role, other.role} != {"nsubj", "obj"}
    )
    if same_predicate:
        score = 0.62 + 0.4 * similar
    elif one.quantity not in ("count", "rank") and not a.counted:
        return 0.0  # nothing but the unit ties them
    elif a.predicates and b.predicates:
        score = 0.3 + 0.5 * similar if similar >= 0.5 else 0.0
    else:
        score = 0.4 + 0.5 * similar if similar >= _SIMILAR else 0.0
    if one.quantity not in ("count", "rank", "score", "vote"):
        score -= 0.1 if similar >= _SIMILAR else 0.3
        if a.covered.article.published != b.covered.article.published:
            score -= 0.1  # shares and prices move from day to day
    if abs(_day(a) - _day(b)) > _BACKGROUND:
        score -= 0.2
    return max(0.0, min(score - _far(a, b), 0.98))


def _is_repeated(a: Ref, b: Ref) -> bool:
    """Whether two sentences, one of them dated, are so much alike that both tell of one day."""
    return None in (interval(a), interval(b)) and similarity(a, b) >= _REPEATED


def _elsewhere(ref: Ref) -> bool:
    """Whether the figure is one of another event: "Meanwhile, a seaplane crash near …"."""
    return _ELSEWHERE.search(ref.covered.text(ref.figure.sentence)) is not None


def other_state(a: Ref, b: Ref) -> bool:
    """Whether one counts the dead and the other, say, the injured."""
    one, other = a.predicates & EXCLUSIVE, b.predicates & EXCLUSIVE
    return bool(one and other and not one & other)


def _day(ref: Ref) -> int:
    published = ref.covered.article.published
    return published.toordinal() if published is not None else 0


def similarity(a: Ref, b: Ref) -> float:
    """Share of what the shorter sentence is about that the other has too, 0 to 0.8."""
    shared = (a.stems & b.stems) - {stem(a.counted), *map(stem, a.predicates)}
    return min(0.8, len(shared) / max(1, min(len(a.stems), len(b.stems))))


def _far(a: Ref, b: Ref) -> float:
    """What it takes from the score that the values lie far apart: then it is two things."""
    if a.figure.quantity == "clock":
        return 0.0 if abs(a.figure.value - b.figure.value) <= 90 else 0.5
    low, high = sorted((nearest(a.figure, b.figure), nearest(b.figure, a.figure)))
    if high - low <= 2:
        return 0.0
    ratio = high / low if low else 9.0
    return 0.0 if ratio <= 1.6 else 0.1 if ratio <= 2.5 else 0.5


def is_named(ref: Ref) -> bool:
    """Whether an ordinal is part of a name: "the 12th Amendment"."""
    text, figure = ref.covered.article.text, ref.figure
    noun = _NOUN.match(text, figure.number.end) if figure.quantity == "rank" else None
    return noun is not None and family("counted", noun.group(1)) == ref.counted


def nearest(figure: Figure, other: Figure) -> float:
    """The figure's number; of a vague one ("several") the one next to the other's."""
    if figure.hedge != "vague":
        return abs(figure.value)
    return min(max(other.value, figure.low), figure.high)


def window(ref: Ref) -> str:
    """The period a rank is counted over: "since December"."""
    end = ref.figure.span.end
    after = ref.covered.article.text[end : min(end + 40, ref.figure.sentence.end)]
    match = _WINDOW.search(after)
    return match.group().lower() if match else ""


def modifiers_fit(a: Ref, b: Ref) -> bool:
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


def same_time(a: Ref, b: Ref) -> bool:
    """Whether the days of two figures, where known, can be one day and none is long ago."""
    one, other = interval(a), interval(b)
    if one is None or other is None:
        return not (_long_ago(a, one) or _long_ago(b, other))
    return one[0] <= other[1] and other[0] <= one[1]


def _long_ago(ref: Ref, interval: tuple[int, int] | None) -> bool:
    """Whether the figure belongs to an earlier event that is told as background."""
    published = ref.covered.article.published
    if interval is None or published is None or ref.figure.when is None:
        return False
    at = ref.covered.reading.times[ref.figure.when].span.start
    before = ref.covered.article.text[max(0, at - 8) : at].lower()
    if re.search(r"\b(?:since|from)\s$", before):
        return False  # and so until now
    return interval[1] < published.toordinal() - _BACKGROUND


def interval(ref: Ref) -> tuple[int, int] | None:
    """First and last day of the figure's time, as ordinals; None where none is known."""
    if ref.figure.when is None:
        return None
    time = ref.covered.reading.times[ref.figure.when]
    if time.begin is None or time.end is None or time.confidence < _DATED:
        return None
    return time.begin.toordinal(), time.end.toordinal()


def same_place(a: Figure, b: Figure) -> bool:
    """Whether the places of two figures, where known, can be one."""
    if a.place is None or b.place is None:
        return True
    return a.place in b.place or b.place in a.place
