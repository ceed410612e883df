"""A host's robots.txt in; whether a link of it may be read by this program, out (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

LONGEST = 512_000  # bytes of a robots.txt that are obeyed; the standard asks for 500 KiB
KEPT = 24 * 3600.0  # seconds that rules are good for; the standard's longest
KEPT_UNREAD = 600.0  # seconds after which a robots.txt that could not be read is asked for again


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin asks of programs, and when that was found out, in seconds of the clock.

    `parsed` is None where everything is allowed; `unread` is why the rules could not be read, in
    which case nothing is allowed, as the standard says.
    """

    parsed: Protego | None
    at: float
    unread: str | None = None

    def fresh(self, now: float) -> bool:
        """Whether they still hold."""
        return now - self.at < (KEPT if self.unread is None else KEPT_UNREAD)

    def allow(self, url: str, agent: str) -> bool:
        """Whether the link may be read by the program of this name."""
        if self.unread is not None:
            return False
        return self.parsed is None or bool(self.parsed.can_fetch(url, agent))

    def delay(self, agent: str) -> float | None:
        """Seconds that the host asks for between two requests, None if it does not."""
        return None if self.parsed is None else self.parsed.crawl_delay(agent)


def parse_rules(status: int, body: bytes, at: float) -> Rules:
    """The rules of an answer: of 200 what it says, of 4xx none, of all else that it is unread."""
    if status == 200:
        return Rules(Protego.parse(body[:LONGEST].decode("utf-8", "replace")), at)
    if 400 <= status < 500 and status != 429:
        return Rules(None, at)
    return Rules(None, at, unread=f"status {status}")
