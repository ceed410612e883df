"""What is found of one claim of a draft: who supports it, who prints otherwise, or nobody."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from collation.coverage import Coverage, Covered
from collation.differences.scene import Scene
from collation.discrepancy import Between, Evidence, Kind, Severity
from extraction.annotations import Span

#: What collation calls the draft; it sorts behind the keys of all articles.
DRAFT = "~draft"


class Verdict(StrEnum):
    """How a claim stands to the coverage, worst first."""

    DISPUTED = "disputed"
    NOT_FOUND = "not found"
    UNCHECKED = "not checked"  # a statement that no finder compares, and that nobody prints so
    SUPPORTED = "supported"


class Claimed(StrEnum):
    """What a draft may claim."""

    FIGURE = "figure"
    QUOTATION = "quotation"
    DATE = "date"
    STATUS = "status"
    NAME = "name"
    STATEMENT = "statement"  # what none of the others holds
    WORDING = "wording"  # what only a difference shows: a label, a hedge, a scope


@dataclass(frozen=True, slots=True)
class Against:
    """One way in which others print a claim otherwise. `own` is the draft's value."""

    kind: Kind
    severity: Severity
    between: Between
    subject: str
    own: str
    evidence: tuple[Evidence, ...]  # of others only
    note: str | None = None


@dataclass(slots=True)
class Checked:
    """One claim. `span` are its words in the draft, `support` and `near` places in articles.

    `near` is what stands closest without supporting it: the same event without a day, a figure
    that neither confirms nor excludes the draft's.
    """

    kind: Claimed
    span: Span
    sentence: Span
    support: list[Evidence] = field(default_factory=list)
    against: list[Against] = field(default_factory=list)
    near: list[Evidence] = field(default_factory=list)

    @property
    def verdict(self) -> Verdict:
        """Disputed where anybody prints otherwise, whoever else supports it."""
        if self.against:
            return Verdict.DISPUTED
        if self.support:
            return Verdict.SUPPORTED
        return Verdict.UNCHECKED if self.kind is Claimed.STATEMENT else Verdict.NOT_FOUND

    @property
    def rank(self) -> tuple[int, int, Span]:
        """Worst first: what cannot both hold, what differs, what nobody tells, what holds."""
        hard = any(one.severity is Severity.HARD for one in self.against)
        return list(Verdict).index(self.verdict), not hard, self.span


def draft_of(scene: Scene) -> Covered:
    """The draft of a scene that holds one."""
    return scene.coverage.article(DRAFT)


def others_of(coverage: Coverage) -> tuple[Covered, ...]:
    """The articles that the draft is compared with."""
    return tuple(covered for covered in coverage.articles if covered.id != DRAFT)
