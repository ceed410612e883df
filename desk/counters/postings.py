"""Messages that show discrepancies: kept up to date, their threads told once."""

from __future__ import annotations

from collections.abc import Sequence

from desk import postings
from desk.answers import DiscrepancyView
from desk.counters.counter import Counter, sentences
from desk.postings import AGAIN, Change, Posting, Renewal
from desk.requests import Asker
from store import postings as kept


class Postings(Counter):
    """Postings of all workspaces."""

    def keep(self, asker: Asker, posting: Posting, views: Sequence[DiscrepancyView]) -> None:
        """Remember a message that was posted; or that the same message shows something else."""
        with self._told() as db:
            postings.keep(db, asker, posting, views, self._now())

    def claim_outdated(self) -> tuple[Renewal, ...]:
        """Messages of all workspaces that this process is to edit now."""
        with sentences():
            return postings.claim(self._archive, self._now())

    def claim_about(self, asker: Asker, discrepancy: int) -> tuple[Renewal, ...]:
        """The messages that show a discrepancy as it no longer is."""
        with sentences():
            return postings.claim(self._archive, self._now(), asker.workspace, discrepancy)

    def renewed(self, renewal: Renewal) -> None:
        """The message shows what holds."""
        with self._told() as db:
            postings.renewed(db, renewal)

    def not_renewed(self, renewal: Renewal, *, gone: bool) -> None:
        """Slack did not take it: the message is gone for good, or to be tried again in a while."""
        with self._told() as db:
            kept.release(db, renewal.id, gone=gone, until=self._now() + AGAIN)

    def tell(self, workspace: str, channel: str, thread: str, change: Change) -> bool:
        """Whether a thread is to be told now: it never was, nor is anybody else about to."""
        with self._told() as db:
            return kept.tell(db, workspace, channel, thread, change.view.id, change.stamp)

    def not_told(self, workspace: str, channel: str, thread: str, change: Change) -> None:
        """Slack did not take it: it may be told again."""
        with self._told() as db:
            kept.untell(db, workspace, channel, thread, change.view.id, change.stamp)
