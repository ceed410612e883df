"""Figures whose surroundings are the same words in; numbers that differ, out.

Two constructions tie two figures more surely than what they count: a sentence printed twice with
another number in it ("Strike affects 400,000 students", "Strike affects 350,000 students"), and a
part of one whole ("20 of 71 laps", "21 of 71 laps").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from collation.coverage import Covered
from collation.differences.figures.approximation import is_moving, rounds
from collation.differences.figures.slots import Ref, disjoint, refer
from collation.differences.figures.updates import is_update, makes_up
from collation.differences.question import question
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Figure, Span

_WORD = re.compile(r"[^\W\d_]+")
_OF = re.compile(r"\s+of\s+(?:(?:the|its|their|all|some|about)\s+)*$", re.IGNORECASE)
_FEWEST = 4  # words of a sentence that is printed twice
_FARTHEST = 2.0  # ratio of the two numbers
_WHOLE = 10  # the least whole that parts are compared of
_NEAR = 0.05  # of the whole: parts further apart are parts of another kind
_ROUND = 5  # "51 of 100 senators" is any vote: wholes divisible by it need one predicate


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Numbers that one frame gives differently."""
    frames: dict[tuple[str, ...], list[Ref]] = defaultdict(list)
    parts: dict[tuple[float, str], list[tuple[Ref, Figure]]] = defaultdict(list)
    for covered in scene.coverage.articles:
        figures = covered.reading.figures
        for at, figure in enumerate(figures):
            if figure.quantity not in ("count", "money", "percent") or figure.negated:
                continue
            frame = _frame(covered, figure)
            if len(frame) >= _FEWEST:
                frames[frame].append(refer(scene, covered, figure))
            whole = figures[at + 1] if at + 1 < len(figures) else None
            if whole is not None and _is_whole(covered, figure, whole):
                ref = refer(scene, covered, whole if whole.counted else figure)
                if ref.counted:
                    part = refer(scene, covered, figure)
                    parts[whole.value, ref.counted].append((part, whole))
    for _, refs in sorted(frames.items()):
        yield from _printed_twice(scene, refs)
    for (_, counted), found in sorted(parts.items(), key=lambda row: row[0]):
        yield from _of_one_whole(scene, counted, found)


def _frame(covered: Covered, figure: Figure) -> tuple[str, ...]:
    """The words of the sentence without the number, where it stands marked by "#"."""
    text, sentence = covered.article.text, figure.sentence
    before = _WORD.findall(text[sentence.start : figure.number.start].lower())
    after = _WORD.findall(text[figure.number.end : sentence.end].lower())
    if re.search(r"\d", text[sentence.start : figure.number.start]) or re.search(
        r"\d", text[figure.number.end : sentence.end]
    ):
        return ()  # a row of a table
    return (*before, "#", *after)


def _is_whole(covered: Covered, part: Figure, whole: Figure) -> bool:
    between = covered.article.text[part.number.end : whole.number.start]
    return (
        part.sentence == whole.sentence
        and len(between) < 20
        and _OF.fullmatch(between) is not None
        and whole.value >= _WHOLE
        and part.value < whole.value
        and not part.hedge
    )


def _printed_twice(scene: Scene, refs: list[Ref]) -> Iterator[Discrepancy]:
    rows = [(ref, _value(ref)) for ref in refs if not ref.figure.hedge and not is_moving(ref)]
    values = {ref.figure.value for ref, _ in rows}
    dozens = any("dozen" in ref.covered.text(ref.figure.number).lower() for ref, _ in rows)
    if dozens and not disjoint(rows[0][0].figure, rows[-1][0].figure):
        return  # "two dozen" may be 23
    least, most = min(values, default=0.0), max(values, default=0.0)
    if len(values) < 2 or most > _FARTHEST * least or rounds(least, most) or rounds(most, least):
        return
    if any(ref.figure.unit != rows[0][0].figure.unit for ref, _ in rows):
        return
    first = rows[0][0]
    if any(
        is_update(one, other) or makes_up(one, other)
        for (one, _), (other, _) in combinations(rows, 2)
        if one.id != other.id and one.figure.value != other.figure.value
    ):
        return
    if len({ref.id for ref in refs}) == 1 and not any(ref.headline for ref in refs):
        return  # two nights, told of alike
    if len({ref.id for ref, _ in rows}) > 1 and len(
        {ref.covered.article.published for ref, _ in rows}
    ) > 1:  # fmt: skip
        return  # a headline printed again on another day, with the new count
    words = question(scene, [(first.covered, first.figure.number, first.figure.number)])
    yield difference(
        scene,
        Kind.NUMBER,
        Severity.HARD,
        f"how many: “{words}”",
        [Evidence(r.id, r.figure.span, r.figure.sentence, value) for r, value in rows],
        0.85,
    )


def _of_one_whole(
    scene: Scene, counted: str, found: list[tuple[Ref, Figure]]
) -> Iterator[Discrepancy]:
    by_article: dict[str, set[float]] = defaultdict(set)
    for ref, _ in found:
        by_article[ref.id].add(ref.figure.value)
    if any(len(values) > 1 for values in by_article.values()):
        return
    for at, (one, whole) in enumerate(found):
        for other, _ in found[at + 1 :]:
            apart = abs(one.figure.value - other.figure.value)
            if one.covered.group == other.covered.group or not apart:
                continue
            same = bool(one.predicates & other.predicates)
            if apart > max(1.0, _NEAR * whole.value):
                continue
            if not same and whole.value % _ROUND == 0:
                continue
            sides = {one.figure.value, other.figure.value}
            rows = [row for row in found if row[0].figure.value in sides]
            yield difference(
                scene,
                Kind.NUMBER,
                Severity.HARD if same else Severity.SOFT,
                f"how many of {whole.value:,.0f}: {counted}",
                [
                    Evidence(
                        r.id, Span(r.figure.number.start, max(w.span.end, w.number.end)),
                        r.figure.sentence, _value(r),
                    )
                    for r, w in rows
                ],
                0.75 if same else 0.65,
                note=None if same else "possibly counted at different moments",
            )  # fmt: skip
            return


def _value(ref: Ref) -> str:
    """The number as its account prints it."""
    return " ".join(ref.covered.text(ref.figure.number).split())
