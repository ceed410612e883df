"""Two figures that give one quantity in; whether it is that of two things all the same, out.

Of two events, places, people, days, stages or sets; of a whole and its part; of two hours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache

from collation.coverage import Covered
from collation.differences.figures.compatible import explains, is_added, lasts, ratio
from collation.differences.figures.measuring import in_unit
from collation.differences.figures.pairing import Setting, is_apart, set_out
from collation.differences.figures.slots import same_place, same_time
from collation.differences.figures.templates.given import WEEKDAYS, Given
from collation.differences.figures.templates.quantities import Quantity, sort_of
from collation.differences.figures.updates import are_hours_apart, is_update, makes_up
from collation.differences.figures.whose import differ_in_words, lists_of, of_two_things
from collation.differences.kin import OTHER, only_others
from collation.differences.scene import Scene
from collation.differences.words import STOP, family, load, stem

_FARTHEST = 2.5  # ratio of two values of one thing
_GUESSED = 6.0  # the same for crowds and damage, at which people guess
_GROWN = 2.0  # ratio of two counts from which, with no date, they may be of two hours
_SPOT = re.compile(
    r"\b(?:in|at|on|near|outside|inside) (?:the|a|an|its|their)(?: [\w-]+)?? ([\w-]+)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\W*(?:in\s+)?the\s+(first|second|third|fourth|fifth|other|latter|former)\b", re.IGNORECASE
)
_AIDES = re.compile(rf"\b(?:his|her|their|its)\s+(?:[\w-]+\s+)?{OTHER}", re.IGNORECASE)
_RECKONED = frozenset({"cost", "damage", "crowd"})
_FIRST, _SHARED = 3, 2  # sentences that tell whom it is about, and the stems they share
_SAME = 0.005  # share by which two prints of one number differ
_WIDE = frozenset(map(stem, "of people local angry striking desperate unfortunate".split()))
_NOUN = 50  # characters behind a number in which its noun stands
_SMALL = 3  # so many are often counted in an account for something else
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_TAX = re.compile(
    r"\b(?:pre-?tax|before tax(?:es)?|operating|gross|underlying|adjusted|ebitda?|core)\b",
    re.IGNORECASE,
)
_ONE_OF = re.compile(r"\b(?:one|1) of (?:(?:the|some|about|at least) )?$", re.IGNORECASE)


def are_apart(scene: Scene, a: Given, b: Given) -> bool:
    """Whether something speaks for two things that are counted."""
    one, other = a.ref, b.ref
    return (
        _is_far(a, b)
        or bool((a.stages ^ b.stages) - _put_up_with(a.quantity))
        or not same_place(one.figure, other.figure)
        or not same_time(one, other)
        or _of_other_months(a, b)
        or _on_other_days(a, b)
        or bool(_spots(a) and _spots(b) and not _spots(a) & _spots(b))
        or _which(a) != _which(b)
        or _is_aides(a) != _is_aides(b)
        or _are_narrower(a, b)
        or _name_others(a, b)
        or (a.quantity.owner and not _have_one_owner(scene, a, b))
        or _is_set_apart(scene, a, b)
        or _contrast(a, b)
        or _is_relative(a) != _is_relative(b)
        or differ_in_words(one, other, counting=a.quantity.name != "profit")
        or _are_two_profits(a, b)
        or of_two_things(scene, one, other)
        or explains(scene, one, other, grown=_may_have_grown(scene, a, b))
        or is_added(one, other)
    )


def say_two(a: Given, b: Given) -> bool:
    """Whether two who are quoted give the figures."""
    return bool(a.voice and b.voice and not a.voice & b.voice)


def _may_have_grown(scene: Scene, a: Given, b: Given) -> bool:
    """Whether dates of publication leave room for a count that rose."""
    if scene.days_apart(a.covered, b.covered) > 0:
        return True
    if say_two(a, b):
        return False
    dated = a.covered.article.published is not None and b.covered.article.published is not None
    return dated or ratio(a.ref, b.ref) > _GROWN


def _on_other_days(a: Given, b: Given) -> bool:
    """Whether the weekdays told beside the figures, or else where the account opens, differ."""
    if not a.weekdays and not b.weekdays:
        return False
    one, other = (given.weekdays or _opening_days(given.covered) for given in (a, b))
    return bool(one and other and not one & other)


def _opening_days(covered: Covered) -> frozenset[str]:
    opening = covered.reading.sentences[:_FIRST]
    return frozenset(
        day for each in opening for day in WEEKDAYS.findall(covered.text(each.span))
    )  # fmt: skip


def _spots(one: Given) -> frozenset[str]:
    """The parts of a place that are named beside the figure."""
    words = frozenset(match[1].lower() for match in _SPOT.finditer(one.covered.text(one.zone)))
    return words & frozenset(load("quantities")["spots"]["nouns"])


def _which(one: Given) -> str:
    """ "first" where the figure's clause opens with the first of several, and so on."""
    found = _NUMBERED.match(one.covered.text(one.zone))
    return found[1].lower() if found else ""


