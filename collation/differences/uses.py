"""Where one account takes one side of a matter: the words, and in whose voice they stand."""

from __future__ import annotations

from dataclasses import dataclass

from collation.coverage import Covered
from extraction.annotations import Span, Voice


@dataclass(frozen=True, slots=True)
class Use:
    """`value` is the side; `holder` indexes `Reading.people` where somebody else says it."""

    covered: Covered
    value: str
    span: Span
    sentence: Span
    voice: Voice
    holder: int | None
