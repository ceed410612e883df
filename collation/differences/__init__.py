"""What differs between accounts of one event: one module a kind, one interface.

Each kind is a module with `find(scene) -> Iterator[Discrepancy]`; what it finds below
`THRESHOLD` is not told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from collation.coverage import Coverage
from collation.differences import (
    age,
    attribution,
    bearing,
    behind,
    causation,
    choices,
    contested,
    conversion,
    dated,
    denial,
    duration,
    dying,
    estimated,
    frames,
    framing,
    hedging,
    identified,
    label,
    lapses,
    loaded,
    lone,
    means,
    misdated,
    name,
    negation,
    number,
    occurring,
    omission,
    overtaken,
    place,
    quote_wording,
    rebuttal,
    responsibility,
    scope,
    singular,
    stages,
    status,
    sums,
    sureness,
    uttered,
)
from collation.differences.calibration import calibrated
from collation.differences.onesided import once
from collation.differences.scene import Scene
from collation.discrepancy import Discrepancy
from collation.ranking import rank
from collation.utterance import Utterance

THRESHOLD = 0.6  # set on the development events: below it more than one in ten is wrong

FINDERS: tuple[Callable[[Scene], Iterator[Discrepancy]], ...] = (
    number.find,
    age.find,
    sums.find,
    frames.find,
    singular.find,
    conversion.find,
    lone.find,
    status.find,
    stages.find,
    overtaken.find,
    contested.find,
    dying.find,
    causation.find,
    means.find,
    choices.find,
    negation.find,
    rebuttal.find,
    denial.find,
    responsibility.find,
    behind.find,
    dated.find,
    occurring.find,
    uttered.find,
    misdated.find,
    duration.find,
    lapses.find,
    place.find,
    bearing.find,
    scope.find,
    hedging.find,
    sureness.find,
    estimated.find,
    label.find,
    loaded.find,
    framing.find,
    quote_wording.find,
    name.find,
    omission.find,
    attribution.find,
    identified.find,
)


def find_discrepancies(
    coverage: Coverage, utterances: tuple[Utterance, ...]
) -> tuple[Discrepancy, ...]:
    """What differs between the accounts, most serious and surest first."""
    return tuple(d for d in find_with_doubtful(coverage, utterances) if not d.doubtful)


def find_with_doubtful(
    coverage: Coverage, utterances: tuple[Utterance, ...]
) -> tuple[Discrepancy, ...]:
    """The same, and after them what is not sure enough to be shown."""
    articles = sorted(coverage.articles, key=lambda covered: covered.id)
    scene = Scene(Coverage(tuple(articles)), utterances)
    found = once(difference for find in FINDERS for difference in find(scene))
    judged = [
        replace(d, doubtful=d.confidence < THRESHOLD, confidence=calibrated(d)) for d in found
    ]
    return rank(scene.coverage, judged)
