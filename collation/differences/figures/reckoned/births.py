"""Years of birth in; ages of the same people that these deny, out.

Who was born in 1931 and died in 2024 was 92 or 93, and who was born in 2012 is 12 or 13 in an
article of 2025.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from collation.coverage import Covered
from collation.differences.figures.reckoned.comparing import (
    Told,
    clashes,
    reports,
    sentences_before,
)
from collation.differences.scene import Scene
from collation.differences.words import stem
from collation.discrepancy import Discrepancy
from extraction.annotations import Span

_SURE = 0.8
_BACK = 2
_OLDEST = 115
_BORN = re.compile(
    r"\b[Bb]orn\s+(?:[A-Z][\w-]+\s+)?(?:(?:in|on|at|near|to)\s+[^.;]{0,60}?)?\b((?:18|19|20)\d\d)\b"
    r"|\b(?:[Hh]is|[Hh]er)\s+birth\s+in\s+((?:18|19|20)\d\d)\b"
)
_LIFE = re.compile(r"\(((?:18|19|20)\d\d)\s?[-–—]\s?((?:19|20)\d\d)\)")
_DIED = re.compile(r"\b(?:died|dies|death)\b[^.;]{0,40}?\b((?:19|20)\d\d)\b")
_WAS = re.compile(
    r"\b(?:[A-Z][\w’-]+|[Ss]?[Hh]e)\s+(?:was|is|had\s+been)\s+(\d{2,3})(?=[.;]|,?\s+and\b|$)"
)
_NAME = re.compile(r"\b[A-Z][\w’-]+")
_THEN = re.compile(
    r"\b(?:when|at\s+the\s+age|at\s+age|since|turn(?:s|ed|ing)?|until|then|as\s+an?)\b",
    re.IGNORECASE,
)
_ANYBODY = frozenset(map(stem, "the he she his her it they in on at a an".split()))


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Ages and births that exclude each other, one discrepancy a person."""
    births = [one for covered in scene.coverage.articles for one in _births(scene, covered)]
    if not births:
        return
    ages = [one for covered in scene.coverage.articles for one in _ages(scene, covered)]
    pairs = [
        pair
        for pair in clashes(scene, [*births, *ages], _compare, anywhere=True)
        if any(one in births for one in pair)
    ]
    yield from reports(scene, pairs, "how old", _SURE)


def _compare(one: Told, other: Told) -> int:
    """-1 where one is born when the other says, and of another age; 0 for two people."""
    if not one.parties[0] & other.parties[0] or one.form.keys() != other.form.keys():
        return 0
    (low, high), (least, most) = one.form["age"], other.form["age"]
    return -1 if high < least or most < low else 1


def _births(scene: Scene, covered: Covered) -> Iterator[Told]:
    published = covered.article.published
    for row in scene.having(covered, ("born", "birth", "18", "19", "20")):
        sentence, words = row.span, covered.text(row.span)
        for match in (*_BORN.finditer(words), *_LIFE.finditer(words)):
            born = int(match.group(1) or match.group(2))
            if match.re is _LIFE:
                ended: int | None = int(match.group(2))
            else:
                died = _DIED.search(words, match.end())
                ended = int(died.group(1)) if died else published.year if published else None
            names = _names(covered, sentence, match.start())
            if ended is None or not names or not 0 < ended - born <= _OLDEST:
                continue
            form = {"age": (float(ended - born - 1), float(ended - born))}
            span = Span(sentence.start + match.start(), sentence.start + match.end())
            yield Told(covered, sentence, span, form, f"born in {born}", parties=(names,))


def _names(covered: Covered, sentence: Span, until: int) -> frozenset[str]:
    """Stems of the name before a place in a sentence, else of those in the ones before it."""
    found = _person(covered, Span(sentence.start, sentence.start + until))
    for before in sentences_before(covered, sentence, _BACK):
        found = found or _person(covered, before)
    return found


def _person(covered: Covered, span: Span) -> frozenset[str]:
    """Stems of the only person's name in a stretch; empty for nobody or for several."""
    names = [
        frozenset(map(stem, _NAME.findall(name.text)))
        for name in covered.reading.names
        if name.kind == "person" and span.covers(name.span)
    ]
    if not names:
        return frozenset()
    joined = frozenset().union(*names)
    return joined - _ANYBODY if all(name & names[0] for name in names) else frozenset()


def _ages(scene: Scene, covered: Covered) -> Iterator[Told]:
    for figure in covered.reading.figures:
        if figure.quantity != "age" or figure.hedge or figure.negated:
            continue
        before = covered.article.text[figure.sentence.start : figure.number.start]
        if _THEN.search(before[-40:]):
            continue
        if _is_name(covered, figure.counted):
            names = frozenset(map(stem, figure.counted.split()))
            form = {"age": (figure.low, figure.high)}
            value = f"aged {figure.value:g}"
            yield Told(covered, figure.sentence, figure.span, form, value, parties=(names,))
    for row in scene.having(covered, ("was", "is", "had")):
        for match in _WAS.finditer(covered.text(row.span)):
            names = _names(covered, row.span, match.end())
            years = float(match.group(1))
            if names and years <= _OLDEST:
                span = Span(row.span.start + match.start(), row.span.start + match.end())
                form = {"age": (years, years)}
                yield Told(covered, row.span, span, form, f"aged {years:g}", parties=(names,))


def _is_name(covered: Covered, counted: str) -> bool:
    return any(
        person.name.lower() == counted and person.kind == "person"
        for person in covered.reading.people
    )
