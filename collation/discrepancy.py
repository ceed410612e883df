"""What a discrepancy is: kind, subject, sides that differ, and how sure we are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extraction.annotations import Span


class Kind(StrEnum):
    """The kinds of discrepancy (MEASURES of the project's benchmarks use the same names)."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    PLACE = "place"
    STATUS = "status"
    LABEL = "label"
    QUOTE_WORDING = "quote_wording"
    ATTRIBUTION = "attribution"
    NAME = "name"
    OMISSION = "omission"
    NEGATION = "negation"
    MANNER = "manner"
    CAUSE = "cause"
    SCOPE = "scope"
    ACTOR = "actor"
    HEDGING = "hedging"
    FRAMING = "framing"


class Severity(StrEnum):
    """Hard: the sides cannot both hold. Soft: they differ, and an editor may want to know."""

    HARD = "hard"
    SOFT = "soft"


class Between(StrEnum):
    """Who differs: outlets, the sources they quote, one article with itself, printings of one."""

    OUTLETS = "outlets"
    SOURCES = "sources"
    SELF = "self"
    DISPATCH = "dispatch"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One article's words for one side. `span` is short, `sentence` is shown and cited."""

    article: str  # Covered.id
    span: Span
    sentence: Span
    value: str  # the side it stands for: equal values are one side


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One subject on which accounts differ, all sides in one report.

    `key` is stable under order of arrival and names event-independent identity: kind, normal
    form of the subject and sorted set of values; the same key is the same news. `subject` is in
    plain words ("crew members aboard the Amtrak train"). `note` says why it may be so, where a
    rule nearly explained it. `confidence` in [0, 1] is how sure a rule is and, once calibrated, the
    chance that an editor finds it right; a `doubtful` one is kept, and shown only to who asks.
    """

    kind: Kind
    severity: Severity
    between: Between
    subject: str
    evidence: tuple[Evidence, ...]
    confidence: float
    absent_in: tuple[str, ...] = ()
    note: str | None = None
    doubtful: bool = False

    @property
    def key(self) -> str:
        """Kind, subject and values: what makes it the same news or different news.

        Of two printings of one outlet's article their ids as well: that an outlet changed a figure
        is other news than that two outlets print two.
        """
        values = "|".join(sorted({e.value.lower() for e in self.evidence}))
        printings = sorted({e.article for e in self.evidence} | set(self.absent_in))
        changed = self.between is Between.SELF and len(printings) > 1
        return f"{self.kind}:{self.subject.lower()}:{values}" + (
            f":{'|'.join(printings)}" if changed else ""
        )
