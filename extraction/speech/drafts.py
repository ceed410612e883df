"""What the rules hand to one another while an article's quotations are being found."""

from __future__ import annotations

from dataclasses import dataclass, field

from extraction.annotations import Span
from extraction.speech.mentions import Mention


@dataclass(slots=True)
class Draft:
    """A quotation before its speaker is known by name.

    `marked` are the numbers of the passage's marked spans that its content holds; `rule` names
    the rule that found it, for measuring; `sure` is how far the rule can be trusted to have
    found the right mention.
    """

    content: list[Span]
    passage: int
    cue: Span | None
    speaker: Mention | None
    rule: str
    sure: float
    sentence: Span
    marked: list[int] = field(default_factory=list)
    through: Mention | None = None  # whom the speaker cites

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.content[-1].end
