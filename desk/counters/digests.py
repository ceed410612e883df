"""Digests: standing orders for them, and the editions that are due."""

from __future__ import annotations

from desk import deliveries, digest, subscriptions
from desk.answers import Delivery, Digest, DiscrepancyView, SubscriptionView
from desk.counters.counter import Counter, sentences
from desk.requests import Asker, Subscribe
from store import subscriptions as kept_subscriptions


class Digests(Counter):
    """Standing orders and editions."""

    def subscribe(self, asker: Asker, request: Subscribe) -> SubscriptionView:
        """As `set_up`, without whether it is new."""
        return self.set_up(asker, request)[0]

    def set_up(self, asker: Asker, request: Subscribe) -> tuple[SubscriptionView, bool]:
        """A standing order, and whether it is new: the same is not made twice.

        Raises BadRequest for a zone, day, kind or severity that is none.
        """
        with self._told() as db:
            return subscriptions.subscribe(db, asker, request, self._now())

    def standing(self, asker: Asker, channel: str | None = None) -> tuple[SubscriptionView, ...]:
        """The standing orders of the workspace, or of one channel."""
        with self._asked() as db:
            found = kept_subscriptions.load(db, asker.workspace, channel)
            return tuple(
                subscriptions.view(db, stored, self._now())
                for stored in found
                if subscriptions.is_for(stored, asker)
            )

    def owned(self, asker: Asker, id: int) -> SubscriptionView:
        """A standing order that the asker may change. Raises NoMatch or NotAllowed."""
        with self._asked() as db:
            return subscriptions.view(db, subscriptions.owned(db, asker, id), self._now())

    def change(self, asker: Asker, id: int, request: Subscribe) -> SubscriptionView:
        """Raises NoMatch, NotAllowed, or BadRequest as `subscribe`."""
        with self._told() as db:
            return subscriptions.change(db, asker, id, request, self._now())

    def unsubscribe(self, asker: Asker, id: int) -> SubscriptionView:
        """What it was. Raises NoMatch or NotAllowed."""
        with self._told() as db:
            found = subscriptions.owned(db, asker, id)
            kept_subscriptions.end(db, found.id)
            return subscriptions.view(db, found, self._now())

    def go_on(self, asker: Asker, id: int) -> SubscriptionView:
        """Take back that it was ended. Raises NoMatch or NotAllowed."""
        with self._told() as db:
            found = subscriptions.owned(db, asker, id, ended=True)
            kept_subscriptions.go_on(db, found.id, self._now())
            return subscriptions.view(db, subscriptions.find(db, asker, id), self._now())

    def pause(self, asker: Asker, id: int, paused: bool) -> SubscriptionView:
        """Stop a digest, or go on with it. Raises NoMatch or NotAllowed."""
        with self._told() as db:
            found = subscriptions.owned(db, asker, id)
            kept_subscriptions.pause(db, found.id, paused, self._now())
            return subscriptions.view(db, subscriptions.find(db, asker, id), self._now())

    def preview(self, asker: Asker, wanted: Subscribe | int) -> Digest:
        """The edition as it would be now; claims nothing. Raises BadRequest or NoMatch."""
        with self._asked() as db:
            return subscriptions.preview(db, asker, wanted, self._now())

    def rest(
        self, asker: Asker, delivery: int, story: int, beyond: int
    ) -> tuple[DiscrepancyView, ...]:
        """What an edition holds of a story beyond so many lines of its headline."""
        with self._asked() as db:
            return digest.rest(db, asker, delivery, story, beyond, self._now())

    def claim_due(self, process: str) -> tuple[Delivery, ...]:
        """The editions of all workspaces that `process` is to post from now on."""
        with sentences():
            return tuple(deliveries.claim_due(self._archive, process, self._now()))

    def posted(self, delivery: Delivery, ts: str, parts: int) -> None:
        """The headline stands at `ts`, with so many parts of its thread."""
        with self._told() as db:
            deliveries.posted(db, delivery, ts, parts, self._now())

    def delivered(self, delivery: Delivery, ts: str) -> None:
        """All of the edition is posted, its headline at `ts`."""
        with self._told() as db:
            deliveries.delivered(db, delivery, ts)

    def failed(self, delivery: Delivery, why: str) -> None:
        """Slack refused: the edition is handed out again in a few minutes."""
        with self._told() as db:
            deliveries.failed(db, delivery, why, self._now())
