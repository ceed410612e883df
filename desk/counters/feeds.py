"""Feeds: followed, polled when it is their turn, and what is to be told about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from desk import feeds, fetching, polling
from desk.counters.counter import Counter, sentences
from desk.feed_views import FeedNotice, FeedView, ImportedFeeds
from desk.links import LinksView
from desk.requests import Asker
from store.archive import Archive

SHOWN = 10  # links of one feed
HERE = "here"  # where somebody waits who is told by whoever calls


class Feeds(Counter):
    """Feeds of all workspaces; each sees its own."""

    def __init__(
        self,
        archive: Archive,
        now: Callable[[], datetime],
        web: polling.Web,
        index: fetching.Index,
    ) -> None:
        """`web` gives what feeds lead to; `index` keeps articles of a workspace."""
        super().__init__(archive, now)
        self._web = web
        self._index = index

    def follow(self, asker: Asker, url: str, answer_to: str | None = None) -> FeedView:
        """Follow a feed from now on; what comes of it is told by `notices`. Raises BadRequest."""
        with self._told() as db:
            return feeds.follow(db, asker, url, self._now(), answer_to)

    def follow_now(self, asker: Asker, url: str) -> FeedNotice | None:
        """Follow a feed and poll it before this returns; what is to be told of it, None where it
        was followed already and is well. Raises BadRequest."""
        with self._told() as db:
            found = feeds.follow(db, asker, url, self._now(), HERE)
        for _ in range(2):  # a page leads to its feed
            self._poll((found.id,))
        return next((one for one in self.notices() if one.feed.id == found.id), None)

    def import_all(self, asker: Asker, outlines: Sequence[tuple[str, str]]) -> ImportedFeeds:
        """Follow feeds given as (url, title)."""
        with self._told() as db:
            return feeds.import_all(db, asker, outlines, self._now())

    def listing(self, asker: Asker) -> tuple[FeedView, ...]:
        """All feeds of the workspace, those that fail first."""
        with self._asked() as db:
            return feeds.listing(db, asker)

    def show(self, asker: Asker, id: int) -> tuple[FeedView, LinksView]:
        """One feed, and the latest links that it named. Raises NoMatch."""
        with self._asked() as db:
            found = feeds.one(db, asker, id)
            return found, fetching.newest(db, asker.workspace, feed=id, most=SHOWN)

    def stop(self, asker: Asker, id: int) -> FeedView:
        """Follow a feed no longer. Raises NoMatch."""
        with self._told() as db:
            return feeds.stop(db, asker, id)

    def go_on(self, asker: Asker, id: int) -> FeedView:
        """Follow a feed again. Raises NoMatch."""
        with self._told() as db:
            return feeds.go_on(db, asker, id, self._now())

    def poll_soon(self, asker: Asker, id: int) -> FeedView:
        """Ask a feed at once. Raises NoMatch or BadRequest."""
        with self._told() as db:
            return feeds.poll_soon(db, asker, id, self._now())

    def remove(self, asker: Asker, id: int) -> FeedView:
        """Forget a feed; as it was. Raises NoMatch."""
        with self._told() as db:
            return feeds.remove(db, asker, id)

    def now(self) -> datetime:
        """The desk's moment, for what is written down of feeds."""
        return self._now()

    # What the schedule calls, for all workspaces.

    def poll_due(self, only: tuple[int, ...] | None = None) -> int:
        """Ask the feeds whose turn it is, all or some of them; how many there were."""
        with sentences():
            polling.give_up_dead(self._archive, self._now())
        return self._poll(only)

    def fetch_due(self, only: tuple[int, ...] | None = None) -> int:
        """Fetch and index the links that feeds named, all or of some; how many there were."""
        with sentences():
            return fetching.fetch_of_feeds(
                self._archive, self._web.entry, self._index, self._now, only
            )

    def notices(self) -> tuple[FeedNotice, ...]:
        """What somebody is to be told."""
        with self._asked() as db:
            return feeds.notices(db)

    def told(self, notice: FeedNotice) -> None:
        """They know."""
        with self._told() as db:
            feeds.told(db, notice)

    def _poll(self, ids: tuple[int, ...] | None) -> int:
        with sentences():
            return polling.poll_due(self._archive, self._web, self._now, ids)
