"""Discrepancies in; the same, best first and each subject once, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from collation.coverage import Coverage
from collation.discrepancy import Between, Discrepancy, Kind, Severity

#: How much an editor wants to know of a kind, highest first: what happened, to whom, by whose
#: word; then how it is told.
_KINDS = (
    Kind.NUMBER, Kind.STATUS, Kind.ACTOR, Kind.CAUSE, Kind.DATE, Kind.PLACE, Kind.NEGATION,
    Kind.TIME, Kind.DURATION, Kind.MANNER, Kind.NAME, Kind.ATTRIBUTION, Kind.OMISSION, Kind.SCOPE,
    Kind.LABEL, Kind.QUOTE_WORDING, Kind.HEDGING, Kind.FRAMING,
)  # fmt: skip
#: Of these accounts differ in how they tell a thing, not in what happened.
TELLING = frozenset(
    (Kind.LABEL, Kind.QUOTE_WORDING, Kind.HEDGING, Kind.FRAMING, Kind.ATTRIBUTION)
)  # fmt: skip
LIKELY = 0.4  # chance to be found right: what has less comes after all that has it
_BETWEEN = (Between.OUTLETS, Between.SELF, Between.SOURCES, Between.DISPATCH)


def rank(coverage: Coverage, found: Iterable[Discrepancy]) -> tuple[Discrepancy, ...]:
    """Shown before doubtful, hard before soft, likely before unlikely, what happened before how it
    is told; then who differs, kind, more sources, surer.

    The same for any order of arrival.

    Of two that rest on the same words only the better one is kept, and what two rules say of one
    subject with the same values is one report with the words of both.
    """
    kept: dict[str, Discrepancy] = {}
    for discrepancy in sorted(found, key=lambda d: _merit(coverage, d)):
        known = kept.get(discrepancy.key)
        if known is not None:
            more = tuple(e for e in discrepancy.evidence if e not in known.evidence)
            kept[known.key] = replace(known, evidence=known.evidence + more)
        elif not any(_same(discrepancy, other) for other in kept.values()):
            kept[discrepancy.key] = discrepancy
    return tuple(kept.values())


def _merit(coverage: Coverage, d: Discrepancy) -> tuple[object, ...]:
    articles = {e.article for e in d.evidence}
    first = min((e.span for e in d.evidence), default=None)
    return (
        d.doubtful,
        d.severity is not Severity.HARD,
        d.confidence < LIKELY,
        d.kind in TELLING,
        _BETWEEN.index(d.between),
        _KINDS.index(d.kind),
        -coverage.groups(articles),
        -round(d.confidence, 2),
        min((e.span.start for e in d.evidence), default=0),
        d.subject,
        first,
        d.key,
    )


def _same(one: Discrepancy, other: Discrepancy) -> bool:
    """Whether two differences rest on the same words in two places or more, of two sides.

    What an editor changed in a dispatch is told beside what outlets say of the same.
    """
    if (one.between is Between.DISPATCH) != (other.between is Between.DISPATCH):
        return False
    shared = [
        a
        for a in one.evidence
        if any(a.article == b.article and a.span.overlaps(b.span) for b in other.evidence)
    ]
    sides = {e.value for e in one.evidence}
    return len(shared) >= 2 and (len(sides) == 1 or len({e.value for e in shared}) > 1)
