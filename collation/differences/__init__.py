"""What differs between accounts of one event: finders of one interface, a folder a field.

A finder is a module with `find(scene) -> Iterator[Discrepancy]`. `figures`, `times`, `places` and
`names` hold what is measured and named, `events` and `states` what is so and who did it, `wording`
and `certainty` how it is told, `omissions` what is not, `dispatches` what editors
changed in one. What several fields need lies beside them:
the scene, its sentences as weighed words, acts and concepts, subject lines. What a finder rates
below `THRESHOLD`, or tells wrongly too often when an editor reads it, is kept and not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from collation.coverage import Coverage
from collation.differences.calibration import calibrated, is_doubted
from collation.differences.certainty import estimated, hedging, sureness
from collation.differences.dispatches import edited
from collation.differences.events import (
    behind,
    causation,
    choices,
    contested,
    denial,
    doers,
    dying,
    identified,
    means,
    negation,
    rebuttal,
    responsibility,
    undone,
    unfinished,
)
from collation.differences.figures import (
    age,
    conversion,
    frames,
    lone,
    number,
    repeated,
    scope,
    singular,
    sums,
)
from collation.differences.figures.joining import with_all_accounts
from collation.differences.figures.reckoned import (
    births,
    changes,
    compositions,
    delays,
    leads,
    results,
    shares,
    standings,
    survivors,
    votes,
)
from collation.differences.figures.templates import toned, typed
from collation.differences.names import firstname, name
from collation.differences.omissions import leftout, omission
from collation.differences.onesided import once
from collation.differences.places import bearing, place
from collation.differences.scene import Scene
from collation.differences.states import departures, exclusive, label, overtaken, stages, status
from collation.differences.times import (
    called,
    clock,
    dated,
    duration,
    echoed,
    happened,
    lasted,
    misdated,
    occurring,
    restated,
    uttered,
)
from collation.differences.wording import attribution, framing, loaded, quote_wording
from collation.discrepancy import Discrepancy
from collation.ranking import rank
from collation.utterance import Utterance

THRESHOLD = 0.6  # set on the development events: below it more than one in ten is wrong

FINDERS: tuple[Callable[[Scene], Iterator[Discrepancy]], ...] = (
    number.find,
    clock.find,
    age.find,
    sums.find,
    frames.find,
    singular.find,
    conversion.find,
    lone.find,
    repeated.find,
    votes.find,
    results.find,
    leads.find,
    survivors.find,
    compositions.find,
    births.find,
    shares.find,
    changes.find,
    standings.find,
    delays.find,
    typed.find,
    toned.find,
    status.find,
    departures.find,
    stages.find,
    overtaken.find,
    exclusive.find,
    contested.find,
    dying.find,
    causation.find,
    means.find,
    choices.find,
    negation.find,
    undone.find,
    unfinished.find,
    rebuttal.find,
    denial.find,
    responsibility.find,
    doers.find,
    behind.find,
    dated.find,
    occurring.find,
    uttered.find,
    restated.find,
    called.find,
    misdated.find,
    echoed.find,
    duration.find,
    happened.find,
    lasted.find,
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
    firstname.find,
    omission.find,
    leftout.find,
    attribution.find,
    identified.find,
    edited.find,
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
    ordered = tuple(sorted(coverage.articles, key=lambda covered: covered.id))
    scene = Scene(coverage if ordered == coverage.articles else Coverage(ordered), utterances)
    who = {}
    given = []
    for find in FINDERS:
        for found in find(scene):
            who[id(found)] = find.__module__.rpartition(".")[2]
            given.append(found)
    judged = [_judged(who[id(found)], with_all_accounts(scene, found)) for found in once(given)]
    return rank(scene.coverage, judged)


def _judged(finder: str, found: Discrepancy) -> Discrepancy:
    """It with the chance that an editor finds it right, and whether that is too low to show it."""
    doubtful = found.confidence < THRESHOLD or is_doubted(finder, found.severity)
    return replace(found, doubtful=doubtful, confidence=calibrated(finder, found))
