"""Printings of one sentence in; the same printings word by word in shared columns, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from collation.utterance import WordStatus
from collation.wording import Key, Weights

GAP = -0.35  # a word left out
OTHER = -0.45  # a word changed: less than two gaps, so a changed word stays in its column
LONG = 6  # letters: shorter words that look alike are others ("house", "horse")
SPELLING = 0.8  # of likeness: "organisation" and "organization" have .92
SOLID = 3  # words on end: fewer agree by chance
LARGEST = 400_000  # cells: what lies beyond is left unaligned rather than aligned for seconds


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two sentences are."""

    cover: float  # share of the lighter sentence's weight that the other has in order
    run: int  # words on end that agree
    words: int  # words that agree
    content: int  # of them content words
    weight: float = 0.0  # of the words that agree
    solid: float = 0.0  # share of that weight in runs of three words and more


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a key of a printing stands: its column and status."""

    column: int
    status: WordStatus


def liken(one: Sequence[Key], other: Sequence[Key], weights: Weights) -> Likeness:
    """Compare two sentences word by word; pronouns and tenses count as nearly the same."""
    runs: list[list[float]] = [[]]
    for left, right in _align_keys(one, [(key,) for key in other], weights):
        if left is not None and right is not None and akin(one[left], other[right]):
            runs[-1].append(weights.of(one[left].root))
        elif runs[-1]:
            runs.append([])
    lighter = min(
        sum([weights.of(key.root) for key in one]), sum([weights.of(key.root) for key in other])
    )
    agreeing = [value for run in runs for value in run]
    weight = sum(agreeing)
    return Likeness(
        cover=weight / lighter if lighter else 0.0,
        run=max(map(len, runs)),
        words=len(agreeing),
        content=sum(value > 0.5 for value in agreeing),
        weight=weight,
        solid=sum(sum(run) for run in runs if len(run) >= SOLID) / weight if weight else 0.0,
    )


def akin(one: Key, other: Key) -> bool:
    """Whether two keys are one word: inflected, in another person, or spelled otherwise."""
    return one.root == other.root or _spelled(one.form, other.form)


def _align_keys(
    keys: Sequence[Key], columns: Sequence[Sequence[Key]], weights: Weights
) -> list[tuple[int | None, int | None]]:
    """Align keys with columns, each of which holds the keys of one printing or of several.

    What begins or ends alike is set into columns at once: two printings of one speech mostly are
    alike but for a few words, and the table of an alignment grows with the square of the rest.
    """
    head, tail, most = 0, 0, min(len(keys), len(columns))
    while tail < most and _has(columns[-1 - tail], keys[-1 - tail]):
        tail += 1
    while head < most - tail and _has(columns[head], keys[head]):
        head += 1
    rows, width = keys[head : len(keys) - tail], len(columns) - head - tail
    middle = align(_scores(rows, columns[head : head + width], weights), width)
    pairs: list[tuple[int | None, int | None]] = [(at, at) for at in range(head)]
    pairs += [
        (None if row is None else row + head, None if column is None else column + head)
        for row, column in middle
    ]
    pairs += [(len(keys) - at, len(columns) - at) for at in range(tail, 0, -1)]
    return pairs


def _has(column: Sequence[Key], key: Key) -> bool:
    return any(its.form == key.form for its in column)


def _scores(
    keys: Sequence[Key], columns: Sequence[Sequence[Key]], weights: Weights
) -> list[list[float]]:
    """What setting each key into each column is worth: as much as with the best it holds.

    Less than all for another inflection, person or spelling; negative for another word.
    """
    by_root: dict[str, list[tuple[int, str]]] = {}
    by_letter: dict[str, list[tuple[int, str]]] = {}
    for place, column in enumerate(columns):
        for key in column:
            by_root.setdefault(key.root, []).append((place, key.form))
            if len(key.form) >= LONG:
                by_letter.setdefault(key.form[0], []).append((place, key.form))
    table = []
    for key in keys:
        weight = weights.of(key.root)
        row = [OTHER] * len(columns)
        if len(key.form) >= LONG:
            for place, form in by_letter.get(key.form[0], ()):
                if row[place] == OTHER and _spelled(key.form, form):
                    row[place] = 0.7 * weight
        for place, form in by_root.get(key.root, ()):
            row[place] = max(row[place], weight if form == key.form else 0.8 * weight)
        table.append(row)
    return table


@lru_cache(maxsize=100_000)
def _spelled(one: str, other: str) -> bool:
    return (
        min(len(one), len(other)) >= LONG
        and one[0] == other[0]
        and Indel.normalized_similarity(one, other) >= SPELLING
    )


def align(scores: Sequence[Sequence[float]], columns: int) -> list[tuple[int | None, int | None]]:
    """A best global alignment (Needleman and Wunsch 1970) as pairs of row and column.

    `scores` has a row for each item of one sequence, as long as the other sequence, `columns`.
    """
    rows = len(scores)
    rest, tail = columns, rows
    if rows * columns > LARGEST:
        side = int(LARGEST**0.5)
        rows, columns = min(rows, side), min(columns, side)
    table = [[GAP * column for column in range(columns + 1)]]
    steps: list[bytearray] = [bytearray(b"l" * (columns + 1))]
    for row in range(rows):
        above = table[-1]
        here = GAP * (row + 1)
        best = [here]
        step = bytearray(b"u")
        before = above[0]
        for score, over in zip(scores[row][:columns], above[1:], strict=True):
            both, up = before + score, over + GAP
            before = over
            here += GAP
            if both >= up and both >= here:
                here = both
                step.append(98)  # b
            elif up >= here:
                here = up
                step.append(117)  # u
            else:
                step.append(108)  # l
            best.append(here)
        table.append(best)
        steps.append(step)
    pairs: list[tuple[int | None, int | None]] = []
    row, column = rows, columns
    while row or column:
        move = steps[row][column] if row else 108
        if move == 98:
            row, column = row - 1, column - 1
            pairs.append((row, column))
        elif move == 117:
            row -= 1
            pairs.append((row, None))
        else:
            column -= 1
            pairs.append((None, column))
    pairs.reverse()
    pairs = _beside(pairs, scores)
    pairs += [(at, None) for at in range(rows, tail)]
    pairs += [(None, at) for at in range(columns, rest)]
    return pairs


def _beside(
    pairs: list[tuple[int | None, int | None]], scores: Sequence[Sequence[float]]
) -> list[tuple[int | None, int | None]]:
    """The same alignment with an item that goes on from the one before it set next to that, where
    it is worth as much there: the "on" that ends "supposed to be on", not the next one."""
    at = {row: column for row, column in pairs if row is not None and column is not None}
    moved = False
    for row, column in sorted(at.items()):
        before = at.get(row - 1, column)
        if not before + 1 < column or at.get(row + 1) == column + 1:
            continue
        if scores[row][before + 1] >= scores[row][column] > 0:
            at[row], moved = before + 1, True
    if not moved:
        return pairs
    found: list[tuple[int | None, int | None]] = []
    columns = [column for _, column in pairs if column is not None]
    next_ = min(columns)
    for row in (row for row, _ in pairs if row is not None):
        if row in at:
            found += [(None, column) for column in range(next_, at[row])]
            next_ = at[row] + 1
        found.append((row, at.get(row)))
    return found + [(None, column) for column in range(next_, max(columns) + 1)]


def align_printings(
    printings: Sequence[Sequence[Key]],
    weights: Weights,
    *,
    runs: Sequence[Sequence[int]],
    opens: Sequence[bool],
) -> list[list[Cell]]:
    """Set the keys of several printings of one passage into shared columns.

    Star alignment: the longest printing in marks first, then the others by length and order,
    each against all columns so far. `runs` numbers, for each key, the stretch inside quotation
    marks that it stands in, -1 outside: "he did not" in an outlet's own words does not make
    “I don’t” a changed word, and what stands between two fragments is not left out. `opens` tells
    printings that begin a sentence, so that words others have before them are left out and not
    merely outside. Cells are returned in the order of the printings.
    """
    if len(printings) == 1:
        return [[Cell(place, WordStatus.OUTSIDE) for place in range(len(printings[0]))]]
    if all(run == 0 for row in runs for run in row) and all(
        printing == printings[0] for printing in printings[1:]
    ):
        return [[Cell(place, WordStatus.SAME) for place in range(len(row))] for row in printings]
    reported = [all(run < 0 for run in row) for row in runs]
    order = sorted(range(len(printings)), key=lambda n: (reported[n], -len(printings[n]), n))
    columns: list[dict[int, int]] = []  # printing: index of its key
    for number in order:
        held_keys = [[printings[n][at] for n, at in column.items()] for column in columns]
        merged: list[dict[int, int]] = []
        for row, column in _align_keys(printings[number], held_keys, weights):
            held = dict(columns[column]) if column is not None else {}
            if row is not None:
                held[number] = row
            merged.append(held)
        columns = merged
    return _judge(printings, columns, runs, opens)


def _judge(
    printings: Sequence[Sequence[Key]],
    columns: Sequence[dict[int, int]],
    runs: Sequence[Sequence[int]],
    opens: Sequence[bool],
) -> list[list[Cell]]:
    """The status of every key.

    A word in marks is held against the words in marks of the others that quote this stretch;
    where none does, and for words outside of marks, against all that have it.
    """
    whole = _covered(columns, [[0] * len(row) for row in runs], opens)
    quoted = _covered(columns, runs, opens)
    cells: list[list[Cell]] = [[] for _ in printings]
    for place, column in enumerate(columns):
        for number in sorted(column):
            key = printings[number][column[number]]
            others: list[int] = []
            if runs[number][column[number]] >= 0:
                others = [n for n in quoted[place] if n != number]
            inside = bool(others)
            others = others or [n for n in whole[place] if n != number]
            here = [
                printings[n][column[n]]
                for n in others
                if n in column and (not inside or runs[n][column[n]] >= 0)
            ]
            if not others:
                status = WordStatus.OUTSIDE
            elif any(other.form != key.form for other in here):
                status = WordStatus.CHANGED
            elif len(here) < len(others):
                status = WordStatus.ADDED
            else:
                status = WordStatus.SAME
            cells[number].append(Cell(place, status))
    return cells


def _covered(
    columns: Sequence[dict[int, int]], runs: Sequence[Sequence[int]], opens: Sequence[bool]
) -> list[list[int]]:
    """For each column the printings that have a run of words around it."""
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    for place, column in enumerate(columns):
        for number, at in column.items():
            run = (number, runs[number][at])
            if run[1] >= 0:
                first = 0 if opens[number] and at == 0 else place
                ends[run] = (ends[run][0] if run in ends else first, place)
    covered: list[list[int]] = [[] for _ in columns]
    for (number, _), (first, last) in sorted(ends.items()):
        for place in range(first, last + 1):
            if number not in covered[place]:
                covered[place].append(number)
    return covered
