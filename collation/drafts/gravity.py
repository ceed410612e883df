"""What is held against a draft in; how grave it is for what the draft itself says, out.

A draft that tells what somebody said is not wrong because others say otherwise, and one that
prints what an outlet prints is not wrong where the archive is not sure that outlets differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from collation.coverage import Coverage
from collation.differences import find_discrepancies
from collation.differences.scene import Scene
from collation.discrepancy import Between, Discrepancy, Severity
from collation.drafts.checked import Against, Checked, Claimed, draft_of
from collation.utterances import align_utterances
from extraction.annotations import Quotation, QuotationKind


def weigh(scene: Scene, coverage: Coverage, claims: Sequence[Checked]) -> None:
    """Make softer what the draft only reports, and what outlets are not sure to contradict each
    other in. `coverage` is the story without the draft."""
    known: tuple[Discrepancy, ...] | None = None
    for claim in claims:
        if claim.kind is not Claimed.QUOTATION and _reported(scene, claim) is not None:
            _soften(claim, "the draft tells it as somebody's word", Between.SOURCES)
        elif claim.support and any(one.severity is Severity.HARD for one in claim.against):
            if known is None:
                known = find_discrepancies(coverage, align_utterances(coverage))
            claim.against[:] = [
                one if _is_known(known, one) else replace(one, severity=Severity.SOFT)
                for one in claim.against
            ]


def _reported(scene: Scene, claim: Checked) -> Quotation | None:
    """The report of the draft in which a claim stands: "Roe said the sale was legal"."""
    for quotation in draft_of(scene).reading.quotations:
        if (
            quotation.kind is QuotationKind.INDIRECT
            and quotation.speaker is not None
            and any(piece.covers(claim.span) for piece in quotation.content)
        ):
            return quotation
    return None


def _soften(claim: Checked, note: str, between: Between) -> None:
    claim.against[:] = [
        replace(one, severity=Severity.SOFT, between=between, note=one.note or note)
        for one in claim.against
    ]


def _is_known(known: Sequence[Discrepancy], against: Against) -> bool:
    """Whether the archive itself tells as hard what speaks against the claim."""
    return any(
        found.severity is Severity.HARD
        and found.kind is against.kind
        and any(
            row.article == other.article and row.sentence == other.sentence
            for row in found.evidence
            for other in against.evidence
        )
        for found in known
    )
