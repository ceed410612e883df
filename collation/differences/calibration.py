"""A difference in; how often an editor found such a one right, out.

What a rule thinks of its own findings tells little of whether they are right; their kind tells
more. `data/read.tsv` counts an editor's verdicts on everything that was told of groups of
articles for which no rule was made (`benchmarks/RESULTS.md` has the reading). The share of a kind
and severity is drawn towards that of all by a few verdicts (a beta prior: Good 1965), since some
kinds were seen a few times only.
"""

from __future__ import annotations

from functools import cache

from collation.differences.words import DATA
from collation.discrepancy import Discrepancy

READ = DATA / "read.tsv"
_PRIOR = 6  # verdicts
_OWN = 0.05  # of a rule's own confidence: it orders findings of one kind


def calibrated(found: Discrepancy) -> float:
    """The chance that an editor finds it right, in [0, 1]."""
    right, read = verdicts().get((str(found.kind), str(found.severity)), (0, 0))
    share = (right + _PRIOR * overall()) / (read + _PRIOR)
    return min(1.0, max(0.0, share + _OWN * (found.confidence - 0.75)))


@cache
def verdicts() -> dict[tuple[str, str], tuple[int, int]]:
    """How many of what was read were right, and were read, by kind and severity."""
    table: dict[tuple[str, str], tuple[int, int]] = {}
    for row in READ.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            kind, severity, right, read = row.split("\t")
            table[kind, severity] = (int(right), int(read))
    return table


@cache
def overall() -> float:
    """The share of all that was read which was right."""
    rows = verdicts().values()
    return sum(right for right, _ in rows) / sum(read for _, read in rows)
