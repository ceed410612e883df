"""What resolving a mention tells: whom it means, by which path, and against whom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom a mention means.

    `number` is the place among the entries, None where it cannot be told. `path` names the rule
    that told it. `lead` is the share by which the one chosen outweighs the next (1: there is
    none); `rivals` counts others whom the words fit; `back` are the sentences to the mention
    that it was resolved by.
    """

    number: int | None
    path: str
    lead: float = 1.0
    rivals: int = 0
    back: int = 0


NOBODY = Resolution(None, "nobody")
