"""The workspace in a terminal: lines in; messages, numbered buttons and forms as text, out."""

from __future__ import annotations


async def talk(url: str, *, user: str, channel: str, wait: float) -> int:
    """The exit status."""
    raise NotImplementedError(url, user, channel, wait)
