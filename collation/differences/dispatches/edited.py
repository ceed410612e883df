"""The articles of a story in; what editors changed in a dispatch that several of them print, out.

Printings of one dispatch are one source: what they differ in is an editor's hand, or a slip, and no
outlet contradicts another by it. So each is soft, and between `dispatch`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from collation.coverage import Covered
from collation.differences.dispatches.edits import find_edits
from collation.differences.dispatches.meanings import meanings
from collation.differences.dispatches.parts import Meaning, Part
from collation.differences.scene import Scene
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity

_MOST = 8  # printings of one dispatch that are compared: further ones are reprints of these
_SURE = 0.8
_BEFORE, _BEHIND = 7, 5  # words of the sentence around what was changed, in a subject
_WORD = re.compile(r"\S+")
_GAP = re.compile(r"\s(?=[,.;:!?])")  # where what was changed ended before a mark


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One report for each thing that was changed, with all printings that have it."""
    groups: dict[int, list[Covered]] = defaultdict(list)
    for covered in scene.coverage.articles:
        groups[covered.group].append(covered)
    for printings in groups.values():
        if len(printings) > 1:
            yield from _changed(scene, printings)


def _changed(scene: Scene, printings: Sequence[Covered]) -> Iterator[Discrepancy]:
    alike: dict[str, list[Covered]] = defaultdict(list)  # each text is compared once
    for covered in printings:
        alike[covered.article.text].append(covered)
    twins = {same[0].id: [covered.id for covered in same[1:]] for same in alike.values()}
    texts = [same[0] for same in alike.values()][:_MOST]
    found = [
        meaning
        for one, other in combinations(texts, 2)
        for edit in find_edits(one, other)
        for meaning in meanings(scene, edit)
    ]
    for kind, parts in _joined(found):
        sides = _sides(parts)
        if len({part.value for part in sides}) > 1:
            more = [replace(part, article=id) for part in sides for id in twins[part.article]]
            yield _report(scene, kind, [*sides, *more])


def _joined(found: Sequence[Meaning]) -> Iterator[tuple[Kind, list[Part]]]:
    """Changes of one place: a third printing's words for it stand beside those of the others."""
    rows: list[tuple[Kind, list[Part]]] = []
    for meaning in found:
        both = [meaning.left, meaning.right]
        known = [
            row
            for row in rows
            if row[0] is meaning.kind and any(_meet(part, one) for part in row[1] for one in both)
        ]
        for row in known:
            rows.remove(row)
            both = [*row[1], *both]
        rows.append((meaning.kind, both))
    yield from rows


def _meet(one: Part, other: Part) -> bool:
    return one.article == other.article and one.span.overlaps(other.span)


def _sides(parts: Sequence[Part]) -> list[Part]:
    """Each printing's words once; the shorter ones of two that overlap."""
    kept: list[Part] = []
    for part in sorted(parts, key=lambda p: (p.article, p.span.end - p.span.start, p.span)):
        if not any(_meet(part, one) for one in kept):
            kept.append(part)
    known: dict[str, str] = {}
    return [
        Part(p.article, p.span, p.sentence, known.setdefault(p.value.casefold(), p.value))
        for p in kept
    ]


def _report(scene: Scene, kind: Kind, parts: Sequence[Part]) -> Discrepancy:
    rows = sorted(
        (Evidence(p.article, p.span, p.sentence, p.value) for p in parts),
        key=lambda e: (e.value, e.article, e.span),
    )
    first = min(parts, key=lambda part: (part.article, part.span))
    subject = _subject(scene.coverage.article(first.article), first)
    return Discrepancy(kind, Severity.SOFT, Between.DISPATCH, subject, tuple(rows), _SURE)


def _subject(covered: Covered, part: Part) -> str:
    """The words around what was changed: "leaving … people dead and scores missing"."""
    text = covered.article.text
    before = _WORD.findall(text, part.sentence.start, part.span.start)
    behind = _WORD.findall(text, part.span.end, part.sentence.end)
    lead = "" if len(before) <= _BEFORE else "… "
    trail = "" if len(behind) <= _BEHIND else " …"
    words = " ".join([*before[-_BEFORE:], "[…]", *behind[:_BEHIND]])
    return lead + _GAP.sub("", words).strip(" .,;:") + trail
