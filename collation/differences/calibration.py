"""A finder in; how often an editor found right, and how often wrong, what it tells, out.

What a rule thinks of its own findings tells little of whether they are right; which rule it was
tells more. `data/read.tsv` counts an editor's verdicts on what each finder told of 639 groups of
articles (`benchmarks/RESULTS.md` has the readings): right, true but not worth a line, or wrong.
Shares are drawn towards those of all finders by a few verdicts (a beta prior: Good 1965), since
some were seen a few times only.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from collation.differences.words import DATA
from collation.discrepancy import Discrepancy, Severity

READ = DATA / "read.tsv"
_PRIOR = 6  # verdicts
_OWN = 0.05  # of a rule's own confidence: it orders what one finder tells
DOUBTED = 0.35  # share of wrong ones from which what a finder tells is kept and not shown


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How much of what was told was right, true and not worth a line, and wrong."""

    right: int = 0
    trivial: int = 0
    wrong: int = 0

    @property
    def read(self) -> int:
        """How much was read."""
        return self.right + self.trivial + self.wrong

    def __add__(self, other: Verdicts) -> Verdicts:
        return Verdicts(
            self.right + other.right, self.trivial + other.trivial, self.wrong + other.wrong
        )


def calibrated(finder: str, found: Discrepancy) -> float:
    """The chance that an editor finds it right, in [0, 1]."""
    own, every = _of(finder, found.severity), overall()
    share = (own.right + _PRIOR * every.right / every.read) / (own.read + _PRIOR)
    return min(1.0, max(0.0, share + _OWN * (found.confidence - 0.75)))


def is_doubted(finder: str, severity: Severity) -> bool:
    """Whether too much of what the finder told was wrong for it to be shown."""
    own, every = _of(finder, severity), overall()
    return (own.wrong + _PRIOR * every.wrong / every.read) / (own.read + _PRIOR) >= DOUBTED


def _of(finder: str, severity: Severity) -> Verdicts:
    return verdicts().get((finder, str(severity)), Verdicts())


@cache
def verdicts() -> dict[tuple[str, str], Verdicts]:
    """What was read, by finder (the name of its module) and severity."""
    table: dict[tuple[str, str], Verdicts] = {}
    for row in READ.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            finder, severity, *counts = row.split("\t")
            table[finder, severity] = Verdicts(*map(int, counts))
    return table


@cache
def overall() -> Verdicts:
    """All that was read."""
    return sum(verdicts().values(), Verdicts())
