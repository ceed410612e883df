"""What stands on the front: the newest discrepancies, and what each person prefers."""

from __future__ import annotations

from desk import discrepancies
from desk.answers import DiscrepancyView
from desk.counters.counter import Counter
from desk.requests import Asker
from desk.zones import ordered_zone
from store import discrepancies as kept
from store import newest, preferences

ZONE = "zone"


class Front(Counter):
    """App Home's questions that no command asks."""

    def newest(self, asker: Asker, most: int) -> tuple[DiscrepancyView, ...]:
        """The open discrepancies found last, newest first; of one moment the most serious first."""
        with self._asked() as db:
            ids = newest.discrepancies_of(db, asker.workspace, self._now(), most)
            found = kept.load(db, asker.workspace, ids)
            return discrepancies.show(db, asker, [found[id] for id in ids], self._now())

    def zone(self, asker: Asker) -> str | None:
        """The time zone that the person chose; None where they left it to Slack."""
        with self._asked() as db:
            return preferences.find(db, asker.workspace, asker.person, ZONE)

    def choose_zone(self, asker: Asker, zone: str | None) -> None:
        """Use this zone for the person from now on; None: what Slack says. Raises BadRequest."""
        if zone is not None:
            ordered_zone(zone)
        with self._told() as db:
            preferences.put(db, asker.workspace, asker.person, ZONE, zone)
