"""Gold and predicted quotations of one article in; which belongs to which, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.corpora import GoldQuotation, Spans

# Edges that do not count: marks, stops, dashes and spaces.
_EDGES = frozenset(" \t\r\n\"“”«»〝〞.,;:'‘’—–-")

Letters = frozenset[int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold quotation and the prediction that is closest to it; None where either lacks one.

    `index` is the prediction's place in the list it came from, -1 where there is none.
    """

    gold: GoldQuotation | None
    predicted: GoldQuotation | None
    index: int = -1

    @property
    def kind(self) -> str:
        """The gold's kind; a prediction without a partner is counted under its own."""
        known = self.gold or self.predicted
        return known.kind if known else ""


def letters_of(text: str, spans: Spans) -> Letters:
    """The offsets of the characters of `spans`, edges trimmed."""
    found: set[int] = set()
    for start, end in spans:
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        found.update(range(start, end))
    return frozenset(found)


def pair_up(
    text: str,
    gold: Sequence[GoldQuotation],
    predicted: Sequence[GoldQuotation],
    *,
    exact: bool = False,
) -> Iterator[Pair]:
    """One to one, greedy, the likest first, at intersection over union >= .5 (or alike).

    First the pairs, then the gold that nothing matches, then the predictions that match nothing.
    """
    likeness: Callable[[Letters, Letters], float] = _alike if exact else _union_share
    wanted = [letters_of(text, q.content) for q in gold]
    given = [letters_of(text, q.content) for q in predicted]
    ranked = sorted(
        ((likeness(g, p), i, j) for i, g in enumerate(wanted) for j, p in enumerate(given)),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    left, right = dict(enumerate(gold)), dict(enumerate(predicted))
    for value, i, j in ranked:
        if value > 0 and i in left and j in right:
            yield Pair(left.pop(i), right.pop(j), j)
    yield from (Pair(missed, None) for missed in left.values())
    yield from (Pair(None, extra, j) for j, extra in right.items())


def same_speaker(text: str, gold: GoldQuotation, predicted: GoldQuotation) -> bool:
    """Whether the two mentions share a character, or neither names anybody."""
    wanted, given = letters_of(text, gold.speaker), letters_of(text, predicted.speaker)
    return bool(wanted & given) or (not wanted and not given)


def _alike(a: Letters, b: Letters) -> float:
    return float(a == b)


def _union_share(a: Letters, b: Letters) -> float:
    both = len(a & b)
    share = both / (len(a) + len(b) - both) if both else 0.0
    return share if share >= 0.5 else 0.0
