"""Who is who: a person under all their names, and what people decide about that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from desk import people
from desk.counters.counter import Counter
from desk.persons import PersonAnswer, PersonChoice, PersonView
from desk.requests import Asker, ShowPerson
from store.archive import Archive


class People(Counter):
    """Persons of the archive."""

    def __init__(
        self,
        archive: Archive,
        now: Callable[[], datetime],
        catch_up: Callable[[Asker], int],
    ) -> None:
        """`catch_up` collates the stories that a decision changed."""
        super().__init__(archive, now)
        self._catch_up = catch_up

    def person(self, asker: Asker, request: ShowPerson) -> PersonAnswer:
        """Raises BadRequest, EmptyArchive or NoMatch."""
        with self._asked() as db:
            return people.answer(db, asker, request)

    def candidates(self, asker: Asker, id: int) -> tuple[PersonChoice, ...]:
        """Whom a person may be merged with, the likest first. Raises NoMatch."""
        with self._asked() as db:
            return people.candidates(db, asker, id)

    def merge(self, asker: Asker, id: int, other: int | str) -> PersonView:
        """Raises BadRequest or NoMatch, with nothing written."""
        with self._told() as db:
            return people.merge(db, asker, id, other, self._now())

    def split(self, asker: Asker, id: int, names: Sequence[int]) -> PersonView:
        """Raises BadRequest or NoMatch, with nothing written."""
        with self._told() as db:
            return people.split(db, asker, id, names, self._now())

    def part_in_story(self, asker: Asker, id: int, story: int) -> None:
        """In that story somebody else of the name speaks: noted at once, seen once `collated`.

        Raises BadRequest or NothingFound, with nothing written.
        """
        with self._told() as db:
            people.elsewhere(db, asker, id, story, self._now())

    def collated(self, asker: Asker, id: int) -> PersonView:
        """The person after the stories are collated that decisions changed, which may take seconds.

        Raises NoMatch.
        """
        self._catch_up(asker)
        with self._asked() as db:
            return people.view(db, asker, id)

    def undo(self, asker: Asker, id: int) -> PersonView:
        """Takes the newest decision back. Raises BadRequest where there is none, or NoMatch."""
        with self._told() as db:
            people.undo(db, asker, id, self._now())
        return self.collated(asker, id)
