"""Gold and predicted time expressions in; strict, relaxed, value and calendar scores out.

Strict and relaxed spans and values after TempEval-3 (UzZaman et al. 2013); "calendar" counts
calendar values only, a time of day cut off, which is what a timeline needs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from benchmarks.corpora import Document, GoldTime
from benchmarks.counts import Score

_CALENDAR = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.*)?")


def score(
    documents: Sequence[Document], predictions: Mapping[str, Sequence[GoldTime]]
) -> dict[str, Score]:
    """The four measures by name."""
    rows = {name: Score() for name in ("strict", "relaxed", "value", "calendar")}
    for document in documents:
        gold = [_trimmed(document.text, t) for t in document.times]
        guess = [_trimmed(document.text, t) for t in predictions.get(document.id, ())]
        pairs = _overlapping(gold, guess)
        sizes = (len(gold), len(guess))
        rows["relaxed"] += Score(len(pairs), *sizes)
        rows["strict"] += Score(sum((a.start, a.end) == (b.start, b.end) for a, b in pairs), *sizes)
        rows["value"] += Score(sum(a.value.upper() == b.value.upper() for a, b in pairs), *sizes)
        dated_gold = [t for t in gold if _calendar(t)]
        dated_guess = [t for t in guess if _calendar(t)]
        rows["calendar"] += Score(
            sum(_calendar(a) == _calendar(b) for a, b in _overlapping(dated_gold, dated_guess)),
            len(dated_gold),
            len(dated_guess),
        )
    return rows


def score_by_class(
    documents: Sequence[Document],
    predictions: Mapping[str, Sequence[GoldTime]],
    classes: Mapping[str, Mapping[tuple[int, int], str]],
) -> dict[str, dict[str, Score]]:
    """The four measures by class of expression, of which gold and predictions count their own.

    `classes` gives the class of a span of a document; a gold expression has that of the
    prediction it overlaps most, else "not found".
    """
    gold: dict[str, list[Document]] = {}
    guesses: dict[str, dict[str, list[GoldTime]]] = {}
    for document in documents:
        predicted = list(predictions.get(document.id, ()))
        known = classes.get(document.id, {})
        twin = {id(a): b for a, b in _overlapping(document.times, predicted)}
        parts: dict[str, list[GoldTime]] = {}
        for time in document.times:
            other = twin.get(id(time))
            name = known.get((other.start, other.end), "") if other else "not found"
            parts.setdefault(name, []).append(time)
        for time in predicted:
            name = known.get((time.start, time.end), "")
            guesses.setdefault(name, {}).setdefault(document.id, []).append(time)
            parts.setdefault(name, [])
        for name, times in parts.items():
            gold.setdefault(name, []).append(replace(document, times=tuple(times)))
    return {name: score(gold[name], guesses.get(name, {})) for name in sorted(gold)}


def _trimmed(text: str, time: GoldTime) -> GoldTime:
    start, end = time.start, time.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return GoldTime(start, end, time.type, time.value or "")


def _calendar(time: GoldTime) -> str | None:
    match = _CALENDAR.fullmatch(time.value)
    return match.group(1) if match else None


def _overlapping(
    gold: Sequence[GoldTime], guess: Sequence[GoldTime]
) -> list[tuple[GoldTime, GoldTime]]:
    """One to one, the largest overlap first."""
    ranked = sorted(
        (
            (min(a.end, b.end) - max(a.start, b.start), i, j)
            for i, a in enumerate(gold)
            for j, b in enumerate(guess)
            if a.start < b.end and b.start < a.end
        ),
        reverse=True,
    )
    left, right, kept = set(range(len(gold))), set(range(len(guess))), []
    for _, i, j in ranked:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            kept.append((gold[i], guess[j]))
    return kept
