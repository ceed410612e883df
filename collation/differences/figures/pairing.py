"""Two figures of different articles in; how surely what surrounds them makes them one figure, out.

Where no verb ties two numbers, other things do: another number of the same set ("818 products
worth $34 billion"), the parties of one deal, rare words beside both ("fitted with bump stocks"),
or that two long numbers of one thing are nearly the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from collation.differences.figures.approximation import CHANGES
from collation.differences.figures.slots import TIMES, Ref, same_place, same_time
from collation.differences.scene import Scene
from collation.differences.telling import weigh, weight, words_in
from collation.differences.words import load, state_of, stem
from extraction.annotations import Figure, Span

_REACH = 60  # characters on either side of a number that say what it is of
_CLOSE = 28  # the same for words that tell one set from another
_DIGITS = 2  # from which a number beside it tells the set that is counted
_DOZENS = 24  # from here on a vague number is of the whole: "hundreds of the victims"
_LARGE = 100  # from here on two numbers are hardly alike by chance
_ALIKE = 1.1  # ratio of two numbers that are nearly the same
_HAIR = 1.01  # of two numbers that only rounding or another count can have made
_DEALS = 1.3  # of two prices of one deal: with and without debt
_SET = 2.0  # of two counts of one set
_SETS = 3.0  # the same where they share more words than what is counted
_TOLD = 5.0  # weight of those words
SURE = 0.7  # from which a tie makes two numbers exclude each other
_LIKELY = 0.65
_RARE = 9.0  # weight of shared words that make two sets one
_TOLLS = frozenset({"dead", "injured", "arrested", "missing", "infected", "evacuated"})
_SOME = 2.5  # of those that must be shared at least
RANGE = re.compile(r"\b(?:between|from)\s+(?:[^\s]+\s+(?:\w+illion\s+)?(?:and|to)\s+)?$")
_NAME = re.compile(r"\b[A-Z][\w’'-]*\w")
#: Right before and right behind a number that counts what another number leaves out.
_MORE = re.compile(r"\b(?:another|additional|further|other|remaining|an? extra)\s+$", re.IGNORECASE)
_REST = re.compile(
    r"\s+(?:other(?!s)|more(?! than)|additional|further|lesser|remaining|extra)\b", re.IGNORECASE
)
_OTHERS = re.compile(r"\s+others\b")
_WHOLE = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|some|most|many|all|none|half)"
    r"\s+of\s+(?:(?:its|the|their|his|her|all)\s+)?$",
    re.IGNORECASE,
)
_POLL = re.compile(
    r"\b(?:poll|survey|sampl|respondent|(?:likely|registered) voter)\w*", re.IGNORECASE
)
_PART = re.compile(r"\s+of\s")
_OF_THOSE = re.compile(r"\s+(?:of\s+)?(?:the|these|those|its|their|his|her|our)\b")
_AVERAGE = re.compile(
    r"\b(?:average[ds]?|averaging|median|typical(?:ly)?|(?:an?|per|each|every)\s+"
    r"(?:hour|day|night|week|month|year)|hourly|daily|weekly|monthly|yearly|annual(?:ly)?)\b",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\b(?:also|as well|else|separate(?:ly)?|similar(?:ly)?)\b", re.IGNORECASE)
_FIRST = re.compile(
    r"\b(?:original|initial|first|earlier|previous(?:ly)?|unsolicited|opening|old)\b", re.IGNORECASE
)
_NEWER = re.compile(
    r"\b(?:new|revised|raised|sweetened|improved|latest|final|higher|up from)\b", re.IGNORECASE
)
#: What an election or a market counts anew from hour to hour.
_COUNTED_ON = frozenset({"ballot", "point", "seat", "delegate", "precinct", "mandate"})
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:19|20)\d\d)\b"
)
_PERIOD = re.compile(
    r"\b(?:last year|this year|last month|a year|per \w+|each \w+|a (?:day|week|month)"
    r"|since|quarter|annual\w*|monthly|weekly|daily)\b"
)
#: What moves from hour to hour: prices of shares, votes while they are counted.
_MOVING = re.compile(
    r"\b(?:(?:a|per|each)[\s-]share|apiece|trad(?:e|es|ed|ing) (?:at|around)|shares|stocks?|points?"
    r"|clos(?:e|ed|ing) (?:at|up|down)|per (?:barrel|ounce)|a barrel|precincts?|votes?|ahead"
    r"|trail\w*|lead(?:s|ing)?|led|index|polls?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """A figure with its surroundings: stems and names near it, other numbers, what marks it."""

    ref: Ref
    near: frozenset[str]
    names: frozenset[str]
    beside: frozenset[tuple[str, float]]
    months: frozenset[str]
    periods: frozenset[str]
    marks: frozenset[str]


def set_out(scene: Scene, ref: Ref) -> Setting:
    """The figure with its surroundings."""
    figure, text, sentence = ref.figure, ref.covered.article.text, ref.figure.sentence
    around = _around(figure, _REACH)
    words = words_in(text, around)
    near = frozenset(
        word.stem for word in words
        if not figure.number.start <= word.start < figure.number.end
        and not word.stem[0].isdigit()
        and (word.start > around.start or word.start == sentence.start)
    )  # fmt: skip
    close = _around(figure, _CLOSE).of(text)
    wide = around.of(text)
    marks = {
        name
        for name, pattern, where in (
            ("also", _ALSO, wide), ("polled", _POLL, sentence.of(text)),
            ("first", _FIRST, close), ("newer", _NEWER, close),
            ("average", _AVERAGE, close), ("moving", _MOVING, wide),
            ("changed", CHANGES, wide),
        )
        if pattern.search(where)
    }  # fmt: skip
    if ref.counted and CHANGES.fullmatch(ref.counted):
        marks.discard("changed")  # a cut is what is counted
    end = figure.number.end
    partial = _OF_THOSE if figure.hedge == "vague" else _PART
    many = figure.hedge == "vague" and figure.low >= _DOZENS
    if "of" in figure.modifiers or partial.match(text, end):
        marks.add("many" if many else "part")
    before = text[max(sentence.start, figure.number.start - _CLOSE) : figure.number.start]
    if figure.quantity == "count" and _WHOLE.search(before):
        marks.add("whole")
    if _OTHERS.match(text, figure.number.end):
        marks.add("others")
    if _MORE.search(before) or _REST.match(text, figure.number.end):
        marks.add("other")
    return Setting(
        ref,
        near,
        frozenset(stem(name) for name in _NAME.findall(wide)) - scene.central,
        frozenset(
            (other.unit or other.quantity, other.value)
            for other in ref.covered.reading.figures
            if other.sentence == sentence and other.number != figure.number
            and abs(other.number.start - figure.number.start) <= _REACH and _tells(other.value)
        ),
        frozenset(_MONTH.findall(sentence.of(text))),
        frozenset(word.lower() for word in _PERIOD.findall(sentence.of(text))),
        frozenset(marks),
    )  # fmt: skip


def _around(figure: Figure, reach: int) -> Span:
    sentence, number = figure.sentence, figure.number
    return Span(max(sentence.start, number.start - reach), min(sentence.end, number.end + reach))


def _tells(value: float) -> bool:
    """Whether a number has two digits or more besides zeros."""
    return len(f"{value:.10g}".partition("e")[0].replace(".", "").strip("0")) >= _DIGITS


def tie(a: Setting, b: Setting) -> float:
    """How sure it is that two figures, which differ, are of one thing; 0 for nothing shared."""
    one, other = a.ref.figure, b.ref.figure
    if (
        one.value == other.value
        or not same_place(one, other)
        or is_apart(a, b)
        or is_elsewhen(a, b)
    ):
        return 0.0
    if _ranges(a.ref) or _ranges(b.ref):
        return 0.0
    if a.ref.counted in TIMES and not a.ref.predicates & b.ref.predicates:
        return 0.0
    low, ratio = min(abs(one.value), abs(other.value)), _ratio(a, b)
    shared = a.near & b.near
    if _is_deal(a.ref) and _is_deal(b.ref) and one.quantity == "money":
        first = "first" in a.marks & b.marks and ratio <= _ALIKE
        return 0.8 if ratio <= _DEALS and (first or a.names & b.names) else 0.0
    rest = weigh(shared - {stem(a.ref.counted), stem(b.ref.counted)})
    long = low >= _LARGE and (_tells(one.value) or _tells(other.value))
    same = long and a.ref.counted == b.ref.counted
    if same and ratio <= _HAIR and weight(stem(a.ref.counted)) >= _SOME:
        return 0.75
    if not same_time(a.ref, b.ref):
        return 0.0
    if state_of(a.ref.predicate) in _TOLLS or state_of(b.ref.predicate) in _TOLLS:
        return 0.0
    if (
        a.beside & b.beside
        and "also" not in a.marks ^ b.marks
        and (ratio <= _SET or (ratio <= _SETS and rest >= _TOLD))
        and (one.quantity == "count" or (one.quantity == "money" and rest >= _TOLD))
    ):
        return 0.9 - 0.1 * ratio
    if "changed" in a.marks | b.marks and one.quantity == "money":
        return 0.0
    if same and ratio <= _ALIKE and rest >= _SOME:
        return 0.75
    if rest < _RARE or not ("part" in a.marks or ratio <= _SET):
        return 0.0
    return SURE if "part" in a.marks & b.marks or a.ref.predicates & b.ref.predicates else _LIKELY


def _ranges(ref: Ref) -> bool:
    """Whether it is one end of a range: "between $30 million and $60 million"."""
    start, text = ref.figure.number.start, ref.covered.article.text
    return RANGE.search(text[max(ref.figure.sentence.start, start - 24) : start]) is not None


def _ratio(a: Setting, b: Setting) -> float:
    """How many times the lesser of two numbers the greater is."""
    low, high = sorted((abs(a.ref.figure.value), abs(b.ref.figure.value)))
    return high / low if low else 9.0


def kind_of(ref: Ref) -> str:
    """The kind of what a figure counts, else its noun, else ""."""
    return _kinds().get(ref.counted, ref.counted)


def is_apart(a: Setting, b: Setting) -> bool:
    """Whether something marks two numbers as of two sets, two hours or two offers."""
    either, only = a.marks | b.marks, a.marks ^ b.marks
    if "polled" in either and a.ref.figure.quantity in ("count", "percent"):
        return True  # every poll has a sample of its own
    if (
        only & {"other", "part", "whole"}
        or ("average" in only and _is_count(a))
        or ({"first", "newer"} <= only and len(a.marks & only) == 1)
    ):
        return True
    if "many" in only and a.ref.figure.hedge == b.ref.figure.hedge:
        return True  # "hundreds of them" and "thousands"
    if "others" in only and max((a, b), key=_amount).marks.isdisjoint({"others"}):
        return True  # "two others" are left out of none, "three people" may include the first
    sum_ = a.ref.figure.quantity == "money" and not _is_deal(a.ref)
    if "changed" in only and sum_ and _ratio(a, b) > _HAIR:
        return True  # what is raised has an amount before and one after
    if a.months and b.months and not a.months & b.months:
        return True
    ballots = a.ref.figure.quantity != "vote" and not _COUNTED_ON.isdisjoint(
        (a.ref.counted, b.ref.counted)
    )
    if ballots and a.ref.covered.article.published != b.ref.covered.article.published:
        return True
    return "moving" in either and (a.ref.figure.quantity in ("money", "percent") or ballots)


def _amount(setting: Setting) -> float:
    return setting.ref.figure.value


def _is_count(a: Setting) -> bool:
    return a.ref.figure.quantity == "count"


def is_elsewhen(a: Setting, b: Setting) -> bool:
    """Whether the periods named beside two numbers differ."""
    return bool(a.periods and b.periods and not a.periods & b.periods)


def _is_deal(ref: Ref) -> bool:
    return kind_of(ref) == "offer"


@cache
def _kinds() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for words in load("kinds")["kinds"]:
        for word in words:
            table.setdefault(word, words[0])
    return table
