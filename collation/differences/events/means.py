"""The sentences of several articles in; by what somebody went to one place, told in two ways, out.

"Took the subway to a bowling alley" and "got a taxi to a bowling alley": means of one journey are
complementary. It is one journey where two words of the place are the same, and no account has both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from collation.coverage import Covered
from collation.differences.clause import clause_at
from collation.differences.concepts import concepts_in, weigh_concepts
from collation.differences.scene import Scene, difference
from collation.differences.words import load
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span

_SURE = 0.75
_PLACE = 45  # characters behind "to" in which the place is named
_SHOWN = 60  # characters of a side
_LEAST, _WEIGHT = 2, 8.0  # concepts of the place that must be the same, and their weight
_STOP = re.compile(r"[,;:.!?—–()“”\"]|\b(?:and|but|where|when|after|before|on|by|with)\b")
_NOT = re.compile(r"\b(?:not|n['’]t|never|planned|wanted|hoped|would|could|if|instead of)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Journey:
    covered: Covered
    value: str
    place: frozenset[str]
    names: frozenset[str]
    span: Span
    sentence: Span


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy for each place that two accounts have somebody reach by different means."""
    found = [j for covered in scene.coverage.articles for j in _journeys(scene, covered)]
    done: list[frozenset[str]] = []
    for one in found:
        rows = [other for other in found if other is one or _one_journey(one, other)]
        if len({row.value for row in rows}) < 2 or any(one.place & known for known in done):
            continue
        single = _single(rows)
        if any(
            a.value != b.value and a.covered.group != b.covered.group
            for a in single
            for b in single
        ):
            done.append(one.place)
            there = clause_at(one.covered, one.sentence, one.span)
            yield difference(
                scene,
                Kind.MANNER,
                Severity.HARD,
                f"by what means of transport: “{there}”",
                [Evidence(r.covered.id, r.span, r.sentence, r.value) for r in single],
                _SURE,
            )


def _one_journey(one: _Journey, other: _Journey) -> bool:
    shared = one.place & other.place
    same = not one.names or not other.names or bool(one.names & other.names)
    return same and len(shared) >= _LEAST and weigh_concepts(shared) >= _WEIGHT


def _single(rows: Sequence[_Journey]) -> list[_Journey]:
    """The journeys of accounts that tell of one means only."""
    ways: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        ways[row.covered.id].add(row.value)
    return [row for row in rows if len(ways[row.covered.id]) == 1]


@cache
def _patterns() -> Sequence[tuple[str, re.Pattern[str]]]:
    table = load("means")
    taking = "|".join(map(re.escape, table["taking"]["words"]))
    found = [
        (
            value,
            re.compile(
                rf"\b(?:{taking})\s+(?:in|by|on|aboard)?\s*(?:an?|the|his|her|their)?\s*"
                rf"(?:{'|'.join(map(re.escape, words))})\s+(?:back\s+)?to\s+"
            ),
        )
        for value, words in table["vehicle"].items()
    ]
    found += [
        (value, re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\s+(?:back\s+)?to\s+"))
        for value, words in table["verb"].items()
    ]
    return tuple(found)


@cache
def _hint() -> re.Pattern[str]:
    """What all these patterns have in common."""
    table = load("means")
    words = [w for kind in ("vehicle", "verb") for its in table[kind].values() for w in its]
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\s+(?:back\s+)?to\s")


def _journeys(scene: Scene, covered: Covered) -> Iterator[_Journey]:
    text = covered.article.text
    for sentence in covered.reading.sentences:
        if " to " not in covered.text(sentence.span):
            continue
        if not _hint().search(text, sentence.span.start, sentence.span.end):
            continue
        for value, pattern in _patterns():
            for match in pattern.finditer(text, sentence.span.start, sentence.span.end):
                if _NOT.search(text, max(sentence.span.start, match.start() - 20), match.start()):
                    continue
                end = min(sentence.span.end, match.end() + _PLACE)
                stop = _STOP.search(text, match.end(), end)
                end = stop.start() if stop else text.rfind(" ", match.end(), end)
                if end <= match.end():
                    continue
                names = {
                    name
                    for claim in covered.reading.claims
                    if claim.sentence == sentence.span
                    and claim.span.overlaps(Span(match.start(), match.end()))
                    and (name := scene.somebody(covered, claim.subject_person))
                }
                yield _Journey(
                    covered,
                    value,
                    concepts_in(covered, Span(match.end(), end)),
                    frozenset(names),
                    Span(match.start(), min(end, match.start() + _SHOWN)),
                    sentence.span,
                )
