"""What became of something a person did."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.messages import Message


class Impossible(ValueError):
    """A person could not do that: no such message, button, modal or place."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`error` is the sentence the person saw, empty where the bot acknowledged in time."""

    error: str = ""
    delivered: bool = True  # whether anything was sent to the bot at all
    message: Message | None = None  # what the person posted
