"""Rules of a workspace that its admins decide: whether guests may ask."""

from __future__ import annotations

from desk.counters.counter import Counter
from desk.errors import NotAllowed
from desk.requests import Asker
from store import settings

_GUESTS = "guests"


class Rules(Counter):
    """What the admins of a workspace decided."""

    def guests_may_ask(self, workspace: str) -> bool:
        """Whether guests and strangers are answered: not until an admin says so."""
        with self._asked() as db:
            return settings.value(db, workspace, _GUESTS) == "allow"

    def let_guests_ask(self, asker: Asker, allow: bool) -> None:
        """Raises NotAllowed for whoever is no admin of the workspace."""
        if not asker.admin:
            raise NotAllowed(
                "Only an admin or owner of the workspace decides whether guests may ask."
            )
        with self._told() as db:
            value = "allow" if allow else "refuse"
            settings.decide(db, asker.workspace, _GUESTS, value, asker.person, self._now())
