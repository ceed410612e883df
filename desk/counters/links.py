"""Links: asked for, fetched when it is their turn, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from desk import fetching
from desk.bringing import Fetch
from desk.counters.counter import Counter, sentences
from desk.links import FinishedLinks, LinksView
from desk.requests import Asker
from store.archive import Archive


class Links(Counter):
    """Links of all workspaces."""

    def __init__(
        self,
        archive: Archive,
        now: Callable[[], datetime],
        fetch: Fetch,
        index: fetching.Index,
    ) -> None:
        """`fetch` gives what a link leads to; `index` keeps articles of a workspace."""
        super().__init__(archive, now)
        self._fetch = fetch
        self._index = index

    def ask(self, asker: Asker, urls: Sequence[str], answer_to: str | None = None) -> LinksView:
        """Ask for links to be fetched soon; `answer_to` is where the asker waits, in the words of
        whoever tells them. Raises BadRequest where there are none, or too many."""
        with self._told() as db:
            return fetching.queue(db, asker, urls, self._now(), answer_to)

    def fetch_now(self, asker: Asker, urls: Sequence[str]) -> LinksView:
        """Fetch links before this returns. Raises BadRequest as `ask`."""
        with self._told() as db:
            queued = fetching.queue(db, asker, urls, self._now(), None)
        ids = tuple(link.id for link in queued.links)
        self._fetch_due(ids)
        with self._asked() as db:
            return LinksView(fetching.views(db, asker.workspace, ids), None)

    def try_again(self, asker: Asker, id: int, answer_to: str | None = None) -> LinksView:
        """Ask once more for a link that failed. Raises NoMatch."""
        with self._told() as db:
            return fetching.again(db, asker, id, self._now(), answer_to)

    def newest(self, asker: Asker) -> LinksView:
        """The latest links that were asked for, newest first, and what became of them."""
        with self._asked() as db:
            return fetching.newest(db, asker.workspace)

    def fetch_due(self) -> int:
        """Fetch and index the links of all workspaces that wait for it; how many there were."""
        return self._fetch_due(None)

    def finished(self) -> tuple[FinishedLinks, ...]:
        """Links of all workspaces whose askers do not know yet what became of them."""
        with self._asked() as db:
            return fetching.finished(db)

    def told(self, finished: FinishedLinks) -> None:
        """The asker knows."""
        with self._told() as db:
            fetching.told(db, finished)

    def _fetch_due(self, ids: tuple[int, ...] | None) -> int:
        with sentences():
            return fetching.fetch_due(
                self._archive,
                self._fetch,
                self._index,
                self._now,
                ids,
            )
