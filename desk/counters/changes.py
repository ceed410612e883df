"""What outlets change afterwards: looking at articles again, and telling what is other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from desk import changes, revisiting
from desk.changes import ChangesAnswer, ShowChanges
from desk.counters.counter import Counter, sentences
from desk.requests import Asker
from store.archive import Archive


class Changes(Counter):
    """Articles of all workspaces that are looked at again."""

    def __init__(
        self,
        archive: Archive,
        now: Callable[[], datetime],
        look: revisiting.Look,
        index: revisiting.Index,
    ) -> None:
        """`look` gives what stands at a link now; `index` keeps articles of a workspace."""
        super().__init__(archive, now)
        self._look = look
        self._index = index

    def changes(self, asker: Asker, request: ShowChanges) -> ChangesAnswer:
        """What outlets changed, the newest first. Raises EmptyArchive, UnknownStory or NoMatch."""
        with self._asked() as db:
            return changes.answer(db, asker, request)

    def look_due(self) -> int:
        """Look again at what is due in all workspaces; how many articles it was."""
        with sentences():
            return revisiting.look_due(self._archive, self._look, self._index, self._now)
