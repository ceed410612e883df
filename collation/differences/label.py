"""The labels of several articles in; labels that exclude each other, and loaded words, out.

Exclusive labels of one person ("legal resident", "illegal alien") are hard. A loaded word in an
outlet's own voice for whom others name plainly is soft: "rioters" and "demonstrators" who did
the same thing, "an illegal alien deported" and "a man deported".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from collation.coverage import Covered
from collation.differences.scene import Scene, difference
from collation.differences.words import family, load
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span, Voice

_LONGEST = 70  # characters of a label that is shown as it stands


@dataclass(frozen=True, slots=True)
class _Use:
    covered: Covered
    span: Span
    sentence: Span
    value: str
    voice: Voice
    holder: str | None
    headline: bool


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Opposed labels of people, then loaded labels."""
    yield from _opposed(scene)
    yield from _loaded(scene)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(w) for w in words) + r")(?:e?s)?(?![\w-])", re.I
    )


def _opposed(scene: Scene) -> Iterator[Discrepancy]:
    for entry in load("opposed")["label"]:
        sides: Mapping[str, Sequence[str]] = entry["sides"]
        uses: dict[str, list[_Use]] = defaultdict(list)
        for covered in scene.coverage.articles:
            for label in covered.reading.labels:
                if label.target is None or label.negated:
                    continue
                person = scene.somebody(covered, label.target)
                if person is None:
                    continue
                for value, words in sides.items():
                    match = _pattern(tuple(words)).search(label.text)
                    if match:
                        uses[person].append(
                            _Use(
                                covered,
                                _short(label.span, match),
                                label.sentence,
                                value,
                                label.voice,
                                scene.person(covered, label.holder),
                                False,
                            )
                        )
        for person, found in sorted(uses.items()):
            if len({use.value for use in found}) > 1 and _independent(found):
                yield _told(
                    scene,
                    found,
                    Severity.HARD,
                    f"{entry['subject']} of {person}",
                    0.85,
                    None,
                )


def _short(span: Span, match: re.Match[str]) -> Span:
    if span.end - span.start <= _LONGEST:
        return span
    return Span(span.start + match.start(), span.start + match.end())


def _independent(uses: Sequence[_Use]) -> bool:
    """Whether two values stand in two groups of sources."""
    return any(
        a.value != b.value and a.covered.group != b.covered.group for a in uses for b in uses
    )


def _loaded(scene: Scene) -> Iterator[Discrepancy]:
    for entry in load("opposed")["loaded"]:
        plain, loaded = tuple(entry["plain"]), tuple(entry["loaded"])
        doing: dict[tuple[str, str], list[_Use]] = defaultdict(list)
        for covered in scene.coverage.articles:
            for key, use in _uses(scene, covered, plain, loaded):
                doing[key].append(use)
        found: list[_Use] = []
        for _, uses in sorted(doing.items()):
            own = [use for use in uses if use.voice is not Voice.QUOTED]
            loaded_in = {u.covered.id for u in own if u.value != "plain"}
            plain_in = [u for u in own if u.value == "plain" and u.covered.id not in loaded_in]
            if loaded_in and plain_in:
                found += [u for u in own if u.value != "plain"] + plain_in
        if found and _independent(found):
            words = sorted({u.value for u in found if u.value != "plain"})
            yield _told(
                scene,
                found,
                Severity.SOFT,
                f"what the outlets call {entry['subject']}: “{words[0]}” or a plain word",
                0.7,
                "a choice of words, not of facts",
            )


def _uses(
    scene: Scene, covered: Covered, plain: tuple[str, ...], loaded: tuple[str, ...]
) -> Iterator[tuple[tuple[str, str], _Use]]:
    """Loaded and plain words with what their bearers do or have done to them, which is the key."""
    for label in covered.reading.labels:
        if not label.about.startswith("clause:"):
            continue
        value = _kind_of(label.text, label.head, plain, loaded)
        if value:
            verb = family("predicate", label.about.removeprefix("clause:"))
            many = label.head not in re.split(r"\W+", label.text.lower())  # "migrants" of "migrant"
            yield (
                (verb, "many" if many else "one"),
                _Use(
                    covered,
                    label.span,
                    label.sentence,
                    value,
                    label.voice,
                    None,
                    scene.in_headline(covered, label.span.start),
                ),
            )
    for claim in covered.reading.claims:
        value = _kind_of(claim.subject, claim.subject, plain, loaded)
        if value and claim.object and claim.object_person is None:
            yield (
                (family("predicate", claim.predicate), family("counted", claim.object)),
                _Use(
                    covered,
                    claim.span,
                    claim.sentence,
                    value,
                    claim.voice,
                    None,
                    scene.in_headline(covered, claim.span.start),
                ),
            )


def _kind_of(text: str, head: str, plain: tuple[str, ...], loaded: tuple[str, ...]) -> str:
    match = _pattern(loaded).search(text)
    if match and head in match.group().lower():  # else of somebody else: "a push to deport aliens"
        return match.group().lower()
    return "plain" if head in plain else ""


def _told(
    scene: Scene,
    uses: Sequence[_Use],
    severity: Severity,
    subject: str,
    confidence: float,
    note: str | None,
) -> Discrepancy:
    evidence = [Evidence(u.covered.id, u.span, u.sentence, u.value) for u in uses]
    voices = [(u.voice, u.holder, u.value) for u in uses]
    return difference(scene, Kind.LABEL, severity, subject, evidence, confidence, voices, note)
