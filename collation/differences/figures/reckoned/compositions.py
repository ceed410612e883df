"""Those who died or were hurt, told one by one, in; sums that another account's count denies, out.

"A couple and their three children were killed" are five, and "two adults and two children" four:
neither is what "six people were killed" counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from collation.coverage import Covered
from collation.differences.figures.compatible import explains
from collation.differences.figures.reckoned.amounts import NUMBER, number
from collation.differences.figures.reckoned.comparing import (
    Told,
    as_ref,
    clashes,
    is_unreal,
    reports,
)
from collation.differences.figures.slots import Ref, refer
from collation.differences.scene import Scene
from collation.differences.words import load
from collation.discrepancy import Discrepancy
from extraction.annotations import Span

_SURE = 0.75
_WEIGHT = 10.0
_MOST = 60  # people who are told one by one
_SIGN = tuple("killed killing died dead drown perish injur hurt wound arrest detain rescu".split())
_STATES = {"(dead)": "dead", "(injured)": "injured", "(arrested)": "arrested", "(saved)": "saved"}
_VERBS = {"dead": "kill", "injured": "injure", "arrested": "arrest", "saved": "rescue"}
#: A number that is a part, or all but one, or that grows.
_LOOSE = re.compile(
    r"\b(?:includ\w+|among|other|others|another|more|so\s+far|at\s+least|critically|seriously|still"
    r"|unaccounted|suspect|gunm[ae]n|attackers?|bombers?|himself|herself|later)\b",
    re.IGNORECASE,
)


@cache
def _pattern() -> re.Pattern[str]:
    table = load("reckoned")["compositions"]
    people = "(?:" + "|".join(table["people"]) + ")"
    item = (
        rf"(?:(?:the\s+|his\s+|her\s+|their\s+)?(?:{NUMBER}|an?|his|her"
        rf"|their)\s+(?:[a-z-]+\s+){{0,2}}?"
        rf"{people}(?:,\s+(?:aged\s+)?[\w-]+(?:\s+and\s+\d+)?(?=,))?)"
    )
    states = "|".join(f"(?P<{name}>{'|'.join(words)})" for name, words in table["states"].items())
    before = "|".join(f"(?P<b_{name}>{'|'.join(words)})" for name, words in table["before"].items())
    listed = rf"{item}(?:,\s+{item})*,?\s+and\s+{item}"
    return re.compile(
        rf"\b(?P<list>{listed})\s+(?:(?:who|were|was|are|had|have|been|all|also|found"
        rf"|lying)\s+){{0,4}}"
        rf"(?:{states})\b|\b(?:{before})\s+(?P<after>{listed})\b",
        re.IGNORECASE,
    )


@cache
def _item() -> re.Pattern[str]:
    people = "(?:" + "|".join(load("reckoned")["compositions"]["people"]) + ")"
    return re.compile(
        rf"\b(?:(?:(?:his|her|their|the)\s+)?(?P<n>{NUMBER})|(?P<one>an?|his|her"
        rf"|their))\s+(?:[a-z-]+\s+){{0,2}}?(?P<who>{people})\b",
        re.IGNORECASE,
    )


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Sums of people that differ, one discrepancy an event and state."""
    lists = [one for covered in scene.coverage.articles for one in _told(scene, covered)]
    if not lists:
        return
    counts = [one for covered in scene.coverage.articles for one in _counted(scene, covered)]
    pairs = [
        pair
        for pair in clashes(scene, [*lists, *counts], weight=_WEIGHT)
        if any(one in lists for one in pair)
        and not explains(scene, _as_count(scene, pair[0]), _as_count(scene, pair[1]))
    ]
    yield from reports(scene, pairs, "how many people in all", _SURE)


def _as_count(scene: Scene, one: Told) -> Ref:
    """A sum as a count of people in a state, for what asks whether two counts may both hold."""
    state, (low, high) = next(iter(one.form.items()))
    figure = replace(
        as_ref(scene, one).figure, quantity="count", value=(low + high) / 2, low=low, high=high,
        counted="person", predicate=_VERBS[state],
    )  # fmt: skip
    return refer(scene, one.covered, figure)


def _told(scene: Scene, covered: Covered) -> Iterator[Told]:
    for row in scene.having(covered, _SIGN):
        sentence, words = row.span, covered.text(row.span)
        if " and " not in words or _LOOSE.search(words):
            continue
        for match in _pattern().finditer(words):
            span = Span(sentence.start + match.start(), sentence.start + match.end())
            total = _sum(match["list"] or match["after"])
            state = next(
                name for name in _VERBS if match[name] or match.groupdict().get(f"b_{name}")
            )
            if total and not is_unreal(covered, sentence, span):
                yield Told(covered, sentence, span, {state: (total, total)}, f"{total:g} in all")


def _sum(words: str) -> float:
    """How many people a list has; 0 where it does not say."""
    total = 0.0
    for match in _item().finditer(words):
        pair = match["who"].lower() in ("couple", "twins", "pair")
        if match["n"]:
            many = number(match["n"]) * (2 if pair and match["who"].lower() != "twins" else 1)
        elif match["who"].lower() == "parents" or pair:
            many = 2.0
        elif match["who"].lower().endswith("s") or match["who"].lower() == "children":
            return 0.0
        else:
            many = 1.0
        total += many
    return total if 1 < total <= _MOST else 0.0


def _counted(scene: Scene, covered: Covered) -> Iterator[Told]:
    """Plain counts of people in one of the states."""
    for figure in covered.reading.figures:
        if figure.quantity != "count" or figure.negated or figure.high > _MOST or figure.value < 2:
            continue
        ref = refer(scene, covered, figure)
        states = [name for mark, name in _STATES.items() if mark in ref.predicates]
        if len(states) != 1 or ref.counted != "person" or figure.modifiers or figure.hedge:
            continue
        words = covered.text(figure.sentence)
        if _LOOSE.search(words):
            continue
        form = {states[0]: (figure.low, figure.high)}
        yield Told(covered, figure.sentence, figure.span, form, f"{figure.value:g} in all")
