"""Parts of a whole as accounts print them in; parts of one whole that exclude each other, out.

"Half of the 40 passengers", "ten of the 40" and "20 passengers" are brought to the share, the whole
and the count, and compared where the same noun does or undergoes the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from collation.coverage import Covered
from collation.differences.figures.reckoned.amounts import (
    AMOUNT,
    NUMBER,
    SHARE,
    amount,
    number,
    share,
)
from collation.differences.figures.reckoned.comparing import Form, Told, clashes, is_unreal, reports
from collation.differences.scene import Scene
from collation.differences.telling import words_in
from collation.differences.words import stem
from collation.discrepancy import Discrepancy
from extraction.annotations import Span
from extraction.numerals import PARTS, TENS, UNITS

_SURE = 0.75
_WEIGHT = 12.0
_NEAR = 30, 20  # characters behind and before a part in which what it does stands
#: What a number or a share ends with, before "of".
_LAST = frozenset((*PARTS, *UNITS, *TENS, "percent", "cent", "%", "half", "dozen"))
_OF = re.compile(r"([^\W_]+|%)\s+of\b")
_OPEN = re.compile(
    r"\b(?:poll|polls|survey\w*|vot\w+|among|includ\w+|another|other|others|rest|remaining"
    r"|more\s+than"
    r"|so\s+far|year|month|quarter\s+of\s+(?:the\s+)?(?:year|hour|century))\b",
    re.IGNORECASE,
)


@cache
def _pattern() -> re.Pattern[str]:
    whose = r"(?:the|its|their|his|her|all|these|those|[A-Z][\w-]+(?:['’]s|(?<=s)['’]))"
    noun = (
        r"(?P<noun>(?!(?:us|this|its|his|hers|was|is|has)\b)[a-z]+s|people|children|women|men|staff"
        r"|workforce|homes)"
    )
    return re.compile(
        rf"\b(?:(?P<share>(?i:{SHARE}))|(?P<n>(?i:{AMOUNT})))\s+of\s+(?:{whose}\s+)"
        rf"(?:(?P<total>{NUMBER})\s+)?(?:[a-z-]+\s+){{0,2}}?{noun}\b"
    )


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Parts that differ, one discrepancy a whole."""
    parts = [one for covered in scene.coverage.articles for one in _told(scene, covered)]
    nouns = frozenset(noun for one in parts for noun in one.topics["noun"])
    if not parts:
        return
    own = {(one.covered.id, one.sentence) for one in parts}
    counts = [
        one
        for covered in scene.coverage.articles
        for one in _counts(covered, nouns)
        if (covered.id, one.sentence) not in own
    ]
    pairs = [
        pair
        for pair in clashes(scene, [*parts, *counts], _compare, weight=_WEIGHT, single=True)
        if any(one in parts for one in pair)
    ]
    yield from reports(scene, pairs, "what share of them", _SURE)


def _compare(one: Told, other: Told) -> int:
    """As forms are compared, where the same is told of the parts."""
    if not one.parties[0] & other.parties[0]:
        return 0
    names = (one.form.keys() & other.form.keys()) - {"total"}
    apart = [
        one.form[name][1] < other.form[name][0] or other.form[name][1] < one.form[name][0]
        for name in names
    ]
    return 0 if not names else -1 if all(apart) else 1


def _told(scene: Scene, covered: Covered) -> Iterator[Told]:
    for row in scene.having(covered, ("of",)):
        sentence, words = row.span, covered.text(row.span)
        before = (word.lower() for word in _OF.findall(words))
        if not any(word in _LAST or word[:1].isdigit() for word in before) or _OPEN.search(words):
            continue
        for match in _pattern().finditer(words):
            form = _form(match)
            noun = stem(match["noun"])
            span = Span(sentence.start + match.start(), sentence.start + match.end())
            if form is None or is_unreal(covered, sentence, span):
                continue
            deed = _deed(covered, sentence, span) - {noun}
            topics = {"noun": frozenset({noun})}
            value = " ".join(match.group().split())
            yield Told(covered, sentence, span, form, value, topics, (deed,))


def _form(match: re.Match[str]) -> Form | None:
    total = number(match["total"]) if match["total"] else None
    if match["share"]:
        low, high = share(match["share"])
        if total is None:
            return {"share": (low, high)}
        counted = (low * total, high * total)
        return {"share": (low, high), "total": (total, total), "count": counted}
    low, high = amount(match["n"])
    if total is None or not 0 < low <= total:
        return None
    shares = (low / total - 0.03, high / total + 0.03)
    return {"share": shares, "total": (total, total), "count": (low, high)}


def _deed(covered: Covered, sentence: Span, span: Span) -> frozenset[str]:
    """Stems of the words right behind a part and right before it."""
    text = covered.article.text
    behind = Span(span.end, min(sentence.end, span.end + _NEAR[0]))
    before = Span(max(sentence.start, span.start - _NEAR[1]), span.start)
    return frozenset(word.stem for part in (behind, before) for word in words_in(text, part))


def _counts(covered: Covered, nouns: frozenset[str]) -> Iterator[Told]:
    """Plain counts of what some account tells a part of."""
    for figure in covered.reading.figures:
        noun = stem(figure.counted) if figure.counted else ""
        if figure.quantity != "count" or noun not in nouns or figure.negated or figure.hedge:
            continue
        if "of" in figure.modifiers or _OPEN.search(covered.text(figure.sentence)):
            continue
        span = Span(figure.number.start, max(figure.number.end, figure.phrase.end))
        deed = _deed(covered, figure.sentence, span) - {noun}
        form = {"count": (figure.low, figure.high)}
        value = f"{figure.value:g}"
        yield Told(covered, figure.sentence, figure.span, form, value,
                   {"noun": frozenset({noun})}, (deed,))  # fmt: skip
