"""Workspaces in which the bot is installed: kept, found, forgotten."""

from __future__ import annotations

from desk.counters.counter import Counter
from store import installations
from store.installations import StoredInstallation


class Installations(Counter):
    """One a workspace. What is kept of tokens is sealed by whoever gives it."""

    def keep(self, workspace: str, name: str, person: str, secret: bytes) -> None:
        """Keep what an installation gave, in place of an older one; `secret` is no plain text."""
        with self._told() as db:
            installations.keep(db, StoredInstallation(workspace, name, person, secret, self._now()))

    def find(self, workspace: str) -> StoredInstallation | None:
        """None where the bot is not installed."""
        with self._asked() as db:
            return installations.find(db, workspace)

    def workspaces(self) -> tuple[str, ...]:
        """All in which it is installed, sorted."""
        with self._asked() as db:
            return installations.workspaces(db)

    def remove(self, workspace: str) -> bool:
        """Delete the tokens of a workspace; whether there were any. Its articles stay."""
        with self._told() as db:
            return installations.remove(db, workspace)