def _is_aides(one: Given) -> bool:
    """Whether the figure is one of "his accomplice", "her brother"."""
    return _AIDES.search(one.covered.text(one.zone).partition(_printed(one))[0]) is not None


def _printed(one: Given) -> str:
    return one.covered.text(one.figure.number)


def _put_up_with(quantity: Quantity) -> frozenset[str]:
    """What is reckoned is foreseen, too: "the bridge is expected to cost"."""
    return frozenset({"foreseen"}) if quantity.name in _RECKONED else frozenset()


def is_given_elsewhere(a: Given, b: Given) -> bool:
    """Whether one account prints the other's value of the same kind, or parts that make it up."""
    return makes_up(a.ref, b.ref) or _prints(a, b) or _prints(b, a) or _sums(a, b)


def _prints(one: Given, other: Given) -> bool:
    return any(
        figure.quantity == other.figure.quantity
        and figure.number != one.figure.number
        and (other.figure.value > _SMALL or figure.counted == other.figure.counted)
        and abs(figure.value - other.figure.value) <= _SAME * abs(other.figure.value)
        for figure in one.covered.reading.figures
        if figure.unit == other.figure.unit
    )


def _sums(a: Given, b: Given) -> bool:
    """Whether the account of the lesser count has another that makes up the difference."""
    if a.figure.quantity not in ("count", "money"):
        return False
    lesser, greater = sorted((a, b), key=lambda one: one.figure.value)
    apart = greater.figure.value - lesser.figure.value
    return apart > _SMALL and any(
        figure.quantity == lesser.figure.quantity and figure.value == apart
        for figure in lesser.covered.reading.figures
    )


def _is_far(a: Given, b: Given) -> bool:
    one, two = a.figure, b.figure
    if one.unit != two.unit:
        two = in_unit(two, one.unit)
    low, high = sorted((abs(one.value), abs(two.value)))
    if a.quantity.guess:
        return high > _GUESSED * low
    return high - low > 2 and high > _FARTHEST * low


def _of_other_months(a: Given, b: Given) -> bool:
    """Whether the months or years told beside the figures differ, or one is of long ago."""
    if a.months and b.months:
        return not a.months & b.months
    only, other = (a, b) if a.months else (b, a)
    years = {word for word in only.months if word.isdigit()}
    if not years:
        return False
    published = other.covered.article.published
    return published is None or str(published.year) not in years


def _are_narrower(a: Given, b: Given) -> bool:
    """Whether the lesser figure counts a kind of what the greater counts, or both a kind of it."""
    if sort_of(a.figure) != "count" or a.quantity.owner:
        return False
    lesser, greater = sorted((a, b), key=lambda one: one.figure.value)
    one, two = (_parts().get(given.ref.counted, "") for given in (lesser, greater))
    if "home" in (one, two) and "building" not in (lesser.ref.counted, greater.ref.counted):
        return False  # homes and households without power
    if one == two:
        return _is_narrowed(lesser, greater)
    return bool(one)


@cache
def _parts() -> Mapping[str, str]:
    return {word: words[0] for words in load("quantities")["parts"]["lists"] for word in words}


def _is_narrowed(lesser: Given, greater: Given) -> bool:
    """Whether the lesser count has a modifier that the greater's account does not bear out."""
    return bool(_before_noun(lesser) - greater.ref.stems - _WIDE)


def _before_noun(one: Given) -> frozenset[str]:
    """The modifiers that stand between the number and its noun: "six young skiers"."""
    text, end = one.covered.article.text, one.figure.number.end
    words: list[str] = []
    for match in _WORD.finditer(text, end, min(end + _NOUN, one.figure.sentence.end)):
        if family("counted", match.group().lower()) == one.ref.counted:
            return one.ref.modifiers & frozenset(words)
        words.append(stem(match.group().lower()))
    return frozenset()


