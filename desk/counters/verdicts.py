"""Useful or wrong: what people judge of the answers, and what the bot learns not to repeat."""

from __future__ import annotations

from desk import discrepancies, verdicts
from desk.counters.counter import Counter
from desk.reasons import is_false_alarm
from desk.requests import Asker
from desk.verdicts import Json, Judgement, VerdictView
from store import discrepancies as kept_discrepancies
from store.verdicts import WRONG


class Verdicts(Counter):
    """Verdicts of a workspace."""

    def judge(self, asker: Asker, given: Judgement) -> VerdictView:
        """Keep it; a discrepancy called a false alarm is dismissed, and kept back everywhere.

        Raises BadRequest or NoMatch, with nothing written.
        """
        with self._told() as db:
            kept = verdicts.judge(db, asker, given, self._now())
            if isinstance(given.of, int):
                kept_discrepancies.touch(db, given.of, self._now())
            wrong = given.verdict == WRONG and is_false_alarm(given.reason)
            if wrong and isinstance(given.of, int):
                note, reason, now = given.note, given.reason, self._now()
                discrepancies.settle(db, asker, given.of, "dismiss", note, None, now, reason)
            return kept

    def undo(self, asker: Asker, id: int) -> VerdictView:
        """Take it back, and what it led to. Raises NoMatch."""
        with self._told() as db:
            taken = verdicts.undo(db, asker, id, self._now())
            if taken.about == "discrepancy" and taken.number:
                kept_discrepancies.touch(db, taken.number, self._now())
            if taken.about == "discrepancy" and taken.verdict == WRONG and taken.number:
                discrepancies.judged_right(db, asker, taken.number, self._now())
            return taken

    def listing(self, asker: Asker) -> tuple[VerdictView, ...]:
        """The newest that hold, newest first."""
        with self._asked() as db:
            return verdicts.listing(db, asker)

    def gold(self, asker: Asker) -> list[Json]:
        """All that hold, by story, in the schema of benchmarks/gold."""
        with self._asked() as db:
            return verdicts.gold(db, asker)
