"""What the archive keeps: read again by a better version, trimmed after a time, forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from desk import removal, rereading
from desk.collating import catch_up
from desk.counters.counter import Counter, sentences
from desk.findings import Collation
from desk.indexing import Read
from desk.removal import Forget, Gone, PrivacyView, ToForget
from desk.requests import Asker
from extraction.version import VERSION
from store import rereading as kept_readings
from store.archive import Archive


class Keeping(Counter):
    """Articles of all workspaces, and how long what of them is kept."""

    def __init__(
        self,
        archive: Archive,
        now: Callable[[], datetime],
        read: Read,
        collation: Collation,
        keep_days: int | None,
        version: str = VERSION,
    ) -> None:
        """`keep_days`: after so many days only what is cited of a text is kept; None: all is."""
        super().__init__(archive, now)
        self._read = read
        self._collation = collation
        self._keep_days = keep_days
        self._version = version
        self._odd: set[int] = set()  # what this process could not read again

    def reread_active(self) -> int:
        """Read a few articles of active stories again that an older version read; how many."""
        with sentences():
            return rereading.reread(
                self._archive, self._version, self._read, self._collation, self._now, self._odd
            )

    def outdated(self, asker: Asker, *, every: bool) -> int:
        """How many articles wait to be read again, of active stories or of every one."""
        since = None if every else self._now().date() - rereading.ACTIVE
        with self._asked() as db:
            return kept_readings.count(db, self._version, since, asker.workspace)

    def reread(self, asker: Asker, *, every: bool, progress: Callable[[int], None]) -> int:
        """Read again what an older version read; how many articles. `progress` is told of each
        few."""
        total = 0
        with sentences():
            while done := rereading.reread(
                self._archive,
                self._version,
                self._read,
                self._collation,
                self._now,
                self._odd,
                workspace=asker.workspace,
                every=every,
            ):
                total += done
                progress(done)
        return total

    def to_forget(self, asker: Asker, request: Forget) -> ToForget:
        """What a request would delete. Raises BadRequest, NoMatch or EmptyArchive."""
        with self._asked() as db:
            return removal.find(db, asker, request)

    def forget(self, asker: Asker, request: Forget) -> Gone:
        """Delete it for good. Raises as `to_forget`, with nothing deleted."""
        with sentences():
            gone = removal.forget(self._archive, asker, request)
            catch_up(self._archive, asker.workspace, self._collation, self._now())
            return gone

    def forget_workspace(self, workspace: str) -> int:
        """Delete all of a workspace, in every table; how many articles it had."""
        with sentences():
            return removal.forget_workspace(self._archive, workspace)

    def privacy(self, asker: Asker) -> PrivacyView:
        """What is kept."""
        with self._asked() as db:
            return removal.privacy(db, asker, self._keep_days)

    def trim_due(self) -> int:
        """Trim the texts that were kept long enough; how many."""
        if self._keep_days is None:
            return 0
        with sentences():
            return removal.trim_due(self._archive, self._keep_days, self._now)
