"""The labels of several articles in; labels of one person that exclude each other, out.

"A legal resident" and "an illegal alien" cannot both be right of one person at one time: hard.
Words that only judge are told by `loaded`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from collation.coverage import Covered
from collation.differences.scene import Scene, difference
from collation.differences.words import load
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Label, Span, Voice

_LONGEST = 70  # characters of a label that is shown as it stands


@dataclass(frozen=True, slots=True)
class _Use:
    covered: Covered
    span: Span
    sentence: Span
    value: str
    voice: Voice
    holder: str | None


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(w) for w in words) + r")(?:e?s)?(?![\w-])", re.I
    )


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Opposed labels of people, one discrepancy a person and a pair of labels."""
    for entry in load("opposed")["label"]:
        uses: dict[str, list[_Use]] = defaultdict(list)
        for covered in scene.coverage.articles:
            for label in covered.reading.labels:
                person = scene.somebody(covered, label.target)
                if person is None or label.negated:
                    continue
                for value, match in _sides(entry["sides"], label):
                    span = _short(label.span, match)
                    holder = scene.person(covered, label.holder)
                    uses[person].append(
                        _Use(covered, span, label.sentence, value, label.voice, holder)
                    )
        for person, found in sorted(uses.items()):
            if len({use.value for use in found}) > 1 and _independent(found):
                yield _told(scene, found, f"{entry['subject']} of {person}")


def _sides(sides: Mapping[str, Sequence[str]], label: Label) -> Iterator[tuple[str, re.Match[str]]]:
    """The sides that a label takes, with the words that do; a side's words end the label's head."""
    for value, words in sides.items():
        match = _pattern(tuple(words)).search(label.text)
        if match and label.head.lower() in match.group().lower():
            yield value, match


def _short(span: Span, match: re.Match[str]) -> Span:
    if span.end - span.start <= _LONGEST:
        return span
    return Span(span.start + match.start(), span.start + match.end())


def _independent(uses: Sequence[_Use]) -> bool:
    """Whether two values stand in two groups of sources."""
    return any(
        a.value != b.value and a.covered.group != b.covered.group for a in uses for b in uses
    )


def _told(scene: Scene, uses: Sequence[_Use], subject: str) -> Discrepancy:
    evidence = [Evidence(u.covered.id, u.span, u.sentence, u.value) for u in uses]
    voices = [(u.voice, u.holder, u.value) for u in uses]
    return difference(scene, Kind.LABEL, Severity.HARD, subject, evidence, 0.85, voices)
