"""Drafts: compared with what is indexed, and forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from desk import drafts
from desk.answers import StoryView
from desk.counters.counter import Counter
from desk.drafts import CheckDraft, DraftAnswer, WhichStory
from desk.requests import Asker
from intake.plain import read_plain
from store.archive import Archive

SENTENCE = "Two lamps fell on Monday, Jane Roe said. “They were old,” she said."


class Drafts(Counter):
    """Reads and compares; writes nothing."""

    def __init__(self, archive: Archive, now: Callable[[], datetime], read: drafts.Read) -> None:
        """`read` gives a reading for each article."""
        super().__init__(archive, now)
        self._read = read

    def warm(self) -> None:
        """Load all that reading needs, so that the first draft need not wait for it."""
        for _ in self._read([read_plain(SENTENCE, "draft:")]):
            pass  # nothing of it is kept

    def stories(self, asker: Asker, request: CheckDraft) -> tuple[StoryView, ...]:
        """The stories that a draft may be about, quickly. Raises as `check`, but never knows of
        what the comparison raises."""
        with self._asked() as db:
            return drafts.fitting(db, asker, request, self._now())

    def check(self, asker: Asker, request: CheckDraft) -> DraftAnswer | WhichStory:
        """Each claim of the draft and how it stands; which stories fit, where several do.

        Raises BadRequest, EmptyArchive, UnknownStory, or NoMatch where there is nothing to compare.
        """
        with self._asked() as db:
            found = drafts.fitting(db, asker, request, self._now())
            if len(found) > 1:
                return WhichStory(found)
            return drafts.compare(db, asker, request, found[0], self._read, self._now())
