"""The claims of several articles in; what one states and another only thinks possible, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from collation.differences.acts import LIGHT, Act, act, likeness
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Voice

_LEAST = 0.7
_FLAT = {"actual": "stated", "future": "stated"}
_HEDGED = {"alleged": "alleged", "possible": "possible"}


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Acts that one outlet tells flatly and another with a hedge, both in their own voice."""
    acts: dict[str, list[Act]] = defaultdict(list)
    for covered in scene.coverage.articles:
        for claim in covered.reading.claims:
            if claim.voice is not Voice.OUTLET or not claim.polarity:
                continue
            if claim.modality not in _FLAT and claim.modality not in _HEDGED:
                continue
            one = act(scene, covered, claim)
            if not one.saying and one.claim.predicate not in LIGHT and one.subject and one.object:
                acts[one.predicate].append(one)
    for _, found in sorted(acts.items()):
        yield from _compared(scene, found)


def _compared(scene: Scene, found: list[Act]) -> Iterator[Discrepancy]:
    for hedged in (a for a in found if a.claim.modality in _HEDGED):
        flat = [
            (likeness(hedged, a), a)
            for a in found
            if a.claim.modality in _FLAT and a.covered.group != hedged.covered.group
            and a.subject == hedged.subject and a.object == hedged.object
            and (a.claim.modality == "future") == (hedged.claim.modality == "possible")
        ]  # fmt: skip
        flat = [row for row in flat if row[0] >= _LEAST]
        if not flat:
            continue
        if any(
            a.claim.modality in _FLAT and a.covered.id == hedged.covered.id
            and a.subject == hedged.subject and a.object == hedged.object
            for a in found
        ):  # fmt: skip
            continue
        rows = [(hedged, _HEDGED[hedged.claim.modality])]
        rows += [(a, _FLAT[a.claim.modality]) for _, a in flat]
        yield difference(
            scene,
            Kind.HEDGING,
            Severity.SOFT,
            f"how sure it is: {hedged.subject} {hedged.claim.predicate} {hedged.object}",
            [Evidence(a.covered.id, a.claim.span, a.claim.sentence, v) for a, v in rows],
            max(score for score, _ in flat),
        )
        return