def _name_others(a: Given, b: Given) -> bool:
    """Whether each sentence has names, none shared, of which the other account knows none."""
    one, other = _names(a), _names(b)
    if not one or not other or one & other:
        return False
    return _lacks(b.covered, one) and _lacks(a.covered, other)


def _names(one: Given) -> frozenset[str]:
    """Stems of the names in the figure's sentence, but for who says it."""
    found: set[str] = set()
    for name in one.covered.reading.names:
        if one.figure.sentence.covers(name.span):
            found |= {stem(word.lower()) for word in _WORD.findall(name.text)}
    return frozenset(found - one.voice - STOP)


def _lacks(covered: Covered, stems: frozenset[str]) -> bool:
    return stems.isdisjoint(
        stem(word.lower()) for name in covered.reading.names for word in _WORD.findall(name.text)
    )


def _have_one_owner(scene: Scene, a: Given, b: Given) -> bool:
    """Whether both may be one owner's: who is named in both, or whom one account opens with."""
    one, other = _names(a), _names(b)
    if one and other:
        return bool(one & other)
    if one or other:
        named, bare = (a, b) if one else (b, a)
        opening = [sentence.span for sentence in bare.covered.reading.sentences[:_FIRST]]
        told = " ".join(bare.covered.text(span) for span in opening)
        return bool(_names(named) & {stem(word.lower()) for word in _WORD.findall(told)})
    return bool(scene.central) or len(_opening(scene, a) & _opening(scene, b)) >= _SHARED


def _opening(scene: Scene, one: Given) -> frozenset[str]:
    """What the first sentences of its account are about, as stems."""
    sentences = one.covered.reading.sentences[:_FIRST]
    return frozenset().union(*(scene.stems(one.covered, each.span) for each in sentences))


def _contrast(a: Given, b: Given) -> bool:
    """Whether the zones have different words of one list of contrasts, sums of business apart."""
    one, other = (lists_of(given.covered.text(given.zone)) for given in (a, b))
    return any(
        one[at].isdisjoint(other[at])
        for at in one.keys() & other.keys()
        if not (a.quantity.owner and a.figure.quantity == "money")
    )


def _is_relative(one: Given) -> bool:
    """Whether its sentence names somebody, and only to tell of a relative or an aide."""
    mentions = [
        mention
        for person in one.covered.reading.people
        if person.kind == "person"
        for mention in person.mentions
    ]
    return only_others(one.covered, one.zone, mentions)


def _are_two_profits(a: Given, b: Given) -> bool:
    """Whether one profit is before tax and the other after it, or one of the business alone."""
    if a.quantity.name != "profit":
        return False
    told = [one.covered.text(one.zone) for one in (a, b)]
    return (_BEFORE_TAX.search(told[0]) is None) != (_BEFORE_TAX.search(told[1]) is None)


def _is_set_apart(scene: Scene, a: Given, b: Given) -> bool:
    """What marks two numbers as of two sets, their months left out: those are of the zones."""
    return is_apart(*(_setting(scene, one) for one in (a, b)))


def _setting(scene: Scene, one: Given) -> Setting:
    left = {"polled", "part"}  # "40 of its branches" are 40 branches
    if sort_of(one.figure) != "count":
        left |= {"other", "average"}
    start, text = one.figure.number.start, one.covered.article.text
    if _ONE_OF.search(text, max(0, start - 12), start):
        left.add("whole")  # "one of 86 homes" counts them all
    setting = set_out(scene, one.ref)
    return replace(setting, months=frozenset(), periods=frozenset(), marks=setting.marks - left)


def are_of_two_hours(scene: Scene, a: Given, b: Given) -> bool:
    """Whether what grows or is counted anew is counted at two hours, or on two days."""
    if is_update(a.ref, b.ref):
        return True
    if are_hours_apart(a.ref, b.ref):
        return a.quantity.lasts or a.quantity.grows
    if not (a.quantity.lasts or a.quantity.grows or (lasts(a.ref) and lasts(b.ref))):
        return False
    first, second = scene.as_of(a.covered), scene.as_of(b.covered)
    if first is None or second is None or abs(first - second) < timedelta(hours=1):
        return False
    if a.quantity.lasts:
        return True
    earlier, later = (a, b) if first < second else (b, a)
    return later.figure.value >= earlier.figure.value
